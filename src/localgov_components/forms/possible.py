"""The values of facts that could change a route: all of them, or enough of them.

A fact that is true or false, or an enumeration, is tried with every value. Of any other fact that a
condition compares, the constants it is compared with are tried, a step to either side of each, and
one other value: one from each stretch that the comparisons can tell apart. That is exhaustive
unless a fact is added up, compared with another fact, or of a type that no other value can be made
of; such facts are `sampled`.

>>> from localgov_components.forms.form import Page
>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, facts_of
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> page = Page("blue-badge", YesNo(Household.badge), ask_if=Household.adults > 1)
>>> values = PossibleValues.of(Form("concession", pages=[page], given=[Household.adults]))
>>> values(facts_of(Household)[0]), values.sampled
((0, 1, 2), frozenset())
"""

import operator
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from localgov_components.core.errors import InvalidValueError
from localgov_components.forms.form import Form
from localgov_components.money import Money
from localgov_components.rules import Expression, FactDeclaration, PolicyLookup, Unknown, UnknownReason, facts_read
from localgov_components.rules.evaluation import NO_POLICY
from localgov_components.rules.expressions import (
    AllOf,
    AnyOf,
    Comparison,
    Constant,
    Definition,
    FactRef,
    Not,
    OneOf,
    PolicyRef,
    children,
)

__all__ = ["SOMETHING", "PossibleValues", "conditions"]


SOMETHING = "…"
"""Stands for any value of a fact that no condition reads."""

_STEPS: Mapping[type, tuple[Any, Any]] = {
    int: (0, 1),
    Decimal: (Decimal(0), Decimal("0.0001")),
    Money: (Money.from_pence(0), Money.from_pence(1)),
    date: (date(2000, 1, 1), timedelta(days=1)),
}
"""For each type that has an order: a value to begin with, and the step to its neighbours."""


@dataclass(frozen=True, slots=True)
class PossibleValues:
    """For each fact that a condition reads, the values worth trying.

    Called with a fact, it gives them; for a fact that nothing reads, one value that stands for any.
    """

    values: Mapping[str, tuple[Any, ...]]
    sampled: frozenset[str]

    @classmethod
    def of(cls, form: Form, *, policy: PolicyLookup = NO_POLICY) -> "PossibleValues":
        """Work them out from the conditions of a form."""
        compared: dict[str, list[Any]] = {}
        sampled: set[str] = set()
        for node in (node for condition in conditions(form) for node in _nodes(condition)):
            constants = _constants(node, policy) if isinstance(node, Comparison | OneOf) else []
            mentioned = [part for part in _nodes(node) if isinstance(part, FactRef)]
            for fact in mentioned:
                compared.setdefault(fact.id, []).extend(c for c in constants if type(c) is fact.value_type)
            if not _is_plain(node):
                sampled.update(fact.id for fact in mentioned if _closed(fact.value_type) is None)
        facts = {fact.id: fact for fact in form.facts}
        values = {id_: _tried(facts[id_], constants) for id_, constants in compared.items() if id_ in facts}
        sampled.update(id_ for id_, tried in values.items() if isinstance(tried[-1], Unknown))
        # What a lookup is given must be walked too: it can be known or unknown.
        given = {fact.id for question in form.questions for fact in question.reads}
        return cls({**dict.fromkeys(given, (SOMETHING,)), **values}, frozenset(sampled))

    def __call__(self, fact: FactDeclaration) -> tuple[Any, ...]:
        """Values to try for a fact."""
        return self.values.get(fact.id, (SOMETHING,))


def conditions(form: Form) -> Iterator[Expression[bool]]:
    """Every condition of a form: those of its pages, then those of its exits."""
    yield from (page.ask_if for page in form.pages if page.ask_if is not None)
    yield from (exit_.when for exit_ in form.exits)


def _nodes(expression: Expression[Any]) -> Iterator[Expression[Any]]:
    yield expression
    for child in children(expression):
        yield from _nodes(child)


def _constants(node: Expression[Any], policy: PolicyLookup) -> list[Any]:
    parts = list(_nodes(node))
    written = [part.value for part in parts if isinstance(part, Constant)]
    return written + [policy.value(part.key) for part in parts if isinstance(part, PolicyRef)]


def _is_plain(node: Expression[Any]) -> bool:
    """Whether the values tried for the facts below tell everything about this node."""
    match node:
        case Comparison():
            return any(not facts_read(side) for side in (node.left, node.right)) and all(
                isinstance(_inner(side), FactRef | Constant | PolicyRef) for side in (node.left, node.right)
            )
        case OneOf():
            return isinstance(_inner(node.subject), FactRef)
        case _:
            return isinstance(node, FactRef | Constant | PolicyRef | Definition | AllOf | AnyOf | Not)


def _inner(expression: Expression[Any]) -> Expression[Any]:
    return _inner(expression.expression) if isinstance(expression, Definition) else expression


def _closed(kind: type) -> tuple[Any, ...] | None:
    if kind is bool:
        return (True, False)
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, Enum) else None


def _tried(fact: FactDeclaration, constants: Sequence[Any]) -> tuple[Any, ...]:
    closed = _closed(fact.type)
    if closed is not None:
        return closed
    if fact.type not in _STEPS:
        return (*dict.fromkeys(constants), _other(fact, constants))
    start, step = _STEPS[fact.type]
    return tuple(sorted({value for constant in constants or [start] for value in _around(constant, step)}))


def _other(fact: FactDeclaration, constants: Sequence[Any]) -> object:
    """A value of the fact that equals none of the constants; unknown where none can be made."""
    if fact.type is str:
        return SOMETHING * (1 + max((len(constant) for constant in constants), default=0))
    members: dict[str, object] = {
        "__slots__": (),
        "__eq__": _is,
        "__hash__": object.__hash__,
        "__repr__": lambda _: SOMETHING,
    }
    try:
        alike = type(fact.type.__name__, (fact.type,), members)
        return object.__new__(alike)  # of a class written in C, such as datetime, this is refused
    except TypeError:
        return Unknown(UnknownReason.NOT_ASKED, (fact.id,))


def _is(one: object, other: object) -> bool:
    return one is other


def _around(value: Any, step: Any) -> Iterator[Any]:  # noqa: ANN401 - of any type that has an order
    yield value
    for move in (operator.sub, operator.add):
        # At the end of what a type can hold there is no neighbour to try.
        with suppress(InvalidValueError, OverflowError):
            yield move(value, step)
