"""An address as people read it: lines, or one label.

The order of the lines is Royal Mail's: organisation, PO box, flat, building, number and street,
locality, town, post town, postcode. What stands before the street is arranged by Royal Mail's rules
(`address.paf.premises`): a building name that is really a number (`12A`, `12-14`), or ends with one,
puts it before the street. A locality that only repeats the town is left out, and nothing else is.

>>> flat = GazetteerAddress.model_validate({
...     "uprn": "999900000025", "single_line_address": "Flat 2, 10 Mill Lane, Ambleford, DT97 1AF",
...     "sub_building": "Flat 2", "building_number": "10", "street_name": "Mill Lane",
...     "town_name": "Ambleford", "post_town": "AMBLEFORD", "postcode": "DT97 1AF",
... })
>>> address_lines(flat)
('Flat 2', '10 Mill Lane', 'AMBLEFORD', 'DT97 1AF')
>>> address_label(flat)
'Flat 2, 10 Mill Lane, AMBLEFORD, DT97 1AF'
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from localgov_components.address.model import GazetteerAddress
from localgov_components.address.paf.premises import Premises, premises, without_po_box

__all__ = ["address_label", "address_lines", "ends_a_part", "number_and_name"]

_ABSENT_NUMBER = "0"
_REMEMBERED = 1_000
"""Places, which most addresses of a list have in common."""


def address_lines(address: GazetteerAddress) -> tuple[str, ...]:
    """Lines for an envelope or a page, the post town and the postcode last.

    An address known only as a single line is that line, divided at its commas.
    """
    premises = tuple(_premises(address))
    if not premises:
        return _divided(address)
    return (*premises, *_tail(address))


def address_label(address: GazetteerAddress) -> str:
    """One line, as a list of addresses shows it."""
    return ", ".join(address_lines(address))


def number_and_name(sub_building: str | None, name: str | None, number: str | None) -> tuple[str, str]:
    """The number that stands before the street and the name on its own line; either may be empty."""
    arranged = _arranged(sub_building, name, number)
    own = _arranged(None, name, number) if sub_building else arranged
    return arranged.number, "".join(own.lines)


def _premises(address: GazetteerAddress) -> Iterator[str]:
    building = _arranged(address.sub_building, address.building_name, address.building_number)
    box = without_po_box(address.po_box)
    yield from filter(None, (address.organisation, box and f"PO Box {box}"))
    yield from building.lines
    street = address.street_name or (building.number and address.locality)
    yield from filter(None, (" ".join(filter(None, (building.number, street))),))


def _arranged(sub_building: str | None, name: str | None, number: str | None) -> Premises:
    return premises(sub_building or "", name or "", "" if number == _ABSENT_NUMBER else number or "")


def _tail(address: GazetteerAddress) -> tuple[str, ...]:
    number = _arranged(address.sub_building, address.building_name, address.building_number).number
    locality = None if number and not address.street_name else address.locality
    places = _without_repeats((locality, address.town_name, address.island, address.post_town))
    return (*places, *([str(address.postcode)] if address.postcode else []))


def _without_repeats(places: tuple[str | None, ...]) -> tuple[str, ...]:
    """Each place once, at its last mention: the post town stays last."""
    unique: dict[str, str] = {}
    for place in filter(None, reversed(places)):
        unique.setdefault(place.casefold(), place)
    return tuple(reversed(unique.values()))


def _divided(address: GazetteerAddress) -> tuple[str, ...]:
    line, postcode = address.single_line_address, str(address.postcode or "")
    parts = filter(None, (part.strip() for part in line.split(",")))
    return (*parts, *(place for place in _tail(address) if not ends_a_part(place, line, postcode)))


def ends_a_part(place: str, line: str, postcode: str) -> bool:
    """Whether a place stands at the end of a part of the line, or before its postcode: in `Ash Road` is no Ash."""
    following = (line[found.end(1) :].partition(",")[0] for found in _mentions(place).finditer(line))
    return any(_compact(text) in ("", _compact(postcode)) for text in following)


@lru_cache(_REMEMBERED)
def _mentions(place: str) -> re.Pattern[str]:
    """Finds where a line names a place, with the dots behind it; compiled once, for that takes far longer."""
    words = r"\s*".join(map(re.escape, place.split()))
    return re.compile(rf"(?<!\w)(?=({words}[\s.]*))", re.IGNORECASE)


def _compact(text: str) -> str:
    return "".join(text.split()).casefold()
