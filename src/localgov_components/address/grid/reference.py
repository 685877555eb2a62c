"""Grid references: squares of the National Grid in letters and figures.

Two letters name a square of 100 km, the first of them a square of 500 km; figures say where in it, from 1 for each axis
(10 km) to 5 (1 m) (Ordnance Survey, A guide to coordinate systems in Great Britain, section 7). A reference names the
square that a point lies in, so figures are cut off and never rounded: rounding could name the square next door.

>>> GridReference.parse("tq3016380334")
GridReference('TQ 30163 80334')
>>> GridReference.parse("530163.9, 180334.2") == GridReference.of(GridPoint(530163.9, 180334.2))
True
>>> GridReference.parse("TQ 30163 80334").format(digits=6)
'TQ 301 803'
>>> GridReference.parse("TQ 301 803").point, GridReference.parse("TQ 301 803").side
(GridPoint(easting=530100.0, northing=180300.0), 100)
>>> GridReference.parse("TQ 301 80")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a grid reference: letters are followed by 2 to 10 digits, \
half of them for each axis. Give one such as TQ 301 803.
"""

import re
from typing import Any, ClassVar, Self

from localgov_components.address.grid.figures import letters_and_figures
from localgov_components.address.grid.point import EASTING_LIMIT, NORTHING_LIMIT, GridPoint
from localgov_components.core import InvalidValueError
from localgov_components.core.value import Value

__all__ = ["GridReference"]

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
"""The squares of five by five, row by row from the north west; I is left out."""

_SQUARES = 5
_SQUARE, _LARGE_SQUARE = 100_000, 500_000
_FALSE_EAST, _FALSE_NORTH = 2 * _LARGE_SQUARE, _LARGE_SQUARE
"""Metres from the corner of all letters, square V of 500 km, to that of the grid, square S."""

_FIGURES = 5
"""Figures of each axis within a square of 100 km: to the metre."""

_MOST_TYPED = 60
_FORM = "not a grid reference: letters are followed by 2 to 10 digits, half of them for each axis"
_ADVICE = "Give one such as TQ 301 803."
_IN_FIGURES = re.compile(r"([0-9]{4,6})(?:\.[0-9]*)?(?:\s*,\s*|\s+)([0-9]{4,7})(?:\.[0-9]*)?", re.ASCII)
"""Metres east and north. No land has fewer than four digits of either, and degrees are not to be taken for metres."""


class GridReference(Value):
    """A square of the National Grid, from 10 km to 1 m a side.

    `str` has its letters and figures with spaces. Squares are ordered from west to east. The grid is seven by thirteen
    squares of 100 km, those at sea included.
    """

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-HJ-Z]{2}( [0-9]{1,5}){2}$",
        "examples": ["TQ 301 803"],
        "description": "Grid reference of the British National Grid.",
    }
    _key: tuple[int, int, int]
    """Metres of the south-west corner, and the figures of each axis."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read letters and figures, with spaces or without, or metres such as `530163, 180334`.

        Metres may have decimals, which are cut off. Raises `InvalidValueError`, for an Irish grid reference with the
        code `grid-reference.irish`.
        """
        if not isinstance(text, str) or len(text) > _MOST_TYPED:
            raise InvalidValueError(
                f"not a grid reference: it is not short text. {_ADVICE}", code="grid-reference.type"
            )
        if metres := _IN_FIGURES.fullmatch(text.strip()):
            return cls._square_at(int(metres[1]), int(metres[2]), _FIGURES)
        found = letters_and_figures(text)
        if not found:
            raise InvalidValueError(f"{_FORM}. {_ADVICE}", code="grid-reference.form")
        letters, east, north = found
        if len(letters) == 1:
            raise InvalidValueError(
                "a grid reference of the Irish Grid, which covers Northern Ireland and is not converted. "
                "Keep it as an IrishGridReference.",
                code="grid-reference.irish",
            )
        corner_east, corner_north = _corner(letters)
        side = _side(len(east))
        return cls._square_at(corner_east + int(east) * side, corner_north + int(north) * side, len(east))

    @classmethod
    def of(cls, point: GridPoint, *, digits: int = 2 * _FIGURES) -> Self:
        """The square that a point lies in, by 2, 4, 6, 8 or 10 digits."""
        return cls._square_at(int(point.easting), int(point.northing), _figures(digits))

    @classmethod
    def _square_at(cls, easting: int, northing: int, figures: int) -> Self:
        if easting >= EASTING_LIMIT or northing >= NORTHING_LIMIT or easting < 0 or northing < 0:
            raise InvalidValueError(
                "outside the National Grid, which is 700 km by 1,300 km. Check the letters, or give the easting first.",
                code="grid-reference.outside",
            )
        side = _side(figures)
        return cls._make((easting - easting % side, northing - northing % side, figures))

    @property
    def point(self) -> GridPoint:
        """The south-west corner of the square."""
        return GridPoint(self._key[0], self._key[1])

    @property
    def centre(self) -> GridPoint:
        """The middle of the square."""
        return GridPoint(self._key[0] + self.side / 2, self._key[1] + self.side / 2)

    @property
    def side(self) -> int:
        """Metres along a side of the square."""
        return _side(self._key[2])

    @property
    def digits(self) -> int:
        """How many digits it has, of both axes together."""
        return 2 * self._key[2]

    @property
    def square(self) -> str:
        """The letters of its square of 100 km, such as `TQ`."""
        return _letters(self._key[0], self._key[1])

    def __str__(self) -> str:
        """Letters and figures with spaces, such as `TQ 301 803`."""
        east, north, figures = self._key
        shown = (f"{metres % _SQUARE:05}"[:figures] for metres in (east, north))
        return " ".join((self.square, *shown))

    def format(self, *, digits: int | None = None) -> str:
        """As `str`, with so many digits: a larger square, in which this one lies."""
        if digits is None:
            return str(self)
        if _figures(digits) > self._key[2]:
            raise InvalidValueError(
                f"it has {self.digits} digits and no more. Ask for so many or fewer.", code="grid-reference.digits"
            )
        return str(GridReference.of(self.point, digits=digits))

    def in_metres(self) -> str:
        """The south-west corner in figures alone, such as `530100, 180300`."""
        return f"{self._key[0]}, {self._key[1]}"


def _figures(digits: int) -> int:
    if digits not in range(2, 2 * _FIGURES + 1, 2):
        raise InvalidValueError("digits are 2, 4, 6, 8 or 10. Give one of these.", code="grid-reference.digits")
    return digits // 2


def _side(figures: int) -> int:
    return (1, 10, 100, 1_000, 10_000)[_FIGURES - figures]


def _corner(letters: str) -> tuple[int, int]:
    """Metres of the south-west corner of a square of 100 km."""
    (east, north), (more_east, more_north) = map(_place, letters)
    return (
        east * _LARGE_SQUARE + more_east * _SQUARE - _FALSE_EAST,
        north * _LARGE_SQUARE + more_north * _SQUARE - _FALSE_NORTH,
    )


def _letters(easting: int, northing: int) -> str:
    east, more_east = divmod(easting + _FALSE_EAST, _LARGE_SQUARE)
    north, more_north = divmod(northing + _FALSE_NORTH, _LARGE_SQUARE)
    return _letter(east, north) + _letter(more_east // _SQUARE, more_north // _SQUARE)


def _place(letter: str) -> tuple[int, int]:
    row, column = divmod(_LETTERS.index(letter), _SQUARES)
    return column, _SQUARES - 1 - row


def _letter(column: int, row: int) -> str:
    return _LETTERS[(_SQUARES - 1 - row) * _SQUARES + column]
