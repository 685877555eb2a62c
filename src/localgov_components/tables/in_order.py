"""Rows from many places, each in order, put into one order without holding more than a few of them.

>>> odd = iter([pl.DataFrame({"row": [1, 3]}), pl.DataFrame({"row": [7]})])
>>> even = iter([pl.DataFrame({"row": [2, 4, 6]})])
>>> [frame["row"].to_list() for frame in in_order([odd, even], last=7, window=4)]
[[1, 2, 3, 4], [6, 7]]
"""

from collections.abc import Iterator, Sequence

from localgov_components.core.libraries import needs_extra
from localgov_components.tables.table import ROW

with needs_extra("population"):
    import polars as pl

__all__ = ["in_order"]


def in_order(streams: Sequence[Iterator[pl.DataFrame]], *, last: int, window: int) -> Iterator[pl.DataFrame]:
    """All rows by their number, up to the last, a window of numbers at a time; windows without rows are left out."""
    cursors = [_Cursor(each) for each in streams]
    for first in range(1, last + 1, window):
        found = [piece for cursor in cursors for piece in cursor.before(first + window)]
        if found:
            yield pl.concat(found).sort(ROW, maintain_order=True)


class _Cursor:
    """A stream of frames, and what of the last one is not taken yet."""

    def __init__(self, frames: Iterator[pl.DataFrame]) -> None:
        self._frames = frames
        self._rest: pl.DataFrame | None = next(frames, None)

    def before(self, row: int) -> Iterator[pl.DataFrame]:
        """Rows with a smaller number that were not taken yet."""
        while self._rest is not None:
            number = int(self._rest[ROW].search_sorted(row, side="left"))
            if number:
                yield self._rest.head(number)
            if number < self._rest.height:
                self._rest = self._rest.slice(number)
                return
            self._rest = next(self._frames, None)
