"""What every payment provider must do, as tests that a plugin's author inherits.

    class TestOurProvider(PaymentProviderContract):
        def provider(self, folder: Path) -> PaymentProvider:
            return OurProvider(...)

        def pay(self, provider: PaymentProvider, payment: ProviderPayment) -> None:
            ...  # do what a payer does on the provider's page

No network but loopback: give the provider a sandbox.
"""

from abc import ABC, abstractmethod
from pathlib import Path

from localgov_components.core.errors import ProviderError, ProviderRefusedError
from localgov_components.core.libraries import needs_extra
from localgov_components.money import Money
from localgov_components.payments import Capability, PaymentProvider, PaymentRequest, PaymentState, ProviderPayment
from localgov_components.testing.expectation import expect

with needs_extra("testing"):
    import pytest

__all__ = ["PaymentProviderContract"]


class PaymentProviderContract(ABC):
    """Inherit, make the provider, and do what a payer does."""

    @abstractmethod
    def provider(self, folder: Path) -> PaymentProvider:
        """A new provider; `folder` is empty and its own."""

    @abstractmethod
    def pay(self, provider: PaymentProvider, payment: ProviderPayment) -> None:
        """Pay on the provider's own page, successfully."""

    def request(self, reference: str = "CONTRACT-1") -> PaymentRequest:
        """Something to pay for."""
        return PaymentRequest(
            amount=Money("48.00"),
            reference=reference,
            description="Garden waste bin",
            return_url="https://council.example/return",
        )

    def test_has_a_name_and_says_what_it_can_do(self, tmp_path: Path) -> None:
        """The name is kept with each payment."""
        provider = self.provider(tmp_path)
        expect("it has a name", bool(provider.name))
        known = all(isinstance(each, Capability) for each in provider.capabilities)
        expect("its capabilities are Capability", known)

    def test_a_new_payment_can_be_paid_and_is_not_finished(self, tmp_path: Path) -> None:
        """Its amount and reference are those that were asked for."""
        made = self.provider(tmp_path).create(self.request())
        expect("a new payment says where to pay", bool(made.next_url))
        expect("a new payment is not finished", not made.state.finished)
        asked = (made.amount, made.reference) == (Money("48.00"), "CONTRACT-1")
        expect("amount and reference are those asked for", asked)

    def test_two_creates_are_two_payments(self, tmp_path: Path) -> None:
        """Whether a create may be repeated is for the desk to know, not for the provider to guess."""
        provider = self.provider(tmp_path)
        ids = {provider.create(self.request(reference)).provider_id for reference in ("CONTRACT-1", "CONTRACT-2")}
        expect("two creates are two payments", len(ids) == len(("CONTRACT-1", "CONTRACT-2")))

    def test_a_paid_payment_is_a_success_when_read_again(self, tmp_path: Path) -> None:
        """And there is nothing left to pay."""
        provider = self.provider(tmp_path)
        made = provider.create(self.request())
        self.pay(provider, made)
        paid = provider.get(made.provider_id)
        settled = (paid.state, paid.amount, paid.next_url) == (PaymentState.SUCCESS, Money("48.00"), None)
        expect("a paid payment is a success, of its amount, with nothing left to pay", settled)

    def test_a_cancelled_payment_cannot_be_paid(self, tmp_path: Path) -> None:
        """It is finished, and no success."""
        provider = self.provider(tmp_path)
        made = provider.create(self.request())
        provider.cancel(made.provider_id)
        after = provider.get(made.provider_id)
        expect("a cancelled payment is finished", after.state.finished)
        expect("a cancelled payment is no success", after.state is not PaymentState.SUCCESS)

    def test_cancelling_a_paid_payment_is_refused(self, tmp_path: Path) -> None:
        """And leaves it paid."""
        provider = self.provider(tmp_path)
        made = provider.create(self.request())
        self.pay(provider, made)
        with pytest.raises(ProviderRefusedError):
            provider.cancel(made.provider_id)
        still = provider.get(made.provider_id).state is PaymentState.SUCCESS
        expect("a refused cancellation leaves it paid", still)

    def test_a_payment_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """Never invented."""
        with pytest.raises(ProviderError):
            self.provider(tmp_path).get("no-such-payment")

    def test_search_finds_by_reference_alone(self, tmp_path: Path) -> None:
        """At once where the provider says so; nothing for a reference that nobody used."""
        provider = self.provider(tmp_path)
        made = provider.create(self.request())
        provider.create(self.request("CONTRACT-2"))
        found = provider.search("CONTRACT-1")
        others = {each.provider_id for each in found} - {made.provider_id}
        expect("a search finds no payment of another reference", not others)
        at_once = bool(found) or Capability.STRONG_SEARCH not in provider.capabilities
        expect("a strong search finds a payment at once", at_once)
        expect("a search for nothing finds nothing", provider.search("CONTRACT-3") == ())

    def test_where_to_pay_is_shown_nowhere(self, tmp_path: Path) -> None:
        """Whoever holds the address can pay, so it is not in a `repr`."""
        made = self.provider(tmp_path).create(self.request())
        shown = bool(made.next_url) and str(made.next_url) in repr(made)
        expect("where to pay is in no repr", not shown)
