from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import Household, any_rule

from localgov_components.core.errors import DefinitionError
from localgov_components.rules import (
    Condition,
    Expression,
    all_of,
    count_of,
    define,
    exists,
    max_of,
    require_sound,
)
from localgov_components.rules.building import nodes_of
from localgov_components.rules.scopes import parts_first, spoken_of
from localgov_components.rules.tree import children

H: Any = Household
"""Without its types, which would hide that a function returns what it keeps."""


def faults_of(rule: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as caught:
        require_sound(rule)
    return [fault.message for fault in caught.value.faults]


@given(any_rule)
def test_parts_come_before_what_they_are_parts_of(rule: Expression[Any]) -> None:
    place = {id(node): number for number, node in enumerate(parts_first([rule]))}
    assert place.keys() == {id(node) for node in nodes_of(rule)}
    for node in nodes_of(rule):
        assert [part for part in children(node) if place[id(part)] >= place[id(node)]] == []


@given(any_rule)
def test_a_whole_rule_speaks_of_nobody_in_particular(rule: Expression[Any]) -> None:
    assert id(rule) not in spoken_of([rule])


def test_a_part_speaks_of_the_members_that_are_bound_around_it() -> None:
    kept: dict[str, Expression[Any]] = {}

    def pair(one: Any, other: Any) -> Condition:  # noqa: ANN401 - the type checker sees a class of facts
        kept["both"], kept["one"], kept["none"] = one.age > other.age, one.partner, H.credit
        return all_of(*kept.values())

    rule = exists(H.members, lambda one: exists(H.members, lambda other: pair(one, other)))
    found = spoken_of([rule])
    assert {name: len(found.get(id(part), ())) for name, part in kept.items()} == {"both": 2, "one": 1, "none": 0}


def escaped_from(bind: Any) -> Any:  # noqa: ANN401 - a function that binds a member, and that member
    """A member that a function kept, to speak of it elsewhere."""
    kept: list[Any] = []
    bind(lambda member: kept.append(member) or member.partner)  # type: ignore[func-returns-value]
    return kept[0]


ESCAPED = escaped_from(lambda condition: exists(H.members, condition))
ELSEWHERE: dict[str, tuple[Any, str]] = {
    "alone": (lambda: ESCAPED.age > 2, "member.age"),
    "beside": (lambda: all_of(H.badge, ESCAPED.partner), "member.partner"),
    "inside another": (lambda: exists(H.members, lambda _: ESCAPED.partner), "member.partner"),
    "named": (lambda: define("part", ESCAPED.partner), "member.partner"),
    "its list": (lambda: count_of(ESCAPED.incomes), "member.incomes"),
    "for none": (lambda: max_of(H.members, lambda m: m.age, if_none=ESCAPED.age), "member.age"),
    "of an income": (
        lambda: exists(H.members, lambda m: exists(m.incomes, lambda _: ESCAPED.frail)),
        "member.frail",
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_member_is_spoken_of_only_where_it_is_bound(name: str) -> None:
    make, fact = ELSEWHERE[name]
    assert faults_of(make()) == [
        f"'{fact}' stands outside the condition over 'household.members' whose member it is of. Move it inside"
    ]


def test_the_member_for_none_is_not_the_one_that_is_bound() -> None:
    other = escaped_from(lambda condition: max_of(H.members, lambda m: m.age, where=condition, if_none=0))
    assert len(faults_of(max_of(H.members, lambda m: m.age, if_none=other.age))) == 1


def test_two_lists_may_be_gone_over_for_each_of_each_other_and_no_more() -> None:
    def pairs(condition: Any) -> Condition:  # noqa: ANN401 - a function of two members
        return exists(H.members, lambda one: exists(H.members, lambda other: condition(one, other)))

    require_sound(pairs(lambda one, other: one.age > other.age))
    require_sound(pairs(lambda one, other: exists(other.incomes, lambda each: each.amount > one.earnings)))
    three = pairs(lambda one, other: exists(H.members, lambda third: third.age > one.age + other.age))
    (fault,) = faults_of(three)
    assert fault.startswith("goes over 'household.members' for each member of 2 other lists. Name what does not")
    hidden = pairs(
        lambda one, other: all_of(one.age > other.age, exists(H.members, lambda third: third.age > other.age))
    )
    assert len(faults_of(hidden)) == 1
    apart = pairs(lambda one, other: all_of(one.age > other.age, exists(H.members, lambda third: third.age > 1)))
    require_sound(apart)
