"""From the start page to the receipt, and what must hold all along the way."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.web.town_hall import COUNCILS, NONE_OF_THESE, Prepared, TownHall

from localgov_components.records import Cases, CaseStatus
from localgov_components.storage import Store

PERSONAL = (
    "DT97", "Kingfisher", "9999", "A Resident", "A+Resident", "resident.example", "universal", "concession", "Mooring",
)  # fmt: skip


@pytest.fixture
def postgresql_hall(prepared: Prepared, postgresql_url: str, tmp_path: Path) -> Iterator[TownHall]:
    hall = TownHall(prepared, Store.open(postgresql_url), tmp_path)
    yield hall
    hall.close()


def test_nothing_personal_is_in_any_address_log_or_header(hall: TownHall, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = hall.walk(benefit="Universal Credit")
    browser.follow("Change Full name").send(it="A Resident").send()
    hall.pay(browser, card="4000000000000002")
    hall.pay(browser.send())
    assert browser.heading == "Subscription complete"
    secrets = [cookie.value or "" for cookie in browser.client.cookies.jar]
    addresses = "\n".join(browser.visited)
    ours = "\n".join(record.getMessage() for record in caplog.records)
    for personal in (*PERSONAL, *secrets):
        assert personal not in addresses
        assert personal not in ours.replace("httpx", "")
    assert [name for name in browser.response.headers if name == "set-cookie"] == []


@pytest.mark.parametrize("council", COUNCILS)
def test_a_whole_journey_on_postgresql(postgresql_hall: TownHall, council: str) -> None:
    browser = postgresql_hall.walk(council, benefit=NONE_OF_THESE, badge="Yes").send()
    assert postgresql_hall.pay(browser).heading == "Subscription complete"
    assert len(postgresql_hall.messages()) == 1


def test_a_case_is_kept_with_its_history(hall: TownHall) -> None:
    browser = hall.at_check_answers().send()
    (waiting,) = Cases(hall.store).waiting(
        service="garden-waste", council="ambleford", since=hall.clock() - timedelta(days=1)
    )
    hall.pay(browser)
    case = Cases(hall.store).get(waiting.reference)
    assert case.status is CaseStatus.COMPLETE
    assert [event.event for event in Cases(hall.store).events(case.reference)] == ["opened", "paid"]
    Cases(hall.store).verify(case.reference)


def test_both_councils_may_be_used_in_one_browser(hall: TownHall) -> None:
    ambleford = hall.at_check_answers("ambleford")
    brackwater = hall.browser("brackwater")
    brackwater.client.cookies = ambleford.client.cookies
    brackwater.begin()
    assert ambleford.open("check-answers").heading == "Check your answers"
    assert brackwater.open("postcode").heading == "What is the postcode of the property?"
