import dataclasses

import pytest
from sqlalchemy import select
from tests.payments.samples import Clock, begin

from localgov_components.core import ConflictError
from localgov_components.payments import PaymentDesk, PaymentState, register
from localgov_components.payments.tables import payment_moves
from localgov_components.storage import Store


def test_of_two_writers_that_read_the_same_row_one_is_refused(store: Store, desk: PaymentDesk, clock: Clock) -> None:
    read = desk.get(begin(desk, clock).id)
    with store.begin() as connection:
        register.move(connection, read, PaymentState.STARTED, now=clock.now)
    with pytest.raises(ConflictError) as refusal, store.begin() as connection:
        register.move(connection, read, PaymentState.SUCCESS, now=clock.now)
    assert refusal.value.code == register.STALE
    assert desk.get(read.id).state is PaymentState.STARTED


@pytest.mark.parametrize("back", [PaymentState.RECORDED, PaymentState.UNKNOWN, PaymentState.CREATED])
def test_an_illegal_move_is_refused_before_anything_is_written(
    store: Store, desk: PaymentDesk, clock: Clock, back: PaymentState
) -> None:
    read = desk.get(begin(desk, clock).id)
    with pytest.raises(ConflictError) as refusal, store.begin() as connection:
        register.move(connection, read, back, now=clock.now)
    assert refusal.value.code == "payments.illegal-move"
    assert desk.get(read.id) == read


def test_every_move_is_kept_in_order(store: Store, desk: PaymentDesk, clock: Clock) -> None:
    intent = begin(desk, clock)
    desk.cancel(intent.id, now=clock.now)
    with store.read() as connection:
        chosen = select(payment_moves.c.before, payment_moves.c.after).order_by(payment_moves.c.version)
        moves = connection.execute(chosen).all()
    assert [tuple(move) for move in moves] == [("recorded", "created"), ("created", "cancelled")]


def test_a_subject_that_is_claimed_takes_no_second_intent(store: Store, desk: PaymentDesk, clock: Clock) -> None:
    first = desk.get(begin(desk, clock).id)
    with store.begin() as connection:
        assert not register.add(connection, dataclasses.replace(first, id="other", reference="other"))
    assert len(desk.for_subject(first.subject)) == 1


def test_giving_way_frees_the_subject_and_stales_earlier_readers(store: Store, desk: PaymentDesk, clock: Clock) -> None:
    first = desk.get(begin(desk, clock).id)
    with store.begin() as connection:
        gone = register.supersede(connection, first)
        assert register.add(connection, dataclasses.replace(first, id="other", reference="other"))
    assert not gone.current
    with pytest.raises(ConflictError), store.begin() as connection:
        register.supersede(connection, first)
