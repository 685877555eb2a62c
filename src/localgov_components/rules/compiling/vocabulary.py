"""What some rules read: facts of the case, columns of its lists, policy values; and what each part speaks of."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from localgov_components.rules.building import nodes_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.measures import Measure
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import Aggregated, Binding, FactRef, PolicyRef, Quantified, children

__all__ = ["Columns", "Vocabulary"]

Columns = tuple[tuple[FactDeclaration, "Columns | None"], ...]
"""Facts that are read of each member of a list; for one that is a list itself, its own columns."""

_NONE: frozenset[Binding] = frozenset()


class Vocabulary:
    """Everything that some rules read, found before code is generated.

    `facts` are the facts of the case by id, `policy` the references to policy, and `uses` how often each node is a
    part of another.
    """

    def __init__(self, roots: Sequence[Expression[Any]]) -> None:
        self.roots = tuple(roots)
        self.facts: dict[str, FactDeclaration] = {}
        self.policy: dict[tuple[str, Any, Measure | None], PolicyRef[Any]] = {}
        self.uses = Counter(id(root) for root in roots)
        self._lists: dict[int, str] = {}
        self._columns: dict[str, dict[str, FactDeclaration]] = {}
        for node in nodes_of(*roots):
            self.uses.update(id(part) for part in children(node))
            self._note(node)
        self._spoken_of = spoken_of(self.roots)

    def speaks_of(self, node: Expression[Any]) -> frozenset[Binding]:
        """The members that a node speaks of."""
        return self._spoken_of.get(id(node), _NONE)

    def columns(self, binding: Binding) -> Columns:
        """What is read of each member that a binding stands for."""
        return self._columns_at(self._lists[id(binding)])

    def columns_of(self, fact: FactDeclaration) -> Columns:
        """What is read of each member of a list that is a fact of the case."""
        return self._columns_at(fact.id)

    def _note(self, node: Expression[Any]) -> None:
        match node:
            case FactRef() if node.of is None:
                self.facts.setdefault(node.id, node.fact)
            case FactRef():
                self._columns[self._lists[id(node.of)]].setdefault(node.id, node.fact)
            case PolicyRef():
                self.policy.setdefault((node.key, node.value_type, node.measure), node)
            case Quantified() | Aggregated():
                path = self._path(node.members)
                self._lists[id(node.binding)] = path
                self._columns.setdefault(path, {})
            case _:
                pass

    def _path(self, members: Any) -> str:
        return members.id if members.of is None else f"{self._lists[id(members.of)]}/{members.id}"

    def _columns_at(self, path: str) -> Columns:
        inner = ((fact, f"{path}/{fact.id}") for fact in self._columns.get(path, {}).values())
        return tuple((fact, self._columns_at(deeper) if fact.nested else None) for fact, deeper in inner)
