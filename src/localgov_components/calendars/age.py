"""How old somebody is on a day.

An age is reached at the beginning of the birthday: "the commencement of the relevant anniversary of the date of
his birth" (Family Law Reform Act 1969, section 9(1), for England and Wales [unverified: read in the Age of
Majority Act (Northern Ireland) 1969, section 5(1), which says it in the same words]).

Who was born on 29 February has no such day in most years. In Scotland the anniversary is then 1 March (Age of
Legal Capacity (Scotland) Act 1991, section 6(2) [unverified]). The other two Acts do not say; 1 March is what
is usually taken [unverified], and is what is taken here unless the caller says otherwise.

>>> age_on(date(2008, 2, 29), date(2026, 2, 28)), age_on(date(2008, 2, 29), date(2026, 3, 1))
(17, 18)
>>> age_on(date(2008, 2, 29), date(2026, 2, 28), leap_day=LeapDayBirthday.FEBRUARY_28)
18
>>> age_on(date(2026, 3, 1), date(2026, 2, 28))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the day of birth is after the day asked about. Check both days.
"""

from datetime import date
from enum import StrEnum

from localgov_components.calendars.day import ordinal_of
from localgov_components.core.errors import InvalidValueError

__all__ = ["LeapDayBirthday", "age_on"]


class LeapDayBirthday(StrEnum):
    """When somebody born on 29 February becomes a year older in a common year."""

    MARCH_1 = "03-01"
    FEBRUARY_28 = "02-28"


def age_on(born: date, on: date, *, leap_day: LeapDayBirthday = LeapDayBirthday.MARCH_1) -> int:
    """Somebody's age in whole years on a day. The day of birth is never in a message."""
    leap_day = LeapDayBirthday(leap_day)
    if ordinal_of(born) > ordinal_of(on):
        raise InvalidValueError("the day of birth is after the day asked about. Check both days.", code="age.not-born")
    return on.year - born.year - (on < _birthday(born, on.year, leap_day))


def _birthday(born: date, year: int, leap_day: LeapDayBirthday) -> date:
    try:
        return born.replace(year=year)
    except ValueError:  # 29 February in a common year
        return date.fromisoformat(f"{year:04}-{leap_day.value}")
