"""Payment intents, their moves, and the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ADDED_ONLY = ("payment_moves", "ledger_transactions", "ledger_entries")
_UNBALANCED = "SELECT coalesce(sum(amount), 1) <> 0 FROM ledger_entries WHERE transaction_key = NEW.key"
_SEALED = "SELECT count(*) > 0 FROM ledger_transactions WHERE key = NEW.transaction_key"


def upgrade() -> None:
    """Make the four tables of the payments room, and the triggers that guard the ledger."""
    _payment_intents()
    _payment_moves()
    _ledger()
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table in _ADDED_ONLY:
        for change in ("UPDATE", "DELETE"):
            guard(table, change, "SELECT true", f"{table} is only ever added to")
    guard("ledger_transactions", "INSERT", _UNBALANCED, "the entries of a ledger transaction must come to nothing")
    guard("ledger_entries", "INSERT", _SEALED, "a ledger transaction takes no more entries")


def _payment_intents() -> None:
    op.create_table(
        "payment_intents",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(200), nullable=True),
        sa.Column("reference", sa.String(255), nullable=False),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("provider", sa.String(100), nullable=False),
        sa.Column("provider_id", sa.String(200), nullable=True),
        sa.Column("failure", sa.String(100), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_payment_intents"),
        sa.UniqueConstraint("subject", "attempt", name="uq_payment_intents_subject_attempt"),
        sa.UniqueConstraint("claim", name="uq_payment_intents_claim"),
        sa.UniqueConstraint("reference", name="uq_payment_intents_reference"),
    )
    op.create_index("ix_payment_intents_state_created_at", "payment_intents", ["state", "created_at"])


def _payment_moves() -> None:
    op.create_table(
        "payment_moves",
        sa.Column("intent_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(20), nullable=False),
        sa.Column("after", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("intent_id", "version", name="pk_payment_moves"),
        sa.ForeignKeyConstraint(["intent_id"], ["payment_intents.id"], name="fk_payment_moves_intent_id"),
    )
    op.create_index("ix_payment_moves_at", "payment_moves", ["at"])


def _ledger() -> None:
    op.create_table(
        "ledger_transactions",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("intent_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_ledger_transactions"),
        sa.ForeignKeyConstraint(["intent_id"], ["payment_intents.id"], name="fk_ledger_transactions_intent_id"),
    )
    op.create_index("ix_ledger_transactions_at", "ledger_transactions", ["at"])
    op.create_index("ix_ledger_transactions_intent_id", "ledger_transactions", ["intent_id"])
    op.create_table(
        "ledger_entries",
        sa.Column("transaction_key", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("income_code", sa.String(50), nullable=False),
        sa.Column("vat", sa.String(20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("transaction_key", "position", name="pk_ledger_entries"),
        sa.ForeignKeyConstraint(
            ["transaction_key"],
            ["ledger_transactions.key"],
            name="fk_ledger_entries_transaction_key",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def _guard_sqlite(table: str, change: str, question: str, sentence: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} WHEN ({question})"
        f" BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def _guard_postgresql(table: str, change: str, question: str, sentence: str) -> None:
    name = f"{table}_{change.lower()}"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF ({question}) THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END IF;"
        f" RETURN {'OLD' if change == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
