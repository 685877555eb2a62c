"""Which unknown facts could settle a value, and which of them to ask for first.

A way to settle is a set of unknown facts that could settle the value if they were known, and of which
none can be left out. Ways are read from the parts, not from their meaning, as all of the logic here is.
The search keeps at most `MOST_WAYS` ways and says when it left some out.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, all_of, any_of, fact
>>> from localgov_components.rules.compiling import Program
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     income: Fact[int] = fact("income", cost=5)
...     adults: Fact[int] = fact("adults")
>>> rule = any_of(Household.credit, all_of(Household.income < 100, Household.adults > 1))
>>> program = Program([], also=[rule])
>>> settling = Settling.of(Case(program, program.bind(on=date(2026, 5, 1)).trace(Known()), Known()))
>>> [settling.case.facts_in(way) for way in settling.to_be(rule, True)]
[('household.credit',), ('household.income', 'household.adults')]
>>> settling.estimate(rule).question
'household.credit'
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import inf
from operator import or_
from typing import Any, NamedTuple

from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling.anatomy import USED, Marks
from localgov_components.rules.compiling.ways import DONE, MOST_WAYS, NONE, Search, Ways
from localgov_components.rules.compiling.writer import Slot
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Unknown, UnknownReason
from localgov_components.rules.support import Case
from localgov_components.rules.tree import (
    Aggregated,
    AllOf,
    AnyOf,
    Binding,
    Definition,
    FactRef,
    Not,
    Quantified,
    children,
)

__all__ = ["MOST_WAYS", "Estimate", "Settling", "costs_of_unknown", "in_sequence"]


class Estimate(NamedTuple):
    """What it is expected to cost to settle a condition, and what to ask first.

    `cost` is in the units of the facts' own costs, infinite where nobody can be asked; `likely` is how likely the
    condition is to hold, when each thing not known is as likely to hold as not.
    """

    cost: float
    likely: float
    question: str | None
    settled: bool = False


class Settling:
    """What could settle the unknown parts of one case.

    Inside a condition over members it stands for one of them. `search` joins ways, and says when some were left out.
    """

    __slots__ = ("_asked_before", "_found", "_rows", "_unknown", "case", "search")

    def __init__(
        self,
        case: Case,
        search: Search,
        unknown: Marks,
        found: tuple[Any, ...],
        rows: Mapping[Binding, tuple[Any, ...]],
        asked_before: dict[Marks, Estimate],
    ) -> None:
        self.case = case
        self.search = search
        self._unknown = unknown
        self._found = found
        self._rows = rows
        self._asked_before = asked_before

    @classmethod
    def of(cls, case: Case) -> "Settling":
        """Search a case."""
        search, settling = Search(), case.program.settling
        found = settling.of(settling.shape(case.values.top), case.mark_at, search)
        return cls(case, search, case.unknown, found, {}, {})

    def to_be(self, node: Expression[Any], wanted: bool) -> Ways:  # noqa: FBT001 - the value itself
        """Sets of unknown facts that could make a condition true, or false."""
        slots = self.case.program.settling.slots.get(id(node))
        if slots is not None:
            return self._at(slots[0] if wanted else slots[1])  # type: ignore[no-any-return]
        value = self.case.values.raw(node)
        if value is not None:
            return DONE if value is wanted or node.value_type is not bool else NONE
        if id(node) in self.case.anatomy.plain:
            return (self._all_unknown_in(node),)
        if isinstance(node, Definition):
            return self.to_be(node.expression, wanted)
        return self.search.both(*(self.to_know(part) for part in children(node)))  # it needs all that is in it

    def to_know(self, node: Expression[Any]) -> Ways:
        """Sets of unknown facts that could settle a value of any type."""
        true = self.to_be(node, True)  # noqa: FBT003 - the value itself
        if node.value_type is not bool:
            return true
        false = self.to_be(node, False)  # noqa: FBT003 - the value itself
        return true if true is false else self.search.either(true, false)

    def relevant(self, node: Expression[Any]) -> Marks:
        """Unknown facts on which an unknown value hangs: those that could still matter to it."""
        slots = self.case.program.settling.slots.get(id(node))
        if self.case.values.raw(node) is not None:
            return 0
        if id(node) in self.case.anatomy.plain:
            return self._all_unknown_in(node)
        if slots is None:
            return reduce(or_, [self.relevant(part) for part in children(node)])
        binding = slots[2][0]
        if binding is not None and binding not in self._rows:  # nothing is noted of members of what is known
            return self._every_unknown_in(node)
        return self._at(slots[2])  # type: ignore[no-any-return]

    def _every_unknown_in(self, node: Expression[Any]) -> Marks:
        marks = 0
        for part in nodes_of(node):
            if isinstance(part, FactRef) and part in self.case.values and self.case.values.raw(part) is None:
                marks |= self.case.mark_of(part) & USED
        return marks

    def _all_unknown_in(self, node: Expression[Any]) -> Marks:
        """Every unknown fact in a part that needs all that is in it; of such parts nothing is noted by themselves."""
        return self.case.anatomy.plain[id(node)] & self._unknown

    def members(self, node: Quantified | Aggregated[Any]) -> "list[Settling]":
        """The same for each member that an unknown node goes over."""
        rows = self._at(self.case.program.settling.row_slots[id(node)])
        cases = zip(self.case.members(node), rows, strict=False)  # no rows are noted of what is known
        return [
            Settling(
                case,
                self.search,
                self._unknown,
                self._found,
                {**self._rows, node.binding: row},
                self._asked_before,
            )
            for case, row in cases
        ]

    def estimate(self, node: Expression[bool]) -> Estimate:
        """What it is expected to cost to settle a condition, asking in the best order."""
        value = self.case.values.raw(node)
        if value is not None:
            return Estimate(0, float(value), None, settled=True)
        if id(node) in self.case.anatomy.plain:
            return self._asked(self._all_unknown_in(node))
        return _ESTIMATES.get(type(node), Settling.estimate_of_any)(self, node)

    def estimate_of_any(self, node: Expression[bool]) -> Estimate:
        """By the cheapest way."""
        return self.estimate_of(self.to_know(node))

    def estimate_of_negation(self, node: Not) -> Estimate:
        """As likely as the part is not."""
        part = self.estimate(node.part)
        return part._replace(likely=1 - part.likely)

    def estimate_of_joined(self, node: AllOf | AnyOf) -> Estimate:
        """Part after part, until one decides."""
        raw = self.case.values.raw
        parts = [self.estimate(part) for part in node.parts if raw(part) is None]
        return in_sequence(parts, ends_with=isinstance(node, AnyOf))

    def estimate_of_members(self, node: Quantified) -> Estimate:
        """Member after member, until one decides."""
        if self.case.values.raw(node.members) is None:
            return self.estimate_of(self.to_know(node))
        parts = [row.estimate(node.condition) for row in self.members(node)]
        if not self.case.is_complete(node):
            parts.append(self._asked(self.case.mark_of(node.members)))  # type: ignore[arg-type]  # only a fact is a list
        return in_sequence(parts, ends_with=node.how == "exists")

    def estimate_of(self, ways: Ways) -> Estimate:
        """The cost of the cheapest of some ways."""
        best = _NOBODY
        for way in ways:
            asked = self._asked(way)
            if asked.cost < best.cost or best.question is None:
                best = asked
        return best

    def _asked(self, way: Marks) -> Estimate:
        """The cost of asking for every fact of a way, the cheapest first; worked out once for a way."""
        asked = self._asked_before.get(way)
        if asked is None:
            asked = self._asked_before[way] = self._asking(way)
        return asked

    def _asking(self, way: Marks) -> Estimate:
        total, cheapest, question = 0.0, inf, None
        for id_ in self.case.facts_in(way):
            cost = self._cost_of(id_)
            total += cost
            if cost < cheapest:
                cheapest, question = cost, id_
        return Estimate(total, 0.5, question)

    def _cost_of(self, id_: str) -> float:
        member = self.case.more.get(id_)
        if member is None:
            return _cost(self.case.anatomy.fact_nodes[id_].fact, self.case.known.stored.get(id_))
        return _cost(member.fact, self.case.stored_at(id_))

    def _at(self, slot: Slot) -> Any:
        binding, number = slot
        return self._found[number] if binding is None else self._rows[binding][number]


_ESTIMATES: Mapping[type, Callable[[Settling, Any], Estimate]] = {
    Definition: lambda settling, node: settling.estimate(node.expression),
    Not: Settling.estimate_of_negation,
    AllOf: Settling.estimate_of_joined,
    AnyOf: Settling.estimate_of_joined,
    Quantified: Settling.estimate_of_members,
}
"""How each kind of condition is settled in steps; any other by one way."""

_NOBODY = Estimate(inf, 0.5, None)
"""Nobody can be asked."""


def in_sequence(parts: Sequence[Estimate], *, ends_with: bool) -> Estimate:
    """The cost of settling parts one after another until one has the value that ends it, in the best order.

    The best order, of parts that do not depend on one another, is by cost over the chance of ending.
    """
    open_parts = [part for part in parts if not part.settled]
    if not open_parts:
        return Estimate(0, float(not ends_with), None, settled=True)
    if len(open_parts) == 1:
        return open_parts[0]
    open_parts.sort(key=lambda part: part.cost / (_chance(part, ends_with) or _HARDLY))
    cost, going_on = 0.0, 1.0
    for part in open_parts:
        cost += going_on * part.cost
        going_on *= 1 - _chance(part, ends_with)
    question = next((part.question for part in open_parts if part.question), None)
    return Estimate(cost, (1 - going_on) if ends_with else going_on, question)


_HARDLY = 1e-9
"""In place of no chance at all."""


def _chance(part: Estimate, ends_with: bool) -> float:  # noqa: FBT001 - the value itself
    return part.likely if ends_with else 1 - part.likely


def costs_of_unknown(case: Case) -> tuple[Any, ...]:
    """What it costs to ask for each fact of the case of which it is said why it is unknown.

    With which facts are unknown, that tells all costs but those of facts of members.
    """
    stored, costs = case.known.stored, []
    for id_ in case.anatomy.named(case.unknown).facts:
        said = stored.get(id_)
        if said is not None:
            costs += [id_, _cost(case.anatomy.fact_nodes[id_].fact, said)]
    return tuple(costs)


def _cost(fact: FactDeclaration, stored: Any) -> float:
    """The cost of asking for a fact; infinite for one that was declined, awaits evidence or is an officer's."""
    if stored is None and not fact.judgement:
        return fact.cost
    reason = stored.reason if isinstance(stored, Unknown) else stored
    askable = reason is None or reason == UnknownReason.NOT_ASKED or fact.nested
    return float(fact.cost) if askable and not fact.judgement else inf
