"""The gazetteer's file: SQLite, with its own application id, format version and edition.

What is in it says `gazetteer_tables`; tables `source` and `meta` say from what it was built. A file is
never written in place: it is built beside its name and put there whole, so that it can be read as
immutable, without locks. SQLite's own header:
https://www.sqlite.org/fileformat2.html#the_database_header

>>> from pathlib import Path
>>> open_gazetteer_file(Path("examples/addresses.csv"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  addresses.csv: not a gazetteer. Build one with: localgov gazetteer build
"""

import os
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from localgov_components.address.sqlite_errors import cause_of
from localgov_components.address.sqlite_location import unchanging_uri
from localgov_components.core import DefinitionError, Fault, NotFoundError

__all__ = [
    "APPLICATION_ID",
    "FORMAT_VERSION",
    "FileIdentity",
    "GazetteerEdition",
    "GazetteerSourceRead",
    "GazetteerSupply",
    "identity_of",
    "is_gazetteer_file",
    "note_update",
    "open_gazetteer_file",
    "read_edition",
    "sources_read",
]

APPLICATION_ID = 0x4C474741
"""`LGGA` in ASCII; not one of those that SQLite's magic.txt lists."""

FORMAT_VERSION = 3
"""Kept in `user_version`; a file with a higher one was written by a later version of this package.

Files of earlier formats lack what finding, matching and updating need, and are built again.
"""

FileIdentity: TypeAlias = tuple[int, int, int, int]

_BUILD_ONE = "Build one with: localgov gazetteer build"
_BUILD_AGAIN = "Build it again with: localgov gazetteer build"

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16sH10xI28xI4xI")
"""Magic text, page size, pages in the file, user version, application id."""

_LARGEST_PAGE = 65_536

_SUPPLIES = "CREATE TABLE IF NOT EXISTS supply (first INTEGER PRIMARY KEY, epoch TEXT, taken_at TEXT)"
"""With which source each supply begins, in a gazetteer that was updated: others have no such table."""


@dataclass(frozen=True, slots=True)
class GazetteerSourceRead:
    """One file that a gazetteer was built from.

    The rows that were `read` are those `kept` and those `rejected`.
    """

    kind: str
    name: str
    sha256: str
    encoding: str
    read: int
    kept: int
    rejected: int


@dataclass(frozen=True, slots=True)
class GazetteerSupply:
    """Files taken in together: those of the build, or of one update."""

    sources: tuple[GazetteerSourceRead, ...]
    epoch: str | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class GazetteerEdition:
    """From what a gazetteer was built, and how much is in it.

    `supplies` are the build's and then those of the updates that were applied since, in their order. `attribution` must
    be shown beside its addresses, as the licence of the source asks; `epoch` is the release of the product, where it
    was given.
    """

    supplies: tuple[GazetteerSupply, ...]
    addresses: int
    points: int
    postcodes: int
    epoch: str | None
    attribution: str | None
    built_at: datetime | None

    @property
    def sources(self) -> tuple[GazetteerSourceRead, ...]:
        """All files that were taken in."""
        return tuple(source for supply in self.supplies for source in supply.sources)


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


def identity_of(path: Path | str) -> FileIdentity:
    """Device, inode, size and time of change: another file of the same name has another identity."""
    status = os.stat(path)  # noqa: PTH116 - asked before every look-up, and several times as fast as with a Path
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
        addresses, points, postcodes, epoch, attribution, built_at = connection.execute(
            "SELECT addresses, points, postcodes, epoch, attribution, built_at FROM meta"
        ).fetchone()
        built = built_at and datetime.fromisoformat(built_at)
        supplies = tuple(_supplies(connection, epoch, built_at))
        return GazetteerEdition(supplies, addresses, points, postcodes, epoch, attribution, built)
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise _refused(path, f"damaged. {_BUILD_AGAIN}", code="gazetteer.damaged") from cause_of(error)


def sources_read(connection: sqlite3.Connection) -> tuple[GazetteerSourceRead, ...]:
    """The files that a gazetteer was built and updated from, in their order."""
    rows = connection.execute("SELECT kind, name, sha256, encoding, read, kept, rejected FROM source ORDER BY place")
    return tuple(GazetteerSourceRead(*row) for row in rows)


def note_update(connection: sqlite3.Connection, first: int, epoch: str | None, taken_at: datetime | None) -> None:
    """Say that an update begins with the source in this place; the edition is still that of before."""
    connection.execute(_SUPPLIES)
    connection.execute("INSERT OR IGNORE INTO supply SELECT 0, epoch, built_at FROM meta")
    at = taken_at and taken_at.isoformat()
    connection.execute("INSERT OR REPLACE INTO supply VALUES (?, ?, ?)", (first, epoch, at))


def _supplies(connection: sqlite3.Connection, epoch: str | None, built_at: str | None) -> Iterator[GazetteerSupply]:
    """What was taken in; of a gazetteer that was never updated, what it was built from."""
    sources = sources_read(connection)
    found = [(0, epoch, built_at)]
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'supply'").fetchone():
        found = connection.execute("SELECT first, epoch, taken_at FROM supply ORDER BY first").fetchall()
    ends = [first for first, *_ in found[1:]] + [len(sources)]
    for (first, of_epoch, at), end in zip(found, ends, strict=True):
        yield GazetteerSupply(sources[first:end], of_epoch, datetime.fromisoformat(at) if at else None)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            unchanging_uri(path), uri=True, check_same_thread=False, isolation_level=None, cached_statements=512
        )
    except sqlite3.Error as error:
        raise _refused(path, f"cannot be opened. {_BUILD_AGAIN}", code="gazetteer.damaged") from error


def _check(path: Path) -> FileIdentity:
    try:
        identity = identity_of(path)
        header = _read_header(path)
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no gazetteer '{path.name}'. {_BUILD_ONE}", code="gazetteer.missing") from error
    except OSError as error:
        raise _refused(
            path, f"cannot be read: {error.strerror}. Let this program read it.", code="gazetteer.unreadable"
        ) from error
    if header is None or header.application_id != APPLICATION_ID:
        raise _refused(path, f"not a gazetteer. {_BUILD_ONE}", code="gazetteer.not-one")
    if header.version > FORMAT_VERSION:
        found = f"its format is {header.version} and this version reads up to {FORMAT_VERSION}"
        raise _refused(path, f"{found}. Upgrade localgov-components.", code="gazetteer.newer")
    if header.version < FORMAT_VERSION:
        found = f"its format is {header.version} and this version reads {FORMAT_VERSION}"
        raise _refused(path, f"{found}. {_BUILD_AGAIN}", code="gazetteer.older")
    _, _, size, _ = identity
    if size < header.pages * header.page_size:
        raise _refused(path, f"cut short: copied in part? {_BUILD_AGAIN}", code="gazetteer.truncated")
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


def _refused(path: Path, message: str, *, code: str) -> DefinitionError:
    return DefinitionError([Fault(path.name, message)], code=code)
