from datetime import date
from itertools import product
from typing import Any

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import TimeUnit
from localgov_components.rules.proofs.days import LAST, Calendar, Stepped, whole_day

UNITS: list[TimeUnit] = ["days", "weeks", "months", "years"]
EDGES = [
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2023, 2, 28), date(2023, 3, 1), date(2026, 1, 31),
    date(2026, 4, 30), date(2026, 12, 31), date(2027, 1, 1), date(2000, 2, 29), date(1900, 2, 28), date(2100, 3, 1),
]  # fmt: skip
DAYS = st.sampled_from(EDGES) | st.dates()
LEAP = LeapDayBirthday.FEBRUARY_28
FAR = DAYS | st.sampled_from([date.min, date.max])


class Given:
    """Two days and a number as symbols, whose worth a solver works out."""

    def __init__(self) -> None:
        self.context = z3.Context()
        self.calendar = Calendar("case", self.context)
        self.start, self.end, self.count = z3.Ints("start end count", self.context)

    def worth(self, formula: Any, start: date, end: date, count: int = 0) -> int:  # noqa: ANN401 - z3 has no types
        solver = z3.Solver(ctx=self.context)
        solver.add(self.start == start.toordinal(), self.end == end.toordinal(), self.count == count)
        solver.add(*self.calendar.holds)
        assert solver.check() == z3.sat
        return int(solver.model().eval(formula, model_completion=True).as_long())


@given(st.sampled_from(UNITS), FAR, FAR, st.sampled_from(LeapDayBirthday))
def test_the_time_between_two_days_is_that_of_the_calendar(
    unit: TimeUnit, start: date, end: date, leap_day: LeapDayBirthday
) -> None:
    given = Given()
    formula = given.calendar.elapsed(unit, given.start, given.end, leap_day)
    assert given.worth(formula, start, end) == elapsed(unit, start, end, leap_day)


@pytest.mark.parametrize("leap_day", LeapDayBirthday)
@pytest.mark.parametrize("unit", ["months", "years"])
def test_the_ends_of_months_are_those_of_the_calendar(unit: TimeUnit, leap_day: LeapDayBirthday) -> None:
    given = Given()
    formula = given.calendar.elapsed(unit, given.start, given.end, leap_day)
    for start, end in product(EDGES[:9], repeat=2):
        assert given.worth(formula, start, end) == elapsed(unit, start, end, leap_day), (start, end)


@given(st.sampled_from(UNITS), FAR, st.integers(-150_000, 150_000) | st.integers(-14, 14))
def test_a_day_moved_by_a_number_that_is_not_given_is_that_of_the_calendar(
    unit: TimeUnit, day: date, count: int
) -> None:
    given = Given()
    formula = given.calendar.shifted(unit, given.start, given.count)
    assert given.worth(formula, day, day, count) == shifted(day, unit, count).toordinal()


@given(st.sampled_from(UNITS), FAR, FAR, st.integers(-30, 30), st.integers(0, 3))
def test_what_hangs_on_one_day_is_compared_by_days_as_it_would_be_by_its_value(
    unit: TimeUnit, day: date, other: date, more: int, way: int
) -> None:
    given = Given()
    steps, value = _on_one_day(given, unit, day, other, way)
    assert isinstance(steps, Stepped)
    assert steps.at(day.toordinal()) == value
    for number in (value + more, value, value + 1):
        reaches = steps.is_at_least(number)
        if not isinstance(reaches, bool):
            known = z3.substitute(reaches, (given.start, z3.IntVal(day.toordinal(), given.context)))
            reaches = z3.is_true(z3.simplify(known))
        assert reaches == (value >= number)


@given(st.sampled_from(UNITS), DAYS, DAYS, st.integers(0, 3))
def test_what_hangs_on_one_day_has_a_formula_of_its_own(unit: TimeUnit, day: date, other: date, way: int) -> None:
    given = Given()
    steps, value = _on_one_day(given, unit, day, other, way)
    assert given.worth(whole_day(steps), day, day) == value


def _on_one_day(given: Given, unit: TimeUnit, day: date, other: date, way: int) -> tuple[Any, int]:
    calendar, start, number, later = given.calendar, given.start, other.toordinal(), shifted(day, unit, 5)
    match way:
        case 0:
            return calendar.elapsed(unit, start, number, LEAP), elapsed(unit, day, other, LEAP)
        case 1:
            return calendar.elapsed(unit, number, start, LEAP), elapsed(unit, other, day, LEAP)
        case 2:
            return calendar.shifted(unit, start, 5), later.toordinal()
        case _:
            moved = calendar.shifted(unit, start, 5)
            return calendar.elapsed("years", moved, number, LEAP), elapsed("years", later, other, LEAP)


@pytest.mark.parametrize("unit", UNITS)
def test_given_days_are_reckoned_without_a_formula(unit: TimeUnit) -> None:
    calendar = Calendar("case", z3.Context())
    start, end = date(2024, 2, 29), date(2026, 2, 28)
    found = calendar.elapsed(unit, start.toordinal(), end.toordinal(), LeapDayBirthday.MARCH_1)
    assert found == elapsed(unit, start, end)
    assert calendar.shifted(unit, start.toordinal(), 1) == shifted(start, unit, 1).toordinal()
    assert calendar.holds == []


def test_a_day_has_its_parts_once() -> None:
    given = Given()
    for _ in range(2):
        given.calendar.elapsed("months", given.start, given.end, LeapDayBirthday.MARCH_1)
    assert len(given.calendar.holds) == 4


def test_what_every_day_or_none_reaches_needs_no_day() -> None:
    given = Given()
    days = given.calendar.elapsed("days", 1, given.start, LeapDayBirthday.MARCH_1)
    assert isinstance(days, Stepped)
    assert days.is_at_least(0) is True
    assert days.is_at_least(LAST) is False
