"""Canonical JSON: one text for one value, so that it can be hashed and compared.

Keys sorted, no spaces, UTF-8 as it is, and nothing that JSON does not have (RFC 8259 knows neither
NaN nor infinity). What is written is exactly what will be read: a tuple, a date, a key that is not
text, or an amount that was not made into text first, is refused rather than changed on the way.

>>> canonical_json({"bins": 2, "address": {"town": "Ambleford"}})
'{"address":{"town":"Ambleford"},"bins":2}'
>>> canonical_json({"price": float("nan")})
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not JSON: a number that is not finite. Leave it out or give null.
"""

import json
import math

from pydantic import JsonValue

from localgov_components.core.errors import InvalidValueError

__all__ = ["canonical_json"]


def canonical_json(value: JsonValue) -> str:
    """The one text of a JSON value; raises `InvalidValueError` for anything else."""
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _check(value: object) -> None:
    """Refuse what `json.dumps` would change in silence or write as no JSON at all."""
    match value:
        case dict():
            for key, inner in value.items():
                _check_key(key)
                _check(inner)
        case list():
            for inner in value:
                _check(inner)
        case str():
            _check_text(value)
        case float() if not math.isfinite(value):
            raise InvalidValueError(
                "not JSON: a number that is not finite. Leave it out or give null.", code="storage.not-finite"
            )
        case None | bool() | int() | float():
            return
        case _:
            raise InvalidValueError(
                f"not JSON: a {type(value).__name__}. Give text, a number, true, false, null, a list or a dict.",
                code="storage.not-json",
            )


def _check_key(key: object) -> None:
    if not isinstance(key, str):
        raise InvalidValueError(
            f"not JSON: a key that is a {type(key).__name__}. Make every key text.", code="storage.not-json"
        )
    _check_text(key)


def _check_text(text: str) -> None:
    """Half of a surrogate pair has no UTF-8, and no database takes it."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidValueError(
            "not JSON: text with half of a surrogate pair. Decode it as UTF-8 first.", code="storage.not-utf-8"
        )
