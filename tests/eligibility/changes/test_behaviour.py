from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.trees import ON, WEEKLY, WHOLE, FixedPolicy, complete_for, rules_of

from localgov_components.eligibility.changes.behaviour import Behaviour, Behaviours
from localgov_components.eligibility.changes.places import known_facts
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Known,
    Unknown,
    age_on,
    bands,
    count_of,
    days_between,
    define,
    divided,
    evaluate,
    fact,
    larger_of,
    max_of,
    rounded,
    sum_of,
    when,
)
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling import Program
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.tree import Choice, Divided, Extreme, FactRef


class Income(Facts, id="income"):
    amount: Fact[Money] = fact("amount")


class Member(Facts, id="member"):
    age: Fact[int] = fact("age")
    incomes: Fact[list[Income]] = fact("incomes")


class Case(Facts, id="case"):
    bins: Fact[int] = fact("bins")
    rate: Fact[Decimal] = fact("rate", places=2, at_most=10)
    born: Fact[date] = fact("born")
    capital: Fact[Money] = fact("capital")
    badge: Fact[bool] = fact("badge")
    members: Fact[list[Member]] = fact("members")


BINS, FEW = Case.bins, Case.bins < 3


@pytest.mark.parametrize(
    ("expression", "id_", "behaviour"),
    [
        (BINS, "case.bins", "STEADY"),
        (BINS, "case.rate", "FIXED"),
        (FEW, "case.bins", "FIXED"),
        (BINS + 2 * BINS, "case.bins", "FREE"),
        (define("twice", BINS * 2), "case.bins", "STEADY"),
        (when(FEW, 1).otherwise(2), "case.bins", "FIXED"),
        (when(FEW, BINS).otherwise(5 - BINS), "case.bins", "STEADY"),
        (when(FEW, BINS).otherwise(BINS - BINS), "case.bins", "FREE"),
        (larger_of(BINS, 7 - BINS), "case.bins", "STEADY"),
        (bands(Case.capital, (Money("1"), 1), (Money("2"), 2), below=0), "case.capital", "FIXED"),
        (rounded(Case.capital * Case.rate, Rounding.UP), "case.rate", "STEADY"),
        (divided(Case.capital, BINS, if_zero=Money("0"), rounding=Rounding.UP), "case.bins", "STEADY"),
        (divided(Case.capital, BINS, if_zero=Money("0"), rounding=Rounding.UP) * BINS, "case.bins", "FREE"),
        (age_on(Case.born), "case.born", "STEADY"),
        (days_between(Case.born, Case.born), "case.born", "FREE"),
        (count_of(Case.members, lambda member: member.age > 17), "member.age", "FIXED"),
        (sum_of(Case.members, lambda member: member.age), "member.age", "STEADY"),
        (sum_of(Case.members, lambda member: member.age * BINS), "case.bins", "FREE"),
        (max_of(Case.members, lambda member: member.age, if_none=3), "member.age", "STEADY"),
        (max_of(Case.members, lambda member: member.age, if_none=BINS), "case.bins", "STEADY"),
        (sum_of(Case.members, lambda one: sum_of(one.incomes, lambda each: each.amount)), "income.amount", "STEADY"),
        (sum_of(Case.members, lambda a: sum_of(a.incomes, lambda each: each.amount * a.age)), "member.age", "FREE"),
    ],
)  # fmt: skip
def test_a_value_stays_moves_one_way_or_is_free(expression: Expression[Any], id_: str, behaviour: str) -> None:
    assert Behaviours(Reads([expression]), id_).of(expression).name == behaviour


@settings(max_examples=150)
@given(st.data(), st.one_of(rules_of(WHOLE), rules_of(WEEKLY)))
def test_a_steady_value_that_nothing_turns_only_grows_or_only_falls(data: st.DataObject, rule: Expression[Any]) -> None:
    """Conditions, extremes and divisors turn a steady value, and are followed by themselves; so here are none."""
    if any(isinstance(node, Choice | Extreme | Divided) or node.value_type is bool for node in nodes_of(rule)):
        return
    known = data.draw(complete_for(rule))
    vocabulary = Program([], also=[rule]).vocabulary
    for each in known_facts(vocabulary, known, on=ON):
        scale = Scale.of(each.declaration)
        if scale is None or Behaviours(Reads([rule]), each.declaration.id).of(rule) is Behaviour.FREE:
            continue
        start = scale.number(each.value)
        tried = [scale.value(start + step) for step in (0, 1, 2, 40, 300)]
        allowed = [value for value in tried if range_fault(value, each.declaration.measure) is None]
        values = [value_of(rule, each.changed(known, value)) for value in allowed]
        if not any(isinstance(value, Unknown) for value in values):
            assert values in (sorted(values), sorted(values, reverse=True))


def value_of(rule: Expression[Any], known: Known) -> Any:  # noqa: ANN401
    return evaluate(rule, known, policy=FixedPolicy(), on=ON)


def test_every_reference_to_a_fact_counts() -> None:
    total = BINS + define("more", when(Case.badge, BINS).otherwise(0))
    assert Behaviours(Reads([total]), "case.bins").of(total) is Behaviour.FREE
    assert {node.id for node in nodes_of(total) if isinstance(node, FactRef)} == {"case.bins", "case.badge"}
