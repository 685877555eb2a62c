"""Texts with their labels, a share of them for each town."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.addresses.draft import Draft, Setting
from benchmarks.addresses.faults import choose
from benchmarks.addresses.manner import MANNERS, Manner
from benchmarks.addresses.property import Property
from benchmarks.addresses.telling import Outcome, Teller, Told
from benchmarks.addresses.town import Town
from benchmarks.addresses.words import Wording

__all__ = ["LabelledText", "labelled_texts"]

_UNTELLING_SHARE = 1 / 6
_TRIES = 400
_NOT_MEANT = {"beside the property", "another street of the family"}
"""The words lead to a property, and it is not the one that is meant."""
_NEIGHBOUR_TOWNS = ("Vexholme", "Poulderwick", "Stannering")
"""Not in any gazetteer made here: one that is might have the same street and number, and be meant."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """What somebody typed, and what it means."""

    id: str
    text: str
    address: str
    """The text less its postcode, for what wants the two apart."""

    postcode: str
    outcome: Outcome
    uprn: int | None
    parent: int | None
    possible: tuple[int, ...]
    fault: str


def labelled_texts(
    town: Town, number: int, *, seed: int = 2026, manner: Manner = MANNERS["made with"]
) -> Iterator[LabelledText]:
    """That many texts about properties of the town, no two of which mean the same one."""
    chance = random.Random(f"{seed}:{town.name}:typed")
    telling = {name: fault for name, fault in manner.telling.items() if town.welsh or not name.startswith("Welsh")}
    setting, teller, used = _setting(town, manner.wording), Teller(town), set[int]()
    for place in range(number):
        untelling = chance.random() < _UNTELLING_SHARE
        faults = manner.untelling if untelling else telling
        fault = choose(chance, faults)
        for _ in range(_TRIES):
            drawn = chance.choice(town.properties)
            draft = Draft(drawn, setting, chance)
            if drawn.uprn in used or drawn.is_shell or not faults[fault][1](draft):
                continue
            told = teller.tell(draft.said)
            if (told.outcome == "matched") == untelling and fault != "beside the property":
                continue
            if told.outcome == "matched" and not untelling and told.uprn != drawn.uprn:
                continue
            used.add(drawn.uprn)
            yield _labelled(f"{town.name}-{place}", draft, told, fault, manner)
            break


def _labelled(id_: str, draft: Draft, told: Told, fault: str, manner: Manner) -> LabelledText:
    dress = draft.dress or (lambda text: manner.habit(draft.chance, text))
    state = draft.chance.getstate()
    text = dress(draft.text())
    draft.chance.setstate(state)  # the same habits for the same text without its postcode
    address = dress(draft.without_postcode())
    if fault in _NOT_MEANT:
        told = Told("not-found")
    return LabelledText(
        id_, text, address, draft.words["postcode"], told.outcome, told.uprn, told.parent, told.possible, fault
    )


def _setting(town: Town, wording: Wording) -> Setting:
    families: dict[str, set[str]] = defaultdict(set)
    for each in town.properties:
        families[each.street.rpartition(" ")[0]].add(each.street)
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in town.properties:
        numbers[each.street, each.locality].update(_held(each))
    words = " ".join({part for each in town.properties for part in (each.street, each.locality, each.name, each.town)})
    return Setting(
        town,
        wording,
        _NEIGHBOUR_TOWNS,
        tuple(sorted({each.locality for each in town.properties} - {""})) or ("Saltmarsh",),
        tuple(sorted({each.postcode for each in town.properties})),
        {key: frozenset(held) for key, held in numbers.items()},
        {stem: tuple(sorted(streets)) for stem, streets in families.items()},
        frozenset(words.lower().split()),
        frozenset(each.name for each in town.properties),
    )


def _held(each: Property) -> Iterator[str]:
    """A property's number; of a range, every number that it might hold."""
    first, dash, last = each.number.partition("-")
    yield each.number
    if dash:
        yield from map(str, range(int(first), int(last) + 1))
