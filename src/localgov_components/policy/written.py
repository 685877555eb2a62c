"""A policy value as it is written: in a policy file, or in a policy document.

Money and decimals are text with exactly their digits, dates are like 2026-04-01, and the rest is
what TOML and JSON have for it. A number is never taken for a date, nor a date with a time for a day.

>>> read_written("48.00", Money), written(Money("48"))
(Money('48.00'), '48.00')
>>> read_written(86400, date)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: Input should be a valid date
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.model import without_inputs
from localgov_components.money import Money
from localgov_components.policy.values import VALUE_TYPES

__all__ = ["TYPE_WORDS", "read_written", "written"]

TYPE_WORDS = {kind: word for word, kind in VALUE_TYPES.items()}
"""The word for a type in a policy file."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ONLY_ITSELF = (bool, int, str)
"""Types whose values are written as TOML and JSON write them; Pydantic would else make a number of true."""


def read_written(given: object, kind: type) -> object:
    """A value of the type, from what is written. Raises `InvalidValueError`, without the value in it."""
    if kind is date and isinstance(given, str) and not _DAY.fullmatch(given):
        raise InvalidValueError("not a day such as 2026-04-01. Write year, month and day", code="policy.value")
    strict = kind in _ONLY_ITSELF or (kind is date and not isinstance(given, str))
    try:
        value: object = _reader(kind).validate_python(given, strict=strict)
    except ValidationError as error:
        raise InvalidValueError(without_inputs(error).errors()[0]["msg"], code="policy.value") from None
    return value


def written(value: object) -> JsonValue:
    """A value as it is written in JSON."""
    match value:
        case bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Money() | Decimal():
            return str(value)
        case _:
            raise InvalidValueError(
                f"a {type(value).__name__} is no policy value. There are: {', '.join(VALUE_TYPES)}.",
                code="policy.value",
            )


@cache
def _reader(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
