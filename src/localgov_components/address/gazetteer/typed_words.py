r"""Words as they are compared while somebody types, and a reading: one way to begin an address.

In plain form there are small letters without accents, and one word for all spellings of it (`Rd`, `road`; `St`,
`Saint` and `Street`). A range of numbers is one word.

>>> plain_text("12 – 14 St. Mary’s Rd")
'12-14 st marys road'
>>> plain_text("Apt 2, Tŷ Gwyn & Sons")
'flat 2 ty gwyn and sons'
"""

import re
from functools import lru_cache
from typing import NamedTuple

from localgov_components.address.order import natural_order
from localgov_components.address.parsing.folding import fold

__all__ = [
    "BEHIND_ALL",
    "BEHIND_STREET",
    "NEAR_POSTCODE",
    "ORDER_BEGINS",
    "SAME_WORDS",
    "STREET_ENDS",
    "TypedText",
    "in_order",
    "order_on_street",
    "plain_name",
    "plain_text",
    "without_the",
]

STREET_ENDS = "\x02"
"""Between a street and its places. It comes before a space: all of Mill Lane before Mill Lane East."""

BEHIND_STREET = chr(ord(STREET_ENDS) + 1)
"""Behind all keys that begin with a street, where it stands after that: the end of the range they are in."""

BEHIND_ALL = "\U0010ffff"
"""Behind all keys that begin with a text, where it stands after that."""

NEAR_POSTCODE = "@"
"""Begins the text of a number or name and its postcode. In what is typed there is none: it is no word."""

ORDER_BEGINS = "\x01"
"""Begins each part of an order. It comes before all that can be typed, so what is shorter goes first."""

SAME_WORDS = {"APARTMENT": "FLAT"}
"""Words that matching tells apart, and somebody who is typing need not."""

_BETWEEN_NUMBERS = re.compile(r"\b([0-9]+[A-Z]?) [-/] (?=[0-9])", re.ASCII)
_THE = re.compile(r"(?<![a-z0-9])the (?=[a-z0-9])", re.ASCII)
_FIRST_LENGTH = 2
_MOST_DIGITS = 20
_LETTERS = "\x1f"
"""Before a run of letters, as a run of digits begins with how many they are: fewer and then smaller come first."""

_REMEMBERED = 10_000
"""Names that are kept for the next row: those of streets and towns, and numbers, come again and again."""


class TypedText(NamedTuple):
    """A way to begin an address: its text, and what puts addresses with the same text in walking order."""

    text: str
    order: str = ""


def plain_text(text: str) -> str:
    """Words in plain form, with single spaces between them."""
    words = [SAME_WORDS.get(token, token) for token in fold(text)]
    plain = " ".join(words).lower() if "-" not in words and "/" not in words else _with_ranges(words)
    return " ".join(word for word in plain.split(" ") if word[:1].isalnum())


def without_the(text: str) -> str:
    """Plain text without `the` before a word, with which a name may be said or not."""
    return _THE.sub("", text) if "the " in text else text


plain_name = lru_cache(_REMEMBERED)(plain_text)
"""The same of a part of an address, remembered for the next row."""


def in_order(*parts: str) -> str:
    """Parts that decide one after the other, as text that sorts so; numbers in them count."""
    return "".join(ORDER_BEGINS + _sortable(part) if part else ORDER_BEGINS for part in parts).rstrip(ORDER_BEGINS)


def order_on_street(number: str, name: str, *others: str) -> str:
    """What puts addresses in order on their street: those with a number, then those with a name, then the rest."""
    kind = "0" if number else "1" if name else "2"
    return in_order(kind, number, name, *others)


def _with_ranges(words: list[str]) -> str:
    return _BETWEEN_NUMBERS.sub(r"\1-", " ".join(words)).lower()


@lru_cache(_REMEMBERED)
def _sortable(part: str) -> str:
    return "".join(map(_run, natural_order(part)))


def _run(run: str | tuple[int, str]) -> str:
    if isinstance(run, str):
        return run and f"{_LETTERS}{run}"
    length, digits = run
    return f"{chr(_FIRST_LENGTH + min(length, _MOST_DIGITS))}{digits}"
