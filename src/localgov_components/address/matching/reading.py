"""One way to read a gazetteer's address, in the form that the index keeps and a comparison needs.

The columns of AddressBase Core say what each part is. A source with one line alone is parsed as what a person types
is.

>>> reading = reading_of_line("Flat 2, 10 Mill Lane, Ambleford, DT97 1AF", None)
>>> reading.flat, reading.start, reading.street, reading.place
('2', 10, 'MILL LANE', 'AMBLEFORD')
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.items import read_items
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.parts import MOST_CHARACTERS, Parts, read_parts
from localgov_components.address.parsing.unit import Unit

__all__ = ["NAME_COLUMNS", "Reading", "reading_of_columns", "reading_of_line"]

_MARKS = frozenset(",-/")
_REMEMBERED = 50_000
"""Names that were folded and are kept for the next row: those of a street come together."""


class Reading(NamedTuple):
    """Premises and names of an address; names are words in plain form with one space between.

    A single number is a range that ends where it starts.
    """

    postcode: str | None = None
    room: str | None = None
    kind: str | None = None
    flat: str | None = None
    start: int | None = None
    suffix: str | None = None
    end: int | None = None
    end_suffix: str | None = None
    organisation: str | None = None
    building: str | None = None
    dependent: str | None = None
    street: str | None = None
    place: str | None = None


NAME_COLUMNS = ("organisation", "building", "dependent", "street", "place")
"""Those of a reading that hold names: the index keeps each name once."""


def reading_of_line(line: str, postcode: str | None) -> Reading:
    """Read an address in one line; a postcode of its own column goes before one in the line."""
    reading = _reading_of_parts(read_parts(line[:MOST_CHARACTERS]))
    return reading._replace(postcode=postcode) if postcode else reading


def _reading_of_parts(parts: Parts) -> Reading:
    """The form for the index of parts that were parsed."""
    names = Reading(
        postcode=parts.postcode,
        room=str(parts.room) if parts.room else None,
        organisation=" ".join(parts.organisation) or None,
        building=" ".join(parts.building) or _po_box(parts.po_box),
        dependent=" ".join(parts.dependent) or None,
        street=" ".join(parts.street) or None,
        place=" ".join(word for place in parts.places for word in place) or None,
    )
    return _reading(parts.number, parts.flat, names)


def reading_of_columns(row: Mapping[str, str | None]) -> Reading:
    """Read the columns of AddressBase Core; a number may stand in the building's name, and a flat in its number."""
    flat, name_of_sub = _unit(row["sub_building"])
    number, building, lead, unit = _building(row["building_name"])
    flat = flat or unit
    own = _number(row["building_number"])
    if own is not None:
        if number is not None:
            lead = lead or number
        number = own
    if lead is not None and flat is None:
        flat = Unit("", str(lead))
    names = [name for name in (name_of_sub, building) if name]
    reading = Reading(
        postcode=row["postcode"] or None,
        organisation=_name(row["organisation"]),
        building=" ".join(names) or _po_box(row["po_box"]),
        street=_name(row["street_name"]),
        place=_place(row["locality"], row["town_name"], row["post_town"], row["island"]),
    )
    return _reading(number, flat, reading)


def _reading(number: NumberRange | None, flat: Unit | None, names: Reading) -> Reading:
    """The names with the numbers of the building and the flat."""
    if flat is not None:
        names = names._replace(kind=flat.kind, flat=flat.name)
    if number is None:
        return names
    (start, suffix), (end, end_suffix) = number.first, number.last
    return names._replace(start=start, suffix=suffix, end=end, end_suffix=end_suffix)


def _po_box(number: str | None) -> str | None:
    return f"PO BOX {number}" if number else None


@lru_cache(_REMEMBERED)
def _name(text: str | None) -> str | None:
    return " ".join(part for part in fold(text) if part not in _MARKS) or None if text else None


@lru_cache(_REMEMBERED)
def _place(*texts: str | None) -> str | None:
    names = dict.fromkeys(name for name in map(_name, texts) if name)
    return " ".join(names) or None


@lru_cache(_REMEMBERED)
def _unit(text: str | None) -> tuple[Unit | None, str | None]:
    """The unit in a sub-building's name, and the words around it: `Flat 2 The Stables`."""
    if not text:
        return None, None
    items = read_items(fold(text))
    unit = next((item for item in items if isinstance(item, Unit)), None)
    rest = [str(item) for item in items if item is not unit and item != ","]
    if unit is not None:
        unit = Unit("", unit.name) if unit.kind == "/" else unit
        if len(items) == 2 and items[0] is unit and isinstance(items[1], NumberRange):  # noqa: PLR2004
            return Unit(unit.kind, f"{unit.name} {items[1]}"), None  # `First Floor Flat 2`
        return unit, " ".join(rest) or None
    if len(rest) == 1 and (not rest[0].isalpha() or len(rest[0]) == 1):
        return Unit("", rest[0]), None
    return (
        (Unit("", str(items[0])), " ".join(rest[1:]) or None)
        if rest and isinstance(items[0], NumberRange)
        else (
            None,
            " ".join(rest) or None,
        )
    )


@lru_cache(_REMEMBERED)
def _building(text: str | None) -> tuple[NumberRange | None, str | None, NumberRange | None, Unit | None]:
    """What the name of a building holds: its number, its words, a number before them, and a unit.

    All are there in practice: `12A`, `Mill House`, `3 Mill House`, `Unit 3 Mill Yard`.
    """
    if not text:
        return None, None, None, None
    items = [item for item in read_items(fold(text)) if item != ","]
    unit = next((item for item in items if isinstance(item, Unit)), None)
    items = [item for item in items if item is not unit]
    numbers = [item for item in items if isinstance(item, NumberRange)]
    words = " ".join(str(item) for item in items if not isinstance(item, NumberRange)) or None
    if words is None:
        return (numbers[-1] if numbers else None), None, (numbers[0] if len(numbers) > 1 else None), unit
    if numbers and items[0] is numbers[0]:
        return (numbers[-1] if len(numbers) > 1 else None), words, numbers[0], unit
    if len(numbers) == 1 and items[-1] is numbers[0]:
        return numbers[0], words, None, unit
    return None, " ".join(map(str, items)), None, unit


@lru_cache(_REMEMBERED)
def _number(text: str | None) -> NumberRange | None:
    if not text:
        return None
    number = next((item for item in read_items(fold(text)) if isinstance(item, NumberRange)), None)
    return None if number is None or not number.start else number
