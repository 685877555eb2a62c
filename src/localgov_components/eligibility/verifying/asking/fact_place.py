r"""The facts that a scheme reads, each with the lists that it stands in.

Members have no order in a rule, so what is proved of the first member of a list holds of each.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, sum_of
>>> class Member(Facts, id="member"):
...     earnings: Fact[Money] = fact("earnings")
...     name: Fact[str] = fact("name")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("others in the household")
>>> few = sum_of(Household.members, lambda member: member.earnings) < Money("100.00")
>>> for each in facts_in(few):
...     print(each.path, "-", each.fact.label)
household.members - others in the household
household.members[1].earnings - earnings
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from localgov_components.eligibility.verifying.curve import path_of
from localgov_components.eligibility.verifying.proof import Subject
from localgov_components.rules import Condition, Expression, FactDeclaration
from localgov_components.rules.boundaries.place import Place, lists_in
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import Binding, FactRef, Quantified

__all__ = ["FactPlace", "facts_in", "subject_of"]


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact, and the lists whose members have it, outermost first; none for a fact of the case."""

    fact: FactDeclaration
    lists: tuple[FactDeclaration, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands for the first member of each list."""
        return (*(step for each in self.lists for step in (each.id, 0)), self.fact.id)

    @property
    def path(self) -> str:
        """The same as it is read: `household.members[1].earnings`."""
        return path_of(self.place)

    def everywhere(self, says: Callable[[Expression[Any]], Condition]) -> Condition:
        """A condition on the fact, for every member that has it."""
        bindings = [Binding(each) for each in self.lists]
        around = [None, *bindings]
        inner = says(FactRef(self.fact, around[-1]))
        loops = reversed([*zip(self.lists, around, bindings, strict=False)])
        return reduce(lambda condition, loop: Quantified("every", FactRef(*loop[:2]), loop[2], condition), loops, inner)


def subject_of(place: FactPlace, places: Iterable[FactPlace]) -> Subject:
    """What a statement about a fact is about: its id, or its path where members of several lists have it."""
    is_one = sum(each.fact.id == place.fact.id for each in places) == 1
    return Subject("fact", place.fact.id if is_one else place.path)


def facts_in(*expressions: Expression[Any]) -> Iterator[FactPlace]:
    """Every fact that some rules read, once for each list that it is read of, in the order of first mention."""
    lists = lists_in(*expressions)
    seen: set[Place] = set()

    def around(ref: FactRef[Any]) -> tuple[FactDeclaration, ...]:
        if ref.of is None:
            return ()
        outside = lists[ref.of]
        return (*around(outside), outside.fact)

    for node in nodes_of(*expressions):
        if isinstance(node, FactRef):
            found = FactPlace(node.fact, around(node))
            if found.place not in seen:
                seen.add(found.place)
                yield found
