"""The announced bank holidays of the three divisions, with where they come from.

The package ships a calendar; `BankHolidays.load(path)` opens a newer one: the JSON that GOV.UK publishes at
https://www.gov.uk/bank-holidays.json, or the file that `localgov calendars update` writes. Nothing is fetched,
and no calendar is global: functions take `holidays=`, and use the package's own when it is left out.

>>> holidays = BankHolidays.load()
>>> holidays.on(date(2026, 6, 15), Division.SCOTLAND).name
'World Cup bank holiday'
>>> holidays.on(date(2026, 6, 15), Division.ENGLAND_AND_WALES) is None
True
>>> holidays.on(date(2035, 1, 1), Division.SCOTLAND)
Traceback (most recent call last):
    ...
localgov_components.calendars.horizon.HorizonError: bank holidays are known from 2012-01-02 to 2028-12-26, and the \
answer needs a day outside. Load a newer calendar with BankHolidays.load(path), or ask for a projection with \
project=True.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from localgov_components.calendars.announced import Announced
from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.day import ordinal_of
from localgov_components.calendars.division import Division
from localgov_components.calendars.horizon import require_known
from localgov_components.calendars.provenance import Provenance
from localgov_components.calendars.regime import Regime, require_regime
from localgov_components.calendars.working_calendar import WorkingCalendar
from localgov_components.core.errors import InvalidValueError

__all__ = ["BankHolidays", "package_holidays"]

_MOST_CALENDARS = 64
"""Regimes whose working days are kept counted; a program that makes regimes without end does not fill memory."""


class BankHolidays:
    """Announced bank holidays; made once and shared, by any number of threads.

    `load` reads a file. To make one of your own, give days of every division; a test may.
    """

    __slots__ = ("_announced", "_calendars", "days", "provenance")

    def __init__(self, days: Iterable[BankHoliday], provenance: Provenance) -> None:
        self.days: Final = tuple(sorted(days))
        self.provenance: Final = provenance
        self._announced: Final = {division: Announced.of(self.days, division) for division in Division}
        self._calendars: dict[Regime, WorkingCalendar] = {}

    @classmethod
    def load(cls, path: Path | None = None) -> "BankHolidays":
        """The calendar in a file, or the package's own.

        Raises `DefinitionError` with every fault where a file is cut, out of order, misdated or of a newer format.
        """
        return package_holidays() if path is None else _read(Path(path))

    def save(self, path: Path) -> None:
        """Write them to a file that `load` opens, whole or not at all, with where they come from and a seal."""
        from localgov_components.calendars.calendar_file import write_calendar
        from localgov_components.core.files import replace_file

        replace_file(path, write_calendar(self.days, self.provenance))

    def __repr__(self) -> str:
        """How many days, and until when."""
        return f"<BankHolidays {len(self.days)} days to {self.days[-1].day}>"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what was announced, without what was counted from it."""
        return type(self), (self.days, self.provenance)

    def first(self, division: Division) -> date:
        """The first announced bank holiday of a division."""
        return date.fromordinal(self._announced[division].first)

    def last(self, division: Division) -> date:
        """The last announced bank holiday of a division: its horizon."""
        return date.fromordinal(self._announced[division].last)

    def on(self, day: date, division: Division, *, project: bool = False) -> BankHoliday | None:
        """The bank holiday on a day in a division, or None. Raises `HorizonError` for a day that is not known."""
        ordinal, own = ordinal_of(day), self._announced[division]
        require_known(ordinal, own.first, own.last, project=project)
        return own.holiday(ordinal)

    def working_calendar(self, regime: Regime) -> WorkingCalendar:
        """The working days of a regime, counted on first use."""
        found = self._calendars.get(regime)
        return found or self._counted(regime)

    def _counted(self, regime: Regime) -> WorkingCalendar:
        require_regime(regime)
        if regime.working_days is None:
            raise InvalidValueError(
                f"the regime {regime.id} counts every day alike and has no working days. Name one that has.",
                code="regime.no-working-days",
            )
        if len(self._calendars) >= _MOST_CALENDARS:
            self._calendars.clear()
        counted = WorkingCalendar(regime.working_days, regime.closures, self._announced)
        self._calendars[regime] = counted
        return counted


@cache
def package_holidays() -> BankHolidays:
    """The calendar that the package ships, read once."""
    return _read(Path(__file__).with_name("data") / "bank_holidays.json")


def _read(path: Path) -> BankHolidays:
    from localgov_components.calendars.calendar_file import read_calendar

    return BankHolidays(*read_calendar(path.read_bytes(), path.name))
