"""Northern Ireland, which the National Grid of Great Britain does not serve.

It has the Irish Grid, which covers the whole island, and addresses of its own (Land & Property Services, Pointer);
UPRNs of Ordnance Survey's products end at the coast of Great Britain. A Belfast address that came out as metres of
the British grid would be a mistake that nobody sees, so it is recognised and refused. All its postcodes begin with BT.

Conversion from the Irish Grid is left to Land & Property Services: no exact transformation of it is at hand.

>>> IrishGridReference.parse("J 338 744")
IrishGridReference('J 338 744')
>>> IrishGridReference.parse("J338744").easting
333800
>>> from localgov_components.identifiers import Postcode
>>> is_northern_ireland(Postcode.parse("BT1 5GS")), is_northern_ireland(Postcode.parse("DT97 1AA"))
(True, False)
>>> IrishGridReference.parse("TQ 301 803")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an Irish grid reference: it is one letter but I, then 2 to 10 \
digits, half of them for each axis. Give one such as J 338 744.
"""

from typing import Any, ClassVar, Self

from localgov_components.address.grid.figures import letters_and_figures
from localgov_components.core import InvalidValueError
from localgov_components.core.value import Value
from localgov_components.identifiers import Postcode

__all__ = ["IrishGridReference", "is_in_ireland", "is_northern_ireland"]

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_SIDE = 100_000

# Corners, as longitude and latitude, of the sea around Ireland: half way between its headlands and those of Scotland,
# the Isle of Man, Wales and the Isles of Scilly, whose places the tests name. No land is within 5 km of the line.
_SEA = (
    (-12.00, 55.80),
    (-7.20, 55.62),
    (-6.33, 55.45),
    (-5.98, 55.28),
    (-5.60, 55.05),
    (-5.40, 54.88),
    (-5.32, 54.75),
    (-5.14, 54.55),
    (-5.22, 54.15),
    (-5.30, 53.45),
    (-5.40, 52.85),
    (-5.93, 52.00),
    (-6.00, 51.00),
    (-12.00, 50.60),
)
_WEST, _EAST = min(longitude for longitude, _ in _SEA), max(longitude for longitude, _ in _SEA)
_SOUTH, _NORTH = min(latitude for _, latitude in _SEA), max(latitude for _, latitude in _SEA)


class IrishGridReference(Value):
    """A square of the Irish Grid, by its letter and figures.

    A value to keep, and not converted: `easting` and `northing` are metres of the Irish Grid, at the square's
    south-west corner, and mean nothing on the National Grid of Great Britain.
    """

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-HJ-Z]( [0-9]{1,5}){2}$",
        "examples": ["J 338 744"],
        "description": "Irish grid reference.",
    }
    _key: tuple[str, str, str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a letter and 2 to 10 digits, with spaces or without."""
        found = letters_and_figures(text)
        if not found or len(found[0]) != 1:
            raise InvalidValueError(
                "not an Irish grid reference: it is one letter but I, then 2 to 10 digits, half of them for each axis. "
                "Give one such as J 338 744.",
                code="grid-reference.irish-form",
            )
        return cls._make(found)

    @property
    def easting(self) -> int:
        """Metres east on the Irish Grid."""
        letter, east, _ = self._key
        return _LETTERS.index(letter) % 5 * _SIDE + int(east.ljust(5, "0"))

    @property
    def northing(self) -> int:
        """Metres north on the Irish Grid."""
        letter, _, north = self._key
        return (4 - _LETTERS.index(letter) // 5) * _SIDE + int(north.ljust(5, "0"))

    def __str__(self) -> str:
        """Letter, easting and northing with spaces, such as `J 338 744`."""
        return " ".join(self._key)


def is_northern_ireland(postcode: Postcode) -> bool:
    """Whether a postcode is of Northern Ireland, all of which has the area BT."""
    return postcode.area == "BT"


def is_in_ireland(latitude: float, longitude: float) -> bool:
    """Whether a place is in Ireland, north or south, or in the sea nearer to it than to Great Britain."""
    if not (_WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH):
        return False
    inside = False
    for (east, north), (next_east, next_north) in zip(_SEA, (*_SEA[1:], _SEA[0]), strict=True):
        crosses = (north > latitude) != (next_north > latitude)
        if crosses and longitude < east + (latitude - north) / (next_north - north) * (next_east - east):
            inside = not inside
    return inside
