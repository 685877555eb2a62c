"""GOV.UK Pay as a payment provider (https://docs.payments.service.gov.uk/api_reference/).

Each call is an operation that `transport` can drive, sync or async; `GovUkPay` drives them sync.
Nothing is repeated here: GOV.UK Pay ignores an idempotency key on ordinary payments, so a second
`POST` after a lost answer would make a second live payment.

What is sent is strict; what is received is read leniently, because the published contract and the
service differ in places. A key of a live account is refused for any address but GOV.UK Pay's own.

>>> from localgov_components.transport import FakeTransport
>>> pay = GovUkPay(FakeTransport.unreachable(), api_key="api_test_0000")
>>> pay
GovUkPay(base_url='https://publicapi.payments.service.gov.uk')
>>> GovUkPay(FakeTransport.unreachable(), api_key="api_live_0000", base_url="http://127.0.0.1:9001")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: a live GOV.UK Pay key for another address than GOV.UK Pay's. \
Use a test key, or leave out base_url.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote, urlencode

from pydantic import Field, JsonValue, ValidationError

from localgov_components.core import InvalidValueError, ProviderRefusedError, ProviderUnavailableError
from localgov_components.core.model import Model
from localgov_components.money import Money
from localgov_components.payments.provider import Capability, PaymentRequest, ProviderPayment
from localgov_components.payments.state import PaymentState
from localgov_components.transport import Operation, Request, Response, Transport, run

__all__ = [
    "GOVUK_PAY_URL",
    "GovUkPay",
    "PayAccount",
    "cancel_payment",
    "create_payment",
    "get_payment",
    "search_payments",
]

GOVUK_PAY_URL = "https://publicapi.payments.service.gov.uk"
"""Where GOV.UK Pay answers, for test and live accounts alike."""

FORBIDDEN = '<>"\\|'
"""Characters that GOV.UK Pay's firewall refuses anywhere in a body (P0920)."""

LONGEST_DESCRIPTION = 255
PAGE_SIZE = 500

M = TypeVar("M", bound=Model)

_KEY = re.compile(r"[A-Za-z0-9_\-]+")
_LIVE_KEY = "api_live_"
_READABLE = str.maketrans(dict.fromkeys("<>\\|", " ") | {'"': "'"})
_PAY_CODE = re.compile(r"P\d{4}")
_FIELD = re.compile(r"[A-Za-z_.-]{1,60}")
_NOTHING_DONE = frozenset({400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422})


@dataclass(frozen=True, slots=True)
class PayAccount:
    """Whose payments, and where GOV.UK Pay is. Never shows the key."""

    api_key: str = field(repr=False)
    base_url: str = GOVUK_PAY_URL

    def __post_init__(self) -> None:
        """Refuse a key that cannot be one, and a live key bound for elsewhere."""
        if not _KEY.fullmatch(self.api_key):
            raise InvalidValueError(
                "not a GOV.UK Pay key: it has other characters than letters, digits, '_' and '-'. Copy it again.",
                code="govuk-pay.key",
            )
        if self.api_key.startswith(_LIVE_KEY) and self.base_url.rstrip("/") != GOVUK_PAY_URL:
            raise InvalidValueError(
                "a live GOV.UK Pay key for another address than GOV.UK Pay's. Use a test key, or leave out base_url.",
                code="govuk-pay.live-key",
            )

    def request(self, method: str, path: str, *, data: object = None) -> Request:
        """A request with the account's key, and JSON when there is data."""
        url = self.base_url.rstrip("/") + path
        headers = {"authorization": f"Bearer {self.api_key}", "accept": "application/json"}
        return (
            Request(method, url, headers=headers)
            if data is None
            else Request.with_json(method, url, data, headers=headers)
        )


class GovUkPay:
    """Takes card payments on GOV.UK Pay's pages."""

    name = "govuk-pay"
    capabilities: frozenset[Capability] = frozenset()

    def __init__(self, transport: Transport, api_key: str, *, base_url: str = GOVUK_PAY_URL) -> None:
        self._transport = transport
        self._account = PayAccount(api_key, base_url)

    def create(self, request: PaymentRequest) -> ProviderPayment:
        """Make a payment that the payer can go and pay at `next_url`."""
        return run(create_payment(self._account, request), self._transport)

    def get(self, provider_id: str) -> ProviderPayment:
        """The payment as it truly is now, with a fresh `next_url` while it can be paid."""
        return run(get_payment(self._account, provider_id), self._transport)

    def cancel(self, provider_id: str) -> None:
        """Make a payment unpayable. Refused with P0501 when it has finished."""
        return run(cancel_payment(self._account, provider_id), self._transport)

    def search(self, reference: str) -> tuple[ProviderPayment, ...]:
        """Every payment with a reference; a new one may take some seconds to appear."""
        return run(search_payments(self._account, reference), self._transport)

    def __repr__(self) -> str:
        """The address, never the key."""
        return f"GovUkPay(base_url={self._account.base_url!r})"


