import inspect
from pathlib import Path
from typing import Any

import pytest
from tests.rules.trees import ON, FixedPolicy, Household

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Known,
    Members,
    all_of,
    any_of,
    count_of,
    define,
    evaluate,
    every,
    exists,
    is_one_of,
    larger_of,
    max_of,
    not_,
    require_sound,
    rounded,
    sum_of,
    when,
)
from localgov_components.rules.building import MOST_DEPTH, MOST_NODES, faults_in, nodes_of
from localgov_components.rules.tree import Mistake, Quantified

# Without its types, so that mistakes reach the checks that are made when a rule is built.
H: Any = Household
KNOWN = Known(
    {
        "household.credit": True,
        "household.badge": False,
        "household.bins": 3,
        "household.members": Members([Known({"member.age": 40, "member.partner": True})]),
    }
)


def value(rule: Expression[Any]) -> Any:  # noqa: ANN401 - a rule has a value of any type
    return evaluate(rule, KNOWN, policy=FixedPolicy(), on=ON)


def faults_of(*rules: Any) -> list[str]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as caught:
        require_sound(*rules)
    return [fault.message for fault in caught.value.faults]


def test_all_mistakes_of_some_rules_are_told_together_with_their_lines() -> None:
    here = inspect.currentframe()
    assert here
    first = here.f_lineno + 1
    too_rich = H.capital > 16_000
    either = any_of(too_rich, H.bins)
    amount = H.income + H.rent
    choice = when(either, amount).otherwise(Money("1"))
    young = exists(H.members, lambda member: member.age < "18")
    with pytest.raises(DefinitionError) as caught:
        require_sound(choice, all_of(young, either), amount)
    assert [(fault.line, fault.message.partition(".")[0]) for fault in caught.value.faults] == [
        (first, "Money cannot be compared with int"),
        (first + 1, "any_of joins conditions, and one part is not true or false"),
        (first + 2, "money per week and money per month do not go together"),
        (first + 4, "int cannot be compared with str"),
    ]
    assert {fault.source for fault in caught.value.faults} == {Path(__file__).name}


def test_evaluating_a_rule_with_mistakes_tells_them_all() -> None:
    with pytest.raises(DefinitionError) as caught:
        value(all_of(H.capital > 1, H.band > "A"))
    assert len(caught.value.faults) == 2


def test_a_mistake_is_told_once_however_often_its_rule_is_used() -> None:
    wrong = H.capital > 1
    assert len(faults_of(all_of(wrong, not_(wrong)), wrong, define("wrong", wrong))) == 1


def test_what_is_made_of_a_mistake_is_no_further_mistake() -> None:
    wrong = H.capital + 1
    made = (
        larger_of(wrong, 2), rounded(wrong, Rounding.UP), when(wrong > 1, wrong).otherwise(3), is_one_of(wrong, 1),
        not_(wrong), wrong * 2, sum_of(H.members, lambda _: wrong), max_of(H.members, lambda m: m.age, if_none=wrong),
        count_of(H.members, lambda _: wrong), define("wrong", wrong), every(H.members, lambda _: wrong),
    )  # fmt: skip
    for rule in made:
        assert len(faults_of(rule)) == 1


DEEP: dict[str, Any] = {
    "not": not_,
    "all_of": lambda part: all_of(Household.credit, part),
    "any_of": lambda part: any_of(Household.badge, part),
    "one of": lambda part: is_one_of(Household.credit, part),
    "equal": lambda part: part == Household.credit,
    "named": lambda part: define("part", part),
    "condition of a choice": lambda part: when(part, Household.credit).otherwise(Household.badge),
    "value of a choice": lambda part: when(Household.credit, part).otherwise(Household.badge),
    "last of a choice": lambda part: when(Household.badge, Household.credit).otherwise(part),
    "exists": lambda part: exists(Household.members, lambda _: part),
    "every": lambda part: every(Household.members, lambda _: part),
}


@pytest.mark.parametrize("name", DEEP)
def test_a_rule_may_be_nested_200_deep_and_no_deeper(name: str) -> None:
    rule: Condition = Household.credit
    for _ in range(MOST_DEPTH - 1):
        rule = DEEP[name](rule)
    assert value(rule) in (True, False)
    assert "nested more than 200 deep" in faults_of(DEEP[name](rule))[0]


def test_a_deep_rule_is_evaluated_far_down_a_programs_own_stack() -> None:
    rule: Condition = Household.credit
    for _ in range(MOST_DEPTH - 1):
        rule = all_of(Household.credit, rule)

    def further_down(calls: int) -> object:
        return further_down(calls - 1) if calls else value(rule)

    assert further_down(300) is True


def test_a_rule_nested_far_too_deep_is_refused_and_not_followed_down() -> None:
    rule: Condition = Household.credit
    for _ in range(50_000):
        rule = not_(rule)
    assert "nested more than 200 deep" in faults_of(rule)[0]


def test_rules_have_no_more_parts_than_a_hundred_thousand() -> None:
    assert faults_of(all_of(*(not_(Household.credit) for _ in range(MOST_NODES // 2)))) == [
        "more than 100000 parts. Divide the rules among several schemes"
    ]


@pytest.mark.slow
def test_the_largest_rule_is_evaluated() -> None:
    assert value(all_of(*(Household.bins > 2 for _ in range((MOST_NODES - 2) // 3)))) is True


def test_a_rule_whose_parts_share_their_parts_is_evaluated_once_for_each() -> None:
    rule: Condition = Household.credit
    for _ in range(99):
        rule = any_of(rule, all_of(rule, rule))
    assert value(rule) is True
    assert len(list(nodes_of(rule))) == 2 * 99 + 1


def over_members(part: Condition) -> Condition:
    return exists(Household.members, lambda member: all_of(part, any_of(part, member.age > 18)))


def test_a_definition_inside_conditions_over_members_is_worked_out_once() -> None:
    many = Known({"household.members": Members([Known({"member.age": age}) for age in range(20)])})
    rule: Condition = Household.bins > 2
    for number in range(45):
        rule = over_members(define(f"part_{number}", rule))
    assert evaluate(rule, many | {"household.bins": 3}, on=ON) is True


def test_a_rule_that_is_sound_has_no_faults_and_no_mistakes() -> None:
    rule = exists(Household.members, lambda member: member.age > 17)
    assert list(faults_in([rule])) == []
    assert isinstance(rule, Quantified)
    assert not [node for node in nodes_of(rule) if isinstance(node, Mistake)]
