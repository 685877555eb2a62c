"""A value as a person writes it: `£16,000.00`, `1 May 2026`, `yes`.

Numbers have a comma between thousands, as the style guides of councils have it, and a decimal is written
out, without the zeros at its end.

>>> from decimal import Decimal
>>> from localgov_components.money import Money
>>> [read_value(value) for value in (Money("16000"), Decimal("1E+4"), Decimal("0.250"), True, 1250)]
['£16,000.00', '10,000', '0.25', 'yes', '1,250']
>>> read_value(True, language="cy")
'ie'
"""

import re
from datetime import date
from decimal import Decimal
from enum import Enum

from localgov_components.calendars import format_date
from localgov_components.core.messages import package_catalogue
from localgov_components.core.value import Value
from localgov_components.money import Money
from localgov_components.rules.known import Judgement, Members, Unknown, UnknownReason
from localgov_components.rules.measures import Per

__all__ = ["read_amount", "read_value"]

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")


def read_value(value: object, *, language: str = "en") -> str:  # noqa: PLR0911 - one line for each type
    """A value in words and figures.

    Of a list of members only the number is read; of a judgement the value; of an unknown the reason. A member of an
    enum reads as its `label` where it has one, else as its text with spaces.
    """
    match value:
        case Money():
            return value.format(language=language)
        case bool():
            return _word("yes" if value else "no", language)
        case UnknownReason() | Unknown():
            reason = value if isinstance(value, UnknownReason) else value.reason
            return _word(f"unknown.{reason}", language)
        case Enum():
            return _option(value)
        case int() | Decimal():
            return _number(value)
        case date():
            return format_date(value, language=language)
        case Members():
            return _members(value, language)
        case Judgement():
            return read_value(value.value, language=language)
        case Value():
            return _identifier(value)
        case _:
            return str(value)


def read_amount(value: object, per: Per | None, *, language: str = "en") -> str:
    """A value with the period that it is for: `£10.00 a week`."""
    text = read_value(value, language=language)
    return package_catalogue().text(f"rules.per.{per}", language, amount=text) if per else text


def _number(value: int | Decimal) -> str:
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _option(value: Enum) -> str:
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label
    if isinstance(value.value, str):
        return re.sub("[-_]", " ", value.value) if _SLUG.fullmatch(value.value) else value.value
    return value.name.replace("_", " ").lower() if len(value.name) > 1 else value.name


def _identifier(value: Value) -> str:
    from localgov_components.identifiers import Identifier  # rules that name none need not load them all

    return value.format() if isinstance(value, Identifier) else str(value)


def _members(value: Members, language: str) -> str:
    number = len(value)
    one = "-one" if number == 1 else ""
    text = _word(f"members{one}", language, number=str(number))
    return text if value.complete else _word("members-known", language, members=text)


def _word(key: str, language: str, **parts: str) -> str:
    return package_catalogue().text(f"rules.value.{key}", language, **parts)
