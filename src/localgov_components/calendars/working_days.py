"""Which days a regime takes for working days.

There is no such thing as "the working days of England". The Freedom of Information Act 2000, section 10(6),
leaves out bank holidays in any part of the United Kingdom, and names Christmas Day and Good Friday; its
Scottish counterpart leaves out those of Scotland; Bacs leaves out those of England and Wales.

>>> mondays_to_fridays = WorkingDays()
>>> mondays_to_fridays.divisions
frozenset()
>>> WorkingDays(weekend=frozenset({0, 1}))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a weekend: days are numbered 1 for Monday to 7 for Sunday, \
and at least one must be left to work on.
"""

from dataclasses import dataclass
from enum import StrEnum

from localgov_components.calendars.division import ALL_DIVISIONS, Division
from localgov_components.core.errors import InvalidValueError

__all__ = ["NamedDay", "WorkingDays"]

_SATURDAY_AND_SUNDAY = frozenset({6, 7})
_WEEK = frozenset(range(1, 8))


class NamedDay(StrEnum):
    """A day that an instrument leaves out by name, bank holiday or not."""

    CHRISTMAS_DAY = "christmas-day"
    GOOD_FRIDAY = "good-friday"


_NAMED_DAYS = frozenset(NamedDay)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Every day but a weekend, the bank holidays of divisions, and days by name.

    `divisions` are those whose bank holidays do not count: a bank holiday in any one of them is enough. `weekend`
    has days by their ISO 8601 number, 1 for Monday to 7 for Sunday.
    """

    divisions: frozenset[Division] = frozenset()
    named: frozenset[NamedDay] = frozenset()
    weekend: frozenset[int] = _SATURDAY_AND_SUNDAY

    def __post_init__(self) -> None:
        """Refuse days that no calendar has, which would stop no clock, and a weekend that leaves no day to work on."""
        if not (self.divisions <= ALL_DIVISIONS and self.named <= _NAMED_DAYS):
            raise InvalidValueError(
                "divisions are members of Division and named days of NamedDay. Give those, such as Division.SCOTLAND.",
                code="regime.division",
            )
        if not self.weekend < _WEEK:
            raise InvalidValueError(
                "not a weekend: days are numbered 1 for Monday to 7 for Sunday, and at least one must be left to work "
                "on.",
                code="regime.weekend",
            )
