"""Finding out what became of an attempt, and making the record say so.

The truth is what `get` says; `search` only tells which payments there are. Of the payments made by
one attempt, one is adopted and the others are cancelled; all are cancelled when the attempt has
given way to another. An attempt for which nothing is ever found is closed once a payment made by
it would have expired: nobody was ever sent to it, so nobody can have paid.
"""

import dataclasses
from datetime import datetime, timedelta

from localgov_components.core import ConflictError, LocalGovError
from localgov_components.payments import register
from localgov_components.payments.intent import PaymentIntent
from localgov_components.payments.provider import Capability, PaymentProvider, ProviderPayment
from localgov_components.payments.state import PaymentState
from localgov_components.storage import Store

__all__ = ["NEVER_FOUND", "PAYMENT_LIFE", "SETTLE_DELAY", "Resolver"]

PAYMENT_LIFE = timedelta(minutes=90)
"""How long a GOV.UK Pay payment can be paid (https://docs.payments.service.gov.uk/making_payments/)."""

SETTLE_DELAY = timedelta(minutes=1)
"""How old an unfinished payment must be before somebody else looks into it."""

NEVER_FOUND = "payments.never-found"
"""Failure of an attempt that made no payment anybody could find or pay."""

_LEASE = timedelta(minutes=5)
_BEST_FIRST = (
    PaymentState.SUCCESS,
    PaymentState.CAPTURABLE,
    PaymentState.SUBMITTED,
    PaymentState.STARTED,
    PaymentState.CREATED,
    PaymentState.ERROR,
    PaymentState.FAILED,
    PaymentState.CANCELLED,
)


class Resolver:
    """Brings intents and a provider's payments together."""

    def __init__(self, store: Store, provider: PaymentProvider) -> None:
        self._store = store
        self._provider = provider

    def refresh(self, intent: PaymentIntent, *, now: datetime) -> PaymentIntent:
        """The intent as the provider's payment now makes it; unchanged while no payment is known."""
        if intent.provider_id is None:
            return intent
        return self.learn(intent, self._provider.get(intent.provider_id), now=now)

    def search(self, intent: PaymentIntent, *, now: datetime) -> PaymentIntent:
        """Look for the payments of an attempt, and settle on one."""
        return self.settle(intent, self._provider.search(intent.reference), now=now)

    def settle(self, intent: PaymentIntent, found: tuple[ProviderPayment, ...], *, now: datetime) -> PaymentIntent:
        """Adopt one of an attempt's payments and cancel the others; unchanged when there are none.

        An attempt that has given way adopts none that could still be paid. Raises `LocalGovError`
        when two of them were paid.
        """
        if not found:
            return intent
        true = [self._provider.get(payment.provider_id) for payment in found]
        adopted, *extras = sorted(true, key=lambda payment: _BEST_FIRST.index(payment.state))
        for payment in extras if intent.current else true:
            if not payment.state.finished:
                self._provider.cancel(payment.provider_id)
        if not intent.current:
            adopted = self._provider.get(adopted.provider_id)
        settled = self.learn(intent, adopted, now=now)
        if any(payment.state is PaymentState.SUCCESS for payment in extras):
            raise LocalGovError(
                f"two payments were taken for the attempt {intent.reference}. Refund one at the provider.",
                code="payments.paid-twice",
            )
        return settled

    def resolve(self, *, now: datetime, settle_delay: timedelta, limit: int) -> tuple[PaymentIntent, ...]:
        """Find the truth of unfinished intents; every one is tried before the first failure is raised."""
        with self._store.begin() as connection:
            held = register.hold_unfinished(
                connection,
                self._provider.name,
                now=now,
                before=now - settle_delay,
                until=now + _LEASE,
                doubted_since=now - 2 * PAYMENT_LIFE,
                limit=limit,
            )
        resolved: list[PaymentIntent] = []
        failures: list[LocalGovError] = []
        for intent in held:
            try:
                resolved.append(self._resolve_one(intent, now, settle_delay))
            except LocalGovError as error:
                failures.append(error)
        if failures:
            raise failures[0]
        return tuple(resolved)

    def move(
        self,
        intent: PaymentIntent,
        after: PaymentState,
        *,
        now: datetime,
        provider_id: str | None = None,
        failure: str | None = None,
    ) -> PaymentIntent:
        """Move an intent; when it has changed since it was read, leave it and read it again."""
        try:
            with self._store.begin() as connection:
                return register.move(connection, intent, after, now=now, provider_id=provider_id, failure=failure)
        except ConflictError as error:
            if error.code != register.STALE:
                raise
        with self._store.read() as connection:
            return register.get(connection, intent.id)

    def learn(self, intent: PaymentIntent, payment: ProviderPayment, *, now: datetime) -> PaymentIntent:
        """Make the record say what the provider says, unless it has moved on since it was read."""
        if payment.amount != intent.amount:
            raise LocalGovError(
                f"the provider holds another amount than was charged for {intent.reference}. Settle it by hand.",
                code="payments.amount-differs",
            )
        in_flight = intent.state is PaymentState.ERROR and not payment.state.finished
        if payment.state is not intent.state and not in_flight:
            intent = self.move(intent, payment.state, now=now, provider_id=payment.provider_id, failure=payment.failure)
        payable = intent.current and not intent.finished and intent.provider_id == payment.provider_id
        return dataclasses.replace(intent, next_url=payment.next_url if payable else None)

    def _resolve_one(self, intent: PaymentIntent, now: datetime, settle_delay: timedelta) -> PaymentIntent:
        if intent.state is PaymentState.RECORDED:
            intent = self.move(intent, PaymentState.UNKNOWN, now=now)
        if intent.state is not PaymentState.UNKNOWN:
            return self.refresh(intent, now=now)
        intent = self.search(intent, now=now)
        strong = Capability.STRONG_SEARCH in self._provider.capabilities
        closes_at = intent.created_at + settle_delay + (timedelta(0) if strong else PAYMENT_LIFE)
        if intent.state is PaymentState.UNKNOWN and now >= closes_at:
            return self.move(intent, PaymentState.ERROR, now=now, failure=NEVER_FOUND)
        return intent
