"""Building a postcodes file: everything is read, then the whole file is put in place; or nothing is.

Rows that cannot be used are listed in a CSV beside the file, each with its line, column and reason: rows read are
rows kept and rows rejected. Memory does not grow with the number of rows.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from localgov_components.address.postcodes.account import SourceAccount
from localgov_components.address.postcodes.directory import DirectoryRow, directory_rows
from localgov_components.address.postcodes.straddling import count_districts, keep_straddling
from localgov_components.address.postcodes.tables import APPLICATION_ID, FORMAT_VERSION, TABLES, Row, is_postcodes_file
from localgov_components.address.rejects import write_rejects
from localgov_components.address.sources.reading import BuildProgress, SourceReading
from localgov_components.address.sqlite_errors import cause_of, reason_of
from localgov_components.core import ConflictError, LocalGovError
from localgov_components.core.files import place_file, shown_name

__all__ = ["PostcodesReport", "build_postcodes"]

MOST_REJECTED = 0.01
"""Share of rows beyond which a file is the wrong file."""

_ROWS_AT_ONCE = 1_000
_INSERT = "INSERT OR IGNORE INTO postcode VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

# The file is new and nobody else's until it is whole: no journal, no lock, one write to the disk at the end.
_ALONE = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA locking_mode = EXCLUSIVE")


@dataclass(frozen=True, slots=True)
class PostcodesReport:
    """What was built: rows of the directory read, kept and rejected.

    `straddling` counts postcodes that lie in several districts; it is None where no ONSUD was given, and not known.
    `rejects` is the list of the rows of all files that were left out, or None when there are none.
    """

    source_name: str
    source_sha256: str
    read: int
    kept: int
    rejected: int
    straddling: int | None
    rejects: Path | None


def build_postcodes(
    directory: Path,
    path: Path,
    *,
    onsud: Sequence[Path] = (),
    most_rejected: float = MOST_REJECTED,
    progress: BuildProgress | None = None,
) -> PostcodesReport:
    """Build the postcodes file `path`; see `PostcodesFile.build`."""
    if path.exists() and not is_postcodes_file(path):
        raise ConflictError(
            f"'{path.name}' is there and is not a postcodes file, so it was left alone. Choose another name.",
            code="postcodes.target",
        )
    accounts = [SourceAccount(source, most_rejected=most_rejected) for source in (directory, *onsud)]
    with _reporting(path), TemporaryDirectory(prefix=f".{path.name}.", dir=path.absolute().parent) as folder:
        built = Path(folder) / path.name
        with closing(sqlite3.connect(built, isolation_level=None)) as connection:
            sha256, straddling = _fill(connection, accounts, progress)
        place_file(built, path)
        listed = [(shown_name(each.path), *reject) for each in accounts for reject in each.listed]
        rejects = write_rejects(path, listed)
    read, rejected = accounts[0].read, accounts[0].rejected
    return PostcodesReport(shown_name(directory), sha256, read, read - rejected, rejected, straddling, rejects)


def _fill(
    connection: sqlite3.Connection, accounts: Sequence[SourceAccount], progress: BuildProgress | None
) -> tuple[str, int | None]:
    """Fill the file; the checksum of the directory, and how many postcodes straddle."""
    for statement in (*_ALONE, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {FORMAT_VERSION}"):
        connection.execute(statement)
    connection.execute("BEGIN")
    for statement in TABLES:
        connection.execute(statement)
    directory, *onsud = accounts
    reading = SourceReading(directory.path, progress=progress)
    _load(connection, reading, directory)
    directory.require_sound()
    for each in onsud:
        count_districts(connection, SourceReading(each.path, progress=progress), each)
        each.require_sound()
    straddling = keep_straddling(connection) if onsud else None
    kept = directory.read - directory.rejected
    connection.execute("INSERT INTO meta VALUES (?, ?, ?)", (shown_name(directory.path), reading.sha256, kept))
    connection.execute("COMMIT")
    return reading.sha256, straddling


def _load(connection: sqlite3.Connection, reading: SourceReading, account: SourceAccount) -> None:
    """Insert every sound row of the directory."""
    areas: dict[str, int] = {}
    rows = directory_rows(reading, account.rejects)
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        for line, row in batch:
            if row is not None and not connection.execute(_INSERT, _stored(row, areas)).rowcount:
                account.rejects.add(line, [("postcode", "this postcode is there already.")])
        account.took(len(batch))
    connection.executemany("INSERT INTO area VALUES (?, ?)", [(number, code) for code, number in areas.items()])


def _stored(row: DirectoryRow, areas: dict[str, int]) -> Row:
    """The row with a number in place of its district's code: the same few hundred codes stand in millions of rows."""
    district = None if row.district is None else areas.setdefault(row.district, len(areas) + 1)
    return (row.postcode, district, *row[2:])


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Say that the file cannot be written, and why, in place of the system's own error."""
    try:
        yield
    except PermissionError as error:
        raise ConflictError(
            f"'{path.name}' is open in a program, or its folder cannot be written to. Close it there and build again.",
            code="postcodes.in-use",
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise LocalGovError(
            f"'{path.name}' could not be written: {reason_of(error)}. What was there before is as it was. "
            "Check the folder and the space on its disk, and build again.",
            code="postcodes.not-written",
        ) from cause_of(error)
