"""The contract of payment providers holds for our own, and fails what breaks it."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localgov_components.core.errors import ProviderRefusedError
from localgov_components.payments import (
    Capability,
    GovUkPay,
    PaymentProvider,
    PaymentRequest,
    PaymentState,
    PaySandbox,
    ProviderPayment,
)
from localgov_components.testing import PaymentProviderContract as Contract

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def sandbox() -> PaySandbox:
    return PaySandbox(api_key="api_test_key", clock=lambda: NOON)


class TestGovUkPay(Contract):
    def provider(self, folder: Path) -> PaymentProvider:
        del folder
        self.sandbox = sandbox()
        return GovUkPay(self.sandbox, "api_test_key", base_url="http://pay.example")

    def pay(self, provider: PaymentProvider, payment: ProviderPayment) -> None:
        del provider
        assert payment.next_url
        self.sandbox.pay(payment.next_url)


@dataclasses.dataclass
class Sound:
    """Payments kept in memory."""

    name: str = "sound"
    capabilities: frozenset[Capability] = frozenset()
    held: dict[str, ProviderPayment] = dataclasses.field(default_factory=dict)

    def create(self, request: PaymentRequest) -> ProviderPayment:
        id_ = f"p{len(self.held)}"
        self.held[id_] = ProviderPayment(
            provider_id=id_,
            reference=request.reference,
            amount=request.amount,
            state=PaymentState.CREATED,
            next_url=f"https://pay.example/{id_}",
        )
        return self.held[id_]

    def get(self, provider_id: str) -> ProviderPayment:
        if provider_id not in self.held:
            raise ProviderRefusedError("no such payment. Check the id.")
        return self.held[provider_id]

    def cancel(self, provider_id: str) -> None:
        if self.get(provider_id).state.finished:
            raise ProviderRefusedError("finished. Leave it.")
        self.end(provider_id, PaymentState.CANCELLED)

    def end(self, provider_id: str, state: PaymentState) -> None:
        self.held[provider_id] = self.held[provider_id].model_copy(update={"state": state, "next_url": None})

    def search(self, reference: str) -> tuple[ProviderPayment, ...]:
        return tuple(each for each in self.held.values() if each.reference == reference)


class SamePaymentForAll(Sound):
    def create(self, request: PaymentRequest) -> ProviderPayment:
        return next(iter(self.held.values()), None) or super().create(request)


class CancelsNothing(Sound):
    def cancel(self, provider_id: str) -> None:
        if self.get(provider_id).state.finished:
            super().cancel(provider_id)


class CancelsWhatIsPaid(Sound):
    def cancel(self, provider_id: str) -> None:
        self.end(provider_id, PaymentState.CANCELLED)


class Inventive(Sound):
    def get(self, provider_id: str) -> ProviderPayment:
        return self.held.get(provider_id) or self.create(TestGovUkPay().request())


class FindsEverything(Sound):
    def search(self, reference: str) -> tuple[ProviderPayment, ...]:
        del reference
        return tuple(self.held.values())


class KeepsThePageOpen(Sound):
    def end(self, provider_id: str, state: PaymentState) -> None:
        self.held[provider_id] = self.held[provider_id].model_copy(update={"state": state})


def contract(make: Callable[[], Sound]) -> Contract:
    class Held(Contract):
        def provider(self, folder: Path) -> PaymentProvider:
            del folder
            return make()

        def pay(self, provider: PaymentProvider, payment: ProviderPayment) -> None:
            assert isinstance(provider, Sound)
            provider.end(payment.provider_id, PaymentState.SUCCESS)

    return Held()


CHECKS = [name for name in dir(Contract) if name.startswith("test_")]


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_provider_passes(check: str, tmp_path: Path) -> None:
    getattr(contract(Sound), check)(tmp_path)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (lambda: Sound(name=""), "test_has_a_name_and_says_what_it_can_do"),
        (SamePaymentForAll, "test_two_creates_are_two_payments"),
        (CancelsNothing, "test_a_cancelled_payment_cannot_be_paid"),
        (CancelsWhatIsPaid, "test_cancelling_a_paid_payment_is_refused"),
        (Inventive, "test_a_payment_that_is_not_there_is_refused"),
        (FindsEverything, "test_search_finds_by_reference_alone"),
        (KeepsThePageOpen, "test_a_paid_payment_is_a_success_when_read_again"),
    ],
)
def test_a_broken_provider_fails(broken: Callable[[], Sound], check: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(contract(broken), check)(tmp_path)
