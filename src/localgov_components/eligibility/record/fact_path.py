"""What stands at the path of a fact: its declaration, what is stored for it, and whose it is.

>>> from localgov_components.rules import Fact, Facts, Members, fact, facts_of
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> known = Known({"household.members": Members([Known({"member.age": 17})])})
>>> found = fact_at("household.members[1].age", known, {each.id: each for each in facts_of(Household)})
>>> found.declaration.label, found.members, found.stored
('age', (('members of the household', 1),), 17)
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from localgov_components.rules import FactDeclaration, Judgement, Known

__all__ = ["FactAt", "fact_at"]

_MEMBER = re.compile(r"\[([0-9]+)\]\.")


class FactAt(NamedTuple):
    """A fact at a path; `members` are the lists on the way to it, each by its label with the number of a member."""

    declaration: FactDeclaration
    members: tuple[tuple[str, int], ...]
    stored: Any


def fact_at(path: str, known: Known, declared: Mapping[str, FactDeclaration]) -> FactAt:
    """The fact at a path that a decision on the case gave, such as `household.members[2].age`."""
    first, *rest = _MEMBER.split(path)
    declaration, stored = declared[first], known.stored.get(first)
    members: list[tuple[str, int]] = []
    for number, name in zip(rest[::2], rest[1::2], strict=True):
        members.append((declaration.label, int(number)))
        listed: Any = stored.value if isinstance(stored, Judgement) else stored
        declaration = next(each for each in declaration.nested if each.name == name)
        stored = listed.items[int(number) - 1].stored.get(declaration.id)
    return FactAt(declaration, tuple(members), stored)
