"""What each part of some rules is made of, as sets of marks: facts, policy values and definitions.

A set of marks is held as the bits of a whole number, so that joining two sets is one operation. Facts of
the case come first, then policy values, then definitions. Facts of members get marks as they are met, by
their path, such as `household.members[2].age`.
"""

from typing import Any, NamedTuple

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling.vocabulary import Vocabulary
from localgov_components.rules.expressions import Expression
from localgov_components.rules.scopes import parts_first
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    Constant,
    Definition,
    Divided,
    FactRef,
    OneOf,
    PolicyRef,
    Quantified,
    Undefined,
    children,
)

__all__ = ["BROKEN", "MOST_FACTS_OF_MEMBERS", "MOST_MARKS", "NEEDED", "USED", "Anatomy", "Marks", "Named", "mark"]

Marks = int
"""A set of facts, policy values and definitions: two bits for each.

The lower bit says that it is used, the upper that it cannot be left out: that it is in every way to settle the value.
"""

BROKEN: Marks = 1
"""Mark of a set that does not settle its value."""

MOST_MARKS = 2**17
"""Marks that one case may have: of what its rules are made of, and of facts of members."""

MOST_FACTS_OF_MEMBERS = 2**13
"""Facts of members that have a mark of their own; any further one has that of the list."""

USED: Marks = (4**MOST_MARKS - 1) // 3
"""All lower bits."""

NEEDED: Marks = USED << 1
"""All upper bits."""

_MOST_REMEMBERED = 4096
"""Sets whose names are remembered."""

_STRUCTURED = (AllOf, AnyOf, Choice, Divided, Quantified, Aggregated, Undefined)
"""Kinds of node whose value may rest on some of their parts only."""


class Named(NamedTuple):
    """Names in a set of marks: ids of facts, keys of policy values, and definitions, outermost first."""

    facts: tuple[str, ...]
    policy: tuple[str, ...]
    definitions: tuple[Definition[Any], ...]


class Anatomy:
    """Marks of every part of some rules.

    `all_facts` are the marks of facts of the case, `all_policy` those of policy values. `plain` has the marks of each
    part that rests on everything in it or on nothing.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        definitions = [node for node in nodes_of(*vocabulary.roots) if isinstance(node, Definition)]
        # By name, so that rules rest on the same when they were read from a file, where a name stands once.
        by_name: dict[str, Definition[Any]] = {}
        for node in definitions:
            by_name.setdefault(node.name, node)
        self.definitions = list(by_name.values())
        self.policy = list(dict.fromkeys(key for key, _, _ in vocabulary.policy))
        self.facts = list(vocabulary.facts)
        self.all_facts: Marks = USED & ((1 << 2 * (1 + len(self.facts))) - 1) & ~BROKEN
        self.size = 1 + len(self.facts) + len(self.policy) + len(self.definitions)
        if self.size + MOST_FACTS_OF_MEMBERS > MOST_MARKS:
            fault = Fault("rules", f"{self.size:,} facts, policy values and definitions. Divide them among schemes")
            raise DefinitionError([fault])
        bits = iter(range(1, self.size))
        self.bit_of: dict[Any, Marks] = {id_: mark(next(bits)) for id_ in self.facts}
        self.policy_bit: dict[str, Marks] = {key: mark(next(bits)) for key in self.policy}
        self.all_policy: Marks = USED & sum(self.policy_bit.values())
        named = {each.name: mark(next(bits)) for each in self.definitions}
        self.definition_bit: dict[int, Marks] = {id(each): named[each.name] for each in definitions}
        self._remembered: dict[Marks, Named] = {}
        self.plain: dict[int, Marks] = {}
        self.fact_nodes: dict[str, FactRef[Any]] = {}
        for part in parts_first(vocabulary.roots):
            self._note(part)

    def own(self, node: Expression[Any]) -> Marks:
        """Mark of a node itself, without its parts."""
        match node:
            case FactRef():
                return self.bit_of[node.id]
            case PolicyRef():
                return self.policy_bit[node.key]
            case Definition():
                return self.definition_bit[id(node)]
            case _:
                return 0

    def named(self, marks: Marks) -> "Named":
        """The names of what is in a set of marks, but for facts of members."""
        found = self._remembered.get(marks)  # the same sets come again and again
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            used = [marks >> 2 * number & 1 for number in range(1, self.size)]
            every: list[Any] = [*self.facts, *self.policy, *self.definitions]
            names = [name for name, is_used in zip(every, used, strict=True) if is_used]
            facts, policy = sum(used[: len(self.facts)]), sum(used[: len(self.facts) + len(self.policy)])
            found = Named(tuple(names[:facts]), tuple(names[facts:policy]), tuple(names[policy:]))
            self._remembered[marks] = found
        return found

    def _note(self, node: Expression[Any]) -> None:
        if isinstance(node, FactRef) and node.of is None:
            self.fact_nodes.setdefault(node.id, node)
        if isinstance(node, OneOf) and not all(isinstance(option, Constant) for option in node.options):
            return
        if isinstance(node, _STRUCTURED) or (isinstance(node, FactRef) and node.of is not None):
            return
        marks = self.own(node)
        for part in children(node):
            if id(part) not in self.plain:
                return
            marks |= self.plain[id(part)]
        self.plain[id(node)] = marks


def mark(number: int) -> Marks:
    """The mark with a number: used, and not to be left out."""
    return 3 << 2 * number
