"""Formulas of z3 over whole numbers and truths, as long as they hang on a fact; plain Python values where they do not.

A rule of which policy and the day decide a part shrinks while it is written: `chosen(True, …)` is its first value. z3
divides whole numbers towards the lesser one, as Python does, wherever the divisor is positive.

>>> to_whole(7, 2, Rounding.HALF_EVEN), to_whole(-7, 2, Rounding.HALF_DOWN)
(4, -3)
>>> context = z3.Context()
>>> pence = z3.Int("pence", context)
>>> chosen(all_true([True, pence > 5]), pence, 0)
If(pence > 5, pence, 0)
>>> z3.simplify(z3.substitute(to_whole(pence, 100, Rounding.HALF_UP), (pence, z3.IntVal(-250, context))))
-3
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

from localgov_components.core.libraries import needs_extra
from localgov_components.money import Rounding

with needs_extra("proofs"):
    import z3

__all__ = [
    "Truth",
    "Whole",
    "all_true",
    "any_true",
    "chosen",
    "divided",
    "is_plain",
    "negated",
    "to_whole",
    "total",
]

Whole: TypeAlias = "int | z3.ArithRef"
"""A whole number: a plain one, or a formula."""

Truth: TypeAlias = "bool | z3.BoolRef"
"""True or false: plainly, or by a formula."""

_TO_NEAREST = frozenset({Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.HALF_DOWN})


def is_plain(*values: Any) -> bool:
    """Whether values are Python's own, and hang on no fact."""
    return not any(z3.is_expr(value) for value in values)


def all_true(parts: Iterable[Truth]) -> Truth:
    """Whether every one is true."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return z3.And(*kept) if len(kept) > 1 else kept[0] if kept else True


def any_true(parts: Iterable[Truth]) -> Truth:
    """Whether at least one is true."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return z3.Or(*kept) if len(kept) > 1 else kept[0] if kept else False


def negated(part: Truth) -> Truth:
    """Whether it is false."""
    return not part if isinstance(part, bool) else z3.Not(part)


def chosen(condition: Truth, value: Any, otherwise: Any) -> Any:
    """One of two values by a condition."""
    if isinstance(condition, bool):
        return value if condition else otherwise
    if value is otherwise or (is_plain(value, otherwise) and value == otherwise):
        return value
    return z3.If(condition, value, otherwise, condition.ctx)


def total(numbers: Iterable[Whole]) -> Whole:
    """The sum of some numbers."""
    kept = [number for number in numbers if not (is_plain(number) and number == 0)]
    if is_plain(*kept):
        return sum(kept)
    return z3.Sum(*kept) if len(kept) > 1 else kept[0]


def divided(number: Whole, divisor: Whole) -> Whole:
    """The whole part of a quotient, towards the lesser number. The divisor is positive."""
    if is_plain(number, divisor):
        return number // divisor
    return number if is_plain(divisor) and divisor == 1 else number / divisor


def to_whole(number: Whole, divisor: Whole, rounding: Rounding) -> Whole:
    """The whole number that a quotient becomes, as `Rounding.to_whole` has it. The divisor is positive."""
    if is_plain(number, divisor):
        return rounding.to_whole(Fraction(number, divisor))
    if is_plain(divisor) and divisor == 1:
        return number
    below_zero = number < 0
    if rounding in _TO_NEAREST:  # twice the quotient and one more, halved
        number, divisor = 2 * number + divisor, 2 * divisor
    last = divisor - 1
    above, below = {
        Rounding.HALF_UP: (0, -1),
        Rounding.HALF_EVEN: (0, 0),
        Rounding.HALF_DOWN: (-1, 0),
        Rounding.UP: (last, 0),
        Rounding.DOWN: (0, last),
        Rounding.CEILING: (last, last),
        Rounding.FLOOR: (0, 0),
    }[rounding]
    found = divided(number + chosen(below_zero, below, above), divisor)
    if rounding is Rounding.HALF_EVEN:
        found -= chosen(all_true([number == divisor * found, found % 2 == 1]), 1, 0)
    return found
