"""Where each part of some rules is worked out: in the rows of the cases, or in those of the members it speaks of.

A place is a table whose rows are cases, members of a list, or pairs of members. What speaks of no member is worked out
once for a case, and what speaks of one once for each.

>>> from localgov_components.rules import Fact, Facts, exists, fact
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("bins")
...     members: Fact[list[Member]] = fact("members of the household")
>>> rule = exists(Household.members, lambda member: member.age > Household.bins)
>>> places = Places([rule])
>>> places.of(rule), places.of(rule.condition)
((), (Step(path='household.members', parent=None),))
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from localgov_components.rules.expressions import Expression
from localgov_components.rules.scopes import parts_first, spoken_of
from localgov_components.rules.tree import Aggregated, Binding, Quantified

__all__ = ["CASES", "Place", "Places", "Step", "Turn"]


class Step(NamedTuple):
    """A list whose members a row speaks of: its path, such as `household.members/member.jobs`.

    `parent` is the number of the step of whose member it is a list, where the row speaks of that one too.
    """

    path: str
    parent: int | None


Place = tuple[Step, ...]
"""A table, by the lists that its rows go over, outermost first."""

CASES: Place = ()
"""The table of the cases."""

Turn = tuple[int, ...]
"""For each step of one place, the number of the same member's step in another."""


class Places:
    """The places of all parts of some rules."""

    def __init__(self, roots: Sequence[Expression[Any]]) -> None:
        self._spoken_of = spoken_of(roots)
        self._has_pairs = False
        self._depths: dict[Binding, int] = {}
        self.paths: dict[Binding, str] = {}
        self._parents: dict[Binding, Binding | None] = {}
        over_members = [node for node in parts_first(roots) if isinstance(node, Quantified | Aggregated)]
        for node in reversed(over_members):  # a member is bound before it is spoken of
            self._note(node)

    def _note(self, node: Quantified | Aggregated[Any]) -> None:
        outside = self._spoken_of.get(id(node), ())
        self._has_pairs = self._has_pairs or bool(outside)
        self._depths[node.binding] = 1 + max((self._depths[each] for each in outside), default=0)
        members: Any = node.members
        self._parents[node.binding] = members.of
        self.paths[node.binding] = members.id if members.of is None else f"{self.paths[members.of]}/{members.id}"

    @property
    def has_pairs(self) -> bool:
        """Whether some part speaks of several members at once: then members must be told apart."""
        return self._has_pairs

    def bindings_of(self, *nodes: Expression[Any] | None) -> tuple[Binding, ...]:
        """The members that some nodes speak of, outermost first."""
        found = {each for node in nodes if node is not None for each in self._spoken_of.get(id(node), ())}
        return self.in_order(found)

    def in_order(self, bindings: Iterable[Binding]) -> tuple[Binding, ...]:
        """Members, outermost first."""
        return tuple(sorted(bindings, key=self._depths.__getitem__))

    def of(self, node: Expression[Any]) -> Place:
        """The place of a node."""
        return self.place(self.bindings_of(node))

    def place(self, bindings: Sequence[Binding]) -> Place:
        """The place whose rows speak of some members."""
        numbers = {binding: number for number, binding in enumerate(bindings)}
        return tuple(
            Step(self.paths[each], None if (parent := self._parents[each]) is None else numbers.get(parent))
            for each in bindings
        )
