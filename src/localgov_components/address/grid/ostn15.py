"""The shifts of OSTN15, by which Ordnance Survey defines the National Grid.

A table of shifts for every kilometre of 700 km by 1,250 km, from the grid's projection of ETRS89 to the National Grid
(Ordnance Survey, Transformations and OSGM15 user guide). The table is convertbng's, which the extra `address` brings,
under Ordnance Survey's 2-clause BSD licence. Results are to the millimetre, as Ordnance Survey publishes them.

>>> east, north = shift(449719.403, 75415.594)
>>> f"{east[0]:.3f} {north[0]:.3f}"
'449816.371 75335.861'
>>> [is_covered(east, north) for east, north in ((449719.4, 75415.5), (-1.0, 75415.5), (449719.4, 1_250_001.0))]
[True, False, False]
"""

from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from localgov_components.address.grid.point import EASTING_LIMIT
from localgov_components.core.libraries import needs_extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Metres: TypeAlias = NDArray[np.float64]

__all__ = ["NORTHERNMOST", "is_covered", "shift", "unshift"]

NORTHERNMOST = 1_250_000
"""Metres north that OSTN15 reaches; east it reaches as far as the grid."""


def shift(easting: "float | Metres", northing: "float | Metres") -> "tuple[Metres, Metres]":
    """National Grid metres of projected ETRS89 metres; NaN where there is no shift."""
    east, north = _convertbng().convert_etrs89_to_osgb36(easting, northing)
    return east, north


def unshift(easting: "float | Metres", northing: "float | Metres") -> "tuple[Metres, Metres]":
    """Projected ETRS89 metres of National Grid metres; NaN, or metres that are not covered, where there is no shift."""
    east, north = _convertbng().convert_osgb36_to_etrs89(easting, northing)
    return east, north


def is_covered(easting: float, northing: float) -> bool:
    """Whether a point is inside the table; not where either is NaN."""
    return 0 <= easting <= EASTING_LIMIT and 0 <= northing <= NORTHERNMOST


@cache
def _convertbng() -> ModuleType:
    with needs_extra("address"):
        from convertbng import cutil
    return cutil
