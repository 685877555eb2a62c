"""Cases in which one part of a rule decides the whole: everything beside it is made to stand back.

In `all_of(a, b, c)` the part `b` decides while `a` and `c` are true; in `when(a, x).otherwise(y)`, the part `x`
while `a` is. The way down to a part gives such wishes, and facts are changed one by one until they are met, or
as many of them as will be.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, all_of, fact, not_
>>> from localgov_components.rules.boundaries.values import boundary_values
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> rule = all_of(Household.adults > 2, not_(Household.badge))
>>> root = Root(rule, boundary_values(rule), on=date(2026, 5, 1))
>>> dict(root.case_for(rule.parts[1], Known({"household.adults": 0, "household.badge": True})))
{'household.adults': 3, 'household.badge': True}
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from localgov_components.rules.boundaries.place import judged, lists_in, places_of, with_value
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import Loop, member_at, nodes_with_loops, nothing, side_of
from localgov_components.rules.boundaries.values import BoundaryValues
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling import Program, Valuation
from localgov_components.rules.evaluation import NO_POLICY, PolicyLookup
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Known
from localgov_components.rules.tree import (
    OPERATORS,
    Aggregated,
    AllOf,
    AnyOf,
    Choice,
    Comparison,
    Constant,
    Definition,
    Divided,
    Extreme,
    FactRef,
    Not,
    children,
)

__all__ = ["Root", "Wish"]


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A condition, and what it should be; within `loops`, for the first member."""

    condition: Condition
    wanted: bool
    loops: tuple[Loop, ...] = ()

    def is_met(self, noted: Valuation) -> bool:
        """Whether it is so, by what was noted; a comparison need not stand in the rule itself."""
        at = member_at(noted, self.loops, ())
        if at is None:
            return False
        if isinstance(self.condition, Comparison):
            side = side_of(self.condition.left, self.condition.right, at)
            return side is not None and OPERATORS[self.condition.operator](side, 0) is self.wanted
        return at.raw(self.condition) is self.wanted


class Root:
    """One whole rule, and the values worth trying for its facts, under the policy values of a day."""

    def __init__(
        self,
        expression: Expression[Any],
        found: BoundaryValues,
        *,
        on: date,
        policy: PolicyLookup = NO_POLICY,
    ) -> None:
        self.expression = expression
        self._found = found
        self._program = Program([], also=[expression]).bind(on=on, policy=policy)
        self._above: dict[int, tuple[Expression[Any], tuple[Loop, ...]]] = {}
        self._lists = lists_in(expression)
        for node, loops in nodes_with_loops([expression]):
            for part in children(node):
                self._above.setdefault(id(part), (node, loops))

    def tells_apart(self, cases: Sequence[Known]) -> bool:
        """Whether the value of the rule is not the same in all of some cases."""
        values = [self._program.trace(case).raw(self.expression) for case in cases]
        return any(value != values[0] for value in values)

    def case_for(self, node: Expression[Any], case: Known) -> Known:
        """The case, changed so that a part of the rule decides, as far as that can be done one fact at a time."""
        wishes = list(self._wishes(node))
        unmet = self._unmet(wishes, case)
        while unmet:
            better = next((each for wish in unmet if (each := self._turned(wish, wishes, case, len(unmet)))), None)
            if better is None:
                break
            case, unmet = better, self._unmet(wishes, better)
        return case

    def variants(self, case: Known, *parts: Expression[Any]) -> Iterator[Known]:
        """The case with one fact changed: each fact in some parts, to each value that may change something there."""
        near = self._found.near(*parts)
        for ref in nodes_of(*parts):
            if isinstance(ref, FactRef):
                values = _wide(ref.fact, near.get(ref.id) or self._found.values[ref.id])
                for place in places_of(ref, case, self._lists):
                    yield from (with_value(case, place, judged(ref.fact, value)) for value in values)

    def _wishes(self, node: Expression[Any]) -> Iterator[Wish]:
        """What must hold beside a part, on the way from it to the whole."""
        while id(node) in self._above:
            above, loops = self._above[id(node)]
            for condition, wanted in _beside(above, node):
                inside = (*loops, above) if isinstance(above, Aggregated) else loops
                yield from (Wish(each, so, inside) for each, so in _each(condition, wanted))
            node = above

    def _unmet(self, wishes: Sequence[Wish], case: Known) -> list[Wish]:
        noted = self._program.trace(case)
        return [wish for wish in wishes if not wish.is_met(noted)]

    def _turned(self, wish: Wish, wishes: Sequence[Wish], case: Known, most: int) -> Known | None:
        """The case with one fact changed so that a wish is met, and fewer than so many are not; None without one."""
        best = None
        for each in self.variants(case, wish.condition):
            unmet = self._unmet(wishes, each)
            if wish not in unmet and len(unmet) < most:
                best, most = each, len(unmet)
        return best


def _wide(fact: FactDeclaration, values: Sequence[Any]) -> Sequence[Any]:
    """Values on either side of thresholds, and some far from any: between them and beyond the last."""
    scale = Scale.of(fact)
    if scale is None:
        return values
    numbers = sorted({scale.number(value) for value in values})
    inner = [(low + high) // 2 for low, high in pairwise(numbers) if high - low > 1]
    return [*map(scale.value, [*numbers, *inner]), scale.far_from(scale.value(numbers[-1]), 1)]


def _beside(above: Expression[Any], node: Expression[Any]) -> Iterator[tuple[Condition, bool]]:
    """What must hold in a part for one of its own parts to decide."""
    match above:
        case AllOf() | AnyOf():
            yield from ((part, isinstance(above, AllOf)) for part in above.parts if part is not node)
        case Choice():
            for condition, value in above.branches:
                if condition is node:
                    return
                yield condition, value is node
                if value is node:
                    return
        case Aggregated() if above.where is not None and above.where is not node:
            yield above.where, True
        case Extreme():
            wins: Literal[">", "<"] = ">" if above.how == "larger" else "<"
            yield from ((Comparison(wins, node, part), True) for part in above.parts if part is not node)
        case Divided() if not isinstance(above.right, Constant):
            yield Comparison("==", above.right, nothing(above.right.value_type)), node is above.if_zero
        case _:
            return


def _each(condition: Condition, wanted: bool) -> Iterator[tuple[Condition, bool]]:  # noqa: FBT001 - the value itself
    """The same wish as several smaller ones, where every one of them must be met."""
    match condition:
        case Definition():
            yield from _each(condition.expression, wanted)
        case Not():
            yield from _each(condition.part, not wanted)
        case AllOf() | AnyOf() if wanted is isinstance(condition, AllOf):
            for part in condition.parts:
                yield from _each(part, wanted)
        case _:
            yield condition, wanted
