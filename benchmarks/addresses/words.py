"""The words that made-up names are made of: read from `words.toml` beside this file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "COMMON_STREETS",
    "ESTATE_ENDS",
    "HOUSES",
    "STEM_ENDS",
    "STEM_STARTS",
    "STREET_TYPES",
    "SUBURBS",
    "TERRACES",
    "TOWN_ENDS",
    "TOWN_STARTS",
    "TRADES",
    "VILLAGE_FORMS",
    "WELSH_HOUSES",
    "WELSH_STREETS",
    "WELSH_TOWN_ENDS",
    "WELSH_TOWN_STARTS",
    "WORDINGS",
    "Wording",
]


@dataclass(frozen=True, slots=True)
class Wording:
    """What people add to an address, and how they shorten words."""

    fronts: Sequence[str]
    afters: Sequence[str]
    beside: Sequence[str]
    counties: Sequence[str]
    countries: Sequence[str]
    floors: Mapping[str, Sequence[str]]
    short: Mapping[str, Sequence[str]]


_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

ESTATE_ENDS: Sequence[str] = _WORDS["estate_ends"]
COMMON_STREETS: Sequence[str] = _WORDS["common_streets"]
HOUSES: Sequence[str] = _WORDS["houses"]
STEM_ENDS: Sequence[str] = _WORDS["stem_ends"]
STEM_STARTS: Sequence[str] = _WORDS["stem_starts"]
STREET_TYPES: Sequence[str] = _WORDS["street_types"]
SUBURBS: Sequence[str] = _WORDS["suburbs"]
TERRACES: Sequence[str] = _WORDS["terraces"]
TOWN_ENDS: Sequence[str] = _WORDS["town_ends"]
TOWN_STARTS: Sequence[str] = _WORDS["town_starts"]
TRADES: Sequence[str] = _WORDS["trades"]
VILLAGE_FORMS: Sequence[str] = _WORDS["village_forms"]
WELSH_HOUSES: Sequence[str] = _WORDS["welsh_houses"]
WELSH_STREETS: Sequence[str] = _WORDS["welsh_streets"]
WELSH_TOWN_ENDS: Sequence[str] = _WORDS["welsh_town_ends"]
WELSH_TOWN_STARTS: Sequence[str] = _WORDS["welsh_town_starts"]

WORDINGS: Mapping[str, Wording] = {
    "made with": Wording(**_WORDS["made_with"]),
    "held back": Wording(**_WORDS["measured_with"]),
    "afterwards": Wording(**_WORDS["written_afterwards"]),
    "fresh": Wording(**_WORDS["written_fresh"]),
}
"""What the matcher was made with at hand, what was held back then, and what was written when it was finished, twice."""
