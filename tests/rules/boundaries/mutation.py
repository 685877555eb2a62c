"""Rules with one small mistake in them: a constant a step off, another operator, a part left out."""

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from localgov_components.money import Money, Rounding
from localgov_components.rules import Expression
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Comparison,
    Constant,
    Divided,
    Extreme,
    Not,
    Quantified,
    Rounded,
    children,
)

__all__ = ["mutants"]

_EQUALITY, _ORDER = ("==", "!="), (">", ">=", "<", "<=")
_STEPS: dict[type, Any] = {
    int: 1,
    Money: Money("0.01"),
    Decimal: Decimal("0.01"),
    date: timedelta(days=1),
}


def mutants(rule: Expression[Any]) -> Iterator[tuple[str, Expression[Any]]]:
    """Each rule that differs in one place, and what differs."""
    for node in nodes_of(rule):
        for what, changed in _changes(node):
            yield f"{type(node).__name__}: {what}", _rebuilt(rule, {id(node): changed})


def _changes(node: Any) -> Iterator[tuple[str, Expression[Any]]]:  # noqa: ANN401, C901 - one case for each kind
    match node:
        case Constant():
            yield from ((f"{node.value} is {other}", Constant(other, node.measure)) for other in _others(node.value))
        case Comparison():
            among = _EQUALITY if node.operator in _EQUALITY else (*_EQUALITY, *_ORDER)
            others = (each for each in among if each != node.operator)
            yield from ((f"{node.operator} is {each}", dataclasses.replace(node, operator=each)) for each in others)  # type: ignore[arg-type]
        case AllOf() | AnyOf():
            yield "joined the other way", (AnyOf if isinstance(node, AllOf) else AllOf)(node.parts)
            for number in range(len(node.parts)):
                rest = node.parts[:number] + node.parts[number + 1 :]
                yield f"without part {number}", dataclasses.replace(node, parts=rest)
        case Not():
            yield "left out", node.part
        case Extreme():
            how = "smaller" if node.how == "larger" else "larger"
            yield how, dataclasses.replace(node, how=how)  # type: ignore[arg-type]
        case Quantified():
            quantifier = "every" if node.how == "exists" else "exists"
            yield quantifier, dataclasses.replace(node, how=quantifier)  # type: ignore[arg-type]
        case Aggregated():
            if node.where is not None:
                yield "of all members", dataclasses.replace(node, where=None)
            if node.how in ("min", "max"):
                how = "min" if node.how == "max" else "max"
                yield how, dataclasses.replace(node, how=how)  # type: ignore[arg-type]
        case Rounded() | Divided():
            yield "rounded down", dataclasses.replace(node, rounding=Rounding.DOWN)
        case _:
            return


def _others(value: Any) -> list[Any]:  # noqa: ANN401 - any constant
    if isinstance(value, Enum):
        return [each for each in type(value) if each is not value]
    if isinstance(value, str):
        return [f"{value}x"]
    return [value - _STEPS[type(value)], value + _STEPS[type(value)]]


def _rebuilt(rule: Expression[Any], changed: dict[int, Expression[Any]]) -> Expression[Any]:
    """The same rule with some nodes exchanged; what is shared stays shared."""
    if id(rule) not in changed:
        fields = {field.name: getattr(rule, field.name) for field in dataclasses.fields(rule)}  # type: ignore[arg-type]
        renewed = {name: _renewed(value, changed) for name, value in fields.items()} if children(rule) else {}
        changed[id(rule)] = dataclasses.replace(rule, **renewed) if renewed else rule  # type: ignore[type-var]
    return changed[id(rule)]


def _renewed(value: Any, changed: dict[int, Expression[Any]]) -> Any:  # noqa: ANN401 - any field of a node
    if isinstance(value, Expression):
        return _rebuilt(value, changed)
    return tuple(_renewed(each, changed) for each in value) if isinstance(value, tuple) else value
