"""A gazetteer that is being built: a folder beside its place, taken up again where it was left.

The folder is named like `.addresses.gazetteer.part` and holds the new file, and one with what is needed
until it is whole: how far each source was read, what was rejected, rows that wait to be put in order. An update
begins with a copy of the present gazetteer. Both files change together, and what a checkpoint has confirmed
outlasts a kill and a loss of power; a build that never came to one, as a small one does not, begins anew. While it
builds, a process holds a lock, and another that would build the same gazetteer is refused.

>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> path = Path(folder.name) / "addresses.gazetteer"
>>> with Unfinished.begin(path, "what is built, and from what") as unfinished:
...     unfinished.checkpoint()
>>> [entry.name for entry in Path(folder.name).iterdir()]
['.addresses.gazetteer.part']
>>> with Unfinished.begin(path, "what is built, and from what") as unfinished:
...     unfinished.is_resumed
True
>>> folder.cleanup()
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from localgov_components.address.gazetteer.file import APPLICATION_ID, FORMAT_VERSION
from localgov_components.address.gazetteer.tables import TABLES
from localgov_components.address.rejects import Reject
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sqlite_errors import cause_of, reason_of
from localgov_components.address.sqlite_location import file_uri
from localgov_components.core import ConflictError, LocalGovError
from localgov_components.core.file_lock import delete_folder, take_lock
from localgov_components.core.files import flush_file, place_file, shown_name

__all__ = ["Position", "Unfinished", "reporting"]

_MAIN, _NOTES, _LOCK = "gazetteer", "notes", "lock"
"""The files in the folder."""

_TABLES_OF_NOTES = (
    "CREATE TABLE notes.done (step TEXT PRIMARY KEY)",
    """CREATE TABLE notes.position (
        place INTEGER PRIMARY KEY, name TEXT NOT NULL, line INTEGER NOT NULL, read INTEGER NOT NULL,
        kept INTEGER NOT NULL, rejected INTEGER NOT NULL
    )""",
    "CREATE TABLE notes.reject (place INTEGER, line INTEGER, column_name TEXT, why TEXT)",
    """CREATE TABLE notes.record (
        type INTEGER, key INTEGER, own TEXT, line INTEGER, usrn INTEGER, fields TEXT, place INTEGER
    )""",
    "CREATE TABLE notes.joined (uprn INTEGER PRIMARY KEY)",
    "CREATE TABLE notes.typed (key TEXT NOT NULL, uprn INTEGER NOT NULL)",
    """CREATE TABLE notes.change (
        rank INTEGER, is_deleted INTEGER, type INTEGER, key INTEGER, own TEXT, line INTEGER, usrn INTEGER, fields TEXT,
        place INTEGER
    )""",
    "CREATE TABLE notes.home (type INTEGER, own TEXT, key INTEGER, PRIMARY KEY (type, own, key)) WITHOUT ROWID",
    "CREATE TABLE notes.touched (uprn INTEGER PRIMARY KEY)",
    "CREATE TABLE notes.changed (uprn INTEGER PRIMARY KEY, was_there INTEGER NOT NULL, differs INTEGER NOT NULL)",
    """CREATE TABLE notes.late_point (
        uprn INTEGER NOT NULL, easting INTEGER, northing INTEGER, latitude INTEGER, longitude INTEGER, place INTEGER,
        line INTEGER
    )""",
)
_CACHE = -131_072
"""128 MiB, which SQLite's pragma counts in KiB below zero."""


class Position(NamedTuple):
    """How far a source was read: the line, and the rows read, kept and rejected."""

    line: int = 0
    read: int = 0
    kept: int = 0
    rejected: int = 0


