"""What this room takes for a day: a `date`, from 1 January 1900 to 31 December 9998.

A `datetime` is not a day: which day it is depends on where. Text is not a day until `parse_date` has read it.

>>> ordinal_of(date(2027, 7, 5)) == date(2027, 7, 5).toordinal()
True
>>> ordinal_of("2027-07-05")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a day: a str. Give a date such as date(2027, 7, 5); \
read text with parse_date.
"""

from datetime import date, datetime

from localgov_components.core.errors import InvalidValueError

__all__ = ["EARLIEST", "EARLIEST_YEAR", "LATEST", "LATEST_YEAR", "day_at", "ordinal_of", "out_of_range", "require_day"]

EARLIEST_YEAR = 1900
"""Nobody alive was born, and no clock that still runs began, before."""
LATEST_YEAR = 9998
"""A year short of what Python counts, so that the day after and the next year exist."""
EARLIEST, LATEST = date(EARLIEST_YEAR, 1, 1).toordinal(), date(LATEST_YEAR, 12, 31).toordinal()


def ordinal_of(day: date) -> int:
    """The number of a day, counted as `date.toordinal` does. Raises `InvalidValueError` for anything else."""
    require_day(day)
    ordinal = day.toordinal()
    if not EARLIEST <= ordinal <= LATEST:
        raise out_of_range()
    return ordinal


def require_day(day: object) -> None:
    """Raise `InvalidValueError` for anything but a day, whatever its year."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _refused(day)


def day_at(ordinal: int) -> date:
    """The day with a number, if it is in range."""
    if not EARLIEST <= ordinal <= LATEST:
        raise out_of_range()
    return date.fromordinal(ordinal)


def out_of_range() -> InvalidValueError:
    """The refusal of a day that is out of range."""
    return InvalidValueError("a day before 1900 or after 9998. Check the year.", code="calendar.range")


def _refused(value: object) -> InvalidValueError:
    what = type(value).__name__
    if isinstance(value, datetime):
        then = "Which day it is depends on where: give uk_date(…) of localgov_components.core.clock."
    elif isinstance(value, str):
        then = "Give a date such as date(2027, 7, 5); read text with parse_date."
    else:
        then = "Give a date such as date(2027, 7, 5)."
    return InvalidValueError(f"not a day: a {what}. {then}", code="calendar.day")
