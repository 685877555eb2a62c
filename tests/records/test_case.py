"""A case goes forward only, and shows nothing of what was answered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from localgov_components.identifiers import CaseReference
from localgov_components.records import Case, CaseEvent, CaseStatus

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
AWAITING, COMPLETE, WITHDRAWN = CaseStatus.AWAITING_PAYMENT, CaseStatus.COMPLETE, CaseStatus.WITHDRAWN
REFERENCE = CaseReference.parse("AMB-F7P4-KG4K-W")
CASE = Case(
    reference=REFERENCE,
    service="garden-waste",
    council="ambleford",
    edition="1",
    answers={"email": "resident@example.com"},
    decision={"reason": "Universal Credit"},
    charge={"total": "12.34"},
    status=COMPLETE,
    opened_at=NINE,
    updated_at=NINE,
    chain_head="0" * 64,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [(AWAITING, COMPLETE), (AWAITING, WITHDRAWN), (COMPLETE, WITHDRAWN), *[(each, each) for each in CaseStatus]],
)
def test_a_case_may_stay_or_go_forward(before: CaseStatus, after: CaseStatus) -> None:
    assert before.may_become(after)


@pytest.mark.parametrize(("before", "after"), [(COMPLETE, AWAITING), (WITHDRAWN, AWAITING), (WITHDRAWN, COMPLETE)])
def test_a_case_never_goes_back(before: CaseStatus, after: CaseStatus) -> None:
    assert not before.may_become(after)


def test_a_case_shows_its_reference_and_status_only() -> None:
    shown = repr(CASE)
    assert str(REFERENCE) in shown
    assert not [secret for secret in ("resident", "Universal", "12.34") if secret in shown]


def test_an_event_shows_no_data() -> None:
    event = CaseEvent(
        reference=REFERENCE,
        number=1,
        event="paid",
        status=COMPLETE,
        data={"card": "1234"},
        at=NINE,
        previous="",
        hash="",
    )
    assert "1234" not in repr(event)
    assert "paid" in repr(event)


def test_two_cases_of_one_content_are_equal() -> None:
    assert replace(CASE) == CASE
    assert replace(CASE, status=WITHDRAWN) != CASE
