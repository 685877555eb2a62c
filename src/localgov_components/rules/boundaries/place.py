"""Where in a case a value stands: a fact of the case, or of a member of a list, however deep.

>>> from localgov_components.rules import Known, Members
>>> case = Known({"household.members": Members([Known({"member.age": 17})])})
>>> place = ("household.members", 0, "member.age")
>>> held(with_value(case, place, 18), place), held(case, place)
(18, 17)
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from localgov_components.rules.building import nodes_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Judgement, Known, Members
from localgov_components.rules.tree import Aggregated, Binding, FactRef, Quantified

__all__ = ["Place", "held", "judged", "lists_in", "places_of", "with_value"]

Place: TypeAlias = tuple[str | int, ...]
"""Ids of facts; after each list of members, the number of one of them, counting from 0."""

_MOST_MEMBERS_TRIED = 2
_ROLE, _REASON = "officer", "tried as a boundary case"


def held(case: Known, place: Place) -> Any:
    """What is stored at a place; None where nothing is."""
    found: Any = case
    for step in place:
        found = found.items[step] if isinstance(step, int) else found.stored.get(step)
    return found.value if isinstance(found, Judgement) else found


def with_value(case: Known, place: Place, value: Any) -> Known:
    """The case with another value at a place."""
    first, *rest = place
    if not rest:
        return case | {str(first): value}
    stored, members = case.stored[str(first)], held(case, (first,))
    number, *inner = rest
    changed = Members(
        [with_value(each, tuple(inner), value) if at == number else each for at, each in enumerate(members.items)],
        complete=members.complete,
    )
    return case | {str(first): replace(stored, value=changed) if isinstance(stored, Judgement) else changed}


def judged(fact: FactDeclaration, value: Any) -> Any:
    """The value as the fact takes it: an officer's judgement where it is one."""
    return Judgement(value, role=_ROLE, reason=_REASON) if fact.judgement and value is not None else value


def lists_in(*expressions: Expression[Any]) -> dict[Binding, FactRef[Any]]:
    """The list that each binding in some rules goes over."""
    loops = (node for node in nodes_of(*expressions) if isinstance(node, Quantified | Aggregated))
    return {loop.binding: loop.members for loop in loops}  # type: ignore[misc]  # a fact: nothing else is built


def places_of(ref: FactRef[Any], case: Known, lists: Mapping[Binding, FactRef[Any]]) -> Iterator[Place]:
    """Every place in a case that a reference may speak of; of each list, the first members.

    `lists` are the lists that bindings go over.
    """
    if ref.of is None:
        yield (ref.id,)
        return
    for place in places_of(lists[ref.of], case, lists):
        members = held(case, place)
        if isinstance(members, Members):
            yield from ((*place, number, ref.id) for number in range(min(len(members), _MOST_MEMBERS_TRIED)))
