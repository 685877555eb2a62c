"""The smallest change of one known fact that makes a case eligible, for each fact that has one.

Every other fact of the case stays as it is. An officer may see all changes; an applicant only those of facts that
are declared `actionable`, which no age, disability, nationality or capital is. What is said of a fact follows from
the other facts of the case, so that whoever sees it sees something of them too.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments", protected="capital")
>>> scheme = Scheme("support", facts=[Household], ineligible=[rule("capital", Household.capital > Money("16000"))])
>>> refused = scheme.decide(Known({"household.capital": Money("20000")}), on=date(2026, 5, 1))
>>> [str(change.value) for change in nearest_changes(refused).changes], nearest_changes(refused).for_applicant
(['16000.00'], ())
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from localgov_components.eligibility.changes.difference import Moving
from localgov_components.eligibility.changes.fact_turns import FactTurns
from localgov_components.eligibility.changes.places import KnownFact, known_facts
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.eligibility.changes.work import SpentError, Work
from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import Condition, FactDeclaration, Known
from localgov_components.rules.boundaries.scale import Scale, closed_values
from localgov_components.rules.boundaries.threshold import (
    Loop,
    Threshold,
    each_member,
    nodes_with_members,
    thresholds_of,
)
from localgov_components.rules.boundaries.turning import is_direct
from localgov_components.rules.compiling import Valuation
from localgov_components.rules.evaluation import Workings
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import Constant, PolicyRef

if TYPE_CHECKING:
    from localgov_components.eligibility.decision import Decision

__all__ = ["NearestChange", "NearestChanges", "nearest_changes"]

_MOST_WORK = 40_000_000
"""Parts of rules that are worked out for one decision."""

_READ = 100
"""How many parts are worked out, about, while one fact of a member is read."""


@dataclass(frozen=True, slots=True)
class NearestChange:
    """A value that one fact could have for the case to be eligible.

    `fact` is its id or path. `is_proven` says that no value nearer to the present one would do. Otherwise it is the
    nearest that was found; the one next to it, a penny, a unit or a day nearer, would not do. `repr` does not show the
    value.
    """

    fact: str
    declaration: FactDeclaration = field(repr=False)
    value: Any = field(repr=False)
    is_proven: bool


@dataclass(frozen=True, slots=True)
class NearestChanges:
    """Every change that was found, by fact in the order in which rules read them.

    A fact has more than one where several values are as near, or where values have no order. `is_cut` says that there
    was more to try than was tried.
    """

    changes: tuple[NearestChange, ...] = ()
    is_cut: bool = False

    @property
    def for_applicant(self) -> tuple[NearestChange, ...]:
        """Those that an applicant may be told of: of facts declared actionable, and never of what an officer judges."""
        return tuple(each for each in self.changes if _may_be_told(each.declaration))


def nearest_changes(decision: "Decision", *, most: int = _MOST_WORK) -> NearestChanges:
    """What would make a case eligible that is not, or that is referred.

    Nothing for any other case. Of numbers, amounts and days the nearest below and above are looked for; of those that
    are not negative, none that is. Of text and identifiers those values are tried that rules and policy name. At most
    so many parts of rules are worked out, which every machine counts alike.
    """
    if decision.outcome not in (Outcome.NOT_ELIGIBLE, Outcome.REFER):
        return NearestChanges()
    return _Search(decision, most).result()


def _may_be_told(fact: FactDeclaration) -> bool:
    return fact.actionable and not fact.judgement and fact.protected is None and fact.sensitivity != "special"


class _Search:
    """The search for one decision."""

    def __init__(self, decision: "Decision", most: int) -> None:
        self._known, self._bound, self._work = decision.known, decision.made_by, Work(most)
        conditions = [each.condition for each in decision.made_by.scheme.rules]
        self._reads = Reads(conditions)
        self._thresholds = thresholds_of(*conditions)
        self._read_by: dict[str, Sequence[Threshold]] = {}
        self._times = _times(conditions, decision.made_by.trace(decision.known))
        self._facts = [*known_facts(self._bound.scheme.program.vocabulary, self._known, on=self._bound.on)]
        read = sum(len(each.place) > 1 for each in self._facts)
        self._parts = sum(self._times.values()) + read * _READ
        policy = self._bound.policy.on(self._bound.on, known_at=self._bound.known_at)
        self._case = Workings(self._known, policy, self._bound.on, spoken_of(conditions))

    def result(self) -> NearestChanges:
        changes: list[NearestChange] = []
        try:
            for each in self._facts:
                changes += self._changes(each)
        except SpentError:
            return NearestChanges(tuple(changes), is_cut=True)
        return NearestChanges(tuple(changes))

    def _changes(self, fact: KnownFact) -> list[NearestChange]:
        if self._outcome(fact.forgotten(self._known)) is not Outcome.UNDECIDED:
            return []  # settled without the fact, so that no value of it alone can change that
        scale = Scale.of(fact.declaration)
        values, is_proven = self._in_order(fact, scale) if scale else (self._without_order(fact), True)
        return [NearestChange(fact.path, fact.declaration, value, is_proven) for value in values]

    def _reading(self, fact: KnownFact) -> Sequence[Threshold]:
        """The thresholds that read a fact, found once for all members."""
        id_ = fact.declaration.id
        if id_ not in self._read_by:
            reads = self._reads.reads
            found = (each for each in self._thresholds if reads(each.left, id_) or reads(each.right, id_))
            self._read_by[id_] = tuple(found)
        return self._read_by[id_]

    def _without_order(self, fact: KnownFact) -> list[Any]:
        """Every other value that makes the case eligible."""
        tried = closed_values(fact.declaration) or self._named(fact)
        others = [value for value in dict.fromkeys(tried) if value != fact.value]
        return [value for value in others if self._is_eligible(fact.changed(self._known, value))]

    def _named(self, fact: KnownFact) -> Iterator[Any]:
        """The values that rules and policy hold against a fact without order."""
        for each in self._reading(fact):
            for side, other in ((each.left, each.right), (each.right, each.left)):
                if isinstance(other, Constant):
                    value: Any = other.value
                elif isinstance(other, PolicyRef):
                    value = self._bound.policy_values[other.key].value
                else:
                    continue
                if any(is_direct(side, ref) for ref in each.refs if ref.id == fact.declaration.id):
                    yield value

    def _in_order(self, fact: KnownFact, scale: Scale) -> tuple[list[Any], bool]:
        """The nearest values that make the case eligible, one or one on either side, and whether none is nearer."""
        eligible = partial(self._is_eligible_at, fact, scale)
        moving = Moving(self._case, fact, scale, self._reads, self._times, self._work)
        turns = FactTurns(moving, self._reading(fact))
        found = [number for way in (-1, 1) if (number := _nearest(turns, way, eligible)) is not None]
        least = min((abs(number - turns.start) for number in found), default=0)
        return [scale.value(each) for each in found if abs(each - turns.start) == least], turns.are_all

    def _is_eligible_at(self, fact: KnownFact, scale: Scale, number: int) -> bool:
        return self._is_eligible(fact.changed(self._known, scale.value(number)))

    def _is_eligible(self, case: Known) -> bool:
        return self._outcome(case) is Outcome.ELIGIBLE

    def _outcome(self, case: Known) -> Outcome:
        self._work.spend(self._parts)
        return self._bound.outcome(case)


def _times(conditions: Sequence[Condition], noted: Valuation) -> dict[int, int]:
    """How often each part is worked out for a case, by its `id`: once, or for each of the members it speaks of."""

    @cache
    def members(loops: tuple[Loop, ...]) -> int:
        return sum(1 for _ in each_member(noted, loops))

    return {id(node): members(loops) for node, loops in nodes_with_members(conditions)}


def _nearest(turns: FactTurns, way: int, is_eligible: Callable[[int], bool]) -> int | None:
    """The nearest number in one direction for which the case is eligible, while for the one before it it is not."""
    before = turns.start
    for number in turns.beyond(way):
        if is_eligible(number):
            return _first_between(before, number, is_eligible)
        before = number
    return None


def _first_between(before: int, found: int, is_eligible: Callable[[int], bool]) -> int:
    """An eligible number next to one that is not, of those from one that is not to one that is."""
    step = 1 if found > before else -1
    while found - step != before and is_eligible(found - step):
        middle = (before + found) // 2
        if is_eligible(middle):
            found = middle
        else:
            before = middle
    return found
