"""The sandbox's side of the GOV.UK Pay API: one request in, one response out.

`POST` and `GET /v1/payments`, `GET /v1/payments/{id}`, its `/events`, and `POST` to its `/cancel`.
Anything else under `/v1` is answered as GOV.UK Pay answers a path it does not have.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.faults import OperationName
from localgov_components.payments.sandbox.refusals import PayRefusalError
from localgov_components.payments.sandbox.replies import events_body, payment_body, search_body
from localgov_components.payments.sandbox.request_rules import SearchFilter, read_payment, read_search
from localgov_components.payments.sandbox.state import HeldPayment, SandboxState
from localgov_components.payments.sandbox.till import PAYABLE, Till
from localgov_components.transport import Request, Response

__all__ = ["PayApi", "operation_of"]

_ROUTES: tuple[tuple[OperationName, str, re.Pattern[str]], ...] = (
    ("create", "POST", re.compile(r"/v1/payments")),
    ("search", "GET", re.compile(r"/v1/payments")),
    ("get", "GET", re.compile(r"/v1/payments/([^/]+)")),
    ("events", "GET", re.compile(r"/v1/payments/([^/]+)/events")),
    ("cancel", "POST", re.compile(r"/v1/payments/([^/]+)/cancel")),
)


def operation_of(request: Request) -> OperationName | None:
    """Which operation of the API a request asks for; None for none of them."""
    for name, method, path in _ROUTES:
        if request.method == method and path.fullmatch(request.path):
            return name
    return None


class PayApi:
    """Answers the API's requests from the till."""

    def __init__(self, state: SandboxState, till: Till, clock: Callable[[], datetime], search_lag: timedelta) -> None:
        self._state = state
        self._till = till
        self._clock = clock
        self._search_lag = search_lag

    def answer(self, request: Request, base: str) -> Response:
        """Act on a request whose key has been checked."""
        operation = operation_of(request)
        if operation is None:
            return _no_such_place(request)
        payment_id = request.path.removeprefix("/v1/payments").strip("/").partition("/")[0]
        try:
            return self._act(operation, payment_id, request, base)
        except PayRefusalError as error:
            return Response.with_json(error.refusal.status, error.refusal.body())

    def _act(self, operation: OperationName, payment_id: str, request: Request, base: str) -> Response:
        match operation:
            case "create":
                return self._create(request, base)
            case "search":
                wanted = read_search(request.query)
                return Response.with_json(200, search_body(self._found(wanted), wanted, base))
            case "get":
                return Response.with_json(200, self._shown(self._till.get(payment_id, refusals.NO_PAYMENT), base))
            case "events":
                payment = self._till.get(payment_id, refusals.NO_EVENTS)
                return Response.with_json(200, events_body(payment, self._state.events(payment_id), base))
            case "cancel":
                self._till.cancel_by_service(self._till.get(payment_id, refusals.NO_CANCEL))
                return Response(204)

    def _create(self, request: Request, base: str) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" or not request.body:
            raise PayRefusalError(refusals.BLOCKED)
        return Response.with_json(201, self._shown(self._till.create(read_payment(request.body)), base))

    def _shown(self, payment: HeldPayment, base: str) -> dict[str, object]:
        token = self._state.mint(payment.payment_id) if payment.state in PAYABLE else None
        return payment_body(payment, base, token=token)

    def _found(self, wanted: SearchFilter) -> list[HeldPayment]:
        listed_until = self._clock() - self._search_lag
        return [
            payment
            for payment in self._till.newest_first()
            if payment.created_at <= listed_until and _matches(payment, wanted)
        ]


def _matches(payment: HeldPayment, wanted: SearchFilter) -> bool:
    reference, email = str(payment.body["reference"]), str(payment.body.get("email", ""))
    return (
        (wanted.reference is None or reference.casefold() == wanted.reference.casefold())
        and (wanted.email is None or wanted.email.casefold() in email.casefold())
        and (wanted.state is None or payment.state.value == wanted.state)
        and (wanted.from_date is None or payment.created_at >= wanted.from_date)
        and (wanted.to_date is None or payment.created_at < wanted.to_date)
    )


def _no_such_place(request: Request) -> Response:
    known = any(path.fullmatch(request.path) for _, _, path in _ROUTES)
    status, meaning = (405, "Method Not Allowed") if known else (404, "Not Found")
    answer = Response.with_json(status, {"code": status, "message": f"HTTP {status} {meaning}"})
    if not known:
        return answer
    allowed = sorted(method for _, method, path in _ROUTES if path.fullmatch(request.path))
    return Response(status, headers={**answer.headers, "allow": ", ".join(allowed)}, body=answer.body)
