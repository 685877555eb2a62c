"""One attempt to have something paid, as our own books hold it.

>>> from datetime import UTC
>>> from localgov_components.money import VatTreatment
>>> from localgov_components.payments.charge import ChargeLine
>>> line = ChargeLine(description="Garden waste bin", quantity=1, unit_price=Money("48.00"),
...                   income_code="WASTE-GARDEN", vat=VatTreatment.OUTSIDE_SCOPE)
>>> intent = PaymentIntent(
...     id="5f0c", subject="AMB-7K2F", reference="AMB-7K2F-QX3M8P2R", charge=Charge(lines=(line,)),
...     state=PaymentState.CREATED, provider="govuk-pay", provider_id="hu20sqlact5260q2nanm0q8u93", failure=None,
...     created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), finished_at=None, version=2,
...     current=True, next_url="https://pay.example/secure/token")
>>> intent.finished, "token" in repr(intent)
(False, False)
"""

from dataclasses import dataclass, field
from datetime import datetime

from localgov_components.money import Money
from localgov_components.payments.charge import Charge
from localgov_components.payments.state import PaymentState

__all__ = ["PaymentIntent"]


@dataclass(frozen=True, slots=True)
class PaymentIntent:
    """An intent and what became of it.

    `reference` belongs to this attempt alone. `failure` is the provider's code (GOV.UK Pay's P0010,
    P0020, P0030, …), or one of ours when no payment ever began. One attempt of a subject is `current`:
    live, or paid. One that is neither current nor finished gave way to another attempt before it was
    known what became of it; it is cancelled wherever it is found.
    `next_url` is where to send the payer: it is in memory only, and None when nothing can be paid.
    """

    id: str
    subject: str
    reference: str
    charge: Charge
    state: PaymentState
    provider: str
    provider_id: str | None
    failure: str | None
    created_at: datetime
    finished_at: datetime | None
    version: int
    current: bool
    next_url: str | None = field(default=None, repr=False, compare=False)

    @property
    def finished(self) -> bool:
        """Whether the payer can do nothing more about it."""
        return self.state.finished

    @property
    def amount(self) -> Money:
        """What is to be paid."""
        return self.charge.total
