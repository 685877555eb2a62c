"""The types that a document names, and values of them written in a rule.

A word stands for a type, the same as in a policy file, or the word with which an identifier's error
codes begin; no other class is ever named, and none is imported by its name. True, false, whole numbers and
text are written as they are; any other value under its type's word.

>>> from localgov_components.money import Money
>>> written_value(Money("16000")), written_value(3), written_value(date(2026, 4, 1))
({'money': '16000.00'}, 3, {'date': '2026-04-01'})
>>> read_value("money", "16000.00")
Money('16000.00')
>>> read_value("money", "£16,000.00"), spelling_of("money")
(None, '"12.34"')
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from pydantic import JsonValue

from localgov_components.money import Money

__all__ = ["POLICY_TYPES", "read_value", "spelling_of", "type_words", "types_by_word", "value_words", "written_value"]

POLICY_TYPES: Mapping[str, type] = {
    "boolean": bool,
    "integer": int,
    "decimal": Decimal,
    "money": Money,
    "date": date,
    "text": str,
}
"""Types of policy values by their words."""

_AS_THEY_ARE = (bool, int, str)


@cache
def types_by_word() -> Mapping[str, type]:
    """Every type that has a word."""
    from localgov_components import identifiers

    kinds = [getattr(identifiers, name) for name in identifiers.__all__]
    named = {
        kind.slug: kind
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, identifiers.Identifier) and kind is not identifiers.Identifier
    }
    return {**POLICY_TYPES, **named}


@cache
def value_words() -> tuple[str, ...]:
    """The words under which values are written: those of all types but those whose values are written as they are."""
    return tuple(word for word, kind in types_by_word().items() if kind not in _AS_THEY_ARE)


@cache
def type_words() -> Mapping[type, str]:
    """The word of every type that has one."""
    return {kind: word for word, kind in types_by_word().items()}


def written_value(value: Any) -> JsonValue | None:
    """A value of a type that has a word, as it is written in a rule; None for any other."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value  # type: ignore[no-any-return]
    word = type_words().get(kind)
    return None if word is None else {word: _text(value)}


def read_value(word: str, text: object) -> Any | None:
    """The value that is written under a type's word; None where the text is not the one spelling of any."""
    kind = types_by_word()[word]
    value = _read(kind, text) if isinstance(text, str) else None
    return None if value is None or _text(value) != text else value


def spelling_of(word: str) -> str:
    """How a value of a type is written, to be told to whoever wrote it otherwise."""
    return _EXAMPLES.get(types_by_word()[word], f"a {word} as str(…) gives it")


_EXAMPLES: Mapping[type, str] = {Money: '"12.34"', Decimal: '"0.2"', date: '"2026-04-01"'}
_LONGEST_DECIMAL = 40


def _read(kind: Any, text: str) -> Any:
    read = _READERS.get(kind)
    try:
        return kind.parse(text, allow_example=True) if read is None else read(text)
    except (ValueError, InvalidOperation):  # a refusal of ours is a ValueError too
        return None


def _decimal(text: str) -> Decimal | None:
    value = Decimal(text) if len(text) <= _LONGEST_DECIMAL else None
    return value if value is None or value.is_finite() else None


_READERS: Mapping[type, Callable[[str], Any]] = {
    Money: Money.parse,
    Decimal: _decimal,
    date: date.fromisoformat,
}


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(abs(value) if value == 0 else value, "f")  # nothing has no sign
    return value.isoformat() if isinstance(value, date) else str(value)
