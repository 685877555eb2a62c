"""The parts of an address while they are found: words in plain form, not yet those for people.

>>> parts = Parts()
>>> parts.add_names([["BRACKWATER", "BAKERY", "LTD"], ["MILL", "HOUSE"]])
>>> parts.organisation, parts.building
(['BRACKWATER', 'BAKERY', 'LTD'], ['MILL', 'HOUSE'])
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.streets import is_building
from localgov_components.address.parsing.unit import Unit
from localgov_components.address.parsing.vocabulary import ORGANISATION_WORDS

__all__ = ["Parts"]


@dataclass(slots=True)
class Parts:
    """Parts in plain words; every list may be empty.

    `pair` holds two numbers side by side that may be a range, or a flat and a building; `slash` says that they were
    written `2/1`, which may be number and flat too. `strays` are numbers that belong to no part, legible or not, and
    postcodes and addresses beside the one that was read. `ends_name` says that the number ends the line of a building's
    name, with the street on the next: `Mill House No 4, High Street`.
    """

    postcode: str | None = None
    po_box: str | None = None
    room: Unit | None = None
    flat: Unit | None = None
    number: NumberRange | None = None
    organisation: list[str] = field(default_factory=list)
    building: list[str] = field(default_factory=list)
    dependent: list[str] = field(default_factory=list)
    street: list[str] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    pair: tuple[int, int] | None = None
    slash: bool = False
    strays: list[str] = field(default_factory=list)
    ends_name: bool = False

    def add_names(self, names: Sequence[list[str]]) -> None:
        """Keep names as an organisation, the first that is one or stands before another, and a building."""
        names = [words for words in names if words]
        for place, words in enumerate(names):
            first_of_several = not place and len(names) > 1
            firm = first_of_several or ORGANISATION_WORDS.intersection(words)
            if firm and not self.organisation and not is_building(words):
                self.organisation = words
            else:
                self.building = [*self.building, *words]

    def set_places(self, lines: Sequence[list[str]]) -> None:
        """Keep what stands after the street."""
        self.places = [*filter(None, lines)]
