"""A timeline is asked quickly, and says what looking through every value would."""

import time
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.policy.scenery import NUMBER, instant, value, values_of_a_number

from localgov_components.policy import Bound, Layer, PolicyDeclaration, PolicySet, PolicyValue, policy_gaps
from localgov_components.policy.timeline import Timeline
from localgov_components.rules import policy_value

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(12)]
INSTANTS = [instant(2026, 1, day) for day in range(1, 5)]


def by_first_day_and_record(value: PolicyValue) -> tuple[date, datetime]:
    return value.effective_from, value.recorded


@given(values_of_a_number(DAYS[1:-3], INSTANTS), st.sampled_from(DAYS))
def test_the_value_of_a_day_is_the_latest_to_begin_of_those_that_stand_and_hold(
    drawn: list[PolicyValue], day: date
) -> None:
    one_layer = sorted((each for each in drawn if each.layer is Layer.UK), key=by_first_day_and_record)
    standing = {each.effective_from: each for each in one_layer}
    holding = [each for each in standing.values() if each.is_effective(day)]
    assert Timeline(one_layer).on(day) == max(holding, key=by_first_day_and_record, default=None)


def test_a_timeline_of_nothing_says_nothing() -> None:
    assert Timeline([]).on(date(2026, 4, 1)) is None


def test_thousands_of_values_that_end_again_are_held_and_asked_in_seconds() -> None:
    days = [date(1990, 1, 1) + timedelta(days=number) for number in range(6_000)]
    limited = PolicyDeclaration("number", int, "Number", bounds=(Bound(policy_value("number", int) < 5, "a law"),))
    values = [value(4, day, key="number", effective_until=day + timedelta(days=1)) for day in days]
    begun = time.process_time()
    policy = PolicySet([limited], values)
    assert all(policy.on(day).value("number") == 4 for day in days)
    (gap,) = policy_gaps(policy, ["number"])
    assert gap.begin == days[-1] + timedelta(days=1)
    assert time.process_time() - begun < 20


def test_what_was_known_at_an_instant_is_not_kept_for_another() -> None:
    policy = PolicySet([NUMBER], [value(1, key="number"), value(2, key="number", recorded=instant(2027))])
    may = date(2026, 5, 1)
    found = [
        policy.on(may, known_at=known_at).value("number") for known_at in (None, instant(2026), instant(2028), None)
    ]
    assert found == [2, 1, 2, 2]
