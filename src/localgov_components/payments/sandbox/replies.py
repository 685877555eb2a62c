"""The JSON that GOV.UK Pay sends about a payment.

Shapes: alphagov/pay-publicapi `openapi/publicapi_spec.json` at
4d61e8986350009abab78241747b7fd34bda94dc. What has no value is left out, as GOV.UK Pay does.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.refusals import PayRefusalError
from localgov_components.payments.sandbox.request_rules import SearchFilter
from localgov_components.payments.sandbox.state import Event, HeldPayment
from localgov_components.payments.state import PaymentState

__all__ = ["Json", "events_body", "moment", "payment_body", "search_body"]

Json = dict[str, object]

_MESSAGES = {
    "P0010": "Payment method rejected",
    "P0020": "Payment expired",
    "P0030": "Payment was cancelled by the user",
    "P0040": "Payment was cancelled by the service",
    "P0050": "Payment provider returned an error",
}
_REFUND_STATUS = {PaymentState.SUCCESS: "available"} | dict.fromkeys(
    (PaymentState.FAILED, PaymentState.CANCELLED, PaymentState.ERROR), "unavailable"
)


def payment_body(payment: HeldPayment, base: str, *, token: str | None = None) -> Json:
    """A payment; with the links that open its page when there is a token for it."""
    amount = payment.body["amount"]
    available = amount if payment.state is PaymentState.SUCCESS else 0
    body: Json = {
        "payment_id": payment.payment_id,
        "payment_provider": "sandbox",
        "created_date": moment(payment.created_at),
        "state": _state(payment.state, payment.code),
        "delayed_capture": False,
        "moto": False,
        "authorisation_mode": "web",
        **{name: value for name, value in payment.body.items() if name != "prefilled_cardholder_details"},
        "refund_summary": {
            "status": _REFUND_STATUS.get(payment.state, "pending"),
            "amount_available": available,
            "amount_submitted": 0,
        },
        "settlement_summary": _settlement(payment),
        "_links": _links(payment, base, token),
    }
    if payment.card is not None:
        body |= {
            "card_details": payment.card,
            "card_brand": payment.card["card_brand"],
            "provider_id": payment.payment_id,
        }
    return body


def events_body(payment: HeldPayment, events: Sequence[Event], base: str) -> Json:
    """What happened to a payment, in order."""
    own = f"{base}/v1/payments/{payment.payment_id}"
    return {
        "payment_id": payment.payment_id,
        "events": [
            {
                "payment_id": payment.payment_id,
                "state": _state(event.state, event.code),
                "updated": moment(event.at),
                "_links": {"payment_url": _get(own)},
            }
            for event in events
        ],
        "_links": {"self": _get(f"{own}/events")},
    }


def search_body(found: Sequence[HeldPayment], wanted: SearchFilter, base: str) -> Json:
    """One page of payments. Raises `PayRefusalError` for a page that is not there."""
    size = wanted.display_size
    last = max(1, -(-len(found) // size))
    if wanted.page > last:
        raise PayRefusalError(refusals.NO_PAGE)
    shown = found[(wanted.page - 1) * size : wanted.page * size]
    pages = {"self": wanted.page, "first_page": 1, "last_page": last}
    pages |= {"prev_page": wanted.page - 1} if wanted.page > 1 else {}
    pages |= {"next_page": wanted.page + 1} if wanted.page < last else {}
    return {
        "total": len(found),
        "count": len(shown),
        "page": wanted.page,
        "results": [payment_body(payment, base) for payment in shown],
        "_links": {name: _get(f"{base}/v1/payments?{_query(wanted, page)}") for name, page in pages.items()},
    }


def moment(at: datetime) -> str:
    """`2016-01-21T17:15:00.000Z`."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def _state(state: PaymentState, code: str | None) -> Json:
    told = {} if code is None else {"code": code, "message": _MESSAGES[code]}
    return {"status": state.value, "finished": state.finished, **told}


def _settlement(payment: HeldPayment) -> Json:
    if payment.captured_at is None:
        return {}
    return {
        "capture_submit_time": moment(payment.captured_at),
        "captured_date": payment.captured_at.date().isoformat(),
    }


def _links(payment: HeldPayment, base: str, token: str | None) -> Json:
    own = f"{base}/v1/payments/{payment.payment_id}"
    links: Json = {"self": _get(own), "events": _get(f"{own}/events"), "refunds": _get(f"{own}/refunds")}
    if not payment.state.finished:
        links["cancel"] = {"href": f"{own}/cancel", "method": "POST"}
    if token is not None:
        links["next_url"] = _get(f"{base}/secure/{token}")
        links["next_url_post"] = {
            "type": "application/x-www-form-urlencoded",
            "params": {"chargeTokenId": token},
            "href": f"{base}/secure",
            "method": "POST",
        }
    return links


def _get(href: str) -> Json:
    return {"href": href, "method": "GET"}


def _query(wanted: SearchFilter, page: int) -> str:
    given = {
        "reference": wanted.reference,
        "email": wanted.email,
        "state": wanted.state,
        "from_date": wanted.from_date and wanted.from_date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "to_date": wanted.to_date and wanted.to_date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "page": str(page),
        "display_size": str(wanted.display_size),
    }
    return urlencode({name: value for name, value in given.items() if value})
