"""What a payment provider must be able to do, and what is said to it.

A provider takes a payment on pages of its own: a card number never reaches this package. It
answers `create`, `get` and `cancel` from the truth; `search` may lag behind unless the provider
declares `Capability.STRONG_SEARCH`. No method is repeated by the caller after a lost answer: what
became of it is found out by `search`, on a reference that belongs to one attempt alone.

>>> PaymentRequest(amount=Money("48.00"), reference="AMB-7K2F-QX3M", description="Garden waste bin",
...                return_url="https://ambleford.example/return").language
'en'
>>> PaymentRequest(amount=Money("0.00"), reference="AMB-7K2F-QX3M", description="Garden waste bin",
...                return_url="https://ambleford.example/return")
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for PaymentRequest
amount
  Value error, nothing to pay. Ask for a payment only when the total is more than nothing. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from enum import StrEnum
from typing import Annotated, Literal, Protocol, runtime_checkable

from pydantic import AfterValidator, Field

from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.money import Money
from localgov_components.payments.state import PaymentState
from localgov_components.plugins import PluginKind

__all__ = ["PAYMENT_PROVIDERS", "Capability", "Language", "PaymentProvider", "PaymentRequest", "ProviderPayment"]

Language = Literal["en", "cy"]
"""Languages of the payment pages."""


class Capability(StrEnum):
    """What a provider can do beyond the methods that all of them have."""

    STRONG_SEARCH = "strong-search"
    """A payment can be found by `search` from the instant `create` has made it."""


def _some_money(amount: Money) -> Money:
    if amount.pence <= 0:
        raise InvalidValueError(
            "nothing to pay. Ask for a payment only when the total is more than nothing.", code="payment.nothing"
        )
    return amount


class PaymentRequest(Model):
    """One attempt to have something paid.

    `reference` belongs to this attempt alone. The payer sees it, and `description`, while paying.
    """

    amount: Annotated[Money, AfterValidator(_some_money)]
    reference: Annotated[str, Field(min_length=1, max_length=255)]
    description: Annotated[str, Field(min_length=1)]
    return_url: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^https?://\S+$")]
    language: Language = "en"


class ProviderPayment(Model):
    """A payment as the provider holds it now.

    `next_url` is where to send the payer; whoever has it can pay, so it is never stored or shown.
    `failure` is the provider's code for a payment that did not succeed (GOV.UK Pay's P0010, …).
    """

    provider_id: str
    reference: str
    amount: Money
    state: PaymentState
    next_url: Annotated[str | None, Sensitive("financial")] = None
    failure: str | None = None


@runtime_checkable
class PaymentProvider(Protocol):
    """Takes payments; sync in this contract version.

    Raises `ProviderRefusedError` for a definite no (nothing was done), `ProviderUnavailableError`
    when the outcome is not known, both with the provider's own code where it gave one.
    """

    @property
    def name(self) -> str:
        """Short name, kept with each payment: `govuk-pay`."""
        ...

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it can do beyond these methods."""
        ...

    def create(self, request: PaymentRequest) -> ProviderPayment:
        """Make a payment that the payer can go and pay at `next_url`."""
        ...

    def get(self, provider_id: str) -> ProviderPayment:
        """The payment as it truly is now, with a fresh `next_url` while it can be paid."""
        ...

    def cancel(self, provider_id: str) -> None:
        """Make a payment unpayable. Refused when it has finished."""
        ...

    def search(self, reference: str) -> tuple[ProviderPayment, ...]:
        """Every payment that carries a reference, in any letter case; none when there are none."""
        ...


PAYMENT_PROVIDERS: PluginKind[PaymentProvider] = PluginKind(
    name="payment_providers", protocol=PaymentProvider, contract_version=1
)
"""Payment providers as plugins."""
