"""The values worth trying for a fact stand for all its values, wherever they are said to."""

import operator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.boundaries.scheme import ON, RULES, FixedPolicy, Household

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.identifiers import CaseReference, Postcode, Uprn
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Known,
    Unknown,
    age_on,
    all_of,
    any_of,
    count_of,
    days_between,
    decision_date,
    define,
    divided,
    evaluate,
    exists,
    fact,
    is_one_of,
    larger_of,
    months,
    not_,
    policy_value,
    rounded,
    smaller_of,
    when,
)
from localgov_components.rules.boundaries import boundary_values
from localgov_components.rules.building import as_expression


class Case(Facts, id="case"):
    flag: Fact[bool] = fact()
    other: Fact[bool] = fact()
    count: Fact[int] = fact(at_most=1000)
    second: Fact[int] = fact(at_most=1000)
    share: Fact[Decimal] = fact(places=2)
    day: Fact[date] = fact()
    word: Fact[str] = fact()
    postcode: Fact[Postcode] = fact()
    reference: Fact[CaseReference] = fact()
    uprn: Fact[Uprn] = fact()


def tried(rule: Expression[Any], id_: str, **options: Any) -> tuple[Any, ...]:  # noqa: ANN401 - passed on
    return boundary_values(rule, **options).values[id_]


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (Case.count > 2, (1, 2, 3)),
        (Case.count == 2, (1, 2, 3)),
        (is_one_of(Case.count, 1, 5), (0, 1, 2, 4, 5, 6)),
        (all_of(Case.count > 2, Case.count < 9), (1, 2, 3, 8, 9, 10)),
        (Case.count * 2 > 5, (2, 3)),
        (10 - Case.count > 2, (7, 8, 9)),
        (define("many", Case.count + 1) > 2, (0, 1, 2)),
        (Case.count > when(Case.flag, 3).otherwise(7), (2, 3, 4, 6, 7, 8)),
        (larger_of(Case.count, 5) == 8, (4, 5, 6, 7, 8, 9)),
        (divided(Case.count, 10, rounding=Rounding.HALF_UP) >= 2, (14, 15, 24, 25)),
        (divided(100, Case.count, rounding=Rounding.UP, if_zero=0) > 10**6, (-1, 0, 1)),  # type: ignore[call-overload]
        (Case.count == Case.count, (0,)),
        (Case.count == 1000, (999, 1000)),
        (Case.count > 1001, (0,)),
        (when(Case.count > 4, 1).otherwise(2) == 2, (3, 4, 5)),
        (Case.flag, ()),
    ],
)
def test_a_number_is_tried_on_either_side_of_where_something_turns(
    rule: Expression[Any], values: tuple[int, ...]
) -> None:
    assert boundary_values(rule).values.get("case.count", ()) == values


def test_other_kinds_of_fact_are_tried_in_their_own_steps() -> None:
    assert tried(Case.share < Decimal("0.25"), "case.share") == tuple(map(Decimal, ("0.24", "0.25", "0.26")))
    assert tried(Case.day > date(2026, 5, 1), "case.day") == tuple(
        date(2026, *day) for day in ((4, 30), (5, 1), (5, 2))
    )
    assert tried(days_between(Case.day, decision_date()) > 7, "case.day", on=ON) == tuple(
        date(2026, 2, day) for day in (20, 21, 22)
    )
    assert tried(Case.flag == Case.other, "case.flag") == (True, False)
    assert tried(is_one_of(Case.word, "a", "bcd"), "case.word") == ("a", "bcd", "…" * 4)
    assert tried(Case.word == when(Case.flag, "a").otherwise("b"), "case.word") == ("a", "b", "…" * 2)


def test_an_identifier_is_tried_with_those_named_and_a_documented_example() -> None:
    named = Postcode.parse("DT97 1AA")
    assert tried(Case.postcode != named, "case.postcode") == (named, Postcode.parse("SW1A 2AA"))
    example = Uprn.parse("199356", allow_example=True)
    found = boundary_values(Case.uprn == example)
    assert found.values["case.uprn"] == (example,)
    assert found.unmade == found.sampled == {"case.uprn"}


def test_a_fact_of_which_nothing_else_can_be_made_up_is_said_to_be() -> None:
    named = CaseReference.parse("AMB-43TH-R3HQ-N")
    found = boundary_values(Case.reference == named)
    assert found.values["case.reference"] == (named,)
    assert found.unmade == found.sampled == {"case.reference"}


@pytest.mark.parametrize(
    ("rule", "sampled"),
    [
        (Case.count + 2 > 5, set()),
        (rounded(Case.share * Decimal("0.2"), Rounding.UP) > Decimal(1), set()),
        (Case.count > when(Case.flag, 3).when(Case.other, 4).otherwise(7), set()),
        (Case.day + months(6) <= decision_date(), set()),
        (Case.count > Case.second, {"case.count", "case.second"}),
        (Case.count - Case.count > 1, {"case.count"}),
        (Case.count * Case.count > 10, {"case.count"}),
        (divided(100, Case.count, rounding=Rounding.UP, if_zero=0) > 10, {"case.count"}),  # type: ignore[call-overload]
        (Case.count > when(Case.second > 1, 3).otherwise(7), {"case.count", "case.second"}),
        (when(Case.count > 1, Case.count).otherwise(7) > 3, {"case.count"}),
        (when(Case.flag, Case.word).otherwise("b") == "a", {"case.word"}),
        (
            count_of(Household.members, lambda member: member.hours > 16) > 1,
            {"household.members", "member.hours"},
        ),
    ],
)
def test_facts_that_the_values_do_not_tell_all_about_are_sampled(rule: Condition, sampled: set[str]) -> None:
    assert boundary_values(rule, on=ON).sampled == sampled


