"""How a whole number of pence is shared out, to the last penny.

Exact shares are seldom whole. Each is cut to whole pence, and what is left over goes where the mode says: the parts
always come to the whole. Largest remainder is Hamilton's method of apportionment; among equal remainders the earlier
part gets the penny.

>>> shares(10_000, [1, 1, 1], Allocation.REMAINDER_LAST)
[3333, 3333, 3334]
>>> shares(10_000, [0, 0], Allocation.REMAINDER_LAST)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: nothing to share by: there are no weights, or all are zero. \
Give at least one above zero.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from math import lcm

from localgov_components.core.errors import InvalidValueError
from localgov_components.money.exact import MOST_DIGITS, exact_number

__all__ = ["MOST_PARTS", "Allocation", "shares"]

MOST_PARTS = 100_000
"""Into how many parts an amount is shared at most, so that an endless iterator of weights ends."""

_FINEST = 10**MOST_DIGITS
"""The greatest common denominator of weights: a hundred thousand unlike fractions could need one of megabytes."""


class Allocation(StrEnum):
    """Who gets the pence that are left over when exact shares are cut to whole pence.

    `LARGEST_REMAINDER` gives a penny each to the parts that the cut took most from, the earlier among equals: each part
    is then within a penny of its exact share. `REMAINDER_FIRST` and `REMAINDER_LAST` give all the pence to the first or
    last part whose weight is above zero; it may get as many pence over its share as there are other parts.
    """

    LARGEST_REMAINDER = "largest-remainder"
    REMAINDER_FIRST = "remainder-first"
    REMAINDER_LAST = "remainder-last"


def shares(whole: int, weights: Iterable[object], mode: Allocation) -> list[int]:
    """Whole shares in proportion to the weights and in their order.

    A negative whole is shared as the positive one is, with the sign of each share changed.
    """
    mode = Allocation(mode)
    counts = _whole_weights(weights)
    total = sum(counts)
    if not total:
        raise InvalidValueError(
            "nothing to share by: there are no weights, or all are zero. Give at least one above zero.",
            code="allocation.no-weights",
        )
    size = abs(whole)
    cut = [size * count // total for count in counts]
    left_over = size - sum(cut)
    if mode is Allocation.LARGEST_REMAINDER:
        for place in _most_cut(size, counts, total)[:left_over]:
            cut[place] += 1
    else:
        weighty = [place for place, count in enumerate(counts) if count]
        cut[weighty[0 if mode is Allocation.REMAINDER_FIRST else -1]] += left_over
    return cut if whole >= 0 else [-share for share in cut]


def _most_cut(size: int, counts: Sequence[int], total: int) -> list[int]:
    return sorted(range(len(counts)), key=lambda place: -(size * counts[place] % total))


def _whole_weights(weights: Iterable[object]) -> list[int]:
    """Whole numbers in the same proportion."""
    exact = [_weight(weight) for weight in islice(weights, MOST_PARTS + 1)]
    if len(exact) > MOST_PARTS:
        raise InvalidValueError(
            f"more than {MOST_PARTS:,} parts. Share among groups first, then within each.", code="allocation.too-many"
        )
    common = 1
    for weight in exact:
        common = lcm(common, weight.denominator)
        if common > _FINEST:
            raise _refused_weight()
    return [weight.numerator * (common // weight.denominator) for weight in exact]


def _weight(weight: object) -> Fraction:
    exact = exact_number(weight)
    if exact is None:
        raise _refused_weight()
    if exact < 0:
        raise InvalidValueError(
            "a weight below zero. Share what is owed and what is due apart.", code="allocation.negative"
        )
    return exact


def _refused_weight() -> InvalidValueError:
    return InvalidValueError(
        f"not a weight: give whole numbers, Decimals or Fractions whose common denominator has at most {MOST_DIGITS} "
        "digits, or amounts of Money and nothing else. A float is not exact.",
        code="allocation.weight",
    )
