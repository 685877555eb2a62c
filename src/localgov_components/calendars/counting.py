"""Working days under a regime: is it one, which is the next, how many are between.

>>> from localgov_components.calendars import FOIA, FOISA, PENALTY_CHARGE
>>> is_working_day(date(2027, 7, 12), FOIA), is_working_day(date(2027, 7, 12), FOISA)
(False, True)
>>> add_working_days(date(2027, 7, 9), 1, FOIA)
datetime.date(2027, 7, 13)
>>> working_days_between(date(2027, 7, 5), date(2027, 8, 4), FOIA)
20
>>> is_working_day(date(2027, 7, 12), PENALTY_CHARGE)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the regime penalty-charge counts every day alike and has no \
working days. Name one that has.
"""

from datetime import date

from localgov_components.calendars.bank_holidays import BankHolidays, package_holidays
from localgov_components.calendars.day import day_at, ordinal_of
from localgov_components.calendars.regime import Regime
from localgov_components.calendars.working_calendar import WorkingCalendar
from localgov_components.core.errors import InvalidValueError

__all__ = ["add_working_days", "is_working_day", "working_days_between"]

_MOST = 100_000
"""Days, and working days, that are counted at the most: more than two centuries."""


def is_working_day(day: date, regime: Regime, *, holidays: BankHolidays | None = None, project: bool = False) -> bool:
    """Whether a day is a working day under a regime.

    Raises `HorizonError` where the bank holidays of that day are not known and no projection is asked for.
    """
    return _calendar(regime, holidays).why_not(ordinal_of(day), project=project) is None


def add_working_days(
    day: date, number: int, regime: Regime, *, holidays: BankHolidays | None = None, project: bool = False
) -> date:
    """The nth working day after a day, or before it where the number is negative.

    The day itself is not counted, whether it works or not. 0 gives the day itself where it works, else the next
    one that does. Raises `HorizonError` as `is_working_day` does.
    """
    calendar, start = _calendar(regime, holidays), ordinal_of(day)
    if type(number) is not int or abs(number) > _MOST:
        raise InvalidValueError(
            f"not a number of working days. Give a whole number from -{_MOST} to {_MOST}.", code="calendar.number"
        )
    if number > 0:
        return day_at(calendar.forward(start + 1, number, project=project))
    if number < 0:
        return day_at(calendar.backward(start - 1, -number, project=project))
    return day_at(calendar.forward(start, 1, project=project))


def working_days_between(
    start: date, end: date, regime: Regime, *, holidays: BankHolidays | None = None, project: bool = False
) -> int:
    """How many working days come after the start, up to and with the end.

    It undoes `add_working_days`: from a day to the one so many working days after it, or before it (negative).
    Raises `HorizonError` as `is_working_day` does.
    """
    calendar, first, last = _calendar(regime, holidays), ordinal_of(start), ordinal_of(end)
    if abs(last - first) > _MOST:
        raise InvalidValueError(
            f"the days are too far apart. Give two that are at most {_MOST} days apart.", code="calendar.span"
        )
    if first <= last:
        return calendar.between(first + 1, last + 1, project=project)
    return -calendar.between(last, first, project=project)


def _calendar(regime: Regime, holidays: BankHolidays | None) -> WorkingCalendar:
    return (package_holidays() if holidays is None else holidays).working_calendar(regime)
