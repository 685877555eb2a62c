"""The facts of a case that are known and that some rules read, of the case itself and of every member.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, Members, exists, fact
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> child = exists(Household.members, lambda member: member.age < 18)
>>> families = Scheme("families", facts=[Household], eligible=[rule("child", child)])
>>> case = Known({"household.members": Members([Known(), Known({"member.age": 30})])})
>>> [found.path for found in known_facts(families.program.vocabulary, case, on=date(2026, 5, 1))]
['household.members[2].age']
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from localgov_components.rules import FactDeclaration, Judgement, Known, Members, Unknown, UnknownReason
from localgov_components.rules.boundaries.place import Place, with_value
from localgov_components.rules.compiling.vocabulary import Columns, Vocabulary

__all__ = ["KnownFact", "known_facts"]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact with its value, its path and its place in the case. `repr` does not show the value."""

    path: str
    place: Place
    declaration: FactDeclaration
    stored: Any = field(repr=False)

    @property
    def value(self) -> object:
        """Its value; of a judgement, what was found."""
        return self.stored.value if isinstance(self.stored, Judgement) else self.stored

    def changed(self, case: Known, value: object) -> Known:
        """The case with another value for it; a judgement keeps its role, reason and last day."""
        stored = replace(self.stored, value=value) if isinstance(self.stored, Judgement) else value
        return with_value(case, self.place, stored)

    def forgotten(self, case: Known) -> Known:
        """The case without it."""
        return with_value(case, self.place, None)


def known_facts(vocabulary: Vocabulary, case: Known, *, on: date) -> Iterator[KnownFact]:
    """Every one of them, those of the case before those of members."""
    columns: Columns = tuple(
        (fact, vocabulary.columns_of(fact) if fact.nested else None) for fact in vocabulary.facts.values()
    )
    yield from _known(columns, case, on, "", ())


def _known(columns: Columns, facts: Known, on: date, path: str, place: Place) -> Iterator[KnownFact]:
    for fact, inner in columns:
        stored = facts.stored.get(fact.id)
        if inner is None and _is_known(stored, on):
            yield KnownFact(f"{path}{fact.name}" if path else fact.id, (*place, fact.id), fact, stored)
    for fact, inner in columns:
        stored = facts.stored.get(fact.id)
        if inner is not None and _is_known(stored, on):
            here = f"{path}{fact.name}" if path else fact.id
            yield from _of_members(inner, stored, on, here, (*place, fact.id))


def _of_members(columns: Columns, stored: object, on: date, path: str, place: Place) -> Iterator[KnownFact]:
    members = stored.value if isinstance(stored, Judgement) else stored
    if isinstance(members, Members):
        for number, member in enumerate(members.items):
            yield from _known(columns, member, on, f"{path}[{number + 1}].", (*place, number))


def _is_known(stored: object, on: date) -> bool:
    if isinstance(stored, Judgement):
        return stored.until is None or stored.until >= on
    return stored is not None and not isinstance(stored, Unknown | UnknownReason)
