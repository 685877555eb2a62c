"""The payment of a case: going to it, coming back from it, and what to say when it did not happen.

What is said about money is what is known: that none was taken is said only where no attempt can have
taken any. Looking at a page asks the provider how the payment stands and writes that down; nothing
else changes by it.
"""

from types import MappingProxyType

from localgov_components.core.clock import uk_date
from localgov_components.core.errors import ConflictError, LocalGovError, ProviderError
from localgov_components.payments import PaymentIntent, PaymentState
from localgov_components.records import CaseStatus
from localgov_components.services import Receipt, Sending
from localgov_components.web.asking import STORAGE, contact_blocks, place_of
from localgov_components.web.charge_lines import charge_lines, paid_lines
from localgov_components.web.messages import ended
from localgov_components.web.paths import origin_of
from localgov_components.web.text_blocks import Block, text_blocks
from localgov_components.web.view import Reply, View, go, show
from localgov_components.web.visit import Visit

__all__ = ["after", "confirmation", "pay", "payment", "returned", "situation"]

# Codes of GOV.UK Pay (https://docs.payments.service.gov.uk/api_reference/#errors-caused-by-payment-statuses).
_FAILURES = MappingProxyType({"P0010": "declined", "P0020": "expired", "P0030": "cancelled"})
_NOTHING_BEGUN = frozenset({"unreachable", "refused"})
_NOTHING_TO_DO = frozenset({"pending", "unanswered", "withdrawn"})
_GOES_ON = frozenset({"unfinished", "cancelled"})


def payment(visit: Visit) -> Reply:
    """How the payment stands, and what to do about it; the confirmation when it is made."""
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    if visit.draft.reference is None:
        return go(place_of(visit))
    try:
        receipt = visit.desk.returned(visit.draft.reference, now=visit.now)
    except ProviderError as error:
        if error.code.startswith(STORAGE):
            raise
        return show(_view(visit, visit.desk.receipt(visit.draft.reference), "unanswered"))
    if receipt.is_complete:
        return go(visit.paths.confirmation, completed=True)
    return show(_view(visit, receipt, situation(receipt)))


def pay(visit: Visit) -> Reply:
    """Go and pay: for the first time, again, or where it was left."""
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    if visit.draft.reference is None:
        return go(place_of(visit))
    try:
        return after(visit, visit.desk.pay(visit.draft.reference, return_url=visit.return_url, now=visit.now))
    except ConflictError:
        return go(visit.paths.payment)
    except ProviderError as error:
        if error.code.startswith(STORAGE):
            raise
        return go(visit.paths.payment)


def returned(visit: Visit) -> Reply:
    """Back from the payment pages, once or many times."""
    reply = payment(visit)
    shown = reply.view is not None and visit.draft is not None
    return go(visit.paths.payment) if shown else reply


def confirmation(visit: Visit) -> Reply:
    """The reference, the receipt, and what happens next."""
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    place = place_of(visit)
    if place != visit.paths.confirmation or visit.draft.reference is None:
        return go(place)
    return show(_confirmation(visit, visit.desk.receipt(visit.draft.reference)))


def after(visit: Visit, sending: Sending) -> Reply:
    """Where to go when a case was sent: to the payment pages, or on when nothing is due any more."""
    if sending.pay_at is not None:
        if origin_of(sending.pay_at) != visit.pay_origin:
            raise LocalGovError(
                "the payment page is at another origin than pay_origin, and no browser would go there. "
                "Give its origin as pay_origin.",
                code="web.pay-origin",
            )
        return go(sending.pay_at, token=visit.cookie)
    return go(place_of(visit), token=visit.cookie, completed=True)


def situation(receipt: Receipt) -> str:
    """What to say about the payment of a case that waits for it."""
    if receipt.case.status is CaseStatus.WITHDRAWN:
        return "withdrawn"
    name = "unfinished" if receipt.intent is None else _of_attempt(receipt.intent)
    return "doubtful" if receipt.in_doubt and name in _NOTHING_BEGUN else name


def _of_attempt(intent: PaymentIntent) -> str:
    match intent.state:
        case PaymentState.RECORDED | PaymentState.UNKNOWN:
            return "unreachable"
        case PaymentState.CREATED | PaymentState.STARTED:
            return "unfinished"
        case PaymentState.SUBMITTED | PaymentState.CAPTURABLE | PaymentState.SUCCESS:
            return "pending"
        case PaymentState.ERROR:
            return "refused"
        case PaymentState.CANCELLED:
            return "cancelled"
        case PaymentState.FAILED:
            return _FAILURES.get(intent.failure or "", "declined")


def _view(visit: Visit, receipt: Receipt, name: str) -> View:
    words = visit.words
    blocks: list[Block] = text_blocks(words.text(f"web.payment.{name}.body"))
    content: dict[str, object] = {
        "title": words.text(f"web.payment.{name}.title"),
        "blocks": blocks,
        "charge": charge_lines(receipt.charge, words),
        "contact": [words.text("web.payment.contact"), *contact_blocks(visit)],
    }
    if name in _NOTHING_TO_DO:
        links = {"withdrawn": ("web.to-start", visit.paths.start)}
        key, href = links.get(name, ("web.payment.check-again", visit.paths.payment))
        return View("payment_problem.html", {**content, "links": [{"text": words.text(key), "href": href}]})
    content["action"] = visit.paths.payment
    if name in _GOES_ON:
        content["submit_label"] = words.text("web.payment.continue")
    if not receipt.in_doubt:
        content["reassurance"] = words.text("web.payment.kept")
    return View("payment_problem.html", content, pays=True)


def _confirmation(visit: Visit, receipt: Receipt) -> View:
    words = visit.words
    rows = [{"label": words.text("web.confirmation.service"), "value": words.text("service.name")}]
    if receipt.intent is not None:
        paid_at = receipt.intent.finished_at or receipt.case.updated_at
        rows += [
            {"label": words.text("web.confirmation.paid-to"), "value": visit.desk.running.council.name},
            {"label": words.text("web.confirmation.paid-on"), "value": words.day(uk_date(paid_at))},
            {"label": words.text("web.confirmation.payment"), "value": receipt.intent.reference},
        ]
    values = {"reference": str(receipt.case.reference), "total": receipt.charge.total.format()}
    content = {
        "title": words.text("web.confirmation.title"),
        "reference": str(receipt.case.reference),
        "blocks": [words.text("web.confirmation.sent")],
        "receipt": {"rows": rows, "charge": paid_lines(receipt.charge, words)},
        "next": text_blocks(words.text("confirmation.next", **values)),
        "contact": contact_blocks(visit),
    }
    return View("confirmation.html", content)
