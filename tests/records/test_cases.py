"""Cases are opened once, go forward, and keep their history."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import SystemRandom

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from localgov_components.core import ConflictError, InvalidValueError, NotFoundError
from localgov_components.identifiers import CaseReference
from localgov_components.records import Cases, CaseStatus, NewCase
from localgov_components.storage import Store, metadata

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
AWAITING, COMPLETE, WITHDRAWN = CaseStatus.AWAITING_PAYMENT, CaseStatus.COMPLETE, CaseStatus.WITHDRAWN
REFERENCE, OTHER = CaseReference.parse("AMB-F7P4-KG4K-W"), CaseReference.parse("AMB-NXMG-Y3WC-M")
NEW_CASE = NewCase(
    reference=REFERENCE,
    service="garden-waste",
    council="ambleford",
    edition="2026.1",
    answers={"bins": 2, "town": "Ambleford"},
    decision={"outcome": "concession", "reasons": ["Universal Credit"]},
    charge=None,
    status=AWAITING,
)


class ChangedMyMindError(Exception):
    """Raised in the middle of a transaction."""


@pytest.fixture
def cases(store: Store) -> Cases:
    return Cases(store)


def test_a_case_is_read_back_as_it_was_opened(cases: Cases) -> None:
    opened = cases.open(NEW_CASE, now=NINE)
    assert opened == cases.get(REFERENCE) == cases.find(REFERENCE)
    assert {name: getattr(opened, name) for name in NewCase.__slots__} == {
        name: getattr(NEW_CASE, name) for name in NewCase.__slots__
    }
    assert (opened.opened_at, opened.updated_at) == (NINE, NINE)


def test_its_history_begins_with_its_opening(cases: Cases) -> None:
    opened = cases.open(NEW_CASE, now=NINE)
    (event,) = cases.events(REFERENCE)
    assert (event.number, event.event, event.status, event.data, event.at) == (1, "opened", AWAITING, None, NINE)
    assert event.hash == opened.chain_head


def test_a_reference_is_given_to_one_case_only_and_the_transaction_goes_on(cases: Cases, store: Store) -> None:
    cases.open(NEW_CASE, now=NINE)
    with store.begin() as connection:
        with pytest.raises(ConflictError) as taken:
            cases.open(replace(NEW_CASE, answers={}), now=TEN, connection=connection)
        cases.open(replace(NEW_CASE, reference=OTHER), now=TEN, connection=connection)
    assert taken.value.code == "records.reference-taken"
    assert cases.get(REFERENCE).answers == NEW_CASE.answers
    assert cases.find(OTHER)


def test_what_happens_is_added_to_its_history(cases: Cases) -> None:
    cases.open(NEW_CASE, now=NINE)
    moved = cases.move(REFERENCE, COMPLETE, event="paid", data={"amount": "24.00"}, now=TEN)
    opened, paid = cases.events(REFERENCE)
    assert (moved.status, moved.updated_at, moved.opened_at) == (COMPLETE, TEN, NINE)
    assert (paid.event, paid.status, paid.data, paid.at) == ("paid", COMPLETE, {"amount": "24.00"}, TEN)
    assert (paid.previous, moved.chain_head) == (opened.hash, paid.hash)


def test_a_case_that_another_request_moved_is_not_moved_again(cases: Cases) -> None:
    cases.open(NEW_CASE, now=NINE)
    cases.move(REFERENCE, COMPLETE, event="paid", was=AWAITING, now=TEN)
    with pytest.raises(ConflictError) as moved:
        cases.move(REFERENCE, COMPLETE, event="paid", was=AWAITING, now=TEN)
    assert moved.value.code == "records.case-moved"
    assert len(cases.events(REFERENCE)) == 2


def test_a_case_does_not_go_back(cases: Cases) -> None:
    cases.open(replace(NEW_CASE, status=WITHDRAWN), now=NINE)
    with pytest.raises(ConflictError) as refused:
        cases.move(REFERENCE, COMPLETE, event="paid", now=TEN)
    assert refused.value.code == "records.move-refused"
    assert cases.get(REFERENCE).status is WITHDRAWN


def test_a_reference_without_a_case_finds_nothing(cases: Cases) -> None:
    assert cases.find(REFERENCE) is None
    for ask in (cases.get, cases.events, cases.verify):
        with pytest.raises(NotFoundError) as missing:
            ask(REFERENCE)
        assert missing.value.code == "records.case-unknown"
    with pytest.raises(NotFoundError):
        cases.move(REFERENCE, COMPLETE, event="paid", now=TEN)


def test_a_case_with_what_is_not_json_is_refused_and_nothing_is_kept(cases: Cases) -> None:
    with pytest.raises(InvalidValueError):
        cases.open(replace(NEW_CASE, decision=NINE), now=NINE)  # type: ignore[arg-type]
    assert cases.find(REFERENCE) is None


def test_a_moment_without_a_time_zone_is_refused_and_nothing_is_kept(cases: Cases) -> None:
    with pytest.raises(InvalidValueError):
        cases.open(NEW_CASE, now=NINE.replace(tzinfo=None))
    assert cases.find(REFERENCE) is None


def test_everything_joins_the_callers_transaction(cases: Cases, store: Store) -> None:
    with contextlib.suppress(ChangedMyMindError), store.begin() as connection:
        cases.open(NEW_CASE, now=NINE, connection=connection)
        cases.move(REFERENCE, COMPLETE, event="paid", now=TEN, connection=connection)
        cases.verify(REFERENCE, connection=connection)
        assert len(cases.events(REFERENCE, connection=connection)) == 2
        assert cases.get(REFERENCE, connection=connection).status is COMPLETE
        raise ChangedMyMindError
    assert cases.find(REFERENCE) is None


def test_cases_that_await_payment_are_found_oldest_first_for_one_service_of_one_council(cases: Cases) -> None:
    like = [
        NEW_CASE,
        NEW_CASE,
        NEW_CASE,
        replace(NEW_CASE, service="bulky-waste"),
        replace(NEW_CASE, council="brackwater"),
        replace(NEW_CASE, status=COMPLETE),
    ]
    drawn = [CaseReference.new("AMB", random=SystemRandom()) for _ in like]
    for number, (reference, case) in enumerate(zip(drawn, like, strict=True)):
        cases.open(replace(case, reference=reference), now=TEN - number * timedelta(minutes=1))
    cases.move(drawn[2], WITHDRAWN, event="withdrawn", now=TEN)
    waiting = cases.waiting(service="garden-waste", council="ambleford", since=TEN - timedelta(hours=1))
    assert [case.reference for case in waiting] == [drawn[1], drawn[0]]
    assert cases.waiting(service="garden-waste", council="ambleford", since=TEN) == waiting[1:]


class CaseLife(RuleBasedStateMachine):
    """Any order of moves: only those forward happen, and the history is sound after each."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open("sqlite://")
        with self.store.begin() as connection:
            metadata.create_all(connection)
        self.cases = Cases(self.store)
        self.status = AWAITING
        self.happened = ["opened"]

    @initialize(status=st.sampled_from(CaseStatus))
    def open(self, status: CaseStatus) -> None:
        self.cases.open(replace(NEW_CASE, status=status), now=NINE)
        self.status = status

    @rule(status=st.sampled_from(CaseStatus), event=st.sampled_from(["paid", "declined", "withdrawn"]))
    def move(self, status: CaseStatus, event: str) -> None:
        try:
            self.cases.move(REFERENCE, status, event=event, data={"n": len(self.happened)}, now=NINE)
        except ConflictError:
            assert not self.status.may_become(status)
        else:
            assert self.status.may_become(status)
            self.status = status
            self.happened.append(event)

    @invariant()
    def the_history_is_sound_and_whole(self) -> None:
        if self.cases.find(REFERENCE) is None:
            return
        self.cases.verify(REFERENCE)
        assert [event.event for event in self.cases.events(REFERENCE)] == self.happened
        assert self.cases.get(REFERENCE).status is self.status

    def teardown(self) -> None:
        self.store.close()


TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
