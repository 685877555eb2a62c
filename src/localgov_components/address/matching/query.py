"""What somebody typed, made ready to be compared with many of a gazetteer's addresses.

>>> from localgov_components.address.parsing.parts import read_parts
>>> query = Query.of(read_parts("Oak House, Flat 2, 10 Mill Ln, Ambleford"))
>>> query.words, query.before, query.premises.flat
(['OAK', 'HOUSE', 'MILL', 'LANE', 'AMBLEFORD'], 2, '2')
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localgov_components.address.matching.beside import beside_after, beside_words
from localgov_components.address.matching.place import OTHER_PLACES, PlaceFit, StreetElsewhere, place_fit
from localgov_components.address.matching.premises import Premises
from localgov_components.address.matching.words import Found, find_name
from localgov_components.address.parsing.parts import Parts
from localgov_components.address.parsing.vocabulary import ARTICLES

if TYPE_CHECKING:
    from localgov_components.address.matching.compare import Names, NamesCompared

__all__ = ["Query"]

_LETTER_AND_NUMBER = re.compile(r"([A-Z])([0-9]{1,4})|([0-9]{1,4})([A-Z])", re.ASCII)
"""A flat that may be the suffix of its building's number: `A12 Mill Lane`, `Flat 12A Mill Lane`."""
_BESIDE_ONE_ANOTHER = (2, 4)
_MOST_LEFT_OVER = 20
"""Words left over in which a name is still looked for: a county may be a street to a gazetteer."""


@dataclass(slots=True)
class Query:
    """The typed words in order, how many stand before the number, and the premises; remembers what it looked for."""

    parts: Parts
    words: list[str]
    before: int
    ways: list[Premises]
    names: list[str]
    street: list[str]
    places: frozenset[str]
    beside: frozenset[str]
    known_street: bool | None = None
    streets_elsewhere: dict[str | None, StreetElsewhere] = field(default_factory=dict)
    compared: set[tuple[Any, ...]] = field(default_factory=set)
    names_compared: dict["Names", "NamesCompared"] = field(default_factory=dict)
    _found: dict[str, Found | None] = field(default_factory=dict)
    _streets: dict[str, Found | None] = field(default_factory=dict)
    _places: dict[str, PlaceFit] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> "Query":
        """What parts that were read from a text ask for."""
        names = [*parts.organisation, *parts.building]
        if parts.po_box:
            names += ["PO", "BOX", parts.po_box]
        street = [*parts.dependent, *parts.street]
        places = [word for place in parts.places for word in place]
        words = [*names, *street, *places, *parts.left_over[:_MOST_LEFT_OVER]]
        beside = beside_words(names or words[:1]) | beside_after(places)
        return cls(parts, words, len(names), _ways(parts), names, street, frozenset(places), beside)

    @property
    def premises(self) -> Premises:
        """Numbers and flats as they are most likely meant."""
        return self.ways[0]

    def is_neighbour(self, known: Sequence[Any]) -> bool:
        """Whether numbers alone, or flats alone, show a neighbour: most addresses of a postcode are, so it is quick.

        `known` begins as `Premises` does.
        """
        if len(self.ways) > 1:
            return False
        typed = self.ways[0]
        start, flat, known_start, known_flat = typed.start, typed.flat, known[0], known[5]
        apart = (
            start is not None and known_start is not None and (start > known[2] or (typed.end or start) < known_start)
        )
        if flat is None:
            return apart and (known_flat is None or not known_flat.startswith(str(start)))
        if known_flat is None:
            return apart and not flat.startswith(str(known_start))
        return apart or (bool(flat and known_flat) and flat != known_flat and _is_plain(flat) and _is_plain(known_flat))

    def is_unlikely(self, known: Sequence[Any]) -> bool:
        """Whether an address of the typed postcode need be looked at only where no other one fits.

        A neighbour, or a house without a number where only a number was typed.
        """
        typed = self.ways[0]
        if typed.start is not None and known[0] is None and not self.names and len(self.ways) == 1:
            return known[5] is None or not known[5].startswith(str(typed.start))
        return self.is_neighbour(known)

    def find(self, name: str | None) -> Found | None:
        """Where the name of a building of the gazetteer stands in the typed words."""
        if name is None:
            return None
        try:
            return self._found[name]
        except KeyError:
            article, _, rest = name.partition(" ")
            found = find_name(name, self.words)
            if found is None and article in ARTICLES and " " in rest:  # `Manor House` for The Manor House
                found = find_name(rest, self.words)
            self._found[name] = found
            return found

    def find_street(self, name: str | None) -> Found | None:
        """Where the name of a street of the gazetteer stands in the typed words."""
        if name is None:
            return None
        try:
            return self._streets[name]
        except KeyError:
            found = self._streets[name] = find_name(name, self.words, street=True)
            return found

    def may_mean(self, name: str | None) -> bool:
        """Whether a name of the gazetteer, of whatever it is, stands in the typed words."""
        return (self.find_street(name) or self.find(name)) is not None

    def place(self, place: str | None) -> PlaceFit:
        """How the typed places compare with those of the gazetteer."""
        if place is None or not self.places:
            return PlaceFit.UNSAID
        fit = self._places.get(place)
        if fit is None:
            known = place.split(" ")
            fit = place_fit(self.places, frozenset(known))
            if fit is PlaceFit.WIDER and self._names_county_after(known):
                fit = PlaceFit.WITHIN
            self._places[place] = fit
        return fit

    def _names_county_after(self, known: list[str]) -> bool:
        """Whether what only the text says stands after the town: a county or a country, by whatever name."""
        typed = [word for place in self.parts.places for word in place]
        end = typed.index(known[-1]) + 1 if known[-1] in typed else 0
        return end > 0 and set(typed[:end]) <= set(known)

    def place_beside(self, place: str | None, street: Found | None, others: tuple[Found | None, ...]) -> PlaceFit:
        """The same, when the words of street and places were divided otherwise than the gazetteer's names are."""
        end = self.before + len(self.street)
        beyond = self.words[street.end : end] if street and street.end < end else []
        fit = self.place(place)
        if place is None or (not beyond and fit not in (PlaceFit.WIDER, *OTHER_PLACES)):
            return fit
        named = {word for each in (street, *others) if each for word in self.words[each.start : each.end]}
        typed = (self.places | set(beyond)) - named
        return place_fit(typed, frozenset(place.split(" "))) if typed else PlaceFit.UNSAID


