import re

import pytest
from tests.payments.samples import BASE, DECLINED_CARD, GOOD_CARD, KEY, RETURN_URL, Clock, parsed, payment_request
from tests.payments.sandbox.browser import Browser

from localgov_components.payments import GovUkPay, PaymentState, PaySandbox, ProviderPayment
from localgov_components.payments.sandbox import SANDBOX_CARDS
from localgov_components.transport import Request

CARD = {
    "card_number": GOOD_CARD,
    "expiry_month": "10",
    "expiry_year": "30",
    "cardholder_name": "A Resident",
    "cvc": "123",
}


@pytest.fixture
def payment(pay: GovUkPay) -> ProviderPayment:
    return pay.create(payment_request(description="Garden waste & compost"))


@pytest.fixture
def browser(sandbox: PaySandbox, payment: ProviderPayment) -> Browser:
    """A browser at the card page."""
    browser = Browser(sandbox.send)
    browser.open(str(payment.next_url))
    return browser


def form_path(payment: ProviderPayment) -> str:
    return f"/card_details/{payment.provider_id}"


def state(pay: GovUkPay, payment: ProviderPayment) -> tuple[PaymentState, str | None]:
    now = pay.get(payment.provider_id)
    return now.state, now.failure


def test_the_page_says_that_no_money_moves_and_what_is_paid(browser: Browser) -> None:
    assert browser.response.status == 200
    assert "Test payments</strong> – no money moves" in browser.text
    assert "<h1>Enter card details</h1>" in browser.text
    assert "Garden waste &amp; compost" in browser.text
    assert "Pay £48.00" in browser.text


def test_every_test_card_is_listed(browser: Browser) -> None:
    assert [card.number for card in SANDBOX_CARDS if card.number not in browser.text] == []


