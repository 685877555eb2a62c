"""A clock that stands where it is put, and small charges, requests and forms."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from localgov_components.money import Money, VatTreatment
from localgov_components.payments import Charge, ChargeLine, PaymentDesk, PaymentIntent, PaymentRequest, PaymentState
from localgov_components.transport import Response

KEY = "api_test_0123456789"
BASE = "http://pay.example"
RETURN_URL = "http://ambleford.example/return"
SUBJECT = "AMB-7K2F"

GOOD_CARD = "4242424242424242"
DECLINED_CARD = "4000000000000002"
FAULTY_CARD = "4000000000000119"


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    now: datetime = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


def line(
    price: str = "48.00",
    *,
    quantity: int = 1,
    income_code: str = "WASTE-GARDEN",
    vat: VatTreatment = VatTreatment.OUTSIDE_SCOPE,
) -> ChargeLine:
    return ChargeLine(
        description="Garden waste bin", quantity=quantity, unit_price=Money(price), income_code=income_code, vat=vat
    )


def bins(quantity: int = 1) -> Charge:
    return Charge(lines=(line(quantity=quantity),))


def begin(desk: PaymentDesk, clock: Clock, *, subject: str = SUBJECT, charge: Charge | None = None) -> PaymentIntent:
    return desk.begin(subject=subject, charge=charge or bins(), return_url=RETURN_URL, now=clock.now)


def payment_request(**changes: object) -> PaymentRequest:
    given = {"amount": "48.00", "reference": "AMB-7K2F-1", "description": "Garden waste bin", "return_url": RETURN_URL}
    return PaymentRequest.model_validate(given | changes)


def link(intent: PaymentIntent) -> str:
    """Where the payer is sent."""
    assert intent.next_url is not None
    return intent.next_url


def sample_intent(charge: Charge, *, number: int = 0) -> PaymentIntent:
    """An intent that is in no store."""
    return PaymentIntent(
        id=f"{number:032}",
        subject=f"{SUBJECT}-{number}",
        reference=f"{SUBJECT}-{number}-1",
        charge=charge,
        state=PaymentState.CREATED,
        provider="govuk-pay",
        provider_id="hu20",
        failure=None,
        created_at=Clock().now,
        finished_at=None,
        version=2,
        current=True,
    )


def parsed(response: Response) -> Any:  # noqa: ANN401 - a test says what it expects of the JSON
    """What a response's JSON holds."""
    return json.loads(response.body)
