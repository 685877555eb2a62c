from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.payments.samples import (
    BASE,
    DECLINED_CARD,
    FAULTY_CARD,
    KEY,
    RETURN_URL,
    SUBJECT,
    Clock,
    begin,
    bins,
    line,
    link,
    parsed,
)

from localgov_components.core import (
    ConflictError,
    InvalidValueError,
    NotFoundError,
    NotSupportedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from localgov_components.money import Money
from localgov_components.payments import (
    Charge,
    GovUkPay,
    Ledger,
    PaymentDesk,
    PaymentIntent,
    PaymentRequest,
    PaymentState,
    PaySandbox,
    ProviderPayment,
)
from localgov_components.payments.sandbox import FaultKind
from localgov_components.storage import Store
from localgov_components.transport import FakeTransport, Request, Response


class SlowProvider:
    """A provider in whose `create` something else happens between acting and answering."""

    name = "govuk-pay"
    capabilities: frozenset[object] = frozenset()

    def __init__(self, pay: GovUkPay, meanwhile: Callable[[], object]) -> None:
        self._pay = pay
        self._meanwhile = meanwhile
        self.get, self.cancel, self.search = pay.get, pay.cancel, pay.search

    def create(self, request: PaymentRequest) -> ProviderPayment:
        payment = self._pay.create(request)
        self._meanwhile()
        return payment


def interrupt(_: Request) -> Response:
    raise KeyboardInterrupt


def live_payments(pay: GovUkPay, desk: PaymentDesk) -> list[ProviderPayment]:
    found = [payment for intent in desk.for_subject(SUBJECT) for payment in pay.search(intent.reference)]
    return [payment for payment in found if not payment.state.finished]


def test_a_begun_payment_can_be_paid_and_is_then_a_success(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    intent = begin(desk, clock)
    assert (intent.state, intent.amount, intent.current) == (PaymentState.CREATED, Money("48.00"), True)
    assert sandbox.pay(link(intent)) == RETURN_URL
    paid = desk.refresh(intent.id, now=clock.now)
    assert (paid.state, paid.finished_at, paid.next_url) == (PaymentState.SUCCESS, clock.now, None)


def test_the_intent_is_durable_before_the_provider_is_asked(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_REQUEST, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    [intent] = desk.for_subject(SUBJECT)
    assert (intent.state, intent.provider_id) == (PaymentState.UNKNOWN, None)


def test_each_attempt_has_a_reference_of_its_own_that_begins_with_the_subject(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    first = begin(desk, clock)
    sandbox.pay(link(first), card=DECLINED_CARD)
    second = begin(desk, clock)
    assert first.reference != second.reference
    assert first.reference.startswith(f"{SUBJECT}-")


@pytest.mark.parametrize(
    ("card", "state", "code"),
    [(DECLINED_CARD, PaymentState.FAILED, "P0010"), (FAULTY_CARD, PaymentState.ERROR, "P0050")],
)
def test_a_card_that_is_not_taken_ends_the_attempt_with_pays_code(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, card: str, state: PaymentState, code: str
) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent), card=card)
    ended = desk.refresh(intent.id, now=clock.now)
    assert (ended.state, ended.failure, ended.current) == (state, code, False)


def test_after_a_declined_card_a_new_attempt_can_succeed(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    sandbox.pay(link(begin(desk, clock)), card=DECLINED_CARD)
    second = begin(desk, clock)
    sandbox.pay(link(second))
    desk.refresh(second.id, now=clock.now)
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.FAILED, PaymentState.SUCCESS]


def test_beginning_again_gives_the_same_payment_with_a_fresh_link(desk: PaymentDesk, clock: Clock) -> None:
    first, second = begin(desk, clock), begin(desk, clock)
    assert first.id == second.id
    assert link(first) != link(second)


def test_a_payment_left_half_way_can_be_taken_up_again(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    sandbox.send(Request("GET", link(begin(desk, clock))))
    again = begin(desk, clock)
    assert again.state is PaymentState.STARTED
    sandbox.pay(link(again))
    assert desk.refresh(again.id, now=clock.now).state is PaymentState.SUCCESS


def test_an_expired_payment_gives_way_to_a_new_one(desk: PaymentDesk, clock: Clock) -> None:
    first = begin(desk, clock)
    clock.advance(minutes=90)
    second = begin(desk, clock)
    assert second.id != first.id
    assert desk.get(first.id).failure == "P0020"


def test_what_has_been_paid_is_not_paid_again(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    again = begin(desk, clock)
    assert (again.id, again.state, again.next_url) == (intent.id, PaymentState.SUCCESS, None)
    assert begin(desk, clock).id == intent.id
    assert len(desk.for_subject(SUBJECT)) == 1


def test_a_paid_subject_needs_no_answer_from_the_provider(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    desk.refresh(intent.id, now=clock.now)
    sandbox.faults.plan(FaultKind.DROP_REQUEST, times=10)
    assert begin(desk, clock).state is PaymentState.SUCCESS


def test_another_charge_cancels_the_live_payment_first(
    desk: PaymentDesk, pay: GovUkPay, sandbox: PaySandbox, clock: Clock
) -> None:
    first = begin(desk, clock, charge=bins(1))
    second = begin(desk, clock, charge=bins(2))
    assert (desk.get(first.id).state, second.amount) == (PaymentState.CANCELLED, Money("96.00"))
    assert len(live_payments(pay, desk)) == 1
    sandbox.pay(link(first))
    assert pay.get(str(desk.get(first.id).provider_id)).state is PaymentState.CANCELLED


def test_another_charge_after_paying_is_still_the_paid_one(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    first = begin(desk, clock, charge=bins(1))
    sandbox.pay(link(first))
    assert begin(desk, clock, charge=bins(2)).id == first.id


def test_a_lost_answer_is_found_again_and_not_asked_twice(
    desk: PaymentDesk, pay: GovUkPay, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_ANSWER, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    again = begin(desk, clock)
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.CREATED]
    assert len(live_payments(pay, desk)) == 1
    sandbox.pay(link(again))
    assert desk.refresh(again.id, now=clock.now).state is PaymentState.SUCCESS


def test_a_lost_request_is_asked_again_under_another_reference(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_REQUEST, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    again = begin(desk, clock)
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.UNKNOWN, PaymentState.CREATED]
    assert again.current
    assert not desk.for_subject(SUBJECT)[0].current


def test_a_lost_answer_of_another_charge_is_cancelled_when_found(
    desk: PaymentDesk, pay: GovUkPay, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_ANSWER, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock, charge=bins(1))
    second = begin(desk, clock, charge=bins(2))
    assert [intent.state for intent in desk.for_subject(SUBJECT)] == [PaymentState.CANCELLED, PaymentState.CREATED]
    assert [payment.amount for payment in live_payments(pay, desk)] == [second.amount]


def test_a_refusal_ends_the_attempt_and_frees_the_subject(store: Store, clock: Clock) -> None:
    desk = PaymentDesk(store, GovUkPay(FakeTransport(lambda _: Response.with_json(422, {"code": "P0102"})), KEY))
    for _ in range(2):
        with pytest.raises(ProviderRefusedError):
            begin(desk, clock)
    assert [(intent.state, intent.failure) for intent in desk.for_subject(SUBJECT)] == [
        (PaymentState.ERROR, "P0102")
    ] * 2


def test_a_request_that_cannot_be_sent_frees_the_subject_too(desk: PaymentDesk, clock: Clock) -> None:
    with pytest.raises(InvalidValueError):
        begin(desk, clock, subject="AMB|1")
    assert desk.for_subject("AMB|1")[0].failure == "govuk-pay.characters"


def test_nothing_to_pay_is_refused_before_anything_is_recorded(desk: PaymentDesk, clock: Clock) -> None:
    with pytest.raises(ValueError, match="nothing to pay"):
        begin(desk, clock, charge=Charge(lines=(line("0.00"),)))
    assert desk.for_subject(SUBJECT) == ()


def test_a_second_click_while_the_first_is_being_answered_waits_for_it(
    store: Store, pay: GovUkPay, clock: Clock
) -> None:
    """The second worker begins while the first is still asking; its pause lets the first finish."""
    outcomes: list[PaymentIntent] = []

    def second_click() -> None:
        patient = PaymentDesk(store, pay, pause=lambda _: waited.append(True))
        outcomes.append(begin(patient, clock))

    waited: list[bool] = []
    first = PaymentDesk(store, SlowProvider(pay, second_click))  # type: ignore[arg-type]
    outcomes.append(begin(first, clock))
    assert waited
    assert len({intent.id for intent in outcomes}) == 1
    assert len({intent.provider_id for intent in outcomes}) == 1


def test_a_late_answer_never_sends_the_payer_to_a_payment_that_gave_way(
    store: Store, pay: GovUkPay, clock: Clock
) -> None:
    other = PaymentDesk(store, pay, pause=lambda _: None)
    late = PaymentDesk(store, SlowProvider(pay, lambda: begin(other, clock, charge=bins(2))))  # type: ignore[arg-type]
    with pytest.raises(ProviderUnavailableError) as error:
        begin(late, clock, charge=bins(1))
    assert error.value.code == "payments.superseded"
    assert [intent.state for intent in other.for_subject(SUBJECT)] == [PaymentState.CANCELLED, PaymentState.CREATED]
    assert len(live_payments(pay, other)) == 1


def test_a_late_answer_whose_cancelling_fails_is_left_to_resolve(
    store: Store, pay: GovUkPay, sandbox: PaySandbox, clock: Clock
) -> None:
    other = PaymentDesk(store, pay, pause=lambda _: None)

    def overtake() -> None:
        sandbox.faults.plan(FaultKind.FAIL, on="search")
        with pytest.raises(ProviderUnavailableError):
            begin(other, clock, charge=bins(2))
        sandbox.faults.plan(FaultKind.FAIL, on="cancel")

    with pytest.raises(ProviderUnavailableError):
        begin(PaymentDesk(store, SlowProvider(pay, overtake)), clock)  # type: ignore[arg-type]
    begin(other, clock, charge=bins(2))
    clock.advance(minutes=2)
    other.resolve(now=clock.now)
    assert [intent.state for intent in other.for_subject(SUBJECT)] == [PaymentState.CANCELLED, PaymentState.CREATED]


def test_cancelling_makes_the_payment_unpayable(desk: PaymentDesk, pay: GovUkPay, clock: Clock) -> None:
    intent = begin(desk, clock)
    cancelled = desk.cancel(intent.id, now=clock.now)
    assert (cancelled.state, cancelled.failure) == (PaymentState.CANCELLED, "P0040")
    assert live_payments(pay, desk) == []
    assert desk.cancel(intent.id, now=clock.now) == cancelled


def test_cancelling_what_was_just_paid_reports_the_success(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    intent = begin(desk, clock)
    sandbox.pay(link(intent))
    assert desk.cancel(intent.id, now=clock.now).state is PaymentState.SUCCESS
    assert len(Ledger(store).transactions(intent.id)) == 1


def test_cancelling_an_unknown_attempt_cancels_what_is_found(
    desk: PaymentDesk, pay: GovUkPay, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_ANSWER, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    [intent] = desk.for_subject(SUBJECT)
    assert desk.cancel(intent.id, now=clock.now).state is PaymentState.CANCELLED
    assert live_payments(pay, desk) == []


def test_refreshing_an_unknown_attempt_changes_nothing(desk: PaymentDesk, sandbox: PaySandbox, clock: Clock) -> None:
    sandbox.faults.plan(FaultKind.DROP_REQUEST, on="create")
    with pytest.raises(ProviderUnavailableError):
        begin(desk, clock)
    [intent] = desk.for_subject(SUBJECT)
    assert desk.refresh(intent.id, now=clock.now) == intent


def test_an_error_that_was_a_payment_after_all_is_not_paid_twice(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock, store: Store
) -> None:
    """GOV.UK Pay shows `error` while an authorisation is in flight."""
    intent = begin(desk, clock)
    real_send = sandbox.send

    def in_flight(request: Request) -> Response:
        response = real_send(request)
        body = parsed(response)
        return Response.with_json(200, body | {"state": {"status": "error", "finished": True, "code": "P0050"}})

    sandbox.pay(link(intent))
    sandbox.send = in_flight  # type: ignore[method-assign]
    assert desk.refresh(intent.id, now=clock.now).state is PaymentState.ERROR
    sandbox.send = real_send  # type: ignore[method-assign]
    assert begin(desk, clock).id == intent.id
    assert desk.get(intent.id).state is PaymentState.SUCCESS
    assert len(Ledger(store).transactions(intent.id)) == 1


def test_a_provider_failure_while_looking_for_the_lost_one_asks_to_try_again(
    desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    sandbox.faults.plan(FaultKind.DROP_ANSWER, on="create")
    sandbox.faults.plan(FaultKind.FAIL, on="search")
    for _ in range(2):
        with pytest.raises(ProviderError):
            begin(desk, clock)
    assert begin(desk, clock).state is PaymentState.CREATED


def test_a_recorded_attempt_from_long_ago_is_not_waited_for(store: Store, pay: GovUkPay, clock: Clock) -> None:
    dying = PaymentDesk(store, GovUkPay(FakeTransport(interrupt), KEY))
    with pytest.raises(KeyboardInterrupt):
        begin(dying, clock)
    clock.advance(minutes=1)
    waits: list[float] = []
    again = begin(PaymentDesk(store, pay, pause=waits.append), clock)
    assert (again.state, waits) == (PaymentState.CREATED, [])


def test_a_recorded_attempt_of_a_moment_ago_is_waited_for_first(store: Store, pay: GovUkPay, clock: Clock) -> None:
    dying = PaymentDesk(store, GovUkPay(FakeTransport(interrupt), KEY))
    with pytest.raises(KeyboardInterrupt):
        begin(dying, clock)
    waits: list[float] = []
    assert begin(PaymentDesk(store, pay, pause=waits.append), clock).state is PaymentState.CREATED
    assert timedelta(seconds=2) < timedelta(seconds=sum(waits)) < timedelta(seconds=5)


def test_a_payment_that_others_keep_changing_is_given_up_with_a_word(
    desk: PaymentDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localgov_components.payments.register.add", lambda *_: False)
    with pytest.raises(ConflictError) as error:
        begin(desk, clock)
    assert error.value.code == "payments.contended"


def test_an_id_that_nobody_was_given_is_not_found(desk: PaymentDesk) -> None:
    with pytest.raises(NotFoundError):
        desk.get("0" * 32)


def test_a_desk_leaves_the_payments_of_another_provider_alone(
    store: Store, desk: PaymentDesk, sandbox: PaySandbox, clock: Clock
) -> None:
    class Other(GovUkPay):
        name = "other-pay"

    intent = begin(desk, clock)
    other = PaymentDesk(store, Other(sandbox, KEY, base_url=BASE))
    with pytest.raises(NotSupportedError):
        other.refresh(intent.id, now=clock.now)
    clock.advance(hours=1)
    assert other.resolve(now=clock.now) == ()


def test_links_are_not_stored(desk: PaymentDesk, clock: Clock) -> None:
    intent = begin(desk, clock)
    assert desk.get(intent.id).next_url is None
    assert desk.for_subject(SUBJECT)[0].next_url is None
