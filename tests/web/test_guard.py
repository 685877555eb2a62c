import asyncio
import logging

import pytest
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from tests.web.town_hall import TownHall

from localgov_components.core.errors import LocalGovError, ProviderUnavailableError
from localgov_components.services import ServiceDesk
from localgov_components.web.guard import Guard, log_failure

SECRET = "a.resident@resident.example"


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: ServiceDesk, token: str) -> None:
        raise error

    monkeypatch.setattr(ServiceDesk, "find", fail)


def test_an_unexpected_exception_is_a_page_with_a_code_that_is_in_the_log(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = hall.browser().begin()
    fail_with(ValueError(SECRET), monkeypatch)
    with caplog.at_level(logging.DEBUG):
        browser.open("postcode")
    assert (browser.response.status_code, browser.heading) == (500, "There is a problem with the service")
    incident = browser.text.rpartition(" ")[2]
    assert f"incident {incident}: ValueError (unexpected) at test_guard.py:" in caplog.text
    assert SECRET not in caplog.text + browser.response.text
    assert "Ambleford District Council" in browser.title
    assert "default-src 'none'" in browser.response.headers["content-security-policy"]


def test_two_incidents_have_two_codes() -> None:
    assert log_failure(ValueError()) != log_failure(ValueError())


def test_a_database_that_does_not_answer_is_a_page_that_says_to_try_again(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = hall.browser().begin()
    fail_with(ProviderUnavailableError("no answer. Try again.", code="storage.unavailable"), monkeypatch)
    browser.open("postcode")
    assert (browser.response.status_code, browser.heading) == (503, "The service is busy")
    assert browser.response.headers["retry-after"] == "60"
    assert "storage.unavailable" in caplog.text


@pytest.mark.parametrize("step", ["answer", "send", "pay", "returned"])
def test_a_database_that_fails_is_never_taken_for_a_payment_provider_or_an_address_service(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    browser = hall.at_check_answers()
    if step == "answer":
        browser.open("bins")
    elif step in {"pay", "returned"}:
        browser.send().open("payment")

    def fail(self: ServiceDesk, *_: object, **__: object) -> None:
        raise ProviderUnavailableError("no answer. Try again.", code="storage.unavailable")

    monkeypatch.setattr(ServiceDesk, step, fail)
    if step == "returned":
        browser.open("payment/return")
    else:
        browser.send()
    assert browser.heading == "The service is busy"


def test_a_failure_of_ours_is_logged_with_its_code(caplog: pytest.LogCaptureFixture) -> None:
    log_failure(LocalGovError("two payments. Refund one.", code="payments.paid-twice"))
    assert "LocalGovError (payments.paid-twice)" in caplog.text
    assert "Refund" not in caplog.text


def page(path: str, incident: str, is_busy: bool) -> Response:  # noqa: FBT001 - Guard passes three in order
    return PlainTextResponse(f"{path} {len(incident)} {is_busy}", 500)


def test_a_browser_that_goes_away_is_no_incident(caplog: pytest.LogCaptureFixture) -> None:
    async def gone(scope: Scope, receive: Receive, send: Send) -> None:
        raise ClientDisconnect

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(Guard(gone, problem=page)({"type": "http", "path": "/"}, receive, send))
    assert (sent, caplog.text) == ([], "")


def test_an_answer_that_has_begun_is_not_begun_again(caplog: pytest.LogCaptureFixture) -> None:
    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(SECRET)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(Guard(half, problem=page)({"type": "http", "path": "/"}, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "ValueError" in caplog.text


def test_what_is_not_http_passes() -> None:
    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    with TestClient(Guard(lifespan, problem=page)) as client:
        assert client is not None
