r"""The tables of a register: CSV files with fixed columns, in a fixed order, sealed by the manifest.

Every row is read strictly, and every mistake is noted with its file, line and column: columns that are missing, extra
or in another order, rows out of order or twice, a slug, kind, nation, date or code that is none, an end before
its start, a file that does not match its seal.

>>> faults: list[Fault] = []
>>> rows = read_table(COUNTIES, b"district,county\nadur,West Sussex\n", None, faults)
>>> rows[0].slug("county")
>>> print(faults[0])
district_counties.csv, line 2, column county: not a slug: small letters and digits with hyphens between
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeVar

from localgov_components.core.errors import Fault
from localgov_components.councils.manifest import Seal

__all__ = ["CHANGES", "CODES", "COUNCILS", "COUNTIES", "DUTIES", "STYLES", "TABLES", "Row", "Table", "read_table"]

E = TypeVar("E", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SPACES = re.compile(r"^\s|\s$|\s\s|[\x00-\x1f]")


class Table(NamedTuple):
    """A file of the register; its rows are sorted and told apart by the key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


COUNCILS = Table(
    "councils.csv",
    ("slug", "name", "name_cy", "nation", "kind", "start", "end", "successors", "local_custodian_code"),
    ("slug",),
)
CODES = Table("area_codes.csv", ("slug", "gss_code", "start", "end", "note"), ("slug", "start"))
STYLES = Table("former_names_and_kinds.csv", ("slug", "name", "kind", "start", "end"), ("slug", "start"))
COUNTIES = Table("district_counties.csv", ("district", "county"), ("district",))
CHANGES = Table(
    "structural_changes.csv", ("date", "predecessors", "successors", "continuing", "name"), ("date", "name")
)
DUTIES = Table(
    "responsibilities.csv", ("kind", "service_family", "answers", "lgsl_ids", "note"), ("service_family", "kind")
)
TABLES = (COUNCILS, CODES, STYLES, COUNTIES, CHANGES, DUTIES)


class Row:
    """One row; each reading returns what a cell holds, or notes a fault."""

    __slots__ = ("_cells", "_faults", "line", "source")

    def __init__(self, source: str, line: int, cells: dict[str, str], faults: list[Fault]) -> None:
        self.source = source
        self.line = line
        self._cells = cells
        self._faults = faults

    def __getitem__(self, column: str) -> str:
        """The cell as it stands."""
        return self._cells[column]

    def fault(self, message: str, column: str | None = None) -> None:
        """Note a mistake in this row."""
        self._faults.append(Fault(self.source, message, line=self.line, column=column))

    def text(self, column: str) -> str | None:
        """A text that is not empty and has no stray spaces."""
        cell = self._cells[column]
        if not cell:
            self.fault("this cell is empty", column)
        elif _SPACES.search(cell):
            self.fault("a space before, after or twice, or a control character", column)
        else:
            return cell
        return None

    def matching(self, column: str, pattern: re.Pattern[str], form: str) -> str | None:
        """A text of one form."""
        cell = self._cells[column]
        if pattern.fullmatch(cell):
            return cell
        self.fault(f"not {form}" if cell else "this cell is empty", column)
        return None

    def slug(self, column: str) -> str | None:
        """The id of a council."""
        return self.matching(column, _SLUG, "a slug: small letters and digits with hyphens between")

    def slugs(self, column: str) -> tuple[str, ...]:
        """Ids of councils, in order, divided by semicolons; none when empty."""
        if not (cell := self._cells[column]):
            return ()
        slugs = cell.split(";")
        if not all(map(_SLUG.fullmatch, slugs)):
            self.fault("not slugs divided by semicolons", column)
        elif any(first >= second for first, second in pairwise(slugs)):
            self.fault("slugs out of order or twice", column)
        return tuple(slugs)

    def choice(self, column: str, kind: type[E]) -> E | None:
        """One of a closed list."""
        try:
            return kind(self._cells[column])
        except ValueError:
            self.fault(f"not one of {', '.join(kind)}", column)
            return None

    def day(self, column: str) -> date | None:
        """A date such as 2026-04-01, or None when empty."""
        if not (cell := self._cells[column]):
            return None
        with suppress(ValueError):  # 30 February is noted like any other text that is no date
            if _DATE.fullmatch(cell):
                return date.fromisoformat(cell)
        self.fault("not a date such as 2026-04-01", column)
        return None

    def days(self) -> tuple[date | None, date | None]:
        """Start and end, the end not before the start."""
        start, end = self.day("start"), self.day("end")
        if start and end and end < start:
            self.fault("the end is before the start", "end")
        return start, end


def read_table(table: Table, content: bytes, seal: Seal | None, faults: list[Fault]) -> list[Row] | None:
    """Rows of a table, or None when its columns cannot be told; faults are noted."""
    if seal and hashlib.sha256(content).hexdigest() != seal.sha256:
        faults.append(Fault(table.name, "its content is not that for which the manifest was made (SHA-256 differs)"))
    lines = _lines(table, content, faults)
    if lines is None or not _has_columns(table, lines, faults):
        return None
    rows = list(_rows(table, lines[1:], faults))
    if seal and len(lines) - 1 != seal.rows:
        last = lines[-1][0]
        faults.append(Fault(table.name, f"{len(lines) - 1} rows where the manifest has {seal.rows}", line=last))
    _check_order(table, rows)
    return rows


def _lines(table: Table, content: bytes, faults: list[Fault]) -> list[tuple[int, list[str]]] | None:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(Fault(table.name, "not UTF-8", line=line))
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(table.name, f"not CSV: {error}", line=line))
        return None
    return found


def _has_columns(table: Table, lines: Sequence[tuple[int, list[str]]], faults: list[Fault]) -> bool:
    headings = lines[0][1] if lines else []
    missing = [name for name in table.columns if name not in headings]
    extra = [name for name in headings if name not in table.columns]
    faults += [Fault(table.name, "this column is missing", line=1, column=name) for name in missing]
    faults += [
        Fault(table.name, f"column {number} is none of this table", line=1, column=number)
        for number, name in enumerate(headings, start=1)
        if name in extra
    ]
    if not missing and not extra and tuple(headings) != table.columns:
        faults.append(Fault(table.name, f"the columns are not in order: {','.join(table.columns)}", line=1))
    return tuple(headings) == table.columns


def _rows(table: Table, lines: Sequence[tuple[int, list[str]]], faults: list[Fault]) -> Iterator[Row]:
    width = len(table.columns)
    for line, cells in lines:
        if len(cells) == width:
            yield Row(table.name, line, dict(zip(table.columns, cells, strict=True)), faults)
        else:
            faults.append(Fault(table.name, f"{len(cells)} cells where the first line names {width}", line=line))


def _check_order(table: Table, rows: Sequence[Row]) -> None:
    last: list[str] = []
    for row in rows:
        key = [row[column] for column in table.key]
        if key > last:
            last = key
        elif key == last:
            row.fault(f"a second row for the same {' and '.join(table.key)}", table.key[0])
        else:
            row.fault(f"out of order: rows are sorted by {', then '.join(table.key)}", table.key[0])
