from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.rules.reading.wording import Household
from tests.rules.trees import cases_of, conditions
from tests.rules.vocabulary import ON, FixedPolicy, partial_for

from localgov_components.core.errors import InvalidValueError, NotFoundError
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Known,
    Members,
    Unknown,
    all_of,
    any_of,
    bands,
    divided,
    evaluate,
    exists,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.building import nodes_of
from localgov_components.rules.drawing.case import CaseStates, State
from localgov_components.rules.tree import Choice, FactRef

A, B, C = Household.credit, Household.badge, Household.alone
YES, NO = {"household.credit": True}, {"household.credit": False}


def states(rule: Expression[Any], known: dict[str, Any], *nodes: Expression[Any]) -> list[str]:
    case = CaseStates([rule], Known(known), on=ON)
    return [str(case.state(node)) for node in nodes]


def way(case: CaseStates, choice: Expression[Any], number: int) -> State | None:
    assert isinstance(choice, Choice)
    return case.branch(choice, number)


def test_a_part_that_cannot_matter_is_not_needed() -> None:
    assert states(any_of(A, B), YES, A, B) == ["true", "not-needed"]
    assert states(all_of(A, B), NO, A, B) == ["not-true", "not-needed"]


def test_parts_that_have_not_settled_it_are_needed() -> None:
    assert states(any_of(A, B), NO, A, B) == ["not-true", "not-known"]
    assert states(all_of(A, B), YES, A, B) == ["true", "not-known"]


def test_all_parts_that_settled_it_are_needed() -> None:
    known = {"household.credit": False, "household.badge": False}
    assert states(any_of(A, B), known, A, B) == ["not-true", "not-true"]
    assert states(all_of(A, B), known, A, B) == ["not-true", "not-true"]


def test_a_denial_stands_the_other_way_round() -> None:
    case = CaseStates([not_(A)], Known(YES), on=ON)
    assert (case.state(A), case.state(A, holds=False)) == (State.TRUE, State.NOT_TRUE)


def test_a_choice_is_tried_up_to_the_first_condition_that_is_true() -> None:
    choice = when(A, Household.bins).when(B, 2).when(C, 3).otherwise(4)
    known = {"household.credit": False, "household.badge": True}
    case = CaseStates([choice], Known(known), on=ON)
    branches = [way(case, choice, number) for number in range(4)]
    assert branches == [State.NOT_TRUE, State.TRUE, State.NOT_NEEDED, State.NOT_NEEDED]
    assert case.state(choice) is State.KNOWN
    assert case.state(choice.branches[0][1]) is State.NOT_NEEDED  # type: ignore[attr-defined]


def test_the_last_way_of_a_choice_is_true_when_no_condition_is() -> None:
    choice = when(A, 1).when(B, 2).otherwise(3)
    none = CaseStates([choice], Known({"household.credit": False, "household.badge": False}), on=ON)
    assert way(none, choice, 2) is State.TRUE
    half = CaseStates([choice], Known(NO), on=ON)
    assert [way(half, choice, number) for number in range(3)] == [State.NOT_TRUE, State.UNKNOWN, State.UNKNOWN]


def test_a_way_that_gives_what_is_not_known_is_not_known() -> None:
    choice = when(A, Household.bins).otherwise(2)
    assert way(CaseStates([choice], Known(YES), on=ON), choice, 0) is State.UNKNOWN
    choice = when(A, 2).otherwise(Household.bins)
    assert way(CaseStates([choice], Known(NO), on=ON), choice, 1) is State.UNKNOWN


def test_a_condition_that_changes_nothing_is_not_needed() -> None:
    choice = when(A, Household.bins).otherwise(Household.bins)
    case = CaseStates([choice], Known({"household.bins": 2}), on=ON)
    assert case.state(A) is State.NOT_NEEDED
    assert way(case, choice, 1) is State.KNOWN


def test_a_choice_that_is_not_needed_has_no_way_that_is() -> None:
    choice = bands(Household.bins, (1, Money("1")), (2, Money("2")), below=Money("0"))
    rule = any_of(A, choice > Money("1"))
    case = CaseStates([rule], Known(YES | {"household.bins": 1}), on=ON)
    assert way(case, choice, 0) is State.NOT_NEEDED


def test_a_division_by_zero_needs_no_dividend() -> None:
    quotient = divided(Household.capital, Household.bins, rounding=Rounding.UP, if_zero=Household.debts)
    known = {"household.bins": 0, "household.debts": Money("3")}
    assert states(quotient, known, Household.capital) == ["not-needed"]
    case = CaseStates([quotient], Known(known), on=ON)
    assert case.state(quotient.if_zero) is State.KNOWN  # type: ignore[attr-defined]


def test_what_is_said_of_each_member_stands_in_no_one_way() -> None:
    rule = exists(Household.members, lambda member: any_of(member.partner, B))
    known = {"household.members": Members([Known({"member.partner": True})]), "household.badge": False}
    case = CaseStates([rule], Known(known), on=ON)
    assert case.state(rule) is State.TRUE
    assert case.state(rule.condition) is None  # type: ignore[attr-defined]
    assert case.state(B) is State.NOT_TRUE  # about the case, and about every member alike


def test_several_rules_need_what_any_of_them_does() -> None:
    case = CaseStates([any_of(A, B), B], Known(YES), on=ON)
    assert case.state(B) is State.UNKNOWN


def test_a_missing_policy_value_and_a_wrong_fact_are_told() -> None:
    with pytest.raises(NotFoundError, match="limit"):
        CaseStates([Household.capital > policy_value("limit", Money)], Known(), on=ON)
    with pytest.raises(InvalidValueError, match=r"household\.credit"):
        CaseStates([A], Known({"household.credit": "yes"}), on=date(2026, 5, 1))


@given(cases_of(conditions, known=partial_for))
def test_a_case_stands_as_it_is_evaluated(case: tuple[Condition, Known]) -> None:
    rule, known = case
    value = evaluate(rule, known, policy=FixedPolicy(), on=ON)
    expected = State.UNKNOWN if isinstance(value, Unknown) else State.TRUE if value else State.NOT_TRUE
    assert CaseStates([rule], known, on=ON, policy=FixedPolicy()).state(rule) is expected


@given(cases_of(conditions, known=partial_for))
def test_facts_that_are_not_needed_change_nothing(case: tuple[Condition, Known]) -> None:
    rule, known = case
    found = CaseStates([rule], known, on=ON, policy=FixedPolicy())
    facts = [node for node in nodes_of(rule) if isinstance(node, FactRef)]
    needed = {node.id for node in facts if found.state(node) is not State.NOT_NEEDED}
    less = Known({id_: value for id_, value in known.stored.items() if id_ in needed})
    value = evaluate(rule, known, policy=FixedPolicy(), on=ON)
    if not isinstance(value, Unknown):
        assert evaluate(rule, less, policy=FixedPolicy(), on=ON) is value
