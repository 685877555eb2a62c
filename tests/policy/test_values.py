from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.scenery import instant, value

from localgov_components.policy import Bound, PolicyDeclaration, Signature
from localgov_components.rules import policy_value


@pytest.mark.parametrize("missing", ["reason", "decision", "approved_by", "signed"])
def test_a_value_is_signed_when_reason_decision_role_and_date_are_all_there(missing: str) -> None:
    whole = Signature("More crews", "Cabinet minute 47", "Director of Environment", date(2026, 2, 12))
    assert whole.is_complete
    empty = Signature()
    assert not replace(whole, **{missing: getattr(empty, missing)}).is_complete
    assert not empty.is_complete


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 3, 31), False), (date(2026, 4, 1), True), (date(2027, 3, 31), True), (date(2027, 4, 1), False)],
)
def test_a_value_holds_from_its_first_day_until_before_its_last(day: date, holds: bool) -> None:  # noqa: FBT001
    assert value("48", effective_until=date(2027, 4, 1)).is_effective(day) == holds


@given(st.dates(), st.dates())
def test_a_value_without_an_end_holds_for_ever(begin: date, day: date) -> None:
    assert value("48", begin).is_effective(day) == (begin <= day)


def test_what_was_not_recorded_yet_does_not_hold() -> None:
    recorded = value("48", recorded=instant(2026, 2, 1))
    assert not recorded.is_effective(date(2026, 5, 1), instant(2026, 1, 31))
    assert recorded.is_effective(date(2026, 5, 1), instant(2026, 2, 1))


def test_declarations_with_the_same_bounds_are_equal() -> None:
    bound = Bound(policy_value("number", int) <= 4, "the law")
    declarations = [PolicyDeclaration("number", int, "Most bins", bounds=(bound,)) for _ in range(2)]
    assert declarations[0] == declarations[1]
    assert len(set(declarations)) == 1
    assert declarations[0] != PolicyDeclaration("number", int, "Most bins", bounds=(Bound(bound.rule, "the law"),))
