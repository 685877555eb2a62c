"""How SQLite is opened so that it loses nothing and two processes can share it.

Write-ahead log, every commit flushed to the disk, foreign keys enforced, and a transaction that
takes its write lock at the start: one that begins by reading and then writes would otherwise fail
at once when another wrote in between (https://sqlite.org/lang_transaction.html).

>>> sqlite_url(Path("records.db")).database
'records.db'
"""

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from localgov_components.core.errors import NotFoundError
from localgov_components.core.libraries import needs_extra

with needs_extra("storage"):
    from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
    from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["READ_ONLY", "sqlite_engine", "sqlite_url"]

READ_ONLY = "localgov_read_only"
"""Execution option of a connection whose transaction only reads."""

_BUSY_SECONDS = 30.0
_PAUSE_SECONDS = 0.01
_KIND = 0xFF  # the kind of an error, without the number that says more of it
_MEMORY = {None, "", ":memory:"}


def sqlite_url(path: Path) -> URL:
    """The URL of a file, from parts: spaces and percent signs are only characters."""
    return URL.create("sqlite", database=str(path))


def sqlite_engine(url: URL) -> Engine:
    """An engine on a file, or on a database in memory of its own."""
    if url.database in _MEMORY:
        engine = _memory_engine(url)
    else:
        _refuse_missing_folder(Path(str(url.database)))
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _memory_engine(url: URL) -> Engine:
    """One connection, handed between threads: a second would be another database."""
    return create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_BUSY_SECONDS,
        connect_args={"check_same_thread": False},
    )


def _refuse_missing_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise NotFoundError(
            f"the folder for the database is not there: {path.parent}. Make the folder, or name another.",
            code="storage.folder-missing",
        )


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own; _begin does
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    _use_write_ahead_log(connection)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, which stays on in the file.

    SQLite does not wait for a file that another process holds while it is turned on, so it is asked again.
    """
    until = monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _KIND != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            sleep(_PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
