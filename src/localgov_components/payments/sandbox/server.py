"""A local stand-in for GOV.UK Pay: same API, hosted card page, no money.

GOV.UK Pay asks services to test against a stub of their own, not against its test accounts
(https://docs.payments.service.gov.uk/testing_govuk_pay/). This is one that keeps state, follows
the clock it is given, and can lose answers on request. It is a `Transport` itself, for tests in
one process, and an ASGI application, for everything else.

>>> from datetime import UTC, datetime
>>> from localgov_components.money import Money
>>> from localgov_components.payments import GovUkPay, PaymentRequest
>>> sandbox = PaySandbox(api_key="api_test_key", clock=lambda: datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
>>> pay = GovUkPay(sandbox, "api_test_key", base_url="http://pay.example")
>>> payment = pay.create(PaymentRequest(amount=Money("48.00"), reference="AMB-7K2F", description="Garden waste bin",
...                                     return_url="http://ambleford.example/return"))
>>> sandbox.pay(payment.next_url, card="4242 4242 4242 4242")
'http://ambleford.example/return'
>>> pay.get(payment.provider_id).state
<PaymentState.SUCCESS: 'success'>
>>> PaySandbox(api_key="api_live_key", clock=lambda: datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a live GOV.UK Pay key has no place in a sandbox. Give any other key.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hmac import compare_digest
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

from localgov_components.core import InvalidValueError, ProviderUnavailableError
from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.api import PayApi, operation_of
from localgov_components.payments.sandbox.faults import FaultKind, Faults
from localgov_components.payments.sandbox.pages import CardPages
from localgov_components.payments.sandbox.state import SandboxState
from localgov_components.payments.sandbox.till import Till
from localgov_components.transport import Request, Response

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["PaySandbox"]

LIVE_KEY = "api_live_"

_ANSWERED_FIRST = {
    FaultKind.FAIL: refusals.DOWNSTREAM,
    FaultKind.TOO_MANY: refusals.TOO_MANY,
}


class PaySandbox:
    """GOV.UK Pay without the money; `faults` lets a test break it.

    `path` keeps the state in a file that survives a restart; without one it lives as long as the
    object. `public_url` is where browsers reach it, if not where the API is called. With a
    `search_lag`, a new payment appears in searches only after that time, as it does at GOV.UK Pay.
    """

    def __init__(
        self,
        *,
        api_key: str,
        clock: Callable[[], datetime],
        path: Path | None = None,
        public_url: str | None = None,
        search_lag: timedelta = timedelta(0),
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        if api_key.startswith(LIVE_KEY):
            raise InvalidValueError(
                "a live GOV.UK Pay key has no place in a sandbox. Give any other key.", code="sandbox.live-key"
            )
        self.faults = Faults()
        self._api_key = api_key
        self._public_url = public_url
        self._pause = pause
        self._state = SandboxState(path)
        till = Till(self._state, clock)
        self._api = PayApi(self._state, till, clock, search_lag)
        self._pages = CardPages(self._state, till, clock)

    def send(self, request: Request) -> Response:
        """Answer a request of the API or of a browser, unless a fault befalls it.

        Raises `ProviderUnavailableError` when the answer, or the request, is lost on the way.
        """
        operation = operation_of(request)
        fault = None if operation is None else self.faults.take(operation)
        if fault is FaultKind.DROP_REQUEST:
            raise _lost()
        if fault in _ANSWERED_FIRST:
            refusal = _ANSWERED_FIRST[fault]
            return Response.with_json(refusal.status, refusal.body())
        if fault is FaultKind.DELAY:
            self._pause(self.faults.delay)
        with self._state.changing():
            response = self._answer(request)
        if fault is FaultKind.DROP_ANSWER:
            raise _lost()
        if fault is FaultKind.FAIL_AFTER:
            return Response.with_json(500, refusals.DOWNSTREAM.body())
        return response

    def pay(self, next_url: str, *, card: str = "4242424242424242") -> str:
        """Do what a payer does on the card page; gives the address that the browser is sent to."""
        opened = self.send(Request("GET", next_url))
        place = _joined(next_url, opened.headers.get("location", ""))
        cookie = opened.headers.get("set-cookie", "").partition(";")[0]
        page = self.send(Request("GET", place, headers={"cookie": cookie})).body.decode("utf-8")
        token = page.partition('name="form_token" value="')[2].partition('"')[0]
        form = {
            "form_token": token,
            "card_number": card,
            "expiry_month": "12",
            "expiry_year": "99",
            "cardholder_name": "A Resident",
            "cvc": "123",
        }
        headers = {"cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
        paid = self.send(Request("POST", place, headers=headers, body=urlencode(form).encode()))
        return paid.headers.get("location", "")

    def application(self) -> "Starlette":
        """The sandbox as an ASGI application, for `uvicorn.run(…, host="127.0.0.1", port=…)`."""
        from localgov_components.payments.sandbox.application import application

        return application(self)

    def close(self) -> None:
        """Let go of the state's file."""
        self._state.close()

    def __enter__(self) -> Self:
        """The sandbox itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the sandbox."""
        self.close()

    def _answer(self, request: Request) -> Response:
        if not request.path.startswith("/v1/"):
            return self._pages.answer(request)
        if not self._has_key(request):
            words = b"Credentials are required to access this resource."
            return Response(401, headers={"content-type": "text/plain", "www-authenticate": "Bearer"}, body=words)
        return self._api.answer(request, self._public_url or _joined(request.url, ""))

    def _has_key(self, request: Request) -> bool:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and compare_digest(key.strip().encode(), self._api_key.encode())


def _joined(url: str, path: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _lost() -> ProviderUnavailableError:
    return ProviderUnavailableError("the connection broke. Try again later.", code="transport.no-answer")
