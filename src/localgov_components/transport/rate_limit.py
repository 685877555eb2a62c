"""So many requests in so many seconds, and no more: within a process, or among processes through a file.

A limit keeps the starts of the latest requests and lets the next one start when no span of the given length
would hold too many; a fixed minute that the far side counts by is such a span too. Who asks is told how long
to wait, and does the waiting. What cannot start in the time that somebody has takes no turn.

>>> limit = RateLimit(2, seconds=60)
>>> limit.reserve(now=1000, within=60), limit.reserve(now=1001, within=60), limit.reserve(now=1002, within=60)
(0.0, 0.0, 58.0)
>>> limit.reserve(now=1002, within=10) is None
True
>>> RateLimit(0)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a rate limit: give at least one request, and some \
seconds.
"""

import math
import sqlite3
from bisect import insort
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol

from localgov_components.core import InvalidValueError, ProviderUnavailableError

__all__ = ["RateLimit", "RequestLimit", "SharedRateLimit"]

LONGEST_HOLD = 3600.0
"""Seconds that anybody waits: no answer of a far side, and no clock that was set back, closes a service for longer."""

_BUSY = 5.0
"""Seconds to wait for another process to let go of the file; it holds it for a millisecond."""

_APPLICATION_ID = 0x4C47524C
"""`LGRL` in ASCII."""

_TABLES = (
    "CREATE TABLE slot (start REAL NOT NULL)",
    "CREATE INDEX slot_by_start ON slot (start)",
    "CREATE TABLE held (until REAL NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION_ID}",
)


class RequestLimit(Protocol):
    """Tells when a request may start.

    Times are seconds of one clock, the same for all who share the limit.
    """

    def reserve(self, *, now: float, within: float) -> float | None:
        """Take the next turn: seconds to wait for it, or None, and no turn, when it begins later than `within`."""

    def hold(self, *, now: float, seconds: float) -> None:
        """Let nobody start for some seconds, an hour at the most, because the far side asked for it."""


class RateLimit:
    """At most `times` requests in any span of `seconds`, within one process."""

    def __init__(self, times: int, *, seconds: float = 60.0) -> None:
        _check(times, seconds)
        self._times, self._seconds = times, seconds
        self._starts: list[float] = []
        self._held = 0.0
        self._lock = Lock()

    def reserve(self, *, now: float, within: float) -> float | None:
        """Take the next turn: seconds to wait for it, or None, and no turn, when it begins later than `within`."""
        with self._lock:
            self._starts = [start for start in self._starts if now - self._seconds < start <= now + LONGEST_HOLD]
            full = len(self._starts) >= self._times
            free = self._starts[-self._times] + self._seconds if full else now
            start = max(now, free, self._held if _is_hold(self._held, now) else now)
            if start - now > min(within, LONGEST_HOLD):
                return None
            insort(self._starts, start)
            return float(start - now)

    def hold(self, *, now: float, seconds: float) -> None:
        """Let nobody start for some seconds, an hour at the most, because the far side asked for it."""
        with self._lock:
            self._held = max(self._held if _is_hold(self._held, now) else now, now + min(seconds, LONGEST_HOLD))

    def __repr__(self) -> str:
        """How many in how long."""
        return f"RateLimit({self._times}, seconds={self._seconds:g})"


class SharedRateLimit:
    """As `RateLimit`, for every process of a machine that names the same file.

    The file is made when it is first needed, and may be deleted at any time: the count then begins anew. It
    holds times and nothing else. One file serves one key of one API. Raises `ProviderUnavailableError` when
    the file cannot be used; a disk over a network is no place for it.
    """

    def __init__(self, path: Path | str, times: int, *, seconds: float = 60.0) -> None:
        _check(times, seconds)
        self._path = Path(path)
        self._times, self._seconds = times, seconds

    def reserve(self, *, now: float, within: float) -> float | None:
        """Take the next turn: seconds to wait for it, or None, and no turn, when it begins later than `within`."""
        with self._alone() as connection:
            connection.execute(
                "DELETE FROM slot WHERE start <= ? OR start > ?", (now - self._seconds, now + LONGEST_HOLD)
            )
            latest = connection.execute(
                "SELECT start FROM slot ORDER BY start DESC LIMIT 1 OFFSET ?", (self._times - 1,)
            ).fetchone()
            (held,) = connection.execute("SELECT MAX(until) FROM held").fetchone()
            free = latest[0] + self._seconds if latest else now
            start = max(now, free, held if held and _is_hold(held, now) else now)
            if start - now > min(within, LONGEST_HOLD):
                return None
            connection.execute("INSERT INTO slot VALUES (?)", (start,))
            return float(start - now)

    def hold(self, *, now: float, seconds: float) -> None:
        """Let nobody start for some seconds, an hour at the most, because the far side asked for it."""
        with self._alone() as connection:
            connection.execute("DELETE FROM held WHERE until <= ? OR until > ?", (now, now + LONGEST_HOLD))
            connection.execute("INSERT INTO held VALUES (?)", (now + min(seconds, LONGEST_HOLD),))

    def __repr__(self) -> str:
        """How many in how long, and the file's name."""
        return f"SharedRateLimit({self._path.name!r}, {self._times}, seconds={self._seconds:g})"

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """The file, for one process at a time. What it holds is worth nothing after a loss of power: no flushing."""
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("BEGIN IMMEDIATE")
                self._prepare(connection)
                yield connection
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unusable(str(error)) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        if ours == _APPLICATION_ID:
            return
        if ours or connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            raise self._unusable("it is another program's")
        for statement in _TABLES:
            connection.execute(statement)

    def _unusable(self, why: str) -> ProviderUnavailableError:
        return ProviderUnavailableError(
            f"the file '{self._path.name}' of a rate limit cannot be used: {why}. "
            "Check its folder and permissions; if it is damaged, delete it.",
            code="transport.rate-limit-file",
        )


def _check(times: int, seconds: float) -> None:
    if times < 1 or not 0 < seconds < math.inf:
        raise InvalidValueError(
            "not a rate limit: give at least one request, and some seconds.", code="transport.rate-limit"
        )


def _is_hold(until: float, now: float) -> bool:
    return now < until <= now + LONGEST_HOLD
