r"""A CSV file as a table, whatever its size: divided by commas, semicolons, tabs or vertical bars (`core.table_head`).

A row of another length than the headings is a fault of its own, and so is a cell that is not in the encoding of the
file. Marks that cannot be told apart, such as a quotation that never ends, make the rest of a file unreadable, and it
is refused with the line. An apostrophe that stands before what would run as a formula is taken away.

>>> path = Path("households.csv")
>>> _ = path.write_text("claim;savings\n1;20\n2\n\n3;40\n", encoding="utf-8")
>>> batch = next(CsvTable(path).batches(["savings"], rows=10))
>>> batch.numbers.to_list(), batch.frame["savings"].to_list(), batch.faults.rows(), batch.read
([2, 5], ['20', '40'], [(3, None, 'row.cells')], 3)
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from localgov_components.core.csv_mistakes import csv_mistake
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.core.table_head import MOST_LINES, CsvHead, csv_head
from localgov_components.tables.blanks import heading
from localgov_components.tables.csv_encoding import CsvEncoding
from localgov_components.tables.filled import Filled, has_value
from localgov_components.tables.first_line import half_of, named_of
from localgov_components.tables.formulas import unguarded
from localgov_components.tables.table import Batch, Place, Progress, no_faults

with needs_extra("population"):
    import polars as pl

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["CsvTable"]


class CsvTable:
    """A CSV file."""

    def __init__(self, path: Path, *, wanted: Sequence[str] = (), progress: Progress | None = None) -> None:
        self.path = path
        self.name = path.name
        self.encoding = CsvEncoding.of(path, progress=progress)
        self.sha256 = self.encoding.sha256
        self.most_rows = self.encoding.lines
        note = self.encoding.note(path.name)
        self.nested = ()
        self.notes = () if note is None else (note,)
        head = self._head(wanted)
        self.divider, self._lines_before = head.divider, head.hidden
        self._row_of_headings = head.first.line - head.hidden
        self.headings = [heading(each) for each in head.first.cells]

    def batches(
        self, columns: Sequence[str], *, rows: int, after: Place | None = None, counted: Sequence[int] = ()
    ) -> Iterator[Batch]:
        """See `Table.batches`."""
        row = after["row"] if after else self._row_of_headings
        places = [self.headings.index(each) for each in columns]
        wanted = _Wanted(columns, places, len(self.headings), counted)
        with self._opened() as reader:
            deque(islice(reader, row), maxlen=0)  # what was read before, with the headings
            while True:
                records = self._taken(reader, rows, row)
                yield wanted.batch(records, row + 1, is_mixed=self.encoding.strange > 0)
                row += len(records)
                if len(records) < rows:
                    return

    @contextmanager
    def _opened(self) -> "Iterator[Reader]":
        with self.path.open(encoding=self.encoding.codec, errors="surrogateescape", newline="") as file:
            deque(islice(file, self._lines_before), maxlen=0)
            yield csv.reader(file, delimiter=self.divider, strict=True)

    def _taken(self, reader: "Reader", rows: int, done: int) -> list[list[str]]:
        try:
            return list(islice(reader, rows))
        except csv.Error as error:
            message = f"not CSV: {csv_mistake(error)}. Look from this line on"
            raise DefinitionError([Fault(self.name, message, line=self._broken_line(done))]) from None

    def _broken_line(self, done: int) -> int:
        """The line on which the record begins that cannot be read, which is after so many others."""
        with self._opened() as reader:
            deque(islice(reader, done), maxlen=0)
            line = reader.line_num
            with suppress(csv.Error):  # the one whose line is looked for
                for _ in reader:
                    line = reader.line_num
        return self._lines_before + line + 1

    def _head(self, wanted: Sequence[str]) -> CsvHead:
        with self.path.open(encoding=self.encoding.codec, errors="replace", newline="") as file:
            lines = list(islice(file, MOST_LINES))
        return csv_head(self.name, lines, named_of(wanted), fewest=half_of(wanted))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The columns that are asked for, their places, how many cells a row has, and the places of columns to count."""

    columns: Sequence[str]
    places: Sequence[int]
    width: int
    counted: Sequence[int]

    def batch(self, records: list[list[str]], first: int, *, is_mixed: bool) -> Batch:
        """Records as a batch; the first has the number of a row."""
        rows: Sequence[int] = range(first, first + len(records))
        after = {"row": first - 1 + len(records)}
        faults: list[tuple[int, str | None, str]] = []
        if any(len(each) != self.width for each in records) or not all(map(_is_written, records)):
            written = [(row, self._cut(each)) for row, each in zip(rows, records, strict=True) if _is_written(each)]
            faults += ((row, None, "row.cells") for row, each in written if len(each) != self.width)
            whole = [(row, each) for row, each in written if len(each) == self.width]
            rows, records = [row for row, _ in whole], [each for _, each in whole]
        read = len(records) + len(faults)
        if is_mixed:
            records = [self._sound(row, each, faults) for row, each in zip(rows, records, strict=True)]
        found = pl.DataFrame(faults, no_faults().schema, orient="row")
        numbers = pl.Series(rows, dtype=pl.Int64)
        cells = list(zip(*records, strict=True)) if records else [()] * self.width
        filled = [Filled.of(has_value(_column(cells[place])), numbers) for place in self.counted]
        return Batch(numbers, self._frame(cells), found, read, after, filled)

    def _cut(self, cells: list[str]) -> list[str]:
        """The cells without empty ones beyond the last heading."""
        return cells if _is_written(cells[self.width :]) else cells[: self.width]

    def _sound(self, row: int, cells: list[str], faults: list[tuple[int, str | None, str]]) -> list[str]:
        """The cells without bytes that are no characters; of a column that is read, such a cell is a fault."""
        if all(map(_is_unicode, cells)):
            return cells
        for column, place in zip(self.columns, self.places, strict=True):
            if not _is_unicode(cells[place]):
                faults.append((row, column, "cell.encoding"))
        return [each.encode(errors="replace").decode() for each in cells]

    def _frame(self, cells: Sequence[tuple[str, ...]]) -> pl.DataFrame:
        columns = zip(self.columns, self.places, strict=True)
        # A column gets its name at the end: Polars takes some for patterns, "*" for one.
        return pl.DataFrame([unguarded(_column(cells[place])).alias(column) for column, place in columns])


def _is_written(cells: Sequence[str]) -> bool:
    return any(map(str.strip, cells))


def _column(cells: Sequence[str]) -> pl.Series:
    return pl.Series("", cells, dtype=pl.String)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\udc80" <= each <= "\udcff" for each in text)
