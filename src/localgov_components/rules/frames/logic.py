"""Conditions of every row: strong Kleene logic, comparisons and choices, where null is unknown.

`&` and `|` on columns that may be null are Kleene's in every engine. `when` is not: a null condition takes the
`otherwise` branch, so choices are guarded here.
"""

import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.column import FALSE, TRUE, UNKNOWN, Column, Moment, constant, literal
from localgov_components.rules.tree import OPERATORS

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = [
    "all_true",
    "any_true",
    "as_number",
    "chosen",
    "compared",
    "dtype_of",
    "is_unknown",
    "latest",
    "negated",
    "one_of",
    "when_true",
]


def latest(columns: Sequence[Column]) -> Moment:
    """When all of some columns are there."""
    return max((each.at for each in columns), default=(0, 0))


def dtype_of(kind: Any) -> Any:
    """The type of the column that holds values of a type."""
    from localgov_components.rules.frames.kinds import is_text

    return nw.Boolean if kind is bool else nw.String if is_text(kind) else nw.Int64


def all_true(parts: Sequence[Column]) -> Column:
    """True where every part is; false where one is false."""
    return _joined(parts, decisive=FALSE, neutral=TRUE, join=operator.and_)


def any_true(parts: Sequence[Column]) -> Column:
    """True where one part is; false where every part is false."""
    return _joined(parts, decisive=TRUE, neutral=FALSE, join=operator.or_)


def _joined(
    parts: Sequence[Column], *, decisive: Column, neutral: Column, join: Callable[[Any, Any], nw.Expr]
) -> Column:
    if any(part.is_constant and part.value is decisive.value for part in parts):
        return decisive
    open_ = [part for part in parts if not (part.is_constant and part.value is neutral.value)]
    if len(open_) <= 1:
        return open_[0] if open_ else neutral
    if all(part.is_unknown for part in open_):
        return UNKNOWN
    exprs = [literal(part, nw.Boolean) for part in open_]
    return Column(reduce(join, exprs), nullable=any(part.nullable for part in open_), at=latest(open_))


def negated(part: Column) -> Column:
    """True where the part is false."""
    if part.is_unknown:
        return UNKNOWN
    if part.expr is None:
        return constant(not part.value)
    return Column(~part.expr, nullable=part.nullable, at=part.at)


def compared(sign: str, left: Column, right: Column, *, ordered: bool) -> Column:
    """Two columns in the same places, compared; `ordered` where their bounds mean something."""
    if left.is_unknown or right.is_unknown:
        return UNKNOWN
    if left.is_constant and right.is_constant:
        return constant(bool(OPERATORS[sign](left.value, right.value)))
    if ordered and not (left.nullable or right.nullable):
        settled = _settled(sign, left, right)
        if settled is not None:
            return constant(settled)
    if left.is_constant:  # the column first, as every engine takes it
        left, right, sign = right, left, {">": "<", "<": ">", ">=": "<=", "<=": ">="}.get(sign, sign)
    expr = OPERATORS[sign](left.read, right.operand)
    return Column(expr, nullable=left.nullable or right.nullable, at=latest((left, right)))


def _settled(sign: str, left: Column, right: Column) -> bool | None:
    """What a comparison comes to in every row, where the bounds tell."""
    is_less, is_more = left.high < right.low, left.low > right.high
    not_less, not_more = left.low >= right.high, left.high <= right.low
    table = {
        "<": (is_less, not_less),
        ">=": (not_less, is_less),
        ">": (is_more, not_more),
        "<=": (not_more, is_more),
        "==": (False, is_less or is_more),
        "!=": (is_less or is_more, False),
    }
    true, false = table[sign]
    return True if true else False if false else None


def as_number(condition: Column) -> Column:
    """1 where a condition is true, 0 where it is false."""
    if condition.is_unknown:
        return UNKNOWN
    if condition.expr is None:
        return constant(int(condition.value))
    return Column(condition.expr.cast(nw.Int64), nullable=condition.nullable, low=0, high=1, at=condition.at)


def one_of(subject: Column, options: Sequence[Column], *, ordered: bool) -> Column:
    """Whether a column is equal to one of others."""
    written = [option.value for option in options if option.is_constant and option.value is not None]
    if subject.expr is not None and len(written) == len(options) > 1 and type(written[0]) is not bool:
        return Column(subject.expr.is_in(sorted(set(written))), nullable=subject.nullable, at=subject.at)
    return any_true([compared("==", subject, option, ordered=ordered) for option in options])


def when_true(branches: Sequence[tuple[Column, Column]], otherwise: Column, kind: Any) -> Column:
    """The value of the first branch whose condition is true; a condition that is unknown is passed by."""
    taken = []
    for condition, value in branches:
        if condition.is_constant:
            if condition.value is True:
                otherwise = value
                break
            continue
        taken.append((condition, value))
    if not taken:
        return otherwise
    values = [value for _, value in taken]
    every = [*values, otherwise]
    dtype = dtype_of(kind)
    expr = literal(otherwise, dtype)
    for condition, value in reversed(taken):
        expr = nw.when(condition.read).then(literal(value, dtype)).otherwise(expr)
    known = [each for each in every if not each.is_unknown]
    return Column(
        expr,
        nullable=any(value.nullable for value in every),
        low=min((each.low for each in known), default=0),
        high=max((each.high for each in known), default=0),
        places=max(each.places for each in every),
        at=latest([*every, *(condition for condition, _ in taken)]),
    )


def chosen(
    branches: Sequence[tuple[Column, Column]],
    otherwise: Column,
    kind: Any,
    named: Callable[[Column], Column],
    *,
    ordered: bool,
) -> Column:
    """A choice: while a condition is unknown, the value that all have in common that it could still give.

    `named` gives a column a name, so that it may be written twice.
    """
    open_ = [(condition, value) for condition, value in branches if not condition.is_false]
    if not any(condition.nullable for condition, _ in open_):
        return when_true(open_, otherwise, kind)
    open_ = [(named(condition), named(value)) for condition, value in open_]
    value = named(when_true(open_, otherwise, kind))
    stopped, agreed = FALSE, []
    for condition, each in open_:
        if condition.nullable:
            same = compared("==", each, value, ordered=ordered)
            agreed.append(any_true([negated(is_unknown(condition)), stopped, same]))
        stopped = any_true([stopped, condition])
        if condition.is_true:
            break
    settled = all_true(agreed)
    if settled.is_constant:
        return value if settled.is_true else UNKNOWN
    expr = nw.when(settled.read).then(literal(value, dtype_of(kind)))
    return Column(
        expr,
        nullable=True,
        low=value.low,
        high=value.high,
        places=value.places,
        at=max(settled.at, value.at),
    )


def is_unknown(column: Column) -> Column:
    """Where a column is unknown."""
    if column.expr is None:
        return constant(column.value is None)
    return Column(column.expr.is_null(), at=column.at) if column.nullable else FALSE
