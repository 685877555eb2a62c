r"""A file of codes: CSV in any usual dress, or a JSON array of objects, with the exact place of every cell.

CSV may be divided by commas, semicolons or tabs; the first line names the columns. It is UTF-8, with or without a
byte order mark; what is not UTF-8 is read as Windows-1252, and `encoding` says so. A name ending in
`.json` is read as JSON. CSV is read a row at a time; JSON is held in memory.

>>> from pathlib import Path
>>> Path("codes.csv").write_text("name;gss\n\"Adur; a district\";E07000223\n") and None
>>> file = CodeFile(Path("codes.csv"), ["GSS"])
>>> [(row, row.place("GSS")) for row in file]
[({'GSS': 'E07000223'}, (2, 20))]
>>> list(CodeFile(Path("codes.csv"), ["ons"]))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  codes.csv, line 1: there is no column 'ons'. It has: name, gss
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NoReturn

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.councils.linting.finding import PlacedRow

__all__ = ["CodeFile"]

_DELIMITERS = ",;\t"
_CHUNK = 1 << 20
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile("\r\n?|\n")
_MOST_HEADING_LINES = 50
"""In which the first record ends: a spreadsheet writes a heading of two lines in quotation marks."""
_MOST_NAMED = 20
_LONGEST_NAMED = 40


class CodeFile:
    """Rows of a file with the columns that were asked for; may be read again.

    A heading of CSV is found whatever its case and its spaces; a key of JSON is exact. Iteration raises
    `DefinitionError` where the file cannot be read, which may be after some rows.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.columns = tuple(dict.fromkeys(columns))
        self.encoding = _encoding(path)

    def __iter__(self) -> Iterator[PlacedRow]:
        """Rows in the order of the file."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            try:
                if self.path.suffix.lower() == ".json":
                    from localgov_components.councils.linting.json_rows import read_json_rows

                    yield from read_json_rows(file.read(), self.columns, self.path.name)
                else:
                    yield from self._csv_rows(file)
            except UnicodeDecodeError:
                _refuse(self.path, "neither UTF-8 nor Windows-1252. Save it as 'CSV UTF-8'")

    def _csv_rows(self, lines: Iterator[str]) -> Iterator[PlacedRow]:
        first = list(islice(lines, _MOST_HEADING_LINES))
        delimiter, headings = self._headings(first)
        wanted = self._wanted(headings)
        record: list[str] = []
        reader = csv.reader(_recorded(chain(first, lines), record), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if line > 1 and cells:
                    yield _CsvRow(cells, wanted, len(headings), line, "".join(record), delimiter)
                line += len(record)
                record.clear()
        except csv.Error as error:
            _refuse(self.path, f"not CSV: {error}", line=line)

    def _headings(self, lines: Sequence[str]) -> tuple[str, list[str]]:
        """The delimiter that finds most wanted headings, then most at all; and those."""
        wanted = {_folded(column) for column in self.columns}

        def found(delimiter: str) -> tuple[int, int]:
            headings = _first_record(lines, delimiter)
            return len(wanted & set(map(_folded, headings))), len(headings)

        delimiter = max(_DELIMITERS, key=found)
        return delimiter, _first_record(lines, delimiter)

    def _wanted(self, headings: list[str]) -> dict[str, int]:
        """The place of each column that was asked for."""
        faults, wanted = [], {}
        folded = list(map(_folded, headings))
        for column in self.columns:
            exact = [place for place, heading in enumerate(headings) if heading.strip() == column]
            places = exact or [place for place, heading in enumerate(folded) if heading == _folded(column)]
            if len(places) == 1:
                wanted[column] = places[0]
            elif places:
                faults.append(Fault(self.path.name, f"the column '{column}' is there {len(places)} times", line=1))
            else:
                named = ", ".join(" ".join(heading.split())[:_LONGEST_NAMED] for heading in headings[:_MOST_NAMED])
                faults.append(Fault(self.path.name, f"there is no column '{column}'. It has: {named}", line=1))
        DefinitionError.raise_for(faults)
        return wanted


class _CsvRow(PlacedRow):
    __slots__ = ("_delimiter", "_found", "_named", "_record", "_wanted")

    def __init__(
        self, cells: list[str], wanted: dict[str, int], named: int, line: int, record: str, delimiter: str
    ) -> None:
        found = len(cells)
        super().__init__({name: cells[at] for name, at in wanted.items() if at < found}, line)
        self._wanted = wanted
        self._found, self._named = found, named
        self._record, self._delimiter = record, delimiter

    @property
    def shape(self) -> str:
        if self._found == self._named:
            return ""
        return f"the row has {self._found} cells where the first line names {self._named}"

    def place(self, column: str) -> tuple[int, int]:
        start = _cell_start(self._record, self._delimiter, self._wanted[column])
        ends = [found.end() for found in _LINE_END.finditer(self._record, 0, start)]
        return self.line + len(ends), start - (ends[-1] if ends else 0) + 1


def _cell_start(record: str, delimiter: str, number: int) -> int:
    """The character of a record at which a cell begins, with its quotation mark."""
    begins, marked, quoted = True, False, False
    for place, character in enumerate(record):
        if number == 0:
            return place
        if begins:
            marked = character == '"'  # in a cell that does not begin with one, a mark is a character like any other
        begins = False
        if marked and character == '"':
            quoted = not quoted  # a mark that is doubled closes and opens again
        elif character == delimiter and not quoted:
            begins = True
            number -= 1
    return len(record)


def _recorded(lines: Iterator[str], record: list[str]) -> Iterator[str]:
    for line in lines:
        record.append(line)
        yield line


def _first_record(lines: Sequence[str], delimiter: str) -> list[str]:
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _encoding(path: Path) -> str:
    """UTF-8 where every byte of the file is; otherwise Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = True
        while chunk := file.read(_CHUNK):
            if first and chunk.startswith(_UTF_16_MARKS):
                _refuse(path, "this is UTF-16. Save it as 'CSV UTF-8'")
            if b"\0" in chunk:
                _refuse(path, "a NUL byte: this is not a text file")
            first = False
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return "cp1252"
    return "cp1252" if decoder.getstate()[0] else "utf-8-sig"  # bytes that wait for more are no character


def _refuse(path: Path, message: str, *, line: int | None = None) -> NoReturn:
    raise DefinitionError([Fault(path.name, message, line=line)])
