"""What is nearest to a point, the nearest first, without looking at what is farther.

The grid is searched by squares: of all squares and places that wait, the one that may be nearest is taken
next. A square with few places is put in their stead, one with many in that of its four quarters
(G. R. Hjaltason and H. Samet, Distance Browsing in Spatial Databases, 1999). So a dense town and an empty sea
cost alike, and distances are exact.

>>> from localgov_components.address.gazetteer.cells import code_of
>>> distance_to_square(0.0, 0.0, code=code_of(30.0, 40.0), bits=0)
50.0
"""

import math
import sqlite3
from collections.abc import Iterator
from heapq import heappop, heappush

from localgov_components.address.gazetteer.cells import CODE_BITS, corner_of

__all__ = ["distance_to_square", "nearest_first"]

_FEW = 64
_SQUARE, _PLACE = 0, 1
"""At the same distance squares go first, since they may hold places that are as near."""

_HOW_MANY = "SELECT COUNT(*) FROM (SELECT 1 FROM address WHERE cell BETWEEN ? AND ? LIMIT ?)"
_PLACES = "SELECT uprn, easting, northing FROM address WHERE cell BETWEEN ? AND ?"


def nearest_first(
    connection: sqlite3.Connection, x: float, y: float, *, where: str = ""
) -> Iterator[tuple[float, int]]:
    """Distance in metres and UPRN of every address that has a place and fits the condition `where`.

    At the same distance the lower UPRN comes first.
    """
    waiting: list[tuple[float, int, int, int]] = [(0.0, _SQUARE, 0, CODE_BITS)]
    while waiting:
        distance, kind, which, bits = heappop(waiting)
        if kind == _PLACE:
            yield distance, which
            continue
        run = (which << 2 * bits, ((which + 1) << 2 * bits) - 1)
        (many,) = connection.execute(_HOW_MANY, (*run, _FEW + 1)).fetchone()
        if many > _FEW and bits:
            for quarter in range(which << 2, (which << 2) + 4):
                away = distance_to_square(x, y, code=quarter, bits=bits - 1)
                heappush(waiting, (away, _SQUARE, quarter, bits - 1))
        elif many:
            for uprn, east, north in connection.execute(_PLACES + where, run):
                heappush(waiting, (math.hypot(east - x, north - y), _PLACE, uprn, 0))


def distance_to_square(x: float, y: float, *, code: int, bits: int) -> float:
    """Metres from a point to the nearest corner or edge of a square; nought inside it.

    A square has sides of two to the power of `bits`, and the first digits of its places' codes as its own.
    """
    west, south = (corner << bits for corner in corner_of(code))
    side = 1 << bits
    across = max(west - x, 0.0, x - (west + side))
    up = max(south - y, 0.0, y - (south + side))
    return math.hypot(across, up)
