"""What a request must hold before the sandbox acts on it, as GOV.UK Pay checks it.

Types are checked first and answered with 400, then values, answered with 422; the first fault
found is the one that is answered. Rules:
https://docs.payments.service.gov.uk/api_reference/create_a_payment_reference/ and the tests of
alphagov/pay-publicapi at 4d61e8986350009abab78241747b7fd34bda94dc.

>>> read_payment(b'{"amount": 4800, "reference": "AMB-1", "description": "Bin", "return_url": "https://a.example/"}')
{'amount': 4800, 'reference': 'AMB-1', 'description': 'Bin', 'return_url': 'https://a.example/', 'language': 'en'}
>>> read_payment(b'{"amount": "48.00"}')
Traceback (most recent call last):
    ...
localgov_components.payments.sandbox.refusals.PayRefusalError: Invalid attribute value: amount. \
Must be a valid numeric format
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from localgov_components.payments.govuk_pay import FORBIDDEN
from localgov_components.payments.sandbox import refusals
from localgov_components.payments.sandbox.refusals import PayRefusalError, Refusal
from localgov_components.payments.state import PaymentState

__all__ = ["PaymentBody", "SearchFilter", "read_payment", "read_search"]

PaymentBody = dict[str, object]
"""The fields of a payment as they were asked for, defaults filled in."""

LONGEST_TEXT = 255
LONGEST_URL = 2000
LONGEST_EMAIL = 254
MOST_PENCE = 10_000_000
LARGEST_PAGE = 500
LONGEST_KEY, LONGEST_VALUE, MOST_PAIRS = 30, 100, 15

_OPTIONAL = ("email", "metadata", "prefilled_cardholder_details", "delayed_capture", "moto")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_SEARCHABLE = ("reference", "email", "state", "from_date", "to_date", "page", "display_size")
_SEARCH_STATES = frozenset(PaymentState) - {PaymentState.RECORDED, PaymentState.UNKNOWN}


def read_payment(body: bytes) -> PaymentBody:
    """The fields of a new payment. Raises `PayRefusalError` for the first fault."""
    given = _object(body)
    for fault in _faults(given):
        raise PayRefusalError(fault)
    names = ("amount", "reference", "description", "return_url")
    taken = {name: given[name] for name in names} | {"language": given.get("language", "en")}
    return taken | {name: given[name] for name in _OPTIONAL if given.get(name) is not None}


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which payments are looked for, and which page of them."""

    reference: str | None
    email: str | None
    state: str | None
    from_date: datetime | None
    to_date: datetime | None
    page: int
    display_size: int


def read_search(query: Mapping[str, str]) -> SearchFilter:
    """The parameters of a search. A filter that the sandbox lacks is refused, never ignored."""
    given = {name: value for name, value in query.items() if value}
    wrong = [name for name in given if name not in _SEARCHABLE]
    wrong += [name for name, is_right in _PARAMETERS.items() if name in given and not is_right(given[name])]
    if wrong:
        raise PayRefusalError(refusals.bad_parameters(*wrong))
    return SearchFilter(
        reference=given.get("reference"),
        email=given.get("email"),
        state=given.get("state"),
        from_date=_moment(given.get("from_date")),
        to_date=_moment(given.get("to_date")),
        page=int(given.get("page", 1)),
        display_size=int(given.get("display_size", LARGEST_PAGE)),
    )


