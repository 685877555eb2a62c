from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plain import PlainReading
from tests.rules.trees import ON, POLICY, Household, any_rule, rules_with_gaps
from tests.rules.vocabulary import MEMBER_VALUES, POLICY_VALUES, VALUES

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    FactDeclaration,
    Known,
    Measure,
    Members,
    Per,
    evaluate,
    facts_of,
    is_one_of,
    policy_read,
    require_sound,
    when,
)
from localgov_components.rules.building import nodes_of
from localgov_components.rules.measures import MOST_DIGITS

# Without its types, so that mistakes reach the checks that are made when a rule is built.
H: Any = Household


def largest(kind: Any, measure: Measure) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a fact has any type
    """Values at the ends of what a fact or a policy value may be, and next to nothing."""
    least = Fraction(1, 10**measure.places)
    exact = [Fraction(measure.most), Fraction(-measure.most), Fraction(0), least, -least, measure.most - least]
    return st.sampled_from([_typed(kind, each) for each in exact])


def _typed(kind: Any, exact: Fraction) -> Any:  # noqa: ANN401
    if kind is int:
        return int(exact)
    return Money.from_pence(int(exact * 100)) if kind is Money else Decimal(exact.numerator) / exact.denominator


def values(declared: FactDeclaration) -> st.SearchStrategy[Any]:
    if declared.nested:
        member = st.fixed_dictionaries({each.id: values(each) for each in declared.nested}).map(Known)
        return st.lists(member, max_size=3).map(Members)
    if declared.measure:
        return largest(declared.type, declared.measure)
    return MEMBER_VALUES[declared.name] if declared.id.startswith(("member.", "income.")) else VALUES[declared.id]


extreme_cases = st.fixed_dictionaries({each.id: values(each) for each in facts_of(Household)}).map(Known)
extreme_policy = st.fixed_dictionaries(
    {ref.key: largest(ref.value_type, ref.measure) for ref in policy_read(*POLICY_VALUES) if ref.measure}
)


@given(rules_with_gaps, extreme_cases, extreme_policy)
def test_every_number_in_a_rule_stays_within_its_measure(
    rule: Expression[Any], known: Known, policy: Mapping[str, Any]
) -> None:
    seen: list[tuple[Expression[Any], Any]] = []
    PlainReading(known, {**POLICY, **policy}, ON, lambda part, found: seen.append((part, found))).of(rule)
    assert seen
    for part, found in seen:
        assert (part.measure is None) == (part.value_type not in (int, Decimal, Money))
        if isinstance(found, Decimal):
            assert part.measure
            scaled = Fraction(found) * 10**part.measure.places
            assert scaled.denominator == 1, (type(part).__name__, part.measure)
            assert abs(Fraction(found)) <= part.measure.most, (type(part).__name__, part.measure)


@given(any_rule)
def test_no_number_needs_more_digits_than_a_database_holds(rule: Expression[Any]) -> None:
    assert [part for part in nodes_of(rule) if part.measure and part.measure.digits > MOST_DIGITS] == []


UNITS: dict[str, tuple[Any, str]] = {
    "weekly with monthly": (lambda: H.income + H.rent, "money per week and money per month do not go together"),
    "weekly with a lump sum": (lambda: H.income - H.capital, "money per week and money that is per nothing"),
    "weekly more than monthly": (lambda: H.income > H.rent, "money per week and money per month"),
    "daily equal to yearly": (lambda: H.keep == H.pension, "money per day and money per year"),
    "a week's visits with a number": (lambda: H.visits + H.bins, "a number per week and a number that is per nothing"),
    "one of two units": (lambda: is_one_of(H.income, H.income, H.rent), "per week and money per month"),
    "a choice between two units": (lambda: when(H.badge, H.income).otherwise(H.rent), "per week and per month"),
    "a product with a lump sum": (lambda: H.income * 4 + H.capital, "per week and money that is per nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_two_units_never_meet(name: str) -> None:
    make, message = UNITS[name]
    with pytest.raises(DefinitionError, match=message) as caught:
        require_sound(make())
    assert len(caught.value.faults) == 1


def test_a_written_number_takes_the_unit_of_what_it_meets() -> None:
    known = Known({"household.income": Money("100"), "household.rent": Money("50"), "household.visits": 2})
    rules: dict[str, Expression[Any]] = {
        "weekly": Household.income - Money("25.00"),
        "monthly": when(Household.rent > Money("40"), Money("40")).otherwise(Household.rent),
        "visits": 3 - Household.visits,
    }
    assert {name: evaluate(rule, known) for name, rule in rules.items()} == {
        "weekly": Money("75"), "monthly": Money("40"), "visits": 1,
    }  # fmt: skip
    assert [rule.measure and rule.measure.per for rule in rules.values()] == [Per.WEEK, Per.MONTH, Per.WEEK]


def test_a_weekly_amount_by_a_number_is_weekly_whichever_stands_first() -> None:
    for product in (Household.income * Household.bins, Household.bins * Household.income, 2 * Household.income):
        assert product.measure
        assert product.measure.per is Per.WEEK


measures = st.builds(
    Measure,
    per=st.sampled_from([None, *Per]),
    written=st.booleans(),
    places=st.integers(0, 12),
    most=st.integers(1, 10**9),
)


@given(measures, measures)
def test_units_go_together_both_ways_or_not_at_all(one: Measure, other: Measure) -> None:
    together, turned = one.unit_with(other), other.unit_with(one)
    assert (together is None) == (turned is None)
    assert (together is None) == (one.per != other.per and not one.written and not other.written)


@given(measures, measures, measures)
def test_a_sum_of_three_has_one_measure_however_it_is_added(one: Measure, two: Measure, three: Measure) -> None:
    assert one.plus(two).plus(three).most == one.plus(two.plus(three)).most == one.most + two.most + three.most
    assert one.plus(two).places == max(one.places, two.places)
    assert one.times(two).places == one.places + two.places
    assert one.times(two).most == one.most * two.most


def test_digits_are_those_of_the_largest_size_with_its_places() -> None:
    assert [Measure(places=2, most=most).digits for most in (1, 9, 10, 999)] == [3, 3, 4, 5]
