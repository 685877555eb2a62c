"""The store: opens a database, brings it up to date, and runs one transaction at a time.

Rooms hold a `Store` and take an optional connection, so that several of them can write in one
transaction: `store.within(connection)` joins the caller's, or begins and commits its own.

>>> store = Store.open("sqlite://")
>>> store.dialect
'sqlite'
>>> with store.read() as connection:
...     connection.exec_driver_sql("SELECT 1").scalar_one()
1
>>> store.close()
>>> Store.open("mysql://council/records")
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotSupportedError: not a database this package knows. \
Write sqlite:///file.db or postgresql+psycopg://user@host/name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from localgov_components.core.errors import NotSupportedError, ProviderUnavailableError
from localgov_components.core.libraries import needs_extra
from localgov_components.storage.migration import migrate
from localgov_components.storage.postgresql import postgresql_engine
from localgov_components.storage.sqlite import READ_ONLY, sqlite_engine, sqlite_url

with needs_extra("storage"):
    from sqlalchemy import URL, Connection, Engine, make_url
    from sqlalchemy.exc import ArgumentError, OperationalError
    from sqlalchemy.exc import TimeoutError as PoolTimeoutError

__all__ = ["Store"]


class Store:
    """A database and how to speak to it.

    Safe to share between threads; not across a fork.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open `sqlite:///…`, `postgresql+psycopg://…`, or the path of an SQLite file.

        Nothing is read or made until the first transaction; a new database needs `migrate`.
        `sqlite://` is a database in memory, for trials and tests.
        """
        url = sqlite_url(where) if isinstance(where, Path) else _read_url(where)
        return cls(sqlite_engine(url) if url.get_backend_name() == "sqlite" else postgresql_engine(url))

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        """Which kind of database this is."""
        return "sqlite" if self._engine.dialect.name == "sqlite" else "postgresql"

    def migrate(self) -> None:
        """Bring the tables up to this package's version; nothing happens when they are.

        Several processes may do so at once. Raises `NotSupportedError` for a database that a newer
        package has changed.
        """
        with self.begin() as connection:
            migrate(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back when anything is raised.

        On SQLite it holds the write lock from the start, so keep it short, never begin a second one
        inside it, and call no provider in it.
        """
        with self._begun() as connection:
            yield connection
            connection.commit()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that cannot write; on SQLite it never waits for a writer."""
        with self._begun(**{READ_ONLY: True, "postgresql_readonly": True}) as connection:
            yield connection

    @contextmanager
    def within(self, connection: Connection | None) -> Iterator[Connection]:
        """The caller's transaction when there is one, else one of its own."""
        if connection is not None:
            yield connection
            return
        with self.begin() as own:
            yield own

    def close(self) -> None:
        """Give back every connection; the store may be used again after."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def __repr__(self) -> str:
        """Where it is, without the password."""
        return f"Store({self._engine.url.render_as_string(hide_password=True)!r})"

    def _begun(self, **options: bool) -> Connection:
        """A connection in a transaction; closing it rolls back what was not committed."""
        connection: Connection | None = None
        try:
            connection = self._engine.connect().execution_options(**options)
            connection.begin()
        except (OperationalError, PoolTimeoutError) as error:
            if connection is not None:
                connection.close()
            raise ProviderUnavailableError(
                "the database did not answer, or another process held it for too long. "
                "Check that it is running, then try again.",
                code="storage.unavailable",
            ) from error
        return connection


def _read_url(text: str) -> URL:
    refusal = NotSupportedError(
        "not a database this package knows. Write sqlite:///file.db or postgresql+psycopg://user@host/name.",
        code="storage.database-unknown",
    )
    try:
        url = make_url(text)
    except ArgumentError:
        raise refusal from None
    if url.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}:
        raise refusal
    return url
