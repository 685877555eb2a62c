"""The desk where a payment is begun, looked up, cancelled and, after any mishap, found again.

What is asked of a provider is written down and committed first, so a crash at any instant leaves a
row that says so. A lost answer makes the intent `unknown`, never `failed`; what became of it is
found by its reference, which belongs to one attempt alone. The payer is sent to a payment only
after our row says that it is the subject's current one, and of these there is one at a time: a
payment that came into being without anybody having been sent to it cannot be paid, and is
cancelled when it is found.

>>> from datetime import UTC, datetime
>>> from localgov_components.money import Money, VatTreatment
>>> from localgov_components.payments import Charge, ChargeLine, GovUkPay, PaySandbox
>>> from localgov_components.storage import Store
>>> now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
>>> sandbox, store = PaySandbox(api_key="api_test_key", clock=lambda: now), Store.open("sqlite://")
>>> store.migrate()
>>> desk = PaymentDesk(store, GovUkPay(sandbox, "api_test_key", base_url="http://pay.example"))
>>> bin = ChargeLine(description="Garden waste bin", quantity=1, unit_price=Money("48.00"),
...                  income_code="WASTE-GARDEN", vat=VatTreatment.OUTSIDE_SCOPE)
>>> intent = desk.begin(subject="AMB-7K2F", charge=Charge(lines=(bin,)), now=now,
...                     return_url="http://ambleford.example/return")
>>> sandbox.pay(intent.next_url)
'http://ambleford.example/return'
>>> desk.refresh(intent.id, now=now).state
<PaymentState.SUCCESS: 'success'>
>>> desk.get("an id nobody was given")
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: no payment with that id. Check where the id came from.
"""

