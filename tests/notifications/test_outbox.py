"""No message is lost, none is sent without its case, and one bad message holds up no other."""

import contextlib
import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from localgov_components.core import ProviderRefusedError, ProviderUnavailableError
from localgov_components.notifications import DeliveryFailure, DeliveryReport, Message, Outbox, OutboxFolder, Sent
from localgov_components.notifications.tables import outbox_messages as table
from localgov_components.storage import Store, metadata

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WORKERS = 3


def message(number: int = 1) -> Message:
    return Message(
        id=f"amb-{number}",
        reference=f"AMB-{number}",
        to="resident@example.com",
        subject="Your subscription",
        body="Diolch, tŷ bach.",
        language="cy",
    )


class Postman:
    """A provider that does as it is told for each id, and remembers whom it was asked for."""

    name = "postman"

    def __init__(self, behaviour: Callable[[Message], Sent] | None = None) -> None:
        self.asked: list[Message] = []
        self.behaviour = behaviour or (lambda message: Sent(provider_reference=f"P-{message.id}"))

    def send(self, message: Message) -> Sent:
        self.asked.append(message)
        return self.behaviour(message)


def raising(error: BaseException) -> Callable[[Message], Sent]:
    def behave(_message: Message) -> Sent:
        raise error

    return behave


UNAVAILABLE = raising(ProviderUnavailableError("it does not answer. Try again.", code="postman.ill"))
REFUSED = raising(ProviderRefusedError("no such address. Correct it.", code="postman.no-such-address"))


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)


def row(store: Store, number: int = 1) -> dict[str, object]:
    with store.read() as connection:
        return dict(connection.execute(select(table).where(table.c.id == f"amb-{number}")).mappings().one())


def test_a_message_is_delivered_as_it_was_given(outbox: Outbox, store: Store) -> None:
    postman = Postman()
    assert outbox.enqueue(message(), now=NINE)
    assert outbox.deliver(postman, now=NINE) == DeliveryReport(sent=1, failed=0, left=0, failures=())
    assert postman.asked == [message()]
    kept = row(store)
    assert (kept["state"], kept["provider"], kept["provider_reference"]) == ("sent", "postman", "P-amb-1")


def test_a_message_is_delivered_once(outbox: Outbox) -> None:
    postman = Postman()
    outbox.enqueue(message(), now=NINE)
    outbox.deliver(postman, now=NINE)
    assert outbox.deliver(postman, now=NINE + timedelta(days=1)).sent == 0
    assert len(postman.asked) == 1


def test_the_same_id_twice_is_one_message(outbox: Outbox) -> None:
    postman = Postman()
    other = message().model_copy(update={"body": "other words"})
    assert [outbox.enqueue(each, now=NINE) for each in (message(), other)] == [True, False]
    outbox.deliver(postman, now=NINE)
    assert outbox.enqueue(message(), now=NINE) is False
    assert postman.asked == [message()]


def test_a_message_of_a_transaction_that_was_rolled_back_is_not_sent(outbox: Outbox, store: Store) -> None:
    with contextlib.suppress(KeyError), store.begin() as connection:
        outbox.enqueue(message(), now=NINE, connection=connection)
        raise KeyError
    assert outbox.deliver(Postman(), now=NINE) == DeliveryReport(0, 0, 0, ())


def test_the_oldest_go_first_and_no_more_than_asked(outbox: Outbox) -> None:
    postman = Postman()
    for number in (3, 1, 2):
        outbox.enqueue(message(number), now=NINE + number * MINUTE)
    report = outbox.deliver(postman, now=NINE + 10 * MINUTE, limit=2)
    assert (report.sent, report.left) == (2, 1)
    assert [each.id for each in postman.asked] == ["amb-1", "amb-2"]


def test_a_message_whose_provider_does_not_answer_waits_and_is_tried_again(outbox: Outbox) -> None:
    outbox.enqueue(message(), now=NINE)
    report = outbox.deliver(Postman(UNAVAILABLE), now=NINE)
    failure = DeliveryFailure(id="amb-1", code="postman.ill", attempts=1, given_up=False)
    assert report == DeliveryReport(sent=0, failed=1, left=1, failures=(failure,))
    assert outbox.deliver(Postman(), now=NINE + 59 * timedelta(seconds=1)).sent == 0
    assert outbox.deliver(Postman(), now=NINE + MINUTE).sent == 1


def test_the_wait_doubles_up_to_four_hours(outbox: Outbox, store: Store) -> None:
    outbox.enqueue(message(), now=NINE)
    now, waits = NINE, []
    for _ in range(11):
        outbox.deliver(Postman(UNAVAILABLE), now=now)
        due = row(store)["due_at"]
        assert isinstance(due, datetime)
        waits.append((due - now) // MINUTE)
        now = due
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]
    assert (row(store)["attempts"], row(store)["error_code"]) == (11, "postman.ill")