def _is_plain(flat: str) -> bool:
    """Whether a flat has a number or a letter for its name, and so is another than one of another number."""
    return flat.isdecimal() or len(flat) == 1


def _other_end(premises: Premises) -> int | None:
    """The number before that of the building, where the two may be the ends of a range: `60, 62 Mill Lane`."""
    start, flat = premises.start, premises.flat or ""
    if start is None or start != premises.end or premises.kind or not flat.isdecimal():
        return None
    return int(flat) if start - int(flat) in _BESIDE_ONE_ANOTHER else None


def _ways(parts: Parts) -> list[Premises]:
    """Numbers and flats as they may be meant, the likeliest first.

    `4 20 New Road` is a range, or number 20 with a flat 4; `Flat 10 High Street` may be a flat at number 10.
    """
    first = _premises_of(parts)
    ways = [first]
    if parts.pair is not None:
        one, two = parts.pair
        ways.append(Premises(two, None, two, None, "", str(one)))
        if parts.slash:
            ways.append(Premises(one, None, one, None, "", str(two)))
            if one < two:
                ways.append(Premises(one, None, two, None))
    elif number := _other_end(first):
        ways.append(Premises(number, None, first.start, None))
    elif first.start is None and (found := _LETTER_AND_NUMBER.fullmatch(first.flat or "")) and not parts.building:
        letter, number = found[1] or found[4], int(found[2] or found[3])
        ways.append(Premises(number, letter, number, letter))
    elif first.flat and first.start is None and first.flat.isdecimal() and first.kind and not parts.building:
        number = int(first.flat)
        ways.append(Premises(number, None, number, None, first.kind, ""))
    return [first, *(way for way in ways if way != first)]


def _premises_of(parts: Parts) -> Premises:
    """Numbers and flats of parts, as a comparison needs them."""
    number, flat, room = parts.number, parts.flat, parts.room
    (start, suffix), (end, end_suffix) = (number.first, number.last) if number else ((None, None), (None, None))
    kind, name = (flat.kind, flat.name) if flat else (None, None)
    return Premises(start, suffix, end, end_suffix, kind, name, str(room) if room else None)
