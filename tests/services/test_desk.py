"""The counter: what is told is kept, one case is opened, one payment is made, one message is sent."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from localgov_components.address import Gazetteer
from localgov_components.core.errors import ConflictError, ProviderUnavailableError
from localgov_components.eligibility import ArchiveTable, Outcome, read_record, replay
from localgov_components.identifiers import CaseReference
from localgov_components.money import Money
from localgov_components.payments import PaymentState, income
from localgov_components.payments.sandbox.faults import FaultKind
from localgov_components.records import Cases
from localgov_components.services import CouncilService

from .conftest import EXAMPLES, NOON, Counter

FULL = {"ambleford": Money("96.00"), "brackwater": Money("108.00")}
LOWER = {"ambleford": Money("48.00"), "brackwater": Money("36.00")}


def test_two_bins_without_a_concession_cost_the_councils_own_price(counter: Counter) -> None:
    draft = counter.desk.find(counter.filled())
    assert draft is not None
    summary = counter.desk.summary(draft, now=NOON)
    assert summary.decision.outcome is Outcome.NOT_ELIGIBLE
    assert summary.charge.total == FULL[counter.council]


def test_a_benefit_gives_the_councils_own_concession_and_asks_for_no_blue_badge(counter: Counter) -> None:
    draft = counter.desk.find(counter.filled(benefits={"benefits": ["pension-credit"]}))
    assert draft is not None
    summary = counter.desk.summary(draft, now=NOON)
    assert summary.charge.total == LOWER[counter.council]
    assert "blue-badge" not in summary.journey.answers
    assert summary.decision.reasons[0].statements == ("someone in your household gets Pension Credit",)


def test_paying_completes_the_case_and_sends_one_message(counter: Counter) -> None:
    reference, pay_at = counter.send(counter.filled())
    assert isinstance(reference, CaseReference)
    assert pay_at is not None
    counter.sandbox.pay(pay_at)
    for _ in range(2):
        receipt = counter.desk.returned(reference, now=NOON)
        assert receipt.is_complete
    counter.desk.deliver(now=NOON)
    (message,) = (counter.folder / "outbox").iterdir()
    text = message.read_text(encoding="utf-8")
    assert str(reference) in text
    assert FULL[counter.council].format() in text
    assert income(counter.store, NOON.date()).total == FULL[counter.council]


def test_the_case_keeps_answers_decision_charge_and_a_sound_history(counter: Counter) -> None:
    reference, pay_at = counter.send(counter.filled())
    assert isinstance(reference, CaseReference)
    assert pay_at is not None
    counter.sandbox.pay(pay_at)
    counter.desk.returned(reference, now=NOON)
    cases = Cases(counter.store)
    case = cases.get(reference)
    assert case.answers["bins"] == {"bins": 2}
    assert isinstance(case.decision, dict)
    assert case.decision["outcome"] == "not-eligible"
    assert case.edition == counter.desk.running.adoption.edition
    assert [event.event for event in cases.events(reference)] == ["opened", "paid"]
    cases.verify(reference)


@pytest.mark.parametrize("benefit", ["none", "pension-credit"])
def test_a_case_is_decided_again_from_the_store_alone(counter: Counter, benefit: str) -> None:
    reference, _ = counter.send(counter.filled(benefits={"benefits": [benefit]}))
    assert isinstance(reference, CaseReference)
    case, archive = Cases(counter.store).get(reference), ArchiveTable(counter.store)
    record = read_record(case.decision, source=str(reference))
    assert record.decided == NOON
    again = replay(record, archive)
    assert again.is_identical
    assert again.decision.outcome is (Outcome.NOT_ELIGIBLE if benefit == "none" else Outcome.ELIGIBLE)
    assert archive.hashes() == tuple(sorted([record.rules_hash, record.policy_edition]))


def test_what_decided_is_archived_before_a_case_is_opened_and_once(
    counter: Counter, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = counter.filled()
    archive = ArchiveTable(counter.store)
    assert archive.hashes() == ()
    with monkeypatch.context() as failing:
        failing.setattr(Cases, "open", lambda *_, **__: pytest.fail("the disk is full"))
        with pytest.raises(pytest.fail.Exception):
            counter.send(token)
    kept = archive.hashes()
    assert len(kept) == 2
    counter.send(token)
    counter.send(counter.filled())
    other = Counter(
        counter.beside(counter.desk.running, gazetteer), counter.store, counter.sandbox, counter.clock, counter.folder
    )
    other.send(other.filled())
    assert archive.hashes() == kept


def test_a_declined_payment_is_tried_again_and_taken_once(counter: Counter) -> None:
    reference, pay_at = counter.send(counter.filled())
    assert isinstance(reference, CaseReference)
    assert pay_at is not None
    counter.sandbox.pay(pay_at, card="4000000000000002")
    declined = counter.desk.returned(reference, now=NOON)
    assert not declined.is_complete
    assert declined.intent is not None
    assert (declined.intent.state, declined.intent.failure) == (PaymentState.FAILED, "P0010")
    again = counter.desk.pay(reference, return_url="http://council.example/return", now=NOON)
    assert again.pay_at not in {None, pay_at}
    counter.sandbox.pay(again.pay_at or "")
    assert counter.desk.returned(reference, now=NOON).is_complete
    assert income(counter.store, NOON.date()).total == FULL[counter.council]


def test_a_browser_that_never_comes_back_loses_nothing(counter: Counter) -> None:
    reference, pay_at = counter.send(counter.filled())
    assert pay_at is not None
    counter.sandbox.pay(pay_at)
    assert counter.desk.catch_up(now=counter.clock.forward(minutes=5)) == (reference,)
    assert counter.desk.catch_up(now=counter.clock.forward(minutes=5)) == ()
    assert len(list((counter.folder / "outbox").iterdir())) == 1


def test_an_unreachable_pay_server_keeps_the_case_and_a_second_try_resumes(counter: Counter) -> None:
    token = counter.filled()
    counter.sandbox.faults.plan(FaultKind.DROP_REQUEST, times=1)
    with pytest.raises(ProviderUnavailableError):
        counter.send(token)
    draft = counter.desk.find(token)
    assert draft is not None
    assert draft.reference is not None
    resumed = counter.desk.pay(draft.reference, return_url="http://council.example/return", now=NOON)
    assert resumed.pay_at is not None
    counter.sandbox.pay(resumed.pay_at)
    assert counter.desk.returned(draft.reference, now=NOON).is_complete


def test_sending_twice_opens_one_case(counter: Counter) -> None:
    token = counter.filled()
    first, _ = counter.send(token)
    second = counter.desk.send(token, seal="whatever", return_url="http://council.example/return", now=NOON)
    assert second.reference == first


def test_sending_from_two_tabs_at_once_opens_one_case_and_one_payment(counter: Counter) -> None:
    token = counter.filled()
    with ThreadPoolExecutor(max_workers=4) as pool:
        sent = [future.result()[0] for future in [pool.submit(counter.send, token) for _ in range(4)]]
    assert len(set(sent)) == 1
    waiting = Cases(counter.store).waiting(service="garden-waste", council=counter.council, since=NOON)
    assert [case.reference for case in waiting] == [sent[0]]


def test_what_was_shown_must_be_what_is_sent(counter: Counter) -> None:
    token = counter.filled()
    draft = counter.desk.find(token)
    assert draft is not None
    seal = counter.desk.summary(draft, now=NOON).seal
    counter.answer(token, bins={"bins": ["4"]})
    with pytest.raises(ConflictError) as refused:
        counter.desk.send(token, seal=seal, return_url="http://council.example/return", now=NOON)
    assert refused.value.code == "service.changed"
    assert Cases(counter.store).waiting(service="garden-waste", council=counter.council, since=NOON) == ()


def test_a_draft_is_found_by_its_own_token_at_its_own_council(counter: Counter, gazetteer: Gazetteer) -> None:
    token = counter.desk.start(now=NOON)
    assert counter.desk.find(token) is not None
    assert counter.desk.find(f"{token}x") is None
    other = {"ambleford": "brackwater", "brackwater": "ambleford"}[counter.council]
    assert counter.beside(CouncilService.load(EXAMPLES / other), gazetteer).find(token) is None


def test_an_address_of_another_area_ends_at_the_exit(counter: Counter) -> None:
    token = counter.desk.start(now=NOON)
    found = counter.desk.context(now=NOON).sources["addresses"].find("DT99 1AA")
    outside = next(option for option in found if option.facts["property.in_area"] is False)
    counter.answer(token, postcode={"postcode": ["DT99 1AA"]}, address={"address": [outside.value]})
    draft = counter.desk.find(token)
    assert draft is not None
    journey = counter.desk.journey(draft, now=NOON)
    assert journey.exit is not None
    assert journey.exit.id == "outside-area"


def test_an_address_typed_by_hand_is_not_taken_for_outside(counter: Counter) -> None:
    token = counter.desk.start(now=NOON)
    typed = {
        "address-by-hand-line1": ["The Old Forge"],
        "address-by-hand-town": ["Ambleford"],
        "address-by-hand-postcode": ["DT97 9ZZ"],
    }
    counter.answer(
        token,
        postcode={"postcode": ["DT97 9ZZ"]},
        address={"address": ["not-listed"]},
        address_by_hand=typed,
    )
    draft = counter.desk.find(token)
    assert draft is not None
    journey = counter.desk.journey(draft, now=NOON)
    assert journey.exit is None
    assert journey.next_page is not None
    assert journey.next_page.id == "bins"


def test_nothing_due_completes_the_case_without_a_payment(
    counter: Counter, examples: Path, gazetteer: Gazetteer
) -> None:
    free = """
        [[variation]]
        key = "concession_price"
        from = 2026-04-01
        value = "0.00"
        recorded = 2026-03-01T09:00:00Z
        """
    (examples / "ambleford" / "variations.toml").write_text(free, encoding="utf-8")
    desk = counter.beside(CouncilService.load(examples / "ambleford"), gazetteer)
    here = Counter(desk, counter.store, counter.sandbox, counter.clock, counter.folder)
    reference, pay_at = here.send(here.filled(benefits={"benefits": ["universal-credit"]}))
    assert isinstance(reference, CaseReference)
    receipt = desk.receipt(reference)
    assert (pay_at, receipt.intent, receipt.charge.total, receipt.is_complete) == (None, None, Money("0.00"), True)
    assert [event.event for event in Cases(counter.store).events(reference)] == ["opened", "nothing-due"]
