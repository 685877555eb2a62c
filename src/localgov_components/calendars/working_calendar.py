"""Which days count under one regime, by one set of bank holidays.

Between the first and the last day for which the bank holidays of every division are announced, working days are
counted once and looked up after that. Outside, days are walked one by one: by the standing rules where a
projection was asked for, and otherwise not at all.

>>> from datetime import date
>>> from localgov_components.calendars.bank_holidays import BankHolidays
>>> from localgov_components.calendars.information_requests import FOIA
>>> calendar = BankHolidays.load().working_calendar(FOIA)
>>> day = date(2027, 7, 12).toordinal()
>>> calendar.why_not(day).holidays[0].name
'Battle of the Boyne (Orangemen’s Day)'
>>> date.fromordinal(calendar.forward(day, 1))
datetime.date(2027, 7, 13)
>>> calendar.forward(date(2028, 12, 20).toordinal(), 5)
Traceback (most recent call last):
    ...
localgov_components.calendars.horizon.HorizonError: bank holidays are known from 2012-01-02 to 2028-12-26, and the \
answer needs a day outside. Load a newer calendar with BankHolidays.load(path), or ask for a projection with \
project=True.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from localgov_components.calendars.announced import Announced
from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.closures import Closures
from localgov_components.calendars.day import EARLIEST, LATEST, day_at
from localgov_components.calendars.division import Division
from localgov_components.calendars.horizon import require_known
from localgov_components.calendars.standing_rules import easter
from localgov_components.calendars.working_days import NamedDay, WorkingDays

__all__ = ["NotCounted", "WhyNot", "WorkingCalendar"]

_FROM_GOOD_FRIDAY_TO_EASTER = 2
_CHRISTMAS = (12, 25)


class NotCounted(StrEnum):
    """Why a day is not counted."""

    RECEIPT = "receipt"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank-holiday"
    NAMED_DAY = "named-day"
    CLOSED = "closed"
    CARRIED_TO = "carried-to"


class WhyNot(NamedTuple):
    """The reason, with the bank holidays, the day's name in the instrument, or the closures behind it."""

    reason: NotCounted
    holidays: tuple[BankHoliday, ...] = ()
    named: NamedDay | None = None
    closures: Closures | None = None


class WorkingCalendar:
    """Counts working days under one definition; days are ordinals.

    `first` and `last` bound what is known for certain; a definition without bank holidays knows every day.
    """

    __slots__ = ("_announced", "_before", "_closures", "_rule", "_working", "first", "last")

    def __init__(
        self, rule: WorkingDays, closures: Sequence[Closures], announced: Mapping[Division, Announced]
    ) -> None:
        self._rule = rule
        self._closures = tuple(closures)
        self._announced = tuple(announced[division] for division in Division if division in rule.divisions)
        self.first = max((each.first for each in self._announced), default=EARLIEST)
        self.last = min((each.last for each in self._announced), default=LATEST)
        self._working: list[int] = []
        self._before: list[int] = []
        if self._announced:
            self._count()

    def forward(self, start: int, number: int, *, project: bool = False) -> int:
        """The nth working day, counting from `start`, which counts itself if it works."""
        index = start - self.first
        if 0 <= index < len(self._before):
            place = self._before[index] + number - 1
            if place < len(self._working):
                return self._working[place]
        return self._walk(start, number, 1, project=project)

    def backward(self, start: int, number: int, *, project: bool = False) -> int:
        """The nth working day, counting back from `start`, which counts itself if it works."""
        index = start + 1 - self.first
        if 0 <= index < len(self._before):
            place = self._before[index] - number
            if place >= 0:
                return self._working[place]
        return self._walk(start, number, -1, project=project)

    def between(self, start: int, end: int, *, project: bool = False) -> int:
        """How many working days there are from `start` up to but not with `end`."""
        low, high = start - self.first, end - self.first
        if 0 <= low <= high < len(self._before):
            return self._before[high] - self._before[low]
        return sum(self.why_not(day, project=project) is None for day in range(start, end))

    def knows(self, first: int, last: int) -> bool:
        """Whether every day from the first to the last is known, so that nothing is projected."""
        return self.first <= first and last <= self.last

    def why_not(self, day: int, *, project: bool = False) -> WhyNot | None:
        """Why a day is no working day, or None when it is one. Raises `HorizonError` for a day that is not known."""
        require_known(day, self.first, self.last, project=project)
        if (day - 1) % 7 + 1 in self._rule.weekend:  # day 1, 1 January of year 1, was a Monday
            return WhyNot(NotCounted.WEEKEND)
        holidays = tuple(filter(None, [announced.holiday(day) for announced in self._announced]))
        if holidays:
            return WhyNot(NotCounted.BANK_HOLIDAY, holidays)
        if named := self._named(day):
            return WhyNot(NotCounted.NAMED_DAY, named=named)
        if closures := self._closed(day):
            return WhyNot(NotCounted.CLOSED, closures=closures)
        return None

    def _count(self) -> None:
        """Note the working days between the first and the last day known, and how many come before each day."""
        for day in range(self.first, self.last + 1):
            self._before.append(len(self._working))
            if self.why_not(day) is None:
                self._working.append(day)
        self._before.append(len(self._working))

    def _walk(self, day: int, number: int, step: int, *, project: bool) -> int:
        while True:
            number -= self.why_not(day, project=project) is None
            if not number:
                return day
            day += step

    def _named(self, day: int) -> NamedDay | None:
        on = day_at(day)
        for named in self._rule.named:
            match named:
                case NamedDay.CHRISTMAS_DAY if (on.month, on.day) == _CHRISTMAS:
                    return named
                case NamedDay.GOOD_FRIDAY if day == easter(on.year).toordinal() - _FROM_GOOD_FRIDAY_TO_EASTER:
                    return named
        return None

    def _closed(self, day: int) -> Closures | None:
        if not self._closures:
            return None
        on = day_at(day)
        return next((closures for closures in self._closures if on in closures.days), None)
