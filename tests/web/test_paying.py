from datetime import timedelta

import pytest
from pydantic import JsonValue
from starlette.testclient import TestClient
from tests.web.browser import Browser
from tests.web.town_hall import DECLINED, PAY, SITE, TownHall

from localgov_components.core.errors import ConflictError
from localgov_components.money import Money, VatTreatment
from localgov_components.payments import Charge, ChargeLine
from localgov_components.payments.sandbox.faults import FaultKind
from localgov_components.records import Cases, CaseStatus
from localgov_components.services import ServiceDesk
from localgov_components.transport import FakeTransport, Request, Response
from localgov_components.web.paths import origin_of

KEPT = "No money has been taken. Your answers are kept."


def sent(hall: TownHall, council: str = "ambleford") -> Browser:
    return hall.at_check_answers(council).send()


@pytest.mark.parametrize(
    ("council", "sentence"),
    [
        ("ambleford", "Your bins arrive within 10 working days."),
        ("brackwater", "Your bins arrive within 15 working days."),
    ],
)
def test_the_confirmation_has_reference_receipt_and_what_happens_next(
    hall: TownHall, council: str, sentence: str
) -> None:
    browser = hall.pay(sent(hall, council))
    reference = browser.page.with_class("localgov-reference")[0].text
    assert reference.startswith("AMB-" if council == "ambleford" else "BRK-")
    assert browser.summary["Date"] == "1 May 2026"
    assert browser.summary["Payment reference"].startswith(reference)
    assert "What you paid" in browser.text
    assert sentence in browser.text
    assert any(reference in message for message in hall.messages())


def test_the_confirmation_is_there_again_and_no_second_message_is_sent(hall: TownHall) -> None:
    browser = hall.pay(sent(hall))
    first = browser.text
    for page in ("confirmation", "payment/return", "payment", "confirmation"):
        assert browser.open(page).text == first
    assert hall.again(browser).open("confirmation").text == first
    assert len(hall.messages()) == 1


def test_a_declined_card_and_then_a_good_one(hall: TownHall) -> None:
    browser = hall.pay(sent(hall), card=DECLINED)
    assert (browser.response.status_code, browser.heading) == (200, "Your payment was declined")
    assert KEPT in browser.text
    assert not browser.title.startswith("Error")
    assert hall.pay(browser.send()).heading == "Subscription complete"


def test_a_payment_that_expired_is_begun_again(hall: TownHall) -> None:
    browser = sent(hall)
    hall.clock.move(timedelta(minutes=91))
    browser.open("payment/return")
    assert browser.heading == "Your payment was not finished in time"
    assert KEPT in browser.text
    assert hall.pay(browser.send()).heading == "Subscription complete"


def test_a_payment_that_was_cancelled_by_the_council_can_be_made_again(hall: TownHall) -> None:
    browser = sent(hall)
    payment_id = hall.sandbox.send(Request("GET", browser.sent_to)).headers["location"].rpartition("/")[2]
    key = {"authorization": "Bearer api_test_key"}
    hall.sandbox.send(Request("POST", f"{PAY}/v1/payments/{payment_id}/cancel", headers=key))
    browser.open("payment/return")
    assert browser.heading == "Your payment was cancelled"
    assert KEPT in browser.text
    assert browser.form.one("button").text == "Continue to payment"


def test_coming_back_without_paying_leads_to_the_same_payment(hall: TownHall) -> None:
    browser = sent(hall).open("payment")
    assert browser.heading == "You have not paid yet"
    assert KEPT in browser.text
    assert "form-action 'self' https://pay.example;" in browser.response.headers["content-security-policy"]
    assert hall.pay(browser.send()).heading == "Subscription complete"


def test_a_payer_who_closed_the_browser_finds_the_confirmation_later(hall: TownHall) -> None:
    browser = sent(hall)
    hall.sandbox.pay(browser.sent_to)
    assert browser.open("").follow("Go on with the answers").heading == "Subscription complete"
    assert len(hall.messages()) == 1


