from datetime import date
from typing import Any

import pytest

from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Known,
    Members,
    all_of,
    any_of,
    define,
    evaluate,
    every,
    exists,
    fact,
    larger_of,
    not_,
    sum_of,
    when,
)
from localgov_components.rules.boundaries.reaching import Root
from localgov_components.rules.boundaries.values import boundary_values
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import Choice, FactRef

ON = date(2026, 5, 1)


class Member(Facts, id="member"):
    hours: Fact[int] = fact()
    income: Fact[Money] = fact()


class Case(Facts, id="case"):
    a: Fact[bool] = fact()
    b: Fact[bool] = fact()
    c: Fact[bool] = fact()
    target: Fact[bool] = fact()
    count: Fact[int] = fact()
    members: Fact[list[Member]] = fact()


PLAIN = Known(
    {
        **dict.fromkeys(("case.a", "case.b", "case.c", "case.target"), False),
        "case.count": 0,
        "case.members": Members([Known({"member.hours": 0, "member.income": Money("0.00")})]),
    }
)


def with_target(rule: Expression[Any], id_: str = "case.target") -> tuple[Root, Known]:
    """A rule, and a case in which the part that reads one fact decides."""
    root = Root(rule, boundary_values(rule), on=ON)
    part = next(node for node in nodes_of(rule) if isinstance(node, FactRef) and node.id == id_)
    return root, root.case_for(part, PLAIN)


@pytest.mark.parametrize(
    "rule",
    [
        Case.target,
        not_(Case.target),
        all_of(Case.a, Case.target, Case.count > 7),
        any_of(not_(Case.a), Case.target, Case.count <= 7),
        all_of(any_of(Case.a, Case.b), not_(any_of(not_(Case.c), Case.target))),
        all_of(not_(all_of(not_(Case.a), not_(Case.b))), define("so", all_of(Case.c, Case.target))),
        when(Case.a, 1).when(Case.target, 2).otherwise(3),
        when(not_(Case.a), 1).when(all_of(Case.b, Case.c), when(Case.target, 2).otherwise(3)).otherwise(4),
        when(Case.a, 1).when(not_(Case.b), 2).otherwise(when(Case.target, 3).otherwise(4)),
        larger_of(Case.count, when(Case.target, -5).otherwise(-6)),
        exists(Case.members, lambda member: all_of(member.hours > 16, Case.target)),
        every(Case.members, lambda member: any_of(member.hours <= 16, Case.target)),
    ],
)
def test_everything_beside_a_part_stands_back_so_that_it_decides(rule: Expression[Any]) -> None:
    root, case = with_target(rule)
    either = [case | {"case.target": value} for value in (True, False)]
    assert root.tells_apart(either)
    assert len({str(evaluate(rule, each)) for each in either}) == 2


def test_members_who_do_not_count_are_made_to_count() -> None:
    rule = sum_of(Case.members, lambda member: member.income, where=lambda member: member.hours > 16)
    _, case = with_target(rule, "member.income")
    assert case["case.members"].items[0]["member.hours"] > 16


def test_what_cannot_be_reached_is_left_as_it_was() -> None:
    rule = all_of(Case.a, not_(Case.a), Case.target)
    root, case = with_target(rule)
    assert not root.tells_apart([case | {"case.target": value} for value in (True, False)])


def test_a_whole_rule_needs_nothing_beside_it() -> None:
    rule = when(Case.a, 1).otherwise(2)
    assert isinstance(rule, Choice)
    assert Root(rule, boundary_values(rule), on=ON).case_for(rule, PLAIN) is PLAIN