def test_too_many_ways_in_which_closed_facts_can_fall_are_not_all_tried_and_it_is_said() -> None:
    flags = [getattr(Many, name) for name in Many.declarations if name != "count"]
    limit = sum((when(flag, 1).otherwise(0) for flag in flags[1:]), start=when(flags[0], 1).otherwise(0))
    assert boundary_values(Many.count > limit).sampled == {"many.count"}


class Many(Facts, id="many"):
    count: Fact[int] = fact()
    a: Fact[bool] = fact()
    b: Fact[bool] = fact()
    c: Fact[bool] = fact()
    d: Fact[bool] = fact()
    e: Fact[bool] = fact()
    f: Fact[bool] = fact()
    g: Fact[bool] = fact()


FLAGS = st.sampled_from([Case.flag, Case.other])
SMALL = st.integers(-3, 6)
numbers: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.just(Case.count), st.just(Case.count), SMALL.map(as_expression)),
    lambda inner: st.one_of(
        st.builds(operator.add, inner, st.one_of(inner, SMALL)),
        st.builds(operator.sub, SMALL, inner),
        st.builds(operator.mul, inner, SMALL),
        st.builds(larger_of, inner, st.one_of(inner, SMALL)),
        st.builds(smaller_of, inner, SMALL),
        st.builds(lambda flag, then, other: when(flag, then).otherwise(other), FLAGS, inner, SMALL),
        st.builds(lambda side, then, other: when(side > 2, then).otherwise(other), inner, inner, SMALL),
        st.builds(lambda side, by: divided(side, by, rounding=Rounding.HALF_EVEN), inner, st.sampled_from([-2, 3, 7])),
        st.builds(
            lambda side, by: divided(side, by, rounding=Rounding.UP, if_zero=1),
            SMALL.map(as_expression),
            inner,
        ),
    ),
    max_leaves=4,
)
comparisons = st.builds(
    lambda compare, left, right: compare(left, right),
    st.sampled_from([operator.gt, operator.le, operator.eq]),
    numbers,
    st.one_of(numbers, SMALL),
)


@given(st.lists(comparisons, min_size=1, max_size=2))
@settings(max_examples=60)
def test_whatever_a_number_is_some_value_tried_stands_for_it(rules: list[Condition]) -> None:
    """Unless the fact is sampled, every value of it does what one of those tried does."""
    found = boundary_values(*rules)
    if "case.count" in found.sampled or "case.count" not in found.values:
        return
    for flags in product([True, False], repeat=2):
        known = Known({"case.flag": flags[0], "case.other": flags[1], "case.second": 0})
        told = {outcome(rules, known | {"case.count": value}) for value in found.values["case.count"]}
        for number in range(-60, 61):
            assert outcome(rules, known | {"case.count": number}) in told


def outcome(rules: list[Condition], known: Known) -> tuple[bool | Unknown, ...]:
    decided: list[Any] = [evaluate(rule, known) for rule in rules]
    return tuple(decided)


def test_lists_are_of_none_one_and_two_members_of_lengths_that_matter_and_with_values_that_matter() -> None:
    rule = any_of(count_of(Household.members) > 3, exists(Household.members, lambda member: member.hours > 16))
    found = boundary_values(rule)
    lists = found.values["household.members"]
    assert {len(each) for each in lists} == {0, 1, 2, 3, 4}
    assert {member["member.hours"] for each in lists for member in each.items} == {0, 15, 16, 17}
    assert found.values["member.hours"] == (15, 16, 17)


def test_a_birthday_on_29_february_is_tried_where_years_are_reckoned_and_nowhere_else() -> None:
    assert date(2008, 2, 29) in tried(age_on(Case.day) >= 18, "case.day", on=date(2026, 7, 1))
    assert date(2008, 2, 29) not in tried(
        days_between(Case.day, decision_date()) >= 6570, "case.day", on=date(2026, 7, 1)
    )


def test_policy_values_and_the_day_are_those_given_and_must_be() -> None:
    limit = Household.capital > policy_value("capital_limit", Money)
    assert Money("16000.01") in tried(limit, "household.capital", policy=FixedPolicy())
    with pytest.raises(NotFoundError, match="'capital_limit'"):
        boundary_values(limit)
    with pytest.raises(InvalidValueError) as refused:
        boundary_values(Case.day > decision_date())
    assert refused.value.code == "rule.day"


def test_mistakes_are_told_together() -> None:
    with pytest.raises(DefinitionError) as refused:
        boundary_values(Case.count > "a", not_(Case.word))  # type: ignore[operator, arg-type]
    assert len(refused.value.faults) == 2


def test_the_values_of_a_whole_scheme_are_found_for_every_fact_it_reads() -> None:
    found = boundary_values(*RULES.values(), policy=FixedPolicy(), on=ON)
    assert len(found.values) == 13
    assert all(found.values.values())
