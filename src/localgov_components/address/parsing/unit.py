"""The part of a building that an address names: a flat, a floor, a room, a shop.

A unit has a kind (`FLAT`, `ROOM`, or none where only its number was given) and a name made of plain words: floor,
side, number or letter. `Ground Floor Flat Left` is a flat called `GROUND L`; Edinburgh's `2F1` and Glasgow's `2/1`
are one name.

>>> read_unit(["GROUND", "FLOOR", "FLAT", ",", "10", "MILL", "LANE"], 0)
(Unit(kind='FLAT', name='GROUND'), 3)
>>> read_unit(["GARDEN", "ST"], 0) is None
True
"""

import re
from dataclasses import dataclass

from localgov_components.address.parsing.vocabulary import (
    DIRECTIONS,
    FLOORS,
    NUMBER_SIGNS,
    NUMBER_WORDS,
    SIDES,
    STREET_WORDS,
    STRONG_STREET_WORDS,
    UNIT_KINDS,
)

__all__ = ["FLOOR_LETTERS", "INITIALS", "MAY_BEGIN_UNIT", "Unit", "floor_and_flat", "has_number", "read_unit"]

_ID = re.compile(r"[0-9]{1,5}[A-Z]{0,2}|[A-Z][0-9]{0,4}[A-Z]?", re.ASCII)
_FLOOR_AND_FLAT = re.compile(r"(?:F|FLAT)?([0-9]{1,2}|[BGPT])F([0-9]{1,2}|[LR])", re.ASCII)
FLOOR_LETTERS = {"G": "GROUND", "F": "1F", "S": "2F", "T": "TOP", "B": "BASEMENT", "LG": "BASEMENT"} | {
    "UG": "UPPER GROUND"
}
_INITIALS = {
    f"{letters}F{end}": (floor, end.replace("F", "")) for letters, floor in FLOOR_LETTERS.items() for end in "FLR"
} | {f"{letters}F": (floor, "") for letters, floor in FLOOR_LETTERS.items()}
"""Floor and side of `GFF`, Ground Floor Flat, of `TFL`, Top Floor Left, and of `GF`."""
INITIALS = frozenset(_INITIALS)
"""Initials of floors; those of two letters are read so only where a flat leads its line."""
_FLOOR, _SHORT = "FLOOR", "FL"
"""`Fl` is short for Floor after the name of a floor, and elsewhere for Flat."""
_SHORT_OR_FLOOR = frozenset({_FLOOR, _SHORT})
_FLOOR_ENDS = frozenset(
    {"FLOOR", "FLAT", "MAISONETTE", "APARTMENT", "STUDIO", "OFFICE", "OFFICES", "ROOM", "ROOMS", "FL", "FF"}
)
_STAND_ALONE = frozenset({"FLAT", "MAISONETTE", "ANNEXE", "PENTHOUSE", "BEDSIT", "APARTMENT"})
"""Kinds that need no number."""
_ENDS_NAMES = frozenset({"GARAGE", "OFFICE", "OFFICES", "ROOM", "ROOMS", "SHOP", "STORE", "STUDIO", "WORKSHOP"})
"""Kinds that after a word belong to a name, as in `Site Office`."""
_ALONE = frozenset({"ATTIC", "BASEMENT", "UPSTAIRS", "DOWNSTAIRS"})
"""Floors that need no other word."""
_ENDS_STREETS = frozenset({"GARDEN", "GROVE", "HALL", "LOWER", "TOP", "UPPER"})
"""Floors that after a word belong to a name, unless `Floor` follows."""
_ABOVE = frozenset({"ABOVE", "OVER"})
_UNDER_A_FLAT = frozenset({"AT", "OFFICE", "SHOP", "SHOPS", "STORE", "THE"})
_LEADING_TO_FLOORS = frozenset({"AT", "IN", "ON"})
"""Words between a flat and its floor: `Flat on the First Floor`."""
_LEADING_TO_BUILDINGS = frozenset({"AT", "IN", "OF", "WITHIN"})
"""Words between a flat and its building: `Flat 2 of 10 Mill Lane`."""
_SELDOM_NUMBERED = frozenset({"ANNEXE", "PENTHOUSE"})
_KINDS_OF_FLAT = frozenset({"DUPLEX", "PENTHOUSE", "STUDIO"})
"""Kinds after which `Flat` says nothing more."""
_STROKES = frozenset("-/")
_JOINERS = _STROKES | {"AND", "TO"}
_NUMBERED = UNIT_KINDS - _ENDS_NAMES - _SELDOM_NUMBERED
"""Kinds whose number follows them, whatever stands before and after."""
_LONGEST_NUMBER = 5
_LINE_AHEAD = 8
_NARROW_RANGE = 10
_AFTER_THE = _STAND_ALONE | {"STUDIO", "SHOP", "OFFICE", "GARAGE"}
MAY_BEGIN_UNIT = UNIT_KINDS | NUMBER_SIGNS | frozenset({*FLOORS, *SIDES, *_INITIALS, "FLOOR", "FL", "THE"})
"""Words with which a unit may begin, and other things too."""
_MAY_GO_ON = MAY_BEGIN_UNIT | _JOINERS | _LEADING_TO_BUILDINGS
"""Words that after the number of a unit may belong to it too."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a building, such as a flat, a floor or a shop.

    `Unit("FLAT", "2")` is Flat 2, and `Unit("", "2")` says only 2.
    """

    kind: str
    name: str = ""

    def __str__(self) -> str:
        """In capitals, such as `FLAT 2`."""
        return f"{self.kind} {self.name}".strip()


