"""Columns to make, kept as Polars has them, so that a plan that is used again is not written anew.

Each time a frame is asked for columns, narwhals writes every expression for the engine of that frame. For Polars, which
decides whatever is in memory, that takes longer than deciding some thousands of cases. What narwhals asked of Polars
the first time is asked of it again.

>>> import polars as pl
>>> double = Written({"double": nw.col("bins") * 2})
>>> for bins in ([1, 2], [3]):
...     frame = nw.from_native(pl.LazyFrame({"bins": bins}))
...     double.beside(frame).collect()["double"].to_list()
[2, 4]
[6]
"""

from collections.abc import Mapping
from typing import Any

from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import narwhals.stable.v2 as nw
    import polars as pl

__all__ = ["Written"]


class Written:
    """Columns to make, by name."""

    def __init__(self, columns: Mapping[str, nw.Expr]) -> None:
        self.columns = columns
        self._polars: tuple[pl.Expr, ...] | None = None

    def beside(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """The frame with these columns."""
        if not frame.implementation.is_polars():
            return frame.with_columns(**self.columns)
        made: nw.LazyFrame[Any] = nw.from_native(frame.to_native().with_columns(*self._as_polars))
        return made

    def alone(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """These columns of the frame."""
        if not frame.implementation.is_polars():
            return frame.select(**self.columns)
        made: nw.LazyFrame[Any] = nw.from_native(frame.to_native().select(*self._as_polars))
        return made

    @property
    def _as_polars(self) -> tuple[pl.Expr, ...]:
        if self._polars is None:
            asked = _Asked()
            nw.from_native(asked).with_columns(**self.columns)
            self._polars = asked.for_columns
        return self._polars


class _Asked(pl.LazyFrame):
    """A frame of Polars that notes for which columns it is asked."""

    for_columns: tuple[pl.Expr, ...] = ()

    def with_columns(self, *exprs: Any, **named: Any) -> "_Asked":
        self.for_columns = (*exprs, *(expr.alias(name) for name, expr in named.items()))
        return self