def test_a_pay_server_out_of_reach_takes_nothing_and_a_second_try_goes_on(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.transport = FakeTransport.unreachable()
    browser = hall.again(browser).open("check-answers").send()
    assert (browser.response.status_code, browser.heading) == (200, "We could not reach the payment page")
    assert KEPT in browser.text
    assert "You cannot be charged twice." in browser.text
    assert browser.send().heading == "We could not reach the payment page"
    hall.transport = None
    browser = hall.again(browser).open("payment").send()
    assert hall.pay(browser).heading == "Subscription complete"


@pytest.mark.parametrize("fault", [FaultKind.DROP_ANSWER, FaultKind.FAIL_AFTER])
def test_a_lost_answer_is_found_again_and_nothing_is_paid_twice(hall: TownHall, fault: FaultKind) -> None:
    browser = hall.at_check_answers()
    hall.sandbox.faults.plan(fault, on="create")
    browser.send()
    assert browser.heading == "We could not reach the payment page"
    assert hall.pay(browser.send()).heading == "Subscription complete"
    assert hall.desk().catch_up(now=hall.clock()) == ()


def test_a_refused_request_says_that_nobody_can_pay_now(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    hall.transport = FakeTransport(lambda request: Response.with_json(401, {}))  # noqa: ARG005
    browser = hall.again(browser).open("check-answers").send()
    assert browser.heading == "You cannot pay at the moment"
    assert KEPT in browser.text
    hall.transport = None
    assert hall.pay(hall.again(browser).open("payment").send()).heading == "Subscription complete"


def test_a_payment_that_cannot_be_seen_is_not_said_to_be_untaken(hall: TownHall) -> None:
    browser = sent(hall)
    hall.sandbox.pay(browser.sent_to)
    hall.sandbox.faults.plan(FaultKind.FAIL, on="get", times=2)
    browser.open("payment/return")
    assert browser.heading == "We cannot see your payment at the moment"
    assert "No money has been taken" not in browser.text
    assert not list(browser.page.all("form"))
    assert browser.follow("Check again").heading == "Subscription complete"


def test_a_fault_of_the_provider_is_not_said_to_have_taken_nothing(hall: TownHall) -> None:
    browser = hall.pay(sent(hall), card="4000000000000119")
    assert browser.heading == "There was a problem with your payment"
    assert "No money has been taken" not in browser.text
    hall.sandbox.faults.plan(FaultKind.DROP_REQUEST, on="create")
    browser.send()
    assert browser.heading == "There was a problem with your payment"
    assert "No money has been taken" not in browser.text
    assert hall.pay(browser.send()).heading == "Subscription complete"


def _held(hall: TownHall, status: str) -> None:
    """From now on the provider says that payments are in a state."""

    def answer(request: Request) -> Response:
        response = hall.sandbox.send(request)
        payment = response.json()
        assert isinstance(payment, dict)
        state: dict[str, JsonValue] = {"status": status, "finished": False}
        return Response.with_json(response.status, {**payment, "state": state})

    hall.transport = FakeTransport(answer)


@pytest.mark.parametrize("status", ["submitted", "capturable"])
def test_a_payment_under_way_is_not_paid_again(hall: TownHall, status: str) -> None:
    browser = sent(hall)
    _held(hall, status)
    browser = hall.again(browser).open("payment/return")
    assert browser.heading == "We are waiting for your payment to be confirmed"
    assert not list(browser.page.all("form"))
    assert "No money has been taken" not in browser.text
    token = hall.again(browser).open("").filled()
    assert browser.post(token, "/ambleford/garden-waste/payment").heading.startswith("We are waiting")


def test_an_application_that_was_withdrawn_is_not_paid_for(hall: TownHall) -> None:
    browser = sent(hall).open("payment")
    button = browser.filled()
    reference = next(
        iter(
            Cases(hall.store).waiting(
                service="garden-waste", council="ambleford", since=hall.clock() - timedelta(days=1)
            )
        )
    ).reference
    Cases(hall.store).move(reference, CaseStatus.WITHDRAWN, event="withdrawn", now=hall.clock())
    assert browser.open("payment").heading == "This application was withdrawn"
    assert browser.post(button, "/ambleford/garden-waste/payment").heading == "This application was withdrawn"
    assert browser.follow("Go to the start").heading == "Subscribe to garden waste collections"


def test_a_payment_begun_too_often_at_once_leads_to_its_page(hall: TownHall, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = sent(hall).open("payment")

    def contended(self: ServiceDesk, *_: object, **__: object) -> None:
        raise ConflictError("others are changing this payment. Try again.", code="payments.contended")

    monkeypatch.setattr(ServiceDesk, "pay", contended)
    assert browser.send().heading == "You have not paid yet"


@pytest.mark.parametrize("page", ["payment", "payment/return", "confirmation"])
def test_another_browser_is_told_that_nothing_is_lost(hall: TownHall, page: str) -> None:
    browser = hall.browser().open(page)
    assert (browser.response.status_code, browser.heading) == (410, "Your session has ended")
    assert "your payment is safe" in browser.text


@pytest.mark.parametrize("page", ["payment", "check-answers"])
def test_paying_without_a_draft_says_that_it_is_over(hall: TownHall, page: str) -> None:
    browser = hall.browser().open("")
    assert browser.post(browser.filled(), f"/ambleford/garden-waste/{page}").response.status_code == 410


def test_paying_before_sending_leads_to_the_question(hall: TownHall) -> None:
    browser = hall.browser().begin()
    assert browser.post(browser.filled(), "/ambleford/garden-waste/payment").path.endswith("/postcode")


def test_a_payment_page_elsewhere_than_was_said_is_never_gone_to(
    hall: TownHall, caplog: pytest.LogCaptureFixture
) -> None:
    browser = hall.at_check_answers()
    client = TestClient(hall.application(pay_origin="https://other.example"), base_url=SITE, follow_redirects=False)
    client.cookies = browser.client.cookies
    elsewhere = Browser(client, browser.base).open("check-answers").send()
    assert (elsewhere.response.status_code, elsewhere.sent_to) == (500, "")
    assert "web.pay-origin" in caplog.text


def test_an_origin_has_no_path_and_nobody_in_it() -> None:
    assert origin_of("HTTPS://somebody:secret@Pay.example:8443/secure/token") == "https://pay.example:8443"


def test_nothing_to_pay_completes_at_once_with_a_receipt_of_nothing_paid(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ChargeLine(
        description="Free bin",
        quantity=1,
        unit_price=Money("0.00"),
        income_code="WASTE",
        vat=VatTreatment.OUTSIDE_SCOPE,
    )
    monkeypatch.setattr(ServiceDesk, "charge", lambda *_: Charge(lines=(line,)))
    browser = hall.at_check_answers()
    assert browser.form.one("button").text == "Accept and pay"
    browser.send()
    assert browser.heading == "Subscription complete"
    assert list(browser.summary) == ["Service"]
    assert len(hall.messages()) == 1
