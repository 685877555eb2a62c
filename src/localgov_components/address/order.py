"""The order in which people look for an address: as they would walk along the street.

Street by street; on a street the numbers first, 2 before 10 and 12 before 12A before 14; the flats of
a building after the building and before the next number; then the named houses by name; last what has
neither. Two properties never share a place: the UPRN decides in the end.

>>> sorted(["12A", "Flat 10", "14", "12", "Flat 2", "12-14"], key=natural_order)
['12', '12-14', '12A', '14', 'Flat 2', 'Flat 10']
"""

import re
from operator import attrgetter
from typing import TypeAlias

from localgov_components.address.format import number_and_name
from localgov_components.address.model import GazetteerAddress

__all__ = ["ORDERED_BY", "NaturalOrder", "WalkingOrder", "natural_order", "order_of", "walking_order"]

NaturalOrder: TypeAlias = tuple[str | tuple[int, str], ...]
"""By turns what is no number, which may be empty, and a number: how many digits it has, and these."""

WalkingOrder: TypeAlias = tuple[bool, NaturalOrder, int, tuple[NaturalOrder, ...], int]

ORDERED_BY = (
    "street_name", "building_number", "building_name", "sub_building", "organisation", "locality",
    "single_line_address",
)  # fmt: skip
"""The fields beside the UPRN that say where an address stands, as `order_of` takes them."""

_DIGITS = re.compile(r"([0-9]+)", re.ASCII)
_NUMBERED, _NAMED, _NEITHER = 0, 1, 2
_texts = attrgetter(*ORDERED_BY)


def walking_order(address: GazetteerAddress) -> WalkingOrder:
    """The sort key of an address: `sorted(addresses, key=walking_order)`."""
    return order_of(address.uprn.number, *_texts(address))


def order_of(
    uprn: int,
    street: str | None,
    building_number: str | None,
    building_name: str | None,
    sub_building: str | None,
    *others: str | None,
) -> WalkingOrder:
    """The same of an address that is known by the fields that are `ORDERED_BY`."""
    number, name = number_and_name(sub_building, building_name, building_number)
    kind = _NUMBERED if number else _NAMED if name else _NEITHER
    within = (number, name, sub_building, *others)
    return (not street, natural_order(street), kind, tuple(map(natural_order, within)), uprn)


def natural_order(text: str | None) -> NaturalOrder:
    """The sort key of text in which numbers count: 2 before 10. Nothing comes first of all.

    A number is compared by its length and then its digits, so that no length of it is too long.
    """
    if not text:
        return ()
    divided = _DIGITS.split(text.casefold())
    runs: list[str | tuple[int, str]] = [*divided]
    runs[1::2] = [(len(digits), digits) for digits in (run.lstrip("0") for run in divided[1::2])]
    return tuple(runs)
