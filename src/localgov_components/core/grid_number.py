r"""What a number in an XLSX cell is: a whole number, a decimal or a date.

A workbook keeps a date as a count of days, which only the cell's number format tells from a number
(ECMA-376 part 1, sections 18.8.30 and 18.17.4). It keeps every number as the nearest binary one, written
in up to 17 digits: 1.1 may stand there as 1.1000000000000001. What was typed is the shortest decimal that
means the same binary number, which is how it is read here.

>>> number_of("1.1000000000000001"), number_of("16000")
(Decimal('1.1'), 16000)
>>> shows("[$-809]dd mmmm yyyy"), shows('0.00 "days"')
(<Shown.DATE: 'date'>, <Shown.NUMBER: 'number'>)
>>> day_of("46113", since_1904=False)
datetime.date(2026, 4, 1)
>>> day_of("46113.5", since_1904=False)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a date with a time of day. Leave the time out.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from localgov_components.core.errors import InvalidValueError

__all__ = ["FIRST_DAY", "MOST_DIGITS", "Shown", "day_of", "format_of", "number_of", "shows"]

MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps ("Excel specifications and limits", Microsoft)."""

FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900, which never was: days before this one are not to be trusted."""

_DAY_0_SINCE_1900 = date(1899, 12, 30)
_DAY_0_SINCE_1904 = date(1904, 1, 1)
_WHOLE = re.compile(r"-?[0-9]+", re.ASCII)
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", re.ASCII)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""Text in quotation marks, single escaped, padding and repeated characters, colours, conditions and languages."""


class Shown(StrEnum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"


_BUILT_IN = (
    ((14, 17), Shown.DATE),
    ((18, 21), Shown.TIME),
    ((22, 22), Shown.DATE),
    ((27, 31), Shown.DATE),
    ((32, 35), Shown.TIME),
    ((36, 36), Shown.DATE),
    ((45, 47), Shown.TIME),
    ((50, 54), Shown.DATE),
    ((55, 56), Shown.TIME),
    ((57, 58), Shown.DATE),
)
"""Formats that a workbook names by number alone; those from 27 to 36 and from 50 to 58 are of East Asian languages."""


def format_of(number: int, codes: Mapping[int, str]) -> Shown:
    """What a format shows, by its number: of the workbook's own, or built in."""
    if number in codes:
        return shows(codes[number])
    return next((shown for (first, last), shown in _BUILT_IN if first <= number <= last), Shown.NUMBER)


def shows(code: str) -> Shown:
    """What a format code such as `dd/mm/yyyy` shows of a positive number."""
    first = _NOT_SHOWN.sub("", code).partition(";")[0].lower()
    if "d" in first or "y" in first:
        return Shown.DATE
    if "h" in first or "s" in first or "[m" in first:
        return Shown.TIME
    return Shown.DATE if "m" in first else Shown.NUMBER


def number_of(text: str) -> int | Decimal:
    """A number as a workbook writes it. Raises `InvalidValueError`."""
    if not _NUMBER.fullmatch(text):
        raise InvalidValueError("damaged: not a number. Type it again.", code="cell.number")
    if _WHOLE.fullmatch(text) and len(text.lstrip("-0")) <= MOST_DIGITS:
        return int(text)
    binary = float(text)
    if not math.isfinite(binary):
        raise InvalidValueError("damaged: not a number. Type it again.", code="cell.number")
    value = Decimal(repr(binary))
    if value.adjusted() >= MOST_DIGITS:
        message = (
            f"a number of more than {MOST_DIGITS} digits, which spreadsheets do not keep. Format it as text first."
        )
        raise InvalidValueError(message, code="cell.number")
    return int(value) if value == value.to_integral_value() else value


def day_of(text: str, *, since_1904: bool) -> date:
    """A date as a workbook counts it.

    Raises `InvalidValueError` for a time of day, and for days that are none.
    """
    count = number_of(text)
    if not isinstance(count, int):
        raise InvalidValueError("a date with a time of day. Leave the time out.", code="cell.date")
    day_0 = _DAY_0_SINCE_1904 if since_1904 else _DAY_0_SINCE_1900
    try:
        day = day_0 + timedelta(days=count)
    except OverflowError:
        day = date.min
    if day < FIRST_DAY:
        raise InvalidValueError(
            "not a date that spreadsheets count rightly. Write it as text, like 1899-12-31.", code="cell.date"
        )
    return day
