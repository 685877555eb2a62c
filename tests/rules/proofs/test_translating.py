"""z3 as a second implementation of the language: with every fact given, a formula has the value of evaluation."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import cases_of, conditions, rules_with_gaps
from tests.rules.vocabulary import ON, FixedPolicy, Household, complete_for

from localgov_components.rules import Condition, Expression, Known, all_of, any_of, evaluate, larger_of, when
from localgov_components.rules.building import MOST_DEPTH
from localgov_components.rules.proofs import Budget, Found, Impossible, Prover


@given(cases_of(rules_with_gaps, known=complete_for))
def test_a_formula_has_the_value_that_evaluation_gives(drawn: tuple[Expression[Any], Known]) -> None:
    rule, known = drawn
    prover = Prover(on=ON, policy=FixedPolicy())
    case = prover.case([Household])
    case.term(rule)  # what is asked of a case is compared with evaluation when it is found
    answer = prover.solve([case.agrees_with(known)], seconds=60, plain=False)
    assert isinstance(answer, Found)


@given(cases_of(conditions, known=complete_for))
def test_nothing_is_proved_that_some_case_refutes(drawn: tuple[Condition, Known]) -> None:
    rule, known = drawn
    prover = Prover(on=ON, policy=FixedPolicy())
    case = prover.case([Household])
    asked = case.holds(rule) if evaluate(rule, known, policy=FixedPolicy(), on=ON) is True else case.fails(rule)
    assert prover.solve([asked], seconds=Budget(60, steps=200_000), plain=False) != Impossible()


def deep(depth: int) -> Iterator[Expression[Any]]:
    """Rules nested as deep as they may be, of the kinds that take the most of a stack."""
    extreme: Expression[Any] = Household.bins
    choice: Expression[Any] = Household.bins
    joined: Expression[Any] = Household.credit
    for number in range(depth):
        extreme = larger_of(extreme, Household.adults + number)
        choice = when(Household.badge, number).otherwise(choice)
        joined = any_of(all_of(joined, Household.badge), Household.alone) if number % 2 else joined
    yield from (extreme, choice, joined)


@pytest.mark.parametrize("number", range(3))
def test_a_rule_as_deep_as_rules_may_be_is_a_formula(number: int) -> None:
    rule = [*deep(MOST_DEPTH - 3)][number]
    prover = Prover()
    case = prover.case([Household])
    given = {"household.bins": 2, "household.adults": 1, "household.badge": False, "household.alone": False}
    case.term(rule)
    answer = prover.solve([case.agrees_with(Known({**given, "household.credit": True}))], plain=False)
    assert isinstance(answer, Found)
