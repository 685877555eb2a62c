"""Localities and towns of two addresses compared, word by word.

People leave the locality out, or the town; gazetteers add a district that nobody writes. So it matters whether one side
only says more than the other, or each says something that the other does not.

>>> known = frozenset({"MILLBANK", "AMBLEFORD"})
>>> place_fit(frozenset({"AMBLEFORD"}), known), place_fit(frozenset({"WHITECROSS", "AMBLEFORD"}), known)
(<PlaceFit.WITHIN: (<How.EQUAL: 'equal'>, 'within')>, <PlaceFit.APART: (<How.CONFLICTING: 'conflicting'>, 'apart')>)
"""

from enum import Enum
from typing import NamedTuple

from localgov_components.address.matching.match import How
from localgov_components.address.matching.words import same_word

__all__ = ["NOWHERE_ELSE", "OTHER_PLACES", "PlaceFit", "StreetElsewhere", "place_fit"]


class PlaceFit(Enum):
    """How typed places compare with known ones: alike, one within the other, or apart."""

    SAME = How.EQUAL, "same"
    SPELLED = How.SPELLING, "spelled"
    WITHIN = How.EQUAL, "within"
    WIDER = How.EQUIVALENT, "wider"
    APART = How.CONFLICTING, "apart"
    OTHER = How.CONFLICTING, "other"
    UNSAID = How.MISSING, "unsaid"

    __hash__ = object.__hash__  # each is itself alone: weights are looked up by it, millions of times

    @property
    def how(self) -> How:
        """In the terms of an explanation."""
        return self.value[0]


OTHER_PLACES = (PlaceFit.APART, PlaceFit.OTHER)
"""What places are that are not the typed one."""


class StreetElsewhere(NamedTuple):
    """How many places that may be the typed one have a street of a name, and whether the typed place has."""

    places: int = 1
    is_there: bool = False


NOWHERE_ELSE = StreetElsewhere()
"""A street whose name no other one has."""


def place_fit(typed: frozenset[str], known: frozenset[str]) -> PlaceFit:
    """Compare the words of places; one that is nearly another counts as the same."""
    only_typed, only_known = sorted(typed - known), sorted(known - typed)
    left: list[str] = []
    for word in only_typed:
        near = next((other for other in only_known if same_word(other, word)), None)
        if near is None:
            left.append(word)
        else:
            only_known.remove(near)
    if not left:
        if only_known:
            return PlaceFit.WITHIN
        return PlaceFit.SPELLED if only_typed else PlaceFit.SAME
    if not only_known:
        return PlaceFit.WIDER
    return PlaceFit.APART if len(left) < len(typed) else PlaceFit.OTHER
