"""One request and its answer, as values that do not show what they carry.

Header names are lower case, as HTTP compares them without case (RFC 9110 section 5.1). `repr`
shows neither header values, nor bodies, nor the query of the address: any of them may hold a key
or something a person told us.

>>> Request("GET", "https://pay.example/v1/payments?email=resident", headers={"Authorization": "Bearer 123"})
Request(method='GET', url='https://pay.example/v1/payments?•••', headers=('authorization',), body=0 bytes)
>>> Response(200, body=b'{"page": 1}').json()
{'page': 1}
>>> Response(502, body=b"<html>").json()
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the answer is not JSON (HTTP 502). \
Try again, or read the service's status page.
"""

import dataclasses
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from pydantic import JsonValue

from localgov_components.core import InvalidValueError

__all__ = ["Request", "Response"]

_JSON_TYPE = "application/json"
_HIDDEN = "•••"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Request:
    """What to ask: method, absolute address, headers and body."""

    method: str
    url: str
    _: dataclasses.KW_ONLY
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    body: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what is no address and no header; fold header names, and keep the mapping from being changed."""
        try:
            urlsplit(self.url)
        except ValueError:
            raise InvalidValueError("not a web address. Check its host.", code="transport.request") from None
        _require_printable(self.headers)
        object.__setattr__(self, "headers", _folded(self.headers))

    @classmethod
    def with_json(cls, method: str, url: str, data: object, *, headers: Mapping[str, str] | None = None) -> Self:
        """A request whose body is JSON, in UTF-8."""
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return cls(method, url, headers={**(headers or {}), "content-type": _JSON_TYPE}, body=body)

    @property
    def path(self) -> str:
        """Path of the address, without the query."""
        return urlsplit(self.url).path or "/"

    @property
    def query(self) -> Mapping[str, str]:
        """Values of the query by name; the last one wins where a name is repeated."""
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    def __repr__(self) -> str:
        """Method, address without its query, names of headers, length of the body."""
        address, question, _ = self.url.partition("?")
        shown = f"{address}?{_HIDDEN}" if question else address
        return f"Request(method={self.method!r}, url={shown!r}, headers={tuple(self.headers)!r}, {_length(self.body)})"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Response:
    """What came back: status, headers and body."""

    status: int
    _: dataclasses.KW_ONLY
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    body: bytes = b""

    def __post_init__(self) -> None:
        """Fold header names, and keep the mapping from being changed afterwards."""
        object.__setattr__(self, "headers", _folded(self.headers))

    @classmethod
    def with_json(cls, status: int, data: object) -> Self:
        """A response whose body is JSON, in UTF-8."""
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return cls(status, headers={"content-type": _JSON_TYPE}, body=body)

    def json(self) -> JsonValue:
        """The body read as JSON. Raises `InvalidValueError`, without quoting the body, if it is not."""
        try:
            value: JsonValue = json.loads(self.body)
        except (ValueError, RecursionError):
            raise InvalidValueError(
                f"the answer is not JSON (HTTP {self.status}). Try again, or read the service's status page.",
                code="transport.not-json",
            ) from None
        return value

    def __repr__(self) -> str:
        """Status, names of headers, length of the body."""
        return f"Response(status={self.status}, headers={tuple(self.headers)!r}, {_length(self.body)})"


def _folded(headers: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name.lower(): value for name, value in headers.items()})


def _require_printable(headers: Mapping[str, str]) -> None:
    """Refuse a value that could smuggle in another header; what an answer holds is for the answer to say."""
    for name, value in headers.items():
        if not (value.isascii() and value.isprintable()):
            raise InvalidValueError(
                f"the value of the header '{name}' is not printable ASCII. Look in it for line breaks and accents.",
                code="transport.header",
            )


def _length(body: bytes) -> str:
    return f"body={len(body)} bytes"
