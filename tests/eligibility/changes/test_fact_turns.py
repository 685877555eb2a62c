from datetime import date
from typing import Any

import pytest

from localgov_components.eligibility.changes.difference import Moving
from localgov_components.eligibility.changes.fact_turns import FactTurns
from localgov_components.eligibility.changes.places import known_facts
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.eligibility.changes.work import SpentError, Work
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    Known,
    UnknownReason,
    all_of,
    any_of,
    fact,
    larger_of,
    when,
)
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import thresholds_of
from localgov_components.rules.building import as_expression, nodes_of
from localgov_components.rules.compiling import Program
from localgov_components.rules.evaluation import NO_POLICY, Workings
from localgov_components.rules.scopes import spoken_of

DAY = date(2026, 5, 1)


class Case(Facts, id="case"):
    hours: Fact[int] = fact("hours", at_most=1000)
    badge: Fact[bool] = fact("badge")


HOURS = Case.hours


def turns_of(rule: Condition, *, work: int = 10**9, **known: Any) -> FactTurns:  # noqa: ANN401
    case = Known({"case.hours": 12} | {f"case.{name}": value for name, value in known.items()})
    every = known_facts(Program([], also=[rule]).vocabulary, case, on=DAY)
    found = next(each for each in every if each.path == "case.hours")
    scale = Scale.of(found.declaration)
    assert scale is not None
    workings = Workings(case, NO_POLICY, DAY, spoken_of([rule]))
    times = {id(node): 1 for node in nodes_of(rule)}
    return FactTurns(Moving(workings, found, scale, Reads([rule]), times, Work(work)), thresholds_of(rule))


@pytest.mark.parametrize(
    ("rule", "up", "down"),
    [
        (HOURS >= 16, [16, 17], []),
        (HOURS > 3, [], [3, 2]),
        (HOURS < 0, [], [0]),  # of what is not negative, nothing negative is tried
        (any_of(HOURS * 2 == 30, HOURS == 5), [15, 16], [5, 4]),
        (larger_of(HOURS - 20, as_expression(0)) * 2 >= 7, [24], []),
        (when(HOURS > 15, HOURS).otherwise(40 - HOURS) > 38, [15, 16, 38, 39], [2, 1]),
        (when(HOURS > 15, 1).otherwise(2) == 1, [15, 16], []),  # turns where its condition does
    ],
)
def test_the_numbers_after_each_turn_are_given_from_the_nearest_to_the_farthest(
    rule: Condition, up: list[int], down: list[int]
) -> None:
    turns = turns_of(rule)
    assert turns.are_all
    assert (turns.beyond(1), turns.beyond(-1)) == (up, down)


def test_of_a_fact_that_is_negative_what_is_negative_is_tried_too() -> None:
    assert turns_of(HOURS < -5, hours=-1).beyond(-1) == [-5, -6]


def test_what_goes_up_and_down_is_probed_and_not_said_to_be_whole() -> None:
    wave = larger_of(HOURS, 40 - HOURS) - HOURS * 2
    turns = turns_of(wave <= -30)
    assert not turns.are_all
    assert {13, 14, 16, 20, 28, 30, 31, 44, 76} <= {*turns.beyond(1)}


def test_a_choice_that_is_not_known_may_be_settled_anywhere() -> None:
    either = when(Case.badge, HOURS).otherwise(30)
    assert not turns_of(either > 10, badge=UnknownReason.DECLINED).are_all
    assert turns_of(either > 10, badge=True).are_all


def test_it_stops_when_as_much_was_worked_out_as_may_be() -> None:
    with pytest.raises(SpentError):
        turns_of(all_of(HOURS > 3, HOURS > 4), work=1000)
