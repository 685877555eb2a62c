"""Degrees to metres of the National Grid and back, beside convertbng, whose table of shifts ours stands on.

Ours makes its own projection, covers the Isles of Scilly and refuses Ireland; convertbng does all in Rust, on every
processor for a column. Both have to agree to 2 millimetres before they are timed.
"""

import random

import numpy as np
from convertbng import cutil

from benchmarks.measure import compare, version_of
from localgov_components.address import (
    GridPoint,
    from_british_national_grid,
    from_british_national_grid_many,
    to_british_national_grid,
    to_british_national_grid_many,
)

ONE_BY_ONE = 2_000
IN_COLUMNS = 200_000
MOST_APART = 0.002
"""Metres: convertbng rounds to the millimetre twice."""


def main() -> None:
    """Compare on the same places in England."""
    chance = random.Random(6)
    latitudes = np.array([chance.uniform(50.8, 55.0) for _ in range(IN_COLUMNS)])
    longitudes = np.array([chance.uniform(-3.0, 0.2) for _ in range(IN_COLUMNS)])
    eastings, northings = require_agreement(latitudes, longitudes)
    peer = version_of("convertbng")
    places = list(zip(latitudes.tolist(), longitudes.tolist(), strict=True))[:ONE_BY_ONE]
    points = [GridPoint(*each) for each in zip(eastings.tolist(), northings.tolist(), strict=True)][:ONE_BY_ONE]
    compare(
        "Degrees to metres, one by one",
        {
            "localgov-components": lambda: [to_british_national_grid(*place) for place in places],
            peer: lambda: [cutil.convert_to_osgb36(longitude, latitude) for latitude, longitude in places],
        },
        items=ONE_BY_ONE,
    )
    compare(
        "Metres to degrees, one by one",
        {
            "localgov-components": lambda: [from_british_national_grid(point) for point in points],
            peer: lambda: [cutil.convert_osgb36_to_ll(point.easting, point.northing) for point in points],
        },
        items=ONE_BY_ONE,
    )
    compare(
        "Degrees to metres, in columns",
        {
            "localgov-components": lambda: to_british_national_grid_many(latitudes, longitudes),
            peer: lambda: cutil.convert_to_osgb36(longitudes, latitudes),
        },
        items=IN_COLUMNS,
        by="wall",
    )
    compare(
        "Metres to degrees, in columns",
        {
            "localgov-components": lambda: from_british_national_grid_many(eastings, northings),
            peer: lambda: cutil.convert_osgb36_to_ll(eastings, northings),
        },
        items=IN_COLUMNS,
        by="wall",
    )


def require_agreement(latitudes: np.ndarray, longitudes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Our metres; stop where the contenders differ."""
    ours = to_british_national_grid_many(latitudes, longitudes)
    theirs = cutil.convert_to_osgb36(longitudes, latitudes)
    apart = max(float(np.abs(one - other).max()) for one, other in zip(ours, theirs, strict=True))
    if apart > MOST_APART:
        raise SystemExit(f"The contenders are {apart} metres apart: fix that before comparing their speed.")
    return ours


if __name__ == "__main__":
    main()
