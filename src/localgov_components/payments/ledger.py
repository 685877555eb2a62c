"""The ledger: what was taken, line by line, in entries that always come to nothing.

Double entry. When a payment succeeds, the provider's clearing account is debited with all of it,
and each line credits its income code with the net amount and VAT with the tax. A payment that
turns out not to have succeeded is reversed by entries of its own; nothing is ever changed.

>>> from localgov_components.storage import Store
>>> with Store.open("sqlite://") as store:
...     store.migrate()
...     Ledger(store).balance(clearing_account("govuk-pay"))
Money('0.00')
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from localgov_components.core import LocalGovError
from localgov_components.core.libraries import needs_extra
from localgov_components.money import Money, VatTreatment
from localgov_components.payments.intent import PaymentIntent
from localgov_components.payments.tables import ledger_entries, ledger_transactions
from localgov_components.storage import Pence, Store

with needs_extra("storage"):
    from sqlalchemy import Connection, RowMapping, cast, func, insert, select

__all__ = [
    "INCOME",
    "VAT",
    "Ledger",
    "LedgerEntry",
    "LedgerKind",
    "LedgerTransaction",
    "clearing_account",
    "entries_for",
]

INCOME = "income"
"""Account of what councils earn; its entries name an income code."""

VAT = "vat"
"""Account of the value added tax within what was taken."""

_NOTHING = Money.from_pence(0)


class LedgerKind(StrEnum):
    """What an entry records."""

    TAKEN = "taken"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A debit (above nothing) or credit (below) to one account."""

    account: str
    amount: Money
    income_code: str = ""
    vat: VatTreatment | None = None


@dataclass(frozen=True, slots=True)
class LedgerTransaction:
    """Entries that belong together; `key` names the event, written once."""

    key: str
    intent_id: str
    kind: LedgerKind
    at: datetime
    entries: tuple[LedgerEntry, ...]


class Ledger:
    """The entries in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transactions(self, intent_id: str) -> tuple[LedgerTransaction, ...]:
        """What was written for an intent, in order; none when nothing was."""
        with self._store.read() as connection:
            return read_transactions(connection, intent_id)

    def balance(self, account: str) -> Money:
        """Debits less credits of an account."""
        with self._store.read() as connection:
            total = cast(func.coalesce(func.sum(ledger_entries.c.amount), 0), Pence(Money))
            balance: Money = connection.execute(select(total).where(ledger_entries.c.account == account)).scalar_one()
            return balance


def clearing_account(provider: str) -> str:
    """The account of money that a provider has taken and will pay over."""
    return f"clearing:{provider}"


def entries_for(intent: PaymentIntent, kind: LedgerKind) -> tuple[LedgerEntry, ...]:
    """The entries of a payment taken, or reversed."""
    sign = 1 if kind is LedgerKind.TAKEN else -1
    return tuple(
        LedgerEntry(entry.account, entry.amount * sign, entry.income_code, entry.vat) for entry in _taken(intent)
    )


def post(connection: Connection, transaction: LedgerTransaction) -> None:
    """Write a transaction, in the caller's database transaction. Refuses one that does not balance."""
    if not transaction.entries or sum((entry.amount for entry in transaction.entries), _NOTHING):
        raise LocalGovError(
            "the entries of a ledger transaction do not come to nothing. Nothing was written; report this.",
            code="ledger.unbalanced",
        )
    connection.execute(
        insert(ledger_entries),
        [
            {
                "transaction_key": transaction.key,
                "position": position,
                "account": entry.account,
                "income_code": entry.income_code,
                "vat": "" if entry.vat is None else entry.vat.value,
                "amount": entry.amount,
            }
            for position, entry in enumerate(transaction.entries, start=1)
        ],
    )
    connection.execute(
        insert(ledger_transactions).values(
            key=transaction.key, intent_id=transaction.intent_id, kind=transaction.kind.value, at=transaction.at
        )
    )


def read_transactions(connection: Connection, intent_id: str) -> tuple[LedgerTransaction, ...]:
    """An intent's transactions in order, each with its entries."""
    joined = (
        select(ledger_transactions, ledger_entries)
        .join(ledger_entries, ledger_entries.c.transaction_key == ledger_transactions.c.key)
        .where(ledger_transactions.c.intent_id == intent_id)
        .order_by(ledger_transactions.c.at, ledger_transactions.c.key, ledger_entries.c.position)
    )
    rows = connection.execute(joined).mappings().all()
    keys = dict.fromkeys(row["key"] for row in rows)
    return tuple(_transaction([row for row in rows if row["key"] == key]) for key in keys)


def _taken(intent: PaymentIntent) -> Iterator[LedgerEntry]:
    yield LedgerEntry(clearing_account(intent.provider), intent.amount)
    for line in intent.charge.lines:
        yield LedgerEntry(INCOME, -line.net_amount, line.income_code, line.vat)
        if line.vat_amount:
            yield LedgerEntry(VAT, -line.vat_amount, line.income_code, line.vat)


def _transaction(rows: Sequence[RowMapping]) -> LedgerTransaction:
    first = rows[0]
    entries = tuple(
        LedgerEntry(row["account"], row["amount"], row["income_code"], VatTreatment(row["vat"]) if row["vat"] else None)
        for row in rows
    )
    return LedgerTransaction(first["key"], first["intent_id"], LedgerKind(first["kind"]), first["at"], entries)
