from datetime import date, timedelta
from typing import get_args

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import TimeUnit

UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
every_unit = pytest.mark.parametrize("unit", UNITS)
ends_of_months = st.builds(
    lambda year, month, back: date(year, month, 1) + relativedelta(months=1) - timedelta(days=back),
    st.integers(1896, 2104),
    st.integers(1, 12),
    st.integers(1, 4),
)
days = st.one_of(ends_of_months, st.dates(date(1896, 1, 1), date(2104, 12, 31)))
near = st.integers(-800, 800)


@every_unit
@given(start=days, apart=near)
def test_what_is_counted_day_by_day_is_what_is_elapsed(unit: TimeUnit, start: date, apart: int) -> None:
    end = start + timedelta(days=abs(apart))
    count, reached = 0, step(start, unit, 1)
    while reached <= end:
        count, reached = count + 1, step(start, unit, count + 2)
    assert elapsed(unit, start, end) == count
    assert elapsed(unit, end, start) == -count


def step(start: date, unit: TimeUnit, count: int) -> date:
    """The day on which so many units are over; of a month that lacks the day, its last, and of a year, the next."""
    if unit == "days":
        return start + timedelta(days=count)
    if unit == "weeks":
        return start + timedelta(days=7 * count)
    if unit == "months":
        month = start.month - 1 + count
        first = date(start.year + month // 12, month % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return min(first + timedelta(days=start.day - 1), last)
    return date(start.year + count, start.month, 1) + timedelta(days=start.day - 1)


@given(days, days)
def test_months_agree_with_dateutil(one: date, other: date) -> None:
    start, end = sorted((one, other))
    apart = relativedelta(end, start)
    assert elapsed("months", start, end) == apart.years * 12 + apart.months


@every_unit
@given(day=days, count=st.integers(-2000, 2000))
def test_a_moved_date_agrees_with_dateutil(unit: TimeUnit, day: date, count: int) -> None:
    by = {
        "days": relativedelta(days=count), "weeks": relativedelta(weeks=count), "months": relativedelta(months=count),
        "years": relativedelta(years=count),
    }[unit]  # fmt: skip
    try:
        expected = day + by
    except ValueError:
        expected = date.max if count > 0 else date.min
    assert shifted(day, unit, count) == expected


@every_unit
@given(day=days, count=st.integers(0, 100))
def test_as_many_units_are_elapsed_as_a_date_was_moved_by(unit: TimeUnit, day: date, count: int) -> None:
    moved = shifted(day, unit, count)
    assert elapsed(unit, day, moved, LeapDayBirthday.FEBRUARY_28) == count


@every_unit
@given(day=days, one=near, other=near)
def test_more_time_never_moves_a_date_less_far(unit: TimeUnit, day: date, one: int, other: int) -> None:
    assert shifted(day, unit, min(one, other)) <= shifted(day, unit, max(one, other))


@every_unit
@given(start=days, end=days, further=st.integers(0, 400))
def test_no_less_has_elapsed_later(unit: TimeUnit, start: date, end: date, further: int) -> None:
    assert elapsed(unit, start, end) <= elapsed(unit, start, end + timedelta(days=further))


@pytest.mark.parametrize(
    ("leap_day", "on", "age"),
    [
        (LeapDayBirthday.MARCH_1, date(2026, 2, 28), 17),
        (LeapDayBirthday.MARCH_1, date(2026, 3, 1), 18),
        (LeapDayBirthday.FEBRUARY_28, date(2026, 2, 27), 17),
        (LeapDayBirthday.FEBRUARY_28, date(2026, 2, 28), 18),
        (LeapDayBirthday.FEBRUARY_28, date(2028, 2, 28), 19),
        (LeapDayBirthday.FEBRUARY_28, date(2028, 2, 29), 20),
        (LeapDayBirthday.MARCH_1, date(2008, 2, 28), 0),
        (LeapDayBirthday.MARCH_1, date(2007, 2, 28), -1),
        (LeapDayBirthday.MARCH_1, date(2007, 3, 1), 0),
    ],
)
def test_a_birthday_on_29_february_is_where_it_is_said_to_be(leap_day: LeapDayBirthday, on: date, age: int) -> None:
    assert elapsed("years", date(2008, 2, 29), on, leap_day) == age


@every_unit
@pytest.mark.parametrize("count", [10**5, 10**9, 10**30])
def test_a_date_is_never_moved_past_the_first_or_the_last_there_is(unit: TimeUnit, count: int) -> None:
    huge = count * 100
    assert shifted(date(2026, 5, 1), unit, huge) == date.max
    assert shifted(date(2026, 5, 1), unit, -huge) == date.min
    assert shifted(date.max, unit, 1) == date.max
    assert shifted(date.min, unit, -1) == date.min


@every_unit
def test_the_most_that_can_be_elapsed_is_counted(unit: TimeUnit) -> None:
    expected = {"days": 3_652_058, "weeks": 521_722, "months": 119_987, "years": 9_998}
    assert elapsed(unit, date.min, date.max) == expected[unit]
    assert elapsed(unit, date.max, date.min) == -expected[unit]
