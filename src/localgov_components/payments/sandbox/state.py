"""What the sandbox remembers: payments, their events, and the tokens that open their pages.

An SQLite database, in memory or in a file that outlives the process. Secrets are kept as SHA-256
only, and of a card nothing but brand, last four digits, expiry and the name on it.
"""

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from localgov_components.payments.state import PaymentState

__all__ = ["Event", "HeldPayment", "SandboxState"]

_TABLES = """
CREATE TABLE IF NOT EXISTS payments (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    code TEXT,
    card TEXT,
    captured_at TEXT,
    session_hash TEXT,
    form_hash TEXT
);
CREATE TABLE IF NOT EXISTS tokens (
    token_hash TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments(payment_id)
);
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id TEXT NOT NULL REFERENCES payments(payment_id),
    status TEXT NOT NULL,
    code TEXT,
    at TEXT NOT NULL
);
"""

_COLUMNS = "payment_id, created_at, body, status, code, card, captured_at, session_hash, form_hash"


@dataclass(slots=True)
class HeldPayment:
    """A payment as the sandbox holds it."""

    payment_id: str
    created_at: datetime
    body: dict[str, object]
    state: PaymentState
    code: str | None = None
    card: dict[str, str] | None = None
    captured_at: datetime | None = None
    session_hash: str | None = None
    form_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A state that a payment came to, and when."""

    state: PaymentState
    code: str | None
    at: datetime


class SandboxState:
    """Payments, events and tokens. Safe to share between threads; a file, between processes."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect(
            ":memory:" if path is None else path, timeout=30, isolation_level=None, check_same_thread=False
        )
        self._database.executescript(_TABLES)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change at a time: all of it is kept, or nothing."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def add(self, payment: HeldPayment) -> None:
        """Keep a new payment, with its first event."""
        marks = ", ".join("?" * 9)
        self._database.execute(f"INSERT INTO payments ({_COLUMNS}) VALUES ({marks})", _row(payment))  # noqa: S608
        self._note(payment, payment.created_at)

    def save(self, payment: HeldPayment, *, moved_at: datetime | None = None) -> None:
        """Keep what changed, with an event when the payment moved to another state."""
        payment_id, _, _, *changes = _row(payment)
        self._database.execute(
            "UPDATE payments SET status = ?, code = ?, card = ?, captured_at = ?, session_hash = ?, form_hash = ?"
            " WHERE payment_id = ?",
            (*changes, payment_id),
        )
        if moved_at is not None:
            self._note(payment, moved_at)

    def find(self, payment_id: str) -> HeldPayment | None:
        """The payment with an id, or None."""
        row = self._database.execute(
            f"SELECT {_COLUMNS} FROM payments WHERE payment_id = ?",  # noqa: S608
            (payment_id,),
        ).fetchone()
        return None if row is None else _payment(row)

    def newest_first(self) -> list[HeldPayment]:
        """Every payment, the latest before the others."""
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM payments ORDER BY number DESC")  # noqa: S608
        return [_payment(row) for row in rows]

    def events(self, payment_id: str) -> list[Event]:
        """What happened to a payment, in order."""
        rows = self._database.execute(
            "SELECT status, code, at FROM events WHERE payment_id = ? ORDER BY number", (payment_id,)
        )
        return [Event(PaymentState(status), code, datetime.fromisoformat(at)) for status, code, at in rows]

    def mint(self, payment_id: str) -> str:
        """A new token that opens a payment's page once."""
        token = secrets.token_urlsafe(32)
        self._database.execute("INSERT INTO tokens VALUES (?, ?)", (digest(token), payment_id))
        return token

    def redeem(self, token: str) -> str | None:
        """The payment that a token opens, once; None for a token that is used or was never given."""
        row = self._database.execute(
            "DELETE FROM tokens WHERE token_hash = ? RETURNING payment_id", (digest(token),)
        ).fetchone()
        return None if row is None else str(row[0])

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._database.close()

    def _note(self, payment: HeldPayment, at: datetime) -> None:
        self._database.execute(
            "INSERT INTO events (payment_id, status, code, at) VALUES (?, ?, ?, ?)",
            (payment.payment_id, payment.state, payment.code, at.isoformat()),
        )


def digest(secret: str) -> str:
    """How a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _row(payment: HeldPayment) -> tuple[str | None, ...]:
    return (
        payment.payment_id,
        payment.created_at.isoformat(),
        json.dumps(payment.body),
        payment.state.value,
        payment.code,
        None if payment.card is None else json.dumps(payment.card),
        None if payment.captured_at is None else payment.captured_at.isoformat(),
        payment.session_hash,
        payment.form_hash,
    )


def _payment(row: tuple[str, ...]) -> HeldPayment:
    payment_id, created_at, body, status, code, card, captured_at, session_hash, form_hash = row
    return HeldPayment(
        payment_id=payment_id,
        created_at=datetime.fromisoformat(created_at),
        body=json.loads(body),
        state=PaymentState(status),
        code=code,
        card=None if card is None else json.loads(card),
        captured_at=None if captured_at is None else datetime.fromisoformat(captured_at),
        session_hash=session_hash,
        form_hash=form_hash,
    )
