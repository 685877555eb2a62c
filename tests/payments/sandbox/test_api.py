import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.payments.contract import Contract
from tests.payments.samples import BASE, DECLINED_CARD, FAULTY_CARD, KEY, RETURN_URL, Clock, parsed

from localgov_components.payments import GovUkPay, PaySandbox
from localgov_components.transport import Request, Response

BODY = {
    "amount": 4800,
    "reference": "AMB-7K2F-1",
    "description": "Garden waste bin",
    "return_url": RETURN_URL,
    "email": "resident@ambleford.example",
    "metadata": {"case": "AMB-7K2F", "bins": 1, "concession": True},
}

Ask = Callable[..., Response]


@pytest.fixture
def ask(sandbox: PaySandbox) -> Ask:
    def ask(method: str, path: str, data: object = None) -> Response:
        headers = {"authorization": f"Bearer {KEY}"}
        if data is None:
            return sandbox.send(Request(method, BASE + path, headers=headers))
        return sandbox.send(Request.with_json(method, BASE + path, data, headers=headers))

    return ask


def create(ask: Ask, **changes: object) -> dict[str, Any]:
    response = ask("POST", "/v1/payments", BODY | changes)
    assert response.status == 201
    body: dict[str, Any] = parsed(response)
    return body


def own(payment: dict[str, Any]) -> str:
    return f"/v1/payments/{payment['payment_id']}"


def test_a_created_payment_fits_the_published_contract(ask: Ask, contract: Contract) -> None:
    contract.assert_fits("CreatePaymentResult", without(create(ask), "authorisation_mode"))


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    """The document forgot this field in the answer to a new payment; GOV.UK Pay sends it."""
    return {key: value for key, value in body.items() if key != name}


@pytest.mark.parametrize(
    ("card", "state"),
    [
        (None, {"status": "created", "finished": False}),
        ("4242424242424242", {"status": "success", "finished": True}),
        (DECLINED_CARD, {"status": "failed", "finished": True, "code": "P0010", "message": "Payment method rejected"}),
        (
            FAULTY_CARD,
            {"status": "error", "finished": True, "code": "P0050", "message": "Payment provider returned an error"},
        ),
    ],
)
def test_a_payment_in_any_state_fits_the_published_contract(
    ask: Ask, sandbox: PaySandbox, contract: Contract, card: str | None, state: dict[str, object]
) -> None:
    payment = create(ask)
    if card:
        sandbox.pay(payment["_links"]["next_url"]["href"], card=card)
    body = parsed(ask("GET", own(payment)))
    contract.assert_fits("PaymentWithAllLinks", body)
    assert body["state"] == state
    assert ("next_url" in body["_links"]) == ("cancel" in body["_links"]) == (card is None)


def test_every_example_of_a_published_pact_is_created_as_it_says(ask: Ask, suites: Path) -> None:
    pacts = json.loads((suites / "payments" / "govuk_pay_pacts_visible.json").read_text(encoding="utf-8"))
    created = 0
    for pact in pacts["interactions"]:
        if pact["request"]["method"] != "POST" or "payment" not in pact["response"]["body"]:
            continue  # refunds and captures are not part of this sandbox
        asked, expected = pact["request"]["body"], pact["response"]["body"]
        body = parsed(ask("POST", "/v1/payments", asked))
        assert body["language"] == expected["payment"]["language"]
        assert body["state"] == expected["payment"]["state"]
        assert {name: body[name] for name in asked} == asked
        assert {name: type(value) for name, value in expected["payment"].items()} == {
            name: type(body[name]) for name in expected["payment"]
        }
        assert expected["_links"].keys() <= body["_links"].keys()
        created += 1
    assert created == 4


def test_only_the_last_four_digits_of_the_card_are_known_afterwards(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "sandbox.db"
    with PaySandbox(api_key=KEY, clock=clock, path=file) as sandbox:
        headers = {"authorization": f"Bearer {KEY}"}
        payment = parsed(sandbox.send(Request.with_json("POST", f"{BASE}/v1/payments", BODY, headers=headers)))
        sandbox.pay(payment["_links"]["next_url"]["href"], card="4444333322221111")
        body = parsed(sandbox.send(Request("GET", BASE + own(payment), headers=headers)))
    assert body["card_details"]["last_digits_card_number"] == "1111"
    assert b"44443333" not in file.read_bytes()
    assert ask("GET", own(payment)).status == 404


@pytest.mark.parametrize("key", [None, "Bearer", "Bearer wrong", f"Basic {KEY}", "Bearer api_live_key"])
@pytest.mark.parametrize("path", ["/v1/payments", "/v1/payments/unknown", "/v1/elsewhere"])
def test_without_the_key_nothing_is_told(sandbox: PaySandbox, key: str | None, path: str) -> None:
    headers = {} if key is None else {"authorization": key}
    assert sandbox.send(Request("GET", BASE + path, headers=headers)).status == 401


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/payments/unknown", 404, "P0200"),
        ("GET", "/v1/payments/unknown/events", 404, "P0300"),
        ("POST", "/v1/payments/unknown/cancel", 404, "P0500"),
        ("GET", "/v1/payments?page=2", 404, "P0402"),
        ("GET", "/v1/payments?display_size=501", 422, "P0401"),
        ("POST", "/v1/payments", 400, "P0920"),
        ("GET", "/v1/payments/unknown/refunds", 404, 404),
        ("DELETE", "/v1/payments", 405, 405),
    ],
)
def test_what_cannot_be_done_is_answered_with_its_code(
    ask: Ask, method: str, path: str, status: int, code: str | int
) -> None:
    response = ask(method, path)
    assert (response.status, parsed(response)["code"]) == (status, code)


