"""Finding addresses in a gazetteer's file: one statement, or a few, for each kind of query.

Addresses come in walking order; around a point by their distance; and as somebody types in the order of the
keys that begin so. Edges belong to a box, a circle and a polygon. What the index of squares proposes is
measured exactly.
"""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from typing import TypeAlias

from localgov_components.address.gazetteer.cells import runs_in
from localgov_components.address.gazetteer.nearest import nearest_first
from localgov_components.address.gazetteer.polygon import Polygon
from localgov_components.address.gazetteer.prefix import uprns_beginning
from localgov_components.address.gazetteer.streets import uprns_on_street
from localgov_components.address.gazetteer.tables import ADDRESS_OF, COLUMNS, SqlValue, address_from_row, row_order
from localgov_components.address.grid import GridPoint
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.provider import AddressCapability, AddressPage, AddressQuery

__all__ = ["addresses_with", "find_addresses", "page_of"]

_FROM_ADDRESS = f"SELECT {COLUMNS} FROM address"  # noqa: S608 - made of constants
_NOT_A_SHELL = (
    "NOT (IFNULL(classification_code, '') LIKE 'P%'"
    " AND EXISTS (SELECT 1 FROM address AS child WHERE child.parent_uprn = address.uprn))"
)
_IN_RUN = "SELECT uprn, easting, northing FROM address WHERE cell BETWEEN ? AND ?"

_Row: TypeAlias = tuple[SqlValue, ...]
_Corners: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north of a box."""

_Measured: TypeAlias = list[tuple[float, int]]
"""Distances in metres and UPRNs, the nearest first."""


def find_addresses(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The page of addresses that a query asks for; free text is matched, and not found here."""
    return _FINDERS[query.needs](connection, query)


def addresses_with(connection: sqlite3.Connection, uprns: Iterable[int]) -> tuple[GazetteerAddress, ...]:
    """The addresses with these UPRNs, in their order, without those that are not there."""
    return tuple(map(address_from_row, _rows_with(connection, uprns)))


def page_of(found: Sequence[GazetteerAddress], query: AddressQuery) -> AddressPage:
    """The page of what was found that a query asks for."""
    end = _end_of(query)
    return AddressPage(addresses=tuple(found[query.offset : end]), total=len(found))


def _end_of(query: AddressQuery) -> int | None:
    """The place behind the page that a query asks for."""
    return None if query.limit is None else query.offset + query.limit


def _by_uprn(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    found = addresses_with(connection, [query.uprn.number] if query.uprn else [])
    return page_of(found, query)


def _by_postcode(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    return _walked(_where(connection, query, "postcode = ?", str(query.postcode)), query)


def _by_usrn(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    return _walked(_where(connection, query, "usrn = ?", str(query.usrn)), query)


def _by_street(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The addresses of the streets with this name, each street for itself."""
    name, *places = (query.street or "").split(",")
    uprns = uprns_on_street(connection, name, places, where=_shells(query))
    return _page_of_uprns(connection, list(_each_once(uprns)), query)


def _by_prefix(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """Each once and no more than the page needs; they are counted where they ended before it did."""
    end = _end_of(query)
    found = list(islice(_each_once(uprns_beginning(connection, query.prefix or "", where=_shells(query))), end))
    total = len(found) if end is None or len(found) < end else None
    return AddressPage(addresses=addresses_with(connection, found[query.offset :]), total=total)


def _by_distance(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    """The nearest first, and no more of them than the page holds."""
    here = query.near or GridPoint(0, 0)
    found = nearest_first(connection, here.easting, here.northing, where=_shells(query))
    end = _end_of(query)
    uprns = [uprn for _, uprn in islice(found, query.offset, end)]
    return AddressPage(addresses=addresses_with(connection, uprns), total=None)


def _by_radius(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    places = _within(connection, query, query.near or GridPoint(0, 0), query.radius or 0)
    return _page_of_uprns(connection, [uprn for _, uprn in places], query)


def _by_box(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    low, high = query.box or (GridPoint(0, 0), GridPoint(0, 0))
    corners = (low.easting, low.northing, high.easting, high.northing)
    uprns = (uprn for uprn, _, _ in _candidates(connection, query, corners))
    return _walked(_rows_with(connection, uprns), query)


def _by_polygon(connection: sqlite3.Connection, query: AddressQuery) -> AddressPage:
    corners = [(point.easting, point.northing) for point in query.polygon or ()]
    eastings, northings = zip(*corners, strict=True)
    around = (min(eastings), min(northings), max(eastings), max(northings))
    polygon = Polygon(corners)
    uprns = (uprn for uprn, x, y in _candidates(connection, query, around) if polygon.holds(x, y))
    return _walked(_rows_with(connection, uprns), query)


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


def _page_of_uprns(connection: sqlite3.Connection, uprns: Sequence[int], query: AddressQuery) -> AddressPage:
    end = _end_of(query)
    return AddressPage(addresses=addresses_with(connection, uprns[query.offset : end]), total=len(uprns))


def _walked(rows: Iterable[_Row], query: AddressQuery) -> AddressPage:
    """The page of the addresses in rows, in walking order. Those on other pages are not read whole, nor kept."""
    if query.limit is None:
        return page_of(sorted(map(address_from_row, rows), key=walking_order), query)
    total = 0

    def counted() -> Iterator[_Row]:
        nonlocal total
        for total, row in enumerate(rows, start=1):  # noqa: B007 - it is read below
            yield row

    first = nsmallest(query.offset + query.limit, counted(), key=row_order)
    return AddressPage(addresses=tuple(map(address_from_row, first[query.offset :])), total=total)


def _where(connection: sqlite3.Connection, query: AddressQuery, condition: str, value: SqlValue) -> Iterator[_Row]:
    return iter(connection.execute(f"{_FROM_ADDRESS} WHERE {condition}{_shells(query)}", (value,)))


def _rows_with(connection: sqlite3.Connection, uprns: Iterable[int]) -> Iterator[_Row]:
    rows = (connection.execute(ADDRESS_OF, (uprn,)).fetchone() for uprn in uprns)
    return (row for row in rows if row)


def _shells(query: AddressQuery) -> str:
    return "" if query.include_shells else f" AND {_NOT_A_SHELL}"


def _each_once(uprns: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for uprn in uprns:
        if uprn not in seen:
            seen.add(uprn)
            yield uprn


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