def test_the_opened_page_means_the_payment_has_started(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    assert browser.response.status == 200
    assert state(pay, payment) == (PaymentState.STARTED, None)


def test_a_good_card_pays_and_leads_back_to_the_service(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    browser.submit(form_path(payment), **CARD)
    assert (browser.response.status, browser.location) == (303, RETURN_URL)
    assert state(pay, payment) == (PaymentState.SUCCESS, None)


def test_a_declined_card_leads_back_to_the_service_too(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    browser.submit(form_path(payment), **(CARD | {"card_number": DECLINED_CARD}))
    assert browser.location == RETURN_URL
    assert state(pay, payment) == (PaymentState.FAILED, "P0010")


def test_cancelling_leads_back_to_the_service(browser: Browser, pay: GovUkPay, payment: ProviderPayment) -> None:
    browser.submit(form_path(payment) + "/cancel")
    assert browser.location == RETURN_URL
    assert state(pay, payment) == (PaymentState.FAILED, "P0030")


def test_mistakes_are_shown_in_a_summary_and_at_each_field(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    browser.submit(form_path(payment), **(CARD | {"card_number": "4242424242424241", "expiry_year": "20"}))
    assert browser.response.status == 422
    assert "<title>Error: Enter card details" in browser.text
    assert '<a href="#card_number">Card number is not correct. Check each digit</a>' in browser.text
    assert 'id="expiry_month-error"' in browser.text
    assert 'aria-describedby="card_number-hint card_number-error"' in browser.text
    assert state(pay, payment)[0] is PaymentState.STARTED


def test_after_a_mistake_all_but_number_and_security_code_are_still_there(
    browser: Browser, payment: ProviderPayment
) -> None:
    browser.submit(form_path(payment), **(CARD | {"card_number": "4242424242424241", "cvc": "987"}))
    assert 'value="A Resident"' in browser.text
    assert "4242424242424241" not in browser.text
    assert "987" not in browser.text


def test_a_mistake_can_be_put_right(browser: Browser, pay: GovUkPay, payment: ProviderPayment) -> None:
    browser.submit(form_path(payment))
    browser.submit(form_path(payment), **CARD)
    assert state(pay, payment)[0] is PaymentState.SUCCESS


def test_what_is_typed_cannot_become_markup(browser: Browser, payment: ProviderPayment) -> None:
    browser.submit(form_path(payment), cardholder_name='"><script>alert(1)</script>')
    assert "<script" not in browser.text


def test_a_link_opens_its_page_once(sandbox: PaySandbox, payment: ProviderPayment, browser: Browser) -> None:
    assert browser.response.status == 200
    second = Browser(sandbox.send)
    second.open(str(payment.next_url))
    assert second.response.status == 410
    assert "choose to pay again" in second.text


def test_a_fresh_link_takes_the_payment_up_again(
    sandbox: PaySandbox, pay: GovUkPay, payment: ProviderPayment, browser: Browser
) -> None:
    assert browser.response.status == 200
    second = Browser(sandbox.send)
    second.open(str(pay.get(payment.provider_id).next_url))
    second.submit(form_path(payment), **CARD)
    assert second.location == RETURN_URL


def test_the_link_can_be_posted_as_well(sandbox: PaySandbox, payment: ProviderPayment) -> None:
    browser = Browser(sandbox.send)
    browser.submit(f"{BASE}/secure", chargeTokenId=str(payment.next_url).rpartition("/")[2])
    assert "Enter card details" in browser.text


def test_without_the_session_of_the_link_nothing_can_be_done(
    sandbox: PaySandbox, pay: GovUkPay, payment: ProviderPayment, browser: Browser
) -> None:
    assert browser.response.status == 200
    stranger = Browser(sandbox.send)
    for action in ("", "/cancel"):
        stranger.submit(BASE + form_path(payment) + action, **CARD)
        assert stranger.response.status == 403
    assert state(pay, payment)[0] is PaymentState.STARTED


def test_a_form_from_elsewhere_or_from_a_stale_tab_does_nothing(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    stale = re.findall(r'name="form_token" value="([^"]+)"', browser.text)[0]
    browser.open(BASE + form_path(payment))
    browser.submit(form_path(payment), **(CARD | {"form_token": stale}))
    assert (browser.response.status, "out of date" in browser.text) == (422, True)
    browser.submit(form_path(payment) + "/cancel", form_token=stale)
    assert state(pay, payment)[0] is PaymentState.STARTED


def test_a_second_click_leads_back_without_paying_again(
    browser: Browser, pay: GovUkPay, payment: ProviderPayment
) -> None:
    browser.submit(form_path(payment), **CARD)
    browser.submit(form_path(payment), **(CARD | {"card_number": DECLINED_CARD}))
    assert browser.location == RETURN_URL
    assert state(pay, payment)[0] is PaymentState.SUCCESS


def test_a_page_of_a_payment_that_has_ended_offers_the_way_back(browser: Browser, payment: ProviderPayment) -> None:
    browser.submit(form_path(payment), **CARD)
    browser.open(BASE + form_path(payment))
    assert "This payment has ended" in browser.text
    assert f'<a href="{RETURN_URL}">' in browser.text


def test_an_expired_page_takes_no_card(browser: Browser, pay: GovUkPay, payment: ProviderPayment, clock: Clock) -> None:
    clock.advance(minutes=90)
    browser.submit(form_path(payment), **CARD)
    assert state(pay, payment) == (PaymentState.FAILED, "P0020")


def test_a_name_that_was_given_in_advance_is_filled_in(sandbox: PaySandbox) -> None:
    body = payment_request().model_dump(mode="json") | {
        "amount": 4800,
        "prefilled_cardholder_details": {"cardholder_name": "A Resident"},
    }
    headers = {"authorization": f"Bearer {KEY}"}
    created = parsed(sandbox.send(Request.with_json("POST", f"{BASE}/v1/payments", body, headers=headers)))
    browser = Browser(sandbox.send)
    browser.open(created["_links"]["next_url"]["href"])
    assert 'value="A Resident"' in browser.text


def test_the_policy_allows_nothing_but_the_page_its_style_and_the_way_back(browser: Browser) -> None:
    assert browser.response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; form-action 'self' http://ambleford.example; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    assert browser.response.headers["cache-control"] == "no-store"
    assert browser.response.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in browser.text
    assert "style=" not in browser.text


def test_the_stylesheet_is_served(sandbox: PaySandbox) -> None:
    response = sandbox.send(Request("GET", f"{BASE}/assets/sandbox.css"))
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert b":focus-visible" in response.body


@pytest.mark.parametrize("path", ["/", "/assets/other.css", "/card_details/unknown", "/secure/", "/secure/unknown"])
def test_other_addresses_have_a_page_that_says_what_to_do(sandbox: PaySandbox, path: str) -> None:
    response = sandbox.send(Request("GET", BASE + path))
    assert response.status in {403, 404, 410}
    assert "<h1>" in response.body.decode()


def test_cookies_of_other_sites_on_the_same_host_do_no_harm(sandbox: PaySandbox, payment: ProviderPayment) -> None:
    opened = sandbox.send(Request("GET", str(payment.next_url)))
    session = opened.headers["set-cookie"].partition(";")[0]
    request = Request("GET", BASE + form_path(payment), headers={"cookie": f'a,b=1; "; =; {session}; c'})
    assert sandbox.send(request).status == 200


@pytest.mark.parametrize("cookie", ['"', "a=b; =", "\\"])
def test_a_cookie_that_cannot_be_read_is_no_session(sandbox: PaySandbox, payment: ProviderPayment, cookie: str) -> None:
    request = Request("GET", BASE + form_path(payment), headers={"cookie": cookie})
    assert sandbox.send(request).status == 403
