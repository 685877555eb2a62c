"""The postcode in the tokens of an address, wherever it stands and however it is spaced.

The last one of a current area is taken. Where there is none, the end of the text is looked at again: for characters
that look alike, and for what has the shape of a postcode but letters that none has, since a gazetteer may hold the
same.

>>> take_postcode(["MILL", "LANE", "DT97", "1AF", ",", "AMBLEFORD"])
(['MILL', 'LANE', ',', ',', 'AMBLEFORD'], 'DT97 1AF', [])
>>> take_postcode(["AMBLEFORD", "DT97", "IAF", ","])[1]
'DT97 1AF'
>>> take_postcode(["MILL", "LANE", "LONDON", "SE1"])
(['MILL', 'LANE', 'LONDON'], None, ['SE1'])
"""

import re
from functools import lru_cache
from operator import ne

from localgov_components.address.parsing.vocabulary import STANDARD
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Postcode

__all__ = ["read_postcode", "take_other_postcodes", "take_postcode"]

_SHORTEST, _LONGEST = 5, 7
_MOST_TYPED = 40
_REMEMBERED = 20_000
"""Postcodes that were met lately: those of a list come again and again."""
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?", re.ASCII)
_SHAPE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})", re.ASCII)
_BEGINS_INWARD = re.compile(r"[0-9][A-Z]?", re.ASCII)
_ORDINAL_ENDS = ("ST", "ND", "RD", "TH")
_LETTERS_OF = {
    word: [short for short, other in STANDARD.items() if other == word and len(short) == 2]  # noqa: PLR2004
    for word in set(STANDARD.values())
}
"""The two letters that are read as a word."""
_FLOORS = frozenset({"FLOOR", "FL"})


def take_postcode(tokens: list[str]) -> tuple[list[str], str | None, list[str]]:
    """Tokens without the postcode, the last one there is, and what looks like a part of one."""
    for end in range(len(tokens), 0, -1):
        found = _postcode_before(tokens, end)
        if found is not None:
            start, written = found
            after = [",", *tokens[end:]] if end < len(tokens) else []
            return tokens[:start] + after, written, []
    return _take_faulty(tokens)


def take_other_postcodes(tokens: list[str], postcode: str | None) -> tuple[list[str], list[str]]:
    """Tokens without further postcodes, and those that are another than the one that was taken."""
    others: list[str] = []
    end = len(tokens) if postcode else 0
    while end:
        found = _postcode_before(tokens, end)
        if found is not None:
            start, other = found
            others += [other] if other != postcode else []
            tokens, end = [*tokens[:start], ",", *tokens[end:]], start + 1
        end -= 1
    return tokens, others


def read_postcode(text: str) -> str | None:
    """The postcode that a text is, with one space, or None: as forgiving as with the end of an address."""
    compact = "".join(filter(str.isalnum, text[:_MOST_TYPED])).upper()
    if Postcode.is_valid(compact):
        return str(Postcode.parse(compact))
    return _mended(compact)


def _postcode_before(tokens: list[str], end: int) -> tuple[int, str] | None:
    """The postcode that ends before a place, and where it begins; or None."""
    last = tokens[end - 1]
    if len(last) == 3 and last[0].isdigit():  # noqa: PLR2004 - the inward code
        start = end - 2
        if start > 0 and tokens[start] in ",-/":
            start -= 1
        if start < 0 or not _OUTWARD.fullmatch(tokens[start]):
            return None
        if last.endswith(_ORDINAL_ENDS) and end < len(tokens) and tokens[end] in _FLOORS:
            return None
        written = _current(tokens[start] + last)
    elif len(last) == 2 and tokens[end : end + 1] == [","] and end > 2:  # noqa: PLR2004 - `DT97 1 AF,`
        outward, digit = tokens[end - 3 : end - 1]
        start, written = end - 3, None
        if len(digit) == 1 and digit.isdecimal() and _OUTWARD.fullmatch(outward):
            written = _current(outward + digit + last)
    elif _SHORTEST <= len(last) <= _LONGEST and last[-3].isdigit():
        start, written = end - 1, _current(last)
    else:
        return None
    return (start, written) if written else None


@lru_cache(_REMEMBERED)
def _current(text: str) -> str | None:
    """A postcode of a current area as it is written, or None for what is none."""
    try:
        postcode = Postcode.parse(text)
    except InvalidValueError:
        return None
    return str(postcode) if postcode.has_current_area else None


def _take_faulty(tokens: list[str]) -> tuple[list[str], str | None, list[str]]:
    """A postcode with faults, or an outward code alone, at the end."""
    end = len(tokens)
    while end and tokens[end - 1] in ",-/":
        end -= 1
    if end > 2 and (written := _with_letters_as_word(tokens[end - 3 : end])):  # noqa: PLR2004 - `DT97 1 QY`
        return tokens[: end - 3], written, []
    for start in range(max(end - _LONGEST, 0), end):  # `D T97 1AF`, `D T 9 7 1 A F`
        if written := _current("".join(tokens[start:end])):
            return tokens[:start], written, []
    for start in range(end - 1, max(end - 5, -1), -1):
        text = "".join(tokens[start:end])
        if _SHORTEST <= len(text) <= _LONGEST and not text.isalpha() and not text.isdecimal():
            mended = _mended(text)
            if mended is not None:
                return tokens[:start], mended, []
    size = 2 if end > 2 and _BEGINS_INWARD.fullmatch(tokens[end - 1]) else 1  # noqa: PLR2004 - `DT97 1`
    if end > 1 and _OUTWARD.fullmatch(tokens[end - size]) and _current(f"{tokens[end - size]}1AA"):
        return tokens[: end - size], None, tokens[end - size : end]
    return tokens, None, []


def _with_letters_as_word(tokens: list[str]) -> str | None:
    """A postcode in three pieces whose last two letters were read as a word cut short, such as `QY` for Quay."""
    outward, digit, word = tokens
    if len(digit) != 1 or not digit.isdecimal() or not _OUTWARD.fullmatch(outward):
        return None
    readings = [written for letters in _LETTERS_OF.get(word, ()) if (written := _current(outward + digit + letters))]
    return readings[0] if len(readings) == 1 else None


def _mended(text: str) -> str | None:
    """A postcode of what has its shape, with characters that look alike put right where that makes one."""
    fixed = _least_fixed(text)
    shaped = _SHAPE.fullmatch(text) if fixed is None else None
    return str(fixed) if fixed else f"{shaped[1]} {shaped[2]}" if shaped else None


def _least_fixed(text: str) -> Postcode | None:
    """The postcode that the fewest exchanged characters make of a text, where there is one."""
    readings = [reading for reading in Postcode.fix(text).readings if reading.has_current_letters]
    changes = [sum(map(ne, text, str(reading).replace(" ", ""))) for reading in readings]
    fewest = [reading for reading, count in zip(readings, changes, strict=True) if count == min(changes)]
    return fewest[0] if len(fewest) == 1 else None