class Unfinished:
    """A gazetteer that is being built. Leaving its `with` block lets go of it without putting it in place."""

    def __init__(self, path: Path, lock: BufferedWriter, job: str, present: Path | None) -> None:
        self.path = path
        self._folder = _folder_of(path)
        self._lock = lock
        self._job = job
        self._is_removed = False
        self.connection, self.is_resumed = _taken_up(self._folder, lock, job, present)
        self.has_checkpoint = self.is_resumed

    @classmethod
    def begin(cls, path: Path, job: str, *, present: Path | None = None) -> Self:
        """Take up the build of `path`, or begin it anew where there is none or its `job` was another.

        It begins with nothing in it, or as a copy of the gazetteer `present`.

        Raises `ConflictError` while another process builds it, and `LocalGovError` when it cannot be written.
        """
        with reporting(path, OSError, sqlite3.Error):
            lock = _locked(path)
            try:
                return cls(path, lock, job, present)
            except BaseException:
                lock.close()
                raise

    def checkpoint(self) -> None:
        """Confirm what was done so far.

        The files are new until the first checkpoint, so only then does each step wait for the disk.
        """
        self.connection.execute("COMMIT")
        if not self.has_checkpoint:
            for name in (_MAIN, _NOTES):
                flush_file(self._folder / name)
            for schema in ("main", "notes"):
                self.connection.execute(f"PRAGMA {schema}.synchronous = FULL")
            self.connection.execute("CREATE TABLE notes.job AS SELECT ? AS what", (self._job,))
            self.has_checkpoint = True
        self.connection.execute("BEGIN EXCLUSIVE")

    def once(self, step: str, work: Callable[[], object]) -> None:
        """Do a step, unless the build that was interrupted did it."""
        if not self.has_done(step):
            work()
            self.mark(step)
            if self.has_checkpoint:
                self.checkpoint()

    def has_done(self, step: str) -> bool:
        """Whether a step was done."""
        return self.connection.execute("SELECT 1 FROM notes.done WHERE step = ?", (step,)).fetchone() is not None

    def mark(self, step: str) -> None:
        """Say that a step was done."""
        self.connection.execute("INSERT INTO notes.done VALUES (?)", (step,))

    def position(self, place: int) -> Position:
        """How far the source in this place was read."""
        row = self.connection.execute(
            "SELECT line, read, kept, rejected FROM notes.position WHERE place = ?", (place,)
        ).fetchone()
        return Position(*row) if row else Position()

    def note(self, place: int, source: Path, position: Position, rejects: Iterable[Reject]) -> None:
        """Say how far the source was read, and what was rejected since."""
        self.connection.execute(
            "INSERT OR REPLACE INTO notes.position VALUES (?, ?, ?, ?, ?, ?)", (place, shown_name(source), *position)
        )
        self.connection.executemany(
            "INSERT INTO notes.reject VALUES (?, ?, ?, ?)", [(place, *reject) for reject in rejects]
        )

    def enter(self, place: int, kind: str, reading: SourceReading) -> None:
        """Enter a source among those that were read to their end; its rows are counted in the end."""
        self.connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, 0, 0, 0)",
            (place, kind, shown_name(reading.path), reading.sha256, reading.encoding),
        )
        self.mark(f"source {place}")

    def rejects(self) -> Iterator[tuple[str, int, str | None, str]]:
        """What was rejected: source, line, column and reason, in the order of the sources and lines."""
        return self.connection.execute(
            "SELECT IFNULL(position.name, source.name), reject.line, column_name, why FROM notes.reject"
            " LEFT JOIN notes.position USING (place) LEFT JOIN source USING (place)"
            " ORDER BY place, reject.line, reject.rowid"
        )

    def put_in_place(self) -> None:
        """Let the new file take its place in one step, and remove the folder whether it could or not.

        Raises `ConflictError` when the old file is open on Windows.
        """
        try:
            with reporting(self.path, OSError, sqlite3.Error):
                self.connection.execute("COMMIT")
                self.connection.close()
                _place(self._folder / _MAIN, self.path)
        finally:
            self.remove()

    def remove(self) -> None:
        """Give the build up; a second time nothing is done, for the folder may be somebody else's by then."""
        self.connection.close()
        if not self._is_removed:
            self._is_removed = True
            _delete(self._folder, self._lock)

    def __enter__(self) -> Self:
        """Hold the lock until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go: what a checkpoint confirmed stays for the next build."""
        if self.has_checkpoint:
            self.connection.close()
            self._lock.close()
        else:
            self.remove()


