"""A file as a table of columns, read a batch of rows at a time.

| | CSV | Parquet | XLSX |
| --- | --- | --- | --- |
| named | `.csv`, `.tsv`, `.txt` | `.parquet` | `.xlsx` |
| the first row is | 2, under the headings | 1 | 2, under the headings |
| size | any | any | 200,000 rows, 2,000,000 cells |

Row numbers are those that a spreadsheet shows. Reading may begin again after any batch: a batch says what stands after
it, in plain data.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.tables.filled import Filled

with needs_extra("population"):
    import polars as pl

__all__ = ["ROW", "Batch", "Place", "Progress", "Table", "no_faults", "open_table"]

ROW = "row"
"""The column of row numbers in frames of our own."""

Place: TypeAlias = dict[str, int]
"""Where reading goes on, as plain data that only the table itself understands."""

Progress: TypeAlias = Callable[[int, int], object]
"""Called now and then with what is done and what there is to do."""


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """Rows of a table.

    `frame` has the columns that were asked for, and `numbers` the numbers of its rows; cells of CSV and XLSX are text.
    `faults` are cells that cannot be read, and rows of another length, which are not in the frame: `row`, `column`,
    `code`. `read` counts all rows, without those that are empty. `after` is where the next batch begins. `filled` says
    for each column that was to be counted in which rows it has a value.
    """

    numbers: pl.Series
    frame: pl.DataFrame
    faults: pl.DataFrame
    read: int
    after: Place
    filled: Sequence[Filled] = ()


class Table(Protocol):
    """A file that holds a table."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def headings(self) -> Sequence[str]:
        """The columns in their order, as they are written; a name may be there twice."""

    @property
    def nested(self) -> Sequence[str]:
        """Columns that hold lists, structures or bytes."""

    @property
    def sha256(self) -> str:
        """Checksum of the file when it was opened."""

    @property
    def most_rows(self) -> int:
        """At least as many rows as it has."""

    @property
    def notes(self) -> Sequence[str]:
        """What whoever gave the file should know of it."""

    def batches(
        self, columns: Sequence[str], *, rows: int, after: Place | None = None, counted: Sequence[int] = ()
    ) -> Iterator[Batch]:
        """Batches of about so many rows with some of the columns. Raises `DefinitionError` where it is damaged.

        `counted` are the places among the headings, from 0, of columns of which it is counted how many rows have a
        value; rows of another length are not counted. A batch may have the counts of rows of the batches after it.
        """


def open_table(
    path: Path,
    *,
    wanted: Sequence[str] = (),
    sheet: str | None = None,
    list_name: str = "",
    progress: Progress | None = None,
) -> Table:
    """Open a file of rows by its name.

    `wanted` are columns that help to find how a CSV is divided, and its headings.
    `list_name` is that of the list whose members it holds, by which the command is told of a sheet. The whole file is
    read once for its checksum. Raises `DefinitionError` when it is no such file.
    """
    suffix = path.suffix.lower()
    if sheet is not None and suffix != ".xlsx":
        raise DefinitionError([Fault(path.name, "has no sheets. Leave the name of the sheet out")])
    if suffix == ".parquet":
        from localgov_components.tables.parquet_table import ParquetTable

        return ParquetTable(path, progress=progress)
    if suffix == ".xlsx":
        from localgov_components.tables.sheet_table import SheetTable

        naming = f"--sheet {list_name}=…" if list_name else "--sheet …"
        return SheetTable(path, wanted=wanted, sheet=sheet, naming=naming)
    if suffix in (".csv", ".tsv", ".txt"):
        from localgov_components.tables.csv_table import CsvTable

        return CsvTable(path, wanted=wanted, progress=progress)
    raise DefinitionError([Fault(path.name, "neither Parquet nor CSV nor XLSX by its name. Save it as one of them")])


def no_faults() -> pl.DataFrame:
    """Faults of cells, of which there are none."""
    return pl.DataFrame(schema={ROW: pl.Int64, "column": pl.String, "code": pl.String})
