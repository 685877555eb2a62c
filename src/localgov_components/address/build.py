"""Building a gazetteer: everything is read, then the whole file is put in place; or nothing is.

The file is filled in a folder of its own beside the target and moved there in one step when
it is complete and on the disk. A build that fails leaves the old gazetteer as it was; one that is
killed leaves also a folder named like `.addresses.gazetteer.k3x9`, which may be deleted. Readers that
hold the old file open go on reading it. Windows does not replace a file that is open: close the
gazetteer in every program first, or build under a new name.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     report = build_gazetteer(Path("examples/addresses.csv"), Path(folder) / "addresses.gazetteer")
>>> report.addresses, report.postcodes
(421, 30)
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from localgov_components.address.gazetteer_file import (
    APPLICATION_ID,
    COLUMNS,
    FORMAT_VERSION,
    INDEXES,
    TABLES,
    SqlValue,
    is_gazetteer_file,
    row_from_address,
)
from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS
from localgov_components.address.source import AddressBaseCore, BuildProgress, SourceRow
from localgov_components.core import ConflictError, InvalidValueError, LocalGovError

__all__ = ["BuildReport", "build_gazetteer"]

_ROWS_AT_ONCE = 1_000
_PLACES = ", ".join("?" * (len(ADDRESSBASE_CORE_COLUMNS) + 1))
_INSERT = f"INSERT OR IGNORE INTO address ({COLUMNS}, source_line) VALUES ({_PLACES})"  # noqa: S608 - made of constants
_NOTHING_BUT_UPRN = (None,) * (len(ADDRESSBASE_CORE_COLUMNS) - 1)

_WITHOUT_PARENT = """
SELECT child.source_line FROM address AS child LEFT JOIN address AS parent ON parent.uprn = child.parent_uprn
WHERE child.parent_uprn IS NOT NULL AND parent.uprn IS NULL ORDER BY child.source_line
"""

# The file is new and nobody else's until it is whole: no journal, no lock, one write to the disk at the end.
_ALONE = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA locking_mode = EXCLUSIVE")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: from which file, how many addresses, at how many postcodes."""

    source_name: str
    source_sha256: str
    addresses: int
    postcodes: int


def build_gazetteer(
    source: Path,
    path: Path,
    *,
    attribution: str | None = None,
    built_at: datetime | None = None,
    progress: BuildProgress | None = None,
) -> BuildReport:
    """Build the gazetteer `path` from the AddressBase Core file `source`.

    Raises `DefinitionError` with every mistake of the source; `ConflictError` when the target is
    something else than a gazetteer, or is open on Windows; `LocalGovError` when it cannot be written.
    """
    if built_at is not None and built_at.tzinfo is None:
        raise InvalidValueError("built_at has no time zone. Give an aware datetime.", code="gazetteer.built-at")
    if path.exists() and path.stat().st_size and not is_gazetteer_file(path):
        raise ConflictError(
            f"'{path.name}' is there and is not a gazetteer, so it was left alone. Choose another name.",
            code="gazetteer.target",
        )
    rows = AddressBaseCore(source, progress=progress)
    with _folder_beside(path) as folder:
        built = Path(folder) / path.name
        with _reporting(path, sqlite3.Error), closing(sqlite3.connect(built, isolation_level=None)) as connection:
            report = _fill(connection, rows, attribution, built_at)
        with _reporting(path, OSError):
            _put_in_place(built, path)
    return report


def _fill(
    connection: sqlite3.Connection, rows: AddressBaseCore, attribution: str | None, built_at: datetime | None
) -> BuildReport:
    for statement in (*_ALONE, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {FORMAT_VERSION}"):
        connection.execute(statement)
    connection.execute("BEGIN")
    for statement in TABLES:
        connection.execute(statement)
    _load(connection, rows)
    for statement in INDEXES:
        connection.execute(statement)
    addresses, postcodes = connection.execute("SELECT COUNT(*), COUNT(DISTINCT postcode) FROM address").fetchone()
    report = BuildReport(rows.path.name, rows.sha256, addresses, postcodes)
    connection.execute(
        "INSERT INTO meta VALUES (?, ?, ?, ?, ?)",
        (report.source_name, report.source_sha256, addresses, attribution, built_at and built_at.isoformat()),
    )
    connection.execute("COMMIT")
    return report


def _load(connection: sqlite3.Connection, rows: AddressBaseCore) -> None:
    """Insert every row, then raise for the mistakes of the file, if it has any."""
    remaining = iter(rows)
    while batch := [_stored(row) for row in islice(remaining, _ROWS_AT_ONCE)]:
        _insert(connection, [row for row in batch if row], rows)
    for (line,) in connection.execute(_WITHOUT_PARENT):
        rows.faults.add("no address of this file has this UPRN.", line=line, column="parent_uprn")
    rows.faults.raise_if_any()


def _stored(row: SourceRow) -> tuple[SqlValue, ...]:
    """The row for the table; one with mistakes keeps its UPRN, so that its children find a parent."""
    if row.address is not None:
        return (*row_from_address(row.address), row.line)
    return (row.uprn.number, *_NOTHING_BUT_UPRN, row.line) if row.uprn else ()


def _insert(connection: sqlite3.Connection, batch: list[tuple[SqlValue, ...]], rows: AddressBaseCore) -> None:
    before = connection.total_changes
    connection.executemany(_INSERT, batch)
    if connection.total_changes - before == len(batch):
        return
    for uprn, *_, line in batch:
        (first,) = connection.execute("SELECT source_line FROM address WHERE uprn = ?", (uprn,)).fetchone()
        if first != line:
            rows.faults.add(f"the same UPRN as line {first}.", line=int(line or 0), column="uprn")


def _folder_beside(path: Path) -> TemporaryDirectory[str]:
    """A folder on the same disk, so that the move out of it is one step."""
    with _reporting(path, OSError):
        return TemporaryDirectory(prefix=f".{path.name}.", dir=path.absolute().parent)


def _put_in_place(built: Path, path: Path) -> None:
    with built.open("r+b") as file:
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, built)
    try:
        built.replace(path)
    except PermissionError as error:
        raise ConflictError(
            f"'{path.name}' is open in a program, so it was not replaced. Close it there and build again, "
            "or build under a new name.",
            code="gazetteer.in-use",
        ) from error
    _sync_folder(path.absolute().parent)


def _sync_folder(folder: Path) -> None:
    """Write the new name to the disk; Windows does so by itself and opens no folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _reporting(path: Path, kind: type[OSError | sqlite3.Error]) -> Iterator[None]:
    """Say that the target cannot be written, and why, in place of the system's own error."""
    try:
        yield
    except kind as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise LocalGovError(
            f"'{path.name}' could not be written: {reason}. The old file is as it was. "
            "Check the folder, its permissions and the space on its disk, and build again.",
            code="gazetteer.not-written",
        ) from error
