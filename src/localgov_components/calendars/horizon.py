"""Where the announced bank holidays end, and what lies beyond.

Bank holidays are announced a few years ahead, and royal occasions add days within that time. Beyond the last
announced day nobody knows, so nothing is guessed: an answer is refused, or marked as projected where the
caller asked for a projection by the standing rules.

>>> day = date(2030, 1, 1).toordinal()
>>> require_known(day, date(2012, 1, 3).toordinal(), date(2028, 12, 26).toordinal(), project=True)
>>> require_known(day, date(2012, 1, 3).toordinal(), date(2028, 12, 26).toordinal(), project=False)
Traceback (most recent call last):
    ...
localgov_components.calendars.horizon.HorizonError: bank holidays are known from 2012-01-03 to 2028-12-26, and the \
answer needs a day outside. Load a newer calendar with BankHolidays.load(path), or ask for a projection with \
project=True.
"""

from datetime import date

from localgov_components.calendars.day import day_at
from localgov_components.calendars.standing_rules import STANDING_SINCE
from localgov_components.core.errors import NotSupportedError

__all__ = ["HorizonError", "require_known"]

_FIRST_PROJECTED = date(STANDING_SINCE, 1, 1).toordinal()


class HorizonError(NotSupportedError):
    """An answer depends on bank holidays that are not announced.

    Or it depends on days before the calendar begins. The day asked about may be perfectly sound, so this is no
    `InvalidValueError`: load a newer calendar or ask for a projection. `first` and `last` are the days between which
    every bank holiday needed is known.
    """

    def __init__(self, message: str, *, first: date, last: date, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.first = first
        self.last = last


def require_known(day: int, first: int, last: int, *, project: bool) -> None:
    """Raise `HorizonError` for a day (an ordinal) outside what is known, unless it may be projected."""
    if first <= day <= last:
        return
    day_at(day)
    if project and day >= _FIRST_PROJECTED:
        return
    known_from, known_to = date.fromordinal(first), date.fromordinal(last)
    then = (
        f"Projections reach back to {STANDING_SINCE} only."
        if project
        else "Load a newer calendar with BankHolidays.load(path), or ask for a projection with project=True."
    )
    raise HorizonError(
        f"bank holidays are known from {known_from} to {known_to}, and the answer needs a day outside. {then}",
        first=known_from,
        last=known_to,
        code="calendar.horizon",
    )
