"""Which facts a settled value rests on: a set that settles it, of which none can be left out.

Of an `any_of` that is true, one true part is enough; of an `all_of` that is false, one false part is.
Whatever the other facts are, or if they are not known at all, the value is the same.

>>> from datetime import date
>>> from localgov_components.rules import Fact, Facts, Known, any_of, fact
>>> from localgov_components.rules.compiling import Program
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> either = any_of(Household.credit, Household.badge)
>>> program = Program([], also=[either])
>>> known = Known({"household.credit": True, "household.badge": True})
>>> case = Case(program, program.bind(on=date(2026, 5, 1)).trace(known), known)
>>> case.facts_in(supporting([program.rests_at(either)], case).of(either))
('household.credit',)
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from localgov_components.rules.compiling.anatomy import BROKEN, USED, Anatomy, Marks, mark
from localgov_components.rules.compiling.program import Program
from localgov_components.rules.compiling.valuation import Valuation
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Judgement, Known, Unknown, UnknownReason
from localgov_components.rules.tree import Aggregated, Binding, FactRef, Quantified

__all__ = ["Case", "MemberFact", "Support", "supporting"]


class MemberFact(NamedTuple):
    """A fact of one member that was met in a case, and its mark."""

    mark: Marks
    fact: FactDeclaration


class Case:
    """One case being looked at: the values noted of it, and marks for facts of its members.

    Inside a condition over members it stands for one of them. `more` has the facts of members that were met, by path.
    """

    __slots__ = ("_paths", "found", "known", "more", "program", "values")

    def __init__(self, program: Program, values: Valuation, known: Known) -> None:
        self.program = program
        self.values = values
        self.known = known
        self.more: dict[str, MemberFact] = {}
        self.found: dict[Any, Any] = {}
        self._paths: dict[Binding, str] = {}

    @property
    def anatomy(self) -> Anatomy:
        """What the rules are made of."""
        return self.program.anatomy

    def members(self, node: Quantified | Aggregated[Any]) -> "list[Case]":
        """The same case for each member that a node goes over; none where the list is unknown."""
        rows = self.values.members(node)
        if rows is None:
            return []
        path = self.path_of(node.members)
        return [
            self._for_member(node.binding, values, f"{path}[{number}].") for number, values in enumerate(rows, start=1)
        ]

    def mark_of(self, node: FactRef[Any]) -> Marks:
        """Mark of a fact of the case, or of the member at hand."""
        if node.of is None:
            return self.anatomy.bit_of[node.id]
        return self.mark_at(self.path_of(node), node.fact)

    def mark_at(self, path: str, fact: FactDeclaration) -> Marks:
        """Mark of a fact of a member by its path, given to it when it is first met."""
        met = self.more.get(path)
        if met is None:
            met = self.more[path] = MemberFact(mark(self.anatomy.size + len(self.more)), fact)
        return met.mark

    def path_of(self, node: Any) -> str:
        """What a fact is called in this case: its id, or its path for one of a member."""
        return node.id if node.of is None else f"{self._paths[node.of]}{node.fact.name}"

    def facts_in(self, marks: Marks) -> tuple[str, ...]:
        """Ids and paths of the facts in a set of marks."""
        own = self.anatomy.named(marks).facts
        if not self.more or not marks >> 2 * self.anatomy.size:
            return own
        return (*own, *(path for path, each in self.more.items() if each.mark & marks & USED))

    @property
    def every_fact(self) -> Marks:
        """Marks of all facts, of the case and of members that were met: that they are used."""
        marks = self.anatomy.all_facts
        return marks | (((1 << 2 * len(self.more)) - 1) << 2 * self.anatomy.size) & USED if self.more else marks

    def stored_at(self, path: str) -> Any:
        """What is stored for a fact, by its id or path."""
        id_, *steps = path.split("[")
        stored: Any = self.known.stored.get(id_)
        fact = self.anatomy.fact_nodes[id_].fact
        for step in steps:
            number, _, name = step.partition("].")
            members = stored.value if isinstance(stored, Judgement) else stored
            fact = next(each for each in fact.nested if each.name == name)
            stored = members.items[int(number) - 1].stored.get(fact.id)
        return stored

    def reason_of(self, path: str) -> UnknownReason:
        """Why a fact, by its id or path, is unknown."""
        stored = self.stored_at(path)
        if isinstance(stored, Unknown):
            return stored.reason
        if isinstance(stored, UnknownReason):
            return stored
        return UnknownReason.OFFICER_JUDGEMENT if isinstance(stored, Judgement) else UnknownReason.NOT_ASKED

    def is_complete(self, node: Quantified | Aggregated[Any]) -> bool:
        """Whether a list that is known of has all its members."""
        return bool(self.values.raw(node.members)[1])

    def _for_member(self, binding: Binding, values: Valuation, path: str) -> "Case":
        case = Case(self.program, values, self.known)
        case._paths = {**self._paths, binding: path}
        case.more = self.more
        return case


class Support:
    """What each part of one case rests on, with some facts kept out.

    Inside a condition over members it stands for one of them.
    """

    __slots__ = ("case", "marks", "out")

    def __init__(self, case: Case, out: Marks, marks: Valuation | None = None) -> None:
        self.case = case
        self.out = out
        if marks is None:
            rest, slots, row_slots = case.program.resting
            marks = Valuation(rest(case.values.top, out, case.mark_at), slots, row_slots)
        self.marks = marks

    def of(self, node: Expression[Any]) -> Marks:
        """What a value rests on; with the mark `BROKEN` where it is not settled without the facts kept out."""
        noted = self.marks.find(node)
        if noted is not None:
            return noted  # type: ignore[no-any-return]
        plain = self.case.anatomy.plain[id(node)]
        facts = plain & self.case.anatomy.all_facts
        return BROKEN if facts and (facts & self.out or self.case.values.raw(node) is None) else plain

    def members(self, node: Quantified | Aggregated[Any]) -> "list[Support]":
        """The same for each member that a node goes over."""
        rows = self.marks.members(node) or ()
        return [Support(case, self.out, marks) for case, marks in zip(self.case.members(node), rows, strict=True)]


def supporting(rules: Sequence[int], case: Case) -> Support:
    """What some settled rules rest on; together they need no fact that could be left out.

    The rules are given by where it is noted what they rest on: see `Program.rests_at`.
    """
    support = Support(case, 0)
    marks = _together(rules, support)
    candidates = marks & ~(marks >> 1) & case.every_fact
    return _without(candidates, rules, support, marks) if candidates else support


def _without(candidates: Marks, rules: Sequence[int], support: Support, marks: Marks) -> Support:
    """The same without each fact that can be left out, tried one after another."""
    every = support.case.every_fact
    while candidates:
        bit = 1 << (candidates.bit_length() - 1)
        candidates ^= bit
        fewer = Support(support.case, every & ~marks | bit)
        left = _together(rules, fewer)
        if not left & BROKEN:
            support, marks = fewer, left
            candidates &= marks & ~(marks >> 1)
    return support


def _together(rules: Sequence[int], support: Support) -> Marks:
    top, marks = support.marks.top, 0
    for rule in rules:
        marks |= top[rule]
    return marks
