import pytest

from localgov_components.payments.state import MOVES, PaymentState, may_move


def test_every_state_has_its_moves_written_down() -> None:
    assert set(MOVES) == set(PaymentState)


@pytest.mark.parametrize("state", PaymentState)
def test_no_state_moves_to_itself_or_back_to_recorded(state: PaymentState) -> None:
    assert not may_move(state, state)
    assert not may_move(state, PaymentState.RECORDED)


@pytest.mark.parametrize("state", [PaymentState.FAILED, PaymentState.CANCELLED])
def test_failed_and_cancelled_are_final(state: PaymentState) -> None:
    assert MOVES[state] == frozenset()


def test_success_can_only_turn_into_error() -> None:
    assert MOVES[PaymentState.SUCCESS] == {PaymentState.ERROR}


def test_a_live_payment_never_becomes_unknown_again() -> None:
    live = [state for state in PaymentState if state not in {PaymentState.RECORDED, PaymentState.UNKNOWN}]
    assert [state for state in live if may_move(state, PaymentState.UNKNOWN)] == []


def test_every_finished_state_can_be_reached_from_unknown() -> None:
    assert {state for state in PaymentState if state.finished} <= MOVES[PaymentState.UNKNOWN]
