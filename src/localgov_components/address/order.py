"""The order in which people look for an address: as they would walk along the street.

Street by street; on a street the numbers first, 2 before 10 and 12 before 12A before 14; the flats of
a building after the building and before the next number; then the named houses by name; last what has
neither. Two properties never share a place: the UPRN decides in the end.

>>> sorted(["12A", "Flat 10", "14", "12", "Flat 2", "12-14"], key=natural_order)
['12', '12-14', '12A', '14', 'Flat 2', 'Flat 10']
"""

import re
from typing import TypeAlias

from localgov_components.address.format import number_and_name
from localgov_components.address.model import GazetteerAddress

__all__ = ["NaturalOrder", "WalkingOrder", "natural_order", "walking_order"]

NaturalOrder: TypeAlias = tuple[tuple[int, int, str], ...]
"""Runs of digits by size, and before runs of letters."""

WalkingOrder: TypeAlias = tuple[int, NaturalOrder, int, tuple[NaturalOrder, ...], int]

_RUN = re.compile(r"([0-9]+)|[^0-9]+", re.ASCII)
_DIGITS, _LETTERS = 0, 1
_NUMBERED, _NAMED, _NEITHER = 0, 1, 2


def walking_order(address: GazetteerAddress) -> WalkingOrder:
    """The sort key of an address: `sorted(addresses, key=walking_order)`."""
    number, name = number_and_name(address)
    kind = _NUMBERED if number else _NAMED if name else _NEITHER
    street = address.street_name or ""
    within = (number, name, address.sub_building, address.organisation, address.locality, address.single_line_address)
    return (int(not street), natural_order(street), kind, tuple(map(natural_order, within)), address.uprn.number)


def natural_order(text: str | None) -> NaturalOrder:
    """The sort key of text in which numbers count: 2 before 10. Nothing comes first of all.

    A number is compared by its length and then its digits, so that no length of it is too long.
    """
    return tuple(_run(found) for found in _RUN.finditer((text or "").casefold()))


def _run(found: re.Match[str]) -> tuple[int, int, str]:
    if not found[1]:
        return _LETTERS, 0, found[0]
    significant = found[1].lstrip("0")
    return _DIGITS, len(significant), significant
