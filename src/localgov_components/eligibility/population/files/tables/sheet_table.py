"""A sheet of an XLSX workbook as a table, read whole; see `core.grid` for what it refuses.

Cells are text: what is typed as a number, a date or a truth is as text what it is (`16000`, `2026-04-01`, `true`).
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue, GridLimits
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.tables.table import Batch, Place, no_faults

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

    def __init__(self, path: Path, *, sheet: str | None = None) -> None:
        self.name = path.name
        with path.open("rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.nested: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        grid = Grid.read(path, sheet=sheet, limits=LIMITS)
        self._cells = grid.cells
        self.headings = [
            " ".join((_text(self._cells.get((1, each))) or "").split()) for each in range(1, grid.width + 1)
        ]
        if not any(self.headings):
            raise DefinitionError([Fault(grid.source, "no headings. Write them in the first row")])
        self._rows = sorted({row for row, _ in self._cells if row > 1})
        self.most_rows = len(self._rows)

    def batches(self, columns: Sequence[str], *, rows: int, after: Place | None = None) -> Iterator[Batch]:
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
            yield Batch(numbers, pl.DataFrame(series), no_faults(), len(chosen), until)


def _text(value: CellValue | None) -> str | None:
    return None if value is None else plain_form(value)
