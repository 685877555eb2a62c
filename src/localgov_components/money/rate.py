"""A rate by which an amount is multiplied, read exactly.

It comes as a `Decimal`, a `Fraction`, or decimal text such as `0.2` for 20%. A float is refused, because 0.1 is not a
tenth, and a bare whole number too: 20 may be meant as a percentage.

>>> read_rate("0.0825")
Fraction(33, 400)
>>> read_rate("20%")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a rate: give a Decimal, a Fraction, or decimal text such as \
"0.2" for 20%, with at most 50 digits before and after the point. A float is not exact.
"""

import re
from decimal import Decimal
from fractions import Fraction

from localgov_components.core.errors import InvalidValueError
from localgov_components.money.exact import MOST_DIGITS, exact_number

__all__ = ["read_rate"]

_FORM = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?", re.ASCII)


def read_rate(rate: object) -> Fraction:
    """The rate as a fraction, or `InvalidValueError`; spaces around a text are ignored."""
    if isinstance(rate, str):
        rate = Decimal(rate.strip()) if _FORM.fullmatch(rate.strip()) else None
    exact = exact_number(rate) if isinstance(rate, Decimal | Fraction) else None
    if exact is None:
        raise InvalidValueError(
            'not a rate: give a Decimal, a Fraction, or decimal text such as "0.2" for 20%, '
            f"with at most {MOST_DIGITS} digits before and after the point. A float is not exact.",
            code="money.rate",
        )
    return exact
