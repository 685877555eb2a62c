"""Of which members each part of a rule speaks, and whether it may.

`exists`, `every` and their like bind a member for the condition or amount inside them. A part that speaks of
a bound member has no meaning elsewhere, and what is worked out does not depend on members that a part does
not speak of: it is worked out once for all of them.

>>> from localgov_components.rules import Fact, Facts, exists, fact
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> escaped = []
>>> young = exists(Household.members, lambda member: escaped.append(member.age) or member.age < 18)
>>> list(scope_faults([young]))
[]
>>> list(scope_faults([escaped[0] > 17]))
["'member.age' stands outside the condition over 'household.members' whose member it is of. Move it inside"]
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from localgov_components.rules.expressions import Expression
from localgov_components.rules.tree import Aggregated, Binding, FactRef, Mistake, Quantified, children

__all__ = ["MOST_LOOPS", "parts_first", "scope_faults", "spoken_of"]

MOST_LOOPS = 2
"""How many lists may be gone over, each for every member of the one before, in one rule.

A list of the member that is bound just outside does not count: all the incomes of all members are not more
than there are incomes.
"""

_NOBODY: frozenset[Binding] = frozenset()


def parts_first(expressions: Iterable[Expression[Any]]) -> Iterator[Expression[Any]]:
    """Every node of some expressions, each once, after its parts."""
    seen: set[int] = set()
    waiting = [(each, False) for each in reversed([*expressions])]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting.extend((part, False) for part in reversed(children(node)))


def spoken_of(expressions: Iterable[Expression[Any]]) -> dict[int, frozenset[Binding]]:
    """The members that each node speaks of and does not itself bind, by its `id`; without those that speak of none."""
    found: dict[int, frozenset[Binding]] = {}

    def together(parts: Iterable[Expression[Any] | None]) -> frozenset[Binding]:
        return _NOBODY.union(*(found[id(part)] for part in parts if id(part) in found))

    for node in parts_first(expressions):
        match node:
            case FactRef():
                members = _NOBODY if node.of is None else frozenset({node.of})
            case Mistake():  # what it takes apart may have lost the condition around it
                members = _NOBODY
            case Quantified():
                members = together([node.members]) | (together([node.condition]) - {node.binding})
            case Aggregated():
                members = together([node.members, node.if_none]) | (together([node.value, node.where]) - {node.binding})
            case _:
                members = together(children(node))
        if members:
            found[id(node)] = members
    return found


def scope_faults(expressions: Iterable[Expression[Any]]) -> Iterator[str]:
    """What is wrong with how some rules speak of members."""
    roots = [*expressions]
    members = spoken_of(roots)
    escaped = _NOBODY.union(*(members.get(id(root), _NOBODY) for root in roots))
    if not escaped:
        yield from _loop_faults(roots, members)
        return
    of_escaped = (node for node in parts_first(roots) if isinstance(node, FactRef) and node.of in escaped)
    for id_, list_id in dict.fromkeys((node.id, node.of.of.id) for node in of_escaped if node.of):
        yield f"'{id_}' stands outside the condition over '{list_id}' whose member it is of. Move it inside"


def _loop_faults(roots: list[Expression[Any]], members: dict[int, frozenset[Binding]]) -> Iterator[str]:
    depths: dict[Binding | None, int] = defaultdict(int)  # where a mistake stood around it, a binding is not met
    loops: dict[Binding | None, int] = defaultdict(int)
    over_members = [node for node in parts_first(roots) if isinstance(node, Quantified | Aggregated)]
    for node in reversed(over_members):  # a member is bound before it is spoken of
        outside = max(members.get(id(node), _NOBODY), key=depths.__getitem__, default=None)
        depths[node.binding] = depths[outside] + 1
        is_of_it = isinstance(node.members, FactRef) and node.members.of is outside is not None
        loops[node.binding] = loops[outside] + (not is_of_it)
        if loops[node.binding] > MOST_LOOPS:
            yield (
                f"goes over '{node.binding.of.id}' for each member of {MOST_LOOPS} other lists. "
                "Name what does not depend on one of them outside it"
            )
