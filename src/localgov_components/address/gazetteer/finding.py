"""Finding addresses in a gazetteer's file: one statement, or a few, for each kind of query.

Addresses come in walking order; around a point by their distance; and as somebody types in the order of the
keys that begin so. Edges belong to a box, a circle and a polygon. What the index of squares proposes is
measured exactly.
"""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from localgov_components.address.gazetteer.cells import runs_in
from localgov_components.address.gazetteer.nearest import nearest_first
from localgov_components.address.gazetteer.tables import COLUMNS, SqlValue, address_from_row
from localgov_components.address.gazetteer.typeahead import (
    postcode_beginnings,
    street_text,
    typed_in_full,
    typed_text,
    typed_turned,
)
from localgov_components.address.grid import GridPoint
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.provider import AddressCapability, AddressPage, AddressQuery

__all__ = ["addresses_with", "find_addresses", "is_inside", "page_of"]

_FROM_ADDRESS = f"SELECT {COLUMNS} FROM address"  # noqa: S608 - made of constants
_BY_UPRN = f"{_FROM_ADDRESS} WHERE uprn = ?"
_NOT_A_SHELL = (
    "NOT (IFNULL(classification_code, '') LIKE 'P%'"
    " AND EXISTS (SELECT 1 FROM address AS child WHERE child.parent_uprn = address.uprn))"
)
_BY_KEY = (
    f"SELECT {COLUMNS.replace('uprn', 'address.uprn', 1)} FROM typed CROSS JOIN address ON address.uprn = typed.uprn"  # noqa: S608 - made of constants
    " WHERE key >= ? AND key < ?"
)
_POSTCODES = "SELECT DISTINCT postcode FROM address WHERE postcode >= ? AND postcode < ? ORDER BY postcode"
_IN_RUN = "SELECT uprn, easting, northing FROM address WHERE cell BETWEEN ? AND ?"

_BEHIND_ALL = "\U0010ffff"
_Corners: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north of a box."""

_Measured: TypeAlias = list[tuple[float, int]]
"""Distances in metres and UPRNs, the nearest first."""


def find_addresses(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The page of addresses that a query asks for; free text is matched, and not found here."""
    return _FINDERS[query.needs](connection, query)


def addresses_with(connection: sqlite3.Connection, uprns: Iterable[int]) -> tuple[GazetteerAddress, ...]:
    """The addresses with these UPRNs, in their order, without those that are not there."""
    rows = (connection.execute(_BY_UPRN, (uprn,)).fetchone() for uprn in uprns)
    return tuple(address_from_row(row) for row in rows if row)


def page_of(found: Sequence[GazetteerAddress], query: AddressQuery) -> AddressPage:
    """The page of what was found that a query asks for."""
    end = None if query.limit is None else query.offset + query.limit
    return AddressPage(addresses=tuple(found[query.offset : end]), total=len(found))


def is_inside(x: float, y: float, corners: Sequence[tuple[float, float]]) -> bool:
    """Whether a point lies in a polygon or on its edge; where edges cross, by the even-odd rule."""
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if side == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and (side > 0) == (y2 > y1):
            inside = not inside
    return inside


