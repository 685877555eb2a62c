"""What a text can tell: which properties of the town fit all that was written.

It compares parts as the gazetteer has them, before anybody mistyped them, so it needs no parser and knows nothing
of matching. `Flat A` at 12 and 12A are one key; a number within a range fits it where nothing has the number itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from benchmarks.addresses.property import Property
from benchmarks.addresses.town import Town

__all__ = ["Outcome", "Said", "Teller", "Told"]

Outcome = Literal["matched", "ambiguous", "parent-only", "not-found"]

_SUFFIXED = re.compile(r"([0-9]+)([A-Z])")
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")
_UNIT_WORDS = re.compile(r"^(?:Flat|Apartment|Unit|Workshop|Store) (?=[A-Z]?[0-9]+[A-Z]?$|[A-Z]$)")


@dataclass(frozen=True, slots=True)
class Said:
    """The parts that a text tells, in the gazetteer's words; empty where it tells none."""

    organisation: str = ""
    flat: str = ""
    name: str = ""
    number: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    postcode: str = ""
    doubted: frozenset[str] = field(default=frozenset(), kw_only=True)
    """Parts that are told wrongly, and so agree with no property meant."""


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome that a careful person would come to."""

    outcome: Outcome
    uprn: int | None = None
    parent: int | None = None
    possible: tuple[int, ...] = ()


class Teller:
    """Knows a town's properties."""

    def __init__(self, town: Town) -> None:
        self._by_street: dict[str, list[Property]] = defaultdict(list)
        self._by_name: dict[str, list[Property]] = defaultdict(list)
        self._by_postcode: dict[str, list[Property]] = defaultdict(list)
        for each in town.properties:
            self._by_street[each.street].append(each)
            self._by_postcode[each.postcode].append(each)
            if each.name:
                self._by_name[each.name].append(each)

    def numbers_on(self, street: str) -> set[str]:
        """All numbers of a street, whichever part of the town it is in."""
        return {each.number for each in self._by_street[street]}

    def tell(self, said: Said) -> Told:
        """Which property the text means, or why none can be told."""
        told = self._told(said, lambda row: self._fits_place(said, row))
        if "postcode" not in said.doubted or told.outcome == "not-found":
            return told
        # The postcode may be right and the place wrong: then a property that fits it is as good a reading.
        bare = replace(said, locality="", town="", doubted=frozenset())
        other = self._told(bare, lambda row: row.postcode == said.postcode)
        if other.outcome == "not-found" or other == told:
            return told
        return Told("ambiguous", possible=tuple(each for each in (told.uprn, other.uprn) if each))

    def _told(self, said: Said, is_there: Callable[[Property], bool]) -> Told:
        rows = [row for row in self._candidates(said) if is_there(row) and self._fits_building(said, row)]
        rows = _without_ranges(said.number, rows)
        key = _unit_key(said.number, said.flat)
        same = [row for row in rows if _fits_unit(row, key)]
        building = [row for row in rows if not row.flat]
        for part in ("name", "organisation"):  # what says all that was said fits better than what says less
            if len(same) > 1 and getattr(said, part):
                same = [row for row in same if getattr(row, part) == getattr(said, part)] or same
        if len(same) == 1:
            [row] = same
            inside = [each for each in rows if each.parent == row.uprn]
            if row.is_shell and inside:
                return Told("parent-only", parent=row.uprn, possible=tuple(each.uprn for each in inside))
            return Told("matched", uprn=row.uprn)
        if same:
            return Told("ambiguous", possible=tuple(row.uprn for row in same))
        if key[1]:
            whole = [row for row in building if _unit_key(row.number, "") == _unit_key(said.number, "")]
            return Told("parent-only", parent=whole[0].uprn) if said.flat and len(whole) == 1 else Told("not-found")
        return Told("ambiguous", possible=tuple(row.uprn for row in rows)) if len(rows) > 1 else Told("not-found")

    def _candidates(self, said: Said) -> Iterable[Property]:
        if said.street:
            return self._by_street[said.street]
        if said.name:
            return self._by_name[said.name]
        return self._by_postcode[said.postcode]

    def _fits_place(self, said: Said, row: Property) -> bool:
        parts = ("locality", "town", "postcode")
        return all(part in said.doubted or getattr(said, part) in {"", getattr(row, part)} for part in parts)

    def _fits_building(self, said: Said, row: Property) -> bool:
        if said.organisation and row.organisation and said.organisation != row.organisation:
            return False
        if not (said.number or said.name):
            return bool(said.organisation) and said.organisation == row.organisation
        if said.name and row.name and said.name != row.name:
            return False
        by_name = said.name != "" and said.name == row.name
        by_number = said.number != "" and _same_building(said.number, row.number)
        if said.number and row.number and not by_number:
            return False
        return by_name or by_number


def _fits_unit(row: Property, key: tuple[str, str]) -> bool:
    theirs = _unit_key(row.number, row.flat)
    if theirs[1] != key[1]:
        return False
    return not (key[0] and theirs[0]) or key[0] == theirs[0] or _within(key[0], theirs[0])


def _unit_key(number: str, flat: str) -> tuple[str, str]:
    if flat:
        return number, _UNIT_WORDS.sub("", flat).upper()
    suffixed = _SUFFIXED.fullmatch(number)
    return (suffixed[1], suffixed[2]) if suffixed else (number, "")


def _same_building(said: str, number: str) -> bool:
    """Whether one number is of the other's building: equal, within its range, or with its suffix."""
    return said == number or _within(said, number) or _unit_key(said, "")[0] == _unit_key(number, "")[0] != ""


def _within(said: str, numbers: str) -> bool:
    between = _RANGE.fullmatch(numbers)
    if not between or not said.isdigit():
        return False
    first, last = int(between[1]), int(between[2])
    return first <= int(said) <= last and (int(said) - first) % 2 == 0


def _without_ranges(said: str, rows: list[Property]) -> list[Property]:
    """Rows whose range merely holds the number, only where no row has the number itself."""
    exact = [row for row in rows if not _within(said, row.number)]
    return exact if any(row.number == said for row in rows) else rows
