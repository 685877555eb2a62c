"""Calendar time in formulas: a date is the number of its day, and its year and month are found when they are needed.

Most rules ask for no year or month, though they speak of ages: with one of two dates given, the time between them only
grows or only falls as the other moves on, and "18 or more" is "born on this day or before". So it is written: the day
is found by trying `calendar_time` itself. Only what is compared with nothing written needs the parts of a date. Its
year is then a number of its own, held to the day by the calendar's rule; each day has it once.

>>> context = z3.Context()
>>> calendar = Calendar("case", context)
>>> born = z3.Int("born", context)
>>> age = calendar.elapsed("years", born, date(2026, 5, 1).toordinal(), LeapDayBirthday.MARCH_1)
>>> age.is_at_least(18)
born <= 733163
>>> date.fromordinal(733163).isoformat()
'2008-05-01'
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, TypeAlias, TypeGuard

from localgov_components.calendars import LeapDayBirthday
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.calendar_time import elapsed, shifted
from localgov_components.rules.expressions import TimeUnit
from localgov_components.rules.proofs.formula import (
    Truth,
    Whole,
    all_true,
    any_true,
    chosen,
    divided,
    is_plain,
    negated,
)

with needs_extra("proofs"):
    import z3

__all__ = ["LAST", "Calendar", "Day", "Parts", "Stepped", "whole_day"]

LAST = date.max.toordinal()
"""The number of the last day that there is; the first is 1."""

_IN_A_WEEK = 7
_MONTHS = 12
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, *accumulate(_LENGTHS))
_FEBRUARY = 2
_YEARS, _CYCLE = 400, 146_097
"""After so many years the calendar begins again, and the days that they have: what a day says of its year at once."""
_LEAP_DAY = 29


@dataclass(frozen=True, slots=True, eq=False)
class Stepped:
    """A whole number that only grows, or only falls, as a day moves on.

    `at` gives it for a plain day, `whole` as a formula.
    """

    day: z3.ArithRef
    at: Callable[[int], int]
    grows: bool
    whole: Callable[[], Whole]

    def is_at_least(self, least: int, *, times: int = 1) -> Truth:
        """Whether so many times the number is at least another."""

        def reaches(day: int) -> bool:
            return (times * self.at(day) >= least) is self.grows

        low, high = 0, LAST + 1  # the first day on which it reaches, where it grows; or no longer does, where it falls
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reaches(middle) else (middle, high)
        if high == 1:
            return self.grows
        if high > LAST:
            return not self.grows
        return self.day >= high if self.grows else self.day <= low

    def then(self, further: Callable[[int], int], whole: Callable[[Whole], Whole], *, grows: bool) -> "Stepped":
        """What a day that is this number leads to, which itself only grows or falls."""
        return Stepped(self.day, lambda day: further(self.at(day)), self.grows is grows, lambda: whole(self.whole()))


Day: TypeAlias = "Whole | Stepped"
"""The number of a day, or of something else that hangs on one day."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Year, month and day of a date, and the days that its month has."""

    year: Whole
    month: Whole
    day: Whole
    length: Whole


