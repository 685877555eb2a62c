"""The bank holidays within a calendar file: whole, in order, each on a day that can be one.

Every fault names the division and the event, counted from 1.

>>> faults: list[Fault] = []
>>> event = {"title": "New Year's Day", "date": "2027-01-02"}
>>> _ = read_divisions({division.value: {"events": [event]} for division in Division}, "holidays.json", faults)
>>> print(faults[0])
holidays.json, column england-and-wales, event 1: 2027-01-02 is a Saturday or Sunday, and bank holidays are announced \
for weekdays
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from localgov_components.calendars.bank_holiday import BankHoliday
from localgov_components.calendars.division import Division
from localgov_components.calendars.standing_rules import STANDING_SINCE, standing_holidays
from localgov_components.core.errors import Fault

__all__ = ["read_divisions"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EARLIEST_YEAR, _LATEST_YEAR = 1971, 2199
"""From the Act of 1971 to a year that nobody has announced anything for: another year is a slip of the finger."""
_LONGEST_TITLE = 200
_LONGEST_QUOTED = 20
_SATURDAY = 5
_MAY_LACK = 1
"""Days that a year may have fewer than the standing rules say, before part of the file must be missing."""


def read_divisions(divisions: Mapping[str, object], source: str, faults: list[Fault]) -> list[BankHoliday]:
    """Every event of the three divisions; what is wrong goes to `faults`."""
    known = {division.value for division in Division}
    faults += [
        Fault(source, "this division is missing. A calendar has all three", column=name)
        for name in known.difference(divisions)
    ]
    faults += [
        Fault(source, f"not a division. There are: {', '.join(sorted(known))}", column=name[:_LONGEST_TITLE])
        for name in divisions
        if name not in known
    ]
    faults.sort(key=lambda fault: str(fault.column))
    return [
        holiday
        for division in Division
        if division.value in divisions
        for holiday in _division(divisions[division.value], division, source, faults)
    ]


def _division(table: object, division: Division, source: str, faults: list[Fault]) -> list[BankHoliday]:
    events = table.get("events") if isinstance(table, dict) else None
    if not isinstance(events, list) or not events:
        faults.append(Fault(source, "this division has no list of events", column=division.value))
        return []
    if isinstance(table, dict) and table.get("division", division.value) != division.value:
        faults.append(Fault(source, "the events under this name say that they are another's", column=division.value))
    found: list[tuple[int, BankHoliday]] = []
    before = len(faults)
    for number, event in enumerate(events, start=1):
        where = f"{division.value}, event {number}"
        holiday = _event(event, division, where, source, faults)
        if holiday:
            found.append((number, holiday))
    faults += _disorder(found, source)
    days = [holiday for _, holiday in found]
    if len(faults) == before:
        faults += _gaps(days, division, source)
    return days


def _event(event: object, division: Division, where: str, source: str, faults: list[Fault]) -> BankHoliday | None:
    if not isinstance(event, dict):
        faults.append(Fault(source, "not an object with a title and a date", column=where))
        return None
    title, notes = event.get("title"), event.get("notes", "")
    day = _day(event.get("date"), where, source, faults)
    if not isinstance(title, str) or not title.strip() or len(title) > _LONGEST_TITLE or not title.isprintable():
        faults.append(Fault(source, "the title is missing, or no name of a day", column=where))
        return None
    if not isinstance(notes, str) or len(notes) > _LONGEST_TITLE or not (notes.isprintable()):
        faults.append(Fault(source, "the notes are not a short text", column=where))
        return None
    return BankHoliday(day, division, _curly(title.strip()), _curly(notes.strip())) if day else None


def _day(text: object, where: str, source: str, faults: list[Fault]) -> date | None:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        quoted = f"'{text[:_LONGEST_QUOTED]}'" if isinstance(text, str) and text.isprintable() else "what is given"
        faults.append(Fault(source, f"{quoted} is no date such as 2027-01-01", column=where))
    elif not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        faults.append(Fault(source, f"{day} cannot be right: check the year", column=where))
    elif day.weekday() >= _SATURDAY:
        faults.append(
            Fault(source, f"{day} is a Saturday or Sunday, and bank holidays are announced for weekdays", column=where)
        )
    else:
        return day
    return None


def _disorder(found: list[tuple[int, BankHoliday]], source: str) -> Iterator[Fault]:
    for (_, before), (number, holiday) in pairwise(found):
        where = f"{holiday.division.value}, event {number}"
        if holiday.day == before.day:
            yield Fault(source, f"{holiday.day} is given twice", column=where)
        elif holiday.day < before.day:
            yield Fault(source, f"{holiday.day} stands after {before.day}: the events are out of order", column=where)


def _gaps(days: list[BankHoliday], division: Division, source: str) -> Iterator[Fault]:
    """Years between the first and the last that have too few days: part of the file is missing."""
    counted = Counter(holiday.day.year for holiday in days)
    for year in range(max(min(counted) + 1, STANDING_SINCE), max(counted)):
        least = len(standing_holidays(year, division)) - _MAY_LACK
        if counted[year] < least:
            yield Fault(
                source,
                f"only {counted[year]} bank holidays in {year}, at least {least} are expected: part of it is missing",
                column=division.value,
            )


def _curly(text: str) -> str:
    """GOV.UK has written `New Year's Day` both ways; it is one name."""
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
