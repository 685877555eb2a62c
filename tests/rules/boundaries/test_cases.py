"""Boundary cases are complete, few, and show every small mistake in a rule that can show at all."""

import decimal
import operator
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.boundaries.mutation import mutants
from tests.rules.boundaries.scheme import ON, RULES, FixedPolicy, Household, Member, Tenure
from tests.rules.trees import FixedPolicy as AnyPolicy
from tests.rules.trees import any_rule
from tests.rules.vocabulary import ON as ANY_DAY
from tests.rules.vocabulary import Household as AnyHousehold

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.identifiers import CaseReference, Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    age_on,
    all_of,
    any_of,
    evaluate,
    exists,
    fact,
    facts_of,
    policy_value,
)
from localgov_components.rules.boundaries import Watch, boundary_cases, thresholds_of
from localgov_components.rules.compiling import Program
from localgov_components.rules.tree import Extreme

POLICY = FixedPolicy()

NOBODY_SEES = {
    # A share of a penny more or less, of which a fifth is taken and rounded to the penny.
    "award": {
        "Constant: 0.00 is -0.01",
        "Constant: 0.00 is 0.01",
        "Constant: 0 is -1",  # what a division by a written amount would give if that were nothing
        "Constant: 0 is 1",
    },
    # What the greatest income is where there are no members: well below the limit either way.
    "mixed": {"Constant: 0.00 is -0.01", "Constant: 0.00 is 0.01"},
}


def cases_of(*rules: Expression[Any], on: date = ON, **options: Any) -> list[Known]:  # noqa: ANN401 - passed on
    return list(boundary_cases(*rules, facts=[Household], policy=POLICY, on=on, **options))


def values_in(rule: Expression[Any], cases: list[Known]) -> list[Any]:
    bound = Program([], also=[rule]).bind(on=ON, policy=POLICY)
    return [bound.trace(case).value(rule) for case in cases]


@pytest.mark.parametrize("name", RULES)
def test_every_small_mistake_in_a_rule_shows_in_some_case(name: str) -> None:
    rule = RULES[name]
    cases = cases_of(rule)
    right = values_in(rule, cases)
    unseen = {what for what, mutant in mutants(rule) if values_in(mutant, cases) == right}
    assert unseen <= NOBODY_SEES.get(name, set())


@pytest.mark.parametrize("name", RULES)
def test_every_side_of_every_threshold_is_met(name: str) -> None:
    cases = cases_of(RULES[name])
    for threshold in thresholds_of(RULES[name]):
        watch = Watch(threshold, on=ON, policy=POLICY)
        met = {side for case in cases for side in watch.sides(case)}
        nothing_is_less = isinstance(threshold.left, Extreme)  # a taper takes what is over nothing again
        assert met == ({0, 1} if nothing_is_less or threshold.left.value_type in (str, Tenure) else {-1, 0, 1})


@given(any_rule)
@settings(max_examples=25)
def test_cases_of_any_rule_are_complete_different_and_decided_alike_by_both_readings(rule: Expression[Any]) -> None:
    bound = Program([], also=[rule]).bind(on=ANY_DAY, policy=AnyPolicy())
    declared = {each.id for each in facts_of(AnyHousehold)}
    cases = list(boundary_cases(rule, facts=[AnyHousehold], policy=AnyPolicy(), on=ANY_DAY, most=50))
    assert all(set(case) == declared for case in cases)
    assert all(first != second for at, first in enumerate(cases) for second in cases[:at])
    for case in cases:
        value = evaluate(rule, case, policy=AnyPolicy(), on=ANY_DAY)
        assert bound.trace(case).value(rule) == (None if isinstance(value, Unknown) else value)


class Accounts(Facts, id="accounts"):
    first: Fact[Money] = fact()
    second: Fact[Money] = fact()
    third: Fact[Money] = fact()
    fourth: Fact[Money] = fact()


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4), st.sampled_from([all_of, any_of]), st.data())
def test_each_limit_is_met_a_penny_to_either_side_where_it_decides(
    limits: list[int], join: Callable[..., Condition], data: st.DataObject
) -> None:
    """A rule of several limits, of which each decides only while the others stand back."""
    amounts = [Accounts.first, Accounts.second, Accounts.third, Accounts.fourth]
    compare = data.draw(st.sampled_from([operator.gt, operator.le]))
    rule = join(*(compare(amount, Money.from_pence(limit)) for amount, limit in zip(amounts, limits, strict=False)))
    found = {
        (each.id, case[each.id].pence, evaluate(rule, case) is True)
        for case in boundary_cases(rule, facts=[Accounts], on=ON)
        for each in facts_of(Accounts)
    }
    for each, limit in zip(facts_of(Accounts), limits, strict=False):
        near = {pence for id_, pence, _ in found if id_ == each.id and abs(pence - limit) <= 1}
        assert near == {limit - 1, limit, limit + 1}
        assert {(each.id, limit, compare(0, 0)), (each.id, limit + 1, compare(1, 0))} <= found


