"""Quotients of columns of whole numbers, rounded in each of the seven ways.

Everything is made of one floor division. Some engines divide in doubles, which hold 53 bits; past that the quotient is
put right by dividing once more what it leaves.

>>> import polars as pl
>>> halves = Column(nw.col("n"), low=-5, high=5)
>>> made = quotient(halves, constant(2), Rounding.HALF_UP, lambda column: column)
>>> nw.from_native(pl.DataFrame({"n": [-5, -4, -3, 3, 5]})).select(q=made.expr)["q"].to_list()
[-3, -2, -2, 2, 3]
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import gcd

from localgov_components.core.libraries import needs_extra
from localgov_components.money import Rounding
from localgov_components.rules.compiling.raw import DIVIDING
from localgov_components.rules.frames.column import UNKNOWN, Column, constant
from localgov_components.rules.frames.logic import latest
from localgov_components.rules.frames.numbers import minus, negative, plus, times

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["floor_quotient", "fraction_of", "quotient"]

Named = Callable[[Column], Column]

_EXACT_IN_DOUBLES = 2**53


def fraction_of(number: Column, above: int, divisor: Column, below: int) -> tuple[Column, Column]:
    """A number times `above` and its divisor times `below`, without the factors that a written divisor shares."""
    if divisor.expr is None and divisor.value:
        shared = gcd(above, divisor.value * below)
        return times(number, constant(above // shared)), constant(divisor.value * below // shared)
    return times(number, constant(above)), times(divisor, constant(below))


def quotient(number: Column, divisor: Column, rounding: Rounding, named: Named) -> Column:
    """A rounded quotient; both are named, and the divisor is never nothing.

    `named` gives a column a name, so that it may be written more than once.
    """
    if number.is_unknown or divisor.is_unknown:
        return UNKNOWN
    if number.is_constant and divisor.is_constant:
        return constant(DIVIDING[rounding](number.value, divisor.value))
    if divisor.high < 0:
        number, divisor = negative(number), negative(divisor)
    elif divisor.low < 0:
        number, divisor = map(named, _turned(number, divisor))
    if divisor.is_constant and divisor.value == 1:
        return number
    bounds = _bounds(number, divisor, rounding)
    is_to_even = rounding is Rounding.HALF_EVEN
    made = _half_even(number, divisor, named) if is_to_even else _ROUNDED[rounding](number, divisor)
    return replace(made, low=bounds[0], high=bounds[1])


def _turned(number: Column, divisor: Column) -> tuple[Column, Column]:
    """Both times the sign of the divisor, which is then above nothing."""
    sign = Column(
        nw.when(divisor.read < 0).then(nw.lit(-1, dtype=nw.Int64)).otherwise(nw.lit(1, dtype=nw.Int64)),
        low=-1,
        high=1,
        at=divisor.at,
    )
    above = times(divisor, sign)
    return times(number, sign), replace(above, low=1, high=max(-divisor.low, divisor.high))


def _bounds(number: Column, divisor: Column, rounding: Rounding) -> tuple[int, int]:
    divide = DIVIDING[rounding]
    smallest, largest = max(divisor.low, 1), max(divisor.high, 1)
    corners = [divide(a, b) for a in (number.low, number.high) for b in (smallest, largest)]
    return min(corners), max(corners)


def floor_quotient(number: Column, divisor: Column) -> Column:
    """The greatest whole number that is not above the quotient; the divisor is above nothing."""
    if number.is_constant and divisor.is_constant:
        return constant(number.value // divisor.value)
    low, high = _bounds(number, divisor, Rounding.FLOOR)
    expr = number.operand // divisor.operand
    if max(-number.low, number.high) >= _EXACT_IN_DOUBLES:
        rest = number.operand - expr * divisor.operand
        expr = expr + rest // divisor.operand
    nullable = number.nullable or divisor.nullable
    return Column(expr, nullable=nullable, low=low, high=high, at=latest((number, divisor)))


def _ceiling(number: Column, divisor: Column) -> Column:
    return floor_quotient(plus(number, minus(divisor, constant(1))), divisor)


def _up(number: Column, divisor: Column) -> Column:
    """Away from nothing."""
    if number.low >= 0:
        return _ceiling(number, divisor)
    if number.high <= 0:
        return floor_quotient(number, divisor)
    more = times(_is(number, above=True), minus(divisor, constant(1)))
    return floor_quotient(plus(number, more), divisor)


def _down(number: Column, divisor: Column) -> Column:
    """Towards nothing."""
    if number.low >= 0:
        return floor_quotient(number, divisor)
    if number.high <= 0:
        return _ceiling(number, divisor)
    more = times(_is(number, above=False), minus(divisor, constant(1)))
    return floor_quotient(plus(number, more), divisor)


def _half_up(number: Column, divisor: Column) -> Column:
    """To the nearest; a half away from nothing, which below nothing is the lesser."""
    return _nearest(number, divisor, _is(number, above=False))


def _half_down(number: Column, divisor: Column) -> Column:
    """To the nearest; a half towards nothing, which above nothing is the lesser."""
    return _nearest(number, divisor, _is(number, above=True))


def _nearest(number: Column, divisor: Column, is_lesser: Column) -> Column:
    """To the nearest; a half to the lesser where `is_lesser` is 1, else to the greater."""
    if divisor.is_constant and divisor.value % 2 == 0:
        return floor_quotient(minus(plus(number, constant(divisor.value // 2)), is_lesser), divisor)
    twice = plus(times(number, constant(2)), divisor)
    return floor_quotient(minus(twice, is_lesser), times(divisor, constant(2)))


def _half_even(number: Column, divisor: Column, named: Named) -> Column:
    """To the nearest; a half to the even one."""
    twice, whole = plus(times(number, constant(2)), divisor), times(divisor, constant(2))
    nearest = named(floor_quotient(named(twice), named(whole)))
    is_half = twice.read - nearest.read * whole.operand == 0
    is_odd = minus(nearest, times(floor_quotient(nearest, constant(2)), constant(2))).read == 1
    less = Column((is_half & is_odd).cast(nw.Int64), nullable=nearest.nullable, low=0, high=1, at=nearest.at)
    return minus(nearest, less)


def _is(number: Column, *, above: bool) -> Column:
    """1 where a number is above nothing, or below it, else 0."""
    if (number.low if above else -number.high) > 0:
        return constant(1)
    if (number.high if above else -number.low) <= 0:
        return constant(0)
    expr = number.read > 0 if above else number.read < 0
    return Column(expr.cast(nw.Int64), nullable=number.nullable, low=0, high=1, at=number.at)


_ROUNDED: Mapping[Rounding, Callable[[Column, Column], Column]] = {
    Rounding.HALF_UP: _half_up,
    Rounding.HALF_DOWN: _half_down,
    Rounding.UP: _up,
    Rounding.DOWN: _down,
    Rounding.CEILING: _ceiling,
    Rounding.FLOOR: floor_quotient,
}