def create_payment(account: PayAccount, request: PaymentRequest) -> Operation[ProviderPayment]:
    """`POST /v1/payments`. Forbidden characters of the description are replaced; of others, refused."""
    if any(character in FORBIDDEN for character in request.reference + request.return_url):
        raise InvalidValueError(
            f"GOV.UK Pay takes none of {' '.join(FORBIDDEN)} in a reference or a return address. Leave them out.",
            code="govuk-pay.characters",
        )
    response = yield account.request(
        "POST",
        "/v1/payments",
        data={
            "amount": request.amount.pence,
            "reference": request.reference,
            "description": request.description.translate(_READABLE)[:LONGEST_DESCRIPTION],
            "return_url": request.return_url,
            "language": request.language,
        },
    )
    return _read(_Reply, _accepted(response, 200, 201)).payment()


def get_payment(account: PayAccount, provider_id: str) -> Operation[ProviderPayment]:
    """`GET /v1/payments/{id}`: strongly consistent, the only source of a payment's state."""
    response = yield account.request("GET", f"/v1/payments/{quote(provider_id, safe='')}")
    return _read(_Reply, _accepted(response, 200)).payment()


def cancel_payment(account: PayAccount, provider_id: str) -> Operation[None]:
    """`POST /v1/payments/{id}/cancel`."""
    response = yield account.request("POST", f"/v1/payments/{quote(provider_id, safe='')}/cancel")
    _accepted(response, 204, 200)


def search_payments(account: PayAccount, reference: str) -> Operation[tuple[ProviderPayment, ...]]:
    """`GET /v1/payments?reference=…`, every page. Eventually consistent: absence proves nothing at once."""
    found: list[ProviderPayment] = []
    page = 1
    while True:
        query = urlencode({"reference": reference, "page": page, "display_size": PAGE_SIZE})
        response = yield account.request("GET", f"/v1/payments?{query}")
        results = _read(_Results, _accepted(response, 200))
        found += [reply.payment() for reply in results.results]
        if not results.results or len(found) >= results.total:
            return tuple(_with_reference(found, reference))
        page += 1


class _Link(Model, extra="ignore"):
    href: str


class _Links(Model, extra="ignore"):
    next_url: _Link | None = None


class _State(Model, extra="ignore"):
    status: PaymentState
    code: str | None = None


class _Reply(Model, extra="ignore"):
    payment_id: str = Field(min_length=1)
    reference: str
    amount: int = Field(ge=0, strict=True)
    state: _State
    links: _Links = Field(default=_Links(), alias="_links")

    def payment(self) -> ProviderPayment:
        return ProviderPayment(
            provider_id=self.payment_id,
            reference=self.reference,
            amount=Money.from_pence(self.amount),
            state=self.state.status,
            next_url=self.links.next_url.href if self.links.next_url else None,
            failure=self.state.code,
        )


class _Results(Model, extra="ignore"):
    total: int
    results: tuple[_Reply, ...]


def _with_reference(payments: Iterable[ProviderPayment], reference: str) -> Iterable[ProviderPayment]:
    return (payment for payment in payments if payment.reference.casefold() == reference.casefold())


def _accepted(response: Response, *statuses: int) -> Response:
    if response.status in statuses:
        return response
    code, place = _complaint(response)
    if response.status in _NOTHING_DONE:
        raise ProviderRefusedError(
            f"GOV.UK Pay refused the request ({code}{place}). "
            "Look the code up in its API reference, and change the request.",
            code=code,
        )
    raise ProviderUnavailableError(f"GOV.UK Pay did not answer as it should ({code}). Try again later.", code=code)


def _complaint(response: Response) -> tuple[str, str]:
    """GOV.UK Pay's code and the field it names; its sentence is left out, as it may quote a value."""
    try:
        body = response.json()
    except InvalidValueError:
        body = {}
    if not isinstance(body, dict):
        body = {}
    code, place = str(body.get("code")), str(body.get("field") or body.get("header"))
    return (
        code if _PAY_CODE.fullmatch(code) else f"govuk-pay.http-{response.status}",
        f", {place}" if place != "None" and _FIELD.fullmatch(place) else "",
    )


def _read(model: type[M], response: Response) -> M:
    """Read a reply; one that cannot be read leaves the outcome unknown, since the far side has acted."""
    try:
        return model.model_validate(_unwrapped(response.json()))
    except (InvalidValueError, ValidationError):
        raise ProviderUnavailableError(
            "GOV.UK Pay answered in a form that is not in its contract. Try again later; if it stays so, report it.",
            code="govuk-pay.unreadable",
        ) from None


def _unwrapped(body: JsonValue) -> JsonValue:
    """The payment itself: clients of an older contract were sent it under `payment`."""
    inner = body.get("payment") if isinstance(body, dict) else None
    return {**body, **inner} if isinstance(body, dict) and isinstance(inner, dict) else body
