"""The outbox: messages are kept with the case they belong to, and delivered afterwards.

A message is claimed and its attempt counted, committed, then sent, and then the outcome is kept.
A program that dies in between leaves a claim that lapses, and the message is sent again with the
same id: at least once, never lost. Any number of workers may deliver from one database.

>>> from datetime import UTC, datetime
>>> from localgov_components.storage import Store
>>> store = Store.open("sqlite://")
>>> store.migrate()
>>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
>>> message = Message(id="amb-1", reference="AMB-1", to="resident@example.com", subject="Paid", body="Thank you.")
>>> Outbox(store).enqueue(message, now=nine), Outbox(store).enqueue(message, now=nine)
(True, False)
>>> class Postman:
...     name = "postman"
...     def send(self, message: Message) -> Sent:
...         return Sent(provider_reference="P1")
>>> Outbox(store).deliver(Postman(), now=nine)
DeliveryReport(sent=1, failed=0, left=0, failures=())
>>> store.close()
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from localgov_components.core.errors import LocalGovError, ProviderRefusedError
from localgov_components.core.libraries import needs_extra
from localgov_components.notifications.message import Message, Sent
from localgov_components.notifications.provider import NotificationProvider
from localgov_components.notifications.tables import outbox_messages as table
from localgov_components.storage import Store, insert_once

with needs_extra("storage"):
    from sqlalchemy import Connection, func, select, update

__all__ = ["DeliveryFailure", "DeliveryReport", "Outbox"]

_WAITING = "waiting"
_SENT = "sent"
_REFUSED = "refused"

_CLAIM = timedelta(minutes=15)
"""How long a message stays with the worker that took it; then another may take it."""

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=4)
_WAITS_DOUBLED = 8
"""After so many doublings the wait is past its longest anyway."""

_LIMIT = 20
"""With a provider that takes up to 45 seconds for each, so many are done before the first claim lapses."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """One message that did not go. `given_up` when it will not be tried again."""

    id: str
    code: str
    attempts: int
    given_up: bool


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one delivery did.

    `left` counts the messages that still wait, now due or later.
    """

    sent: int
    failed: int
    left: int
    failures: tuple[DeliveryFailure, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    message: Message
    attempts: int


class Outbox:
    """The messages in one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def enqueue(self, message: Message, *, now: datetime, connection: Connection | None = None) -> bool:
        """Keep a message until it is delivered; False when its id is known already.

        Give the connection of the transaction that makes the message necessary.
        """
        row = {"id": message.id, "reference": message.reference, "recipient": message.to, "subject": message.subject}
        row |= {"body": message.body, "language": message.language}
        with self._store.within(connection) as joined:
            return insert_once(
                joined, table, {**row, "state": _WAITING, "attempts": 0, "queued_at": now, "due_at": now}
            )

    def deliver(self, provider: NotificationProvider, *, now: datetime, limit: int = _LIMIT) -> DeliveryReport:
        """Send up to `limit` messages that are due, the oldest first.

        A message that the provider refuses is given up; any other failure is tried again later, after
        1 minute, 2, 4, and so on up to 4 hours. Never raises for a provider's failure: it is reported,
        and kept, by its code.
        """
        sent, failures = 0, list[DeliveryFailure]()
        for _ in range(limit):
            claim = self._claim(now)
            if claim is None:
                break
            outcome = _send(provider, claim.message)
            if isinstance(outcome, Sent):
                self._keep_sent(claim, outcome, provider.name, now)
                sent += 1
            else:
                failures.append(self._keep_failure(claim, outcome, provider.name, now))
        return DeliveryReport(sent, len(failures), self._left(), tuple(failures))

    def _claim(self, now: datetime) -> _Claim | None:
        """Take the next message that is due, counting the attempt before it is made."""
        query = select(table).where(table.c.state == _WAITING, table.c.due_at <= now)
        query = query.order_by(table.c.due_at, table.c.queued_at, table.c.id).limit(1).with_for_update(skip_locked=True)
        with self._store.begin() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            _change(connection, row.id, attempts=row.attempts + 1, due_at=now + _CLAIM)
        message = Message(
            id=row.id,
            reference=row.reference,
            to=row.recipient,
            subject=row.subject,
            body=row.body,
            language=row.language,
        )
        return _Claim(message, row.attempts + 1)

    def _keep_sent(self, claim: _Claim, sent: Sent, provider: str, now: datetime) -> None:
        with self._store.begin() as connection:
            _change(
                connection,
                claim.message.id,
                state=_SENT,
                finished_at=now,
                error_code=None,
                provider=provider,
                provider_reference=sent.provider_reference,
            )

    def _keep_failure(self, claim: _Claim, error: LocalGovError, provider: str, now: datetime) -> DeliveryFailure:
        given_up = isinstance(error, ProviderRefusedError)
        outcome: dict[str, object] = {"error_code": error.code, "provider": provider}
        if given_up:
            outcome |= {"state": _REFUSED, "finished_at": now}
        else:
            outcome |= {"due_at": now + _wait(claim.attempts)}
        with self._store.begin() as connection:
            _change(connection, claim.message.id, only_attempt=claim.attempts, **outcome)
        return DeliveryFailure(claim.message.id, error.code, claim.attempts, given_up)

    def _left(self) -> int:
        with self._store.read() as connection:
            return connection.execute(select(func.count()).where(table.c.state == _WAITING)).scalar_one()


def _send(provider: NotificationProvider, message: Message) -> Sent | LocalGovError:
    """Send, and give back a failure: one message must not hold up the others."""
    try:
        sent: object = provider.send(message)
    except LocalGovError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a provider may come from anywhere; its text may quote the message
        return LocalGovError(
            f"the provider raised {type(error).__name__}. Ask its makers.", code="notifications.provider-raised"
        )
    if not isinstance(sent, Sent):
        return LocalGovError("the provider did not return Sent. Ask its makers.", code="notifications.not-sent")
    return sent


def _change(connection: Connection, message_id: str, *, only_attempt: int | None = None, **values: object) -> None:
    """Change a message that waits; with `only_attempt`, unless it was taken since."""
    change = update(table).where(table.c.id == message_id, table.c.state == _WAITING)
    if only_attempt is not None:
        change = change.where(table.c.attempts == only_attempt)
    connection.execute(change.values(**values))


def _wait(attempts: int) -> timedelta:
    return min(_FIRST_WAIT * (1 << min(attempts - 1, _WAITS_DOUBLED)), _LONGEST_WAIT)
