"""How an exact number becomes a whole one: seven ways, each with a name.

The names and meanings are those of the General Decimal Arithmetic Specification and of Python's `decimal`. All but two
treat a debt as they treat a credit: rounding -2.5 gives minus what rounding 2.5 gives. `CEILING` and `FLOOR` look at
the number line instead, so a refund may differ from its payment by a penny.

>>> [Rounding.HALF_UP.to_whole(Fraction(half, 2)) for half in (-5, -3, 3, 5)]
[-3, -2, 2, 3]
>>> [Rounding.HALF_EVEN.to_whole(Fraction(half, 2)) for half in (-5, -3, 3, 5)]
[-2, -2, 2, 2]
>>> Rounding("bankers")
Traceback (most recent call last):
    ...
ValueError: 'bankers' is not a valid Rounding
"""

from enum import StrEnum
from fractions import Fraction

__all__ = ["Rounding"]


class Rounding(StrEnum):
    """How a part of a penny, or of another unit, is rounded.

    | Name | Goes to | 2.5 | -2.5 | 2.1 | -2.1 | Asked for by |
    | --- | --- | --- | --- | --- | --- | --- |
    | `HALF_UP` | the nearest; a half goes away from zero | 3 | -3 | 2 | -2 | VAT (HMRC VATREC12030) |
    | `HALF_EVEN` | the nearest; a half goes to the even one | 2 | -2 | 2 | -2 | bankers; IEEE 754 |
    | `HALF_DOWN` | the nearest; a half goes towards zero | 2 | -2 | 2 | -2 | |
    | `UP` | away from zero | 3 | -3 | 3 | -3 | |
    | `DOWN` | towards zero | 2 | -2 | 2 | -2 | VAT payable on an invoice (HMRC VATREC12010) |
    | `CEILING` | the greater | 3 | -2 | 3 | -2 | |
    | `FLOOR` | the lesser | 2 | -3 | 2 | -3 | |
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    HALF_DOWN = "half-down"
    UP = "up"
    DOWN = "down"
    CEILING = "ceiling"
    FLOOR = "floor"

    def to_whole(self, exact: Fraction) -> int:
        """The whole number that an exact one becomes."""
        lesser, rest = divmod(exact.numerator, exact.denominator)
        if not rest:
            return lesser
        over_half = 2 * rest - exact.denominator
        if over_half and self in _TO_NEAREST:
            return lesser + (over_half > 0)
        below_zero = lesser < 0
        goes_up = {
            Rounding.HALF_UP: not below_zero,
            Rounding.HALF_EVEN: lesser % 2 == 1,
            Rounding.HALF_DOWN: below_zero,
            Rounding.UP: not below_zero,
            Rounding.DOWN: below_zero,
            Rounding.CEILING: True,
            Rounding.FLOOR: False,
        }
        return lesser + goes_up[self]


_TO_NEAREST = frozenset({Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.HALF_DOWN})
