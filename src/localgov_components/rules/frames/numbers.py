"""Sums, products and the larger of columns of whole numbers, with bounds for what comes of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.column import UNKNOWN, Column, constant
from localgov_components.rules.frames.logic import latest

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["extreme", "minus", "negative", "plus", "scaled", "times"]


def plus(left: Column, right: Column) -> Column:
    """A sum of two in the same places."""
    if left.is_unknown or right.is_unknown:
        return UNKNOWN
    low, high = left.low + right.low, left.high + right.high
    if left.is_constant and right.is_constant:
        return constant(left.value + right.value, places=left.places)
    for one, other in ((left, right), (right, left)):
        if one.is_constant and one.value == 0:
            return other
    return _made(left.operand + right.operand, (left, right), low, high, left.places)


def minus(left: Column, right: Column) -> Column:
    """A difference of two in the same places."""
    if left.is_unknown or right.is_unknown:
        return UNKNOWN
    low, high = left.low - right.high, left.high - right.low
    if left.is_constant and right.is_constant:
        return constant(left.value - right.value, places=left.places)
    if right.is_constant and right.value == 0:
        return left
    return _made(left.operand - right.operand, (left, right), low, high, left.places)


def times(left: Column, right: Column) -> Column:
    """A product, whose places are those of both together."""
    if left.is_unknown or right.is_unknown:
        return UNKNOWN
    places = left.places + right.places
    if left.is_constant and right.is_constant:
        return constant(left.value * right.value, places=places)
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    for one, other in ((left, right), (right, left)):
        if one.is_constant and one.value == 1:
            return replace(other, places=places)
    return _made(left.operand * right.operand, (left, right), min(corners), max(corners), places)


def negative(column: Column) -> Column:
    """The same below nothing."""
    return minus(constant(0, places=column.places), column)


def scaled(column: Column, places: int) -> Column:
    """The same number with at least so many places."""
    if column.places >= places or column.is_unknown:
        return column
    factor = constant(10 ** (places - column.places))
    return replace(times(column, factor), places=places)


def extreme(how: str, parts: Sequence[Column]) -> Column:
    """The larger or the smaller of columns in the same places, unknown while one is.

    Where there are several that are not the same in every row, each has a name.
    """
    if any(part.is_unknown for part in parts):
        return UNKNOWN
    low, high = (max, max) if how == "larger" else (min, min)
    bounds = low(part.low for part in parts), high(part.high for part in parts)
    fixed = [part.value for part in parts if part.is_constant]
    others = [part for part in parts if not part.is_constant]
    best = (max if how == "larger" else min)(fixed) if fixed else None
    if best is not None:
        others = [part for part in others if part.nullable or not _never_wins(how, part, best)]
        if not others:
            return constant(best, places=parts[0].places)
    if best is not None and len(others) == 1 and _always_wins(how, others[0], best):
        return others[0]
    exprs = [part.read for part in others]
    if best is not None and len(others) == 1:  # null stays null in every engine
        made = exprs[0].clip(lower_bound=best) if how == "larger" else exprs[0].clip(upper_bound=best)
        return _made(made, others, *bounds, parts[0].places)
    if best is not None:
        exprs.append(nw.lit(best, dtype=nw.Int64))
    if len(exprs) == 1:
        return others[0]
    made = nw.max_horizontal(*exprs) if how == "larger" else nw.min_horizontal(*exprs)
    nullable = [part for part in others if part.nullable]
    if nullable:  # both pass over nulls
        known = ~nullable[0].read.is_null()
        for part in nullable[1:]:
            known = known & ~part.read.is_null()
        made = nw.when(known).then(made)
    return _made(made, others, *bounds, parts[0].places)


def _never_wins(how: str, part: Column, best: int) -> bool:
    return part.high <= best if how == "larger" else part.low >= best


def _always_wins(how: str, part: Column, best: int) -> bool:
    return part.low >= best if how == "larger" else part.high <= best


def _made(expr: Any, parts: Sequence[Column], low: int, high: int, places: int) -> Column:
    nullable = any(part.nullable for part in parts)
    return Column(expr, nullable=nullable, places=places, at=latest(parts)).within(low, high)