import contextlib
import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from localgov_components.core import (
    ConflictError,
    InvalidValueError,
    NotSupportedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from localgov_components.payments import register
from localgov_components.payments.charge import Charge
from localgov_components.payments.intent import PaymentIntent
from localgov_components.payments.provider import Language, PaymentProvider, PaymentRequest
from localgov_components.payments.resolver import PAYMENT_LIFE, SETTLE_DELAY, Resolver
from localgov_components.payments.state import PaymentState
from localgov_components.storage import Store

__all__ = ["PaymentDesk"]

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No vowel but E and A, and none of 0, 1, I, L, O, U: read aloud without mistake, in one letter case."""

_REFERENCE_LENGTH = 10
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_CALL_LIMIT = timedelta(seconds=30)
_ROUNDS = 8
_UNASKED = frozenset({PaymentState.RECORDED, PaymentState.UNKNOWN})


class PaymentDesk:
    """Payments of one provider, in one store.

    Keeps nothing in memory: any number may share a store.

    `pause` waits for seconds, when another worker is in the middle of beginning the same payment.
    """

    def __init__(self, store: Store, provider: PaymentProvider, *, pause: Callable[[float], None] = time.sleep) -> None:
        self._store = store
        self._provider = provider
        self._pause = pause
        self._resolver = Resolver(store, provider)

    def begin(
        self, *, subject: str, charge: Charge, return_url: str, now: datetime, language: Language = "en"
    ) -> PaymentIntent:
        """The one payment of a subject to send the payer to; or its successful one, if it has been paid.

        Called again, it gives the live payment with a fresh `next_url`, or a new attempt after one
        that failed. A live payment of another charge is cancelled first. Raises
        `ProviderUnavailableError` when no answer came (nothing can have been taken: try again) and
        `ProviderRefusedError` when the provider will not have it.
        """
        request = PaymentRequest(
            amount=charge.total,
            reference=f"{subject}-{_new_reference()}",
            description=charge.summary,
            return_url=return_url,
            language=language,
        )
        for _ in range(_ROUNDS):
            standing = self._standing(subject, now)
            if standing is None:
                intent = self._record(subject, charge, request, now)
                if intent is not None:
                    return self._ask(intent, request, now)
                continue
            usable = self._resume(standing, charge, now)
            if usable is not None:
                return usable
        raise ConflictError("others are changing this payment. Try again in a moment.", code="payments.contended")

    def refresh(self, intent_id: str, *, now: datetime) -> PaymentIntent:
        """The payment as the provider says it is now, asked directly; its success is entered in the ledger."""
        return self._resolver.refresh(self._own(intent_id), now=now)

    def cancel(self, intent_id: str, *, now: datetime) -> PaymentIntent:
        """Make a payment unpayable. One that has finished stays as it is: look at the state that comes back."""
        intent = self._own(intent_id)
        if intent.finished:
            return intent
        if intent.provider_id is None:
            return self._resolver.search(self._give_way(intent), now=now)
        with contextlib.suppress(ProviderRefusedError):  # it finished first, and `refresh` says how
            self._provider.cancel(intent.provider_id)
        return self._resolver.refresh(intent, now=now)

    def resolve(
        self, *, now: datetime, settle_delay: timedelta = SETTLE_DELAY, limit: int = 100
    ) -> tuple[PaymentIntent, ...]:
        """Find out what became of unfinished payments that are older than `settle_delay`.

        Any number of workers may run it at once: each takes rows that no other holds. Gives those
        looked at, as they now are; every one is tried before the first failure is raised.
        """
        return self._resolver.resolve(now=now, settle_delay=settle_delay, limit=limit)

    def get(self, intent_id: str) -> PaymentIntent:
        """The payment as last recorded. Raises `NotFoundError`."""
        with self._store.read() as connection:
            return register.get(connection, intent_id)

    def for_subject(self, subject: str) -> tuple[PaymentIntent, ...]:
        """Every attempt to have a subject paid, the first one first."""
        with self._store.read() as connection:
            return register.of_subject(connection, subject)

    def _own(self, intent_id: str) -> PaymentIntent:
        intent = self.get(intent_id)
        if intent.provider != self._provider.name:
            raise NotSupportedError(
                f"this payment is with {intent.provider}, not {self._provider.name}. Ask a desk with that provider.",
                code="payments.other-provider",
            )
        return intent

    def _standing(self, subject: str, now: datetime) -> PaymentIntent | None:
        """The paid attempt, else the current one; an attempt in `error` may have been paid after all."""
        attempts = list(self.for_subject(subject))
        for place, intent in enumerate(attempts):
            if intent.state is PaymentState.ERROR and now - intent.created_at < 2 * PAYMENT_LIFE:
                attempts[place] = self._resolver.refresh(intent, now=now)
        paid = [intent for intent in attempts if intent.state is PaymentState.SUCCESS]
        current = [intent for intent in attempts if intent.current and not intent.finished]
        return next(iter(paid + current), None)

    def _record(self, subject: str, charge: Charge, request: PaymentRequest, now: datetime) -> PaymentIntent | None:
        """Commit a new intent, before anything is asked; None when somebody else was first."""
        intent = PaymentIntent(
            id=secrets.token_hex(16),
            subject=subject,
            reference=request.reference,
            charge=charge,
            state=PaymentState.RECORDED,
            provider=self._provider.name,
            provider_id=None,
            failure=None,
            created_at=now,
            finished_at=None,
            version=1,
            current=True,
        )
        with self._store.begin() as connection:
            return intent if register.add(connection, intent) else None

    def _ask(self, intent: PaymentIntent, request: PaymentRequest, now: datetime) -> PaymentIntent:
        try:
            payment = self._provider.create(request)
        except (ProviderRefusedError, InvalidValueError) as error:
            self._resolver.move(intent, PaymentState.ERROR, now=now, failure=error.code)
            raise
        except ProviderError:
            self._resolver.move(intent, PaymentState.UNKNOWN, now=now)
            raise
        asked = self._resolver.learn(intent, payment, now=now)
        if asked.provider_id == payment.provider_id and asked.current:
            return asked
        with contextlib.suppress(ProviderError):  # `resolve` finds it by its reference and cancels it
            self._resolver.settle(asked, (payment,), now=now)
        raise ProviderUnavailableError(
            "another request has begun this payment meanwhile. Try again.", code="payments.superseded"
        )

    def _resume(self, intent: PaymentIntent, charge: Charge, now: datetime) -> PaymentIntent | None:
        """The standing attempt, if the payer can be sent to it; None to look again."""
        if intent.state is PaymentState.SUCCESS:
            return intent
        if intent.state is PaymentState.RECORDED:
            intent = self._wait_for(intent, now)
        if intent.state in _UNASKED:
            return self._find_or_give_way(intent, charge, now)
        intent = self._resolver.refresh(intent, now=now)
        if intent.state is PaymentState.SUCCESS:
            return intent
        if intent.finished or not intent.current:
            return None
        if intent.charge != charge:
            self.cancel(intent.id, now=now)
            return None
        return intent

    def _find_or_give_way(self, intent: PaymentIntent, charge: Charge, now: datetime) -> PaymentIntent | None:
        if intent.charge != charge:
            self._resolver.search(self._give_way(intent), now=now)
            return None
        found = self._resolver.search(intent, now=now)
        if found.state in _UNASKED:
            self._give_way(found)
        return None

    def _give_way(self, intent: PaymentIntent) -> PaymentIntent:
        """Let another attempt claim the subject; nobody was ever sent to this one's payment."""
        with self._store.begin() as connection:
            fresh = register.get(connection, intent.id)
            return register.supersede(connection, fresh) if fresh.state in _UNASKED and fresh.current else fresh

    def _wait_for(self, intent: PaymentIntent, now: datetime) -> PaymentIntent:
        """Let the worker that is asking right now finish, unless it asked so long ago that it must have died."""
        for seconds in _PATIENCE if now - intent.created_at < _CALL_LIMIT else ():
            self._pause(seconds)
            intent = self.get(intent.id)
            if intent.state is not PaymentState.RECORDED:
                break
        return intent


def _new_reference() -> str:
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(_REFERENCE_LENGTH))
