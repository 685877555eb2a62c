"""What a text says of one plain type: whether something is so, how many, how much, on which day.

One rule for each type, wherever the text comes from: a JSON document, a cell of a spreadsheet, the answer to a form.
Read is what has one meaning only. Python itself takes more: `1_000`, `+3`, digits of other scripts, `1e3` of which a
spreadsheet has lost the digits. Whoever asks says what is wrong, and where; here it is just None.

>>> truth_of("yes"), whole_of("16000"), number_of("0.10"), day_of("2026-04-01")
(True, 16000, Decimal('0.10'), datetime.date(2026, 4, 1))
>>> truth_of("on"), whole_of("1_000"), number_of("1e3"), day_of("01/04/2026")
(None, None, None, None)
"""

import re
from datetime import date
from decimal import Decimal

__all__ = ["MOST_DIGITS", "day_of", "is_unicode", "looks_like_day", "number_of", "truth_of", "whole_of"]

MOST_DIGITS = 36
"""Digits of a number before the point, and after it: what decimal columns of databases hold."""

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_WHOLE = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}")
_NUMBER = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")  # JSON may spell it, and no file or database takes it


def truth_of(text: str) -> bool | None:
    """`yes`, `no`, `true` or `false`, in capitals or not."""
    return _TRUTHS.get(text.lower())


def whole_of(text: str) -> int | None:
    """A whole number: digits only, with a minus before them or not."""
    return int(text) if _WHOLE.fullmatch(text) else None


def number_of(text: str) -> Decimal | None:
    """A number: digits, with a point between them or not; with exactly the digits that are written."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def day_of(text: str) -> date | None:
    """A day: year, month and day, like `2026-04-01`."""
    try:
        return date.fromisoformat(text) if looks_like_day(text) else None
    except ValueError:
        return None


def looks_like_day(text: str) -> bool:
    """Whether a text is written as a day is, also one that there is not, such as 30 February."""
    return _DAY.fullmatch(text) is not None


def is_unicode(text: str) -> bool:
    """Whether a text is made of characters: half of a surrogate pair is none, though a Python text may hold it."""
    return text.isascii() or not _HALF_A_PAIR.search(text)
