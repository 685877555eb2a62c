"""One value of every row: an expression of columns, with what is known of it before a row is read.

Numbers are whole numbers of their smallest unit (pence for money), and dates are whole numbers too: 1 May 2026 is
20260501. `low` and `high` bound them, so that nothing can pass what 64 bits hold and formulas need not ask for a sign
that cannot be. Null is unknown; a column that is never null needs no guard.

>>> constant(5).value, constant(5).low, UNKNOWN.value
(5, 5, None)
"""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["FALSE", "MOST", "TRUE", "UNKNOWN", "Column", "Moment", "TooLargeError", "constant", "literal"]

MOST = 2**62
"""The largest size that a number may have: half of what 64 bits hold, so that twice a number still fits."""

Moment: TypeAlias = tuple[int, int]
"""When everything is there that an expression reads: a round, and a stage in it."""

START: Moment = (0, 0)


class TooLargeError(Exception):
    """A number could be larger than 64 bits hold."""


@dataclass(frozen=True, slots=True, eq=False)  # expressions have no equality
class Column:
    """An expression of columns; without one, the same `value` in every row, None where it is unknown.

    `nullable` says that it may be unknown, `places` how many decimal places a number has. `name` is that of a
    column which is there already, and may be written twice.
    """

    expr: nw.Expr | None = None
    value: Any = None
    nullable: bool = False
    low: int = 0
    high: int = 0
    places: int = 0
    at: Moment = START
    name: str = ""

    @property
    def is_constant(self) -> bool:
        """Whether it is the same in every row."""
        return self.expr is None

    @property
    def is_unknown(self) -> bool:
        """Whether it is unknown in every row."""
        return self.expr is None and self.value is None

    @property
    def is_true(self) -> bool:
        """Whether it is true in every row."""
        return self.expr is None and self.value is True

    @property
    def is_false(self) -> bool:
        """Whether it is false in every row."""
        return self.expr is None and self.value is False

    @property
    def is_simple(self) -> bool:
        """Whether it may be written twice without being worked out twice."""
        return bool(self.name) or self.expr is None

    @property
    def likeness(self) -> tuple[Any, ...]:
        """What is the same of two named columns that may stand for one another."""
        return self.name, self.value, self.nullable, self.low, self.high

    @property
    def read(self) -> nw.Expr:
        """The expression of what is not the same in every row."""
        if self.expr is None:
            raise TypeError("the same in every row")
        return self.expr

    @property
    def operand(self) -> Any:
        """What stands for it in an expression with another column."""
        return self.value if self.expr is None else self.expr

    def within(self, low: int, high: int) -> "Column":
        """The same, with other bounds. Raises `TooLargeError` where 64 bits may not hold it."""
        if max(-low, high) > MOST:
            raise TooLargeError
        return replace(self, low=low, high=high)


def constant(value: Any, *, places: int = 0) -> Column:
    """The same value in every row: a truth, a text or a whole number. Raises `TooLargeError`."""
    if type(value) is int:
        return Column(value=value, places=places).within(value, value)
    return Column(value=value)


TRUE, FALSE = constant(True), constant(False)  # noqa: FBT003 - the values themselves
UNKNOWN = Column(nullable=True)


def literal(column: Column, kind: Any) -> nw.Expr:
    """An expression, also for what is the same in every row; `kind` is the type of an unknown."""
    if column.expr is not None:
        return column.expr
    if column.value is None:
        return nw.lit(None, dtype=kind)
    return nw.lit(column.value, dtype=nw.Int64 if type(column.value) is int else None)
