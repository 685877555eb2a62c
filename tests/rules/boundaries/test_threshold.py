from datetime import date
from decimal import Decimal

import pytest
from tests.rules.boundaries.scheme import ON, RULES, FixedPolicy, Household

from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Known,
    Members,
    all_of,
    define,
    divided,
    exists,
    is_one_of,
    larger_of,
    sum_of,
)
from localgov_components.rules.boundaries import Watch, thresholds_of
from localgov_components.rules.tree import Comparison, Divided, Extreme, OneOf


def member(**values: object) -> Known:
    return Known({f"member.{name}": value for name, value in values.items()})


def sides(rule: Condition, known: Known) -> list[set[int]]:
    return [Watch(each, on=ON, policy=FixedPolicy()).sides(known) for each in thresholds_of(rule)]


def test_whatever_compares_has_a_threshold_and_parts_come_first() -> None:
    kinds = [type(each.node) for each in thresholds_of(RULES["award"])]
    assert kinds == [Comparison, Extreme, Comparison, Extreme, Extreme, Extreme]
    assert [type(each.node) for each in thresholds_of(RULES["home"])] == [OneOf, OneOf, Comparison]


def test_the_larger_of_three_has_one_threshold_for_each_two_and_a_divisor_one_at_nothing() -> None:
    rule = larger_of(Household.income, Household.income * 2, Household.income * 3)
    assert len(thresholds_of(rule)) == 3
    (nothing,) = thresholds_of(
        divided(Household.share, Household.share, rounding=Rounding.UP, places=0, if_zero=Decimal(1))
    )
    assert isinstance(nothing.node, Divided)


def test_a_part_that_rules_share_has_its_threshold_once() -> None:
    rich = define("rich", Household.capital > Money("1.00"))
    assert len(thresholds_of(all_of(rich, rich), rich)) == 1


@pytest.mark.parametrize(("share", "side"), [("0.24", {-1}), ("0.25", {0}), ("0.3", {1})])
def test_numbers_of_other_places_are_compared_as_they_are(share: str, side: set[int]) -> None:
    assert sides(Household.share > Decimal("0.250"), Known({"household.share": Decimal(share)})) == [side]


def test_text_is_equal_or_different() -> None:
    rule = is_one_of(Household.band, "A", "D")
    assert sides(rule, Known({"household.band": "D"})) == [{1}, {0}]


def test_what_is_unknown_is_on_no_side() -> None:
    rule = exists(Household.members, lambda each: each.hours > 16)
    assert sides(rule, Known()) == sides(rule, Known({"household.members": Members([])})) == [set()]
    assert sides(rule, Known({"household.members": Members([member()])})) == [set()]


def test_members_may_be_on_several_sides_and_each_place_has_its_own() -> None:
    (threshold,) = thresholds_of(exists(Household.members, lambda each: each.hours > 16))
    watch = Watch(threshold, on=ON)
    known = Known({"household.members": Members([member(hours=3), member(hours=16), member(hours=40), member()])})
    assert watch.sides(known) == {-1, 0, 1}
    at = [watch.side_at(known, ("household.members", number, "member.hours")) for number in range(5)]
    assert at == [-1, 0, 1, None, None]
    assert watch.side_at(known, ("household.capital",)) == -1


def test_members_of_one_list_are_compared_with_a_sum_over_them() -> None:
    rule = exists(
        Household.members, lambda each: each.income * 2 > sum_of(Household.members, lambda other: other.income)
    )
    known = Known({"household.members": Members([member(income=Money("1.00")), member(income=Money("4.00"))])})
    assert sides(rule, known) == [{-1, 1}]


def test_a_threshold_names_the_facts_that_decide_it() -> None:
    (threshold,) = thresholds_of(exists(Household.members, lambda each: each.income > Household.income))
    assert [ref.id for ref in threshold.refs] == ["member.income", "household.income"]
    assert [loop.members.id for loop in threshold.loops] == ["household.members"]  # type: ignore[attr-defined]


def test_dates_are_compared_under_the_day_of_the_decision() -> None:
    *_, moved = thresholds_of(RULES["home"])
    known = Known({"household.moved": date(2025, 8, 28)})
    assert Watch(moved, on=date(2026, 2, 27)).sides(known) == {1}
    assert Watch(moved, on=date(2026, 2, 28)).sides(known) == {0}
