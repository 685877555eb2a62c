r"""A CSV file as a table: divided by commas, semicolons, tabs or vertical bars, whatever its size.

In a file of one column nothing is divided: a comma is part of the text. A row of another length than the headings is a
fault of its own, and so is a cell that is not in the encoding of the file. Marks that cannot be told apart, such as a
quotation that never ends, make the rest of a file unreadable, and it is refused with the line. An apostrophe that
stands before what would run as a formula is taken away.

>>> path = Path("households.csv")
>>> _ = path.write_text("claim;savings\n1;20\n2\n\n3;40\n", encoding="utf-8")
>>> batch = next(CsvTable(path).batches(["savings"], rows=10))
>>> batch.numbers.to_list(), batch.frame["savings"].to_list(), batch.faults.rows(), batch.read
([2, 5], ['20', '40'], [(3, None, 'row.cells')], 3)
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.tables.blanks import folded, heading
from localgov_components.tables.csv_encoding import CsvEncoding
from localgov_components.tables.filled import Filled, has_value
from localgov_components.tables.first_line import require_headings_first
from localgov_components.tables.formulas import unguarded
from localgov_components.tables.table import Batch, Place, Progress, no_faults

with needs_extra("population"):
    import polars as pl

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["CsvTable"]

_DIVIDERS = ",;\t|"
_NOTHING_DIVIDED = "\x1f"
"""In place of a divider where there is one column: commas are part of its text, as in a list of addresses."""

_DIVIDER_TOLD = re.compile(r"sep=([,;\t|])\s*")
"""A first line that tells Excel how the others are divided, and that it does not show."""

_MOST_HEADING_LINES = 50
"""In which the first record ends: a spreadsheet writes a heading of two lines in quotation marks."""


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
        self._lines_before = 0
        self.divider, self.headings = self._headings({folded(each) for each in wanted})

    def batches(
        self, columns: Sequence[str], *, rows: int, after: Place | None = None, counted: Sequence[int] = ()
    ) -> Iterator[Batch]:
        """See `Table.batches`."""
        row = after["row"] if after else 1
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
            message = f"not CSV: {error}. Look for a quotation mark that is not closed, from this line on"
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

    def _headings(self, wanted: set[str]) -> tuple[str, list[str]]:
        """The divider that finds most of the columns that are wanted, then most at all; and the headings by it."""
        with self.path.open(encoding=self.encoding.codec, errors="replace", newline="") as file:
            first = list(islice(file, _MOST_HEADING_LINES))
        dividers = _DIVIDERS
        if first and (told := _DIVIDER_TOLD.fullmatch(first[0])):
            dividers, first, self._lines_before = told[1], first[1:], 1
        records = {each: _records(first, each) for each in dividers}

        def found(divider: str) -> tuple[int, int]:
            return max((len(wanted & set(map(folded, each))), -line) for line, each in records[divider])

        def headings(divider: str) -> list[str]:
            return [heading(each) for each in records[divider][0][1]]

        divider = max(dividers, key=lambda each: (*found(each), len(headings(each))))
        if dividers == _DIVIDERS and len(headings(divider)) == 1 and found(divider)[1] == -1:
            divider = _NOTHING_DIVIDED
            records[divider] = _records(first, divider)
        require_headings_first(self.name, records[divider], wanted)
        if not any(headings(divider)):
            message = "nothing is in its first line. That line must name the columns"
            raise DefinitionError([Fault(self.name, message, line=1)])
        return divider, headings(divider)


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
        if any(len(each) != self.width for each in records) or not all(map(any, records)):
            written = [(row, each) for row, each in zip(rows, records, strict=True) if any(each)]
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


def _column(cells: Sequence[str]) -> pl.Series:
    return pl.Series("", cells, dtype=pl.String)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\udc80" <= each <= "\udcff" for each in text)


def _records(lines: Sequence[str], divider: str) -> list[tuple[int, list[str]]]:
    """The first records, each with the line that it begins on; at least one, which may be empty."""
    reader = csv.reader(lines, delimiter=divider)
    found: list[tuple[int, list[str]]] = []
    line = 1
    with suppress(csv.Error):
        for record in reader:
            found.append((line, record))
            line = reader.line_num + 1
    return found or [(1, [])]