@dataclass(slots=True)
class Calendar:
    """The dates of one case, and in `holds` what is true of their years."""

    name: str
    context: z3.Context
    holds: list[z3.BoolRef] = field(default_factory=list)
    _parts: dict[Any, Parts] = field(default_factory=dict)

    def elapsed(self, unit: TimeUnit, start: Day, end: Day, leap_day: LeapDayBirthday) -> Day:
        """Whole units from one day to another, as `calendar_time.elapsed` has them."""
        if _is_given(start) and _is_given(end):
            return elapsed(unit, date.fromordinal(start), date.fromordinal(end), leap_day)
        if _is_given(end):
            last = date.fromordinal(end)
            return _stepped(start).then(
                lambda day: elapsed(unit, date.fromordinal(day), last, leap_day),
                lambda day: self._between(unit, day, end, leap_day),
                grows=False,
            )
        if _is_given(start):
            first = date.fromordinal(start)
            return _stepped(end).then(
                lambda day: elapsed(unit, first, date.fromordinal(day), leap_day),
                lambda day: self._between(unit, start, day, leap_day),
                grows=True,
            )
        return self._between(unit, whole_day(start), whole_day(end), leap_day)

    def shifted(self, unit: TimeUnit, day: Day, count: Whole) -> Day:
        """A day so many units later, as `calendar_time.shifted` has it."""
        if not is_plain(count):
            return self._moved(unit, whole_day(day), count)
        if _is_given(day):
            return shifted(date.fromordinal(day), unit, count).toordinal()
        return _stepped(day).then(
            lambda number: shifted(date.fromordinal(number), unit, count).toordinal(),
            lambda number: self._moved(unit, number, count),
            grows=True,
        )

    def parts(self, day: Whole) -> Parts:
        """Year, month and day of a date."""
        if is_plain(day):
            plain = date.fromordinal(day)
            return Parts(plain.year, plain.month, plain.day, _days_in(plain.month, _is_leap(plain.year)))
        if day not in self._parts:
            self._parts[day] = self._found(day)
        return self._parts[day]

    def _found(self, day: z3.ArithRef) -> Parts:
        year = z3.Int(f"{self.name}!year{len(self._parts)}", self.context)
        is_leap = _is_leap(year)
        of_year = day - _days_before(year)
        self.holds += [
            z3.And(year >= 1, year <= date.max.year, of_year >= 1, of_year <= chosen(is_leap, 366, 365)),
            z3.And(_CYCLE * (year - 1) <= _YEARS * (day + 3), _YEARS * (day - 369) <= _CYCLE * (year - 1)),
        ]
        month: Whole = _MONTHS
        before = _days_before_month(_MONTHS, is_leap)
        for number in reversed(range(1, _MONTHS)):
            is_by_then = of_year <= _days_before_month(number + 1, is_leap)
            month, before = (
                chosen(is_by_then, number, month),
                chosen(is_by_then, _days_before_month(number, is_leap), before),
            )
        return Parts(year, month, of_year - before, _days_in(month, is_leap))

    def _between(self, unit: TimeUnit, start: Whole, end: Whole, leap_day: LeapDayBirthday) -> Whole:
        if unit in ("days", "weeks"):
            days = end - start
            if unit == "days":
                return days
            return chosen(days < 0, -divided(-days, _IN_A_WEEK), divided(days, _IN_A_WEEK))
        first, last = self.parts(start), self.parts(end)
        between = _years if unit == "years" else _months
        return chosen(end < start, -between(last, first, leap_day), between(first, last, leap_day))

    def _moved(self, unit: TimeUnit, day: Whole, count: Whole) -> Whole:
        if unit in ("days", "weeks"):
            later = day + count * (1 if unit == "days" else _IN_A_WEEK)
            return chosen(later < 1, 1, chosen(later > LAST, LAST, later))
        parts = self.parts(day)
        months = parts.year * _MONTHS + parts.month - 1 + count * (1 if unit == "months" else _MONTHS)
        year = divided(months, _MONTHS)
        month = months - year * _MONTHS + 1
        is_leap = _is_leap(year)
        length = _days_in(month, is_leap)
        number = _days_before(year) + _days_before_month(month, is_leap)
        number += chosen(parts.day > length, length, parts.day)
        return chosen(year < 1, 1, chosen(year > date.max.year, LAST, number))


def whole_day(day: Day) -> Whole:
    """The number of a day as a plain one or a formula."""
    return day.whole() if isinstance(day, Stepped) else day


def _is_given(day: Day) -> TypeGuard[int]:
    return isinstance(day, int)


def _stepped(day: Day) -> Stepped:
    return day if isinstance(day, Stepped) else Stepped(day, lambda number: number, True, lambda: day)  # noqa: FBT003


def _years(first: Parts, last: Parts, leap_day: LeapDayBirthday) -> Whole:
    """Whole years, where the first is no later. In a common year no day lies between 28 February and 1 March."""
    birthday = first.day
    if leap_day is LeapDayBirthday.FEBRUARY_28:
        on_leap_day = all_true([_equal(first.month, _FEBRUARY), _equal(first.day, _LEAP_DAY)])
        birthday = chosen(all_true([on_leap_day, negated(_is_leap(last.year))]), _LEAP_DAY - 1, first.day)
    is_before = any_true([last.month < first.month, all_true([_equal(last.month, first.month), last.day < birthday])])
    return last.year - first.year - chosen(is_before, 1, 0)


def _months(first: Parts, last: Parts, _: LeapDayBirthday) -> Whole:
    """Whole months, where the first is no later: the last day of a month stands for those that it lacks."""
    months = _MONTHS * (last.year - first.year) + last.month - first.month
    return months - chosen(all_true([first.day > last.day, last.length > last.day]), 1, 0)


def _equal(one: Whole, other: Whole) -> Truth:
    return one == other


def _is_leap(year: Whole) -> Truth:
    return all_true([_equal(year % 4, 0), any_true([negated(_equal(year % 100, 0)), _equal(year % 400, 0)])])


def _days_in(month: Whole, is_leap: Truth) -> Whole:
    february = chosen(_equal(month, _FEBRUARY), chosen(is_leap, _LEAP_DAY, _LEAP_DAY - 1), 30)
    has_31 = any_true([_equal(month, number) for number, days in enumerate(_LENGTHS, start=1) if days == max(_LENGTHS)])
    return chosen(has_31, max(_LENGTHS), february)


def _days_before(year: Whole) -> Whole:
    """Days before the first of January of a year."""
    before = year - 1
    return 365 * before + divided(before, 4) - divided(before, 100) + divided(before, 400)


def _days_before_month(month: Whole, is_leap: Truth) -> Whole:
    """Days of a year before the first of a month."""
    days: Whole = _BEFORE[_MONTHS - 1]
    for number, before in reversed([*enumerate(_BEFORE[: _MONTHS - 1], start=1)]):
        days = chosen(month <= number, before, days)
    return days + chosen(all_true([month > _FEBRUARY, is_leap]), 1, 0)
