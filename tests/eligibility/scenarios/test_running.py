from datetime import UTC, date, datetime
from typing import Any

import pytest

from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.eligibility.scenarios import NONE, Expected, Scenario, run_scenarios
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import Fact, Facts, Known, UnknownReason, fact, policy_value


class Household(Facts, id="household"):
    applied: Fact[bool] = fact("applied")
    capital: Fact[Money] = fact("capital")


SCHEME = Scheme(
    "support",
    facts=[Household],
    policy=["limit"],
    ineligible=[rule("too-much", Household.capital > policy_value("limit", Money))],
    eligible=[rule("applied", Household.applied)],
    tier=policy_value("limit", Money) - Household.capital,
    award=Household.capital,
)
DAY = date(2026, 5, 1)


def recorded(amount: str, month: int) -> PolicyValue:
    instant = datetime(2026, month, 1, tzinfo=UTC)
    return PolicyValue("limit", Money(amount), Layer.COUNCIL, "Ambleford", date(2026, 4, 1), instant)


POLICY = PolicySet([PolicyDeclaration("limit", Money, "Limit")], [recorded("10", 1), recorded("20", 6)])
FIFTEEN = {"household.applied": True, "household.capital": Money("15")}


def differences(known: dict[str, Any], outcome: str, more: dict[str, Any], *, at: datetime | None = None) -> list[str]:
    scenario = Scenario("A", DAY, Known(known), Expected(Outcome(outcome), **more), known_at=at)
    (result,) = run_scenarios([scenario], scheme=SCHEME, policy=POLICY)
    assert result.passed is not bool(result.differences)
    return list(result.differences)


@pytest.mark.parametrize(
    ("known", "outcome", "more"),
    [
        (FIFTEEN, "eligible", {}),
        (FIFTEEN, "eligible", {"award": Money("15"), "tier": Money("5"), "reasons": ("applied",)}),
        (FIFTEEN, "eligible", {"still_needed": (), "next_question": NONE}),
        ({"household.capital": Money("21")}, "not-eligible", {"reasons": ("too-much",), "still_needed": ()}),
        ({}, "undecided", {"still_needed": ("household.applied", "household.capital")}),
        ({"household.applied": UnknownReason.DECLINED, "household.capital": Money("1")}, "undecided", {
            "still_needed": ("household.applied",), "next_question": NONE,
        }),
    ],
)  # fmt: skip
def test_a_scenario_that_comes_out_as_expected_passes(
    known: dict[str, Any], outcome: str, more: dict[str, Any]
) -> None:
    assert differences(known, outcome, more) == []


@pytest.mark.parametrize(
    ("known", "outcome", "more", "told"),
    [
        (FIFTEEN, "refer", {"award": Money("1")}, ["outcome: expected refer, was eligible (applied)"]),
        ({}, "eligible", {}, [
            "outcome: expected eligible, was undecided (still needed: household.capital, household.applied)",
        ]),
        (FIFTEEN, "eligible", {"award": Money("1"), "tier": Money("2")}, [
            "tier: expected £2.00, was £5.00", "award: expected £1.00, was £15.00",
        ]),
        ({"household.capital": Money("21")}, "not-eligible", {"award": Money("21"), "reasons": ("applied",)}, [
            "award: expected £21.00, was none", "reasons: expected applied, were too-much",
        ]),
        ({"household.capital": Money("1")}, "undecided", {"still_needed": (), "next_question": NONE}, [
            "still needed: expected none, were household.applied",
            "next question: expected none, was household.applied",
        ]),
    ],
)  # fmt: skip
def test_what_came_out_otherwise_is_said(
    known: dict[str, Any], outcome: str, more: dict[str, Any], told: list[str]
) -> None:
    assert differences(known, outcome, more) == told


def test_a_scenario_is_decided_by_what_was_recorded_then() -> None:
    then = datetime(2026, 5, 1, tzinfo=UTC)
    assert differences(FIFTEEN, "not-eligible", {}, at=then) == []
    assert differences(FIFTEEN, "not-eligible", {}) == ["outcome: expected not-eligible, was eligible (applied)"]


def test_a_day_without_policy_fails_the_scenario_and_not_the_table() -> None:
    first = Scenario("Too early", date(2020, 1, 1), Known(FIFTEEN), Expected(Outcome.ELIGIBLE))
    second = Scenario("In time", DAY, Known(FIFTEEN), Expected(Outcome.ELIGIBLE))
    results = list(run_scenarios([first, second], scheme=SCHEME, policy=POLICY))
    assert [result.passed for result in results] == [False, True]
    (told,) = results[0].differences
    assert told == "not decided: no value of 'limit' for 1 January 2020. Add one that is effective by then."
    assert results[0].decision is None


def test_what_is_compared_beside_the_decision_is_compared_when_the_outcome_is_right() -> None:
    scenarios = [Scenario("A", DAY, Known(FIFTEEN), Expected(Outcome(each))) for each in ("eligible", "refer")]
    results = run_scenarios(scenarios, scheme=SCHEME, policy=POLICY, also=lambda *_: ["total differs"])
    assert [len(result.differences) for result in results] == [1, 1]
    assert results is not None


def test_a_result_shows_no_fact() -> None:
    scenario = Scenario("A", DAY, Known(FIFTEEN), Expected(Outcome.ELIGIBLE))
    (result,) = run_scenarios([scenario], scheme=SCHEME, policy=POLICY)
    assert "15" not in repr(result)
