"""The life of a sandbox payment: made, opened, paid, declined, cancelled, expired.

A payment lives 90 minutes from its making, or 120 hours once a delayed capture is authorised
(https://docs.payments.service.gov.uk/making_payments/); after that it has failed with P0020, found
out when somebody next looks.
"""

import secrets
import string
from collections.abc import Callable
from datetime import datetime, timedelta

from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.cards import CardEntry, find_card
from localgov_components.payments.sandbox.refusals import PayRefusalError, Refusal
from localgov_components.payments.sandbox.request_rules import PaymentBody
from localgov_components.payments.sandbox.state import HeldPayment, SandboxState
from localgov_components.payments.state import PaymentState

__all__ = ["PAYABLE", "Till"]

LIFE = timedelta(minutes=90)
CAPTURE_LIFE = timedelta(hours=120)

PAYABLE = frozenset({PaymentState.CREATED, PaymentState.STARTED})
"""States in which the card page can still be used."""

EXPIRED, CANCELLED_BY_USER, CANCELLED_BY_SERVICE = "P0020", "P0030", "P0040"
_ID_LETTERS = string.ascii_lowercase + string.digits
_ID_LENGTH = 26


class Till:
    """Moves payments from state to state, by the clock that it is given."""

    def __init__(self, state: SandboxState, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock

    def create(self, body: PaymentBody) -> HeldPayment:
        """Make a payment."""
        payment_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))
        payment = HeldPayment(payment_id, self._clock(), body, PaymentState.CREATED)
        self._state.add(payment)
        return payment

    def find(self, payment_id: str) -> HeldPayment | None:
        """A payment as it is now, or None."""
        payment = self._state.find(payment_id)
        return None if payment is None else self._aged(payment)

    def get(self, payment_id: str, otherwise: Refusal) -> HeldPayment:
        """A payment as it is now. Raises the refusal when there is none."""
        payment = self.find(payment_id)
        if payment is None:
            raise PayRefusalError(otherwise)
        return payment

    def newest_first(self) -> list[HeldPayment]:
        """Every payment as it is now."""
        return [self._aged(payment) for payment in self._state.newest_first()]

    def start(self, payment: HeldPayment) -> None:
        """The payer has opened the page."""
        if payment.state is PaymentState.CREATED:
            self._move(payment, PaymentState.STARTED)

    def pay(self, payment: HeldPayment, entry: CardEntry) -> None:
        """The payer has entered a test card, all of it checked."""
        card = find_card(entry.number)
        if card is None or payment.state not in PAYABLE:
            raise PayRefusalError(refusals.NOT_CANCELLABLE)
        payment.card = {
            "last_digits_card_number": entry.number[-4:],
            "cardholder_name": entry.name,
            "expiry_date": entry.expiry,
            "card_brand": card.brand,
        }
        self._move(payment, PaymentState.SUBMITTED)
        if card.failure is not None:
            declined = card.failure == "P0010"
            self._move(payment, PaymentState.FAILED if declined else PaymentState.ERROR, code=card.failure)
        elif payment.body.get("delayed_capture"):
            self._move(payment, PaymentState.CAPTURABLE)
        else:
            payment.captured_at = self._clock()
            self._move(payment, PaymentState.SUCCESS)

    def cancel_by_user(self, payment: HeldPayment) -> None:
        """The payer has pressed cancel."""
        if not payment.state.finished:
            self._move(payment, PaymentState.FAILED, code=CANCELLED_BY_USER)

    def cancel_by_service(self, payment: HeldPayment) -> None:
        """The service has cancelled. Refused when the payment has finished."""
        if payment.state.finished:
            raise PayRefusalError(refusals.NOT_CANCELLABLE)
        self._move(payment, PaymentState.CANCELLED, code=CANCELLED_BY_SERVICE)

    def _aged(self, payment: HeldPayment) -> HeldPayment:
        life = CAPTURE_LIFE if payment.state is PaymentState.CAPTURABLE else LIFE
        ends = payment.created_at + life
        if not payment.state.finished and self._clock() >= ends:
            self._move(payment, PaymentState.FAILED, code=EXPIRED, at=ends)
        return payment

    def _move(
        self, payment: HeldPayment, state: PaymentState, *, code: str | None = None, at: datetime | None = None
    ) -> None:
        payment.state, payment.code = state, code
        self._state.save(payment, moved_at=at or self._clock())