def has_number(name: str) -> bool:
    """Whether a unit's name holds a number or letter, and not only a floor or side."""
    last = name.rpartition(" ")[2]
    return len(last) == 1 or (last[:1].isdigit() and not last.endswith("F"))


def floor_and_flat(token: str) -> str | None:
    """Floor and flat as Edinburgh writes them, `2F1`, in the form of Glasgow: `2/1`; the ground floor is 0."""
    found = _FLOOR_AND_FLAT.fullmatch(token) if "F" in token else None
    return f"{'0' if found[1] == 'G' else found[1]}/{found[2]}" if found and token not in INITIALS else None


def read_unit(tokens: list[str], at: int) -> tuple[Unit, int] | None:
    """The unit that begins at a place, and the place after it; None when none does."""
    if tokens[at] == "THE":
        end = at + 2
        kind = tokens[at + 1] if end <= len(tokens) else ""
        if kind in ("FLAT", _SHORT):
            numbered = tokens[end : end + 1] and tokens[end][0].isdigit() and not _another_number_follows(tokens, end)
            return (None if numbered else read_unit(tokens, at + 1)) or (Unit("FLAT"), end)
        if kind in _AFTER_THE and (end == len(tokens) or not tokens[end].isalpha()):
            return Unit(kind), end
        return read_unit(tokens, at + 1) if kind in FLOORS else None
    if _is_kind_and_number(tokens, at):
        return Unit(tokens[at], tokens[at + 1].lstrip("0") or "0"), at + 2
    if not _begins(tokens, at):
        return None
    reader = _UnitReader(tokens, at)
    reader.read()
    if reader.kind and reader.id and reader.at < len(tokens) and tokens[reader.at] in _LEADING_TO_BUILDINGS:
        reader.at += 1
    return (reader.unit, reader.at) if reader.kind or reader.words else None


def _is_kind_and_number(tokens: list[str], at: int) -> bool:
    """Whether a kind and a number are all there is of a unit, as in most: to ask on would cost more."""
    if tokens[at] not in _NUMBERED or at + 1 == len(tokens) or not tokens[at + 1].isdecimal():
        return False
    after = tokens[at + 2] if at + 2 < len(tokens) else ","
    ends = after == "," or (len(after) > 1 and after not in _MAY_GO_ON)
    return ends and len(tokens[at + 1]) <= _LONGEST_NUMBER


