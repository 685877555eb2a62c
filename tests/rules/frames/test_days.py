"""Dates as whole numbers: time between them, and dates moved, as the calendar of one case has it."""

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.vocabulary import DAYS

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import TimeUnit
from localgov_components.rules.frames.column import Column, constant, literal
from localgov_components.rules.frames.days import Days
from localgov_components.rules.frames.kinds import packed
from localgov_components.rules.frames.places import CASES
from localgov_components.rules.frames.plan import Plan
from localgov_components.rules.frames.running import Source, carried_out

UNITS: tuple[TimeUnit, ...] = ("days", "weeks", "months", "years")
ENDS = st.sampled_from([date.min, date.max, date(4, 2, 29), date(1900, 2, 28), date(2000, 2, 29), date(2100, 3, 1)])
ANY_DAY = st.one_of(DAYS, ENDS, st.dates())
COUNTS = st.one_of(st.integers(-40, 40), st.integers(-200_000, 200_000))


def column(name: str, values: list[int]) -> Column:
    return Column(nw.col(name), low=min(values), high=max(values), name=name)


def reckoned(make: Any, **values: list[int]) -> list[int]:  # noqa: ANN401 - a function of `Days`
    plan = Plan()
    made = plan.named(CASES, make(Days(lambda each: plan.named(CASES, each))))
    frame = carried_out(plan, {CASES: Source(nw.from_native(pl.LazyFrame(values)))})[CASES]
    found = frame.with_columns(made=literal(made, nw.Int64)).select("made").collect()["made"].to_list()
    assert made.low <= min(found) <= max(found) <= made.high
    return found


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("leap_day", LeapDayBirthday)
@given(pairs=st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1, max_size=20))
def test_time_between_two_columns(unit: TimeUnit, leap_day: LeapDayBirthday, pairs: list[tuple[date, date]]) -> None:
    starts, ends = [packed(pair[0]) for pair in pairs], [packed(pair[1]) for pair in pairs]
    first, last = column("start", starts), column("end", ends)
    found = reckoned(lambda days: days.between(first, last, unit, leap_day), start=starts, end=ends)
    assert found == [elapsed(unit, *pair, leap_day) for pair in pairs]


@pytest.mark.parametrize("unit", UNITS)
@given(born=st.lists(ANY_DAY, min_size=1, max_size=20), on=ANY_DAY)
def test_time_to_a_day_that_is_written(unit: TimeUnit, born: list[date], on: date) -> None:
    starts, leap_day = [*map(packed, born)], LeapDayBirthday.FEBRUARY_28
    first, last = column("start", starts), constant(packed(on))
    found = reckoned(lambda days: days.between(first, last, unit, leap_day), start=starts)
    assert found == [elapsed(unit, each, on, leap_day) for each in born]


@pytest.mark.parametrize("unit", UNITS)
@given(pairs=st.lists(st.tuples(ANY_DAY, COUNTS), min_size=1, max_size=20))
def test_dates_moved(unit: TimeUnit, pairs: list[tuple[date, int]]) -> None:
    days, counts = [packed(pair[0]) for pair in pairs], [pair[1] for pair in pairs]
    found = reckoned(
        lambda reckon: reckon.moved(column("day", days), unit, column("count", counts)), day=days, count=counts
    )
    assert found == [packed(shifted(day, unit, count)) for day, count in pairs]
