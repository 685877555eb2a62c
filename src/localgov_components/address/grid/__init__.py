"""The National Grid: points in metres, references in letters and figures, and degrees.

>>> point = to_british_national_grid(51.5007, -0.1246)
>>> GridReference.of(point, digits=8)
GridReference('TQ 3026 7964')
>>> from_british_national_grid(point).latitude
51.5007...
"""

from localgov_components.address.grid.conversion import (
    LatitudeLongitude,
    from_british_national_grid,
    to_british_national_grid,
)
from localgov_components.address.grid.ireland import IrishGridReference, is_northern_ireland
from localgov_components.address.grid.many import from_british_national_grid_many, to_british_national_grid_many
from localgov_components.address.grid.point import GridPoint
from localgov_components.address.grid.reference import GridReference

__all__ = [
    "GridPoint",
    "GridReference",
    "IrishGridReference",
    "LatitudeLongitude",
    "from_british_national_grid",
    "from_british_national_grid_many",
    "is_northern_ireland",
    "to_british_national_grid",
    "to_british_national_grid_many",
]
