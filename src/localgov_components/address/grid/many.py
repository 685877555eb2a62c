"""Many places at once: columns of degrees to columns of metres and back.

The same transformation as for one place, in arrays of NumPy, which convertbng brings. A column may be a list, an array
or a series of a data frame. A place that one at a time would be refused is refused here too, with how many there are
and where the first is; or, where that is asked for, both its numbers are NaN.

>>> eastings, northings = to_british_national_grid_many([51.5007, 55.9533], [-0.1246, -3.1883])
>>> eastings.tolist(), northings.tolist()
([530268.168, 325897.321], [179640.532, 674001.74])
>>> to_british_national_grid_many([51.5007, 40.7], [-0.1246, -74.0])
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: 1 of 2 outside the coverage of OSTN15, which is Great Britain and \
its seas, or in Ireland; the first is at index 1. Leave them out, or ask for NaN with outside="nan".
>>> to_british_national_grid_many([40.7], [-74.0], outside="nan")[0].tolist()
[nan]
"""

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypeAlias

from localgov_components.address.grid.ireland import is_in_ireland
from localgov_components.address.grid.ostn15 import NORTHERNMOST, shift, unshift
from localgov_components.address.grid.point import EASTING_LIMIT, as_float
from localgov_components.address.grid.projection import LATITUDES, LONGITUDES, project, unproject
from localgov_components.core import InvalidValueError
from localgov_components.core.libraries import needs_extra

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    Column: TypeAlias = Iterable[float] | NDArray[float64]
    Columns: TypeAlias = tuple[NDArray[float64], NDArray[float64]]
    Inside: TypeAlias = NDArray[bool_]

__all__ = ["from_british_national_grid_many", "to_british_national_grid_many"]

WhatIsOutside: TypeAlias = Literal["refuse", "nan"]

_NUMBERS = "iuf"
"""NumPy's kinds of whole and decimal numbers; truth values and text are not guessed at."""


def to_british_national_grid_many(
    latitudes: "Column", longitudes: "Column", *, outside: WhatIsOutside = "refuse"
) -> "Columns":
    """Eastings and northings of places, to the millimetre, in the order given.

    Raises `InvalidValueError` for columns of different length or that hold anything but numbers, and, unless `outside`
    is `nan`, where a place is outside the coverage of OSTN15, in Ireland, or not a number.
    """
    np = _numpy()
    north, east = _numbers(latitudes), _numbers(longitudes)
    _require_one_length(north, east)
    near = (LATITUDES[0] <= north) & (north <= LATITUDES[1]) & (LONGITUDES[0] <= east) & (east <= LONGITUDES[1])
    near[near] = ~_in_ireland(north[near], east[near])
    eastings, northings = np.full(north.shape, np.nan), np.full(north.shape, np.nan)
    eastings[near], northings[near] = shift(*project(np, np.radians(north[near]), np.radians(east[near])))
    return _kept(eastings, northings, _are_covered(eastings, northings), outside)


def from_british_national_grid_many(
    eastings: "Column", northings: "Column", *, outside: WhatIsOutside = "refuse"
) -> "Columns":
    """Latitudes and longitudes at points of the National Grid, in their order.

    Degrees are of ETRS89. Raises as `to_british_national_grid_many` does.
    """
    np = _numpy()
    given_east, given_north = _numbers(eastings), _numbers(northings)
    _require_one_length(given_east, given_north)
    east, north = unshift(given_east, given_north)
    inside = _are_covered(given_east, given_north) & _are_covered(east, north)
    latitudes, longitudes = np.full(east.shape, np.nan), np.full(east.shape, np.nan)
    latitudes[inside], longitudes[inside] = map(np.degrees, unproject(np, east[inside], north[inside]))
    inside[inside] = ~_in_ireland(latitudes[inside], longitudes[inside])
    return _kept(latitudes, longitudes, inside, outside)


def _numbers(column: "Column") -> "NDArray[float64]":
    np = _numpy()
    numbers: NDArray[float64]
    array = np.ma.asarray(column) if hasattr(column, "dtype") else None
    if array is not None and array.ndim == 1 and array.dtype.kind in _NUMBERS:
        numbers = array.astype(np.float64).filled(np.nan)  # what a mask hides is not known, whatever is under it
        return numbers
    floats = [as_float(value) for value in column]
    if None in floats:
        raise InvalidValueError("not a column of numbers. Give one number for each place.", code="coordinates.type")
    numbers = np.array(floats, dtype=np.float64)
    return numbers


def _require_one_length(first: "NDArray[float64]", second: "NDArray[float64]") -> None:
    if len(first) != len(second):
        raise InvalidValueError(
            f"columns of {len(first)} and {len(second)} numbers. Give two for each place.", code="coordinates.length"
        )


def _are_covered(eastings: "NDArray[float64]", northings: "NDArray[float64]") -> "Inside":
    return (eastings >= 0) & (eastings <= EASTING_LIMIT) & (northings >= 0) & (northings <= NORTHERNMOST)


def _in_ireland(latitudes: "NDArray[float64]", longitudes: "NDArray[float64]") -> "Inside":
    found = map(is_in_ireland, latitudes.tolist(), longitudes.tolist())
    inside: Inside = _numpy().fromiter(found, dtype=bool, count=len(latitudes))
    return inside


def _kept(first: "NDArray[float64]", second: "NDArray[float64]", inside: "Inside", outside: WhatIsOutside) -> "Columns":
    """Both columns, with NaN in place of what is outside, or a refusal."""
    np = _numpy()
    (lost,) = np.nonzero(~inside)
    if outside != "nan" and len(lost):
        raise InvalidValueError(
            f"{len(lost)} of {len(inside)} outside the coverage of OSTN15, which is Great Britain and its seas, or in "
            f'Ireland; the first is at index {lost[0]}. Leave them out, or ask for NaN with outside="nan".',
            code="coordinates.outside",
        )
    first[lost] = second[lost] = np.nan
    return first, second


def _numpy() -> ModuleType:
    with needs_extra("address"):
        import numpy as np
    return np
