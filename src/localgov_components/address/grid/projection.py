"""The National Grid's transverse Mercator projection, on the ellipsoid of satellite positioning.

It turns degrees of ETRS89, for a council's purposes those of GPS, into the metres to which the shifts of OSTN15 are
then added. The series and constants are Ordnance Survey's (A guide to coordinate systems in Great Britain, annexes A
and C). They are cut where Ordnance Survey cuts them, so that its published points come out both ways; for the same
reason a point that goes there and back moves by 4 millimetres at Saint Kilda, and by 11 in the corner north west of it.

Each formula serves one point and a million: `maths` is the module `math`, or NumPy for arrays.

>>> east, north = project(math, math.radians(50.57563665000), math.radians(-1.29782277240))
>>> f"{east:.3f} {north:.3f}"
'449719.403 75415.594'
"""

import math
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LATITUDES", "LONGITUDES", "project", "unproject"]

LATITUDES, LONGITUDES = (49, 62), (-10, 4)
"""Degrees between which the series serve; the National Grid lies well within."""

_A, _B = 6_378_137.0, 6_356_752.3141
"""Semi-axes of the ellipsoid GRS80, in metres."""

_SCALE = 0.9996012717
_LATITUDE, _LONGITUDE = math.radians(49), math.radians(-2)
_EASTING, _NORTHING = 400_000, -100_000
"""Scale on the central meridian; the true origin, and its place on the grid."""

_E2 = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)
_ARC = (
    1 + _N + 5 / 4 * _N**2 + 5 / 4 * _N**3,
    3 * _N + 3 * _N**2 + 21 / 8 * _N**3,
    15 / 8 * _N**2 + 15 / 8 * _N**3,
    35 / 24 * _N**3,
)
"""Coefficients of the length of the meridian."""

_TURNS = 4
"""Each turn brings the latitude of a northing a thousandfold nearer; four leave less than a nanometre."""

T = TypeVar("T", float, "NDArray[np.float64]")


def project(maths: ModuleType, latitude: T, longitude: T) -> tuple[T, T]:
    """Easting and northing in metres of latitude and longitude in radians."""
    sin, cos, tan = maths.sin(latitude), maths.cos(latitude), maths.tan(latitude)
    nu, rho, eta2 = _radii(maths, sin)
    east = longitude - _LONGITUDE
    t2 = tan * tan
    easting = (
        nu * cos * east
        + nu / 6 * cos**3 * (nu / rho - t2) * east**3
        + nu / 120 * cos**5 * (5 - 18 * t2 + t2**2 + 14 * eta2 - 58 * t2 * eta2) * east**5
    )
    northing = (
        _meridian(maths, latitude)
        + nu / 2 * sin * cos * east**2
        + nu / 24 * sin * cos**3 * (5 - t2 + 9 * eta2) * east**4
        + nu / 720 * sin * cos**5 * (61 - 58 * t2 + t2**2) * east**6
    )
    return _EASTING + easting, _NORTHING + northing


def unproject(maths: ModuleType, easting: T, northing: T) -> tuple[T, T]:
    """Latitude and longitude in radians of easting and northing in metres."""
    north = northing - _NORTHING
    foot = _LATITUDE + north / (_A * _SCALE)
    for _ in range(_TURNS):
        foot = foot + (north - _meridian(maths, foot)) / (_A * _SCALE)
    sec, tan = 1 / maths.cos(foot), maths.tan(foot)
    nu, rho, eta2 = _radii(maths, maths.sin(foot))
    east = (easting - _EASTING) / nu
    t2 = tan * tan
    latitude = (
        foot
        - tan * nu / (2 * rho) * east**2
        + tan * nu / (24 * rho) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * east**4
        - tan * nu / (720 * rho) * (61 + 90 * t2 + 45 * t2**2) * east**6
    )
    longitude = sec * (
        east
        - (nu / rho + 2 * t2) / 6 * east**3
        + (5 + 28 * t2 + 24 * t2**2) / 120 * east**5
        - (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3) / 5040 * east**7
    )
    return latitude, _LONGITUDE + longitude


def _radii(maths: ModuleType, sin: T) -> tuple[T, T, T]:
    """Radii of curvature across and along the meridian, on the grid's scale, and their ratio above one."""
    flattened = 1 - _E2 * sin * sin
    nu = _A * _SCALE / maths.sqrt(flattened)
    rho = nu * (1 - _E2) / flattened
    return nu, rho, nu / rho - 1


def _meridian(maths: ModuleType, latitude: T) -> T:
    """Metres along the central meridian from the true origin."""
    less, more = latitude - _LATITUDE, latitude + _LATITUDE
    arc: T = (
        _ARC[0] * less
        - _ARC[1] * maths.sin(less) * maths.cos(more)
        + _ARC[2] * maths.sin(2 * less) * maths.cos(2 * more)
        - _ARC[3] * maths.sin(3 * less) * maths.cos(3 * more)
    )
    return _B * _SCALE * arc
