"""Thresholds: where rules compare two sides, and on which side of them a case falls.

A comparison has one threshold, membership one for each option, the larger of two amounts one where they
are equal, and a quotient one where its divisor is nothing. A threshold within a condition over members
has a side for each member.

>>> from datetime import date
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> (limit,) = thresholds_of(Household.capital > Money("16000"))
>>> watch = Watch(limit, on=date(2026, 5, 1))
>>> [watch.sides(Known({"household.capital": Money(each)})) for each in ("15999.99", "16000.00", "16000.01")]
[{-1}, {0}, {1}]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any, TypeAlias

from localgov_components.money import Money
from localgov_components.rules.boundaries.place import Place, lists_in
from localgov_components.rules.building import ORDERED, as_expression, nodes_of
from localgov_components.rules.compiling import Program, Valuation
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.known import Known
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import (
    Aggregated,
    Binding,
    Comparison,
    Constant,
    Divided,
    Extreme,
    FactRef,
    OneOf,
    Quantified,
    children,
)

__all__ = [
    "Loop",
    "Side",
    "Threshold",
    "Watch",
    "each_member",
    "member_at",
    "nodes_with_loops",
    "nodes_with_members",
    "nothing",
    "side_of",
    "sides_in",
    "thresholds_of",
]

Loop: TypeAlias = Quantified | Aggregated[Any]
"""A part of a rule that goes over members."""

Side: TypeAlias = int
"""-1 where the left side is less, 0 where both are equal, 1 where it is more, or differs and has no order."""


@dataclass(frozen=True, slots=True, eq=False)
class Threshold:
    """Two sides that a part of a rule compares.

    `loops` go over the members that it speaks of, outermost first.
    """

    node: Expression[Any]
    left: Expression[Any]
    right: Expression[Any]
    loops: tuple[Loop, ...] = ()

    @property
    def refs(self) -> tuple[FactRef[Any], ...]:
        """The facts that decide the side, in the order of first mention."""
        found = {(node.id, node.of): node for node in nodes_of(self.left, self.right) if isinstance(node, FactRef)}
        return tuple(found.values())

    @property
    def lists(self) -> dict[Binding, FactRef[Any]]:
        """The list that each binding goes over."""
        return lists_in(*self.loops, self.left, self.right)


def thresholds_of(*expressions: Expression[Any]) -> tuple[Threshold, ...]:
    """Every threshold in some rules, those of parts first."""
    return tuple(
        Threshold(node, left, right, loops)
        for node, loops in nodes_with_members(expressions)
        for left, right in sides_in(node)
    )


def nodes_with_members(expressions: Sequence[Expression[Any]]) -> Iterator[tuple[Expression[Any], tuple[Loop, ...]]]:
    """Every node of some rules once, after its parts, with the loops over the members that it speaks of."""
    spoken = spoken_of(expressions)
    for node, loops in nodes_with_loops(expressions):
        needed = [number for number, loop in enumerate(loops, start=1) if loop.binding in spoken.get(id(node), ())]
        yield node, loops[: max(needed, default=0)]


class Watch:
    """Tells on which side of a threshold a case falls, under the policy values of a day."""

    def __init__(self, threshold: Threshold, *, on: date, policy: PolicyLookup = NO_POLICY) -> None:
        self.threshold = threshold
        roots = threshold.loops[:1] or (threshold.left, threshold.right)
        self._program = Program([], also=roots).bind(on=on, policy=policy)

    def sides(self, case: Known) -> set[Side]:
        """Every side of a case: more than one only where members differ, none where it is unknown."""
        found = (self._side(each) for each in each_member(self._program.trace(case), self.threshold.loops))
        return {side for side in found if side is not None}

    def side_at(self, case: Known, place: Place) -> Side | None:
        """The side for the member that a place is in, or for the first; None where it is unknown."""
        valuation = self._at(case, place)
        return None if valuation is None else self._side(valuation)

    def value_at(self, case: Known, place: Place, part: Expression[Any]) -> Any:
        """The value of a part of it, for the same member; None where it is unknown."""
        valuation = self._at(case, place)
        return None if valuation is None else valuation.value(part)

    def _at(self, case: Known, place: Place) -> Valuation | None:
        return member_at(self._program.trace(case), self.threshold.loops, place)

    def _side(self, valuation: Valuation) -> Side | None:
        return side_of(self.threshold.left, self.threshold.right, valuation)


def side_of(left: Expression[Any], right: Expression[Any], valuation: Valuation) -> Side | None:
    """Which of two values that were noted is more; None where one is unknown."""
    sides = [valuation.raw(left), valuation.raw(right)]
    if None in sides:
        return None
    if left.value_type not in ORDERED:
        return int(sides[0] != sides[1])
    if left.measure and right.measure:
        sides = [sides[0] * 10**right.measure.places, sides[1] * 10**left.measure.places]
    return int(sides[0] > sides[1]) - int(sides[0] < sides[1])


def nodes_with_loops(expressions: Sequence[Expression[Any]]) -> Iterator[tuple[Expression[Any], tuple[Loop, ...]]]:
    """Every node of some rules once, after its parts, with the loops around it, outermost first."""
    seen: set[int] = set()
    waiting: list[tuple[Expression[Any], tuple[Loop, ...], bool]] = [
        (each, (), False) for each in reversed(expressions)
    ]
    while waiting:
        node, loops, ready = waiting.pop()
        if ready:
            yield node, loops
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, loops, True))
            looped = _looped(node)
            for part in reversed(children(node)):
                inside = any(part is each for each in looped)
                waiting.append((part, (*loops, node) if inside else loops, False))  # type: ignore[arg-type]


def _looped(node: Expression[Any]) -> tuple[Expression[Any] | None, ...]:
    """The parts of a node that are worked out for each member."""
    match node:
        case Quantified():
            return (node.condition,)
        case Aggregated():
            return (node.value, node.where)
        case _:
            return ()


def member_at(valuation: Valuation, loops: Sequence[Loop], place: Place) -> Valuation | None:
    """What was noted for the member that a place is in, or for the first; None where there is none."""
    rows: dict[Binding, Place] = {}
    for loop in loops:
        members: FactRef[Any] = loop.members  # type: ignore[assignment]  # a fact, when built
        path = (members.id,) if members.of is None else (*rows[members.of], members.id)
        inside = len(place) > len(path) and place[: len(path)] == path
        number = int(place[len(path)]) if inside else 0
        found = valuation.members(loop) or ()
        if number >= len(found):
            return None
        valuation = found[number]
        rows[loop.binding] = (*path, number)
    return valuation


def each_member(valuation: Valuation, loops: Sequence[Loop]) -> Iterator[Valuation]:
    """What was noted for every member that loops go over."""
    if not loops:
        yield valuation
        return
    for each in valuation.members(loops[0]) or ():
        yield from each_member(each, loops[1:])


def sides_in(node: Expression[Any]) -> Iterator[tuple[Expression[Any], Expression[Any]]]:
    """What a node itself compares, two by two."""
    match node:
        case Comparison():
            yield node.left, node.right
        case OneOf():
            yield from ((node.subject, option) for option in node.options)
        case Extreme():
            yield from combinations(node.parts, 2)
        case Divided() if not isinstance(node.right, Constant):
            yield node.right, nothing(node.right.value_type)
        case _:
            return


@cache
def nothing(kind: type) -> Expression[Any]:
    """What an amount of a type is when there is nothing of it; one and the same each time."""
    return as_expression(Money("0") if kind is Money else Decimal(0) if kind is Decimal else 0)
