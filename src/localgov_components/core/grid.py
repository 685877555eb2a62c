r"""A grid of cells from a CSV file or a sheet of an XLSX workbook, each with its place.

Officers keep tables of rules and of examples in spreadsheets. A grid is what such a file says, read whole or
not at all: every mistake is listed with its cell, and no mistake quotes one, because a cell may be about a
person. What spreadsheets do to values unasked is refused, and so is what cannot be seen on the screen.

| | CSV | XLSX |
| --- | --- | --- |
| encoding | UTF-8, with or without a byte order mark | – |
| values | text | text, whole numbers, exact decimals, true and false, dates |
| size of a file | 10 MB | 10 MB, and 32 MB for each part once it is unpacked |
| size of a table | 10,000 rows, 256 columns, 500,000 cells of 32,767 characters | the same |

Reading needs no library; writing XLSX needs the extra `[xlsx]`.

>>> grid = Grid.parse("capital,rate\n6000,£0.00\n".encode(), name="rules.csv")
>>> grid.cell(2, 1).value, grid.cell(2, 2).address
('6000', 'B2')
>>> Grid.parse(b"capital,rate\n=A1+1,\n", name="rules.csv")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  rules.csv, cell A2: a formula. Write its value instead
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path, PurePath
from typing import Self

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.files import replace_file
from localgov_components.core.grid_cell import (
    USUAL_LIMITS,
    Cells,
    CellValue,
    GridCell,
    GridFaults,
    GridLimits,
    plain_text,
    size_fault,
    text_fault,
)
from localgov_components.core.grid_csv import read_csv, write_csv

__all__ = ["MOST_BYTES", "Grid"]

MOST_BYTES = USUAL_LIMITS.packed

_SAVE_AS = "Save it as CSV (UTF-8) or XLSX, under a name that ends so"


@dataclass(frozen=True)  # without slots, so that its size is computed once
class Grid:
    """Cells by row and column, both counted from 1.

    `sheet` is empty for a CSV file. `repr` does not show the cells.
    """

    name: str
    sheet: str
    cells: Cells = field(repr=False)

    @classmethod
    def of(cls, rows: Iterable[Sequence[CellValue | None]], *, name: str, sheet: str = "") -> Self:
        """A grid of rows of values; None, and a text of spaces only, is an empty cell.

        Raises `InvalidValueError` for a value that no cell holds, such as a float, and for more rows, columns or
        characters than a grid has.
        """
        cells: Cells = {}
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                plain = _plain(value)
                if plain is None:
                    continue
                if message := size_fault(row, column, len(cells)):
                    raise InvalidValueError(f"a cell {message}.", code="grid.size")
                cells[row, column] = plain
        return cls(name, sheet, cells)

    @classmethod
    def read(
        cls,
        path: Path,
        *,
        sheet: str | None = None,
        limits: GridLimits = USUAL_LIMITS,
        naming: str = "sheet=…",
        unreadable: set[tuple[int, int]] | None = None,
    ) -> Self:
        """Read a file; `sheet` names one of several sheets, and `naming` is how the caller asks for that.

        `unreadable`, where it is given, takes the row and column of each cell of a workbook that holds a formula, an
        error, a time or what cannot be seen. It is an empty text then, and no mistake.

        Raises `DefinitionError` with every mistake, and `OSError` where the file cannot be opened.
        """
        with path.open("rb") as file:
            content = file.read(limits.packed + 1)
        return cls.parse(content, name=path.name, sheet=sheet, limits=limits, naming=naming, unreadable=unreadable)

    @classmethod
    def parse(
        cls,
        content: bytes,
        *,
        name: str,
        sheet: str | None = None,
        limits: GridLimits = USUAL_LIMITS,
        naming: str = "sheet=…",
        unreadable: set[tuple[int, int]] | None = None,
    ) -> Self:
        """Read the content of a file, which is CSV or XLSX as its name says."""
        if len(content) > limits.packed:
            raise _refused(name, f"more than {limits.packed >> 20} MB. Keep only the table in the file")
        if _is_workbook(name):
            from localgov_components.core.grid_workbook import read_xlsx

            title, cells, faults = read_xlsx(
                content, name, sheet=sheet, limits=limits, naming=naming, unreadable=unreadable
            )
        elif sheet is not None:
            raise _refused(name, "a CSV file has no sheets. Leave the name of the sheet out")
        else:
            faults = GridFaults(name)
            title, cells = "", read_csv(content, faults, limits)
        faults.raise_if_any()
        return cls(name, title, cells)

    @property
    def source(self) -> str:
        """The file, and the sheet if there is one, as mistakes name it."""
        return f"{self.name}, sheet '{self.sheet}'" if self.sheet else self.name

    @cached_property
    def height(self) -> int:
        """The last row in which a cell is not empty."""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """The last column in which a cell is not empty."""
        return max((column for _, column in self.cells), default=0)

    def cell(self, row: int, column: int) -> GridCell:
        """The cell at a place, which may be empty."""
        return GridCell(self.source, row, column, self.cells.get((row, column)))

    def encode(self, *, kind: str) -> bytes:
        """The content of a file, of the kind `csv` or `xlsx`.

        It reads back as the same cells, and the same cells give the same bytes. In CSV, which has no types, every value
        becomes its plain text.
        """
        if kind == "csv":
            return write_csv(self.cells, self.height, self.width)
        from localgov_components.core.grid_writing import write_xlsx

        return write_xlsx(self.cells, sheet=self.sheet)

    def write(self, path: Path) -> None:
        """Write a CSV or XLSX file, as its name says, whole or not at all."""
        replace_file(path, self.encode(kind="xlsx" if _is_workbook(path.name) else "csv"))


def _is_workbook(name: str) -> bool:
    suffix = PurePath(name).suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise _refused(name, f"neither a CSV file nor an XLSX workbook by its name. {_SAVE_AS}")
    return suffix == ".xlsx"


def _plain(value: CellValue | None) -> CellValue | None:
    """A value as a cell holds it."""
    match value:
        case None | bool():
            return value
        case str():
            text = plain_text(value)
            if text is not None and (message := text_fault(text)):
                raise InvalidValueError(f"a text for a cell {message}.", code="grid.text")
            return text
        case int():
            return int(value)
        case Decimal() if value.is_finite():
            return value
        case date() if not isinstance(value, datetime):
            return value
        case _:
            raise InvalidValueError(
                f"no cell holds a {type(value).__name__} like this. Give text, a whole number, a finite Decimal, "
                "true or false, or a date.",
                code="grid.value",
            )


def _refused(name: str, message: str) -> DefinitionError:
    return DefinitionError([Fault(name, message)])
