"""Keep drafts: each found by a secret token, each save held against the version it was made on.

The token is 256 random bits; whoever has it has the draft, so it belongs in a cookie and never in
an address or a log. The database holds its SHA-256: somebody who reads the database cannot take
over anybody's application. (A slow hash protects passwords, which can be guessed; this cannot.)

>>> from localgov_components.storage import Store
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> Drafts(store).find("somebody else's token") is None
True
>>> store.close()
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from localgov_components.core.errors import ConflictError, NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.identifiers import CaseReference
from localgov_components.records.draft import Draft, StartedDraft
from localgov_components.records.tables import drafts
from localgov_components.storage import Store

with needs_extra("storage"):
    from sqlalchemy import Connection, Row, insert, select, update

__all__ = ["Drafts"]

_TOKEN_BYTES = 32


class Drafts:
    """The drafts in one store.

    Every method may join the caller's transaction by its connection.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(
        self, *, service: str, council: str, edition: str, now: datetime, connection: Connection | None = None
    ) -> StartedDraft:
        """Begin a draft with no answers, at version 0."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        row = {"service": service, "council": council, "edition": edition, "answers": {}, "version": 0}
        with self._store.within(connection) as joined:
            joined.execute(insert(drafts).values(token_hash=_hash(token), created_at=now, updated_at=now, **row))
            return StartedDraft(token, self._get(joined, token))

    def get(self, token: str, *, connection: Connection | None = None) -> Draft:
        """The draft of this token; raises `NotFoundError` when there is none."""
        draft = self.find(token, connection=connection)
        if draft is None:
            raise _not_found()
        return draft

    def find(self, token: str, *, connection: Connection | None = None) -> Draft | None:
        """The draft of this token, or None."""
        if connection is not None:
            return _find(connection, token)
        with self._store.read() as own:
            return _find(own, token)

    def save(
        self,
        token: str,
        answers: Mapping[str, JsonValue],
        *,
        version: int,
        now: datetime,
        connection: Connection | None = None,
    ) -> Draft:
        """Replace the answers, provided that the draft still is at this version.

        Raises `ConflictError` when it is not (`records.draft-stale`), or was sent (`records.draft-sent`).
        """
        change = (
            update(drafts)
            .where(drafts.c.token_hash == _hash(token), drafts.c.version == version, drafts.c.reference.is_(None))
            .values(answers=dict(answers), version=version + 1, updated_at=now)
        )
        with self._store.within(connection) as joined:
            if joined.execute(change).rowcount == 0:
                raise _conflict(self._get(joined, token), version)
            return self._get(joined, token)

    def submitted(
        self, token: str, reference: CaseReference, *, now: datetime, connection: Connection | None = None
    ) -> Draft:
        """Record the case that the draft became; the first reference stays.

        Compare the `reference` of what is returned: when it is another, the draft was sent before and
        no second case may be opened. Open the case in the same transaction, so that both or neither happen.
        """
        change = (
            update(drafts)
            .where(drafts.c.token_hash == _hash(token), drafts.c.reference.is_(None))
            .values(reference=str(reference), updated_at=now)
        )
        with self._store.within(connection) as joined:
            joined.execute(change)
            return self._get(joined, token)

    def _get(self, connection: Connection, token: str) -> Draft:
        return self.get(token, connection=connection)


def _find(connection: Connection, token: str) -> Draft | None:
    row = connection.execute(select(drafts).where(drafts.c.token_hash == _hash(token))).one_or_none()
    return None if row is None else _draft(row)


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        service=row.service,
        council=row.council,
        edition=row.edition,
        answers=row.answers,
        version=row.version,
        reference=None if row.reference is None else CaseReference.parse(row.reference),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


def _not_found() -> NotFoundError:
    return NotFoundError(
        "there is no draft for this token: it was never given out, or the draft was deleted. Start a new one.",
        code="records.draft-unknown",
    )


def _conflict(draft: Draft, version: int) -> ConflictError:
    if draft.reference is not None:
        return ConflictError(
            "the draft was already sent and cannot change. Show the case that it became.", code="records.draft-sent"
        )
    return ConflictError(
        f"the draft was saved by another tab or request since version {version}. "
        "Read it again, then save on its present version.",
        code="records.draft-stale",
    )
