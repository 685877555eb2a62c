"""An address as a row of items: words, numbers, units and the commas between its parts.

>>> [str(item) for item in read_items(["FLAT", "2", ",", "10", "-", "12", "HIGH", "ST"])]
['FLAT 2', ',', '10-12', 'HIGH', 'ST']
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import TypeAlias

from localgov_components.address.parsing.apart import is_whole, taken_apart
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

__all__ = ["Item", "Line", "read_items", "read_lines"]

Item: TypeAlias = "str | NumberRange | Unit"
"""A word, a comma, a number or a unit."""
Line: TypeAlias = list[Item]
"""What stands between two commas."""

_NUMBER = re.compile(r"([0-9]{1,4})([A-Z]{0,2})", re.ASCII)
_CODE = re.compile(r"[A-Z][0-9]{1,3}[A-Z]?", re.ASCII)
"""A flat such as B12, where it leads its line."""
_NUMBERS = {str(number): NumberRange(number) for number in range(1, 300)}
"""Most numbers there are, ready: to read each would cost more."""
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
_COMMA = ","
_STROKES = frozenset("-/")
_JOINERS = frozenset({"-", "TO", "AND"})
_MAY_BE_MORE = MAY_BEGIN_UNIT | BLOCK_WORDS | NUMBER_SIGNS | _PREPOSITIONS | {"HOUSE", *ascii_uppercase}
"""Words and letters that may be more than a word."""
_MOST_APART = 200
"""A range of more numbers than this is none: `1914-18` or a telephone number."""


def read_items(tokens: list[str]) -> list[Item]:
    """The items in their order, commas too."""
    first, *others = _divided(tokens if is_whole(tokens) else taken_apart(tokens), set())
    return [*first, *(item for line in others for item in (_COMMA, *line))]


def read_lines(tokens: list[str]) -> tuple[list[Line], set[type]]:
    """The items of tokens that were taken apart, divided at the commas, and the kinds of them beside plain words.

    Nothing is left of empty lines, and the name of a block is as many items as words.
    """
    kinds: set[type] = set()
    lines = [*filter(None, _divided(tokens, kinds))]
    if not BLOCK_WORDS.isdisjoint(tokens):
        lines = [[word for item in line for word in _words(item)] for line in lines]
    return lines, kinds


def _words(item: Item) -> Sequence[Item]:
    return item.split(" ") if isinstance(item, str) else (item,)


def _divided(tokens: list[str], kinds: set[type]) -> list[Line]:
    """The items divided at the commas. Linear in the tokens."""
    line: Line = []
    lines, at, size = [line], 0, len(tokens)
    while at < size:
        token = tokens[at]
        if token.isalpha() and token not in _MAY_BE_MORE:  # most words: to ask on would cost more
            line.append(token)
            at += 1
        elif token == _COMMA:
            line = []
            lines.append(line)
            at += 1
        else:
            item, at = _read_item(tokens, at, line)
            if item:
                line.append(item)
                kinds.add(type(item))
    return lines


def _read_item(tokens: list[str], at: int, line: Line) -> tuple[Item, int]:
    """What begins at a place, which may be more than a word, or nothing, and the place after it."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else _COMMA
    if token in _NUMBERS and len(following) > 1 and following not in _JOINERS:
        return _NUMBERS[token], at + 1
    if token in MAY_BEGIN_UNIT and (unit := read_unit(tokens, at)):
        return unit
    if token[0].isdigit() or floor_and_flat(token):
        return _number_or_flat(tokens, at)
    return _read_word(tokens, at, line)


def _read_word(tokens: list[str], at: int, line: Line) -> tuple[Item, int]:
    """What a word is that begins no unit: the name of a block, nothing, the code of a flat, a direction or a word."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else _COMMA
    if token in BLOCK_WORDS and _names_block(tokens, at, line):
        return f"{token} {following}", at + 2
    if at + 1 < len(tokens) and _says_nothing(token, following, begins=not line):
        return "", at + 1
    if not line and _is_code(tokens, at):
        return Unit("", token), at + 1
    if token in _DIRECTIONS and _is_direction(tokens, at + 1, line):
        return _DIRECTIONS[token], at + 1
    return token, at + 1


def _is_code(tokens: list[str], at: int) -> bool:
    """Whether what leads a line is a flat: `B12`, or a letter alone before a number or a name: `A, 24`."""
    if _CODE.fullmatch(tokens[at]):
        return True
    mark, following = [*tokens[at + 1 : at + 3], "", ""][:2]
    alone = len(tokens[at]) == 1 and tokens[at].isalpha() and mark == ","
    return alone and (following[:1].isdigit() or (at == 0 and len(following) > 1))


def _says_nothing(token: str, following: str, *, begins: bool) -> bool:
    """Whether a word only announces what follows: `No 12`, `on First Floor`, `House 12` where it begins a line."""
    return (
        token in _STROKES
        or (token in NUMBER_SIGNS and not following.isalpha())
        or (token in _PREPOSITIONS and following in FLOORS)
        or (token == "HOUSE" and begins and (following in NUMBER_SIGNS or following[0].isdigit()))  # noqa: S105
    )


def _is_direction(tokens: list[str], after: int, line: Line) -> bool:
    """Whether a letter is North, South, East or West: before a name after a number, or beside a kind of street."""
    last = line[-1] if line else ""
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
    if mark != "," or len(letter) != 1 or not letter.isalpha() or letter in _NEVER_SUFFIXES:
        return False
    if letter in _DIRECTIONS and following != ",":
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


def _names_block(tokens: list[str], at: int, line: Line) -> bool:
    """Whether a word such as Block begins a name and has a letter or a number after it, with nothing after that."""
    if at + 1 == len(tokens) or (line and isinstance(line[-1], str)):
        return False
    token, after = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else ","
    return (len(token) == 1 and token.isalpha()) or (token.isdecimal() and not after.isalpha())
