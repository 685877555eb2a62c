import pytest
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DatabaseError
from tests.payments.samples import Clock, begin, link

from localgov_components.money import Money
from localgov_components.payments import Ledger, PaymentDesk, PaySandbox
from localgov_components.payments.tables import ledger_entries, ledger_transactions, payment_intents, payment_moves
from localgov_components.storage import Store

RESTRICTED = "RestrictViolation"
"""All that is shown of PostgreSQL's sentence, which might hold values."""

ADDED_ONLY = [payment_moves, ledger_transactions, ledger_entries]


@pytest.fixture
def paid(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> str:
    """The id of a payment that was made."""
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    return desk.refresh(intent.id, now=clock.now).id


@pytest.mark.parametrize("table", ADDED_ONLY, ids=str)
def test_history_and_ledger_rows_cannot_be_deleted(store: Store, paid: str, table: object) -> None:
    assert paid
    with pytest.raises(DatabaseError, match=f"only ever added to|{RESTRICTED}"), store.begin() as connection:
        connection.execute(delete(table))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        update(payment_moves).values(after="failed"),
        update(ledger_transactions).values(kind="reversed"),
        update(ledger_entries).values(amount=Money("0.00")),
    ],
    ids=str,
)
def test_history_and_ledger_rows_cannot_be_changed(store: Store, paid: str, change: object) -> None:
    assert paid
    with pytest.raises(DatabaseError, match=f"only ever added to|{RESTRICTED}"), store.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]


def entry(connection: Connection, key: str, amount: str, position: int = 1) -> None:
    connection.execute(
        insert(ledger_entries).values(
            transaction_key=key, position=position, account="a", income_code="", vat="", amount=Money(amount)
        )
    )


def transaction(connection: Connection, key: str, intent_id: str, clock: Clock) -> None:
    values = {"key": key, "intent_id": intent_id, "kind": "taken", "at": clock.now}
    connection.execute(insert(ledger_transactions).values(**values))


def test_the_database_itself_refuses_a_transaction_that_does_not_balance(store: Store, paid: str, clock: Clock) -> None:
    def lopsided() -> None:
        with store.begin() as connection:
            entry(connection, "k", "1.00")
            transaction(connection, "k", paid, clock)

    with pytest.raises(DatabaseError, match=f"come to nothing|{RESTRICTED}"):
        lopsided()


def test_the_database_itself_refuses_a_transaction_without_entries(store: Store, paid: str, clock: Clock) -> None:
    with pytest.raises(DatabaseError, match=f"come to nothing|{RESTRICTED}"), store.begin() as connection:
        transaction(connection, "k", paid, clock)


def test_the_database_itself_refuses_entries_without_a_transaction(store: Store, paid: str) -> None:
    assert paid
    with pytest.raises(DatabaseError), store.begin() as connection:
        entry(connection, "k", "1.00")


def test_a_written_transaction_takes_no_more_entries(store: Store, paid: str) -> None:
    [written] = Ledger(store).transactions(paid)
    with pytest.raises(DatabaseError, match=f"no more entries|{RESTRICTED}"), store.begin() as connection:
        entry(connection, written.key, "0.00", 99)


def test_two_intents_cannot_both_claim_a_subject(store: Store, paid: str) -> None:
    def copy(connection: Connection, **changes: object) -> None:
        row = connection.execute(select(payment_intents).where(payment_intents.c.id == paid)).mappings().one()
        connection.execute(
            insert(payment_intents).values(**{**row, "id": "x", "attempt": 2, "reference": "r", **changes})
        )

    with pytest.raises(DatabaseError), store.begin() as connection:
        copy(connection)
    with store.begin() as connection:
        copy(connection, claim=None)
