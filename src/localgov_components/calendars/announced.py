"""What is known of one division's bank holidays: those announced, and beyond them the standing rules.

>>> holiday = BankHoliday(date(2027, 12, 27), Division.SCOTLAND, "Christmas Day", "Substitute day")
>>> known = Announced.of([holiday, holiday._replace(day=date(2027, 12, 28), name="Boxing Day")], Division.SCOTLAND)
>>> known.holiday(date(2027, 12, 28).toordinal()).is_projected
False
>>> known.holiday(date(2028, 12, 26).toordinal()).is_projected
True
>>> Announced.of([], Division.SCOTLAND)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: there are no bank holidays of scotland. Give those of every division.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.division import Division
from localgov_components.calendars.standing_rules import standing_holidays
from localgov_components.core.errors import InvalidValueError

__all__ = ["Announced"]


class Announced(NamedTuple):
    """The announced bank holidays of one division by ordinal, and the first and the last of them."""

    division: Division
    days: Mapping[int, BankHoliday]
    first: int
    last: int

    @classmethod
    def of(cls, days: Iterable[BankHoliday], division: Division) -> "Announced":
        """Those of one division among many."""
        own = {holiday.day.toordinal(): holiday for holiday in days if holiday.division is division}
        if not own:
            raise InvalidValueError(
                f"there are no bank holidays of {division.value}. Give those of every division.",
                code="calendar.division",
            )
        return cls(division, own, min(own), max(own))

    def holiday(self, day: int) -> BankHoliday | None:
        """The bank holiday on a day; outside what is announced, the projected one."""
        if self.first <= day <= self.last:
            return self.days.get(day)
        on = date.fromordinal(day)
        standing = standing_holidays(on.year, self.division).get(day)
        return BankHoliday(on, self.division, *standing, is_projected=True) if standing else None
