"""Calendar time between dates, and dates moved by it: what `age_on`, `months_between` and `+ months(…)` mean.

>>> elapsed("months", date(2026, 1, 31), date(2026, 2, 28))
1
>>> elapsed("months", date(2026, 2, 28), date(2026, 1, 31))
-1
>>> shifted(date(2024, 2, 29), "years", 1)
datetime.date(2025, 2, 28)
"""

from calendar import isleap, monthrange
from datetime import date

from localgov_components.calendars import LeapDayBirthday
from localgov_components.rules.expressions import TimeUnit

__all__ = ["elapsed", "shifted"]

_DAYS_IN_A_WEEK = 7
_MONTHS_IN_A_YEAR = 12


def elapsed(unit: TimeUnit, start: date, end: date, leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1) -> int:
    """Whole units from one date to another; going back, those of the way there, negative."""
    if end < start:
        return -elapsed(unit, end, start, leap_day)
    match unit:
        case "days":
            return end.toordinal() - start.toordinal()
        case "weeks":
            return (end.toordinal() - start.toordinal()) // _DAYS_IN_A_WEEK
        case "years":
            return end.year - start.year - (end < _birthday(start, end.year, leap_day))
        case "months":
            months = _MONTHS_IN_A_YEAR * (end.year - start.year) + end.month - start.month
            return months - (_day_in(end.year, end.month, start.day) > end.day)


def shifted(day: date, unit: TimeUnit, count: int) -> date:
    """A date so many units later; a day that the month lacks becomes its last.

    What would pass the first or last date there is stays there.
    """
    if unit in ("days", "weeks"):
        ordinal = day.toordinal() + count * (1 if unit == "days" else _DAYS_IN_A_WEEK)
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    months = day.year * _MONTHS_IN_A_YEAR + day.month - 1 + count * (1 if unit == "months" else _MONTHS_IN_A_YEAR)
    year, month = divmod(months, _MONTHS_IN_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, _day_in(year, month + 1, day.day))


def _day_in(year: int, month: int, day: int) -> int:
    return min(day, monthrange(year, month)[1])


def _birthday(born: date, year: int, leap_day: LeapDayBirthday) -> date:
    """As `calendars.age_on` has it, for every year that there is."""
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date.fromisoformat(f"{year:04}-{leap_day.value}")
    return born.replace(year=year)
