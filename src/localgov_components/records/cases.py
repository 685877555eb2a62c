"""Keep cases and what happens to them.

A case is opened once and its content never changes; what happens is added as events. `move` takes
the status that the caller saw (`was`), so that of two requests that both saw `awaiting-payment`
only one completes the case.

>>> from localgov_components.storage import Store
>>> from localgov_components.identifiers import CaseReference
>>> from random import Random
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> Cases(store).get(CaseReference.new("AMB", random=Random(1)))
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: there is no case with this reference. Read the reference again.
>>> store.close()
"""

from datetime import datetime
from typing import Any

from pydantic import JsonValue

from localgov_components.core.errors import ConflictError, NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.identifiers import CaseReference
from localgov_components.records.case import Case, CaseEvent, CaseStatus, NewCase
from localgov_components.records.chain import broken_chain, check_chain, foundation, link
from localgov_components.records.tables import case_events, cases
from localgov_components.storage import Store, insert_once

with needs_extra("storage"):
    from sqlalchemy import Connection, Row, insert, select, update

__all__ = ["Cases"]

_OPENED = "opened"


class Cases:
    """The cases in one store.

    Every method may join the caller's transaction by its connection.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self, case: NewCase, *, now: datetime, connection: Connection | None = None) -> Case:
        """Keep a new case, with `opened` as its first event.

        Raises `ConflictError` (`records.reference-taken`) when there is a case of that reference.
        """
        row = {name: getattr(case, name) for name in ("service", "council", "edition", "decision", "charge")}
        row |= {"reference": str(case.reference), "answers": dict(case.answers), "status": case.status.value}
        row |= {"opened_at": now, "updated_at": now, "event_count": 0, "chain_head": foundation(case)}
        with self._store.within(connection) as joined:
            if not insert_once(joined, cases, row):
                raise ConflictError(
                    "there is a case with this reference already. Draw another reference.",
                    code="records.reference-taken",
                )
            _append(joined, _row(joined, case.reference), _OPENED, case.status, None, now)
            return _case(_row(joined, case.reference))

    def get(self, reference: CaseReference, *, connection: Connection | None = None) -> Case:
        """The case of this reference; raises `NotFoundError` when there is none."""
        case = self.find(reference, connection=connection)
        if case is None:
            raise _not_found()
        return case

    def find(self, reference: CaseReference, *, connection: Connection | None = None) -> Case | None:
        """The case of this reference, or None."""
        if connection is not None:
            return _find(connection, reference)
        with self._store.read() as own:
            return _find(own, reference)

    def waiting(self, *, service: str, council: str, since: datetime) -> tuple[Case, ...]:
        """Cases of one service opened since an instant that await payment, the oldest first."""
        chosen = (
            select(cases)
            .where(cases.c.service == service, cases.c.council == council)
            .where(cases.c.status == CaseStatus.AWAITING_PAYMENT.value)
            .where(cases.c.opened_at >= since)
            .order_by(cases.c.opened_at, cases.c.reference)
        )
        with self._store.read() as own:
            return tuple(_case(row) for row in own.execute(chosen))

    def move(
        self,
        reference: CaseReference,
        status: CaseStatus,
        *,
        event: str,
        data: JsonValue = None,
        now: datetime,
        was: CaseStatus | None = None,
        connection: Connection | None = None,
    ) -> Case:
        """Add an event that leaves the case in this status, perhaps the one it is in.

        Raises `ConflictError` when the case is no longer in the status `was` (`records.case-moved`), or
        cannot go back to this one (`records.move-refused`).
        """
        with self._store.within(connection) as joined:
            row = _row(joined, reference, lock=True)
            _refuse_move(CaseStatus(row.status), status, was)
            _append(joined, row, event, status, data, now)
            return _case(_row(joined, reference))

    def events(self, reference: CaseReference, *, connection: Connection | None = None) -> tuple[CaseEvent, ...]:
        """What happened to a case, in order; raises `NotFoundError` without a case."""
        if connection is not None:
            return _events(connection, _row(connection, reference))
        with self._store.read() as own:
            return _events(own, _row(own, reference))

    def verify(self, reference: CaseReference, *, connection: Connection | None = None) -> None:
        """Raise `ConflictError` when the case or its history was tampered with.

        Its code is `records.chain-broken`, and its message names the first link that does not fit.
        """
        with self._store.within(connection) as joined:
            row = _row(joined, reference, lock=True)
            try:
                case, events = _case(row), _events(joined, row)
            except ValueError:
                raise broken_chain("a part of it cannot be read any more") from None
        check_chain(case, events, count=row.event_count)


def _refuse_move(now: CaseStatus, status: CaseStatus, was: CaseStatus | None) -> None:
    if was is not None and now is not was:
        raise ConflictError(
            f"the case is {now.value} and no longer {was.value}: another request moved it. Read it again.",
            code="records.case-moved",
        )
    if not now.may_become(status):
        raise ConflictError(
            f"a case that is {now.value} cannot become {status.value}. Open a new case instead.",
            code="records.move-refused",
        )


def _append(
    connection: Connection, row: Row[Any], event: str, status: CaseStatus, data: JsonValue, now: datetime
) -> None:
    number, previous = row.event_count + 1, row.chain_head
    linked = link(row.reference, number, event, status.value, data, now, previous)
    connection.execute(
        insert(case_events).values(
            reference=row.reference,
            number=number,
            event=event,
            status=status.value,
            data=data,
            at=now,
            previous=previous,
            hash=linked,
        )
    )
    connection.execute(
        update(cases)
        .where(cases.c.reference == row.reference)
        .values(status=status.value, updated_at=now, event_count=number, chain_head=linked)
    )


def _row(connection: Connection, reference: CaseReference, *, lock: bool = False) -> Row[Any]:
    """The case's row.

    `lock` holds it until the transaction ends; SQLite has locked the database already.
    """
    query = select(cases).where(cases.c.reference == str(reference))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise _not_found()
    return row


def _find(connection: Connection, reference: CaseReference) -> Case | None:
    row = connection.execute(select(cases).where(cases.c.reference == str(reference))).one_or_none()
    return None if row is None else _case(row)


def _events(connection: Connection, row: Row[Any]) -> tuple[CaseEvent, ...]:
    query = select(case_events).where(case_events.c.reference == row.reference).order_by(case_events.c.number)
    return tuple(_event(event) for event in connection.execute(query))


def _case(row: Row[Any]) -> Case:
    return Case(
        reference=CaseReference.parse(row.reference),
        service=row.service,
        council=row.council,
        edition=row.edition,
        answers=row.answers,
        decision=row.decision,
        charge=row.charge,
        status=CaseStatus(row.status),
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        chain_head=row.chain_head,
    )


def _event(row: Row[Any]) -> CaseEvent:
    return CaseEvent(
        reference=CaseReference.parse(row.reference),
        number=row.number,
        event=row.event,
        status=CaseStatus(row.status),
        data=row.data,
        at=row.at,
        previous=row.previous,
        hash=row.hash,
    )


def _not_found() -> NotFoundError:
    return NotFoundError("there is no case with this reference. Read the reference again.", code="records.case-unknown")
