r"""A table in CSV: its columns known by their headings, its rows by their lines.

What divides it, and which line has the headings, says `core.table_head`, as for the files of the room `tables`, which
reads in columns and needs libraries that a build does not. A line that is not CSV is a reject, and reading goes on
behind it: a quotation mark that is never closed costs one line. A last line that breaks off refuses the file, for then
its rest is missing.

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
from itertools import islice
from typing import TypeAlias

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core.csv_mistakes import csv_mistake
from localgov_components.core.plurals import counted
from localgov_components.core.table_head import MOST_LINES, Named, csv_head

__all__ = ["SourceTable", "TableRow", "heading_key"]

TableRow: TypeAlias = tuple[int, list[str] | None]
"""The line on which a row begins, and its cells; None for a row that was rejected."""

_FEWEST_KNOWN = 2
"""How many columns a line below the first must name to be taken for that of the headings."""

_MOST_LINES_OF_A_ROW = 50


def heading_key(heading: str) -> str:
    """A heading without case, spaces and punctuation: `UPRN_No.` and `uprn no` are the same."""
    return "".join(filter(str.isalnum, heading.casefold()))


class SourceTable:
    """The rows of a file; `first` are the cells of its first line, which has the headings.

    `named` says how many of the columns that are looked for a line names. Raises `DefinitionError` as `csv_head` does.
    """

    def __init__(self, reading: SourceReading, named: Named = lambda _: 0) -> None:
        self.reading = reading
        self._lines = reading.lines()
        lines = list(islice(self._lines, MOST_LINES))
        head = csv_head(reading.path.name, lines, named, fewest=_FEWEST_KNOWN, code="gazetteer.source")
        self._delimiter = head.divider
        self.first = [cell.strip() for cell in head.first.cells]
        self._first_lines = lines[head.first.line - 1 : head.first.until]
        self._start = head.first.until + 1
        self._again = deque(lines[head.first.until :])
        self._record: list[str] = []

    def with_first(self) -> "SourceTable":
        """The same table where the first line is a row too, because the product has no headings."""
        self._again.extendleft(reversed(self._first_lines))
        self._start -= len(self._first_lines)
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
                yield start, f"not CSV: {csv_mistake(error)}."
            else:
                return

    def _fed(self) -> Iterator[str]:
        while (line := self._again.popleft() if self._again else next(self._lines, None)) is not None:
            self._record.append(line)
            if len(self._record) > _MOST_LINES_OF_A_ROW:
                raise csv.Error("a quotation mark is not closed")
            yield line


def _wrong_width(cells: list[str], expected: int) -> str | None:
    if not expected or len(cells) == expected or (len(cells) > expected and not any(map(str.strip, cells[expected:]))):
        return None
    advice = (
        " Put quotation marks round a cell with a comma in it, or what else divides." if len(cells) > expected else ""
    )
    return f"{counted(len(cells), 'cell')} where the first line has {expected}.{advice}"
