import re

import pytest
from tests.payments.samples import DECLINED_CARD, GOOD_CARD, Clock

from localgov_components.payments import PaymentState
from localgov_components.payments.sandbox.cards import CardEntry
from localgov_components.payments.sandbox.refusals import PayRefusalError
from localgov_components.payments.sandbox.state import HeldPayment, SandboxState
from localgov_components.payments.sandbox.till import Till

ENTRY = {"expiry_month": "10", "expiry_year": "30", "cardholder_name": "A Resident", "cvc": "123"}


@pytest.fixture
def state() -> SandboxState:
    return SandboxState(None)


@pytest.fixture
def till(state: SandboxState, clock: Clock) -> Till:
    return Till(state, clock)


@pytest.fixture
def payment(till: Till) -> HeldPayment:
    return till.create({"amount": 4800})


def entry(number: str) -> CardEntry:
    return CardEntry.of(ENTRY | {"card_number": number})


def test_every_payment_has_an_id_like_govuk_pays(till: Till) -> None:
    ids = {till.create({"amount": 1}).payment_id for _ in range(20)}
    assert len(ids) == 20
    assert [payment_id for payment_id in ids if not re.fullmatch("[a-z0-9]{26}", payment_id)] == []


def test_opening_twice_starts_once(till: Till, state: SandboxState, payment: HeldPayment) -> None:
    till.start(payment)
    till.start(payment)
    assert [event.state for event in state.events(payment.payment_id)] == [PaymentState.CREATED, PaymentState.STARTED]


def test_what_is_paid_cannot_be_paid_again(till: Till, payment: HeldPayment) -> None:
    till.pay(payment, entry(GOOD_CARD))
    with pytest.raises(PayRefusalError):
        till.pay(payment, entry(DECLINED_CARD))
    assert payment.state is PaymentState.SUCCESS


def test_a_card_that_is_no_test_card_is_never_taken(till: Till, payment: HeldPayment) -> None:
    with pytest.raises(PayRefusalError):
        till.pay(payment, entry("4111111111111111"))
    assert payment.card is None


def test_a_payer_cannot_cancel_what_has_ended(till: Till, payment: HeldPayment) -> None:
    till.pay(payment, entry(GOOD_CARD))
    till.cancel_by_user(payment)
    assert payment.state is PaymentState.SUCCESS


def test_expiry_is_dated_when_it_happened_not_when_it_was_noticed(
    till: Till, state: SandboxState, payment: HeldPayment, clock: Clock
) -> None:
    clock.advance(days=3)
    assert till.newest_first()[0].code == "P0020"
    assert (state.events(payment.payment_id)[-1].at - payment.created_at).total_seconds() == 5400
