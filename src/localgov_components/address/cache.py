"""Answers of an address provider, kept in a file for a while: also that there was none.

The file is SQLite, readable by its owner alone, and serves any number of threads and processes. It holds
addresses, so it falls under the licence of whoever gave them, and `purge` belongs in a nightly job. An answer
that has expired is given to nobody, unless it is asked for with `ask(…, accept_expired=True)` because
the provider cannot be reached, and then it says so.

>>> from datetime import UTC
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.identifiers import Postcode
>>> class Slow:
...     name, asked = "slow", 0
...     capabilities = frozenset({AddressCapability.POSTCODE})
...     def find(self, query):
...         self.asked += 1
...         return AddressPage(addresses=(), total=0)
>>> slow, now = Slow(), datetime(2026, 11, 26, 12, tzinfo=UTC)
>>> query = AddressQuery(postcode=Postcode.parse("DT97 1AA"))
>>> with TemporaryDirectory() as folder:
...     cache = CachedAddresses(slow, Path(folder) / "cache", keep_for=timedelta(days=1), clock=lambda: now)
...     pages = [cache.find(query), cache.find(query)]
>>> [page.total for page in pages], slow.asked
([0, 0], 1)
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from localgov_components.address.provider import AddressCapability, AddressPage, AddressProvider, AddressQuery
from localgov_components.core import InvalidValueError, ProviderUnavailableError

__all__ = ["CachedAddresses", "CachedAnswer"]

APPLICATION_ID = 0x4C474143
"""`LGAC` in ASCII."""

FORMAT_VERSION = 1
"""Kept in `user_version`. A cache of another version is emptied: nothing is in it that cannot be asked for again."""

_TABLE = "CREATE TABLE answer (question BLOB PRIMARY KEY, asked_at REAL NOT NULL, page TEXT NOT NULL) WITHOUT ROWID"
_BUSY = 5.0
_OWNER_ALONE = 0o600


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """A page, when the provider gave it, and whether it should no longer be given."""

    page: AddressPage
    asked_at: datetime
    has_expired: bool


class CachedAddresses:
    """Asks another address provider only for what it was not asked lately.

    `keep_for` is for how long an answer is good; `clock` gives the time, with its zone. A file is for one provider,
    set up in one way. One that cannot be used raises `ProviderUnavailableError`, and is not mended in silence.
    """

    def __init__(
        self, provider: AddressProvider, path: Path | str, *, keep_for: timedelta, clock: Callable[[], datetime]
    ) -> None:
        if keep_for <= timedelta(0):
            raise InvalidValueError("answers are kept for no time. Give more than none.", code="address-cache.keep-for")
        self._provider, self._path = provider, Path(path)
        self._keep_for, self._clock = keep_for, clock

    @property
    def name(self) -> str:
        """That of the provider behind it."""
        return self._provider.name

    @property
    def capabilities(self) -> frozenset[AddressCapability]:
        """Those of the provider behind it."""
        return self._provider.capabilities

    def find(self, query: AddressQuery) -> AddressPage:
        """The provider's answer, kept or fresh, and never an expired one."""
        return self.ask(query).page

    def ask(self, query: AddressQuery, *, accept_expired: bool = False) -> CachedAnswer:
        """The same, with when it was given; an expired one only on request, and when the provider is unavailable."""
        question, now = self._question(query), self._now()
        kept = self._kept(question, now)
        if kept is not None and not kept.has_expired:
            return kept
        try:
            page = self._provider.find(query)
        except ProviderUnavailableError:
            if kept is None or not accept_expired:
                raise
            return kept
        with self._file() as connection:
            row = (question, now.timestamp(), page.model_dump_json(exclude_defaults=True))
            connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", row)
        return CachedAnswer(page, now, has_expired=False)

    def purge(self, *, everything: bool = False) -> int:
        """Take out what has expired, or everything, so that it cannot be read off the disk; how many there were."""
        now = self._now().timestamp()
        before = now - self._keep_for.total_seconds()
        with self._file() as connection:
            if everything:
                return connection.execute("DELETE FROM answer").rowcount
            statement = "DELETE FROM answer WHERE asked_at <= ? OR asked_at > ?"
            return connection.execute(statement, (before, now)).rowcount

    def __repr__(self) -> str:
        """The provider, and the name of the file."""
        return f"CachedAddresses({self._provider!r}, {self._path.name!r})"

    def _now(self) -> datetime:
        now = self._clock()
        if now.tzinfo is None:
            raise InvalidValueError("the clock gives no time zone. Give aware datetimes.", code="address-cache.clock")
        return now.astimezone(UTC)  # two times of one zone are compared by the hands of its clock, summer or winter

    def _question(self, query: AddressQuery) -> bytes:
        """What was asked and of whom, as a digest: keys of a fixed length, which say nothing at a glance."""
        written = f"{self._provider.name}\0{query.model_dump_json()}"
        return hashlib.sha256(written.encode()).digest()

    def _kept(self, question: bytes, now: datetime) -> CachedAnswer | None:
        with self._file() as connection:
            row = connection.execute("SELECT asked_at, page FROM answer WHERE question = ?", (question,)).fetchone()
        if row is None:
            return None
        try:
            page, asked_at = AddressPage.model_validate_json(row[1]), datetime.fromtimestamp(row[0], UTC)
        except (ValueError, TypeError, OverflowError):
            return None  # of another edition of this package, perhaps: it is asked for again, and replaced
        # An answer from the future was kept by a clock that ran ahead: how old it is is not known.
        return CachedAnswer(page, asked_at, has_expired=not timedelta(0) <= now - asked_at < self._keep_for)

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        """The file, for one process at a time; made when it is not there, emptied when it is of another version."""
        try:
            self._path.touch(mode=_OWNER_ALONE)
            with closing(sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None)) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("BEGIN IMMEDIATE")
                self._prepare(connection)
                yield connection
                connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(str(error.strerror if isinstance(error, OSError) else error)) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        ours, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if (ours, version) == (APPLICATION_ID, FORMAT_VERSION):
            return
        if ours != APPLICATION_ID and connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            raise self._unusable("it is another program's")
        for statement in (
            "DROP TABLE IF EXISTS answer",
            _TABLE,
            f"PRAGMA application_id = {APPLICATION_ID}",
            f"PRAGMA user_version = {FORMAT_VERSION}",
        ):
            connection.execute(statement)

    def _unusable(self, why: str) -> ProviderUnavailableError:
        return ProviderUnavailableError(
            f"the address cache '{self._path.name}' cannot be used: {why}. "
            "Check its folder and permissions; if it is damaged, delete it.",
            code="address-cache.unusable",
        )
