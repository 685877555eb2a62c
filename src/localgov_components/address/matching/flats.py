"""The names of two flats of one building compared.

A flat is named by a number, by its floor, by both or by a side, and each is written in several ways: `2F1`, `2/1` and
Flat 1, Second Floor, are one. What one side leaves out is no conflict where the rest agrees.

>>> compare_flats(Unit("FLAT", "2"), Unit("APARTMENT", "2"))
(<Fit.EQUAL: 3>, '')
>>> compare_flats(Unit("FLAT", "2F 1"), Unit("", "2/1"))
(<Fit.WEAKER: 1>, 'floor and flat in another form')
>>> compare_flats(Unit("FLAT", "2"), Unit("FLAT", "3"))
(<Fit.NONE: 0>, '')
"""

import re
from enum import IntEnum

from localgov_components.address.parsing.unit import Unit

__all__ = ["Fit", "compare_flats", "kinds_agree"]


class Fit(IntEnum):
    """How one element fits: from not at all to the same, then where neither side has it, or only one."""

    NONE = 0
    WEAKER = 1
    OTHERWISE = 2
    EQUAL = 3
    ABSENT = 4
    LEFT_OUT = 5


_SAME_FLOORS = frozenset(
    map(
        frozenset,
        (
            ("UPPER", "1F"), ("UPPER", "ABOVE"), ("UPPER", "TOP"), ("ABOVE", "1F"), ("LOWER", "GROUND"),
            ("GARDEN", "GROUND"),
        ),
    )
)  # fmt: skip
"""Floors that are often the same: equivalent, where the gazetteer has only one of them."""
_COMMERCIAL = frozenset({"SHOP", "OFFICE", "OFFICES", "WORKSHOP", "KIOSK", "STALL"})
_NEUTRAL = frozenset({"", "FLATS", "UNIT", "SUITE", "STUDIO"})
_DWELLING = frozenset({"FLAT", "APARTMENT", "MAISONETTE", "PENTHOUSE", "DUPLEX", "BEDSIT", "ANNEXE"})
_FLOOR_AND_DOOR = re.compile(r"([0-9]{1,2}|[BGPT])[/-]([0-9]{1,2}|[LR])", re.ASCII)
_FLOOR_AND_SIDE = re.compile(r"([0-9]{1,2}|G)([LR])", re.ASCII)
_FLOOR = re.compile(r"([0-9]{1,2})F", re.ASCII)
_LETTERS_OF_FLOORS = {"GROUND": "0", "G": "0", "BASEMENT": "B", "TOP": "T"}
_SPELLED_OUT = "floor and flat in another form"
_LEFT_OUT = "its floor or side left out"


def compare_flats(typed: Unit, known: Unit) -> tuple[Fit, str]:
    """How the name of a flat that was typed fits the gazetteer's, and why where that is not plain.

    `LEFT_OUT` where one side says only that there is a flat.
    """
    if not kinds_agree(typed.kind, known.kind):
        return Fit.NONE, ""
    if typed.name == known.name:
        return (Fit.EQUAL if typed.kind == known.kind or typed.name else Fit.WEAKER), ""
    if not typed.name or not known.name:
        return Fit.LEFT_OUT, ""
    first, second = frozenset(typed.name.split()), frozenset(known.name.split())
    if first == second:
        return Fit.EQUAL, ""
    if first ^ second in _SAME_FLOORS:
        return Fit.WEAKER, "floors that are often the same"
    return _compare_doors(typed, known, first, second)


def kinds_agree(first: str, second: str) -> bool:
    """Whether two kinds of unit may be one: a flat may be called a unit, and is no shop."""
    if first == second or not first or not second:
        return True
    if first in _NEUTRAL or second in _NEUTRAL:
        other = second if first in _NEUTRAL else first
        return other in _DWELLING or other in _COMMERCIAL or other in _NEUTRAL
    return (first in _DWELLING and second in _DWELLING) or (first in _COMMERCIAL and second in _COMMERCIAL)


def _compare_doors(typed: Unit, known: Unit, first: frozenset[str], second: frozenset[str]) -> tuple[Fit, str]:
    """Compare names that differ word for word, by the floor and the door that they tell."""
    floor, door = _floor_and_door(typed)
    other_floor, other_door = _floor_and_door(known)
    if door and door == other_door and floor == other_floor:
        return Fit.WEAKER, _SPELLED_OUT
    if (first < second or second < first) and _share_id(first, second):
        return Fit.WEAKER, _LEFT_OUT
    if _is_within(typed.name, known):
        return Fit.WEAKER, "within the gazetteer's range"
    if typed.kind in ("", "FLAT") and typed.name == f"F{known.name}" and known.kind in _DWELLING:
        return Fit.WEAKER, "F for flat"
    if typed.kind == "" and typed.name == f"U{known.name}" and known.kind == "UNIT":
        return Fit.WEAKER, "U for unit"
    return Fit.NONE, ""


def _is_within(name: str, units: Unit) -> bool:
    """Whether a number is one of units that are let together: `Units 9-10`."""
    first, _, last = units.name.partition("-")
    if units.kind not in _COMMERCIAL | {"UNIT"} or not (name.isdecimal() and first.isdecimal() and last.isdecimal()):
        return False
    return int(first) <= int(name) <= int(last)


def _floor_and_door(unit: Unit) -> tuple[str, str]:
    """The floor and the door or side that a name tells, each empty where it tells none."""
    if unit.kind == "FLATS":
        return "", ""
    if found := _FLOOR_AND_DOOR.fullmatch(unit.name) or _FLOOR_AND_SIDE.fullmatch(unit.name):
        return _LETTERS_OF_FLOORS.get(found[1], found[1]), found[2]
    words = unit.name.split()
    floors = [_LETTERS_OF_FLOORS.get(word) or word[:-1] for word in words if _FLOOR.fullmatch(word) or _is_floor(word)]
    doors = [word for word in words if word in ("L", "R") or word.isdecimal()]
    if len(floors) + len(doors) != len(words) or len(floors) > 1 or len(doors) != 1:
        return "", ""
    return (floors or [""])[0], doors[0]


def _is_floor(word: str) -> bool:
    return len(word) > 1 and word in _LETTERS_OF_FLOORS


def _share_id(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the words in common hold a number or letter, not only a floor."""
    return any((word[0].isdigit() and not word.endswith("F")) or len(word) == 1 for word in first & second)
