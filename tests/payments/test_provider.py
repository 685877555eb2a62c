import pytest
from pydantic import ValidationError
from tests.payments.samples import payment_request

from localgov_components.money import Money
from localgov_components.payments import GovUkPay, PaymentProvider, PaymentState, ProviderPayment


def test_govuk_pay_is_a_payment_provider(pay: GovUkPay) -> None:
    assert isinstance(pay, PaymentProvider)


def test_the_link_that_lets_anybody_pay_is_not_shown() -> None:
    payment = ProviderPayment(
        provider_id="p", reference="r", amount=Money("1.00"), state=PaymentState.CREATED, next_url="https://pay/token"
    )
    assert "token" not in repr(payment)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0.00"},
        {"amount": "-1.00"},
        {"reference": ""},
        {"reference": "x" * 256},
        {"return_url": "javascript:alert(1)"},
        {"return_url": "https://a.example/" + "x" * 2000},
        {"language": "fr"},
    ],
)
def test_a_request_that_no_provider_could_take_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        payment_request(**wrong)