def _by_uprn(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    found = addresses_with(connection, [query.uprn.number] if query.uprn else [])
    return page_of(found, query)


def _by_postcode(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    return page_of(_walked(_where(connection, query, "postcode = ?", str(query.postcode))), query)


def _by_usrn(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    return page_of(_walked(_where(connection, query, "usrn = ?", str(query.usrn))), query)


def _by_street(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The addresses of the streets with this name, each street for itself."""
    name, *places = (query.street or "").split(",")
    found = _where(connection, query, "street = ?", street_text(name))
    wanted = {typed_text(place) for place in places} - {""}
    at_places = [address for address in found if wanted <= _places_of(address)]
    return page_of(sorted(at_places, key=_by_place_and_walk), query)


def _by_prefix(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    addresses = _each_once(_beginning(connection, query))
    end = None if query.limit is None else query.offset + query.limit
    page = tuple(islice(addresses, query.offset, end))
    is_end = end is None or (query.offset == 0 and len(page) < end)
    return AddressPage(addresses=page, total=query.offset + len(page) if is_end else None)


def _by_distance(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The nearest first, and no more of them than the page holds."""
    here = query.near or GridPoint(0, 0)
    found = nearest_first(connection, here.easting, here.northing, where=_shells(query))
    end = None if query.limit is None else query.offset + query.limit
    uprns = [uprn for _, uprn in islice(found, query.offset, end)]
    return AddressPage(addresses=addresses_with(connection, uprns), total=None)


def _by_radius(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    places = _within(connection, query, query.near or GridPoint(0, 0), query.radius or 0)
    end = None if query.limit is None else query.offset + query.limit
    uprns = [uprn for _, uprn in places[query.offset : end]]
    return AddressPage(addresses=addresses_with(connection, uprns), total=len(places))


def _by_box(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    low, high = query.box or (GridPoint(0, 0), GridPoint(0, 0))
    corners = (low.easting, low.northing, high.easting, high.northing)
    uprns = [uprn for uprn, _, _ in _candidates(connection, query, corners)]
    return page_of(_walked(addresses_with(connection, uprns)), query)


def _by_polygon(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    corners = [(point.easting, point.northing) for point in query.polygon or ()]
    eastings, northings = zip(*corners, strict=True)
    around = (min(eastings), min(northings), max(eastings), max(northings))
    uprns = [uprn for uprn, x, y in _candidates(connection, query, around) if is_inside(x, y, corners)]
    return page_of(_walked(addresses_with(connection, uprns)), query)


_FINDERS: Mapping[AddressCapability, Callable[[sqlite3.Connection, AddressQuery], AddressPage]] = {
    AddressCapability.UPRN: _by_uprn,
    AddressCapability.POSTCODE: _by_postcode,
    AddressCapability.USRN: _by_usrn,
    AddressCapability.STREET: _by_street,
    AddressCapability.PREFIX: _by_prefix,
    AddressCapability.NEAREST: _by_distance,
    AddressCapability.RADIUS: _by_radius,
    AddressCapability.BOX: _by_box,
    AddressCapability.POLYGON: _by_polygon,
}


def _walked(addresses: Iterable[GazetteerAddress]) -> list[GazetteerAddress]:
    return sorted(addresses, key=walking_order)


def _where(
    connection: sqlite3.Connection, query: AddressQuery, condition: str, value: SqlValue
) -> list[GazetteerAddress]:
    rows = connection.execute(f"{_FROM_ADDRESS} WHERE {condition}{_shells(query)}", (value,))
    return [address_from_row(row) for row in rows]


def _shells(query: AddressQuery) -> str:
    return "" if query.include_shells else f" AND {_NOT_A_SHELL}"


def _places_of(address: GazetteerAddress) -> set[str]:
    names = (address.locality, address.town_name, address.post_town, address.island)
    return {typed_text(name) for name in names if name}


def _by_place_and_walk(address: GazetteerAddress) -> tuple[object, ...]:
    return address.post_town or "", address.town_name or "", address.locality or "", walking_order(address)


def _beginning(connection: sqlite3.Connection, query: AddressQuery) -> Iterator[GazetteerAddress]:
    """Addresses at postcodes that begin so, then those whose keys do, as typed, in full, and with the number first."""
    for beginning in postcode_beginnings(query.prefix or ""):
        for (postcode,) in connection.execute(_POSTCODES, (beginning, beginning + _BEHIND_ALL)):
            yield from _walked(_where(connection, query, "postcode = ?", postcode))
    typed = typed_text(query.prefix or "")
    statement = f"{_BY_KEY}{_shells(query)} ORDER BY key, typed.uprn"
    for key in dict.fromkeys(filter(None, (typed, typed_in_full(typed), typed_turned(typed_in_full(typed) or typed)))):
        yield from map(address_from_row, connection.execute(statement, (key, key + _BEHIND_ALL)))


def _each_once(addresses: Iterable[GazetteerAddress]) -> Iterator[GazetteerAddress]:
    seen: set[int] = set()
    for address in addresses:
        if address.uprn.number not in seen:
            seen.add(address.uprn.number)
            yield address


def _within(connection: sqlite3.Connection, query: AddressQuery, here: GridPoint, radius: float) -> _Measured:
    x, y = here.easting, here.northing
    places = _candidates(connection, query, (x - radius, y - radius, x + radius, y + radius))
    measured = ((math.hypot(east - x, north - y), uprn) for uprn, east, north in places)
    return sorted(found for found in measured if found[0] <= radius)


def _candidates(
    connection: sqlite3.Connection, query: AddressQuery, corners: _Corners
) -> Iterator[tuple[int, float, float]]:
    """UPRN, easting and northing of what lies in a box."""
    west, south, east, north = corners
    statement = f"{_IN_RUN}{_shells(query)}"
    for run in runs_in(*corners):
        for uprn, x, y in connection.execute(statement, run):
            if west <= x <= east and south <= y <= north:
                yield uprn, x, y
