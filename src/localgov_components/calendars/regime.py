"""A regime: one clock, as one instrument, scheme or council sets it.

What decides when something is due is not the nation but the rule it is asked under: how long, in which unit,
whether the day of receipt counts, whose bank holidays stop the clock, and what happens when the last day is no
working day. `regimes` has those that councils meet; a council makes its own for what it promised itself.

>>> from localgov_components.calendars.information_requests import FOIA
>>> FOIA.length, FOIA.unit.value, FOIA.first_day.value
(20, 'working-days', 'day-after')
>>> standard = Regime(
...     id="missed-bin",
...     title="Missed bin collected",
...     length=2,
...     unit=PeriodUnit.WORKING_DAYS,
...     first_day=FirstDay.DAY_AFTER,
...     basis=RegimeBasis.COUNCIL,
...     cites="Ambleford Council, waste service standard 2026",
...     working_days=WorkingDays(frozenset({Division.ENGLAND_AND_WALES})),
... )
>>> from datetime import date
>>> closing = Closures("Christmas closure", frozenset({date(2026, 12, 29)}), decided_by="Head of Waste")
>>> len(standard.with_closures(closing).closures)
1
>>> FOIA.with_closures(closing)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a council's own closures do not move a clock that the law or a \
scheme sets. Lay them over a service standard of the council's own (basis=RegimeBasis.COUNCIL).
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from localgov_components.calendars.closures import Closures
from localgov_components.calendars.division import Division
from localgov_components.calendars.working_days import WorkingDays
from localgov_components.core.errors import InvalidValueError

__all__ = ["FirstDay", "PeriodUnit", "Regime", "RegimeBasis", "require_regime"]

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_LONGEST = 1000
"""Far longer than any clock, and short enough to be counted day by day."""
_ICO_ON_CLOSURES = "Information Commissioner's Office, line to take LTT47"


class PeriodUnit(StrEnum):
    """What a regime counts.

    A month ends on the corresponding date, or on the last day of a month that has no such date.
    """

    WORKING_DAYS = "working-days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class FirstDay(StrEnum):
    """Which day is day one.

    "Beginning with the day on which" something is received makes it that day; "after receipt", the day after.
    """

    DAY_OF_RECEIPT = "day-of-receipt"
    DAY_AFTER = "day-after"


class RegimeBasis(StrEnum):
    """Who sets the clock: the law, a scheme such as Bacs, or a council for itself."""

    LAW = "law"
    SCHEME = "scheme"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Regime:
    """How one clock runs: length, unit, first day, working days, and its source.

    `working_days` is None where every day counts and a last day on a weekend stays there. `rolls_forward`: a last day
    that is no working day moves to the next one. `any_area`: the rule does not say whose bank holidays, so `within` may
    choose. `unverified` holds what was not read in the instrument itself, in words.
    """

    id: str
    title: str
    length: int
    unit: PeriodUnit
    first_day: FirstDay
    basis: RegimeBasis
    cites: str
    working_days: WorkingDays | None = None
    rolls_forward: bool = False
    any_area: bool = False
    closures: tuple[Closures, ...] = ()
    unverified: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a clock that cannot run, or that nobody set."""
        if not _ID.fullmatch(self.id) or not self.title or not self.cites:
            raise InvalidValueError(
                "a regime needs an id of small letters, digits and hyphens, a title, and what sets it. Give all three.",
                code="regime.description",
            )
        given = type(self.unit), type(self.first_day), type(self.basis)
        if given != (PeriodUnit, FirstDay, RegimeBasis):
            raise InvalidValueError(
                "unit, first_day and basis are members of PeriodUnit, FirstDay and RegimeBasis. Give those, such as "
                "PeriodUnit.DAYS.",
                code="regime.member",
            )
        if type(self.length) is not int or not 1 <= self.length <= _LONGEST:
            raise InvalidValueError(
                f"not a length: give a whole number from 1 to {_LONGEST}. A clock of less than a day is not for a "
                "calendar.",
                code="regime.length",
            )
        if self.working_days is None and (self.unit is PeriodUnit.WORKING_DAYS or self.rolls_forward or self.closures):
            raise InvalidValueError("a regime that needs working days must say which: give working_days.",
                                    code="regime.working-days")  # fmt: skip
        if self.closures and self.basis is not RegimeBasis.COUNCIL:
            raise _closed_to_closures()

    def __hash__(self) -> int:
        """Hash of the id alone: deadlines are counted by the hundred thousand, and look their regime up."""
        return hash(self.id)

    def __repr__(self) -> str:
        """Short enough for a list of regimes."""
        return f"<Regime {self.id}>"

    def __str__(self) -> str:
        """The title."""
        return self.title

    def within(self, *divisions: Division) -> "Regime":
        """The same clock with the bank holidays of other divisions, where its rule leaves that open.

        Raises `InvalidValueError` where an instrument says whose bank holidays count, as FOIA does.
        """
        if not self.any_area or self.working_days is None:
            raise InvalidValueError(
                "this regime says itself whose bank holidays count, or counts none. Choose the regime of the other "
                "part of the United Kingdom, such as FOISA for FOIA.",
                code="regime.area",
                source=self.cites,
            )
        if not divisions:
            raise InvalidValueError("no division is named. Give at least one.", code="regime.no-division")
        return replace(self, working_days=replace(self.working_days, divisions=frozenset(divisions)))

    def with_closures(self, closures: Closures) -> "Regime":
        """The same service standard with days on which the council is closed laid over it.

        Raises `InvalidValueError` unless the council itself set the clock.
        """
        if self.basis is not RegimeBasis.COUNCIL:
            raise _closed_to_closures()
        return replace(self, closures=(*self.closures, closures))


def require_regime(regime: object) -> None:
    """Refuse what is not a regime, such as its id."""
    if not isinstance(regime, Regime):
        raise InvalidValueError(
            "not a regime. Give one such as FOIA, or find one by its id in REGIMES.", code="regime.type"
        )


def _closed_to_closures() -> InvalidValueError:
    return InvalidValueError(
        "a council's own closures do not move a clock that the law or a scheme sets. Lay them over a service standard "
        "of the council's own (basis=RegimeBasis.COUNCIL).",
        code="regime.closures",
        source=_ICO_ON_CLOSURES,
    )
