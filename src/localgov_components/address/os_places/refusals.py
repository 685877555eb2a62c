"""What OS Places says when it does not answer, as an error that says what can be done.

Its own sentence about a bad request is repeated only where nothing of the question stands in it: it likes to
quote what was asked, which may be somebody's home.

>>> from localgov_components.identifiers import Postcode
>>> from localgov_components.address.provider import AddressQuery
>>> raise refusal(Response.with_json(401, {}), AddressQuery(postcode=Postcode.parse("DT97 1AA")), api_key="0000")
Traceback (most recent call last):
    ...
localgov_components.core.errors.ProviderRefusedError: OS Places refused the key (HTTP 401). \
Check that it is the key of a project to which OS Places API was added, and that the project is live.
"""

import re
from collections.abc import Iterator

from pydantic import JsonValue

from localgov_components.address.provider import AddressQuery
from localgov_components.core import InvalidValueError, ProviderError, ProviderRefusedError, ProviderUnavailableError
from localgov_components.transport import Response

__all__ = ["json_of", "refusal", "unreadable"]

_OK, _FIRST_REFUSAL = 200, 300
_BAD_REQUEST, _TOO_MANY = 400, 429
_KEY_REFUSED = frozenset({401, 403})
_ELSEWHERE = frozenset({404, 405, 410})
_REDIRECTS = range(300, 400)
_NOT_NOW = frozenset({408, *range(500, 600)})
_UNNAMED = 500
"""What an error without a status is taken for."""
_LONGEST_SENTENCE = 200
_STATUS = re.compile(r"[1-5][0-9]{2}", re.ASCII)
_KEPT = re.compile(r"[^a-z0-9]")


def json_of(response: Response, query: AddressQuery, *, api_key: str) -> JsonValue:
    """The body of an answer, or the error that stands in its place."""
    if response.status >= _FIRST_REFUSAL:
        raise refusal(response, query, api_key=api_key)
    if response.status != _OK:
        raise unreadable()
    try:
        body = response.json()
    except InvalidValueError:
        raise unreadable() from None
    status, _ = _complaint(body)
    if status is not None:
        raise refusal(Response(status, body=response.body), query, api_key=api_key)
    return body


def unreadable() -> ProviderUnavailableError:
    """An answer that came, and cannot be read."""
    return ProviderUnavailableError(
        "OS Places answered in a form that is not in its specification. Try again later; if it stays so, report it.",
        code="os-places.unreadable",
    )


def refusal(response: Response, query: AddressQuery, *, api_key: str) -> ProviderError:
    """The error for an answer that says no: one with a status of 300 or more."""
    status, http = response.status, f"HTTP {response.status}"
    if status == _BAD_REQUEST:
        return ProviderRefusedError(
            f"OS Places could not read the request ({http}){_sentence(response, query, api_key)}. "
            "Change what is asked.",
            code="os-places.bad-request",
        )
    if status in _KEY_REFUSED:
        return ProviderRefusedError(
            f"OS Places refused the key ({http}). Check that it is the key of a project to which OS Places API "
            "was added, and that the project is live.",
            code="os-places.key",
        )
    if status == _TOO_MANY:
        return ProviderUnavailableError(
            f"OS Places takes no more requests just now ({http}). Try again later; where it happens often, "
            "share one rate limit between all that use the key.",
            code="os-places.too-many",
        )
    if status in _NOT_NOW:
        return ProviderUnavailableError(f"OS Places cannot answer ({http}). Try again later.", code="os-places.down")
    if status in _REDIRECTS or status in _ELSEWHERE:
        return ProviderRefusedError(
            f"OS Places is not at this address ({http}). Check base_url, and whether the API has moved.",
            code="os-places.address",
        )
    return ProviderRefusedError(f"OS Places refused the request ({http}). Change it.", code="os-places.refused")


def _sentence(response: Response, query: AddressQuery, api_key: str) -> str:
    """Its own words, where they are short and hold neither the key nor anything of what was asked."""
    try:
        _, text = _complaint(response.json())
    except InvalidValueError:
        return ""
    squeezed = _squeeze(text)
    if not text or len(text) > _LONGEST_SENTENCE or not text.isprintable():
        return ""
    if any(asked in squeezed for asked in (_squeeze(api_key), *_asked(query))):
        return ""
    return f": {text.rstrip('.')}"


def _complaint(body: JsonValue) -> tuple[int | None, str]:
    """Status and sentence of `{"error": {"statuscode": 400, "message": "…"}}`."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return None, ""
    status, text = str(error.get("statuscode")), error.get("message")
    return int(status) if _STATUS.fullmatch(status) else _UNNAMED, text if isinstance(text, str) else ""


def _asked(query: AddressQuery) -> Iterator[str]:
    """What of the question would tell somebody's home, squeezed: an empty text stands for "anything may"."""
    if query.postcode is not None:
        yield from map(_squeeze, (str(query.postcode), query.postcode.outward))
    elif query.uprn is not None:
        yield str(query.uprn)
    else:
        yield ""


def _squeeze(text: str) -> str:
    return _KEPT.sub("", text.casefold())