@contextmanager
def reporting(path: Path, *kinds: type[OSError | sqlite3.Error]) -> Iterator[None]:
    """Say that the target cannot be written, and why, in place of the system's own error of these kinds."""
    try:
        yield
    except kinds as error:
        raise LocalGovError(
            f"'{path.name}' could not be written: {reason_of(error)}. What was there before is as it was. "
            "Check the folder, its permissions and the space on its disk, and build again.",
            code="gazetteer.not-written",
        ) from cause_of(error)


def _folder_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _locked(path: Path) -> BufferedWriter:
    """A lock that nobody else has; it goes when the process does."""
    lock = take_lock(_folder_of(path) / _LOCK)
    if lock is None:
        raise ConflictError(
            f"'{path.name}' is being built by another program. Wait until it has finished.",
            code="gazetteer.being-built",
        )
    return lock


def _delete(folder: Path, lock: BufferedWriter) -> None:
    """Delete what can be deleted, and let go of the lock; what is left the next build clears away."""
    with lock, suppress(OSError):
        delete_folder(folder / _LOCK, lock)


def _taken_up(folder: Path, lock: BufferedWriter, job: str, present: Path | None) -> tuple[sqlite3.Connection, bool]:
    """A connection to both files, in a transaction, and whether they hold what an earlier build of the job did."""
    if (connection := _connection_of(folder, job)) is not None:
        return connection, True
    for file in (_MAIN, _NOTES):
        for name in (file, f"{file}-journal"):
            (folder / name).unlink(missing_ok=True)
    try:
        if present is not None:
            shutil.copyfile(present, folder / _MAIN)
        return _begun_anew(_connect(folder), () if present else TABLES), False
    except BaseException:  # such as a full disk, which half a copy would keep full
        _delete(folder, lock)
        raise


def _connection_of(folder: Path, job: str) -> sqlite3.Connection | None:
    """A connection to the files of an earlier build of the job; None where there is none, or they are damaged."""
    if not (folder / _NOTES).exists():
        return None
    try:
        connection = _connect(folder)
    except sqlite3.DatabaseError:
        return None
    with suppress(sqlite3.DatabaseError):
        if connection.execute("SELECT what FROM notes.job").fetchone() == (job,):
            return connection
    connection.close()
    return None


def _connect(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file_uri(folder / _MAIN), isolation_level=None, timeout=0, uri=True)
    try:
        connection.execute("ATTACH ? AS notes", (file_uri(folder / _NOTES),))
        for schema in ("main", "notes"):
            connection.execute(f"PRAGMA {schema}.locking_mode = EXCLUSIVE")
            connection.execute(f"PRAGMA {schema}.cache_size = {_CACHE}")
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def _begun_anew(connection: sqlite3.Connection, tables: Iterable[str]) -> sqlite3.Connection:
    """A connection to files that are new, with these tables; nothing waits for the disk until a checkpoint."""
    connection.execute("COMMIT")
    for schema in ("main", "notes"):
        connection.execute(f"PRAGMA {schema}.synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    connection.execute("BEGIN EXCLUSIVE")
    for statement in (*tables, *_TABLES_OF_NOTES):
        connection.execute(statement)
    return connection


def _place(built: Path, path: Path) -> None:
    try:
        place_file(built, path)
    except PermissionError as error:
        raise ConflictError(
            f"'{path.name}' is open in a program, so it was not replaced. Close it there and build again, "
            "or build under a new name.",
            code="gazetteer.in-use",
        ) from error
