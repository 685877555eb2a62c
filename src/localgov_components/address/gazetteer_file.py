"""The gazetteer's file: SQLite, with its own application id, format version and edition.

Table `address` has the UPRN as its row id, and an index by postcode and one by parent; table `meta`
says which source the file was built from. A file is never written in place: it is built beside its
name and put there whole, so that it can be read as immutable, without locks. SQLite's own header:
https://www.sqlite.org/fileformat2.html#the_database_header

>>> from pathlib import Path
>>> open_gazetteer_file(Path("examples/addresses.csv"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  addresses.csv: not a gazetteer. Build one with: localgov gazetteer build
"""

import sqlite3
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from localgov_components.address.model import ADDRESSBASE_CORE_COLUMNS, GazetteerAddress
from localgov_components.core import DefinitionError, Fault, NotFoundError

__all__ = [
    "APPLICATION_ID",
    "COLUMNS",
    "FORMAT_VERSION",
    "INDEXES",
    "TABLES",
    "FileIdentity",
    "GazetteerEdition",
    "SqlValue",
    "address_from_row",
    "identity_of",
    "is_gazetteer_file",
    "open_gazetteer_file",
    "read_edition",
    "row_from_address",
]

APPLICATION_ID = 0x4C474741
"""`LGGA` in ASCII; not one of those that SQLite's magic.txt lists."""

FORMAT_VERSION = 1
"""Kept in `user_version`; a file with a higher one was written by a later version of this package."""

SqlValue: TypeAlias = str | int | float | None
FileIdentity: TypeAlias = tuple[int, int, int, int]

COLUMNS = ", ".join(ADDRESSBASE_CORE_COLUMNS)

_TYPES = {"uprn": "INTEGER PRIMARY KEY", "parent_uprn": "INTEGER", "rpc": "INTEGER"} | dict.fromkeys(
    ("easting", "northing", "latitude", "longitude"), "REAL"
)
_DECLARED = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in ADDRESSBASE_CORE_COLUMNS)

TABLES = (
    f"CREATE TABLE address ({_DECLARED}, source_line INTEGER NOT NULL)",
    """CREATE TABLE meta (
        source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL, addresses INTEGER NOT NULL,
        attribution TEXT, built_at TEXT
    )""",
)

INDEXES = (
    "CREATE INDEX address_by_postcode ON address (postcode)",
    "CREATE INDEX address_by_parent ON address (parent_uprn) WHERE parent_uprn IS NOT NULL",
)

_BUILD_ONE = "Build one with: localgov gazetteer build"
_BUILD_AGAIN = "Build it again with: localgov gazetteer build"

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16sH10xI28xI4xI")
"""Magic text, page size, pages in the file, user version, application id."""

_LARGEST_PAGE = 65_536


@dataclass(frozen=True, slots=True)
class GazetteerEdition:
    """Which source a gazetteer was built from.

    `attribution` must be shown beside its addresses, as the licence of the source asks.
    """

    source_name: str
    source_sha256: str
    addresses: int
    attribution: str | None
    built_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Header:
    page_size: int
    pages: int
    version: int
    application_id: int


def open_gazetteer_file(path: Path) -> tuple[sqlite3.Connection, FileIdentity]:
    """Open read-only; the connection may move between threads but serves one at a time.

    Raises `NotFoundError` when there is no such file, and `DefinitionError` when it is not a
    gazetteer, is of a later format, is cut short or is damaged.
    """
    while True:
        identity = _check(path)
        connection = _connect(path)
        if identity == identity_of(path):
            return connection, identity
        # Replaced between the check and the opening: look at the new one.
        connection.close()


def identity_of(path: Path) -> FileIdentity:
    """Device, inode, size and time of change: another file of the same name has another identity."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def is_gazetteer_file(path: Path) -> bool:
    """Whether the file has a gazetteer's header, of any version, whole or not."""
    try:
        header = _read_header(path)
    except OSError:
        return False
    return header is not None and header.application_id == APPLICATION_ID


def read_edition(connection: sqlite3.Connection, path: Path) -> GazetteerEdition:
    """What the file says about itself. Raises `DefinitionError` when it cannot be read."""
    try:
        row = connection.execute(
            "SELECT source_name, source_sha256, addresses, attribution, built_at FROM meta"
        ).fetchone()
        name, checksum, addresses, attribution, built_at = row
        return GazetteerEdition(name, checksum, addresses, attribution, built_at and datetime.fromisoformat(built_at))
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise _refused(path, f"damaged. {_BUILD_AGAIN}", "gazetteer.damaged") from error


def row_from_address(address: GazetteerAddress) -> tuple[SqlValue, ...]:
    """What the table holds for an address, in the order of `COLUMNS`."""
    return (
        address.uprn.number,
        None if address.parent_uprn is None else address.parent_uprn.number,
        *(_stored(getattr(address, name)) for name in ADDRESSBASE_CORE_COLUMNS[2:]),
    )


def address_from_row(row: Sequence[SqlValue]) -> GazetteerAddress:
    """The address in a row of the table; a row that is not one raises Pydantic's `ValidationError`."""
    named = zip(ADDRESSBASE_CORE_COLUMNS, row, strict=True)
    return GazetteerAddress.model_validate({name: value for name, value in named if value is not None})


def _stored(value: object) -> SqlValue:
    return value if value is None or isinstance(value, int | float) else str(value)


def _connect(path: Path) -> sqlite3.Connection:
    # With the path made absolute, `file://` also holds for drive letters and network shares.
    location = path.absolute().as_posix()
    uri = f"file://{quote(location if location.startswith('/') else f'/{location}', safe='/:')}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise _refused(path, f"cannot be opened. {_BUILD_AGAIN}", "gazetteer.damaged") from error


def _check(path: Path) -> FileIdentity:
    try:
        identity = identity_of(path)
        header = _read_header(path)
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no gazetteer '{path.name}'. {_BUILD_ONE}", code="gazetteer.missing") from error
    except OSError as error:
        raise _refused(
            path, f"cannot be read: {error.strerror}. Let this program read it.", "gazetteer.unreadable"
        ) from error
    if header is None or header.application_id != APPLICATION_ID:
        raise _refused(path, f"not a gazetteer. {_BUILD_ONE}", "gazetteer.not-one")
    if header.version > FORMAT_VERSION:
        found = f"its format is {header.version} and this version reads up to {FORMAT_VERSION}"
        raise _refused(path, f"{found}. Upgrade localgov-components.", "gazetteer.newer")
    _, _, size, _ = identity
    if size < header.pages * header.page_size:
        raise _refused(path, f"cut short: copied in part? {_BUILD_AGAIN}", "gazetteer.truncated")
    return identity


def _read_header(path: Path) -> _Header | None:
    with path.open("rb") as file:
        data = file.read(_HEADER.size)
    if len(data) < _HEADER.size:
        return None
    magic, page_size, pages, version, application_id = _HEADER.unpack(data)
    if magic != _MAGIC:
        return None
    return _Header(_LARGEST_PAGE if page_size == 1 else page_size, pages, version, application_id)


def _refused(path: Path, message: str, code: str) -> DefinitionError:
    return DefinitionError([Fault(path.name, message)], code=code)
