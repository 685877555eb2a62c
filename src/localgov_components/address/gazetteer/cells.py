"""Squares of the National Grid as integers, so that an index of integers finds what is near.

The metres east and north of a point are woven together bit by bit (a Morton code): the points of every
square whose side is a power of two, and which lies on the grid of such squares, have codes that follow
one another. Any box is then a few runs of codes. Which of the points in them lie inside the box, or how
far they are, is for their coordinates to say.

>>> runs = runs_in(333000, 81000, 333010, 81010)
>>> any(first <= code_of(333004.5, 81009.25) <= last for first, last in runs)
True
>>> any(first <= code_of(334004.5, 81009.25) <= last for first, last in runs)
False
"""

import math

__all__ = ["CODE_BITS", "code_of", "corner_of", "runs_in"]

CODE_BITS = 21
"""2^21 metres are more than the grid is long."""

_MOST_SQUARES = 4
"""Along one side of a box; more squares follow its edges more closely and need more runs."""

_WHOLE = 0x00000000FFFFFFFF
_WEAVE = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def code_of(easting: float, northing: float) -> int:
    """The code of the square metre that a point lies in."""
    return _spread(int(easting)) | _spread(int(northing)) << 1


def corner_of(code: int) -> tuple[int, int]:
    """The whole metres east and north that were woven into a code."""
    return _gathered(code), _gathered(code >> 1)


def runs_in(west: float, south: float, east: float, north: float) -> list[tuple[int, int]]:
    """First and last code of a few runs that hold every point of a box, and some around it."""
    low_x, low_y, high_x, high_y = (_whole(metres) for metres in (west, south, east, north))
    if high_x < low_x or high_y < low_y:
        return []
    side = max(high_x - low_x, high_y - low_y) // _MOST_SQUARES
    bits = min(CODE_BITS, side.bit_length())
    squares = sorted(
        _spread(x) | _spread(y) << 1
        for x in range(low_x >> bits, (high_x >> bits) + 1)
        for y in range(low_y >> bits, (high_y >> bits) + 1)
    )
    return _joined(squares, 2 * bits)


def _joined(squares: list[int], bits: int) -> list[tuple[int, int]]:
    """Runs of codes for squares, those that follow one another as one."""
    runs: list[tuple[int, int]] = []
    for square in squares:
        first, last = square << bits, ((square + 1) << bits) - 1
        if runs and runs[-1][1] + 1 == first:
            first = runs.pop()[0]
        runs.append((first, last))
    return runs


def _whole(metres: float) -> int:
    return min(max(math.floor(metres), 0), (1 << CODE_BITS) - 1)


def _spread(number: int) -> int:
    """The bits of a number, each with a nought before it."""
    for shift, mask in _WEAVE:
        number = (number | number << shift) & mask
    return number


def _gathered(number: int) -> int:
    """Every second bit of a number, which `_spread` puts apart."""
    number &= _WEAVE[-1][1]
    for (shift, _), (_, mask) in zip(reversed(_WEAVE), (*reversed(_WEAVE[:-1]), (0, _WHOLE)), strict=True):
        number = (number | number >> shift) & mask
    return number
