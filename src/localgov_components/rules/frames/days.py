"""Dates as whole numbers such as 20260501, in every engine alike: time between them, and dates moved.

Subtracting dates gives something else in each engine, and moving them fails at the ends of what each can hold. Whole
numbers do neither, and to compare them is to compare the dates.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import TimeUnit
from localgov_components.rules.frames.column import UNKNOWN, Column, constant
from localgov_components.rules.frames.kinds import day_of, packed
from localgov_components.rules.frames.logic import all_true, any_true, as_number, compared, negated, when_true
from localgov_components.rules.frames.numbers import extreme, minus, negative, plus, times
from localgov_components.rules.frames.quotients import floor_quotient

__all__ = ["Days"]

_FIRST, _LAST = packed(date.min), packed(date.max)
_MOST_DAYS = date.max.toordinal()
_FIRST_MONTH, _LAST_MONTH = 12, 12 * 9999 + 11
"""Months from the year 0, of the first and the last there is."""

_TO_FIRST_DAY = 306
"""Days from 1 March of the year 0, from which the year is counted here so that a leap day comes last, to 1 January."""


class Parts(NamedTuple):
    """Year, month and day of a column of dates."""

    year: Column
    month: Column
    day: Column


class Days:
    """Formulas on columns of dates. `named` gives a column a name, so that it may be written more than once."""

    def __init__(self, named: Callable[[Column], Column]) -> None:
        self._named = named
        self._parts: dict[int, tuple[Column, Parts]] = {}  # with the column, so that no other takes its place

    def between(self, start: Column, end: Column, unit: TimeUnit, leap_day: LeapDayBirthday) -> Column:
        """Whole units from one date to another; going back, those of the way there, negative."""
        if start.is_unknown or end.is_unknown:
            return UNKNOWN
        if start.is_constant and end.is_constant:
            return constant(elapsed(unit, day_of(start.value), day_of(end.value), leap_day))
        if unit == "days":
            return minus(self._ordinal(end), self._ordinal(start))
        start, end = self._named(start), self._named(end)
        if start.high <= end.low:
            return self._onwards(start, end, unit, leap_day)
        if end.high <= start.low:
            return negative(self._onwards(end, start, unit, leap_day))
        first, last = (self._named(extreme(how, [start, end])) for how in ("smaller", "larger"))
        length = self._named(self._onwards(first, last, unit, leap_day))
        back = compared(">", start, end, ordered=True)
        return when_true([(back, negative(length))], length, int)

    def moved(self, day: Column, unit: TimeUnit, count: Column) -> Column:
        """A date so many units later; a day that the month lacks becomes its last.

        What would pass the first or last date there is stays there.
        """
        if day.is_unknown or count.is_unknown:
            return UNKNOWN
        if day.is_constant and count.is_constant:
            return constant(packed(shifted(day_of(day.value), unit, count.value)))
        if unit in ("days", "weeks"):
            steps = times(count, constant(1 if unit == "days" else 7))
            return self._of_ordinal(self._clipped(plus(self._ordinal(day), steps), 1, _MOST_DAYS))
        parts = self._parts_of(day)
        steps = times(count, constant(1 if unit == "months" else 12))
        months = self._named(plus(_months(parts), steps))
        inside = self._clipped(months, _FIRST_MONTH, _LAST_MONTH)
        year = self._named(floor_quotient(inside, constant(12)))
        month = self._named(plus(minus(inside, times(year, constant(12))), constant(1)))
        made = self._made(year, month, self._day_in(year, month, parts.day))
        too_early = compared("<", months, constant(_FIRST_MONTH), ordered=True)
        too_late = compared(">", months, constant(_LAST_MONTH), ordered=True)
        return when_true([(too_early, constant(_FIRST)), (too_late, constant(_LAST))], made, int)

    def _onwards(self, start: Column, end: Column, unit: TimeUnit, leap_day: LeapDayBirthday) -> Column:
        """Whole weeks, months or years from a date to one that is not before it."""
        if unit == "weeks":
            return floor_quotient(_at_least_nothing(minus(self._ordinal(end), self._ordinal(start))), constant(7))
        if unit == "years":
            years = floor_quotient(_at_least_nothing(minus(end, start)), constant(10_000))
            return years if leap_day is LeapDayBirthday.MARCH_1 else plus(years, self._early_birthday(start, end))
        first, last = self._parts_of(start), self._parts_of(end)
        due = self._day_in(last.year, last.month, first.day)
        return minus(minus(_months(last), _months(first)), as_number(compared(">", due, last.day, ordered=True)))

    def _early_birthday(self, start: Column, end: Column) -> Column:
        """1 where somebody born on 29 February is a year older on the 28th, in a year without a 29th."""
        born, on = self._parts_of(start), self._parts_of(end)
        is_birthday = [_is(born.month, 2), _is(born.day, 29), _is(on.month, 2), _is(on.day, 28)]
        return as_number(all_true([*is_birthday, negated(self._is_leap(on.year))]))

    def _parts_of(self, day: Column) -> Parts:
        day = self._named(day)
        if id(day) not in self._parts:
            year = self._named(floor_quotient(day, constant(10_000)))
            rest = self._named(minus(day, times(year, constant(10_000))))
            month = self._named(floor_quotient(rest, constant(100)))
            number = self._named(minus(rest, times(month, constant(100))))
            bounds = ((1, 9999), (1, 12), (1, 31))
            parts = (_bounded(part, *ends) for part, ends in zip((year, month, number), bounds, strict=True))
            self._parts[id(day)] = day, Parts(*parts)
        return self._parts[id(day)][1]

    def _ordinal(self, day: Column) -> Column:
        """Days from the first there is, which is 1."""
        if day.is_constant:
            return constant(day_of(day.value).toordinal())
        parts = self._parts_of(day)
        is_early = self._named(as_number(compared("<=", parts.month, constant(2), ordered=True)))
        year = self._named(minus(parts.year, is_early))
        month = plus(minus(parts.month, constant(3)), times(is_early, constant(12)))
        whole = plus(plus(times(year, constant(365)), parts.day), constant(-_TO_FIRST_DAY))
        made = self._named(plus(plus(whole, _before_month(month)), _leap_days(year)))
        first, last = (min(max(end // 10_000, 1), 9999) for end in (day.low, day.high))
        return _bounded(made, date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal())

    def _of_ordinal(self, ordinal: Column) -> Column:
        """The date of so many days from the first there is."""
        if ordinal.is_constant:
            return constant(packed(date.fromordinal(ordinal.value)))
        days = self._named(plus(ordinal, constant(_TO_FIRST_DAY - 1)))
        era = self._named(floor_quotient(days, constant(146_097)))
        of_era = self._named(minus(days, times(era, constant(146_097))))
        less = minus(plus(of_era, floor_quotient(of_era, constant(36_524))), floor_quotient(of_era, constant(1_460)))
        year_of_era = self._named(floor_quotient(minus(less, floor_quotient(of_era, constant(146_096))), constant(365)))
        before = plus(times(year_of_era, constant(365)), _leap_days(year_of_era, eras=False))
        of_year = self._named(minus(of_era, before))
        number = self._named(floor_quotient(plus(times(of_year, constant(5)), constant(2)), constant(153)))
        day = plus(minus(of_year, _before_month(number)), constant(1))
        is_late = self._named(as_number(compared(">=", number, constant(10), ordered=True)))
        month = minus(plus(number, constant(3)), times(is_late, constant(12)))
        year = plus(plus(year_of_era, times(era, constant(400))), is_late)
        return self._made(year, month, day)

    def _made(self, year: Column, month: Column, day: Column) -> Column:
        made = plus(plus(times(year, constant(10_000)), times(month, constant(100))), day)
        return self._named(_bounded(made, _FIRST, _LAST))

    def _day_in(self, year: Column, month: Column, day: Column) -> Column:
        """The day, or the last of a month that has fewer."""
        longer = plus(month, floor_quotient(month, constant(8)))  # odd for the months of 31 days
        usual = plus(constant(30), minus(longer, times(floor_quotient(longer, constant(2)), constant(2))))
        february = plus(constant(28), as_number(self._is_leap(year)))
        last = _bounded(when_true([(_is(month, 2), february)], usual, int), 28, 31)
        return self._named(extreme("smaller", [day, self._named(last)]))

    def _is_leap(self, year: Column) -> Column:
        year = self._named(year)
        every = [_is(minus(year, times(floor_quotient(year, constant(n)), constant(n))), 0) for n in (4, 100, 400)]
        return all_true([every[0], any_true([negated(every[1]), every[2]])])

    def _clipped(self, column: Column, low: int, high: int) -> Column:
        column = self._named(column)
        return self._named(
            extreme("larger", [self._named(extreme("smaller", [column, constant(high)])), constant(low)])
        )


def _months(parts: Parts) -> Column:
    """Months from the year 0."""
    return plus(times(parts.year, constant(12)), minus(parts.month, constant(1)))


def _before_month(month: Column) -> Column:
    """Days of the year before a month counted from March, which is 0."""
    return floor_quotient(plus(times(month, constant(153)), constant(2)), constant(5))


def _leap_days(year: Column, *, eras: bool = True) -> Column:
    """Leap days up to a year; an era has 400 years."""
    less = minus(floor_quotient(year, constant(4)), floor_quotient(year, constant(100)))
    return plus(less, floor_quotient(year, constant(400))) if eras else less


def _is(column: Column, number: int) -> Column:
    return compared("==", column, constant(number), ordered=True)


def _at_least_nothing(column: Column) -> Column:
    """The same, of which it is known that it is not below nothing."""
    return _bounded(column, 0, max(column.high, 0))


def _bounded(column: Column, low: int, high: int) -> Column:
    """The same, within bounds that are known from elsewhere."""
    if column.is_constant:
        return column
    return column.within(min(max(column.low, low), high), max(min(column.high, high), low))
