"""An address query in the words of OS Places: the method, its parameters, and a body for a polygon.

What OS Places cannot do is refused here, before anything is sent, as `NotSupportedError`: another provider may
be able to (https://docs.os.uk/os-apis/accessing-os-apis/os-places-api/technical-specification).

>>> from localgov_components.address.grid import GridPoint
>>> question_of(AddressQuery(near=GridPoint(330000, 81000), radius=25)).parameters
{'point': '330000,81000', 'radius': '25', 'srs': 'EPSG:27700'}
>>> question_of(AddressQuery(near=GridPoint(330000, 81000), radius=5000))
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotSupportedError: OS Places looks within 0.01 to 1000 metres of a point. \
Ask for less, or ask another provider.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from localgov_components.address.grid.point import GridPoint
from localgov_components.address.provider import AddressCapability, AddressQuery
from localgov_components.core import NotSupportedError

__all__ = ["CAPABILITIES", "Question", "question_of"]

CAPABILITIES = frozenset(
    {
        AddressCapability.POSTCODE,
        AddressCapability.UPRN,
        AddressCapability.TEXT,
        AddressCapability.NEAREST,
        AddressCapability.RADIUS,
        AddressCapability.BOX,
        AddressCapability.POLYGON,
    }
)

_LEAST_RADIUS, _MOST_RADIUS = 0.01, 1_000
_LARGEST_BOX = 1_000_000
"""Square metres."""

_NATIONAL_GRID = {"srs": "EPSG:27700"}


@dataclass(frozen=True, slots=True)
class Question:
    """One method of OS Places and what it is asked; `is_paged` is whether it answers a page at a time."""

    method: str
    parameters: Mapping[str, str] = field(repr=False)
    body: object = field(default=None, repr=False)
    is_paged: bool = True


def question_of(query: AddressQuery) -> Question:
    """What to ask OS Places. Raises `NotSupportedError` for what it cannot be asked."""
    match query.needs:
        case AddressCapability.POSTCODE:
            return Question("postcode", {"postcode": str(query.postcode)})
        case AddressCapability.UPRN:
            return Question("uprn", {"uprn": str(query.uprn)})
        case AddressCapability.TEXT:
            return Question("find", {"query": str(query.text)})
        case AddressCapability.NEAREST | AddressCapability.RADIUS if query.near:
            return _around(query.near, query.radius)
        case AddressCapability.BOX if query.box:
            return _within_box(*query.box)
        case AddressCapability.POLYGON if query.polygon:
            return Question("polygon", _NATIONAL_GRID, body=_geojson(query.polygon))
        case other:
            raise NotSupportedError(
                f"OS Places cannot be asked by {other}. Ask another provider.", code="os-places.query"
            )


def _around(point: GridPoint, radius: float | None) -> Question:
    parameters = {"point": _pair(point), **_NATIONAL_GRID}
    if radius is None:
        return Question("nearest", {**parameters, "radius": _metres(_MOST_RADIUS)}, is_paged=False)
    if not _LEAST_RADIUS <= radius <= _MOST_RADIUS:
        raise NotSupportedError(
            f"OS Places looks within {_LEAST_RADIUS} to {_MOST_RADIUS} metres of a point. "
            "Ask for less, or ask another provider.",
            code="os-places.radius",
        )
    return Question("radius", {"point": _pair(point), "radius": _metres(radius), **_NATIONAL_GRID})


def _within_box(south_west: GridPoint, north_east: GridPoint) -> Question:
    area = (north_east.easting - south_west.easting) * (north_east.northing - south_west.northing)
    if area > _LARGEST_BOX:
        raise NotSupportedError(
            "OS Places looks into a box of up to 1 square kilometre. Divide it, or ask another provider.",
            code="os-places.box",
        )
    return Question("bbox", {"bbox": f"{_pair(south_west)},{_pair(north_east)}", **_NATIONAL_GRID})


def _geojson(corners: tuple[GridPoint, ...]) -> object:
    """A GeoJSON polygon (RFC 7946 section 3.1.6): its ring ends where it begins."""
    ring = corners if corners[0] == corners[-1] else (*corners, corners[0])
    return {"type": "Polygon", "coordinates": [[[round(each.easting, 2), round(each.northing, 2)] for each in ring]]}


def _pair(point: GridPoint) -> str:
    return f"{_metres(point.easting)},{_metres(point.northing)}"


def _metres(value: float) -> str:
    """To the centimetre, as OS Places takes it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
