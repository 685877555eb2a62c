import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from tests.payments.contract import Contract
from tests.payments.samples import KEY, payment_request

from localgov_components.core import InvalidValueError, ProviderRefusedError, ProviderUnavailableError
from localgov_components.money import Money
from localgov_components.payments import GovUkPay, PaymentState
from localgov_components.payments.govuk_pay import PayAccount, get_payment
from localgov_components.transport import AsyncFakeTransport, FakeTransport, Request, Response, run_async

REPLY: dict[str, Any] = {
    "payment_id": "hu20sqlact5260q2nanm0q8u93",
    "reference": "AMB-7K2F-1",
    "amount": 4800,
    "state": {"status": "created", "finished": False},
    "_links": {"next_url": {"href": "https://card.example/secure/token", "method": "GET"}},
    "a_field_of_tomorrow": {"anything": 1},
}


def answering(status: int, body: object) -> tuple[FakeTransport, GovUkPay]:
    transport = FakeTransport(lambda _: Response.with_json(status, body))
    return transport, GovUkPay(transport, KEY)


def test_what_is_sent_to_create_a_payment_fits_the_published_contract(contract: Contract) -> None:
    transport, pay = answering(201, REPLY)
    pay.create(payment_request(language="cy"))
    [request] = transport.requests
    contract.assert_fits("CreateCardPaymentRequest", json.loads(request.body))
    assert (request.method, request.path) == ("POST", "/v1/payments")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert json.loads(request.body)["amount"] == 4800


def test_a_created_payment_is_read_with_its_link() -> None:
    _, pay = answering(201, REPLY)
    payment = pay.create(payment_request())
    assert (payment.state, payment.amount, payment.next_url) == (
        PaymentState.CREATED,
        Money("48.00"),
        "https://card.example/secure/token",
    )


def test_a_failed_payment_carries_its_code_and_no_link() -> None:
    failed = REPLY | {"state": {"status": "failed", "finished": True, "code": "P0010", "message": "no"}, "_links": {}}
    payment = answering(200, failed)[1].get("hu20")
    assert (payment.state, payment.failure, payment.next_url) == (PaymentState.FAILED, "P0010", None)


def test_an_operation_can_be_driven_from_an_event_loop() -> None:
    transport = AsyncFakeTransport(lambda _: Response.with_json(200, REPLY))
    payment = asyncio.run(run_async(get_payment(PayAccount(KEY), "hu20"), transport))
    assert payment.provider_id == "hu20sqlact5260q2nanm0q8u93"


def test_an_id_cannot_lead_to_another_path() -> None:
    transport, pay = answering(200, REPLY)
    pay.get("../refunds?x=")
    assert transport.requests[0].url.endswith("/v1/payments/..%2Frefunds%3Fx%3D")


def test_every_page_of_a_search_is_read_and_other_references_are_left_out() -> None:
    def page(request: Request) -> Response:
        number = int(request.query["page"])
        results = (
            [REPLY, REPLY | {"reference": "AMB-7K2F-10"}] if number == 1 else [REPLY | {"reference": "amb-7k2f-1"}]
        )
        return Response.with_json(200, {"total": 3, "count": len(results), "page": number, "results": results})

    transport = FakeTransport(page)
    found = GovUkPay(transport, KEY).search("AMB-7K2F-1")
    assert [payment.reference for payment in found] == ["AMB-7K2F-1", "amb-7k2f-1"]
    assert len(transport.requests) == 2


def test_a_search_that_finds_nothing_asks_once() -> None:
    transport, pay = answering(200, {"total": 0, "count": 0, "page": 1, "results": []})
    assert pay.search("AMB-7K2F-1") == ()
    assert len(transport.requests) == 1


def test_characters_that_the_firewall_refuses_are_replaced_in_the_description() -> None:
    transport, pay = answering(201, REPLY)
    pay.create(payment_request(description='The "brown" bin <240 l> \\ | ' + "x" * 300))
    description = json.loads(transport.requests[0].body)["description"]
    assert description.startswith("The 'brown' bin  240 l")
    assert len(description) == 255


