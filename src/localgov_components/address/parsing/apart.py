"""Words that people run together or cut to their letters, written as the rest of the parser reads them.

`Flat2` is Flat 2, `31Quern Street` begins with a number, `G/F` and `G.F.F.` are initials, and a telephone number is no
number of a house.

>>> taken_apart(["FLAT2", ",", "10MILL", "LANE"])
['FLAT', '2', ',', '10', 'MILL', 'LANE']
>>> taken_apart(["R", "/", "O", "10", "MILL", "LANE"])
['REAR', 'OF', '10', 'MILL', 'LANE']
>>> taken_apart(["01632", "960001", ",", "10", "MILL", "LANE"])
[',', ',', '10', 'MILL', 'LANE']
"""

import re
from string import ascii_uppercase

from localgov_components.address.parsing.unit import FLOOR_LETTERS, INITIALS
from localgov_components.address.parsing.vocabulary import (
    COUNTRIES,
    FLOORS,
    SIDES,
    STANDARD,
    STRONG_STREET_WORDS,
    UNIT_KINDS,
)

__all__ = ["is_whole", "taken_apart"]

_KIND_AND_ID = re.compile(r"([A-Z]{2,})([0-9]{1,4}[A-Z]?)", re.ASCII)
_NUMBER_AND_WORD = re.compile(r"([0-9]{1,4}(?:(?:ST|ND|RD|TH)(?=FL))?)([A-Z]{3,})", re.ASCII)
_WHOLE = re.compile(r"(?:(?:[A-Z]{2,}|(?!3 )[1-9][0-9]{0,3}[A-Z]{0,2}|[,-])(?: |$))*+", re.ASCII)
"""Words, numbers and marks of which none is two things, but for `_TWO_THINGS`, and 3, as in `3 Road Avenue`."""
_RANGE = re.compile(r"([0-9]{1,4})TO([0-9]{1,4})", re.ASCII)
_FLAT_AND_CODE = re.compile(r"FLAT([A-Z][0-9]{1,3}[A-Z]?)", re.ASCII)
_NOUGHT_FOR_O = re.compile(r"0([A-Z]{3,})", re.ASCII)
"""No number begins so, and a name may: `0ld Mill Lane` from a scanner."""
_SIGNS = frozenset({"FL", "NO", "NUMBER"})
_KINDS = UNIT_KINDS | _SIGNS
_FLAT, _FLOOR = "FLAT", "FLOOR"
_FAULTY = ("BASEMENT", "GROUND", "FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "UPPER", "LOWER")
_FLATS = {f"{_FLAT}{letter}": [_FLAT, letter] for letter in ascii_uppercase if letter != "S"}
_GLUED = _FLATS | {f"{word}{_FLOOR}": [word, _FLOOR] for word in FLOORS}
_TWO_THINGS = frozenset({*_GLUED, _FLOOR, "ND", "TH"})
"""Words that may have to be divided, or what stands before them to be mended."""
_SPELLED_OUT = {"RO": ["REAR", "OF"], "OS": ["OUTSIDE"], "CO": [","], "TA": [","]}
"""What stands for words when it is written with a stroke: rear of, outside, care of, trading as."""
_FLOORS_IN_TWO = {"BF": "BASEMENT", "FF": "FIRST", "GF": "GROUND", "SF": "SECOND", "TF": "TOP"}
"""Before `Flat`, as in `G.F. Flat`."""
_MOST_INITIALS = 4
_SHORTEST_UNMARKED = 3
"""Initials with neither strokes nor dots between them: fewer may be a suffix and something else."""
_ORDINALS = {"1": ("ST",), "2": ("ND",), "3": ("RD", "ROAD"), "4": ("TH",), "5": ("TH",), "6": ("TH",)}
_ORDINALS_ALONE = ("ND", "TH")
"""Those that are no words of their own: `2 nd Avenue`."""
_BEFORE_F = frozenset({*FLOORS, _FLOOR})
"""Words after which a letter F is a flat: `Garden F`."""
_DIGITS_OF_TELEPHONE = 10
_LONGEST_NUMBER = 4


def _one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


_FAULTS = {key: floor for floor in _FAULTY for key in (floor, *_one_letter_less(floor))}
"""Two words that a letter tells apart, or two letters exchanged, have one of these in common."""


def is_whole(tokens: list[str]) -> bool:
    """Whether there is nothing to be taken apart, nor a postcode, nor will be when some tokens are left out: quick."""
    return _TWO_THINGS.isdisjoint(tokens) and _WHOLE.fullmatch(" ".join(tokens)) is not None


def taken_apart(tokens: list[str]) -> list[str]:
    """The tokens, with those that hold several words divided. Linear in the tokens."""
    apart: list[str] = []
    at, size = 0, len(tokens)
    while at < size:
        token = tokens[at]
        if len(token) > 1 and token.isalpha():
            mistyped = tokens[at + 1 : at + 2] == [_FLOOR] and token not in FLOORS and token not in _FLATS
            apart.extend([_floor(token)] if mistyped else _GLUED.get(token, (token,)))
            at += 1
        elif token.isalpha():
            words, taken = _initials(tokens, at)
            apart.extend(words)
            at += taken
        elif tokens[at : at + 2] == ["-", _FLOOR]:
            at += 1
        elif token.isdecimal():
            words, taken = _number(tokens, at)
            apart.extend(words)
            at += taken
        else:
            apart.extend(_divided(token))
            at += 1
    return apart


def _floor(word: str) -> str:
    """The floor that a word before `Floor` is with a typing fault, or the word."""
    return next((_FAULTS[key] for key in (word, *_one_letter_less(word)) if key in _FAULTS), word)


def _initials(tokens: list[str], at: int) -> tuple[list[str], int]:
    """Single letters one after another, as initials or as they stand, and how many tokens they are."""
    letters, end, marked = _letters(tokens, at)
    words = _SPELLED_OUT.get(letters) if marked else None
    if words is not None:
        return words, end - at
    if marked and letters[0] in FLOOR_LETTERS and letters[1:] in ("L", "R"):
        letters = f"{letters[0]}F{letters[1]}"
    if letters in COUNTRIES and tokens[end : end + 1] in ([], [","]):
        return [letters], end - at
    if not marked and letters in _FLOORS_IN_TWO and tokens[end : end + 1] == [_FLAT]:
        return [_FLOORS_IN_TWO[letters], _FLOOR], end - at
    if letters in INITIALS and (marked or len(letters) >= _SHORTEST_UNMARKED):
        return [letters], end - at
    leads = at == 0 or tokens[at - 1] == ","
    alone = tokens[at + 1 : at + 2] in ([], [","])
    if tokens[at] == "F" and not leads and (tokens[at - 1] in _BEFORE_F or (tokens[at - 1] == "THE" and alone)):
        return [_FLAT], 1
    return _letter_of_flat(tokens, at) if leads else ([tokens[at]], 1)


def _letters(tokens: list[str], at: int) -> tuple[str, int, bool]:
    """The letters from a place on, the place after them, and whether strokes stand between them."""
    end, letters, marked = at + 1, tokens[at], False
    while end < len(tokens) and len(letters) < _MOST_INITIALS:
        stroke = tokens[end] == "/"
        following = tokens[end + stroke] if end + stroke < len(tokens) else ""
        if len(following) != 1 or not following.isalpha():
            break
        letters, marked, end = letters + following, marked or stroke, end + stroke + 1
    return letters, end, marked


def _letter_of_flat(tokens: list[str], at: int) -> tuple[list[str], int]:
    """A letter that leads its line: `F 2, 10` is Flat 2, `G/2, 10` is on the ground floor, and `A/24` is Flat A."""
    letter = tokens[at]
    stroke, number = [*tokens[at + 1 : at + 3], "", ""][:2]
    number_follows = tokens[at + 1 : at + 2] != [] and tokens[at + 1][0].isdigit()
    if letter == "F" and (number_follows or _names_flat(tokens, at + 1) or _is_all_of_line(tokens, at + 1)):
        return [_FLAT], 1
    if stroke != "/" or not number.isdecimal():
        return [letter], 1
    if letter in FLOOR_LETTERS and _names_flat(tokens, at + 2):
        return [f"{letter}F{number}"], 3
    return [letter, ","], 2


def _is_all_of_line(tokens: list[str], at: int) -> bool:
    """Whether a letter, or a word such as Above, stands at a place and ends its line: `F A, Ambleford`, `F Above`."""
    token, end = [*tokens[at : at + 2], ",", ","][:2]
    return end == "," and ((len(token) == 1 and token.isalpha()) or SIDES.get(token) == "ABOVE")


def _names_flat(tokens: list[str], at: int) -> bool:
    """Whether a number or letter stands at a place, and the number of a building after it: `F 2, 10 Mill Lane`."""
    ahead = [each for each in tokens[at : at + 3] if each != ","]
    named = ahead[:1] and (ahead[0].isdecimal() or len(ahead[0]) == 1) and ahead[0].isalnum()
    return bool(named and ahead[1:2] and ahead[1][0].isdigit())


def _number(tokens: list[str], at: int) -> tuple[list[str], int]:
    """An ordinal that was written apart, `1 st Floor`; a date or a telephone number, left out; or a number."""
    token = tokens[at]
    ending, beyond = [*tokens[at + 1 : at + 3], ",", ","][:2]
    before_name = ending in _ORDINALS_ALONE or (ending == "ROAD" and beyond in STRONG_STREET_WORDS)
    if (before_name or beyond == _FLOOR) and ending in _ORDINALS.get(token, ()):
        return [f"{token}{_ORDINALS[token][0]}"], 2
    if tokens[at + 1 : at + 4 : 2] == ["/", "/"] and "".join(tokens[at + 2 : at + 5 : 2]).isdecimal():
        return [","], 5
    end, digits = at, 0
    while end < len(tokens) and tokens[end].isdecimal():
        digits += len(tokens[end])
        end += 1
    long = any(len(each) > _LONGEST_NUMBER for each in tokens[at:end])
    telephone = digits >= _DIGITS_OF_TELEPHONE and (long or token[0] == "0")
    return ([","], end - at) if telephone else ([token], 1)


def _divided(token: str) -> list[str]:
    """A token of letters and figures, divided where two words meet."""
    if found := _KIND_AND_ID.fullmatch(token):
        word = STANDARD.get(found[1], found[1])
        if word in _KINDS:
            return [word, found[2]]
    if found := _RANGE.fullmatch(token):
        return [found[1], "TO", found[2]]
    if found := _NOUGHT_FOR_O.fullmatch(token):
        return [f"O{found[1]}"]
    if found := _FLAT_AND_CODE.fullmatch(token):
        return [_FLAT, found[1]]
    if found := _NUMBER_AND_WORD.fullmatch(token):
        word = STANDARD.get(found[2], found[2])
        return [found[1], word]
    return [token]
