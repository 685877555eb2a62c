from typing import Any

import pytest

from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.coverage.target import Target, targets_of
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    all_of,
    any_of,
    count_of,
    define,
    divided,
    exists,
    fact,
    is_one_of,
    larger_of,
    not_,
    when,
)
from localgov_components.rules.tables import DecisionTable, Output, row


class Member(Facts, id="member"):
    age: Fact[int] = fact("age of the member")
    partner: Fact[bool] = fact("is the partner", denied="is not the partner")


class Case(Facts, id="case"):
    applied: Fact[bool] = fact("somebody has applied", denied="nobody has applied")
    badge: Fact[bool] = fact("somebody has a badge", denied="nobody has a badge")
    bins: Fact[int] = fact("number of bins")
    shares: Fact[int] = fact("number of shares")
    band: Fact[str] = fact("band")
    capital: Fact[Money] = fact("capital")
    members: Fact[list[Member]] = fact("members of the household")


def words(condition: Condition, **more: Any) -> list[str]:  # noqa: ANN401
    """What is to be shown beside that the rule holds and does not."""
    targets = targets_of(Scheme("any", facts=[Case], eligible=[rule("only", condition)], **more))
    assert [each.words() for each in targets[:2]] == ["holds", "does not hold"]
    return [f"{each.place}: {each.words()}" for each in targets[2:]]


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (Case.applied, []),
        (not_(Case.applied), ["rule only: somebody has applied", "rule only: nobody has applied"]),
        (Case.bins > 2, [
            "rule only: number of bins is less than 2",
            "rule only: number of bins is 2",
            "rule only: number of bins is more than 2",
        ]),
        (Case.band == "A", ["rule only: band is A", "rule only: band is not A"]),
        (is_one_of(Case.bins, 1, 2), [
            "rule only: number of bins is 1",
            "rule only: number of bins is not 1",
            "rule only: number of bins is 2",
            "rule only: number of bins is not 2",
        ]),
        (all_of(define("few", Case.bins > 2, label="few bins", denied="many bins"), Case.applied), [
            "definition few: few bins",
            "definition few: many bins",
            "definition few: number of bins is less than 2",
            "definition few: number of bins is 2",
            "definition few: number of bins is more than 2",
            "rule only: somebody has applied",
            "rule only: nobody has applied",
        ]),
        (all_of(Case.applied, any_of(Case.applied, not_(Case.applied))), [
            "rule only: somebody has applied",
            "rule only: nobody has applied",
        ]),
    ],
)  # fmt: skip
def test_every_condition_is_wanted_both_ways_and_every_threshold_on_each_side(
    condition: Condition, wanted: list[str]
) -> None:
    assert words(condition) == wanted


@pytest.mark.parametrize(
    ("award", "wanted"),
    [
        (when(Case.badge, Money("1")).when(Case.applied, Money("2")).otherwise(Money("3")), [
            "award: branch 1, where somebody has a badge",
            "award: branch 2, where somebody has applied",
            "award: the last branch, after 2",
            "award: somebody has a badge",
            "award: nobody has a badge",
            "award: somebody has applied",
            "award: nobody has applied",
        ]),
        (larger_of(Case.capital, Money("2")), [
            "award: capital is less than £2.00", "award: capital is more than £2.00",
        ]),
        (divided(Case.capital, Case.shares, if_zero=Money("0"), rounding=Rounding.UP), [
            "award: number of shares is 0", "award: number of shares is not 0",
        ]),
    ],
)  # fmt: skip
def test_branches_floors_and_divisors_are_wanted_each_way(award: Expression[Any], wanted: list[str]) -> None:
    found = words(any_of(Case.applied, Case.applied), award=award)
    assert [each for each in found if each.startswith("award")] == wanted


def test_what_is_about_members_is_said_of_one_of_them() -> None:
    young = exists(Case.members, lambda member: all_of(member.partner, member.age < 18))
    assert [each.partition(" (")[0] for each in words(young)] == [
        "rule only: is the partner",
        "rule only: is not the partner",
        "rule only: age of the member",
        "rule only: age of the member",
        "rule only: age of the member",
    ]


def test_a_table_is_wanted_row_by_row_and_never_where_it_contradicts_itself() -> None:
    table = DecisionTable(
        "tariff", inputs=[Case.bins], outputs=[Output("price", int)], rows=[row("< 2", then="1"), row("2", then="2")]
    )
    found = words(any_of(Case.applied, Case.applied), award=table.expression)
    assert {each for each in found if "row" in each and "branch" not in each} >= {
        "definition tariff_row_1: row 1 of the tariff applies",
        "definition tariff_row_1: row 1 of the tariff does not apply",
        "definition tariff_row_2: row 2 of the tariff applies",
    }
    assert [each for each in found if "contradict" in each or "last branch" in each] == []


def test_a_target_knows_the_rules_that_it_takes_part_in() -> None:
    shared = define("shared", Case.bins > 2)
    scheme = Scheme(
        "any",
        facts=[Case],
        ineligible=[rule("no", all_of(shared, Case.applied))],
        eligible=[rule("yes", any_of(shared, Case.badge))],
        award=when(Case.badge, Money("1")).otherwise(Money("2")),
    )
    roots = {(each.place, each.words()): each.roots for each in targets_of(scheme)}
    assert roots["definition shared", "shared"] == {"no", "yes"}
    assert roots["rule no", "somebody has applied"] == {"no"}
    assert roots["award", "branch 1, where somebody has a badge"] == {"award"}
    assert all(isinstance(each, Target) for each in targets_of(scheme))


def test_how_many_members_there_are_is_a_threshold() -> None:
    assert words(count_of(Case.members) > 1)[-1] == "rule only: the number of members of the household is more than 1"
