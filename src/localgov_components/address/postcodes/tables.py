"""The postcodes file: SQLite, with its own application id and format version.

Table `postcode` has the postcodes in their order, table `area` the GSS codes that they point to, and table
`straddle` the districts of those that lie in several. It is written once and put in place whole.
"""

import sqlite3
from pathlib import Path
from typing import TypeAlias

from localgov_components.address.sqlite_location import unchanging_uri
from localgov_components.core import DefinitionError, Fault, NotFoundError

__all__ = ["APPLICATION_ID", "FORMAT_VERSION", "TABLES", "Row", "is_postcodes_file", "open_postcodes_file"]

APPLICATION_ID = 0x4C475043
"""`LGPC` in ASCII."""

FORMAT_VERSION = 1
"""Kept in `user_version`."""

Row: TypeAlias = tuple[str, int | None, int | None, int | None, int, int, int | None, int | None]

TABLES = (
    "CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)",
    """CREATE TABLE postcode (
        postcode TEXT PRIMARY KEY, district INTEGER, easting INTEGER, northing INTEGER, quality INTEGER NOT NULL,
        is_large_user INTEGER NOT NULL, introduced INTEGER, terminated INTEGER
    ) WITHOUT ROWID""",
    """CREATE TABLE straddle (
        postcode TEXT NOT NULL, district TEXT NOT NULL, properties INTEGER NOT NULL, PRIMARY KEY (postcode, district)
    ) WITHOUT ROWID""",
    "CREATE TABLE meta (source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL, postcodes INTEGER NOT NULL)",
)

_BUILD_AGAIN = "Build it again with: localgov postcodes build"


def open_postcodes_file(path: Path) -> sqlite3.Connection:
    """Open read-only. Raises `NotFoundError` or, for what is not a whole postcodes file, `DefinitionError`."""
    if not path.is_file():
        raise NotFoundError(
            f"there is no postcodes file '{path.name}'. Build one with: localgov postcodes build",
            code="postcodes.missing",
        )
    try:
        connection = _connect(path)
    except sqlite3.Error as error:
        raise _refused(path, "cannot be read. Let this program read it.") from error
    try:
        identity, version, pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "page_count", "page_size")
        )
        why = _fault(identity, version, whole=path.stat().st_size >= pages * size)
        if why is None:
            connection.execute("SELECT postcodes FROM meta").fetchone()
    except (sqlite3.Error, OSError):
        why = f"not a postcodes file, or damaged. {_BUILD_AGAIN}"
    if why is not None:
        connection.close()
        raise _refused(path, why)
    return connection


def is_postcodes_file(path: Path) -> bool:
    """Whether the file is a postcodes file, of any version."""
    try:
        connection = _connect(path)
    except sqlite3.Error:
        return False
    try:
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return bool(identity == APPLICATION_ID)


def _fault(identity: int, version: int, *, whole: bool) -> str | None:
    if identity != APPLICATION_ID:
        return f"not a postcodes file. {_BUILD_AGAIN}"
    if version > FORMAT_VERSION:
        return f"its format is {version} and this version reads up to {FORMAT_VERSION}. Upgrade localgov-components."
    return None if whole else f"cut short: copied in part? {_BUILD_AGAIN}"


def _refused(path: Path, why: str) -> DefinitionError:
    return DefinitionError([Fault(path.name, why)], code="postcodes.file")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(unchanging_uri(path), uri=True, check_same_thread=False, isolation_level=None)
