"""What stands before the street: Royal Mail's rules 1 to 7 and their exceptions.

The Postcode Address File holds a flat, a building's name and its number in three fields, of which any may be empty.
Which of them share a line depends on what is there (the rules) and on what a name looks like (the exceptions) (Royal
Mail, Programmers' Guide edition 7, chapter 3, formatting a PAF address for printing). The number field takes digits
alone, so `12A` and `110-114` are kept as names, and a name may end with one.

| Rule | Flat | Name | Number | |
| --- | --- | --- | --- | --- |
| 1 | | | | nothing |
| 2 | | | yes | the number before the street |
| 3 | | yes | | the name, or its number, or both |
| 4 | | yes | yes | the name, the number before the street |
| 5 | yes | | yes | the flat, the number before the street; a letter joins it |
| 6 | yes | yes | | the flat, then as rule 3 |
| 7 | yes | yes | yes | the flat, then as rule 4 |

A flat alone, which no rule has but some addresses do, has its own line.

>>> premises("Flat 8", "Oxford House 110-114", "")
Premises(lines=('Flat 8', 'Oxford House'), number='110-114', unit='Flat 8')
>>> premises("A", "Sharon Mansions", "34")
Premises(lines=('A, Sharon Mansions',), number='34', unit='A')
>>> premises("", "Unit 3-4", ""), premises("A", "", "12")
(Premises(lines=('Unit 3-4',), number='', unit='Unit 3-4'), Premises(lines=(), number='12A', unit=''))
"""

import re
from typing import NamedTuple

__all__ = ["Premises", "is_exception", "premises", "without_po_box"]

_EXCEPTION = re.compile(r"[0-9](.*[0-9])?[A-Za-z]?|[^\s]", re.ASCII)
"""Exceptions i to iii: first and last characters numeric, as in `1to1` or `100:1`; first and last but one numeric and
the last a letter, as in `12A`; a single character."""

_BEYOND_DIGITS = re.compile(r"[0-9].*[0-9][A-Za-z]?|[0-9][A-Za-z]", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
"""What a name ends with is a number where the number field cannot hold it; in `Centre 30` it belongs to the name."""

_UNIT_WORDS = (
    "apartment",
    "apartments",
    "back of",
    "block",
    "blocks",
    "building",
    "buildings",
    "flat",
    "flats",
    "maisonette",
    "maisonettes",
    "rear of",
    "room",
    "rooms",
    "shop",
    "shops",
    "stall",
    "stalls",
    "studio",
    "studios",
    "suite",
    "suites",
    "unit",
    "units",
)
"""Exception iv: a number after one of these is no number of the street. Flats, rooms, studios and apartments are this
package's addition: `Flat 1A` is not `Flat` at number 1A."""

_ENDS_WITH_UNIT_WORD = re.compile(rf"(?:.*\s)?(?:{'|'.join(_UNIT_WORDS)})", re.IGNORECASE)
_UNIT = re.compile(rf"(?:{'|'.join(_UNIT_WORDS)})\s+(?:[0-9]\S*|[A-Za-z])", re.IGNORECASE | re.ASCII)
_PO_BOX = re.compile(r"^(?:p\.? ?o\.? ?)?box[ .:]*(?:no\b[ .:]*)?", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z]", re.ASCII)
_SURNAME = re.compile(r"\(.*\)")
"""Royal Mail tells apart households at one address by the surname in brackets: it stays, but is no unit."""


class Premises(NamedTuple):
    """What stands before the street: lines of their own, and the number that leads the street's line.

    `unit` is the part of a building, which is among the lines; each is empty where there is none.
    """

    lines: tuple[str, ...]
    number: str
    unit: str

    @property
    def label(self) -> str:
        """All of it in one, such as `Flat 8, Oxford House, 110-114`."""
        return ", ".join(filter(None, (*self.lines, self.number)))


def premises(sub_building: str, name: str, number: str) -> Premises:
    """Arrange a flat, a building's name and a building's number by Royal Mail's rules; each may be empty."""
    if sub_building and number and not name and _LETTER.fullmatch(sub_building):
        return Premises((), number + sub_building, "")
    own, leading = (name, number) if number else _divided(name)
    if not sub_building:
        return Premises((own,) if own else (), leading, own if _UNIT.fullmatch(own) else "")
    unit = "" if _SURNAME.fullmatch(sub_building) else sub_building
    if own and is_exception(sub_building):
        comma = "," if _LETTER.fullmatch(sub_building) else ""
        return Premises((f"{sub_building}{comma} {own}",), leading, unit)
    return Premises((sub_building, own) if own else (sub_building,), leading, unit)


def without_po_box(text: str | None) -> str | None:
    """The number of a PO box, without the words that some files put before it."""
    return text and (_PO_BOX.sub("", text) or None)


def is_exception(name: str) -> bool:
    """Whether a name is really a number, by exceptions i to iii."""
    return _EXCEPTION.fullmatch(name) is not None


def _divided(name: str) -> tuple[str, str]:
    """A name without the number that leads the street's line, and that number; either may be empty."""
    if is_exception(name):
        return "", name
    text, _, last = name.rpartition(" ")
    is_number = _BEYOND_DIGITS.fullmatch(last) and not _DIGITS.fullmatch(last)
    return (text, last) if text and is_number and not _ENDS_WITH_UNIT_WORD.fullmatch(text) else (name, "")