def test_a_message_that_is_refused_is_given_up(outbox: Outbox, store: Store) -> None:
    outbox.enqueue(message(), now=NINE)
    report = outbox.deliver(Postman(REFUSED), now=NINE)
    assert report.failures == (DeliveryFailure("amb-1", "postman.no-such-address", 1, given_up=True),)
    assert report.left == 0
    assert outbox.deliver(Postman(), now=NINE + timedelta(days=1)).sent == 0
    assert (row(store)["state"], row(store)["error_code"]) == ("refused", "postman.no-such-address")


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (raising(ValueError("resident@example.com")), "notifications.provider-raised"),
        (lambda _message: None, "notifications.not-sent"),
    ],
    ids=["raises", "returns nothing"],
)
def test_a_provider_with_a_fault_of_its_own_is_reported_by_code_and_its_message_waits(
    outbox: Outbox, store: Store, behaviour: Callable[[Message], Sent], code: str
) -> None:
    outbox.enqueue(message(), now=NINE)
    report = outbox.deliver(Postman(behaviour), now=NINE)
    assert [(failure.code, failure.given_up) for failure in report.failures] == [(code, False)]
    assert row(store)["error_code"] == code
    assert "resident" not in repr(report)
    assert outbox.deliver(Postman(), now=NINE + MINUTE).sent == 1


def test_one_bad_message_holds_up_no_other(outbox: Outbox) -> None:
    for number in range(3):
        outbox.enqueue(message(number), now=NINE)

    def ill_for_the_first(message: Message) -> Sent:
        return UNAVAILABLE(message) if message.id == "amb-0" else Sent(provider_reference="P")

    report = outbox.deliver(Postman(ill_for_the_first), now=NINE)
    assert (report.sent, report.failed, report.left) == (2, 1, 1)


def test_a_worker_that_dies_while_sending_leaves_a_message_that_is_sent_again_later(
    outbox: Outbox, store: Store
) -> None:
    outbox.enqueue(message(), now=NINE)
    with contextlib.suppress(KeyboardInterrupt):
        outbox.deliver(Postman(raising(KeyboardInterrupt())), now=NINE)
    assert row(store)["attempts"] == 1
    assert outbox.deliver(Postman(), now=NINE + 14 * MINUTE).sent == 0
    assert outbox.deliver(Postman(), now=NINE + 15 * MINUTE).sent == 1


def test_a_worker_that_was_slow_does_not_put_off_what_another_has_taken(outbox: Outbox, store: Store) -> None:
    outbox.enqueue(message(), now=NINE)
    later = NINE + 20 * MINUTE

    def slow(message: Message) -> Sent:
        with contextlib.suppress(KeyboardInterrupt):
            outbox.deliver(Postman(raising(KeyboardInterrupt())), now=later)
        return UNAVAILABLE(message)

    outbox.deliver(Postman(slow), now=NINE)
    assert row(store)["due_at"] == later + 15 * MINUTE


def test_a_message_that_another_worker_sent_stays_sent_when_the_slow_one_fails(outbox: Outbox, store: Store) -> None:
    outbox.enqueue(message(), now=NINE)

    def slow(message: Message) -> Sent:
        outbox.deliver(Postman(), now=NINE + 20 * MINUTE)
        return REFUSED(message)

    outbox.deliver(Postman(slow), now=NINE)
    assert row(store)["state"] == "sent"


def test_reports_show_no_message(outbox: Outbox) -> None:
    outbox.enqueue(message(), now=NINE)
    assert "resident" not in repr(outbox.deliver(Postman(UNAVAILABLE), now=NINE))


@given(st.lists(st.sampled_from(["send", "ill", "refuse", "die"]), max_size=8))
@settings(max_examples=30, deadline=None)
def test_whatever_happens_a_message_ends_sent_or_refused_and_never_both(days: list[str]) -> None:
    with Store.open("sqlite://") as store:
        with store.begin() as connection:
            metadata.create_all(connection)
        outbox, sent, refused = Outbox(store), 0, 0
        outbox.enqueue(message(), now=NINE)
        for number, what in enumerate([*days, "send"]):
            behaviour = {"ill": UNAVAILABLE, "refuse": REFUSED, "die": raising(KeyboardInterrupt())}.get(what)
            with contextlib.suppress(KeyboardInterrupt):
                report = outbox.deliver(Postman(behaviour), now=NINE + timedelta(days=number))
                sent, refused = sent + report.sent, refused + sum(each.given_up for each in report.failures)
        assert sent + refused == 1


def deliver_all(where: str, folder: Path, start: Barrier) -> None:
    """What each of several workers does."""
    with Store.open(where) as store:
        start.wait(120)
        report = Outbox(store).deliver(OutboxFolder(folder), now=NINE, limit=100)
    (folder.parent / f"sent-{multiprocessing.current_process().name}").write_text(str(report.sent), "utf-8")


@pytest.mark.slow
def test_many_workers_share_one_outbox_and_send_each_message_once(outbox: Outbox, address: str, tmp_path: Path) -> None:
    numbers = range(30)
    for number in numbers:
        outbox.enqueue(message(number), now=NINE)
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(WORKERS)
    workers = [spawn.Process(target=deliver_all, args=(address, tmp_path / "box", start)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(int(path.read_text("utf-8")) for path in tmp_path.glob("sent-*")) == len(numbers)
    assert {path.stem for path in (tmp_path / "box").iterdir()} == {f"amb-{number}" for number in numbers}
