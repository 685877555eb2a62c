"""Reasons to doubt a property that fits: it is told as possible, and is no answer by itself.

A veto says that a property is another one. A doubt says that the words may mean something else, of which the gazetteer
need not know: `Barn at Linnet Farm` is not Linnet Farm, and may be no address at all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from localgov_components.address.matching.premises import Premises, number_of
from localgov_components.address.matching.query import Query
from localgov_components.address.matching.words import Found
from localgov_components.address.parsing.vocabulary import (
    BLOCK_WORDS,
    BUILDING_WORDS,
    ORGANISATION_WORDS,
    STRONG_STREET_WORDS,
    UNIT_KINDS,
)

__all__ = [
    "OF_ANOTHER_ADDRESS",
    "OF_A_BUILDING",
    "OF_A_FIRM",
    "OF_A_PART",
    "Doubt",
    "firm_doubt",
    "place_doubt",
    "stray_doubt",
    "street_doubt",
    "thing_doubt",
]


class Doubt(NamedTuple):
    """The element that gives a reason to doubt, and the reason."""

    element: str
    why: str


OF_A_BUILDING = Doubt("number", "it may be the flat's or the building's")
OF_A_PART = Doubt("number", "the ranges have only some numbers in common")
OF_ANOTHER_ADDRESS = Doubt("number", "another number and street were typed too")
OF_A_FIRM = Doubt("flat", "the firm's, which may have others")
_OF_A_PLACE = Doubt("name", "it may be that of a place")
_OF_A_THING = Doubt("name", "it may be that of something at the property")
_OF_ANOTHER_BUILDING = Doubt("name", "the firm's, in another building")
_OF_ANOTHER_STREET = Doubt("street", "another street was typed before it")
_OF_TWO = Doubt("name", "another address may be typed before it")
_LEFT_OVER = Doubt("number", "another number is left over")
_OF_SOMETHING = frozenset({"AT", "OF"})
_BETWEEN_TWO = frozenset({"ALSO", "AND", "OR"})
_OF_ITS_OWN = (BUILDING_WORDS | UNIT_KINDS) - {"OFFICE", "OFFICES", "ROOM", "ROOMS"}
"""Words that end the name of something else where they stand before that of a building."""


def place_doubt(query: Query, known: Premises, building: Found | None, street: Found | None) -> Doubt | None:
    """A house found by a name after the street, where a number or another name was typed: it may be a village."""
    if building is None or building.start < query.before + len(query.street):
        return None
    if query.premises.start is None:
        one_word = query.before and building.end - building.start == 1  # `Castle` in Castle Quarter
        return _OF_A_PLACE if street is None and (query.parts.building or query.street or one_word) else None
    return _OF_A_PLACE if query.street and known.start is None else None


def thing_doubt(query: Query, building: Found | None, organisation: Found | None) -> Doubt | None:
    """Whatever is `at` or `of` a property, or told before it with an `and`, unless it is a firm.

    As in `Barn at Linnet Farm`, `Tower 2 Mill Lane` and `Mill House and 10 Mill Lane`.
    """
    before = query.words[: query.before if building is None else building.start]
    if not before or organisation is not None or not ORGANISATION_WORDS.isdisjoint(before):
        return None
    if before[-1] in _BETWEEN_TWO and len(before) > 1:
        return _OF_TWO
    at = (before[-1] in _OF_SOMETHING and len(before) > 1) or (len(before) == 1 and before[0] in BLOCK_WORDS)
    return _OF_A_THING if at or (building is not None and before[-1] in _OF_ITS_OWN) else None


def firm_doubt(query: Query, known: str | None, building: Found | None, street: Found | None) -> Doubt | None:
    """A firm that was typed with the name of another building than `known` and no known street: it may have several."""
    elsewhere = known is not None and building is None and query.parts.building and street is None
    return _OF_ANOTHER_BUILDING if elsewhere else None


def street_doubt(query: Query, street: Found | None, building: Found | None) -> Doubt | None:
    """A named house on a street that was typed only after another one, which the gazetteer's may be a place of."""
    if street is None or building is None or not query.street or query.street[-1] not in STRONG_STREET_WORDS:
        return None
    end = query.before + len(query.street)
    return _OF_ANOTHER_STREET if street.start >= end and building.end <= query.before else None


def stray_doubt(query: Query, names: Sequence[str | None], premises: Premises) -> Doubt | None:
    """A number of the text that is no part of the gazetteer's address."""
    if not query.parts.strays:
        return None
    known = {word for name in names if name for word in name.split(" ")} | {str(number_of(premises))}
    return None if known.issuperset(query.parts.strays) else _LEFT_OVER