def test_a_limit_that_policy_sets_is_met_a_penny_to_either_side() -> None:
    amounts = {case["household.capital"] for case in cases_of(RULES["capital"])}
    assert {Money("15999.99"), Money("16000.00"), Money("16000.01")} <= amounts


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2026, 5, 1), ["2008-02-29", "2008-04-30", "2008-05-01", "2008-05-02"]),
        (date(2026, 2, 28), ["2008-02-27", "2008-02-28", "2008-02-29"]),
        (date(2026, 3, 1), ["2008-02-29", "2008-03-01", "2008-03-02"]),
        (date(2022, 2, 28), ["2004-02-27", "2004-02-28", "2004-02-29"]),
    ],
)
def test_somebody_is_born_on_the_day_the_age_is_reached_beside_it_and_on_29_february(on: date, days: list[str]) -> None:
    rule = exists(Household.members, lambda member: age_on(member.born) >= 18)
    born = {member["member.born"] for case in cases_of(rule, on=on) for member in case["household.members"].items}
    assert {date.fromisoformat(day) for day in days} <= born


def test_a_date_that_is_moved_by_months_is_met_a_day_to_either_side() -> None:
    moved = {case["household.moved"] for case in cases_of(RULES["home"])}
    assert {
        date(2025, 8, 28) + timedelta(days=step) for step in (-1, 0, 1, 3, 4)
    } <= moved  # 31 August ends on the 28th


def test_truth_values_and_enumerations_take_every_value_and_judgements_are_an_officers() -> None:
    cases = cases_of(RULES["home"])
    assert {case["household.tenure"] for case in cases} == set(Tenure)
    assert {case["household.vulnerable"] for case in cases} == {True, False}
    assert all(isinstance(case.judgement("household.vulnerable"), Judgement) for case in cases)


def test_lists_have_none_one_and_two_members_and_as_many_as_a_limit_says() -> None:
    lengths = {len(case["household.members"]) for case in cases_of(RULES["mixed"])}
    assert {0, 1, 2, 3, 4, 5} <= lengths
    mixed = [case["household.members"].items for case in cases_of(RULES["adults"])]
    assert any(len({member["member.partner"] for member in members}) == 2 for members in mixed)


def test_text_is_what_it_is_compared_with_and_something_else() -> None:
    bands = {case["household.band"] for case in cases_of(RULES["mixed"])}
    assert "D" in bands
    assert len(bands) > 1


def test_facts_that_no_rule_reads_have_a_plain_value_or_that_of_the_base() -> None:
    base = Known({"household.income": Money("7.00"), "household.members": Members([])})
    assert {case["household.income"] for case in cases_of(RULES["capital"])} == {Money("0.00")}
    assert {case["household.income"] for case in cases_of(RULES["capital"], base=base)} == {Money("7.00")}
    assert {len(case["household.members"]) for case in cases_of(RULES["adults"], base=base)} >= {0, 1, 2}


class Property(Facts, id="property"):
    uprn: Fact[Uprn] = fact()
    reference: Fact[CaseReference] = fact()
    empty: Fact[bool] = fact()


def test_an_identifier_is_made_up_from_a_documented_example_or_is_left_to_the_base() -> None:
    cases = list(boundary_cases(Property.empty == Property.empty, facts=[Property], on=ON))
    assert all(isinstance(case["property.uprn"], Uprn) for case in cases)
    assert all(isinstance(case["property.reference"], Unknown) for case in cases)
    base = Known({"property.reference": CaseReference.parse("AMB-43TH-R3HQ-N")})
    cases = list(boundary_cases(Property.empty == Property.empty, facts=[Property], on=ON, base=base))
    assert {case["property.reference"] for case in cases} == {base["property.reference"]}


def test_there_are_no_more_cases_than_wanted_none_twice_and_the_same_each_time() -> None:
    everything = cases_of(*RULES.values())
    assert cases_of(*RULES.values(), most=7) == everything[:7]
    assert cases_of(*RULES.values()) == everything
    assert all(first != second for at, first in enumerate(everything) for second in everything[:at])
    assert len(cases_of(RULES["award"])) < 200


def test_cases_are_made_one_at_a_time() -> None:
    rules = [Household.capital > Money.from_pence(1000 + number) for number in range(10_000)]
    first = islice(boundary_cases(*rules, facts=[Household], on=ON), 3)
    assert [case["household.capital"] for case in first] == [Money("0.00"), Money("9.99"), Money("10.00")]


def test_without_rules_there_is_one_plain_case() -> None:
    (case,) = boundary_cases(facts=[Household, Member], on=ON)
    assert case["household.moved"] == ON
    assert case["household.disabled"] is False


def test_the_context_of_decimals_does_not_matter() -> None:
    rules = [RULES["mixed"], RULES["award"]]
    usual = cases_of(*rules)
    with decimal.localcontext(prec=3):
        assert cases_of(*rules) == usual


def test_mistakes_and_missing_policy_values_are_told_before_the_first_case() -> None:
    with pytest.raises(DefinitionError, match="Money cannot be compared with int"):
        boundary_cases(Household.capital > 1, facts=[Household], on=ON)  # type: ignore[operator]
    with pytest.raises(NotFoundError, match="'capital_limit'"):
        boundary_cases(Household.capital > policy_value("capital_limit", Money), facts=[Household], on=ON)
