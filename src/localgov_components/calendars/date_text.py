"""Days as people in the United Kingdom write and read them, in English and Welsh.

ISO 8601 is read (`2026-05-01`), and the day before the month (`1/5/2026`, `1 May 2026`, `1st May 2026`,
`1 Mai 2026`). The order of the United States is read only where it cannot be mistaken, with the month in
letters: `May 1, 2026`. In figures the first is always the day, and `5/13/2026` is refused rather than turned
round. A year has four digits: nobody knows which century `26` is in.

The form of dates for the public is that of the GOV.UK style guide
(https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#dates).

>>> parse_date("1af Mai 2026") == parse_date("Friday 1 May 2026") == parse_date("01/05/2026")
True
>>> format_date(date(2026, 5, 1)), format_date(date(2026, 5, 1), language="cy", weekday=True)
('1 May 2026', 'Dydd Gwener 1 Mai 2026')
>>> parse_date("5/13/2026")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: no such day: in figures the day comes first, then the month. \
Write it like 1 May 2026.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from localgov_components.calendars.day import require_day
from localgov_components.core.errors import InvalidValueError

__all__ = ["format_date", "parse_date"]

_LONGEST = 100
"""Far longer than any date in words, with room for the spaces that come along when one is copied."""

_ISO_ORDER = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})", re.ASCII)
_UK_ORDER = re.compile(r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{1,4})", re.ASCII)
_MIDNIGHT = re.compile(r"(?<=\d)[t ]00:00(?::00(?:\.0{1,6})?)?\Z", re.ASCII)
"""What spreadsheets and databases put after a day."""
_DAY_IN_WORDS = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|af|ail|il|ydd|edd|fed|eg|ain)?"
_DAY_FIRST = re.compile(
    rf"(?:(?P<weekday>[^\W\d_]+(?: [^\W\d_]+)?),? )?{_DAY_IN_WORDS}[ -](?:(?:of|o) )?"
    r"(?P<month>[^\W\d_]+)\.?,?[ -](?P<year>[0-9]{1,4})"
)
_MONTH_FIRST = re.compile(rf"(?P<month>[^\W\d_]+)\.? {_DAY_IN_WORDS},? (?P<year>[0-9]{{1,4}})")

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
"""Soft hyphen, zero-width characters, marks of writing direction, byte order mark: none can be seen."""
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_FOLDED = {**_FULL_WIDTH, **_UNSEEN, **_DASHES}

_AFTER_O = {3: "fawrth", 5: "fai", 6: "fehefin", 7: "orffennaf", 9: "fedi", 11: "dachwedd", 12: "ragfyr"}
"""Welsh months that change their first letter after "o", as in `1af o Fai 2026`."""
_FEWEST_LETTERS = 3
_YEAR_DIGITS = 4
_MONTHS, _WEEKDAYS = range(1, 13), range(1, 8)
_DYDD = "dydd "


def parse_date(text: str) -> date:
    """The day that a text says.

    Months may be shortened to three letters or more, in English or Welsh. Where a day of the week is given it must be
    the right one. Raises `InvalidValueError` for anything else; the text is never in the message.
    """
    if not isinstance(text, str):
        raise InvalidValueError("not a date: give text such as 2026-05-01 or 1 May 2026.", code="date.type")
    if len(text) > _LONGEST:
        raise _unreadable()
    folded = " ".join(text.translate(_FOLDED).casefold().split())
    folded = _MIDNIGHT.sub("", folded)
    found = _ISO_ORDER.fullmatch(folded) or _UK_ORDER.fullmatch(folded)
    if found:
        return _date(found["year"], int(found["month"]), found["day"])
    found = _DAY_FIRST.fullmatch(folded)
    weekday = found["weekday"] if found else None
    found = found or _MONTH_FIRST.fullmatch(folded)
    if not found:
        raise _unreadable()
    day = _date(found["year"], _month(found["month"]), found["day"])
    if weekday and day.isoweekday() != _weekday(weekday):
        raise InvalidValueError(
            "the day of the week is not that of the date, so one of the two is wrong. Check both.", code="date.weekday"
        )
    return day


def format_date(day: date, *, language: str = "en", weekday: bool = False) -> str:
    """A day for people: `1 May 2026`, or in Welsh (`cy`) `1 Mai 2026`.

    With `weekday`, `Friday 1 May 2026` and `Dydd Gwener 1 Mai 2026`.
    """
    require_day(day)
    # Not strftime, whose names of months are those of the process's locale.
    text = f"{day.day} {_word(f'month.{day.month}', language)} {day.year:04}"
    return f"{_word(f'weekday.{day.isoweekday()}', language)} {text}" if weekday else text


def _date(year: str, month: int, day: str) -> date:
    if len(year) != _YEAR_DIGITS:
        raise InvalidValueError(
            "the year has four digits, because two do not say which century. Write it like 1 May 2026.",
            code="date.year",
        )
    try:
        return date(int(year), month, int(day))
    except ValueError:
        rule = "the month has fewer days" if month in _MONTHS else "in figures the day comes first, then the month"
        raise InvalidValueError(f"no such day: {rule}. Write it like 1 May 2026.", code="date.no-such-day") from None


def _month(text: str) -> int:
    return _meant(text, {number: [*_names(f"month.{number}"), _AFTER_O.get(number, "")] for number in _MONTHS})


def _weekday(text: str) -> int:
    names = {number: [each.removeprefix(_DYDD) for each in _names(f"weekday.{number}")] for number in _WEEKDAYS}
    return _meant(text.removeprefix(_DYDD), names)


def _meant(text: str, names: Mapping[int, Sequence[str]]) -> int:
    """The number of the only one whose name begins with the text."""
    meant = [number for number, each in names.items() if any(name.startswith(text) for name in each)]
    if len(text) < _FEWEST_LETTERS or len(meant) != 1:
        raise _unreadable()
    return meant[0]


def _names(key: str) -> list[str]:
    from localgov_components.core.messages import LANGUAGES

    return [_word(key, language).casefold() for language in LANGUAGES]


def _word(key: str, language: str) -> str:
    from localgov_components.core.messages import LANGUAGES, package_catalogue

    if language not in LANGUAGES:
        raise InvalidValueError(
            "days are written in English (en) and Welsh (cy). Give one of these.", code="date.language"
        )
    return package_catalogue().text(f"calendars.{key}", language)


def _unreadable() -> InvalidValueError:
    return InvalidValueError("not a date that can be read. Write it like 1 May 2026.", code="date.format")
