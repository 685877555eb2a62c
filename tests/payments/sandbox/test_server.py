import pytest
from tests.payments.samples import BASE, KEY, Clock, payment_request

from localgov_components.core import InvalidValueError
from localgov_components.payments import GovUkPay, PaySandbox


def test_a_live_key_is_refused(clock: Clock) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        PaySandbox(api_key="api_live_0123", clock=clock)
    assert refusal.value.code == "sandbox.live-key"
    assert "0123" not in str(refusal.value)


def test_links_lead_to_where_the_api_was_called_unless_told_otherwise(clock: Clock) -> None:
    for public_url, expected in ((None, BASE), ("https://pay.ambleford.example", "https://pay.ambleford.example")):
        sandbox = PaySandbox(api_key=KEY, clock=clock, public_url=public_url)
        payment = GovUkPay(sandbox, KEY, base_url=BASE).create(payment_request())
        assert str(payment.next_url).startswith(f"{expected}/secure/")


def test_two_sandboxes_share_nothing(clock: Clock) -> None:
    first, second = (PaySandbox(api_key=KEY, clock=clock) for _ in range(2))
    GovUkPay(first, KEY, base_url=BASE).create(payment_request())
    assert GovUkPay(second, KEY, base_url=BASE).search("AMB-7K2F-1") == ()


@pytest.mark.parametrize("card", ["4111111111111111", "1"])
def test_paying_with_no_test_card_leads_nowhere(sandbox: PaySandbox, pay: GovUkPay, card: str) -> None:
    assert sandbox.pay(str(pay.create(payment_request()).next_url), card=card) == ""
