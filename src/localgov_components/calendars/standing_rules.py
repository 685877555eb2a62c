"""The bank holidays of a year by the rules that stand, before any royal occasion is added.

Banking and Financial Dealings Act 1971, Schedule 1, as amended by the St Andrew's Day Bank Holiday (Scotland)
Act 2007, with the days that a royal proclamation under section 1(3) of the Act adds every year: New Year's Day
in England, Wales and Northern Ireland, the first Monday in May there, the last Monday in May and 26 December
in Scotland, 12 July in Northern Ireland. The table also has Good Friday and Christmas Day, which are holidays
by common law in England, Wales and Northern Ireland and stand in the official list.

A day that falls on a weekend moves to the next weekday that is no bank holiday itself. Schedule 1 moves some
Sundays; the proclamations have moved the rest alike in every year since 2012.

These rules are for projections. They are equal to what was announced for 2012 to 2028 but for the one-off
days, which a test names.

>>> standing_holidays(2027, Division.NORTHERN_IRELAND)[date(2027, 7, 12).toordinal()]
('Battle of the Boyne (Orangemen’s Day)', '')
>>> easter(2027)
datetime.date(2027, 3, 28)
>>> standing_holidays(1995, Division.SCOTLAND)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the rules have stood since 2008. Ask for that year or a later one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from localgov_components.calendars.division import Division
from localgov_components.core.errors import InvalidValueError

__all__ = ["STANDING_SINCE", "easter", "standing_holidays"]

STANDING_SINCE = 2008
"""The first whole year of the newest rule: St Andrew's Day, by the Act of 2007."""
_SUBSTITUTE = "Substitute day"
"""What the official list notes beside a day that has moved."""

_MONDAY, _SATURDAY = 0, 5
_MAY, _AUGUST = 5, 8
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_YEARS_REMEMBERED = 1024


class _Fixed(NamedTuple):
    month: int
    day: int
    name: str


_NEW_YEAR = _Fixed(1, 1, "New Year’s Day")
_SECOND_OF_JANUARY = _Fixed(1, 2, "2nd January")
_ST_PATRICK = _Fixed(3, 17, "St Patrick’s Day")
_BOYNE = _Fixed(7, 12, "Battle of the Boyne (Orangemen’s Day)")
_ST_ANDREW = _Fixed(11, 30, "St Andrew’s Day")
_CHRISTMAS = _Fixed(12, 25, "Christmas Day")
_BOXING_DAY = _Fixed(12, 26, "Boxing Day")

_FIXED: Mapping[Division, tuple[_Fixed, ...]] = {
    Division.ENGLAND_AND_WALES: (_NEW_YEAR, _CHRISTMAS, _BOXING_DAY),
    Division.SCOTLAND: (_NEW_YEAR, _SECOND_OF_JANUARY, _ST_ANDREW, _CHRISTMAS, _BOXING_DAY),
    Division.NORTHERN_IRELAND: (_NEW_YEAR, _ST_PATRICK, _BOYNE, _CHRISTMAS, _BOXING_DAY),
}


@lru_cache(maxsize=_YEARS_REMEMBERED)
def standing_holidays(year: int, division: Division) -> Mapping[int, tuple[str, str]]:
    """Name and note of each bank holiday by the rules that stand, by its ordinal, in order."""
    if year < STANDING_SINCE:
        raise InvalidValueError(
            f"the rules have stood since {STANDING_SINCE}. Ask for that year or a later one.",
            code="calendar.standing",
            source="St Andrew's Day Bank Holiday (Scotland) Act 2007",
        )
    found = {day: (name, "") for day, name in _movable(year, division)}
    on_weekends = []
    for month, number, name in _FIXED[division]:
        day = date(year, month, number)
        if day.weekday() < _SATURDAY:
            found[day] = (name, "")
        else:
            on_weekends.append((day, name))
    for day, name in on_weekends:  # after those on weekdays: 26 December keeps its Monday
        moved = day
        while moved.weekday() >= _SATURDAY or moved in found:
            moved += _DAY
        found[moved] = (name, _SUBSTITUTE)
    return {day.toordinal(): found[day] for day in sorted(found)}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    By the method of the Book of Common Prayer that the Calendar (New Style) Act 1750 prescribes, in the arithmetic
    form published in Nature, 20 April 1876, known as Butcher's.
    """
    century, within = divmod(year, 100)
    moon = year % 19
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * moon + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - full_moon - within % 4) % 7
    late = (moon + 11 * full_moon + 22 * weekday) // 451
    month, day = divmod(full_moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _movable(year: int, division: Division) -> Iterator[tuple[date, str]]:
    sunday = easter(year)
    yield sunday - 2 * _DAY, "Good Friday"
    if division is not Division.SCOTLAND:
        yield sunday + _DAY, "Easter Monday"
    yield _first_monday(year, _MAY), "Early May bank holiday"
    yield _last_monday(year, _MAY), "Spring bank holiday"
    summer = _first_monday if division is Division.SCOTLAND else _last_monday
    yield summer(year, _AUGUST), "Summer bank holiday"


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    """May and August both have 31 days: their last Monday is on one of the last seven."""
    return _first_monday(year, month + 1) - _WEEK
