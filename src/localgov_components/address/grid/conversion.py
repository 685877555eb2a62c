"""Degrees to metres of the National Grid and back, by Ordnance Survey's exact transformation OSTN15.

OSTN15 is a table of shifts for every kilometre, from ETRS89 (for a council's purposes the degrees of GPS) to the
National Grid; it does not approximate the National Grid, it defines it (Ordnance Survey, Transformations and OSGM15
user guide). The shifts are convertbng's, which the extra `address` brings. Its own way from degrees (2.0.0) gives
nothing south of 49.922 or north of 60.84 degrees, and so nothing for Hugh Town in the Isles of Scilly; and it rounds
twice. So only its shifts are used here, and the projection is this package's.

What has no shift is refused: there is no falling back to an approximation. Ireland is refused too, which has another
grid. At sea the answer is what Ordnance Survey's table says, however far from its surveys.

>>> to_british_national_grid(51.5007, -0.1246)
GridPoint(easting=530268.168, northing=179640.532)
>>> from_british_national_grid(GridPoint(530268.168, 179640.532))
LatitudeLongitude(latitude=51.50070000..., longitude=-0.12459999...)
>>> to_british_national_grid(-0.1246, 51.5007)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: outside the coverage of OSTN15, which is Great Britain and its \
seas. Give the latitude first, in degrees of ETRS89 or WGS84.
"""

import math
from typing import NamedTuple

from localgov_components.address.grid.ireland import is_in_ireland
from localgov_components.address.grid.ostn15 import is_covered, shift, unshift
from localgov_components.address.grid.point import GridPoint, as_float
from localgov_components.address.grid.projection import LATITUDES, LONGITUDES, project, unproject
from localgov_components.core import InvalidValueError

__all__ = ["LatitudeLongitude", "from_british_national_grid", "to_british_national_grid"]

_DEGREES = "Give the latitude first, in degrees of ETRS89 or WGS84."
_METRES = "Give the easting first, in metres of the National Grid."


class LatitudeLongitude(NamedTuple):
    """Degrees of ETRS89, north and east of Greenwich."""

    latitude: float
    longitude: float


def to_british_national_grid(latitude: float, longitude: float) -> GridPoint:
    """The point of the National Grid at a place, to the millimetre.

    Degrees are of ETRS89 or WGS84, west negative. Raises `InvalidValueError` outside the coverage of OSTN15 and in
    Ireland, `MissingLibraryError` without the extra `address`.
    """
    place = LatitudeLongitude(_degrees(latitude), _degrees(longitude))
    if not _is_near(place):
        raise _outside(_DEGREES)
    _refuse_ireland(place)
    eastings, northings = shift(*project(math, math.radians(place.latitude), math.radians(place.longitude)))
    easting, northing = float(eastings[0]), float(northings[0])
    if not is_covered(easting, northing):
        raise _outside(_DEGREES)
    return GridPoint(easting, northing)


def from_british_national_grid(point: GridPoint) -> LatitudeLongitude:
    """The degrees of ETRS89 at a point of the National Grid.

    Raises `InvalidValueError` outside the coverage of OSTN15 and in Ireland, `MissingLibraryError` without the extra
    `address`.
    """
    eastings, northings = unshift(point.easting, point.northing)
    easting, northing = float(eastings[0]), float(northings[0])
    if not is_covered(easting, northing):
        raise _outside(_METRES)
    place = LatitudeLongitude(*map(math.degrees, unproject(math, easting, northing)))
    _refuse_ireland(place)
    return place


def _degrees(value: object) -> float:
    degrees = as_float(value)
    if degrees is None:
        raise InvalidValueError(f"not a number of degrees. {_DEGREES}", code="coordinates.type")
    return degrees


def _is_near(place: LatitudeLongitude) -> bool:
    (south, north), (west, east) = LATITUDES, LONGITUDES
    return south <= place.latitude <= north and west <= place.longitude <= east


def _outside(advice: str) -> InvalidValueError:
    rule = "outside the coverage of OSTN15, which is Great Britain and its seas"
    return InvalidValueError(f"{rule}. {advice}", code="coordinates.outside")


def _refuse_ireland(place: LatitudeLongitude) -> None:
    if is_in_ireland(*place):
        raise InvalidValueError(
            "in Ireland, or in the sea nearer to it, which the National Grid of Great Britain does not serve. "
            "Ask Land & Property Services for coordinates of the Irish Grid.",
            code="coordinates.ireland",
        )
