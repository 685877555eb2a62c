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
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from localgov_components.eligibility.changes.behaviour import Behaviours
from localgov_components.eligibility.changes.places import KnownFact, known_facts
from localgov_components.eligibility.changes.turns import Turns
from localgov_components.eligibility.outcome import Outcome
from localgov_components.rules import FactDeclaration, Known, facts_read
from localgov_components.rules.boundaries.scale import Scale, closed_values
from localgov_components.rules.boundaries.threshold import Threshold, each_member, side_of, thresholds_of
from localgov_components.rules.boundaries.turning import is_direct
from localgov_components.rules.tree import Constant, PolicyRef

if TYPE_CHECKING:
    from localgov_components.eligibility.decision import Decision

__all__ = ["NearestChange", "NearestChanges", "nearest_changes"]

_MOST_TRIED = 20_000
"""Cases that are tried for one decision."""


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


def nearest_changes(decision: "Decision", *, most: int = _MOST_TRIED) -> NearestChanges:
    """What would make a case eligible that is not, or that is referred.

    Nothing for any other case. Of numbers, amounts and days the nearest below and above are looked for; of those that
    are not negative, none that is. Of text and identifiers those values are tried that rules and policy name. At most
    so many cases are tried.
    """
    if decision.outcome not in (Outcome.NOT_ELIGIBLE, Outcome.REFER):
        return NearestChanges()
    return _Search(decision, most).result()


def _may_be_told(fact: FactDeclaration) -> bool:
    return fact.actionable and not fact.judgement and fact.protected is None and fact.sensitivity != "special"


class _Search:
    """The search for one decision."""

    def __init__(self, decision: "Decision", most: int) -> None:
        self._known, self._bound, self._left = decision.known, decision.made_by, most
        self._conditions = [each.condition for each in decision.made_by.scheme.rules]
        self._thresholds = thresholds_of(*self._conditions)
        self._is_cut = False

    def result(self) -> NearestChanges:
        read = set(facts_read(*self._conditions))
        found = known_facts(self._bound.scheme.program.vocabulary, self._known, on=self._bound.on)
        changes = [change for each in found if each.declaration.id in read for change in self._changes(each)]
        return NearestChanges(tuple(changes), self._is_cut)

    def _changes(self, fact: KnownFact) -> Iterator[NearestChange]:
        if self._left <= 0:
            self._is_cut = True
            return
        self._left -= 1
        if self._bound.outcome(fact.forgotten(self._known)) is not Outcome.UNDECIDED:
            return  # settled without the fact, so that no value of it alone can change that
        scale = Scale.of(fact.declaration)
        values, is_proven = self._in_order(fact, scale) if scale else (self._without_order(fact), True)
        yield from (NearestChange(fact.path, fact.declaration, value, is_proven) for value in values)

    def _without_order(self, fact: KnownFact) -> list[Any]:
        """Every other value that makes the case eligible."""
        tried = closed_values(fact.declaration) or self._named(fact)
        others = [value for value in dict.fromkeys(tried) if value != fact.value]
        self._left -= len(others)
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

    def _reading(self, fact: KnownFact) -> list[Threshold]:
        return [each for each in self._thresholds if fact.declaration.id in facts_read(each.left, each.right)]

    def _in_order(self, fact: KnownFact, scale: Scale) -> tuple[list[Any], bool]:
        """The nearest values that make the case eligible, one or one on either side, and whether none is nearer."""
        thresholds = self._reading(fact)
        start = scale.number(fact.value)
        lowest = scale.lowest if start < 0 or scale.kind is date else 0
        turns = Turns(partial(self._row, fact, scale, thresholds), most=self._left)
        turns.around(_far_and_near(start, lowest, scale.highest))
        self._left -= len(turns.noted)
        self._is_cut |= turns.is_cut
        eligible = partial(self._is_eligible_at, fact, scale)
        found = [each for direction in (-1, 1) if (each := _nearest(turns, start, direction, eligible)) is not None]
        least = min((abs(number - start) for number in found), default=0)
        is_proven = not turns.is_cut and Behaviours(self._conditions, fact.declaration.id).are_followed(thresholds)
        return [scale.value(number) for number in found if abs(number - start) == least], is_proven

    def _row(self, fact: KnownFact, scale: Scale, thresholds: Sequence[Threshold], number: int) -> tuple[object, ...]:
        """On which side of each threshold the case is with another value of a fact, and whether it is eligible."""
        case = fact.changed(self._known, scale.value(number))
        noted = self._bound.trace(case)
        sides = (side_of(t.left, t.right, at) for t in thresholds for at in each_member(noted, t.loops))
        return (*sides, self._bound.outcome(case) is Outcome.ELIGIBLE)

    def _is_eligible_at(self, fact: KnownFact, scale: Scale, number: int) -> bool:
        return self._is_eligible(fact.changed(self._known, scale.value(number)))

    def _is_eligible(self, case: Known) -> bool:
        return self._bound.outcome(case) is Outcome.ELIGIBLE


def _far_and_near(start: int, lowest: int, highest: int) -> Iterator[int]:
    """Numbers to begin with: twice as far from the start each time, on either side, and the ends."""
    yield from (start, lowest, highest)
    step = 1
    while step < highest - lowest:
        yield from (number for number in (start - step, start + step) if lowest <= number <= highest)
        step *= 2


def _nearest(turns: Turns, start: int, direction: int, is_eligible: Callable[[int], bool]) -> int | None:
    """The nearest number in one direction for which the case is eligible, while for the one before it it is not."""
    beyond = sorted(
        (each for each in turns.noted if (each - start) * direction > 0), key=lambda each: abs(each - start)
    )
    before = start
    for number in beyond:
        if turns.noted[number][-1]:
            return _first_between(before, number, is_eligible)
        before = number
    return None


def _first_between(before: int, found: int, is_eligible: Callable[[int], bool]) -> int:
    """An eligible number next to one that is not, of those from one that is not to one that is."""
    while abs(found - before) > 1:
        middle = (before + found) // 2
        if is_eligible(middle):
            found = middle
        else:
            before = middle
    return found
