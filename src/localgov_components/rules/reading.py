"""How a rule reads aloud.

The frame ("is more than", "none of these") comes from the package's catalogue in the reader's
language; the labels in it are those that the facts and definitions were declared with.

>>> from localgov_components.money import Money
>>> from localgov_components.rules.expressions import policy_value
>>> read_aloud(policy_value("capital_limit", Money) > Money("16000"))
'the capital limit is more than £16,000.00'
>>> read_aloud(policy_value("capital_limit", Money) > Money("16000"), holds=False)
'the capital limit is not more than £16,000.00'
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from localgov_components.calendars import format_date
from localgov_components.core.messages import package_catalogue
from localgov_components.money import Money
from localgov_components.rules.expressions import (
    AllOf,
    AnyOf,
    Arithmetic,
    Choice,
    Comparison,
    Constant,
    Definition,
    Expression,
    FactRef,
    Not,
    OneOf,
    PolicyRef,
)

__all__ = ["read_aloud", "read_value"]


def read_aloud(expression: Expression[Any], *, holds: bool = True, language: str = "en") -> str:
    """A rule in words; with `holds=False`, the words for when it does not hold."""
    return _READERS[type(expression)](expression, holds, language)


def read_value(value: object, *, language: str = "en") -> str:
    """A value as a person writes it: `£16,000.00`, `1 May 2026`."""
    match value:
        case Money():
            return value.format()
        case date():
            return format_date(value, language=language)
        case _:
            return str(value)


def _frame(key: str, language: str, **parts: str) -> str:
    return package_catalogue().text(f"rules.{key}", language, **parts)


def _fact(node: FactRef[Any], holds: bool, language: str) -> str:  # noqa: FBT001 - one shape for all readers
    if holds or node.value_type is not bool:
        return node.fact.label
    return node.fact.denied or _frame("denied", language, statement=node.fact.label)


def _definition(node: Definition[Any], holds: bool, language: str) -> str:  # noqa: FBT001
    return node.label if holds else node.denied or _frame("denied", language, statement=node.label)


_COMPARED = {"==": "equal", "!=": "differs", ">": "more", ">=": "at-least", "<": "less", "<=": "at-most"}


def _comparison(node: Comparison, holds: bool, language: str) -> str:  # noqa: FBT001
    sides = {side: read_aloud(part, language=language) for side, part in (("left", node.left), ("right", node.right))}
    return _frame(f"{_COMPARED[node.operator]}{'' if holds else '-not'}", language, **sides)


_CALCULATED = {"+": "plus", "-": "minus", "*": "times"}


def _arithmetic(node: Arithmetic[Any], _: bool, language: str) -> str:  # noqa: FBT001
    sides = {side: read_aloud(part, language=language) for side, part in (("left", node.left), ("right", node.right))}
    return _frame(_CALCULATED[node.operator], language, **sides)


def _one_of(node: OneOf, holds: bool, language: str) -> str:  # noqa: FBT001
    options = ", ".join(read_value(option.value, language=language) for option in node.options)
    subject = read_aloud(node.subject, language=language)
    return _frame(f"one-of{'' if holds else '-not'}", language, subject=subject, options=options)


def _joined(name: str, node: AllOf | AnyOf, holds: bool, language: str) -> str:  # noqa: FBT001
    parts = [read_aloud(part, language=language) for part in node.parts]
    if holds:
        return parts[0] if len(parts) == 1 else _frame(name, language, first="; ".join(parts[:-1]), last=parts[-1])
    return _frame(f"{name}-not", language, parts="; ".join(parts))


def _choice(node: Choice[Any], _: bool, language: str) -> str:  # noqa: FBT001
    branches = [
        _frame(
            "when",
            language,
            value=read_aloud(value, language=language),
            condition=read_aloud(condition, language=language),
        )
        for condition, value in node.branches
    ]
    otherwise = read_aloud(node.otherwise, language=language)
    return _frame("otherwise", language, branches="; ".join(branches), otherwise=otherwise)


_READERS: Mapping[type, Callable[[Any, bool, str], str]] = {
    FactRef: _fact,
    Constant: lambda node, _, language: read_value(node.value, language=language),
    PolicyRef: lambda node, _, language: _frame("policy", language, name=node.key.replace("_", " ")),
    Definition: _definition,
    Comparison: _comparison,
    Arithmetic: _arithmetic,
    OneOf: _one_of,
    AllOf: partial(_joined, "all-of"),
    AnyOf: partial(_joined, "any-of"),
    Not: lambda node, holds, language: read_aloud(node.part, holds=not holds, language=language),
    Choice: _choice,
}
