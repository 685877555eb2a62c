"""A point of the British National Grid, in metres east and north of its false origin.

The grid is seven squares of 100 km across and thirteen up, from south west of the Isles of Scilly (Ordnance Survey, A
guide to coordinate systems in Great Britain, section 7). A point is a place on that plane and no more: whether there
is land, or whether it can be turned into degrees, is another question. Northern Ireland has another grid.

>>> GridPoint(530163, 180334.5)
GridPoint(easting=530163.0, northing=180334.5)
>>> GridPoint(51.5, -0.1)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a point of the National Grid: the northing lies from 0 to \
1300000 metres. Give the easting first, in metres; degrees are converted with to_british_national_grid.
"""

from collections.abc import Sized
from dataclasses import dataclass
from math import hypot, isfinite, nan
from typing import SupportsFloat

from localgov_components.core import InvalidValueError

__all__ = ["EASTING_LIMIT", "NORTHING_LIMIT", "GridPoint", "as_float"]

EASTING_LIMIT = 700_000
"""Metres from the west edge of the grid to its east edge."""

NORTHING_LIMIT = 1_300_000
"""Metres from the south edge of the grid to its north edge."""

_ADVICE = "Give the easting first, in metres; degrees are converted with to_british_national_grid."


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A place in Great Britain by metres; both edges of the grid belong to it.

    Raises `InvalidValueError` for what is not a finite number or lies outside the grid.
    """

    easting: float
    northing: float

    def __post_init__(self) -> None:
        """Hold both as floats: millimetres are kept far beyond what any survey can tell."""
        object.__setattr__(self, "easting", _metres(self.easting, "easting", EASTING_LIMIT))
        object.__setattr__(self, "northing", _metres(self.northing, "northing", NORTHING_LIMIT))

    def distance_to(self, other: "GridPoint") -> float:
        """Metres on the grid's plane, which differs from the ground by less than one in a thousand."""
        return hypot(self.easting - other.easting, self.northing - other.northing)


def _metres(value: object, axis: str, limit: int) -> float:
    metres = as_float(value)
    if metres is None:
        raise InvalidValueError(f"the {axis} is not a number. {_ADVICE}", code="grid-point.type")
    if not isfinite(metres) or not 0 <= metres <= limit:
        rule = f"the {axis} lies from 0 to {limit} metres"
        raise InvalidValueError(f"not a point of the National Grid: {rule}. {_ADVICE}", code="grid-point.outside")
    return abs(metres)  # -0.0 is the edge too


def as_float(value: object) -> float | None:
    """Any library's number as a float, NaN where no float is so large; None for text, truth values and arrays."""
    if type(value) is float:  # said first: to ask whether something has `__float__` takes far longer
        return value
    if isinstance(value, bool | Sized) or not isinstance(value, SupportsFloat):
        return None
    try:
        return float(value)
    except (OverflowError, ValueError):  # a whole number of hundreds of digits; a signalling NaN
        return nan
