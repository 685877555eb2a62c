"""An address as a row of items: words, numbers, units and the commas between its parts.

>>> [str(item) for item in read_items(["FLAT", "2", ",", "10", "-", "12", "HIGH", "ST"])]
['FLAT 2', ',', '10-12', 'HIGH', 'ST']
"""

import re
from typing import TypeAlias

from localgov_components.address.parsing.apart import taken_apart
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import MAY_BEGIN_UNIT, Unit, floor_and_flat, read_unit
from localgov_components.address.parsing.vocabulary import (
    BLOCK_WORDS,
    FLOORS,
    LEADING_STREET_WORDS,
    NUMBER_SIGNS,
    STREET_WORDS,
    STRONG_STREET_WORDS,
    WHOLE_NAMES,
)

__all__ = ["Item", "read_items"]

Item: TypeAlias = "str | NumberRange | Unit"
"""A word, a comma, a number or a unit."""

_NUMBER = re.compile(r"([0-9]{1,4})([A-Z]{0,2})", re.ASCII)
_CODE = re.compile(r"[A-Z][0-9]{1,3}[A-Z]?", re.ASCII)
"""A flat such as B12, where it leads its line."""
_ORDINALS = frozenset({"ST", "ND", "RD", "TH"})
_ORDINAL_WORDS = {
    "1ST": "FIRST", "2ND": "SECOND", "3RD": "THIRD", "4TH": "FOURTH", "5TH": "FIFTH",
    "6TH": "SIXTH", "7TH": "SEVENTH", "8TH": "EIGHTH", "9TH": "NINTH", "10TH": "TENTH", "11TH": "ELEVENTH",
    "12TH": "TWELFTH", "13TH": "THIRTEENTH", "14TH": "FOURTEENTH", "15TH": "FIFTEENTH", "16TH": "SIXTEENTH",
    "17TH": "SEVENTEENTH", "18TH": "EIGHTEENTH", "19TH": "NINETEENTH", "20TH": "TWENTIETH",
}  # fmt: skip
_DIRECTIONS = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST"}
_NEVER_SUFFIXES = frozenset("NSW")
"""Directions that apart from their number are no suffix of it; E may be one."""
_PREPOSITIONS = frozenset({"ON", "AT"})
_STROKES = frozenset("-/")
_JOINERS = frozenset({"-", "TO", "AND"})
_NOT_PLAIN = MAY_BEGIN_UNIT | BLOCK_WORDS | NUMBER_SIGNS | _PREPOSITIONS | frozenset(_DIRECTIONS)
"""Words that may be more than a word."""
_MOST_APART = 200
"""A range of more numbers than this is none: `1914-18` or a telephone number."""


def read_items(tokens: list[str]) -> list[Item]:
    """The items in their order. Linear in the tokens."""
    items: list[Item] = []
    item: Item
    tokens = taken_apart(tokens)
    at, size = 0, len(tokens)
    while at < size:
        token = tokens[at]
        if len(token) > 1 and token.isalpha() and token not in _NOT_PLAIN:  # most words: to ask on would cost more
            item, at = token, at + 1
        elif token in MAY_BEGIN_UNIT and (unit := read_unit(tokens, at)):
            item, at = unit
        elif token[0].isdigit() or floor_and_flat(token):
            item, at = _number_or_flat(tokens, at)
        elif token in BLOCK_WORDS and _names_block(tokens, at, items):
            item, at = f"{token} {tokens[at + 1]}", at + 2
        elif at + 1 < size and _says_nothing(token, tokens[at + 1]):
            at += 1
            continue
        elif (not items or items[-1] == ",") and _is_code(tokens, at):
            item, at = Unit("", token), at + 1
        else:
            item, at = token, at + 1
            if token in _DIRECTIONS and _is_direction(tokens, at, items):
                item = _DIRECTIONS[token]
        items.append(item)
    return items


def _is_code(tokens: list[str], at: int) -> bool:
    """Whether what leads a line is a flat: `B12`, or a letter alone before a number or a name: `A, 24`."""
    if _CODE.fullmatch(tokens[at]):
        return True
    mark, following = [*tokens[at + 1 : at + 3], "", ""][:2]
    alone = len(tokens[at]) == 1 and tokens[at].isalpha() and mark == ","
    return alone and (following[:1].isdigit() or (at == 0 and len(following) > 1))


def _says_nothing(token: str, following: str) -> bool:
    """Whether a word only announces what follows: `No 12`, `on First Floor`."""
    return (
        token in _STROKES
        or (token in NUMBER_SIGNS and not following.isalpha())
        or (token in _PREPOSITIONS and following in FLOORS)
    )


