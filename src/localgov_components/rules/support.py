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

from localgov_components.rules.compiling.anatomy import BROKEN, MOST_FACTS_OF_MEMBERS, USED, Anatomy, Marks, mark
from localgov_components.rules.compiling.program import Program
from localgov_components.rules.compiling.valuation import Valuation
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.known import Judgement, Known, Unknown, UnknownReason
from localgov_components.rules.tree import Aggregated, Binding, FactRef, Quantified, children

__all__ = ["Case", "Grounds", "MemberFact", "Support", "supporting"]


class MemberFact(NamedTuple):
    """A fact of one member that was met in a case, and its mark."""

    mark: Marks
    fact: FactDeclaration


class Case:
    """One case being looked at: the values noted of it, and marks for facts of its members.

    Inside a condition over members it stands for one of them. `more` has the facts of members that were met, by path.
    """

    __slots__ = ("_paths", "_shape", "known", "more", "program", "values")

    def __init__(self, program: Program, values: Valuation, known: Known) -> None:
        self.program = program
        self.values = values
        self.known = known
        self._shape: tuple[Any, ...] | None = None
        self.more: dict[str, MemberFact] = {}
        self._paths: dict[Binding, str] = {}

    @property
    def anatomy(self) -> Anatomy:
        """What the rules are made of."""
        return self.program.anatomy

    @property
    def shape(self) -> tuple[Any, ...]:
        """All that it depends on what its values rest on: which facts are unknown, which conditions hold."""
        if self._shape is None:
            self._shape = self.program.resting.shape(self.values.top)
        return self._shape

    @property
    def unknown(self) -> Marks:
        """Marks of facts of the case that are unknown: that they are used."""
        return self.values.top[0]  # type: ignore[no-any-return]

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
        """Mark of a fact of a member by its path, given to it when it is first met.

        Where very many have been met it is the mark of the list, so that `household.members` stands for all others.
        """
        met = self.more.get(path)
        if met is None:
            if len(self.more) >= MOST_FACTS_OF_MEMBERS:
                return self.anatomy.bit_of[path.partition("[")[0]]
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
            resting = case.program.resting
            self.out = out | case.unknown
            found = resting.of(case.shape, self.out, case.mark_at)
            marks = Valuation(found, resting.slots, resting.row_slots)
        self.marks = marks

    def of(self, node: Expression[Any]) -> Marks:
        """What a value rests on; with the mark `BROKEN` where it is not settled without the facts kept out."""
        anatomy, marks, seen = self.case.anatomy, 0, set()
        waiting = [node]
        while waiting:
            part = waiting.pop()
            found = self.marks.find(part)
            if found is not None:
                marks |= found
            elif id(part) in anatomy.plain:
                plain = anatomy.plain[id(part)]
                marks |= BROKEN if plain & self.out & anatomy.all_facts else plain
            elif id(part) not in seen:  # it rests on all that is in it
                seen.add(id(part))
                marks |= anatomy.own(part)
                waiting.extend(children(part))
        return marks

    def members(self, node: Quantified | Aggregated[Any]) -> "list[Support]":
        """The same for each member that a node goes over."""
        rows = self.marks.members(node) or ()
        return [Support(case, self.out, marks) for case, marks in zip(self.case.members(node), rows, strict=True)]


class Grounds:
    """What some settled rules of a case rest on together, found when it is asked for."""

    __slots__ = ("_support", "case", "rules")

    def __init__(self, case: Case, rules: Sequence[int]) -> None:
        self.case = case
        self.rules = rules
        self._support: Support | None = None

    @property
    def support(self) -> Support:
        """What each part rests on; see `supporting`."""
        if self._support is None:
            self._support = supporting(self.rules, self.case)
        return self._support


def supporting(rules: Sequence[int], case: Case) -> Support:
    """What some settled rules rest on; together they need no fact that could be left out.

    The rules are given by where it is noted what they rest on: see `Program.rests_at`.
    """
    support = Support(case, 0)
    marks = _together(rules, support)
    candidates = _in_doubt(marks, case)
    return _without(candidates, rules, support, marks) if candidates else support


def _without(doubtful: Marks, rules: Sequence[int], support: Support, marks: Marks) -> Support:
    """The same without the facts that can be left out, the last in doubt first, and twice as many after each success.

    With nothing but the set itself to settle the rules, a fact in doubt can always be left out. So that is looked at
    once after each failure, and the search takes a few steps for each fact that it leaves out, however many it keeps.
    """
    case, many = support.case, 1
    every = case.every_fact
    while doubtful:
        chosen = _last(doubtful, many)
        fewer = Support(case, every & ~marks | chosen)
        left = _together(rules, fewer)
        if not left & BROKEN:
            support, marks, many = fewer, left, 2 * many
        elif many > 1:
            many //= 2
            continue
        else:
            doubtful ^= chosen
            if doubtful:
                support = Support(case, every & ~marks)
                marks = _together(rules, support)
        doubtful &= _in_doubt(marks, case)
    return support


def _last(marks: Marks, many: int) -> Marks:
    """The last of some marks."""
    last = 0
    while marks and many:
        bit = 1 << (marks.bit_length() - 1)
        last, marks, many = last | bit, marks ^ bit, many - 1
    return last


def _in_doubt(marks: Marks, case: Case) -> Marks:
    """Facts in a set that some way does without."""
    return marks & ~(marks >> 1) & case.every_fact


def _together(rules: Sequence[int], support: Support) -> Marks:
    top, marks = support.marks.top, 0
    for rule in rules:
        marks |= top[rule]
    return marks
