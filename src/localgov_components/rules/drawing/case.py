"""How the parts of some rules stand in one case: true, not true, not known, or not needed.

A part is not needed where it could be anything and change nothing. Of an `any_of` that is true, its true
parts are needed and no others; of a choice, the conditions up to the first that is true, and its value.

>>> from localgov_components.rules import Fact, Facts, any_of, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> either = any_of(Household.credit, Household.badge)
>>> case = CaseStates([either], Known({"household.credit": True}), on=date(2026, 5, 1))
>>> [str(case.state(node)) for node in (either, *either.parts)]
['true', 'true', 'not-needed']
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from localgov_components.rules.compiling import Program
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import (
    AllOf,
    AnyOf,
    Choice,
    Divided,
    children,
)

__all__ = ["CaseStates", "State"]


class State(StrEnum):
    """How a part of a rule stands in a case."""

    TRUE = "true"
    NOT_TRUE = "not-true"
    KNOWN = "known"
    """It has a value that is neither true nor false."""
    UNKNOWN = "not-known"
    NOT_NEEDED = "not-needed"


class CaseStates:
    """How each part of some sound rules stands in a case.

    Raises `NotFoundError` for a policy value that is missing and `InvalidValueError` for a fact of another type.
    """

    def __init__(
        self, rules: Sequence[Expression[Any]], known: Known, *, on: date, policy: PolicyLookup | None = None
    ) -> None:
        program = Program([], also=rules)
        self._values = program.bind(on=on, policy=NO_POLICY if policy is None else policy).trace(known)
        self._about_members = spoken_of(rules)
        self._needed = self._reached(rules)

    def state(self, node: Expression[Any], *, holds: bool = True) -> State | None:
        """How a part stands; with `holds=False`, how its denial does; None for one about a member of a list."""
        if id(node) in self._about_members:
            return None
        if id(node) not in self._needed:
            return State.NOT_NEEDED
        value = self.value(node)
        if value is None:
            return State.UNKNOWN
        if node.value_type is not bool:
            return State.KNOWN
        return State.TRUE if value is holds else State.NOT_TRUE

    def branch(self, choice: Choice[Any], number: int) -> State | None:
        """How one way of a choice stands: true where it is taken and what it gives is known.

        The last is taken where every condition is not true; it is known where any way would give the same.
        """
        standing = self.state(choice)
        if standing is None or standing is State.NOT_NEEDED:
            return standing
        conditions = [self.value(condition) for condition, _ in choice.branches]
        if True in conditions[:number]:
            return State.NOT_NEEDED
        is_last = number == len(conditions)
        gives = choice.otherwise if is_last else choice.branches[number][1]
        if is_last and None in conditions:
            return State.UNKNOWN if standing is State.UNKNOWN else State.KNOWN
        found = State.TRUE if is_last else self.state(choice.branches[number][0])
        return State.UNKNOWN if found is State.TRUE and self.value(gives) is None else found

    def value(self, node: Expression[Any]) -> Any:
        """Value of a part; None while it is unknown."""
        return self._values.value(node)

    def _reached(self, rules: Sequence[Expression[Any]]) -> set[int]:
        """The parts that are needed; inside a condition over members, all that is not about one of them."""
        seen: set[int] = set()
        waiting = list(rules)
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                waiting.extend(children(node) if id(node) in self._about_members else self._needed_by(node))
        return seen

    def _needed_by(self, node: Expression[Any]) -> Iterable[Expression[Any]]:
        match node:
            case AllOf() | AnyOf():
                return self._joined(node)
            case Choice():
                return self._tried(node)
            case Divided() if self._is_nothing(node.right):
                return node.right, node.if_zero
            case _:
                return children(node)

    def _joined(self, node: AllOf | AnyOf) -> Sequence[Expression[Any]]:
        decisive = isinstance(node, AnyOf)
        is_decided = self.value(node) is decisive
        return [part for part in node.parts if self.value(part) is decisive] if is_decided else node.parts

    def _tried(self, node: Choice[Any]) -> list[Expression[Any]]:
        tried: list[Expression[Any]] = []
        is_settled = self.value(node) is not None
        for condition, value in node.branches:
            holds = self.value(condition)
            if holds is not None or not is_settled:  # else it would give the same either way
                tried.append(condition)
            if holds is not False:
                tried.append(value)
            if holds is True:
                return tried
        return [*tried, node.otherwise]

    def _is_nothing(self, node: Expression[Any]) -> bool:
        value = self.value(node)
        return value is not None and not value