def test_characters_that_the_firewall_refuses_are_refused_in_a_reference() -> None:
    transport, pay = answering(201, REPLY)
    with pytest.raises(InvalidValueError) as refusal:
        pay.create(payment_request(reference="AMB|1"))
    assert refusal.value.code == "govuk-pay.characters"
    assert transport.requests == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 422])
def test_a_definite_no_carries_pays_code_and_the_field_but_not_its_sentence(status: int) -> None:
    body = {"field": "return_url", "code": "P0102", "description": "quotes http://resident.example/"}
    with pytest.raises(ProviderRefusedError, match=r"\(P0102, return_url\)") as refusal:
        answering(status, body)[1].create(payment_request())
    assert refusal.value.code == "P0102"
    assert "resident" not in str(refusal.value)


@pytest.mark.parametrize(("status", "code"), [(429, "P0900"), (500, "P0198"), (503, None), (302, None), (408, None)])
def test_no_usable_answer_leaves_the_outcome_unknown(status: int, code: str | None) -> None:
    body = {"code": code} if code else "<html>"
    with pytest.raises(ProviderUnavailableError) as error:
        answering(status, body)[1].create(payment_request())
    assert error.value.code == (code or f"govuk-pay.http-{status}")


@pytest.mark.parametrize(
    "body",
    [
        "text",
        [],
        {"payment": 1},
        REPLY | {"state": {"status": "melted"}},
        REPLY | {"amount": "48.00"},
        {name: value for name, value in REPLY.items() if name != "payment_id"},
    ],
)
def test_a_reply_outside_the_contract_leaves_the_outcome_unknown(body: object) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        answering(201, body)[1].create(payment_request())
    assert error.value.code == "govuk-pay.unreadable"


@pytest.mark.parametrize(("status", "kind"), [(502, ProviderUnavailableError), (404, ProviderRefusedError)])
def test_a_page_in_place_of_json_is_still_told_by_its_status(status: int, kind: type[Exception]) -> None:
    pay = GovUkPay(FakeTransport(lambda _: Response(status, body=b"<html>")), KEY)
    with pytest.raises(kind, match=f"http-{status}"):
        pay.get("hu20")


def test_the_key_is_shown_nowhere() -> None:
    _, pay = answering(403, {})
    with pytest.raises(ProviderRefusedError) as refusal:
        pay.cancel("hu20")
    assert KEY not in repr(pay) + repr(PayAccount(KEY)) + repr(refusal.value) + repr(vars(refusal.value))


@pytest.mark.parametrize("key", ["", "key with spaces", "key\n", "clé"])
def test_what_cannot_be_a_key_is_refused_without_being_quoted(key: str) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        PayAccount(key)
    assert refusal.value.code == "govuk-pay.key"


def test_a_live_key_goes_to_govuk_pay_and_nowhere_else() -> None:
    assert PayAccount("api_live_1").base_url == "https://publicapi.payments.service.gov.uk"
    with pytest.raises(InvalidValueError) as refusal:
        PayAccount("api_live_1", "https://pay.council.example")
    assert refusal.value.code == "govuk-pay.live-key"


def test_the_client_exchanges_what_published_pacts_say(suites: Path) -> None:
    pacts = json.loads((suites / "payments" / "govuk_pay_pacts_visible.json").read_text(encoding="utf-8"))
    exchanged = []
    for pact in pacts["interactions"]:
        path = pact["request"]["path"]
        body = pact["response"]["body"]
        if not path.startswith("/v1/payments") or "payment" not in body:
            continue  # refunds and captures are not part of this client
        transport, pay = answering(pact["response"]["status"], body)
        asked = pact["request"].get("body")
        if asked is None:
            payment = pay.get(path.rpartition("/")[2])
        else:
            request = payment_request(
                **{name: asked[name] for name in ("reference", "description", "return_url")},
                amount=Money.from_pence(asked["amount"]),
                language=asked.get("language", "en"),
            )
            payment = pay.create(request)
            assert {**asked, "language": request.language, "delayed_capture": None} == {
                **json.loads(transport.requests[0].body),
                "delayed_capture": None,
            }
        assert payment.amount.pence == body["payment"]["amount"]
        assert payment.next_url is not None
        exchanged.append(payment.state)
    assert exchanged == [*[PaymentState.CREATED] * 3, PaymentState.SUCCESS, PaymentState.CREATED]
