"""Rows with a mistake: the numbers of the first of them, and a way to all of them.

Rows of a frame in memory, and of Polars' lazy frames, have an order, and so numbers. DuckDB and Spark promise none: the
fourth row may be another when it is read again. There the rows themselves can be had, by the condition or the key by
which they were found.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.faults import FrameFault
from localgov_components.rules.frames.given import Given, in_order
from localgov_components.rules.frames.plan import OWN

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["Chosen", "having", "pointed"]

Chosen: TypeAlias = "Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]"
"""Takes some rows of a frame, and leaves its columns as they are."""

_FIRST_ROWS = 5
_NUMBER = f"{OWN}row"


def pointed(given: Given, frame: str, column: str, message: str, many: int, chosen: Chosen, *, code: str) -> FrameFault:
    """A mistake in so many rows of a frame, which are those that are chosen."""
    rows: tuple[int, ...] = ()
    if given.is_ordered:
        rows = tuple(number + 1 for number in _numbers(given, chosen, _FIRST_ROWS))
    return FrameFault(frame, column, message, many, rows, code=code, found=lambda: _rows(given, chosen))


def having(condition: "nw.Expr") -> Chosen:
    """Rows for which a condition holds."""
    return lambda rows: rows.filter(condition)


def _numbers(given: Given, chosen: Chosen, most: int | None = None) -> list[int]:
    """The numbers of rows, counted from 0."""
    numbers = chosen(in_order(given.frame, _NUMBER)).select(_NUMBER).sort(_NUMBER)
    return [int(each) for each in (numbers if most is None else numbers.head(most)).collect()[_NUMBER]]


def _rows(given: Given, chosen: Chosen) -> Any:
    """The rows, as the engine has them that was given the frame."""
    if given.is_eager:
        whole: nw.DataFrame[Any] = nw.from_native(given.native)
        return whole[_numbers(given, chosen)].to_native()
    found = chosen(given.frame).to_native()
    return found.toDF(*given.names) if [*given.names] != [*given.names.values()] else found