def _begins(tokens: list[str], at: int) -> bool:
    """Whether a unit begins at a place: its words begin names of streets and buildings too."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ","
    if following in STREET_WORDS and following not in UNIT_KINDS and following not in SIDES:
        return False
    after_word = at > 0 and tokens[at - 1].isalpha() and tokens[at - 1] != "THE"
    if token in UNIT_KINDS:
        named = token in _ENDS_NAMES and after_word and not _another_number_follows(tokens, at + 1)
        return not named and (token in _STAND_ALONE or not following.isalpha() or _is_id_or_sign(following))
    if token in _SHORT_OR_FLOOR:
        numbered = following.isdecimal() or following in NUMBER_WORDS
        return numbered or _is_place(following) or (token == _SHORT and _is_id(following))
    if token in INITIALS:
        return len(token) > 2 or (not after_word and (not following.isalpha() or following in UNIT_KINDS))  # noqa: PLR2004
    return token in _ALONE or _begins_with_place(tokens, at, after_word=after_word)


def _begins_with_place(tokens: list[str], at: int, *, after_word: bool) -> bool:
    """Whether a floor or a side begins a unit: `First Floor`, `Lower Ground Floor`, or `Above` on a line of its own."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ","
    if not _is_place(token):
        return False
    if after_word and token in _ENDS_STREETS and following != _FLOOR:
        return following == "FLAT" and tokens[at - 1] in STRONG_STREET_WORDS  # `Mill Way Garden Flat`
    after = tokens[at + 2] if at + 2 < len(tokens) else ","
    if following == "," or (token in _ABOVE and following[0].isdigit()):
        place = token in DIRECTIONS or token == "OVER"  # noqa: S105 - `10 Mill Lane, The North`, and a village
        region = place and any(each[0].isdigit() for each in tokens[:at])
        return not after_word and not region and len(token) > 1 and (token in SIDES or after[0].isdigit())
    if following in _UNDER_A_FLAT and token in _ABOVE:
        return not after_word and not (after.isalpha() and after not in _UNDER_A_FLAT)
    if following in SIDES and token in FLOORS and not after.isalpha():
        return len(following) > 1 and not after_word
    return following in _FLOOR_ENDS or (_is_place(following) and after in _FLOOR_ENDS)


def _another_number_follows(tokens: list[str], at: int) -> bool:
    """Whether a number stands at a place, and another one after it on the same line: that of the building."""
    line = tokens[at + 1 : at + _LINE_AHEAD]
    line = line[: line.index(",")] if "," in line else line
    starts = at < len(tokens) and tokens[at][0].isdigit() and tokens[at] not in FLOORS
    line = line[2:] if line[:1] == ["-"] else line  # the other end of a range is the same number
    return starts and any(token[0].isdigit() for token in line)


def _is_place(token: str) -> bool:
    return token in FLOORS or token in SIDES


def _is_id_or_sign(token: str) -> bool:
    return token in NUMBER_SIGNS or _is_id(token)


def _is_id(token: str) -> bool:
    return token in NUMBER_WORDS or bool(_ID.fullmatch(token)) or floor_and_flat(token) is not None


