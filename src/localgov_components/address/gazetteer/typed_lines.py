r"""The ways to begin an address that is one line: as it is written, and from parts within it on.

The parts begin at commas, after a flat, at the number before the street, and at the street.

>>> parts = ["Flat 2 Malt House", "5-7 Mill Ln", "Ambleford DT97 1AF"]
>>> for text, _ in readings_of_line(parts, street="mill lane"):
...     print(text.replace("\x02", " | "))
mill lane | ambleford
flat 2 malt house 5-7 mill lane | ambleford dt97 1af
malt house 5-7 mill lane | ambleford dt97 1af
5-7 mill lane | ambleford dt97 1af
5 mill lane | ambleford dt97 1af
7 mill lane | ambleford dt97 1af
flat 2 5-7 mill lane | ambleford dt97 1af
@5-7 dt97 1af
@5 dt97 1af
@7 dt97 1af
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from localgov_components.address.gazetteer.typed_words import (
    NEAR_POSTCODE,
    STREET_ENDS,
    TypedText,
    in_order,
    order_on_street,
    plain_name,
)
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import MAY_BEGIN_UNIT, read_unit

__all__ = ["numbers_in", "readings_of_line"]

_RANGE = re.compile(r"([0-9]{1,4})([a-z]?)-([0-9]{1,4})([a-z]?)", re.ASCII)
_POSTCODE = re.compile(r"([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})", re.ASCII)
_SUFFIXES = frozenset("abcdefgh")
"""Letters that belong to the number that they stand behind: `12 A High Street`."""

_MOST_PARTS = 6
"""Parts before the street at which an address may be begun; without a street the last part is the town."""

_LONGEST_RANGE = 16
"""From the first number to the last; a longer range is found by these two alone."""

_BEHIND = "\x02"
"""Before the order of a range that is found by one of its numbers: a building with that number alone goes first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in plain words, without its postcode; places among them are the number of words if there is none."""

    words: list[str]
    parts: list[int]
    number_at: int
    street_at: int
    street_ends: int
    postcode: str

    @property
    def has_street(self) -> bool:
        return self.street_at < self.street_ends

    @property
    def number(self) -> str:
        return self.words[self.number_at] if self.number_at < self.street_at else ""

    @property
    def head(self) -> list[str]:
        """The words before the number and the street."""
        return self.words[: self.number_at]

    @property
    def places(self) -> str:
        return " ".join(self.words[self.street_ends :])

    def text(self, leading: Sequence[str]) -> str:
        """These words, then all from the street on."""
        start = " ".join([*leading, *self.words[self.street_at : self.street_ends]])
        rest = f"{self.places} {self.postcode}".strip()
        return f"{start}{STREET_ENDS if self.has_street else ' '}{rest}" if rest else start


def readings_of_line(parts: Sequence[str], *, street: str, postcode: str = "") -> Iterator[TypedText]:
    """The ways to begin an address in one line, given in its parts; its street, in plain form, may be empty.

    A postcode that is not given is looked for at the end of the line.
    """
    line = _line_of(parts, street, postcode.lower())
    head, number, words = line.head, line.number, line.words
    if line.has_street:
        name = " ".join(words[line.street_at : line.street_ends])
        ends = f"{STREET_ENDS}{line.places}" if line.places else ""
        yield TypedText(name + ends, order_on_street(number, " ".join(head)))
    unit = _end_of_unit(head)
    within = (line.parts if line.has_street else line.parts[:-1])[:_MOST_PARTS]
    for start in sorted({0, unit, *(part for part in within if part < len(head))} if head else ()):
        yield TypedText(line.text(words[start : line.street_at]), in_order(" ".join(head[:start])))
    named = in_order(" ".join(head))
    yield from (TypedText(line.text([each]), mark + named) for each, mark in numbers_in(number))
    if number and unit:
        yield TypedText(line.text([*head[:unit], number]), in_order(" ".join(head[unit:])))
    if line.postcode:
        yield from _near_postcode(line)


def numbers_in(number: str) -> Iterator[tuple[str, str]]:
    """A building's number in plain form, and those that a range holds, each with what its order begins with."""
    if number:
        yield number, ""
    found = _RANGE.fullmatch(number) if "-" in number else None
    if found:
        first, suffix, last, last_suffix = found.groups()
        whole = NumberRange(int(first), suffix, int(last), last_suffix)
        plain = not suffix and not last_suffix and 0 < int(last) - int(first) <= _LONGEST_RANGE
        held = (str(each) for each in range(int(first), int(last) + 1) if whole.holds(NumberRange(each)))
        yield from ((each, _BEHIND) for each in dict.fromkeys(held if plain else (first + suffix, last + last_suffix)))


def _near_postcode(line: _Line) -> Iterator[TypedText]:
    """The number, or else the first part, with the postcode."""
    first = 0 if line.number else next((part for part in line.parts if part), len(line.head))
    front, order = line.number or " ".join(line.head[:first]), in_order(" ".join(line.head[first:]))
    yield from (TypedText(f"{NEAR_POSTCODE}{each} {line.postcode}", mark + order) for each, mark in numbers_in(front))


def _line_of(parts: Sequence[str], street: str, known_postcode: str) -> _Line:
    segments = [plain_name(part).split() for part in parts]
    words, postcode = _without_postcode([word for segment in segments for word in segment], known_postcode)
    begin = list(accumulate((len(segment) for segment in segments[:-1]), initial=0))
    named = street.split()
    at = _place_of(named, words, begin)
    if at is None:
        return _Line(words, begin, len(words), len(words), len(words), postcode)
    if at > 1 and words[at - 1] in _SUFFIXES and words[at - 2].isdecimal():
        words, at = [*words[: at - 2], words[at - 2] + words[at - 1], *words[at:]], at - 1
    number = at - 1 if at and words[at - 1][0].isdigit() else at
    return _Line(words, begin, number, at, at + len(named), postcode)


def _without_postcode(words: list[str], postcode: str) -> tuple[list[str], str]:
    """Words without the postcode at their end, and the one that is known or else stood there, with its space."""
    for count in (2, 1):
        found = _POSTCODE.fullmatch(" ".join(words[-count:])) if len(words) >= count else None
        written = f"{found[1]} {found[2]}" if found else ""
        if written and postcode in ("", written):
            return words[:-count], written
    return words, postcode


def _place_of(street: list[str], words: list[str], parts: Sequence[int]) -> int | None:
    """Where a street stands in a line: rather after a number or where a part begins than in the name of a house."""
    size = len(street)
    places = [place for place in range(len(words) - size + 1) if words[place : place + size] == street] if size else []
    return min(places, key=lambda at: (not (at and words[at - 1][0].isdigit()), at not in parts), default=None)


def _end_of_unit(head: Sequence[str]) -> int:
    """How many of the first words are a flat or another unit, or its mere number; nought where nothing follows."""
    tokens = [word.upper() for word in head]
    found = read_unit(tokens, 0) if tokens and tokens[0] in MAY_BEGIN_UNIT else None
    ends = found[1] if found else int(bool(head) and head[0][0].isdigit())
    return ends if ends < len(head) else 0
