"""The pages on which a payer enters a test card, and what their forms do.

A link opens its page once: it becomes a session cookie, and the link is dead. Every page carries a
form token that is used up by the next `POST`, so a page from another site, a stale tab and a second
click do nothing. Plain HTML with one stylesheet of its own; no script, nothing from elsewhere.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from hmac import compare_digest
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from urllib.parse import parse_qsl, urlsplit

from localgov_components.money import Money
from localgov_components.payments.sandbox.cards import SANDBOX_CARDS, CardEntry, SandboxCard
from localgov_components.payments.sandbox.state import HeldPayment, SandboxState, digest
from localgov_components.payments.sandbox.till import PAYABLE, Till
from localgov_components.transport import Request, Response

__all__ = ["CardPages"]

_ASSETS = files("localgov_components.payments.sandbox").joinpath("assets")
_STALE = {"card_number": "This page was out of date and nothing was sent. Enter the details again"}
_FORM_TYPE = "application/x-www-form-urlencoded"


class CardPages:
    """Answers the requests of a payer's browser."""

    def __init__(self, state: SandboxState, till: Till, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._till = till
        self._clock = clock

    def answer(self, request: Request) -> Response:
        """Show a page, or act on its form and send the browser on."""
        first, _, rest = request.path.strip("/").partition("/")
        if request.method == "GET" and first == "secure" and rest:
            return self._open(rest)
        if request.method == "POST" and request.path == "/secure":
            return self._open(_form(request).get("chargeTokenId", ""))
        if first == "card_details" and request.method in {"GET", "POST"}:
            payment_id, _, action = rest.partition("/")
            return self._card_details(request, payment_id, action)
        if request.method == "GET" and request.path == "/assets/sandbox.css":
            return _stylesheet()
        return _message(404, "Page not found", "Check the address, or go back to the service you came from.")

    def _open(self, token: str) -> Response:
        payment_id = self._state.redeem(token)
        payment = None if payment_id is None else self._till.find(payment_id)
        if payment is None:
            return _message(
                410, "This link has been used", "Go back to the service you came from and choose to pay again."
            )
        self._till.start(payment)
        session = secrets.token_urlsafe(32)
        payment.session_hash = digest(session)
        self._state.save(payment)
        place = f"/card_details/{payment.payment_id}"
        cookie = f"{_cookie_name(payment)}={session}; Path={place}; HttpOnly; SameSite=Lax"
        return _plain(Response(303, headers={"location": place, "set-cookie": cookie}))

    def _card_details(self, request: Request, payment_id: str, action: str) -> Response:
        payment = self._till.find(payment_id)
        if payment is None or action not in {"", "cancel"} or not _has_session(request, payment):
            return _message(
                403, "You cannot use this page", "Go back to the service you came from and choose to pay again."
            )
        if payment.state not in PAYABLE:
            return self._back(payment) if request.method == "POST" else _ended(payment)
        if request.method == "GET":
            return self._page(payment, {})
        form = _form(request)
        if not compare_digest(digest(form.get("form_token", "")), payment.form_hash or ""):
            return self._page(payment, _STALE)
        return self._cancel(payment) if action == "cancel" else self._pay(payment, form)

    def _pay(self, payment: HeldPayment, form: Mapping[str, str]) -> Response:
        entry = CardEntry.of(form)
        problems = entry.problems(self._clock().date())
        if problems:
            return self._page(payment, problems, entry=entry)
        self._till.pay(payment, entry)
        return self._back(payment)

    def _cancel(self, payment: HeldPayment) -> Response:
        self._till.cancel_by_user(payment)
        return self._back(payment)

    def _back(self, payment: HeldPayment) -> Response:
        payment.form_hash = None
        self._state.save(payment)
        return _plain(Response(303, headers={"location": str(payment.body["return_url"])}))

    def _page(self, payment: HeldPayment, problems: Mapping[str, str], *, entry: CardEntry | None = None) -> Response:
        form_token = secrets.token_urlsafe(32)
        payment.form_hash = digest(form_token)
        self._state.save(payment)
        values = _card_page_values(payment, problems, entry or _prefilled(payment), form_token)
        return _html(422 if problems else 200, _fill("card.html", values), returns_to=str(payment.body["return_url"]))


def _card_page_values(
    payment: HeldPayment, problems: Mapping[str, str], entry: CardEntry, form_token: str
) -> dict[str, str]:
    values = {
        "title": "Error: Enter card details" if problems else "Enter card details",
        "action": f"/card_details/{payment.payment_id}",
        "form_token": form_token,
        "amount": Money.from_pence(int(str(payment.body["amount"]))).format(),
        "description": escape(str(payment.body["description"])),
        "reference": escape(str(payment.body["reference"])),
        "summary": _summary(problems),
        "cards": "\n".join(_card_list(SANDBOX_CARDS)),
        "expiry_month": escape(entry.month),
        "expiry_year": escape(entry.year),
        "cardholder_name": escape(entry.name),
    }
    for field in ("card_number", "expiry_month", "cardholder_name", "cvc"):
        sentence = problems.get(field)
        values[f"{field}_group"] = "group in-error" if sentence else "group"
        values[f"{field}_error"] = f'<p class="error" id="{field}-error">{_spoken(sentence)}</p>' if sentence else ""
        values[f"{field}_described"] = f"{field}-hint {field}-error" if sentence else f"{field}-hint"
    return values


def _summary(problems: Mapping[str, str]) -> str:
    if not problems:
        return ""
    items = "".join(f'<li><a href="#{field}">{escape(sentence)}</a></li>' for field, sentence in problems.items())
    return f'<div class="summary" role="alert"><h2>There is a problem</h2><ul>{items}</ul></div>'


def _spoken(sentence: str) -> str:
    return f'<span class="unseen">Error:</span> {escape(sentence)}'


def _card_list(cards: Iterable[SandboxCard]) -> Iterator[str]:
    for meaning, alike in groupby(cards, key=lambda card: card.meaning):
        yield f"<dt>{escape(meaning)}</dt>"
        yield from (f"<dd><code>{card.number}</code> <span>{escape(card.brand)}</span></dd>" for card in alike)


def _prefilled(payment: HeldPayment) -> CardEntry:
    details = payment.body.get("prefilled_cardholder_details")
    name = details.get("cardholder_name", "") if isinstance(details, dict) else ""
    return CardEntry.of({"cardholder_name": name})


def _ended(payment: HeldPayment) -> Response:
    link = f'<a href="{escape(str(payment.body["return_url"]))}">Continue to the service</a>'
    return _html(200, _fill("message.html", {"title": "This payment has ended", "body": link}))


def _message(status: int, title: str, sentence: str) -> Response:
    return _html(status, _fill("message.html", {"title": title, "body": escape(sentence)}))


def _fill(name: str, values: Mapping[str, str]) -> str:
    return Template(_ASSETS.joinpath(name).read_text(encoding="utf-8")).substitute(values)


def _html(status: int, page: str, *, returns_to: str | None = None) -> Response:
    """A page; browsers apply `form-action` to the redirect after a form too, so it names the way back."""
    way_back = "" if returns_to is None else f" {_origin(returns_to)}"
    policy = (
        f"default-src 'none'; style-src 'self'; form-action 'self'{way_back}; frame-ancestors 'none'; base-uri 'none'"
    )
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    return _plain(Response(status, headers=headers, body=page.encode("utf-8")))


def _plain(response: Response) -> Response:
    safe = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}
    return Response(response.status, headers={**safe, **response.headers}, body=response.body)


def _stylesheet() -> Response:
    return _plain(
        Response(
            200, headers={"content-type": "text/css; charset=utf-8"}, body=_ASSETS.joinpath("sandbox.css").read_bytes()
        )
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM_TYPE:
        return {}
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _cookie_name(payment: HeldPayment) -> str:
    return f"pay_sandbox_{payment.payment_id}"


def _has_session(request: Request, payment: HeldPayment) -> bool:
    """Whether the page's own cookie is there; others of the same host may have any form."""
    cookies = (cookie.strip().partition("=") for cookie in request.headers.get("cookie", "").split(";"))
    sessions = (value for name, _, value in cookies if name == _cookie_name(payment))
    return any(compare_digest(digest(session), payment.session_hash or "") for session in sessions)
