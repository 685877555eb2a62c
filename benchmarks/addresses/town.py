"""Towns of the made-up gazetteer: each has its own random numbers, so that any of them can be made alone."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from benchmarks.addresses.premises import Plot
from benchmarks.addresses.property import Property
from benchmarks.addresses.streets import KINDS, Side, street_of_kind
from benchmarks.addresses.words import (
    COMMON_STREETS,
    HOUSES,
    STEM_ENDS,
    STEM_STARTS,
    STREET_TYPES,
    SUBURBS,
    TOWN_ENDS,
    TOWN_STARTS,
    VILLAGE_FORMS,
    WELSH_HOUSES,
    WELSH_STREETS,
    WELSH_TOWN_ENDS,
    WELSH_TOWN_STARTS,
)

__all__ = ["Town", "towns"]

_AREAS, _WELSH_AREAS = ("DT", "HR", "TQ", "TR", "HX", "KW", "DG"), ("LD", "NP")
_DISTRICTS = range(60, 99)
"""Districts that none of these areas has."""

_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_UNITS = 10 * len(_INWARD) ** 2
_TOWNS_IN_A_DISTRICT = 4
_FIRST_UPRN = 998_000_000_000
_WELSH_EVERY = 5
_DELIVERIES_AT_A_POSTCODE = 16
_SHARED, _SHARED_IN_A_VILLAGE = 0.15, 0.5
_ENGLISH_TOWNS = [f"{start}{end}" for start in TOWN_STARTS for end in TOWN_ENDS]
_WELSH_TOWNS = [f"{start}{end}" for start in WELSH_TOWN_STARTS for end in WELSH_TOWN_ENDS]
_STRIDE = 397
"""Has no factor in common with the numbers of names, so that neighbours in the list are not alike."""


@dataclass(frozen=True, slots=True)
class Town:
    """A post town with its properties, in walking order."""

    name: str
    welsh: bool
    properties: tuple[Property, ...]


def towns(size: int, *, seed: int = 2026) -> Iterator[Town]:
    """Towns with `size` properties together; the last is cut short."""
    left = size
    for place in count():
        town = _Builder(place, seed).town()
        yield town if len(town.properties) <= left else Town(town.name, town.welsh, town.properties[:left])
        left -= len(town.properties)
        if left <= 0:
            return


class _Builder:
    def __init__(self, place: int, seed: int) -> None:
        self._chance = random.Random(f"{seed}:{place}")
        self._welsh = place % _WELSH_EVERY == _WELSH_EVERY - 1
        self._houses = [*WELSH_HOUSES, *HOUSES[:12]] if self._welsh else HOUSES
        alike = place // _WELSH_EVERY if self._welsh else place - place // _WELSH_EVERY
        self._name = _name(alike, _WELSH_TOWNS if self._welsh else _ENGLISH_TOWNS)
        areas = _WELSH_AREAS if self._welsh else _AREAS
        districts = [f"{area}{number}" for number in reversed(_DISTRICTS) for area in areas]
        self._outward = districts[alike % len(districts)]
        share = _UNITS // _TOWNS_IN_A_DISTRICT
        slot = alike // len(districts)
        if slot >= _TOWNS_IN_A_DISTRICT:
            raise ValueError("There are not so many postcodes. Ask for fewer addresses.")
        self._units = iter(range(slot * share, (slot + 1) * share))
        self._uprn = _FIRST_UPRN + place * 200_000
        self._x, self._y = 300_000 + 9_000 * (place % 30), 100_000 + 9_000 * (place // 30)
        self._made: list[Property] = []
        self._last = ("", "")

    def town(self) -> Town:
        """Streets in the centre, then in each suburb and village, until the town is large enough."""
        chance = self._chance
        localities = ["", *chance.sample(SUBURBS, chance.randint(2, 4)), *self._villages()]
        wanted = chance.randint(6_000, 11_000)
        shares = [3.0] + [chance.uniform(0.4, 1.4) for _ in localities[1:]]
        families = list(self._families())
        for locality, share in zip(localities, shares, strict=True):
            self._fill(locality, round(wanted * share / sum(shares)), families)
        return Town(self._name, self._welsh, tuple(self._made))

    def _villages(self) -> Iterator[str]:
        chance = self._chance
        stem = f"{chance.choice(STEM_STARTS)}{chance.choice(('ham', 'ton', 'well', 'thorpe', 'mere', 'stock'))}"
        for form in chance.sample(VILLAGE_FORMS, chance.randint(2, 4)):
            if chance.random() < 0.5:  # else near-alike: Great and Little of the same name
                stem = f"{chance.choice(STEM_STARTS)}{chance.choice(('ham', 'ton', 'well', 'thorpe', 'mere', 'stock'))}"
            yield form.format(stem)

    def _families(self) -> Iterator[str]:
        """Names of streets, of which many share a stem or nearly."""
        chance = self._chance
        stems = [f"{start}{end}" for start in STEM_STARTS for end in STEM_ENDS]
        chance.shuffle(stems)
        for stem in stems:
            kinds = chance.sample(STREET_TYPES, chance.choice((1, 1, 1, 2, 3, 4)))
            yield from (f"{stem} {kind}" for kind in kinds)
            if chance.random() < 0.06:
                yield f"{stem}s {chance.choice(kinds)}"
            if chance.random() < 0.05:
                yield f"{chance.choice(('Upper', 'Lower', 'North', 'Old'))} {stem} {kinds[0]}"

    def _fill(self, locality: str, wanted: int, families: list[str]) -> None:
        chance = self._chance
        common = list(WELSH_STREETS if self._welsh else COMMON_STREETS)
        chance.shuffle(common)
        until = len(self._made) + wanted
        if locality and chance.random() < 0.3:
            self._place(street_of_kind(chance, "lane", self._houses), "", locality)
        while len(self._made) < until:
            from_common = common and chance.random() < (0.7 if self._welsh else 0.3)
            street = common.pop() if from_common else families.pop(0)
            kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
            if street in {"High Street", "Market Place", "Stryd Fawr", "Town Square"}:
                kind = "shops"
            elif street.endswith((" Close", " Mews")):
                kind = "close"
            self._place(street_of_kind(chance, kind, self._houses), street, locality)

    def _place(self, sides: list[Side], street: str, locality: str) -> None:
        x, y = self._x + self._chance.randint(0, 8_000), self._y + self._chance.randint(0, 8_000)
        for across, side in enumerate(sides):
            deliveries, postcode = 0, self._postcode_of(street, locality)
            for along, plots in enumerate(side):
                if deliveries and (deliveries + len(plots) > _DELIVERIES_AT_A_POSTCODE):
                    deliveries, postcode = 0, self._postcode()
                self._build(plots, street, locality, postcode, (x + 9 * along, y + 18 * across))
                deliveries += len(plots)
            self._last = (postcode, locality)

    def _build(self, plots: list[Plot], street: str, locality: str, postcode: str, point: tuple[int, int]) -> None:
        parent = None
        for plot in plots:
            self._uprn += self._chance.randint(1, 9)
            self._made.append(
                Property(
                    self._uprn, parent if plot.has_parent else None, plot.kind, plot.organisation, plot.flat, plot.name,
                    plot.number, street, locality, self._name, postcode, *point,
                )
            )  # fmt: skip
            parent = parent or self._uprn

    def _postcode_of(self, street: str, locality: str) -> str:
        """The postcode at which a side begins: now and then that of the street before."""
        before, there = self._last
        shared = before and there == locality and self._chance.random() < (_SHARED if street else _SHARED_IN_A_VILLAGE)
        return before if shared else self._postcode()

    def _postcode(self) -> str:
        sector, unit = divmod(next(self._units), len(_INWARD) ** 2)
        first, second = divmod(unit, len(_INWARD))
        return f"{self._outward} {sector}{_INWARD[first]}{_INWARD[second]}"


def _name(place: int, names: list[str]) -> str:
    again, which = divmod(place, len(names))
    name = names[which * _STRIDE % len(names)]
    return f"Market {name}" if again else name
