"""The tables of the payments room: intents, their moves, and the ledger.

Moves and ledger are only ever added to; the migration sets triggers that refuse anything else,
and a ledger transaction whose entries do not come to nothing.

>>> [column.name for column in payment_intents.primary_key]
['id']
"""

from localgov_components.core.libraries import needs_extra
from localgov_components.money import Money
from localgov_components.storage import JsonText, Pence, UtcDateTime, metadata

with needs_extra("storage"):
    from sqlalchemy import (
        Column,
        ForeignKeyConstraint,
        Index,
        Integer,
        PrimaryKeyConstraint,
        String,
        Table,
        UniqueConstraint,
    )

__all__ = ["ledger_entries", "ledger_transactions", "payment_intents", "payment_moves"]

payment_intents = Table(
    "payment_intents",
    metadata,
    Column("id", String(32), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("claim", String(200), nullable=True),
    Column("reference", String(255), nullable=False),
    Column("charge", JsonText, nullable=False),
    Column("amount", Pence(Money), nullable=False),
    Column("state", String(20), nullable=False),
    Column("provider", String(100), nullable=False),
    Column("provider_id", String(200), nullable=True),
    Column("failure", String(100), nullable=True),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime, nullable=True),
    Column("held_until", UtcDateTime, nullable=True),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("subject", "attempt"),
    UniqueConstraint("claim"),
    UniqueConstraint("reference"),
    Index("ix_payment_intents_state_created_at", "state", "created_at"),
)
"""One row for each attempt to have a subject paid.

`claim` holds the subject while the attempt is live or has succeeded, so the unique constraint
leaves room for one such attempt. `held_until` keeps workers of `resolve` from the same row.
"""

payment_moves = Table(
    "payment_moves",
    metadata,
    Column("intent_id", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", String(20), nullable=False),
    Column("after", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("intent_id", "version"),
    ForeignKeyConstraint(["intent_id"], ["payment_intents.id"]),
    Index("ix_payment_moves_at", "at"),
)
"""Every change of state, and when it became known."""

ledger_transactions = Table(
    "ledger_transactions",
    metadata,
    Column("key", String(64), nullable=False),
    Column("intent_id", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("key"),
    ForeignKeyConstraint(["intent_id"], ["payment_intents.id"]),
    Index("ix_ledger_transactions_at", "at"),
    Index("ix_ledger_transactions_intent_id", "intent_id"),
)
"""Written after its entries, which seals them."""

ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("transaction_key", String(64), nullable=False),
    Column("position", Integer, nullable=False),
    Column("account", String(100), nullable=False),
    Column("income_code", String(50), nullable=False),
    Column("vat", String(20), nullable=False),
    Column("amount", Pence(Money), nullable=False),
    PrimaryKeyConstraint("transaction_key", "position"),
    ForeignKeyConstraint(["transaction_key"], ["ledger_transactions.key"], deferrable=True, initially="DEFERRED"),
)
"""Debits above nothing, credits below; `income_code` and `vat` are empty on a clearing account."""
