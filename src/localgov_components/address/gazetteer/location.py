"""What a gazetteer says of a UPRN beside its address: where it is, and how else the address is worded.

>>> here = UprnLocation(333000.5, 81000.25, 50.625, -2.948)
>>> here
UprnLocation(•••)
>>> here.point.northing
81000.25
"""

from typing import NamedTuple

from localgov_components.address.grid import GridPoint
from localgov_components.core.redaction import REDACTED

__all__ = ["AddressWording", "UprnLocation"]


class AddressWording(NamedTuple):
    """Another wording of an address, and its language: ENG, CYM or GAE."""

    text: str
    language: str | None

    def __repr__(self) -> str:
        """That it is one, and not which: it may be of somebody's home."""
        return f"AddressWording({REDACTED})"


class UprnLocation(NamedTuple):
    """Where a UPRN is.

    Metres east and north on the National Grid; ETRS89 latitude and longitude in degrees, where known.
    """

    easting: float
    northing: float
    latitude: float | None
    longitude: float | None

    @property
    def point(self) -> GridPoint:
        """The point of the grid."""
        return GridPoint(self.easting, self.northing)

    def __repr__(self) -> str:
        """That it is a location, and not which: it may be of somebody's home."""
        return f"UprnLocation({REDACTED})"
