"""The value of an expression for what is known: a value, or unknown and why.

Strong Kleene logic for `all_of`, `any_of` and `not_`. Everything else is unknown while a part it
needs is unknown; a choice is unknown while a condition it must try is unknown.

>>> from localgov_components.rules import Fact, Facts, Known, all_of, fact
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> evaluate(all_of(Household.adults > 1, Household.blue_badge), Known({"household.adults": 1}))
False
>>> evaluate(all_of(Household.adults > 1, Household.blue_badge), Known({"household.adults": 2}))
Unknown('not-asked', 'household.blue_badge')
"""

import operator
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar, get_origin

from localgov_components.core.errors import InvalidValueError, NotFoundError
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
    children,
)
from localgov_components.rules.known import Known, Unknown

__all__ = ["NO_POLICY", "PolicyLookup", "evaluate", "facts_read", "policy_read"]

T = TypeVar("T")

_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


class PolicyLookup(Protocol):
    """Where policy values come from: one already bound to a date."""

    def value(self, key: str) -> Any:
        """The value in force, or `NotFoundError` naming the key: never a default."""


class _NoPolicy:
    """A lookup that holds nothing."""

    def value(self, key: str) -> Any:
        """Refuse every key."""
        raise NotFoundError(f"no policy value '{key}': no policy was given. Pass policy=…", code="policy.missing")


NO_POLICY: PolicyLookup = _NoPolicy()


def evaluate(expression: Expression[T], known: Known, *, policy: PolicyLookup = NO_POLICY) -> T | Unknown:
    """The value of an expression, or `Unknown` with the facts on which it hangs."""
    return _EVALUATE[type(expression)](expression, known, policy)  # type: ignore[no-any-return]


def facts_read(expression: Expression[Any]) -> tuple[str, ...]:
    """Ids of every fact that an expression mentions, in the order of first mention."""
    return tuple(dict.fromkeys(node.id for node in _nodes(expression) if isinstance(node, FactRef)))


def policy_read(expression: Expression[Any]) -> tuple[PolicyRef[Any], ...]:
    """Every policy value that an expression mentions, once for each type."""
    found = (node for node in _nodes(expression) if isinstance(node, PolicyRef))
    return tuple({(node.key, node.value_type): node for node in found}.values())


def _nodes(expression: Expression[Any]) -> list[Expression[Any]]:
    found: dict[int, Expression[Any]] = {}
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:  # a definition that many parts share is read once
            found[id(node)] = node
            waiting.extend(reversed(children(node)))
    return list(found.values())


def _fact(node: FactRef[Any], known: Known, _: PolicyLookup) -> Any:
    value = known[node.id]
    if type(value) is node.value_type or isinstance(value, Unknown) or _fits(value, node.value_type):
        return value
    raise InvalidValueError(
        f"the fact '{node.id}' is {node.value_type.__name__}, and what is known is {type(value).__name__}. "
        "Read what comes from outside with Known.parse.",
        code="fact.type",
    )


def _fits(value: object, kind: type) -> bool:
    """Whether a value of another type will do: not true for 1, nor an instant for a day."""
    return isinstance(value, get_origin(kind) or kind) and not isinstance(value, bool | datetime)


def _all_of(node: AllOf, known: Known, policy: PolicyLookup) -> bool | Unknown:
    return _join(node.parts, known, policy, decisive=False)


def _any_of(node: AnyOf, known: Known, policy: PolicyLookup) -> bool | Unknown:
    return _join(node.parts, known, policy, decisive=True)


def _join(parts: tuple[Expression[bool], ...], known: Known, policy: PolicyLookup, *, decisive: bool) -> bool | Unknown:
    unknowns: list[Unknown] = []
    for part in parts:
        value = evaluate(part, known, policy=policy)
        if isinstance(value, Unknown):
            unknowns.append(value)
        elif value is decisive:
            return decisive
    return _together(unknowns) if unknowns else not decisive


def _not(node: Not, known: Known, policy: PolicyLookup) -> bool | Unknown:
    value = evaluate(node.part, known, policy=policy)
    return value if isinstance(value, Unknown) else not value


def _binary(node: Comparison | Arithmetic[Any], known: Known, policy: PolicyLookup) -> Any:
    sides = (evaluate(node.left, known, policy=policy), evaluate(node.right, known, policy=policy))
    unknowns = [side for side in sides if isinstance(side, Unknown)]
    return _together(unknowns) if unknowns else _OPERATORS[node.operator](*sides)


def _one_of(node: OneOf, known: Known, policy: PolicyLookup) -> bool | Unknown:
    value = evaluate(node.subject, known, policy=policy)
    return value if isinstance(value, Unknown) else value in [option.value for option in node.options]


def _choice(node: Choice[Any], known: Known, policy: PolicyLookup) -> Any:
    for condition, value in node.branches:
        holds = evaluate(condition, known, policy=policy)
        if isinstance(holds, Unknown):
            return holds
        if holds:
            return evaluate(value, known, policy=policy)
    return evaluate(node.otherwise, known, policy=policy)


def _together(unknowns: list[Unknown]) -> Unknown:
    facts = dict.fromkeys(fact for unknown in unknowns for fact in unknown.facts)
    return Unknown(unknowns[0].reason, tuple(facts))


_EVALUATE: Mapping[type, Callable[[Any, Known, PolicyLookup], Any]] = {
    FactRef: _fact,
    Constant: lambda node, _known, _policy: node.value,
    PolicyRef: lambda node, _, policy: policy.value(node.key),
    Definition: lambda node, known, policy: evaluate(node.expression, known, policy=policy),
    Comparison: _binary,
    Arithmetic: _binary,
    OneOf: _one_of,
    AllOf: _all_of,
    AnyOf: _any_of,
    Not: _not,
    Choice: _choice,
}
"""One function for each kind of node; a kind without one cannot be built."""
