"""Conditions that hold in no case at all, as far as can be seen without trying cases.

Seen are conditions that are always the same, values beyond what a fact may have, and conditions that contradict one
another about one and the same value: more than 5 and less than 3. What is not seen here may still never hold.

>>> from localgov_components.rules import Fact, Facts, all_of, fact, not_
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> much, some = all_of(Household.bins > 5, Household.badge, Household.bins < 3), Household.bins > 3
>>> either = not_(all_of(Household.badge, not_(Household.badge)))
>>> seen = Certainty([much, some, either])
>>> seen.never_holds(much), seen.never_holds(some), seen.always_holds(either)
(True, False, True)
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from localgov_components.eligibility.checking.domain import Domain
from localgov_components.eligibility.checking.sameness import Sameness
from localgov_components.rules import Condition, Expression
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import (
    AllOf,
    AnyOf,
    Choice,
    Comparison,
    Constant,
    Definition,
    Not,
    OneOf,
    Quantified,
)

__all__ = ["Certainty"]

_OPPOSITE: Mapping[str, str] = {"==": "!=", "!=": "==", ">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_MIRRORED: Mapping[str, str] = {"==": "==", "!=": "!=", ">": "<", "<": ">", ">=": "<=", "<=": ">="}
_SIGNS: Mapping[str, frozenset[int]] = {
    "==": frozenset({0}), "!=": frozenset({-1, 1}), ">": frozenset({1}), "<": frozenset({-1}),
    ">=": frozenset({0, 1}), "<=": frozenset({-1, 0}),
}  # fmt: skip

_Atom: TypeAlias = tuple[Condition, bool]
"""A condition that is not made of others, and whether it is to hold."""


class Certainty:
    """What is certain of the conditions in some rules, whatever the case."""

    def __init__(self, expressions: Iterable[Expression[Any]]) -> None:
        self._same = Sameness()
        self._impossible: dict[tuple[int, bool], bool] = {}
        for node in parts_first(expressions):
            if node.value_type is bool:
                for wanted in (True, False):
                    self._impossible[id(node), wanted] = self._look(node, wanted=wanted)

    def never_holds(self, condition: Condition) -> bool:
        """Whether a condition, which is a part of the rules, is seen to hold in no case."""
        return self._impossible[id(condition), True]

    def always_holds(self, condition: Condition) -> bool:
        """Whether it is seen to hold in every case in which it is known."""
        return self._impossible[id(condition), False]

    def _look(self, node: Condition, *, wanted: bool) -> bool:
        match node:
            case Constant():
                return node.value is not wanted
            case Definition() | Not():
                part = node.part if isinstance(node, Not) else node.expression
                return self._impossible[id(part), wanted is not isinstance(node, Not)]
            case AllOf() | AnyOf():
                return self._of_joined(node, wanted=wanted)
            case Choice():
                possible = [value for condition, value in node.branches if not self.never_holds(condition)]
                return all(self._impossible[id(value), wanted] for value in (*possible, node.otherwise))
            case Quantified() if wanted is (node.how == "exists"):
                return self._impossible[id(node.condition), wanted]
            case _:
                return self._contradict([(node, wanted)])

    def _of_joined(self, node: AllOf | AnyOf, *, wanted: bool) -> bool:
        impossible = [self._impossible[id(part), wanted] for part in node.parts]
        if wanted is isinstance(node, AllOf):
            return any(impossible) or self._contradict(_atoms(node, wanted=wanted))
        return all(impossible)

    def _contradict(self, atoms: Iterable[_Atom]) -> bool:
        """Whether conditions about the same values leave none of them."""
        domains: dict[int, Domain] = {}
        signs: dict[tuple[int, int], frozenset[int]] = {}
        for node, wanted in atoms:
            if isinstance(node, Comparison):
                self._narrow(node, domains, signs, wanted=wanted)
            elif isinstance(node, OneOf):
                options = [option.value for option in node.options if isinstance(option, Constant)]
                domain = self._domain(node.subject, domains)
                if not wanted:
                    domain.refuse(options)
                elif len(options) == len(node.options):
                    domain.keep(options)
            else:
                self._domain(node, domains).keep([wanted])
        return any(domain.is_empty for domain in domains.values()) or not all(signs.values())

    def _narrow(
        self,
        node: Comparison,
        domains: dict[int, Domain],
        signs: dict[tuple[int, int], frozenset[int]],
        *,
        wanted: bool,
    ) -> None:
        left, right, operator = node.left, node.right, node.operator if wanted else _OPPOSITE[node.operator]
        if isinstance(left, Constant):
            left, right, operator = right, left, _MIRRORED[operator]
        if isinstance(right, Constant):
            self._domain(left, domains).compare(operator, right.value)
            return
        key = (self._same.of(left), self._same.of(right))
        if key[0] > key[1]:
            key, operator = (key[1], key[0]), _MIRRORED[operator]
        possible = frozenset({0}) if key[0] == key[1] else frozenset({-1, 0, 1})
        signs[key] = signs.get(key, possible) & _SIGNS[operator]

    def _domain(self, subject: Expression[Any], domains: dict[int, Domain]) -> Domain:
        return domains.setdefault(self._same.of(subject), Domain.of(_bare(subject)))


def _atoms(node: Condition, *, wanted: bool) -> Iterator[_Atom]:
    """What must hold together, as far down as it is joined so, each part once."""
    waiting, seen = [(node, wanted)], set()
    while waiting:
        node, wanted = waiting.pop()
        if (id(node), wanted) in seen:
            continue
        seen.add((id(node), wanted))
        match node:
            case Definition():
                waiting.append((node.expression, wanted))
            case Not():
                waiting.append((node.part, not wanted))
            case AllOf() | AnyOf() if wanted is isinstance(node, AllOf):
                waiting += [(part, wanted) for part in node.parts]
            case _:
                yield node, wanted


def _bare(subject: Expression[Any]) -> Expression[Any]:
    """A part without the names it was given."""
    while isinstance(subject, Definition):
        subject = subject.expression
    return subject
