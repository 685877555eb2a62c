from datetime import UTC, datetime
from threading import Thread

import pytest
from sqlalchemy import func, select
from tests.web.town_hall import NONE_OF_THESE, TownHall

from localgov_components.payments.tables import payment_intents
from localgov_components.records.tables import cases
from localgov_components.storage import Store


def count(store: Store, table: object) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("council", "benefit", "badge", "total", "reason"),
    [
        ("ambleford", NONE_OF_THESE, "No", "£96.00", "No one in your household has a Blue Badge"),
        ("ambleford", "Universal Credit", "", "£48.00", "Someone in your household gets Universal Credit"),
        ("brackwater", NONE_OF_THESE, "No", "£108.00", "No one in your household has a Blue Badge"),
        ("brackwater", NONE_OF_THESE, "Yes", "£36.00", "Someone in your household has a Blue Badge"),
    ],
)
def test_the_decision_its_reasons_and_the_charge_are_shown(
    hall: TownHall, council: str, benefit: str, badge: str, total: str, reason: str
) -> None:
    browser = hall.walk(council, benefit=benefit, badge=badge)
    assert browser.heading == "Check your answers"
    assert reason in [item.text for item in browser.page.one("main").all("li")]
    assert browser.form.one("button").text == f"Accept and pay {total}"
    assert [cell.text for cell in browser.page.one("tfoot").all("td")] == [total]


def test_every_answer_is_shown_with_a_way_to_change_it(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    for question in browser.summary:
        assert browser.link(f"Change {question}").endswith("?change=yes")
    assert browser.summary["Email address"] == "a.resident@resident.example"


def test_sending_leads_to_the_payment_pages(hall: TownHall) -> None:
    browser = hall.at_check_answers().send()
    assert browser.sent_to.startswith("https://pay.example/secure/")


def test_only_a_page_that_may_lead_there_allows_the_payment_pages(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    assert "form-action 'self' https://pay.example;" in browser.response.headers["content-security-policy"]
    browser.open("bins")
    assert "form-action 'self';" in browser.response.headers["content-security-policy"]


def test_sending_twice_is_one_case_and_one_payment(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    fields = browser.filled()
    first = browser.post(fields, "/ambleford/garden-waste/check-answers").sent_to
    second = browser.post(fields, "/ambleford/garden-waste/check-answers").sent_to
    assert first.startswith("https://pay.example/secure/")
    assert second.startswith("https://pay.example/secure/")
    assert (count(hall.store, cases), count(hall.store, payment_intents)) == (1, 1)


def test_two_workers_at_once_open_one_case_and_one_payment(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    fields = browser.filled()
    tabs = [hall.again(browser) for _ in range(2)]
    path = "/ambleford/garden-waste/check-answers"
    threads = [Thread(target=tab.post, args=(fields, path)) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(tab.sent_to or tab.path.endswith("/payment") for tab in tabs)
    assert (count(hall.store, cases), count(hall.store, payment_intents)) == (1, 1)


def test_a_price_that_changed_since_is_shown_before_anything_is_sent(hall: TownHall) -> None:
    hall.clock.now = datetime(2026, 3, 31, 22, 50, tzinfo=UTC)
    browser = hall.at_check_answers()
    assert browser.form.one("button").text == "Accept and pay £90.00"
    hall.clock.now = datetime(2026, 3, 31, 23, 10, tzinfo=UTC)  # the first of April, in summer time
    browser.send()
    assert browser.response.status_code == 409
    assert "Something has changed since you saw this page" in browser.text
    assert count(hall.store, cases) == 0
    assert browser.form.one("button").text == "Accept and pay £96.00"
    assert browser.send().sent_to


def test_an_answer_changed_in_another_tab_is_shown_before_anything_is_sent(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.again(browser).open("bins").send("4 bins")
    assert browser.send().response.status_code == 409
    assert browser.summary["Number of bins"] == "4 bins"


def test_sending_with_a_question_open_leads_to_the_question(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.again(browser).open("postcode").send(it="DT97 2AE")
    assert browser.send().heading == "Select the address"


def test_sending_without_a_draft_says_that_it_is_over(hall: TownHall) -> None:
    browser = hall.browser().open("")
    browser.post(browser.filled(), "/ambleford/garden-waste/check-answers")
    assert browser.response.status_code == 410


def test_after_sending_every_page_leads_to_the_payment(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    fields = browser.open("bins").filled("4 bins")
    browser.open("check-answers").send()
    for page in ("postcode", "bins", "check-answers", "confirmation", "outside-area"):
        assert browser.open(page).path.endswith("/payment")
    assert browser.post(fields, "/ambleford/garden-waste/bins").path.endswith("/payment")


def test_after_paying_every_page_leads_to_the_confirmation(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    fields = browser.filled()
    hall.pay(browser.send())
    for page in ("postcode", "bins", "check-answers", "payment", "payment/return"):
        assert browser.open(page).path.endswith("/confirmation")
    assert browser.post(fields, "/ambleford/garden-waste/check-answers").path.endswith("/confirmation")
    assert count(hall.store, payment_intents) == 1
