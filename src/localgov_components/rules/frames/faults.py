"""What is wrong with frames: every mistake at once, with column, count and first rows, and never a value.

>>> fault = FrameFault("the cases", "household.bins", "larger than it may be", 2, (4, 9), code="frame.range")
>>> print(FrameError([fault]))
1 mistake; nothing was decided:
  the cases, column household.bins: larger than it may be (2 rows, first 4, 9)
>>> FrameError([fault]).code
'frame.range'
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from localgov_components.core.errors import InvalidValueError

__all__ = ["FrameError", "FrameFault"]


@dataclass(frozen=True, slots=True)
class FrameFault:
    """One mistake in a frame.

    `frame` says which one, `many` in how many rows it is, None where it is of no row, and `rows` the numbers of the
    first of them, counted from 1; none in DuckDB and Spark, whose rows have no order. `selected` gives all of them in
    every engine.
    """

    frame: str
    column: str | None
    message: str
    many: int | None = None
    rows: tuple[int, ...] = ()
    code: str = field(kw_only=True)
    found: Callable[[], object] | None = field(default=None, kw_only=True, compare=False, repr=False)

    def selected(self) -> object:
        """The rows with this mistake, as a frame of the engine that was given them; None where it is of no row.

        They have values, which no message has: show them to those alone who may see the frame.
        """
        return None if self.found is None else self.found()

    def __str__(self) -> str:
        """Where and what, as a person reads it."""
        column = "" if self.column is None else f", column {self.column}"
        where = "" if self.many is None else f" ({self.many:,} row{'' if self.many == 1 else 's'}{self._first})"
        return f"{self.frame}{column}: {self.message}{where}"

    @property
    def _first(self) -> str:
        if self.rows:
            return f", first {', '.join(map(str, self.rows))}"
        return "" if self.found is None else ", without an order to number them by: selected() gives them"


class FrameError(InvalidValueError):
    """Frames are refused whole; `faults` lists every mistake found, and `code` is that of the first."""

    def __init__(self, faults: Sequence[FrameFault]) -> None:
        self.faults = tuple(faults)
        number = len(self.faults)
        heading = f"{number} mistake{'' if number == 1 else 's'}; nothing was decided:"
        super().__init__("\n  ".join([heading, *map(str, self.faults)]), code=self.faults[0].code)
