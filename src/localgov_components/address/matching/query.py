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

from localgov_components.address.matching.beside import beside_after, beside_in, beside_words, tells_place
from localgov_components.address.matching.match import How
from localgov_components.address.matching.neighbours import is_neighbour, likely_rows
from localgov_components.address.matching.place import OTHER_PLACES, PlaceFit, StreetElsewhere, place_fit
from localgov_components.address.matching.premises import Premises
from localgov_components.address.matching.words import Found, find_name, find_street
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
    premises: Premises
    """Numbers and flats as they are most likely meant: the first of `ways`."""
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
        ways = _ways(parts)
        return cls(parts, words, len(names), ways[0], ways, names, street, frozenset(places), beside)

    def is_neighbour(self, known: Sequence[Any]) -> bool:
        """Whether numbers alone, or flats alone, show a neighbour; `known` begins as `Premises` does."""
        return len(self.ways) == 1 and is_neighbour(self.premises, known)

    def likely(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Those of the rows of the typed postcode that may be meant."""
        return likely_rows(self.premises, rows, named=bool(self.names)) if len(self.ways) == 1 else rows

    def find(self, name: str | None) -> Found | None:
        """Where the name of a building of the gazetteer stands in the typed words."""
        if name is None:
            return None
        found = self._named(name)
        article, _, rest = name.partition(" ")
        if rest and article in ARTICLES and (found is None or found.how is How.SPELLING):
            alone = found is None or found.end - found.start == 1  # `Bwthyn` is no spelling of Y Bwthyn
            return self._find_without_article(rest) or (None if alone else found)
        return found

    def _find_without_article(self, name: str) -> Found | None:
        """`Manor House` for The Manor House; a single word must be all that was typed: `Gables` for The Gables."""
        return self._named(name) if " " in name or self.parts.building == [name] else None

    def find_street(self, name: str | None) -> Found | None:
        """Where the name of a street of the gazetteer stands in the typed words."""
        if name is None:
            return None
        try:
            return self._streets[name]
        except KeyError:
            found = self._streets[name] = find_street(name, self.words, self._named(name))
            return found

    def _named(self, name: str) -> Found | None:
        try:
            return self._found[name]
        except KeyError:
            found = self._found[name] = find_name(name, self.words)
            return found

    def is_beside(self, building: str | None, named: Found | None, others: tuple[Found | None, ...]) -> bool:
        """Whether one side says that it is beside a property, and the other does not.

        Words in names that were found do not say so, since `The Wine Cellar` is a firm and `Bin Lane` a street; but
        the name of a building, found at `named`, does where it tells a place: `Rear of`.
        """
        known = beside_in(building)
        if self.beside == known:
            return False
        if named is not None and not tells_place(known):
            known, others = frozenset(), (named, *others)
        own = {at for each in others if each for at in range(each.start, each.end)}
        return self.beside.intersection(word for at, word in enumerate(self.words) if at not in own) != known

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


def _other_end(premises: Premises) -> int | None:
    """The number before that of the building, where the two may be the ends of a range: `60, 62 Mill Lane`."""
    start, (floor, _, flat) = premises.start, (premises.flat or "").rpartition(" ")
    if start is None or start != premises.end or (premises.kind and not floor) or not flat.isdecimal():
        return None
    return int(flat) if start - int(flat) in _BESIDE_ONE_ANOTHER else None


def _ways(parts: Parts) -> list[Premises]:
    """Numbers and flats as they may be meant, the likeliest first.

    `4 20 New Road` is a range, or number 20 with a flat 4; `Flat 10 High Street` may be a flat at number 10.
    """
    first = _premises_of(parts)
    ways, named = [first], bool(parts.building and parts.street)
    if parts.pair is not None:
        one, two = parts.pair
        ways.append(Premises(two, None, two, None, "", str(one)))
        if parts.slash:
            ways.append(Premises(one, None, one, None, "", str(two)))
            if one < two:
                ways.append(Premises(one, None, two, None))
    elif first.flat == str(first.start) == str(first.end) and not (first.kind or parts.building):
        ways.append(first._replace(kind=None, flat=None))  # `12, 12 Mill Lane`
    elif number := _other_end(first):
        floor = (first.flat or "").rpartition(" ")[0]
        ways.append(Premises(number, None, first.start, None, first.kind if floor else None, floor or None))
    elif first.start is None and (found := _LETTER_AND_NUMBER.fullmatch(first.flat or "")) and not named:
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
