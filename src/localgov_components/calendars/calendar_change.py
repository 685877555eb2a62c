"""What a newer calendar changes against the one in use, and the two put together.

GOV.UK publishes the years around the present. Days before those of the newer file are kept from the calendar in
use, so that old deadlines can still be explained. Within the newer file's years it alone speaks: a day that it
no longer has was moved, or has vanished. A day vanishes when the file is older than the calendar in use, or not
what it seems, so `losses` are for somebody to look at before anything is replaced.

>>> from localgov_components.calendars.bank_holidays import BankHolidays
>>> in_use = BankHolidays.load()
>>> older = BankHolidays([each for each in in_use.days if each.day.year < 2028], in_use.provenance)
>>> change = CalendarChange.between(in_use, older)
>>> len(change.losses), change.added
(27, ())
>>> change.losses[0].day
datetime.date(2028, 1, 3)
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.bank_holidays import BankHolidays
from localgov_components.calendars.division import Division
from localgov_components.calendars.provenance import Provenance
from localgov_components.calendars.standing_rules import STANDING_SINCE, standing_holidays
from localgov_components.core.errors import InvalidValueError

__all__ = ["CalendarChange", "MovedHoliday"]


class MovedHoliday(NamedTuple):
    """A bank holiday that keeps its name and year and has another day."""

    before: BankHoliday
    after: BankHoliday


class CalendarChange(NamedTuple):
    """Bank holidays that are new, moved, renamed or lost, and what results.

    `by_no_rule` are new or moved days that the standing rules do not give: royal occasions, or mistakes.
    """

    added: tuple[BankHoliday, ...]
    moved: tuple[MovedHoliday, ...]
    renamed: tuple[MovedHoliday, ...]
    losses: tuple[BankHoliday, ...]
    by_no_rule: tuple[BankHoliday, ...]
    result: BankHolidays

    @classmethod
    def between(cls, in_use: BankHolidays, newer: BankHolidays, *, retrieved: date | None = None) -> "CalendarChange":
        """What changes when the newer calendar takes the place of the one in use."""
        _require_overlap(in_use, newer)
        kept = [each for each in in_use.days if each.day < newer.first(each.division)]
        before = {(each.division, each.day): each for each in in_use.days if each.day >= newer.first(each.division)}
        after = {(each.division, each.day): each for each in newer.days}
        gone = [before[key] for key in sorted(before.keys() - after.keys())]
        come = [after[key] for key in sorted(after.keys() - before.keys())]
        moved = _moved(gone, come)
        arrived = {each.after for each in moved}
        left = {each.before for each in moved}
        both = sorted(before.keys() & after.keys())
        return cls(
            tuple(each for each in come if each not in arrived),
            moved,
            tuple(MovedHoliday(before[key], after[key]) for key in both if before[key].name != after[key].name),
            tuple(each for each in gone if each not in left),
            tuple(each for each in come if not _by_rule(each)),
            BankHolidays([*kept, *newer.days], _provenance(kept, in_use, newer, retrieved)),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.moved or self.renamed or self.losses)


def _require_overlap(in_use: BankHolidays, newer: BankHolidays) -> None:
    """Between the end of one and the beginning of the other nobody would know which days are missing."""
    if any(newer.first(division) > in_use.last(division) for division in Division):
        raise InvalidValueError(
            "the newer calendar begins after the one in use ends. Take up one from between first, or open the newer "
            "one by itself with BankHolidays.load.",
            code="calendar.gap",
        )


def _moved(gone: Sequence[BankHoliday], come: Sequence[BankHoliday]) -> tuple[MovedHoliday, ...]:
    """Pairs that agree in division, year and name, where each is the only one of its kind."""
    left, arrived = Counter(map(_identity, gone)), Counter(map(_identity, come))
    by_identity = {_identity(each): each for each in come}
    return tuple(
        MovedHoliday(each, by_identity[_identity(each)])
        for each in gone
        if left[_identity(each)] == arrived[_identity(each)] == 1
    )


def _identity(holiday: BankHoliday) -> tuple[Division, int, str]:
    return holiday.division, holiday.day.year, holiday.name


def _by_rule(holiday: BankHoliday) -> bool:
    day = holiday.day
    return day.year >= STANDING_SINCE and day.toordinal() in standing_holidays(day.year, holiday.division)


def _provenance(
    kept: Sequence[BankHoliday], in_use: BankHolidays, newer: BankHolidays, retrieved: date | None
) -> Provenance:
    """That of the newer calendar, with a word about what was kept; older notes stay where older days do."""
    notes = list(newer.provenance.notes)
    if kept:
        notes = [*in_use.provenance.notes, *notes]
        newest = in_use.provenance.source_sha256
        if newest != newer.provenance.source_sha256:  # taken up again, the same file keeps nothing that is not noted
            before = min(newer.first(division) for division in Division)
            notes.append(
                f"Days before {before} are those of the calendar in use until then, whose newest source has the "
                f"SHA-256 {newest or 'that is not known'}; notes above say what it had kept."
            )
    return newer.provenance._replace(
        retrieved=retrieved or newer.provenance.retrieved, notes=tuple(dict.fromkeys(notes))
    )
