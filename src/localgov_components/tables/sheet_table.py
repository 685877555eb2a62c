"""A sheet of an XLSX workbook as a table, read whole; see `core.grid` for what it refuses.

Cells are text: what is typed as a number, a date or a truth is as text what it is (`16000`, `2026-04-01`, `true`). Of a
column that is read, a formula, an error, a time of day or what cannot be seen is a fault of its row.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue, GridCell, GridLimits
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.libraries import needs_extra
from localgov_components.core.table_head import MOST_LINES, Record, require_first
from localgov_components.tables.blanks import heading
from localgov_components.tables.filled import Filled
from localgov_components.tables.first_line import half_of, named_of
from localgov_components.tables.table import Batch, Place, no_faults

with needs_extra("population"):
    import polars as pl

__all__ = ["LIMITS", "SheetTable"]

LIMITS = GridLimits(
    rows=200_000,
    cells=2_000_000,
    characters=100_000_000,
    packed=50 << 20,
    unpacked=256 << 20,
    elements=8_000_000,
)
"""What a sheet may hold: its cells are held in memory, about 600 MB at the most."""


class SheetTable:
    """A sheet of a workbook."""

    def __init__(
        self, path: Path, *, wanted: Sequence[str] = (), sheet: str | None = None, naming: str = "--sheet …"
    ) -> None:
        self.name = path.name
        with path.open("rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.nested: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        self._unreadable: set[tuple[int, int]] = set()
        grid = Grid.read(path, sheet=sheet, limits=LIMITS, naming=naming, unreadable=self._unreadable)
        self._cells = grid.cells
        first = [
            Record(row, row, [heading(_text(self._cells.get((row, each))) or "") for each in range(1, grid.width + 1)])
            for row in range(1, MOST_LINES + 1)
        ]
        require_first(grid.source, first, named_of(wanted), fewest=half_of(wanted))
        self.headings = first[0].cells
        if not any(self.headings):
            raise DefinitionError([Fault(grid.source, "no headings. Write them in the first row")])
        odd = [place for place in sorted(self._unreadable) if place[0] == 1]
        DefinitionError.raise_for(
            [
                GridCell(grid.source, *place, None).fault("no heading that can be read. Write it as text")
                for place in odd
            ]
        )
        self._rows = sorted({row for row, _ in self._cells if row > 1})
        self.most_rows = len(self._rows)

    def batches(
        self, columns: Sequence[str], *, rows: int, after: Place | None = None, counted: Sequence[int] = ()
    ) -> Iterator[Batch]:
        """See `Table.batches`."""
        done = after["done"] if after else 0
        places = [self.headings.index(each) + 1 for each in columns]
        for first in range(done, max(self.most_rows, done + 1), rows):
            chosen = self._rows[first : first + rows]
            series = [
                pl.Series(column, [_text(self._cells.get((row, place))) for row in chosen], dtype=pl.String)
                for column, place in zip(columns, places, strict=True)
            ]
            until: Place = {"done": first + len(chosen), "row": chosen[-1] if chosen else 1}
            numbers = pl.Series(chosen, dtype=pl.Int64)
            faults = self._faults(columns, places, chosen)
            filled = [self._filled(place + 1, numbers) for place in counted]
            yield Batch(numbers, pl.DataFrame(series), faults, len(chosen), until, filled)

    def _filled(self, place: int, rows: pl.Series) -> Filled:
        return Filled.of(pl.Series([(row, place) in self._cells for row in rows], dtype=pl.Boolean), rows)

    def _faults(self, columns: Sequence[str], places: Sequence[int], rows: Sequence[int]) -> pl.DataFrame:
        """Cells of the columns that are read, of which nothing can be."""
        found = [
            (row, column, "cell.sheet")
            for row in (rows if self._unreadable else ())
            for column, place in zip(columns, places, strict=True)
            if (row, place) in self._unreadable
        ]
        return pl.DataFrame(found, no_faults().schema, orient="row")


def _text(value: CellValue | None) -> str | None:
    return None if value is None else plain_form(value)
