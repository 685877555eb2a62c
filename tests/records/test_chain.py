"""Whatever is changed behind the program's back, the chain names the first link that does not fit."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, String, delete, insert, literal, literal_column, select, update

from localgov_components.core import ConflictError, NotFoundError
from localgov_components.identifiers import CaseReference
from localgov_components.records import Cases, CaseStatus, NewCase
from localgov_components.records.chain import link
from localgov_components.records.tables import case_events as events
from localgov_components.records.tables import cases
from localgov_components.storage import Store, metadata

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
REFERENCE = CaseReference.parse("AMB-F7P4-KG4K-W")
NEW_CASE = NewCase(
    reference=REFERENCE,
    service="garden-waste",
    council="ambleford",
    edition="2026.1",
    answers={"bins": 2},
    decision={"outcome": "concession"},
    charge={"total": "24.00"},
    status=CaseStatus.AWAITING_PAYMENT,
)
LAST = 4


@pytest.fixture
def kept(store: Store) -> Cases:
    """A case with four events."""
    kept = Cases(store)
    kept.open(NEW_CASE, now=NINE)
    for minute in (1, 2):
        kept.move(
            REFERENCE,
            CaseStatus.AWAITING_PAYMENT,
            event="payment-declined",
            data={"attempt": minute},
            now=NINE + timedelta(minutes=minute),
        )
    kept.move(REFERENCE, CaseStatus.COMPLETE, event="paid", data={"amount": "24.00"}, now=NINE + timedelta(minutes=3))
    return kept


def swap(connection: Connection) -> None:
    """Exchange what the second and third event say."""
    second, third = (
        connection.execute(select(events.c.data, events.c.at).where(events.c.number == number)).one()
        for number in (2, 3)
    )
    for number, row in ((2, third), (3, second)):
        connection.execute(update(events).where(events.c.number == number).values(data=row.data, at=row.at))


def renumber(connection: Connection) -> None:
    """Delete the second event and close the gap."""
    connection.execute(delete(events).where(events.c.number == 2))
    for number in (3, 4):
        connection.execute(update(events).where(events.c.number == number).values(number=number - 1))
    connection.execute(update(cases).values(event_count=LAST - 1))


def rehash(connection: Connection) -> None:
    """Change the second event and give it a hash that fits its new content."""
    row = connection.execute(select(events).where(events.c.number == 2)).one()
    forged = link(row.reference, 2, "paid", row.status, row.data, row.at, row.previous)
    connection.execute(update(events).where(events.c.number == 2).values(event="paid", hash=forged))


def add_one(connection: Connection) -> None:
    """Add an event that fits the chain, without telling the case."""
    row = connection.execute(select(events).where(events.c.number == LAST)).one()
    forged = link(row.reference, LAST + 1, "refunded", row.status, None, NINE, row.hash)
    values = {**row._mapping, "number": LAST + 1, "event": "refunded", "data": None, "at": NINE}  # noqa: SLF001 - SQLAlchemy's public name
    connection.execute(insert(events).values({**values, "previous": row.hash, "hash": forged}))


def in_event(number: int, **values: object) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(update(events).where(events.c.number == number).values(**values))


def without_event(number: int) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(delete(events).where(events.c.number == number))


def in_case(**values: object) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(update(cases).values(**values))


def in_text(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.exec_driver_sql(statement)


def test_a_history_that_nobody_touched_is_sound(kept: Cases) -> None:
    kept.verify(REFERENCE)
    assert [event.number for event in kept.events(REFERENCE)] == [1, 2, 3, 4]


TAMPERINGS: dict[str, tuple[Callable[[Connection], object], str]] = {
    "data edited": (in_event(2, data={"attempt": 9}), "event 2 "),
    "event edited": (in_event(3, event="paid"), "event 3 "),
    "status edited": (in_event(3, status="complete"), "event 3 "),
    "time edited": (in_event(4, at=NINE), "event 4 "),
    "hash edited": (in_event(2, hash="0" * 64), "event 2 "),
    "previous hash edited": (in_event(3, previous="0" * 64), "event 3 "),
    "first deleted": (without_event(1), "event 1 "),
    "one deleted": (without_event(2), "event 2 "),
    "last deleted": (without_event(LAST), "ends after event 3, and the case says it has 4"),
    "two swapped": (swap, "event 2 "),
    "one deleted and the gap closed": (renumber, "event 2 "),
    "edited and hashed again": (rehash, "event 3 "),
    "one added": (add_one, "ends after event 5, and the case says it has 4"),
    "answers edited": (in_case(answers={"bins": 1}), "event 1 "),
    "decision edited": (in_case(decision={"outcome": "full price"}), "event 1 "),
    "charge edited": (in_case(charge={"total": "0.00"}), "event 1 "),
    "edition edited": (in_case(edition="2025.1"), "event 1 "),
    "status of the case edited": (in_case(status="withdrawn"), "the status of the case"),
    "count edited": (in_case(event_count=3), "ends after event 4, and the case says it has 3"),
    "head edited": (in_case(chain_head="0" * 64), "ends after event 4"),
    "no status at all": (in_text("UPDATE cases SET status = 'lost'"), "cannot be read"),
    "no JSON any more": (in_text("UPDATE case_events SET data = 'secret' WHERE number = 2"), "cannot be read"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found_and_its_place_named(kept: Cases, store: Store, what: str) -> None:
    tamper, where = TAMPERINGS[what]
    with store.begin() as connection:
        tamper(connection)
    with pytest.raises(ConflictError) as broken:
        kept.verify(REFERENCE)
    assert broken.value.code == "records.chain-broken"
    assert where in str(broken.value)
    assert "secret" not in str(broken.value)


def test_a_case_whose_whole_history_was_deleted_is_not_sound(kept: Cases, store: Store) -> None:
    with store.begin() as connection:
        connection.execute(delete(events))
    with pytest.raises(ConflictError, match="ends after event 0, and the case says it has 4"):
        kept.verify(REFERENCE)


def test_a_history_that_was_deleted_and_denied_shows_the_status_that_it_cannot_explain(
    kept: Cases, store: Store
) -> None:
    with store.begin() as connection:
        founded = connection.execute(select(events.c.previous).where(events.c.number == 1)).scalar_one()
        connection.execute(delete(events))
        connection.execute(update(cases).values(event_count=0, chain_head=founded))
    with pytest.raises(ConflictError, match="the status of the case"):
        kept.verify(REFERENCE)


def test_a_case_that_is_not_there_cannot_be_verified(store: Store) -> None:
    with pytest.raises(NotFoundError):
        Cases(store).verify(REFERENCE)


@given(st.integers(0, 6), st.data())
@settings(max_examples=30, deadline=None)
def test_one_changed_letter_anywhere_in_a_history_is_found(moves: int, data: st.DataObject) -> None:
    with Store.open("sqlite://") as store:
        with store.begin() as connection:
            metadata.create_all(connection)
        kept = Cases(store)
        kept.open(NEW_CASE, now=NINE)
        for move in range(moves):
            kept.move(REFERENCE, CaseStatus.AWAITING_PAYMENT, event="note", data={"text": f"note {move}"}, now=NINE)
        kept.verify(REFERENCE)
        number = data.draw(st.integers(1, moves + 1))
        column = data.draw(st.sampled_from(["event", "status", "data", "previous", "hash"]))
        with store.begin() as connection:
            raw = literal_column(column, String)
            text = connection.execute(select(raw).select_from(events).where(events.c.number == number)).scalar_one()
            place = data.draw(st.integers(0, len(text) - 1))
            changed = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
            change = update(events).where(events.c.number == number).values({column: literal(changed, String)})
            connection.execute(change)
        with pytest.raises(ConflictError):
            kept.verify(REFERENCE)
