"""An AddressBase Core file: CSV in UTF-8 whose first line names the product's columns.

Columns may come in any order and the headings in any case; each must be there once and no other.
Every mistake is noted with its line and column, and no cell is quoted: it may be somebody's address.
The file is read once, from start to end, a row at a time; its SHA-256 is of exactly what was read.

>>> from pathlib import Path
>>> source = AddressBaseCore(Path("examples/addresses.csv"))
>>> next(iter(source)).line
2
"""

import codecs
import csv
import difflib
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from localgov_components.address.faults import FaultList
from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS, GazetteerAddress
from localgov_components.core import InvalidValueError
from localgov_components.identifiers import Uprn

__all__ = ["AddressBaseCore", "BuildProgress", "SourceRow"]

BuildProgress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the bytes read so far and the bytes there are."""

_LONGEST_LINE = 1_000_000
_FEWEST_KNOWN_HEADINGS = 3
_LONGEST_HEADING_QUOTED = 40
_LINES_BETWEEN_PROGRESS = 1000
_DELETED = "D"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS_UTF_8 = "Save it as 'CSV UTF-8' and build again."


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: where it starts, and its address, or at least its UPRN when other cells are wrong."""

    line: int
    uprn: Uprn | None = field(repr=False)
    address: GazetteerAddress | None


class AddressBaseCore:
    """Reads a file once by iteration; mistakes go to `faults`, and iteration carries on past them."""

    def __init__(self, path: Path, *, progress: BuildProgress | None = None) -> None:
        self.path = path
        self.faults = FaultList(path.name)
        self._progress = progress
        self._digest = hashlib.sha256()
        self._bytes_read = 0
        self._size = 0
        self._line = 0

    @property
    def sha256(self) -> str:
        """Checksum of what was read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[SourceRow]:
        """Rows in the order of the file."""
        reader = csv.reader(self._lines(), strict=True)
        try:
            columns = self._columns(next(reader, None))
            if columns:
                yield from self._rows(reader, columns)
        except csv.Error as error:
            self._fault(f"not CSV: {error}. Reading stopped here.", line=self._line)

    def _lines(self) -> Iterator[str]:
        for raw in self._raw_lines():
            if not self._is_text(raw):
                return
            yield self._decoded(raw)
            if self._progress and self._line % _LINES_BETWEEN_PROGRESS == 0:
                self._progress(self._bytes_read, self._size)
        if self._progress:
            self._progress(self._bytes_read, self._size)

    def _raw_lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                before = os.fstat(file.fileno())
                self._size = before.st_size
                while raw := file.readline(_LONGEST_LINE):
                    self._line += 1
                    self._digest.update(raw)
                    self._bytes_read += len(raw)
                    yield raw
                self._require_unchanged(before, os.fstat(file.fileno()))
        except OSError as error:
            self._fault(f"cannot be read: {error.strerror}.")

    def _is_text(self, raw: bytes) -> bool:
        if self._line == 1 and raw.startswith(_UTF_16_MARKS):
            self._fault(f"this is UTF-16. {_SAVE_AS_UTF_8}", line=self._line)
            return False
        if len(raw) >= _LONGEST_LINE:
            self._fault(
                f"a line of {_LONGEST_LINE:,} bytes or more: this is not CSV. Reading stopped here.", line=self._line
            )
            return False
        return True

    def _decoded(self, raw: bytes) -> str:
        data = raw.removeprefix(codecs.BOM_UTF8) if self._line == 1 else raw
        if b"\0" in data:
            self._fault(f"a NUL byte: this may be UTF-16 or not a text file. {_SAVE_AS_UTF_8}", line=self._line)
            data = data.replace(b"\0", b" ")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            self._fault(f"not UTF-8: the byte 0x{data[error.start]:02x}. {_SAVE_AS_UTF_8}", line=self._line)
            return data.decode(errors="replace")

    def _require_unchanged(self, before: os.stat_result, after: os.stat_result) -> None:
        same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if not same or self._bytes_read != after.st_size:
            self._fault("changed while it was read. Build again when nothing writes to it.")

    def _columns(self, headings: list[str] | None) -> list[str] | None:
        """The columns in the file's order, or None when the rows cannot be read by them."""
        if headings is None:
            if not self.faults.count:
                self._fault("there is nothing in it. The first line must name the columns.")
            return None
        columns = [heading.strip().lower() for heading in headings]
        known = set(columns) & set(ADDRESSBASE_CORE_COLUMNS)
        if len(known) < _FEWEST_KNOWN_HEADINGS:
            self._fault("this line must name the columns of AddressBase Core, separated by commas.", line=1)
            return None
        before = self.faults.count
        self._check_headings(columns)
        return columns if self.faults.count == before else None

    def _check_headings(self, columns: list[str]) -> None:
        missing = [name for name in ADDRESSBASE_CORE_COLUMNS if name not in columns]
        for name in missing:
            self._fault("this column is missing.", line=1, column=name)
        for name, times in Counter(columns).items():
            if name not in ADDRESSBASE_CORE_COLUMNS:
                near = difflib.get_close_matches(name, missing, n=1)
                meant = f" Is it {near[0]}?" if near else ""
                self._fault(f"not a column of AddressBase Core.{meant}", line=1, column=name[:_LONGEST_HEADING_QUOTED])
            elif times > 1:
                self._fault(f"this column is given {times} times.", line=1, column=name)

    def _rows(self, reader: Iterator[list[str]], columns: list[str]) -> Iterator[SourceRow]:
        read = False
        start = self._line + 1
        for cells in reader:
            if cells:
                read = True
                yield self._row(dict(zip(columns, cells, strict=False)), len(cells), start)
            start = self._line + 1
        if not read:
            self._fault("there are no addresses under the headings.")

    def _row(self, cells: dict[str, str], number: int, line: int) -> SourceRow:
        uprn = _uprn(cells.get("uprn", ""))
        if number != len(ADDRESSBASE_CORE_COLUMNS):
            self._fault(f"{number} cells where the first line names {len(ADDRESSBASE_CORE_COLUMNS)}.", line=line)
            return SourceRow(line, uprn, None)
        try:
            address = GazetteerAddress.model_validate({name: cell for name, cell in cells.items() if cell.strip()})
        except ValidationError as error:
            self._validation_faults(error, line)
            return SourceRow(line, uprn, None)
        if address.change_code == _DELETED:
            self._fault(
                "a deleted address. Build from a full supply, not from an update.", line=line, column="change_code"
            )
        return SourceRow(line, uprn, address)

    def _validation_faults(self, error: ValidationError, line: int) -> None:
        for item in error.errors(include_url=False, include_input=False):
            column = str(item["loc"][0]) if item["loc"] else None
            self._fault(
                _explained(item["type"], item.get("ctx", {}).get("error"), item["msg"]), line=line, column=column
            )

    def _fault(self, message: str, *, line: int | None = None, column: str | None = None) -> None:
        self.faults.add(message, line=line, column=column)


def _uprn(cell: str) -> Uprn | None:
    try:
        return Uprn.parse(cell)
    except InvalidValueError:
        return None


def _explained(kind: str, cause: object, message: str) -> str:
    if kind == "missing":
        return "this cell is empty, and every address has one."
    return str(cause) if kind == "value_error" else f"{message}."
