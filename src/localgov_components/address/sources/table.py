r"""A table in CSV: its delimiter found, its columns known by their headings, its rows by their lines.

The delimiter is the one of comma, tab, semicolon and vertical bar that divides the first line into most
cells. A line that is not CSV is a reject, and reading goes on behind it: a quotation mark that is never
closed costs one line. A last line that breaks off refuses the file, for then its rest is missing.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "streets.csv"
...     _ = path.write_text('UPRN;Street\n1;"Mill Lane"\n2;"Mill" Lane\n3;Mill Lane\n')
...     rejects = Rejects()
...     table = SourceTable(SourceReading(path))
...     rows = list(table.rows(rejects))
>>> table.first, rows
(['UPRN', 'Street'], [(2, ['1', 'Mill Lane']), (3, None), (4, ['3', 'Mill Lane'])])
>>> [(reject.line, reject.why[:8]) for reject in rejects.take()]
[(3, 'not CSV:')]
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TypeAlias

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading

__all__ = ["SourceTable", "TableRow", "heading_key"]

TableRow: TypeAlias = tuple[int, list[str] | None]
"""The line on which a row begins, and its cells; None for a row that was rejected."""

_DELIMITERS = ",\t;|"
_EXCEL_HINT = "sep="
_MOST_LINES_OF_A_ROW = 50

_NOT_CSV = {
    "expected after": "something follows the quotation mark that closes a cell; write one of the text itself twice",
    "unexpected end of data": "a quotation mark is not closed",
    "field limit": "a cell is longer than any address",
}
"""By what the words of `csv` are known, and ours."""


def heading_key(heading: str) -> str:
    """A heading without case, spaces and punctuation: `UPRN_No.` and `uprn no` are the same."""
    return "".join(filter(str.isalnum, heading.casefold()))


class SourceTable:
    """The rows of a file; `first` are the cells of its first line, which has the headings.

    Raises `DefinitionError` when there is nothing in the file.
    """

    def __init__(self, reading: SourceReading) -> None:
        self.reading = reading
        self._lines = reading.lines()
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self._start = 1
        first = self._next_line()
        if first.strip().lower().startswith(_EXCEL_HINT):
            first = self._next_line()
        self._delimiter = max(_DELIMITERS, key=lambda delimiter: _how_well_divided(_cells(first, delimiter)))
        self.first = [cell.strip() for cell in _cells(first, self._delimiter)]
        self._first_line = first

    def with_first(self) -> "SourceTable":
        """The same table where the first line is a row too, because the product has no headings."""
        self._again.appendleft(self._first_line)
        self._start -= 1
        return self

    def rows(self, rejects: Rejects, *, width: int | None = None, may_be_short: bool = False) -> Iterator[TableRow]:
        """Rows with `width` cells, or as many as the first line has; others are rejected.

        Empty lines are passed over, and so are rows up to `reading.after`. A `width` of 0 takes any number. Empty
        cells beyond the last column are left out. Rows that `may_be_short` may have fewer: Excel leaves out empty
        cells at the end of a row.
        """
        expected = len(self.first) if width is None else width
        sound = True
        for start, cells in self._records():
            if start <= self.reading.after or not any(map(str.strip, cells)):
                continue
            mistake = cells if isinstance(cells, str) else _wrong_width(cells, expected)
            sound = mistake is None
            if isinstance(cells, list) and (sound or (may_be_short and len(cells) < expected)):
                yield start, cells[: expected or None]
            else:
                rejects.add(start, [(None, str(mistake))])
                yield start, None
        if not sound and self.reading.ends_in_line:
            raise self.reading.refused("cut short: the last line breaks off. Copy it again.", line=self._start - 1)

    def _records(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each record with its line; in place of one that is not CSV, what is wrong with it."""
        while True:
            try:
                for cells in csv.reader(self._fed(), delimiter=self._delimiter, strict=True):
                    start = self._start
                    self._start += len(self._record)
                    self._record.clear()
                    yield start, cells
            except csv.Error as error:
                start = self._start
                self._start += 1
                self._again.extendleft(reversed(self._record[1:]))
                self._record.clear()
                yield start, _not_csv(str(error))
            else:
                return

    def _fed(self) -> Iterator[str]:
        while (line := self._again.popleft() if self._again else next(self._lines, None)) is not None:
            self._record.append(line)
            if len(self._record) > _MOST_LINES_OF_A_ROW:
                raise csv.Error("a quotation mark is not closed")
            yield line

    def _next_line(self) -> str:
        for line in self._lines:
            self._start += 1
            if line.strip():
                return line
        raise self.reading.refused("there is nothing in it. The first line must name the columns.")


def _not_csv(error: str) -> str:
    """What `csv` says of a row, in words for those who wrote the file."""
    known = (words for said, words in _NOT_CSV.items() if said in error)
    return f"not CSV: {next(known, error)}."


def _how_well_divided(cells: list[str]) -> tuple[bool, int]:
    """Cells without quotation marks before their number: a delimiter inside a quoted heading leaves them."""
    return not any('"' in cell for cell in cells), len(cells)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _wrong_width(cells: list[str], expected: int) -> str | None:
    if not expected or len(cells) == expected or (len(cells) > expected and not any(map(str.strip, cells[expected:]))):
        return None
    return f"{len(cells)} cells where the first line has {expected}."
