"""The facts that a scheme reads: of the case, and of each member of its lists.

A file of cases needs a column for each of them, or word that it has none. Facts that no rule reads are of no
consequence and are not asked for.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     tenant: Fact[bool] = fact("you rent your home")
...     pets: Fact[int] = fact("number of pets")
>>> scheme = Scheme("rent-help", facts=[Household], eligible=[rule("tenant", Household.tenant)])
>>> [each.id for each in FactsRead.of(scheme).facts]
['household.tenant']
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from localgov_components.eligibility.scheme import Scheme
from localgov_components.rules import FactDeclaration
from localgov_components.rules.building import nodes_of
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.tree import FactRef

__all__ = ["FactsRead"]

_WITHIN = "/"


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts of one kind of row, in the order of their declaration.

    `name` is that of the list whose members they are of, "" for those of the case: the list's id, or where lists of
    several kinds of members have one id, the ids that lead to it: `household.members/member.incomes`. `declared` are
    all facts that there are, by id; `facts` those that are read, lists too; `lists` what is read of each member of
    every list that there is, by id.
    """

    name: str
    declared: Mapping[str, FactDeclaration]
    facts: tuple[FactDeclaration, ...]
    lists: "Mapping[str, FactsRead]"

    @classmethod
    def of(cls, scheme: Scheme) -> "FactsRead":
        """What the rules of a scheme read."""
        read: dict[str | None, set[str]] = defaultdict(set)
        for node in nodes_of(*scheme.expressions.values()):
            if isinstance(node, FactRef):
                read[None if node.of is None else node.of.of.id].add(node.id)
        declared = declarations_of(scheme.vocabularies)
        by_path = cls._of("", None, declared, read)
        ids = Counter(each.name.rpartition(_WITHIN)[2] for each in by_path.all_lists())
        return _named(by_path, ids)

    @classmethod
    def _of(
        cls,
        path: str,
        list_id: str | None,
        declared: Mapping[str, FactDeclaration],
        read: Mapping[str | None, set[str]],
    ) -> Self:
        facts = tuple(each for each in declared.values() if each.id in read.get(list_id, ()))
        lists = {}
        for each in declared.values():
            if each.nested:
                within = f"{path}{_WITHIN}{each.id}" if path else each.id
                lists[each.id] = cls._of(within, each.id, {inner.id: inner for inner in each.nested}, read)
        return cls(path, declared, facts, lists)

    def all_lists(self) -> "Iterator[FactsRead]":
        """What is read of the members of every list, and of the lists within."""
        for each in self.lists.values():
            yield each
            yield from each.all_lists()


def _named(read: FactsRead, ids: Mapping[str, int]) -> FactsRead:
    """The same, with lists called by their id where there are no two of it."""
    id_ = read.name.rpartition(_WITHIN)[2]
    lists = {each: _named(inner, ids) for each, inner in read.lists.items()}
    return replace(read, name=id_ if ids[id_] == 1 else read.name, lists=lists)