def _is_direction(tokens: list[str], after: int, items: list[Item]) -> bool:
    """Whether a letter is North, South, East or West: before a name after a number, or beside a kind of street."""
    last = items[-1] if items else ""
    before_name = after < len(tokens) and tokens[after].isalpha()
    return (
        (before_name and isinstance(last, NumberRange))
        or (after < len(tokens) and tokens[after] in STREET_WORDS)
        or last in STRONG_STREET_WORDS
    )


def _read_number(tokens: list[str], at: int) -> tuple[NumberRange, int] | None:
    """The number or range that begins at a place, and the place after it; None when none does."""
    found = _NUMBER.fullmatch(tokens[at])
    if found is None or found[2] in _ORDINALS:
        return None
    start, suffix, end = int(found[1]), found[2], at + 1
    if not suffix and end < len(tokens) and _is_suffix(tokens, end):
        suffix, end = tokens[end], end + 1
    if not suffix and _is_line_of_suffix(tokens[end : end + 3]):
        suffix, end = tokens[end + 1], end + 2
    if end + 1 < len(tokens) and tokens[end] in _JOINERS:
        last = tokens[end + 1]
        other = _NUMBER.fullmatch(last)
        if other and other[2] not in _ORDINALS:
            return _range(start, suffix, other, tokens, end)
        if (suffix or tokens[end] == "-") and len(last) == 1 and last.isalpha():
            return NumberRange(start, suffix, start, last) if suffix else NumberRange(start, last), end + 2
    return NumberRange(start, suffix), end


def _is_line_of_suffix(tokens: list[str]) -> bool:
    """Whether a letter after a comma belongs to the number before it: `24 (A) Mill Lane`, `24, A Mill Lane`."""
    mark, letter, following = [*tokens, "", "", ""][:3]
    if mark != "," or len(letter) != 1 or not letter.isalpha() or letter in _DIRECTIONS:
        return False
    return following == "," or (len(following) > 1 and following.isalpha() and following not in BLOCK_WORDS)


def _range(start: int, suffix: str, other: re.Match[str], tokens: list[str], end: int) -> tuple[NumberRange, int]:
    number, after = int(other[1]), end + 2
    if not start <= number <= start + _MOST_APART:
        return NumberRange(start, suffix), end
    other_suffix = other[2]
    if not other_suffix and after < len(tokens) and _is_suffix(tokens, after):
        other_suffix, after = tokens[after], after + 1
    return NumberRange(start, suffix, number, other_suffix), after


def _is_suffix(tokens: list[str], at: int) -> bool:
    """Whether a letter that stands alone after a number belongs to it: `22 B Tubbs Road`."""
    token = tokens[at]
    if len(token) != 1 or not token.isalpha():
        return False
    if at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    if token == "Y" and following in LEADING_STREET_WORDS:  # noqa: S105 - the Welsh article
        return False
    if token in _DIRECTIONS and (token in _NEVER_SUFFIXES or following in STRONG_STREET_WORDS):
        return not following.isalpha()
    if following not in STREET_WORDS or following in WHOLE_NAMES:
        return True
    return at + 2 < len(tokens) and tokens[at + 2] != ","


def _number_or_flat(tokens: list[str], at: int) -> tuple[Item, int]:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else ","
    if following == "/" and tokens[at + 2 : at + 3] == ["F"]:
        return Unit("", f"{token}F"), at + 3
    if following == "/" and at + 2 < len(tokens) and (stroke := _read_stroke(token, tokens[at + 2])):
        return stroke, at + 3
    floor = floor_and_flat(token)
    if floor:
        return Unit("", floor), at + 1
    return _read_number(tokens, at) or (_ORDINAL_WORDS.get(token, token), at + 1)


def _read_stroke(first: str, second: str) -> "Item | None":
    """What a number, a stroke, and a number or letter are: `10A/2` and `24/A` as they stand, but `80A/C` is a range."""
    number, other = _NUMBER.fullmatch(first), _NUMBER.fullmatch(second)
    if number is None or number[2] in _ORDINALS:
        return None
    letter = second if len(second) == 1 and second.isalpha() else ""
    if number[2] and letter:
        return NumberRange(int(number[1]), number[2], int(number[1]), letter)
    return Unit("/", f"{first}/{second}") if letter or (other and not other[2]) else None


def _names_block(tokens: list[str], at: int, items: list[Item]) -> bool:
    """Whether a word such as Block begins a name and has a letter or a number after it, with nothing after that."""
    if at + 1 == len(tokens) or (items and isinstance(items[-1], str) and items[-1] != ","):
        return False
    token, after = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else ","
    return (len(token) == 1 and token.isalpha()) or (token.isdecimal() and not after.isalpha())
