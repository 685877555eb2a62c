"""An exact number from outside, as a fraction that no later step can make slow.

Rates and weights come as whole numbers, `Decimal`s and `Fraction`s. Each becomes a `Fraction`, without rounding and
whatever the precision of the program's decimal context. `Decimal("1E+1000000000")` is short to write and has no room in
memory when written out, so a number has at most 50 digits before and 50 after its point, or above and below its line.

>>> exact_number(Decimal("0.0825"))
Fraction(33, 400)
>>> exact_number(Decimal("1E+1000000000")) is None
True
>>> exact_number(0.1) is None, exact_number(True) is None
(True, True)
"""

from decimal import Decimal
from fractions import Fraction

__all__ = ["MOST_DIGITS", "exact_number"]

MOST_DIGITS = 50
"""Far more than a rate of interest (about 10) or a share of days in a year (3) needs."""

_TOO_LARGE = 10**MOST_DIGITS


def exact_number(number: object) -> Fraction | None:
    """The number as a fraction, or None for what is not exact, no number, or has too many digits.

    A bool is no number here, and a float is not exact.
    """
    if isinstance(number, Decimal):
        return _of_decimal(Decimal(number))
    if isinstance(number, bool) or not isinstance(number, int | Fraction):
        return None
    return Fraction(number) if max(abs(number.numerator), number.denominator) < _TOO_LARGE else None


def _of_decimal(number: Decimal) -> Fraction | None:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):  # an infinity, or not a number
        return None
    if not number:
        return Fraction(0)
    return Fraction(number) if exponent >= -MOST_DIGITS and number.adjusted() < MOST_DIGITS else None