def test_a_wrong_method_names_the_right_ones(ask: Ask) -> None:
    assert ask("DELETE", "/v1/payments").headers["allow"] == "GET, POST"


def test_an_error_fits_the_published_contract(ask: Ask, contract: Contract) -> None:
    contract.assert_fits("RequestError", parsed(ask("POST", "/v1/payments", BODY | {"amount": 0})))


def test_a_body_of_another_type_is_blocked(sandbox: PaySandbox) -> None:
    headers = {"authorization": f"Bearer {KEY}", "content-type": "text/plain"}
    request = Request("POST", f"{BASE}/v1/payments", headers=headers, body=json.dumps(BODY).encode())
    assert parsed(sandbox.send(request))["code"] == "P0920"


def test_cancelling_is_final_and_cannot_be_done_twice(ask: Ask) -> None:
    payment = create(ask)
    assert ask("POST", own(payment) + "/cancel").status == 204
    assert parsed(ask("GET", own(payment)))["state"]["code"] == "P0040"
    assert parsed(ask("POST", own(payment) + "/cancel"))["code"] == "P0501"


def test_a_payment_expires_after_ninety_minutes_and_no_sooner(ask: Ask, clock: Clock) -> None:
    payment = create(ask)
    clock.advance(minutes=89, seconds=59)
    assert parsed(ask("GET", own(payment)))["state"]["finished"] is False
    clock.advance(seconds=1)
    assert parsed(ask("GET", own(payment)))["state"] == {
        "status": "failed",
        "finished": True,
        "code": "P0020",
        "message": "Payment expired",
    }


def test_a_delayed_capture_waits_and_then_expires(ask: Ask, sandbox: PaySandbox, clock: Clock) -> None:
    payment = create(ask, delayed_capture=True)
    sandbox.pay(payment["_links"]["next_url"]["href"])
    clock.advance(hours=119)
    assert parsed(ask("GET", own(payment)))["state"]["status"] == "capturable"
    clock.advance(hours=1)
    assert parsed(ask("GET", own(payment)))["state"]["code"] == "P0020"


def test_events_tell_the_whole_story_in_order(ask: Ask, sandbox: PaySandbox, contract: Contract) -> None:
    payment = create(ask)
    sandbox.pay(payment["_links"]["next_url"]["href"])
    body = parsed(ask("GET", own(payment) + "/events"))
    contract.assert_fits("PaymentEvents", body)
    assert [event["state"]["status"] for event in body["events"]] == ["created", "started", "submitted", "success"]


def test_a_search_fits_the_contract_and_shows_no_link_to_pay(ask: Ask, contract: Contract) -> None:
    create(ask)
    body = parsed(ask("GET", "/v1/payments?reference=amb-7k2f-1"))
    contract.assert_fits("PaymentSearchResults", body)
    assert (body["total"], body["count"], body["page"]) == (1, 1, 1)
    assert "next_url" not in body["results"][0]["_links"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("reference=AMB-7K2F-2", ["AMB-7K2F-2"]),
        ("reference=AMB-7K2F", []),
        ("email=AMBLEFORD", ["AMB-7K2F-3", "AMB-7K2F-2", "AMB-7K2F-1"]),
        ("state=cancelled", ["AMB-7K2F-1"]),
        ("from_date=2026-03-02T09:31:00Z", ["AMB-7K2F-3", "AMB-7K2F-2"]),
        ("to_date=2026-03-02T09:31:00Z", ["AMB-7K2F-1"]),
        ("display_size=2", ["AMB-7K2F-3", "AMB-7K2F-2"]),
        ("display_size=2&page=2", ["AMB-7K2F-1"]),
    ],
)
def test_a_search_finds_what_fits_the_newest_first(ask: Ask, clock: Clock, query: str, found: list[str]) -> None:
    payments = []
    for number in (1, 2, 3):
        payments.append(create(ask, reference=f"AMB-7K2F-{number}"))
        clock.advance(minutes=1)
    ask("POST", own(payments[0]) + "/cancel")
    assert [result["reference"] for result in parsed(ask("GET", f"/v1/payments?{query}"))["results"]] == found


def test_the_links_of_a_search_lead_from_page_to_page(ask: Ask) -> None:
    for number in range(3):
        create(ask, reference=f"AMB-{number}")
    links = parsed(ask("GET", "/v1/payments?display_size=1&state=created&page=2"))["_links"]
    assert sorted(links) == ["first_page", "last_page", "next_page", "prev_page", "self"]
    following = parsed(ask("GET", links["next_page"]["href"].removeprefix(BASE)))
    assert [result["reference"] for result in following["results"]] == ["AMB-0"]
    assert "next_page" not in following["_links"]


def test_a_search_may_lag_behind_while_a_get_does_not(clock: Clock) -> None:
    sandbox = PaySandbox(api_key=KEY, clock=clock, search_lag=timedelta(seconds=30))
    pay = GovUkPay(sandbox, KEY, base_url=BASE)
    headers = {"authorization": f"Bearer {KEY}"}
    payment = parsed(sandbox.send(Request.with_json("POST", f"{BASE}/v1/payments", BODY, headers=headers)))
    assert pay.search("AMB-7K2F-1") == ()
    assert pay.get(payment["payment_id"]).reference == "AMB-7K2F-1"
    clock.advance(seconds=30)
    assert len(pay.search("AMB-7K2F-1")) == 1
