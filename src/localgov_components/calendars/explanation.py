"""A deadline in words, day by day, in English or Welsh.

The frame comes from the package's catalogue. Titles of regimes, citations, and what is unverified are shown as
they are kept, in English; bank holidays have Welsh names where the catalogue has them.

>>> from localgov_components.calendars.bank_holidays import BankHolidays
>>> from localgov_components.calendars.deadlines import deadline
>>> from localgov_components.calendars.payment_periods import BACS_CYCLE
>>> print(deadline(date(2027, 5, 1), BACS_CYCLE).explain())
Bacs: from input to entry
Received on Saturday 1 May 2027; due on Thursday 6 May 2027.
3 working days; the day of receipt is day one.
Not working days: Saturday and Sunday; bank holidays in England and Wales.
Source: Bacs processing cycle: input, processing and entry day.
[unverified] the scheme's own wording: the rules of Bacs are not public.
Bank holidays: GOV.UK, bank holidays (https://www.gov.uk/bank-holidays.json), announced to 26 December 2028.
<BLANKLINE>
Saturday 1 May 2027: not counted, a weekend
Sunday 2 May 2027: not counted, a weekend
Monday 3 May 2027: not counted, Early May bank holiday in England and Wales
Tuesday 4 May 2027: day 1
Wednesday 5 May 2027: day 2
Thursday 6 May 2027: day 3, due
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.bank_holidays import BankHolidays
from localgov_components.calendars.date_text import format_date
from localgov_components.calendars.division import ALL_DIVISIONS, Division
from localgov_components.calendars.regime import Regime
from localgov_components.calendars.working_calendar import NotCounted
from localgov_components.core.messages import package_catalogue

if TYPE_CHECKING:
    from localgov_components.calendars.deadlines import CountedDay, Deadline

__all__ = ["explain"]

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """The room's own words in one language."""

    language: str

    def __call__(self, key: str, **parts: str) -> str:
        return package_catalogue().text(f"calendars.{key}", self.language, **parts)

    def day(self, day: date) -> str:
        return format_date(day, language=self.language, weekday=True)

    def joined(self, parts: list[str]) -> str:
        *first, last = parts
        return self("and", first=", ".join(first), last=last) if first else last

    def places(self, divisions: frozenset[Division]) -> str:
        return self.joined([self(f"division.{each.value}") for each in Division if each in divisions])

    def holiday(self, name: str) -> str:
        """The name of a bank holiday or a note beside it; one that has no entry stays as it was announced."""
        slug = _NOT_IN_SLUG.sub("-", name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).strip("-")
        return package_catalogue().find(f"calendars.holiday.{slug}", self.language) or name


def explain(deadline: "Deadline", language: str, holidays: BankHolidays) -> str:
    """The whole explanation of a deadline."""
    words = _Words(language)
    summary = _summary(deadline, words, holidays)
    return "\n".join([*summary, "", *(_day(each, deadline, words) for each in deadline.days)])


def _summary(deadline: "Deadline", words: _Words, holidays: BankHolidays) -> Iterator[str]:
    regime = deadline.regime
    yield regime.title
    yield words("summary", received=words.day(deadline.received), due=words.day(deadline.due))
    unit = f"unit.{regime.unit.value}{'-one' if regime.length == 1 else ''}"
    yield words("length", length=words(unit, number=str(regime.length)), first=words(f"first.{regime.first_day.value}"))
    yield _working_days(regime, words)
    if regime.rolls_forward:
        yield words("carried")
    yield words("source", source=regime.cites)
    for statement in regime.unverified:
        yield words("unverified", statement=statement)
    if regime.working_days and regime.working_days.divisions:
        yield from _calendar(deadline, regime.working_days.divisions, words, holidays)


def _calendar(
    deadline: "Deadline", divisions: frozenset[Division], words: _Words, holidays: BankHolidays
) -> Iterator[str]:
    first, last = (
        format_date(day, language=words.language)
        for day in (max(map(holidays.first, divisions)), min(map(holidays.last, divisions)))
    )
    yield words("calendar", source=holidays.provenance.source, last=last)
    if deadline.projected:
        yield words("projected", first=first, last=last)


def _working_days(regime: Regime, words: _Words) -> str:
    rule = regime.working_days
    parts = []
    if rule and rule.weekend:
        parts.append(words.joined([words(f"weekday.{number}") for number in sorted(rule.weekend)]))
    if rule and rule.divisions == ALL_DIVISIONS:
        parts.append(words("anywhere"))
    elif rule and rule.divisions:
        parts.append(words("bank-holidays", where=words.places(rule.divisions)))
    if rule:
        parts += [words(f"named.{named.value}") for named in sorted(rule.named)]
    parts += [words("closures", name=each.name, role=each.decided_by) for each in regime.closures]
    return words("not-working", what="; ".join(parts)) if parts else words("every-day")


def _day(counted: "CountedDay", deadline: "Deadline", words: _Words) -> str:
    parts = []
    if counted.number is not None:
        parts.append(words("day.number", number=str(counted.number)))
    if counted.not_counted is NotCounted.CARRIED_TO:
        parts.append(words("day.carried-to"))
    elif counted.not_counted:
        key = "day.not-counted" if counted.number is None else "day.ends"
        parts.append(words(key, why=_why(counted, counted.not_counted, words)))
    if counted.day == deadline.due:
        parts.append(words("day.due"))
    return f"{words.day(counted.day)}: {', '.join(parts)}"


def _why(counted: "CountedDay", reason: NotCounted, words: _Words) -> str:
    if counted.holidays:
        return "; ".join(_holidays(counted.holidays, words))
    if counted.named:
        return words("why.named", name=words(f"named.{counted.named.value}"))
    if counted.closures:
        return words("closures", name=counted.closures.name, role=counted.closures.decided_by)
    return words(f"why.{reason.value}")


def _holidays(holidays: tuple[BankHoliday, ...], words: _Words) -> Iterator[str]:
    """Divisions that keep the same holiday on the day are named together."""
    for (name, note, is_projected), same in groupby(holidays, key=lambda each: (each.name, each.note, each[-1])):
        said = words(
            "why.holiday",
            name=words.holiday(name),
            where=words.places(frozenset(each.division for each in same)),
        )
        said += f" ({words.holiday(note)})" if note else ""
        yield f"{said} ({words('why.projected')})" if is_projected else said
