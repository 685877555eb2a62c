"""When something is due under a regime, and why on that day.

>>> from localgov_components.calendars.information_requests import FOIA, UK_GDPR
>>> answer = deadline(date(2027, 7, 5), FOIA)
>>> answer.due
datetime.date(2027, 8, 4)
>>> [day.holidays[0].division.value for day in answer.days if day.holidays]
['northern-ireland', 'scotland']
>>> deadline(date(2027, 1, 30), UK_GDPR).due
datetime.date(2027, 3, 1)
>>> deadline(date(2028, 12, 20), FOIA)
Traceback (most recent call last):
    ...
localgov_components.calendars.horizon.HorizonError: bank holidays are known from 2012-01-02 to 2028-12-26, and the \
answer needs a day outside. Load a newer calendar with BankHolidays.load(path), or ask for a projection with \
project=True.
>>> deadline(date(2028, 12, 20), FOIA, project=True).projected
True
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.bank_holidays import BankHolidays, package_holidays
from localgov_components.calendars.closures import Closures
from localgov_components.calendars.day import LATEST_YEAR, day_at, ordinal_of, out_of_range
from localgov_components.calendars.regime import FirstDay, PeriodUnit, Regime, require_regime
from localgov_components.calendars.working_calendar import NotCounted, WhyNot
from localgov_components.calendars.working_days import NamedDay

__all__ = ["CountedDay", "Deadline", "deadline"]

_DAYS_IN_WEEK = 7
_MONTHS_IN_YEAR = 12


class CountedDay(NamedTuple):
    """One day of a clock: its number where it counts, or why it does not.

    The last day of a period has both where it is no working day and the regime carries it on; the day it is carried
    to has no number, because the period is over.
    """

    day: date
    number: int | None
    not_counted: NotCounted | None = None
    holidays: tuple[BankHoliday, ...] = ()
    named: NamedDay | None = None
    closures: Closures | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Deadline:
    """A day on which something is due, the regime behind it, and how it was counted.

    `projected` where the answer rests on bank holidays that are not announced; it may change. `days` and `explain` are
    worked out when they are asked for.
    """

    received: date
    due: date
    regime: Regime
    projected: bool
    _period_end: int
    _holidays: BankHolidays = field(compare=False)

    def __repr__(self) -> str:
        """The days and the regime, without what was counted."""
        return f"<Deadline {self.due} under {self.regime.id}{' (projected)' if self.projected else ''}>"

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """Every day from receipt to the due day, with its number or the reason that it did not count."""
        return tuple(self._days())

    def explain(self, language: str = "en") -> str:
        """The reckoning in words, day by day, in English or Welsh (`cy`)."""
        from localgov_components.calendars.explanation import explain

        return explain(self, language, self._holidays)

    def _days(self) -> Iterator[CountedDay]:
        counts_working_days = self.regime.unit is PeriodUnit.WORKING_DAYS
        number = 0
        first, last = self.received.toordinal(), self.due.toordinal()
        for ordinal in range(first, last + 1):
            day = date.fromordinal(ordinal)
            if ordinal == first and self.regime.first_day is FirstDay.DAY_AFTER:
                yield CountedDay(day, None, NotCounted.RECEIPT)
            elif counts_working_days:
                why = self._why_not(ordinal)
                number += why is None
                yield CountedDay(day, number) if why is None else CountedDay(day, None, *why)
            elif ordinal <= self._period_end:
                number += 1
                yield CountedDay(day, number, *(self._why_carried(ordinal) or ()))
            else:
                yield CountedDay(day, None, *(self._why_not(ordinal) or WhyNot(NotCounted.CARRIED_TO)))

    def _why_carried(self, ordinal: int) -> WhyNot | None:
        """Why the last day of a period is not its end; the days before it count, whatever they are."""
        carried = ordinal == self._period_end != self.due.toordinal()
        return self._why_not(ordinal) if carried else None

    def _why_not(self, ordinal: int) -> WhyNot | None:
        return self._holidays.working_calendar(self.regime).why_not(ordinal, project=self.projected)


def deadline(
    received: date, regime: Regime, *, holidays: BankHolidays | None = None, project: bool = False
) -> Deadline:
    """When something received on a day is due under a regime.

    Raises `HorizonError` where the answer depends on bank holidays that `holidays` does not have; with `project=True`
    it is worked out by the standing rules instead, and marked as projected. A regime that needs no bank holidays has no
    horizon. Raises `InvalidValueError` for anything but a `date`: for an instant, give `uk_date` of
    `localgov_components.core.clock`.
    """
    require_regime(regime)
    start = ordinal_of(received) + (regime.first_day is FirstDay.DAY_AFTER)
    if holidays is None:
        holidays = package_holidays()
    if regime.unit is PeriodUnit.WORKING_DAYS:
        calendar = holidays.working_calendar(regime)
        end = due = calendar.forward(start, regime.length, project=project)
        projected = not calendar.knows(start, due)
    else:
        end = due = _end_of_period(start, regime)
        projected = False
        if regime.rolls_forward:
            calendar = holidays.working_calendar(regime)
            due = calendar.forward(end, 1, project=project)
            projected = not calendar.knows(end, due)
    return Deadline(received, day_at(due), regime, projected, end, holidays)


def _end_of_period(start: int, regime: Regime) -> int:
    """The last day of so many days, weeks or months that begin with the start."""
    if regime.unit is PeriodUnit.MONTHS:
        return _corresponding_date(day_at(start), regime.length).toordinal()
    days = regime.length * (_DAYS_IN_WEEK if regime.unit is PeriodUnit.WEEKS else 1)
    return start + days - 1


def _corresponding_date(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none."""
    years, month = divmod(day.month - 1 + months, _MONTHS_IN_YEAR)
    year = day.year + years
    if year > LATEST_YEAR:
        raise out_of_range()
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
