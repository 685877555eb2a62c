"""A rule as JSON, and the hash that names it for good.

The JSON form is complete and has one spelling, so that its SHA-256 names the rule: a decision
record that holds the hash tells for ever which rule decided. `LANGUAGE_VERSION` is part of it.

>>> from localgov_components.rules.expressions import policy_value
>>> from localgov_components.money import Money
>>> as_json(policy_value("price", Money) > Money("10"))
{'compare': '>', 'left': {'policy': 'price', 'type': 'Money'}, 'right': {'value': '10.00', 'type': 'Money'}}
>>> content_hash(policy_value("price", Money))[:12]
'4e9c1efc5ec0'
"""

import hashlib
import json
from typing import Any

from pydantic import JsonValue, TypeAdapter

from localgov_components.core.errors import NotSupportedError
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

__all__ = ["LANGUAGE_VERSION", "as_json", "canonical_hash", "content_hash"]

LANGUAGE_VERSION = 1
"""Version of the rule language; part of every hash."""


def as_json(expression: Expression[Any]) -> dict[str, JsonValue]:  # noqa: C901, PLR0911 - one line for each kind of node
    """The tree as plain JSON data."""
    match expression:
        case FactRef():
            return {"fact": expression.id, "type": _type(expression)}
        case Constant():
            return {"value": _value(expression), "type": _type(expression)}
        case PolicyRef():
            return {"policy": expression.key, "type": _type(expression)}
        case Definition():
            named: dict[str, JsonValue] = {"define": expression.name, "as": as_json(expression.expression)}
            return named | {"label": expression.label, "cites": expression.cites}
        case Comparison():
            return {
                "compare": expression.operator,
                "left": as_json(expression.left),
                "right": as_json(expression.right),
            }
        case Arithmetic():
            return {"sum": expression.operator, "left": as_json(expression.left), "right": as_json(expression.right)}
        case OneOf():
            return {"subject": as_json(expression.subject), "one_of": [as_json(part) for part in expression.options]}
        case AllOf():
            return {"all_of": [as_json(part) for part in expression.parts]}
        case AnyOf():
            return {"any_of": [as_json(part) for part in expression.parts]}
        case Not():
            return {"not": as_json(expression.part)}
        case Choice():
            branches: list[JsonValue] = [{"when": as_json(c), "then": as_json(v)} for c, v in expression.branches]
            return {"choose": branches, "otherwise": as_json(expression.otherwise)}
        case _:
            message = f"{type(expression).__name__} is not a kind of rule. Build rules with the names of this room."
            raise NotSupportedError(message, code="rule.kind")


def content_hash(expression: Expression[Any]) -> str:
    """SHA-256, in hexadecimal, of the rule and the language version."""
    return canonical_hash({"language": LANGUAGE_VERSION, "rule": as_json(expression)})


def canonical_hash(data: JsonValue) -> str:
    """SHA-256, in hexadecimal, of JSON data in its one canonical spelling."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _type(expression: Expression[Any]) -> str:
    return expression.value_type.__name__


def _value(constant: Constant[Any]) -> JsonValue:
    return TypeAdapter[Any](constant.value_type).dump_python(constant.value, mode="json")  # type: ignore[no-any-return]
