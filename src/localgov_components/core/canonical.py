"""Canonical JSON: one text for one value, so that it can be hashed and compared.

Keys are sorted by code point, there are no spaces, and text is written as it is, in UTF-8. What is
written is exactly what will be read: a tuple, a date, a key that is not text, or an amount that was
not made into text first, is refused rather than changed on the way. So is what JSON does not have
(RFC 8259 knows neither NaN nor infinity) and what a reader may turn away (see `MOST_DEPTH`,
`MOST_DIGITS`). A hash never changes between versions of this package.

This is not the scheme of RFC 8785: whole numbers stay whole and keep every digit, 1.0 is not 1, and
a float is written as Python writes it.

>>> canonical_json({"bins": 2, "address": {"town": "Ambleford"}})
'{"address":{"town":"Ambleford"},"bins":2}'
>>> canonical_hash({"bins": 2})[:12]
'7f0fd5f9e25b'
>>> canonical_json({"price": float("nan")})
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not JSON: a number that is not finite. Leave it out or give null.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from localgov_components.core.errors import InvalidValueError

if TYPE_CHECKING:
    from pydantic import JsonValue

__all__ = ["MOST_DEPTH", "MOST_DIGITS", "canonical_hash", "canonical_json"]

MOST_DEPTH = 300
"""Lists and objects within each other, at most."""

MOST_DIGITS = 400
"""Digits of a number at most, written out without an exponent: every double fits (IEEE 754: 5e-324 to 1.8e308)."""

_LARGEST = 10**MOST_DIGITS
_PLAIN = frozenset({str, bool, type(None)})
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(value: "JsonValue") -> str:
    """The one text of a JSON value.

    Raises `InvalidValueError` for anything that JSON does not have; its message names a type, never a value.
    """
    _check(value)
    text = _ENCODER.encode(value)
    if not text.isascii():
        _check_utf_8(text)
    return text


def canonical_hash(value: "JsonValue") -> str:
    """SHA-256, in hexadecimal, of the canonical text in UTF-8."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _check(value: object) -> None:
    """Refuse what `json` would change in silence, write as no JSON at all, or never finish."""
    level: list[Iterable[object]] = [(value,)]
    for _ in range(MOST_DEPTH + 1):
        inner: dict[int, Iterable[object]] = {}  # by identity: a list that holds itself twice does not multiply
        for part in chain.from_iterable(level):
            if type(part) in _PLAIN:
                continue
            if isinstance(part, dict):
                _check_keys(part)
                inner[id(part)] = part.values()
            elif isinstance(part, list):
                inner[id(part)] = part
            else:
                _check_scalar(part)
        if not inner:
            return
        level = list(inner.values())
    raise InvalidValueError(
        f"not JSON that can be kept: more than {MOST_DEPTH} lists and objects within each other. Make it flatter.",
        code="json.too-deep",
    )


def _check_keys(mapping: Mapping[object, object]) -> None:
    for key in mapping:
        if not isinstance(key, str):
            raise InvalidValueError(
                f"not JSON: a key that is a {type(key).__name__}. Make every key text.", code="json.key"
            )


def _check_scalar(value: object) -> None:
    match value:
        case float() if not math.isfinite(value):
            raise InvalidValueError(
                "not JSON: a number that is not finite. Leave it out or give null.", code="json.not-finite"
            )
        case int() if not -_LARGEST < value < _LARGEST:
            raise InvalidValueError(
                f"not JSON that can be kept: a number of more than {MOST_DIGITS} digits. Give it as text.",
                code="json.too-long",
            )
        case str() | int() | float():
            return
        case _:
            raise InvalidValueError(
                f"not JSON: a {type(value).__name__}. Give text, a number, true, false, null, a list or a dict.",
                code="json.type",
            )


def _check_utf_8(text: str) -> None:
    """Half of a surrogate pair has no UTF-8, and no database takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(
            "not JSON: text with half of a surrogate pair. Decode it as UTF-8 first.", code="json.surrogate"
        ) from None