class _UnitReader:
    """Takes tokens one after another for as long as they belong to one unit."""

    def __init__(self, tokens: list[str], at: int) -> None:
        self.at = at
        self.kind = ""
        self.words: list[str] = []
        self.id = ""
        self._tokens = tokens

    @property
    def unit(self) -> Unit:
        return Unit("" if self.kind == _FLOOR else self.kind, " ".join([*self.words, *filter(None, [self.id])]))

    def read(self) -> None:
        tokens, size = self._tokens, len(self._tokens)
        while self.at < size:
            taken = self._take(tokens[self.at], tokens[self.at + 1] if self.at + 1 < size else ",")
            if not taken:
                return
            self.at += taken

    def _take(self, token: str, following: str) -> int:
        """How many tokens belong to the unit from here; none when it has ended."""
        if token == _SHORT:
            token = _FLOOR if self.words and self.kind != _FLOOR and not self.id else "FLAT"
        if self._says_nothing(token) or self._leads_to_floor(token):
            return 1
        if token in UNIT_KINDS or token == _FLOOR:
            return self._take_kind(token, following)
        if token in INITIALS:
            return self._take_initials(token)
        if _is_place(token) and self._is_place_here(token, following):
            return self._add(FLOORS.get(token) or SIDES[token])
        if self.kind and not self.id and self._may_have_id(token):
            return self._take_id(token, following)
        return 0

    def _says_nothing(self, token: str) -> bool:
        """Whether a word adds nothing to a side: `Left Hand`, `Above Shop`."""
        return bool(self.words) and (token == "HAND" or (self.words[-1] == "ABOVE" and token in _UNDER_A_FLAT))  # noqa: S105

    def _leads_to_floor(self, token: str) -> bool:
        """Whether a word only stands between a flat and its floor."""
        if not self.kind or self.id or self.words or token not in (*_LEADING_TO_FLOORS, "THE"):
            return False
        ahead = [each for each in self._tokens[self.at + 1 : self.at + 4] if each != "THE"]
        floor = ahead[:1] and ahead[0] in FLOORS
        return bool(floor and (ahead[0] in _ALONE or ahead[1:2] == [_FLOOR]))

    def _take_initials(self, token: str) -> int:
        floor, side = _INITIALS[token]
        self.kind = self.kind or "FLAT"
        if self.words and token == "FF":  # noqa: S105 - Floor Flat: `2nd FF`
            return 1
        if side:
            self._add(floor)
        return self._add(side or floor)

    def _take_kind(self, token: str, following: str) -> int:
        if self.kind in _KINDS_OF_FLAT and token in _STAND_ALONE and not self.id:
            return 1
        if token == _FLOOR and self.words:
            self.kind = self.kind or token
            return 1
        if self.id or (self.kind and _FLOOR not in (self.kind, token)):
            return 0
        number = NUMBER_WORDS.get(following, following)
        if token == _FLOOR and number.isdecimal():
            self.kind = self.kind or token
            return 1 + self._add(f"{number}F")
        if not self.kind or self.kind == _FLOOR:
            self.kind = token
        return 1

    def _is_place_here(self, token: str, following: str) -> bool:
        if following in STREET_WORDS and following not in UNIT_KINDS:
            return False
        if len(token) == 1:
            after_floor = self._tokens[self.at - 1] == _FLOOR
            return after_floor and not following.isalpha() and SIDES[token] == token
        goes_on = not following.isalpha() or following in _FLOOR_ENDS or following in FLOORS
        if self.kind and self.words and token in _ENDS_STREETS and not goes_on:
            return False  # `Garden Flat Upper Umberwell`
        alone = token in SIDES and (token in _ABOVE or not following.isalpha())
        alone = alone or following in SIDES or (following == "," and not self.words)
        return alone or bool(self.kind) or following in _FLOOR_ENDS or following in FLOORS or token in _ALONE

    def _may_have_id(self, token: str) -> bool:
        """Whether a number can be the unit's: after a floor it is the building's, unless another number follows."""
        if self.kind in _SELDOM_NUMBERED and not token.isalpha():
            return _another_number_follows(self._tokens, self.at)
        if not self.words or token.isalpha():
            return self.kind != _FLOOR
        ahead = [other for other in self._tokens[self.at + 1 : self.at + 3] if other != ","]
        if self.kind == _FLOOR or not ahead or not ahead[0][0].isdigit():
            return False
        return self._tokens[self.at + 1] == "," or not _is_range(token, ahead[0])

    def _add(self, word: str) -> int:
        if word == "GROUND" and self.words == ["LOWER"]:
            self.words = ["BASEMENT"]
        elif word not in self.words:
            self.words.append(word)
        return 1

    def _take_id(self, token: str, following: str) -> int:
        if token in NUMBER_SIGNS:
            return 1
        after = self._tokens[self.at + 2] if self.at + 2 < len(self._tokens) else ""
        if following == "/" and token.isdecimal() and (after.isdecimal() or after in ("L", "R")):
            self.id = f"{token}/{after}"
            return 3
        if not _is_id(token):
            return 0
        self.id = floor_and_flat(token) or NUMBER_WORDS.get(token, token).lstrip("0") or "0"
        joined = "" if self._is_flat_and_number(following) else _joined_id(token, following, after)
        self.id += joined
        return 1 if not joined else 2 if joined == following else 3

    def _is_flat_and_number(self, following: str) -> bool:
        """Whether two numbers are a flat and its building: `Flat 2 - 10 Mill Lane`, where no other number follows."""
        beyond = self._tokens[self.at + 3] if self.at + 3 < len(self._tokens) else ","
        return self.kind in _STAND_ALONE and following in _JOINERS and (beyond.isalpha() or beyond == "-")


def _is_range(first: str, second: str) -> bool:
    """Whether two numbers side by side are more likely a range of the building than a flat and a building."""
    if not first.isdecimal() or not second.isdecimal():
        return False
    apart = int(second) - int(first)
    return 0 < apart <= _NARROW_RANGE and not apart % 2


def _joined_id(token: str, following: str, after: str) -> str:
    """What belongs to a number or letter after it: `1-3`, `6B-C`, `A-2`, `4-B`, or the letter of `3 A`."""
    if following in _JOINERS and _is_id(after):
        if len(after) == 1 and after.isalpha() and not token.isalpha():
            first_of_several = f"-{token[:-1]}{after}"
            return first_of_several if token[-1].isalpha() else after if following in _STROKES else ""
        if after.isdecimal() == token.isdecimal():
            return f"-{after}"
        return after if following == "-" and token.isalpha() and after.isdecimal() else ""
    letter = token.isdecimal() and len(following) == 1 and following.isalpha()
    return following if letter and (after[:1].isdigit() or after == ",") else ""
