"""A policy value as it is written: in a policy file, or in a policy document.

Money and decimals are text with exactly their digits, dates are like 2026-04-01, and the rest is
what TOML and JSON have for it. A number is never taken for a date, nor a date with a time for a day.

>>> read_written("48.00", Money), written(Money("48"))
(Money('48.00'), '48.00')
>>> read_written(86400, date)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a day. Write it as text, like 2026-05-01
"""

from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money
from localgov_components.policy.values import VALUE_TYPES
from localgov_components.rules.plain_values import read_plain

__all__ = ["TYPE_WORDS", "read_written", "written"]

TYPE_WORDS = {kind: word for word, kind in VALUE_TYPES.items()}
"""The word for a type in a policy file."""

_SPELLINGS = {
    bool: "true or false. Write it without quotes",
    int: "a whole number. Write it without quotes, like 3",
    str: 'text. Write it in quotes, like "A"',
}
"""Types whose values are written as TOML and JSON have them, and not in quotes as a table or a form must."""


def read_written(given: object, kind: type, *, kept: bool = False) -> object:
    """A value of the type, from what is written, or what `written` wrote where it is `kept`.

    Raises `InvalidValueError`, without the value in it.
    """
    if kind in _SPELLINGS and type(given) is not kind:
        raise InvalidValueError(f"not {_SPELLINGS[kind]}", code="policy.value")
    try:
        value: object = read_plain(given, kind, kept=kept)
    except InvalidValueError as error:
        message = str(error).removesuffix(".")
    else:
        return value
    raise InvalidValueError(message, code="policy.value")


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
