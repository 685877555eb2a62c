"""A text while it is written: what it means to say, in which words, and in which order."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from benchmarks.addresses.property import Property
from benchmarks.addresses.telling import Said
from benchmarks.addresses.town import Town
from benchmarks.addresses.words import Wording

__all__ = ["Draft", "Setting"]

PARTS = ("organisation", "flat", "name", "number", "street", "locality", "town", "postcode")


LAYOUTS = {
    "usual": "front organisation units street place postcode",
    "street first": "front organisation street units place postcode",
    "postcode first": "postcode front organisation units street place",
    "organisation last": "front units street organisation place postcode",
    "number last": "front organisation units street place postcode",
    "town before locality": "front organisation units street place postcode",
    "town first": "place front organisation units street postcode",
    "place before street": "front organisation units place street postcode",
    "backwards": "postcode place street units organisation front",
    "units after place": "front organisation street place units postcode",
    "units last": "front organisation street place postcode units",
}
"""Orders of the parts."""

_TOWN_BEFORE_LOCALITY = {"town before locality", "town first", "backwards"}
"""These exchange the two, and `number last` those of a street."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the writer lives: the town, its neighbours' names, and what streets it has."""

    town: Town
    wording: Wording
    neighbours: tuple[str, ...]
    localities: tuple[str, ...]
    postcodes: tuple[str, ...]
    numbers: Mapping[tuple[str, str], frozenset[str]]
    """Numbers by street and locality."""

    families: Mapping[str, tuple[str, ...]]
    """Streets by their names without the last word."""

    vocabulary: frozenset[str]
    """Words of all names there, so that a typing fault does not make another name by chance."""

    names: frozenset[str]


@dataclass(slots=True)
class Draft:
    """Parts that are meant, and the words that stand for them."""

    property: Property
    setting: Setting
    chance: random.Random
    said: Said = field(init=False)
    words: dict[str, str] = field(init=False)
    front: str = ""
    after_town: str = ""
    layout: str = "usual"
    dress: Callable[[str], str] | None = None
    """What is done to the whole text, in place of a person's habits."""

    def __post_init__(self) -> None:
        """Begin with everything as the gazetteer has it."""
        self.words = {part: getattr(self.property, part) for part in PARTS}
        self.said = Said(*(self.words[part] for part in PARTS))

    def leave_out(self, *parts: str) -> None:
        """Say nothing of the parts."""
        self.say(**dict.fromkeys(parts, ""))

    def say(self, **parts: str) -> None:
        """Say something else, in the gazetteer's words."""
        self.words |= parts
        told = (parts.get(part, getattr(self.said, part)) for part in PARTS)
        self.said = Said(*told, doubted=self.said.doubted)

    def say_nothing(self) -> None:
        """Mean no property, whatever the words are."""
        self.said = Said()

    def doubt(self, part: str, words: str) -> None:
        """Say something that is wrong of a part."""
        self.say(**{part: words})
        self.said = replace(self.said, doubted=self.said.doubted | {part})

    def without_postcode(self) -> str:
        """The text, less its postcode."""
        return self._text("")

    def text(self) -> str:
        """The whole text."""
        return self._text(self.words["postcode"])

    def _text(self, postcode: str) -> str:
        words = self.words
        joined = words["name"] and words["flat"][:1].isdigit()
        street = (words["number"], words["street"])
        place = (words["locality"], words["town"])
        pieces = {
            "front": (self.front,),
            "organisation": (words["organisation"],),
            "units": (f"{words['flat']} {words['name']}",) if joined else (words["flat"], words["name"]),
            "street": (" ".join(each for each in (street[::-1] if self.layout == "number last" else street) if each),),
            "place": (*(place[::-1] if self.layout in _TOWN_BEFORE_LOCALITY else place), self.after_town),
            "postcode": (postcode,),
        }
        return ", ".join(part for piece in LAYOUTS[self.layout].split() for part in pieces[piece] if part)