def _object(body: bytes) -> dict[str, object]:
    try:
        given = json.loads(body)
        json.dumps(given, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise PayRefusalError(refusals.NOT_JSON) from None
    if not isinstance(given, dict):
        raise PayRefusalError(refusals.NOT_JSON)
    if any(character in FORBIDDEN for text in _texts(given) for character in text):
        raise PayRefusalError(refusals.BLOCKED)
    return given


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _faults(given: Mapping[str, object]) -> Iterator[Refusal]:
    yield from _type_faults(given)
    yield from _mode_faults(given)
    yield from _value_faults(given)
    if "metadata" in given:
        yield from _metadata_faults(given["metadata"])
    yield from _prefill_faults(given.get("prefilled_cardholder_details"))


def _type_faults(given: Mapping[str, object]) -> Iterator[Refusal]:
    if given.get("amount") is None:
        yield refusals.missing("amount")
    elif type(given["amount"]) is not int:
        yield refusals.invalid("amount", "Must be a valid numeric format", status=400)
    for name in ("reference", "description"):
        yield from _text_faults(given, name, "Must be a valid string format")
    language = given.get("language", "en")
    if not isinstance(language, str) or not language.strip():
        yield refusals.invalid("language", 'Must be "en" or "cy"', status=400)
    if "agreement_id" not in given:
        yield from _text_faults(given, "return_url", "Must be a valid URL format")
    for name in ("delayed_capture", "moto"):
        if type(given.get(name, False)) is not bool:
            yield refusals.invalid(name, "Must be true or false", status=400)
    if not isinstance(given.get("email", ""), str):
        yield refusals.invalid("email", "Must be a valid string format", status=400)


def _text_faults(given: Mapping[str, object], name: str, rule: str) -> Iterator[Refusal]:
    value = given.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        yield refusals.missing(name)
    elif not isinstance(value, str):
        yield refusals.invalid(name, rule, status=400)


def _mode_faults(given: Mapping[str, object]) -> Iterator[Refusal]:
    """The sandbox has no agreements and no telephone payments, and says so as GOV.UK Pay does."""
    mode = given.get("authorisation_mode", "web")
    if mode == "moto_api":
        yield refusals.NO_TELEPHONE
    elif mode == "agreement" or "set_up_agreement" in given:
        yield refusals.NO_AGREEMENT
    elif mode != "web":
        yield refusals.invalid("authorisation_mode", "Must be one of web, agreement, moto_api", status=400)
    for name in ("agreement_id", "agreement_payment_type"):
        if name in given:
            yield refusals.unexpected(name)
    if given.get("moto") is True:
        yield refusals.NO_MOTO


def _value_faults(given: Mapping[str, object]) -> Iterator[Refusal]:
    amount = given["amount"]
    if isinstance(amount, int) and amount < 1:
        yield refusals.invalid("amount", "Must be greater than or equal to 1")
    if isinstance(amount, int) and amount > MOST_PENCE:
        yield refusals.invalid("amount", f"Must be less than or equal to {MOST_PENCE}")
    longest = {
        "reference": LONGEST_TEXT,
        "description": LONGEST_TEXT,
        "return_url": LONGEST_URL,
        "email": LONGEST_EMAIL,
    }
    for name, limit in longest.items():
        if len(str(given.get(name, ""))) > limit:
            yield refusals.invalid(name, f"Must be less than or equal to {limit} characters length")
    if not _is_web_address(str(given["return_url"])):
        yield refusals.invalid("return_url", "Must be a valid URL format")
    if given.get("language", "en") not in {"en", "cy"}:
        yield refusals.invalid("language", 'Must be "en" or "cy"')


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"} and bool(host) and text.isascii() and text.isprintable() and " " not in text
    )


def _metadata_faults(metadata: object) -> Iterator[Refusal]:
    if not isinstance(metadata, dict):
        yield refusals.invalid("metadata", "Must be an object of JSON key-value pairs")
        return
    values, keys = list(metadata.values()), list(metadata)
    rules = {
        "Must not have null values": any(value is None for value in values),
        "Values must be of type String, Boolean or Number": any(isinstance(value, dict | list) for value in values),
        f"Values must be no greater than {LONGEST_VALUE} characters long": any(
            isinstance(value, str) and len(value) > LONGEST_VALUE for value in values
        ),
        f"Keys must be between 1 and {LONGEST_KEY} characters long": any(
            not 1 <= len(key) <= LONGEST_KEY for key in keys
        ),
        f"Cannot have more than {MOST_PAIRS} key-value pairs": len(metadata) > MOST_PAIRS,
        "Keys must be unique, whatever their case": len({key.lower() for key in keys}) < len(keys),
    }
    if any(rules.values()):
        yield refusals.invalid("metadata", ". ".join(rule for rule, broken in rules.items() if broken))


def _prefill_faults(details: object) -> Iterator[Refusal]:
    name = "prefilled_cardholder_details"
    if details is None:
        return
    if not isinstance(details, dict):
        yield refusals.invalid(name, "Must be an object", status=400)
        return
    address = details.get("billing_address", {})
    for key, value in {**details, **(address if isinstance(address, dict) else {"billing_address": 0})}.items():
        if key != "billing_address" and not isinstance(value, str):
            yield refusals.invalid(key, "Must be a valid string format", status=400)
        elif isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield refusals.invalid(key, f"Must be less than or equal to {LONGEST_TEXT} characters length")


def _is_count(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most  # noqa: PLR2004


def _is_moment(text: str) -> bool:
    try:
        return _MOMENT.fullmatch(text) is not None and _moment(text) is not None
    except ValueError:
        return False


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


_PARAMETERS: Mapping[str, Callable[[str], bool]] = {
    "state": lambda text: text in _SEARCH_STATES,
    "reference": lambda text: len(text) <= LONGEST_TEXT,
    "email": lambda text: len(text) <= LONGEST_EMAIL,
    "from_date": _is_moment,
    "to_date": _is_moment,
    "page": lambda text: _is_count(text, 10**9),
    "display_size": lambda text: _is_count(text, LARGEST_PAGE),
}
