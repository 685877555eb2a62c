"""How the value of a rule moves as one fact grows: whether a search by halving finds every turn of it.

Conditions in a rule turn at points that are looked for by themselves. Between two such points a value that is
`FIXED` stays as it is, and one that is `STEADY` only grows or only falls. So no turn is missed, unless a value is
`FREE` to go up and down, as the sum of two parts that both read the fact is.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, larger_of, when
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
...     rent: Fact[Money] = fact("rent")
>>> over = larger_of(Household.capital - Household.rent, Money("0"))
>>> [Behaviours(Reads([over]), id_).of(over).name for id_ in ("household.capital", "household.badge")]
['STEADY', 'FIXED']
>>> left = over * 2 - Household.capital
>>> Behaviours(Reads([left]), "household.capital").of(left).name
'FREE'
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from localgov_components.eligibility.changes.reads import Reads
from localgov_components.rules import Expression
from localgov_components.rules.boundaries.threshold import Threshold
from localgov_components.rules.building import nodes_of
from localgov_components.rules.tree import (
    Aggregated,
    Binding,
    Choice,
    Comparison,
    Divided,
    Extreme,
    FactRef,
    OneOf,
    children,
)

__all__ = ["Behaviour", "Behaviours"]


class Behaviour(IntEnum):
    """How a value moves between the points at which a condition in it turns."""

    FIXED = 0
    STEADY = 1
    FREE = 2


class Behaviours:
    """How the values of some rules move as a fact with an order grows, everything else of the case as it is.

    A fact of a member is that of one member only.
    """

    def __init__(self, reads: Reads, id_: str) -> None:
        self._id = id_
        self._reads = reads
        self._found: dict[int, Behaviour] = {}  # what does not read the fact is fixed, and not in it

    def of(self, expression: Expression[Any]) -> Behaviour:
        """How the value of a rule, or of a part of it, moves."""
        for node in self._reads.parts([expression], self._id, without=self._found):
            self._found[id(node)] = self._of(node)
        return self._found.get(id(expression), Behaviour.FIXED)

    def are_followed(self, thresholds: Iterable[Threshold]) -> bool:
        """Whether halving finds every place at which a case passes one of these thresholds."""
        deciding = (each for each in thresholds if isinstance(each.node, Comparison | OneOf))
        return all(self.of(each.left) + self.of(each.right) < Behaviour.FREE for each in deciding)

    def _of(self, node: Expression[Any]) -> Behaviour:
        match node:
            case _ if node.value_type is bool:
                return Behaviour.FIXED
            case FactRef():
                return Behaviour.STEADY
            case Choice() | Extreme():
                return self._either(*_given(node))
            case Divided():
                return max(self._all_of(node.left, node.right), self._either(node.if_zero))
            case Aggregated():
                return self._over_members(node)
            case _:
                return self._all_of(*children(node))

    def _all_of(self, *parts: Expression[Any]) -> Behaviour:
        """Of parts that are added, multiplied or compared: steady while one of them moves."""
        return Behaviour(min(sum(map(self._known, parts)), Behaviour.FREE))

    def _either(self, *parts: Expression[Any]) -> Behaviour:
        return max(map(self._known, parts), default=Behaviour.FIXED)

    def _known(self, part: Expression[Any]) -> Behaviour:
        return self._found.get(id(part), Behaviour.FIXED)

    def _over_members(self, node: Aggregated[Any]) -> Behaviour:
        """Of one member that changes, the sum or the extreme moves as the value does; of several, anyhow."""
        value = self._either(node.value)
        read = (each for each in nodes_of(node.value) if isinstance(each, FactRef) and each.id == self._id)
        if value is Behaviour.STEADY and not all(self._is_within(node.binding, each) for each in read):
            return Behaviour.FREE
        return value if node.if_none is None else max(value, self._either(node.if_none))

    def _is_within(self, binding: Binding, ref: FactRef[Any]) -> bool:
        """Whether a reference is to a fact of the bound member, or of one in a list of that member's."""
        of = ref.of
        while of is not None and of is not binding:
            of = self._reads.lists[of].of
        return of is binding


def _given(node: Choice[Any] | Extreme[Any]) -> tuple[Expression[Any], ...]:
    """The values of which a choice or an extreme gives one."""
    if isinstance(node, Extreme):
        return node.parts
    return (*(value for _, value in node.branches), node.otherwise)
