from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.payments.samples import BASE, KEY, SUBJECT, Clock, begin, bins, link

from localgov_components.core import ConflictError, LocalGovError, ProviderUnavailableError
from localgov_components.money import Money
from localgov_components.payments import (
    Capability,
    GovUkPay,
    Ledger,
    PaymentDesk,
    PaymentIntent,
    PaymentRequest,
    PaymentState,
    PaySandbox,
    ProviderPayment,
)
from localgov_components.payments.resolver import NEVER_FOUND
from localgov_components.payments.sandbox import FaultKind
from localgov_components.storage import Store

DELAY = timedelta(minutes=1)


def lose(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, kind: FaultKind) -> PaymentIntent:
    sandbox.faults.plan(kind, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    return desk.for_subject(SUBJECT)[-1]


def resolve_later(desk: PaymentDesk, clock: Clock, **later: float) -> tuple[PaymentIntent, ...]:
    clock.advance(**(later or {"minutes": 6}))
    return desk.resolve(now=clock.now, settle_delay=DELAY)


@pytest.fixture
def lagging(clock: Clock) -> Iterator[PaySandbox]:
    """A sandbox whose searches show a payment five minutes late."""
    with PaySandbox(api_key=KEY, clock=clock, search_lag=timedelta(minutes=5)) as sandbox:
        yield sandbox


def test_a_payment_whose_answer_was_lost_is_adopted(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    lost = lose(desk, sandbox, clock, FaultKind.DROP_ANSWER)
    [found] = resolve_later(desk, clock)
    assert (found.id, found.state, found.current) == (lost.id, PaymentState.CREATED, True)
    assert begin(desk, clock).id == lost.id


def test_nothing_is_looked_into_before_the_delay_is_over(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    lose(desk, sandbox, clock, FaultKind.DROP_ANSWER)
    assert resolve_later(desk, clock, seconds=59) == ()


def test_what_a_lagging_search_does_not_show_yet_stays_unknown(store: Store, lagging: PaySandbox, clock: Clock) -> None:
    desk = PaymentDesk(store, GovUkPay(lagging, KEY, base_url=BASE))
    lost = lose(desk, lagging, clock, FaultKind.DROP_ANSWER)
    assert [intent.state for intent in resolve_later(desk, clock, minutes=2)] == [PaymentState.UNKNOWN]
    assert [(intent.id, intent.state) for intent in resolve_later(desk, clock)] == [(lost.id, PaymentState.CREATED)]


def test_an_attempt_that_left_no_trace_is_closed_when_its_payment_would_have_expired(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    lose(desk, sandbox, clock, FaultKind.DROP_REQUEST)
    assert [intent.state for intent in resolve_later(desk, clock, minutes=90)] == [PaymentState.UNKNOWN]
    [closed] = resolve_later(desk, clock, minutes=6)
    assert (closed.state, closed.failure, closed.current) == (PaymentState.ERROR, NEVER_FOUND, False)
    assert begin(desk, clock).state is PaymentState.CREATED


def test_with_a_strong_search_an_attempt_without_trace_is_closed_after_the_delay(
    store: Store, sandbox: PaySandbox, clock: Clock
) -> None:
    class Strong(GovUkPay):
        capabilities = frozenset({Capability.STRONG_SEARCH})

    desk = PaymentDesk(store, Strong(sandbox, KEY, base_url=BASE))
    lose(desk, sandbox, clock, FaultKind.DROP_REQUEST)
    assert [intent.failure for intent in resolve_later(desk, clock, minutes=1)] == [NEVER_FOUND]


def test_a_payment_that_gave_way_is_cancelled_when_a_lagging_search_shows_it(
    store: Store, lagging: PaySandbox, clock: Clock
) -> None:
    pay = GovUkPay(lagging, KEY, base_url=BASE)
    desk = PaymentDesk(store, pay)
    lost = lose(desk, lagging, clock, FaultKind.DROP_ANSWER)
    current = begin(desk, clock)
    resolve_later(desk, clock)
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.CANCELLED, PaymentState.CREATED]
    assert [payment.state for payment in pay.search(lost.reference)] == [PaymentState.CANCELLED]
    assert desk.get(current.id).current


def test_a_payer_who_never_came_back_is_found_to_have_paid(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    [found] = resolve_later(desk, clock)
    assert found.state is PaymentState.SUCCESS
    assert len(Ledger(store).transactions(intent.id)) == 1


def test_a_payer_who_left_is_found_to_have_let_it_expire(desk: PaymentDesk, clock: Clock) -> None:
    begin(desk, clock)
    [found] = resolve_later(desk, clock, minutes=95)
    assert (found.state, found.failure) == (PaymentState.FAILED, "P0020")


def test_what_is_settled_is_not_looked_into_again(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    sandbox.pay(link(begin(desk, clock)))
    resolve_later(desk, clock)
    assert resolve_later(desk, clock) == ()


def test_two_workers_do_not_look_into_the_same_payment(desk: PaymentDesk, clock: Clock) -> None:
    begin(desk, clock)
    assert len(resolve_later(desk, clock)) == 1
    assert desk.resolve(now=clock.now, settle_delay=DELAY) == ()
    assert len(resolve_later(desk, clock)) == 1


def test_no_more_are_taken_at_once_than_the_limit_and_the_oldest_first(desk: PaymentDesk, clock: Clock) -> None:
    for number in range(3):
        begin(desk, clock, subject=f"AMB-{number}")
        clock.advance(seconds=1)
    clock.advance(minutes=2)
    first = desk.resolve(now=clock.now, limit=2)
    second = desk.resolve(now=clock.now, limit=2)
    assert [intent.subject for intent in first + second] == ["AMB-0", "AMB-1", "AMB-2"]


def test_one_failure_does_not_keep_the_others_from_being_resolved(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    paid = []
    for number in range(3):
        intent = begin(desk, clock, subject=f"AMB-{number}")
        sandbox.pay(link(intent))
        paid.append(intent.id)
    sandbox.faults.plan(FaultKind.FAIL, on="get")
    with pytest.raises(ProviderUnavailableError):
        resolve_later(desk, clock)
    assert sorted(desk.get(intent_id).state for intent_id in paid) == ["created", "success", "success"]


class TwoPayments:
    """A provider that holds two payments of one attempt, in the states given."""

    name = "govuk-pay"
    capabilities: frozenset[Capability] = frozenset()

    def __init__(self, *states: PaymentState, amount: str = "48.00") -> None:
        self.states = dict(zip("ab", states, strict=True))
        self.amount = Money(amount)
        self.reference = ""

    def create(self, request: PaymentRequest) -> ProviderPayment:
        raise ProviderUnavailableError("no answer. Try again.", code="transport.no-answer")

    def get(self, provider_id: str) -> ProviderPayment:
        return ProviderPayment(
            provider_id=provider_id,
            reference=self.reference,
            amount=self.amount,
            state=self.states[provider_id],
            next_url=f"http://pay.example/{provider_id}",
        )

    def cancel(self, provider_id: str) -> None:
        self.states[provider_id] = PaymentState.CANCELLED

    def search(self, reference: str) -> tuple[ProviderPayment, ...]:
        self.reference = reference
        return tuple(self.get(provider_id) for provider_id in self.states)


def resolve_two(store: Store, clock: Clock, provider: TwoPayments) -> PaymentIntent:
    desk = PaymentDesk(store, provider)
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    [resolved] = resolve_later(desk, clock)
    return resolved


def test_of_two_live_payments_one_is_kept_and_one_is_cancelled(store: Store, clock: Clock) -> None:
    provider = TwoPayments(PaymentState.CREATED, PaymentState.STARTED)
    resolved = resolve_two(store, clock, provider)
    assert (resolved.state, resolved.provider_id, resolved.next_url) == (
        PaymentState.STARTED,
        "b",
        "http://pay.example/b",
    )
    assert provider.states["a"] is PaymentState.CANCELLED


def test_the_paid_one_of_two_is_kept(store: Store, clock: Clock) -> None:
    resolved = resolve_two(store, clock, TwoPayments(PaymentState.STARTED, PaymentState.SUCCESS))
    assert (resolved.state, resolved.provider_id) == (PaymentState.SUCCESS, "b")


def test_two_paid_ones_are_recorded_once_and_reported(store: Store, clock: Clock) -> None:
    with pytest.raises(LocalGovError) as error:
        resolve_two(store, clock, TwoPayments(PaymentState.SUCCESS, PaymentState.SUCCESS))
    assert error.value.code == "payments.paid-twice"
    desk = PaymentDesk(store, TwoPayments(PaymentState.SUCCESS, PaymentState.SUCCESS))
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.SUCCESS]


def test_another_amount_than_was_charged_is_not_taken_for_ours(store: Store, clock: Clock) -> None:
    provider = TwoPayments(PaymentState.SUCCESS, PaymentState.CANCELLED, amount="4.80")
    with pytest.raises(LocalGovError) as error:
        resolve_two(store, clock, provider)
    assert error.value.code == "payments.amount-differs"
    assert PaymentDesk(store, provider).for_subject(SUBJECT)[0].state is PaymentState.UNKNOWN


def test_a_provider_that_takes_back_a_failure_is_not_believed_silently(store: Store, clock: Clock) -> None:
    provider = TwoPayments(PaymentState.FAILED, PaymentState.CANCELLED)
    resolved = resolve_two(store, clock, provider)
    provider.states["a"] = PaymentState.SUCCESS
    with pytest.raises(ConflictError) as error:
        PaymentDesk(store, provider).refresh(resolved.id, now=clock.now)
    assert error.value.code == "payments.illegal-move"


def test_a_payment_shown_in_error_is_looked_at_again_for_a_while(store: Store, clock: Clock) -> None:
    provider = TwoPayments(PaymentState.ERROR, PaymentState.CANCELLED)
    desk = PaymentDesk(store, provider)
    assert resolve_two(store, clock, provider).state is PaymentState.ERROR
    provider.states["a"] = PaymentState.SUBMITTED
    assert [intent.state for intent in resolve_later(desk, clock)] == [PaymentState.ERROR]
    provider.states["a"] = PaymentState.SUCCESS
    assert [intent.state for intent in resolve_later(desk, clock)] == [PaymentState.SUCCESS]
    assert resolve_later(desk, clock) == ()


def test_an_older_answer_does_not_undo_a_newer_one(store: Store, clock: Clock) -> None:
    """Two workers ask; the one that was told `started` writes after the one that was told `success`."""
    provider = TwoPayments(PaymentState.CREATED, PaymentState.CANCELLED)
    intent = resolve_two(store, clock, provider)
    desk = PaymentDesk(store, provider)

    class Overtaken(TwoPayments):
        def get(self, provider_id: str) -> ProviderPayment:
            stale = super().get(provider_id)
            provider.states["a"] = PaymentState.SUCCESS
            desk.refresh(intent.id, now=clock.now)
            return stale

    slow = Overtaken(PaymentState.STARTED, PaymentState.CANCELLED)
    seen = PaymentDesk(store, slow).refresh(intent.id, now=clock.now)
    assert (seen.state, seen.next_url) == (PaymentState.SUCCESS, None)
    assert len(Ledger(store).transactions(intent.id)) == 1


def test_a_crash_before_the_call_leaves_an_attempt_that_is_looked_into(
    store: Store, desk: PaymentDesk, clock: Clock
) -> None:
    class Dying(TwoPayments):
        def create(self, request: PaymentRequest) -> ProviderPayment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        begin(PaymentDesk(store, Dying(PaymentState.CREATED, PaymentState.CREATED)), clock, charge=bins())
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.RECORDED]
    assert [intent.state for intent in resolve_later(desk, clock)] == [PaymentState.UNKNOWN]
