r"""A grid as a table: headings in the first row, and a row of cells for each thing below.

>>> table = GridTable.of(Grid.parse(b"capital,rate\n6000,0.00\n", name="rules.csv"))
>>> [row["rate"].address for row in table.rows]
['B2']
>>> GridTable.of(Grid.parse(b"rate,rate\n1,2\n\n3,4\n", name="rules.csv"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 2 mistakes; nothing was loaded:
  rules.csv, cell B1: the heading of cell A1 again. Keep one
  rules.csv, row 4: below an empty row. Delete the empty rows, or what is under them
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import GridCell, GridFaults

__all__ = ["GridTable"]


@dataclass(frozen=True, slots=True)
class GridTable:
    """The headings of a grid, and its rows by heading.

    Every row has a cell for each heading, empty or not.
    """

    grid: Grid
    headings: Mapping[str, GridCell]
    rows: tuple[Mapping[str, GridCell], ...]

    @classmethod
    def of(cls, grid: Grid) -> Self:
        """Read a grid as a table.

        Raises `DefinitionError` for headings that are missing, twice or no text, for cells under no heading, and for
        rows below an empty one. A column without a heading and without cells is left out.
        """
        faults = GridFaults(grid.source)
        headings = _headings(grid, faults)
        _check_below(grid, headings, faults)
        faults.raise_if_any()
        rows = (
            {name: grid.cell(row, heading.column) for name, heading in headings.items()}
            for row in range(2, grid.height + 1)
        )
        return cls(grid, headings, tuple(rows))


def _headings(grid: Grid, faults: GridFaults) -> dict[str, GridCell]:
    """Headings by their text without spaces around."""
    found: dict[str, GridCell] = {}
    for column in range(1, grid.width + 1):
        cell = grid.cell(1, column)
        if cell.value is None:
            continue
        if not isinstance(cell.value, str):
            faults.add("a heading that is not text", f"cell {cell.address}")
            continue
        name = cell.value.strip()
        if name in found:
            faults.add(f"the heading of cell {found[name].address} again. Keep one", f"cell {cell.address}")
        else:
            found[name] = cell
    if not found and not faults.count:
        faults.add("no headings. Write them in the first row")
    return found


def _check_below(grid: Grid, headings: Mapping[str, GridCell], faults: GridFaults) -> None:
    named = {column for row, column in grid.cells if row == 1}
    for row, column in sorted(grid.cells):
        if headings and column not in named:
            faults.add("under no heading. Delete it, or give its column one", f"cell {grid.cell(row, column).address}")
    filled = {row for row, _ in grid.cells}
    first_gap = next((row for row in range(1, grid.height) if row not in filled), grid.height)
    if first_gap < grid.height and headings:
        below = min(row for row in filled if row > first_gap)
        faults.add("below an empty row. Delete the empty rows, or what is under them", f"row {below}")
