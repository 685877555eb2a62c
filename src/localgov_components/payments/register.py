"""The durable record of intents: how one is written, read, and moved to another state.

Every move is a compare-and-swap on the row's version: a writer that read something older is
refused. A move into or out of `success` writes its ledger entries in the same transaction, under a
key made of intent and version, so that each event is written once.
"""

import dataclasses
from datetime import datetime

from localgov_components.core import ConflictError, NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.payments.charge import Charge
from localgov_components.payments.intent import PaymentIntent
from localgov_components.payments.ledger import LedgerKind, LedgerTransaction, entries_for, post
from localgov_components.payments.state import PaymentState, may_move
from localgov_components.payments.tables import payment_intents, payment_moves
from localgov_components.storage import insert_once

with needs_extra("storage"):
    from sqlalchemy import Connection, RowMapping, func, insert, select, update

__all__ = ["STALE", "add", "find", "get", "hold_unfinished", "move", "of_subject", "supersede"]

STALE = "payments.stale"
"""Code of the refusal when an intent has changed since it was read."""


def add(connection: Connection, intent: PaymentIntent) -> bool:
    """Write a new intent that claims its subject; False when another intent holds the claim."""
    earlier = select(func.max(payment_intents.c.attempt)).where(payment_intents.c.subject == intent.subject)
    values = {
        "id": intent.id,
        "subject": intent.subject,
        "attempt": (connection.execute(earlier).scalar_one() or 0) + 1,
        "claim": intent.subject,
        "reference": intent.reference,
        "charge": intent.charge.model_dump(mode="json"),
        "amount": intent.amount,
        "state": intent.state.value,
        "provider": intent.provider,
        "version": intent.version,
        "created_at": intent.created_at,
    }
    return insert_once(connection, payment_intents, values)


def find(connection: Connection, intent_id: str) -> PaymentIntent | None:
    """The intent with an id, or None."""
    row = connection.execute(select(payment_intents).where(payment_intents.c.id == intent_id)).mappings().first()
    return None if row is None else _intent(row)


def get(connection: Connection, intent_id: str) -> PaymentIntent:
    """The intent with an id. Raises `NotFoundError`."""
    intent = find(connection, intent_id)
    if intent is None:
        raise NotFoundError("no payment with that id. Check where the id came from.", code="payments.unknown")
    return intent


def of_subject(connection: Connection, subject: str) -> tuple[PaymentIntent, ...]:
    """Every intent of a subject, the first attempt first."""
    chosen = select(payment_intents).where(payment_intents.c.subject == subject).order_by(payment_intents.c.attempt)
    return tuple(_intent(row) for row in connection.execute(chosen).mappings())


def move(
    connection: Connection,
    intent: PaymentIntent,
    after: PaymentState,
    *,
    now: datetime,
    provider_id: str | None = None,
    failure: str | None = None,
) -> PaymentIntent:
    """Move an intent, and write the ledger when money was taken or turned out not to be.

    Raises `ConflictError` when the move is not legal, or the intent has changed since it was read.
    """
    if not may_move(intent.state, after):
        raise ConflictError(
            f"a payment does not go from {intent.state} to {after}. Read the intent again.",
            code="payments.illegal-move",
        )
    moved = dataclasses.replace(
        intent,
        state=after,
        provider_id=provider_id or intent.provider_id,
        failure=failure,
        finished_at=now if after.finished else None,
        version=intent.version + 1,
        current=intent.current and (after is PaymentState.SUCCESS or not after.finished),
        next_url=None,
    )
    _swap(connection, intent, moved)
    connection.execute(
        insert(payment_moves).values(
            intent_id=intent.id, version=moved.version, before=intent.state.value, after=after.value, at=now
        )
    )
    _keep_ledger(connection, intent, moved, now)
    return moved


def supersede(connection: Connection, intent: PaymentIntent) -> PaymentIntent:
    """Let go of the subject, so that another attempt can claim it. Raises `ConflictError` when stale."""
    moved = dataclasses.replace(intent, current=False, version=intent.version + 1)
    _swap(connection, intent, moved)
    return moved


def hold_unfinished(
    connection: Connection,
    provider: str,
    *,
    now: datetime,
    before: datetime,
    until: datetime,
    doubted_since: datetime,
    limit: int,
) -> tuple[PaymentIntent, ...]:
    """Take hold of intents whose truth is to be found out; other workers pass them by for a while.

    Those not finished and made before an instant, and those in `error` that were made so lately
    that they may yet succeed.
    """
    table = payment_intents.c
    doubted = (
        (table.state == PaymentState.ERROR.value) & table.provider_id.is_not(None) & (table.created_at > doubted_since)
    )
    chosen = (
        select(payment_intents)
        .where(table.provider == provider)
        .where(table.created_at <= before)
        .where(table.finished_at.is_(None) | doubted)
        .where(table.held_until.is_(None) | (table.held_until <= now))
        .order_by(func.coalesce(table.held_until, table.created_at), table.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    held = tuple(_intent(row) for row in connection.execute(chosen).mappings())
    ids = [intent.id for intent in held]
    connection.execute(update(payment_intents).where(table.id.in_(ids)).values(held_until=until))
    return held


def _swap(connection: Connection, before: PaymentIntent, after: PaymentIntent) -> None:
    changed = connection.execute(
        update(payment_intents)
        .where(payment_intents.c.id == before.id, payment_intents.c.version == before.version)
        .values(
            state=after.state.value,
            claim=after.subject if after.current else None,
            provider_id=after.provider_id,
            failure=after.failure,
            finished_at=after.finished_at,
            version=after.version,
        )
    )
    if changed.rowcount != 1:
        raise ConflictError("the payment has changed since it was read. Read the intent again.", code=STALE)


def _keep_ledger(connection: Connection, before: PaymentIntent, after: PaymentIntent, now: datetime) -> None:
    kinds = {before.state: LedgerKind.REVERSED, after.state: LedgerKind.TAKEN}
    kind = kinds.get(PaymentState.SUCCESS)
    if kind is not None:
        key = f"{after.id}:{after.version}"
        post(connection, LedgerTransaction(key, after.id, kind, now, entries_for(after, kind)))


def _intent(row: RowMapping) -> PaymentIntent:
    return PaymentIntent(
        id=row["id"],
        subject=row["subject"],
        reference=row["reference"],
        charge=Charge.model_validate(row["charge"]),
        state=PaymentState(row["state"]),
        provider=row["provider"],
        provider_id=row["provider_id"],
        failure=row["failure"],
        created_at=row["created_at"],
        finished_at=row["finished_at"],
        version=row["version"],
        current=row["claim"] is not None,
    )
