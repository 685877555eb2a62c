"""One scheme on a day, with a symbolic household of which anything may be asked, within a time.

Households that are found are made as plain as they can be: few members, small round amounts, nobody born in another
century. An officer has to read them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.eligibility.verifying.asking.deciding import Deciding
from localgov_components.eligibility.verifying.asking.fact_place import FactPlace, facts_in
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.eligibility.verifying.proof import Example
from localgov_components.money import Money, Rounding
from localgov_components.rules import Condition, Expression, Known, Members, all_of, count_of, rounded
from localgov_components.rules.building import as_expression, compared
from localgov_components.rules.measures import Measure

if TYPE_CHECKING:
    import z3

    from localgov_components.rules.proofs import Answer, Budget, Case, Found

__all__ = ["Pair", "Workbench", "reproduced"]

_MODEST = {Money: Money("1000.00"), int: 100, Decimal: Decimal(100)}
_LIFE = 100
"""Years before the day in which dates of a plain household lie."""
_SECONDS_FOR_PLAINER = 1.0
_BESIDE = "the same household"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two symbolic households that are alike but for one fact."""

    one: Deciding
    other: Deciding

    @property
    def cases(self) -> "tuple[Case, Case]":
        """Both."""
        return self.one.case, self.other.case


class Workbench:
    """A scheme on a day, a household that may be any within some limits, and a budget of time."""

    def __init__(self, bound: SchemeOn, limits: ProofLimits, budget: "Budget") -> None:
        from localgov_components.rules.proofs import Prover

        self.bound, self.limits, self.budget = bound, limits, budget
        self.scheme = bound.scheme
        self.facts = [*facts_in(*bound.scheme.expressions.values(), *limits.assuming)]
        today = bound.policy.on(bound.on, known_at=bound.known_at)
        self.prover = Prover(on=bound.on, policy=today, most_members=limits.most_members)
        self.case = self.prover.case(bound.scheme.vocabularies, "household")
        self.deciding = Deciding(bound.scheme, self.case)
        self._given = [*limits.assuming, *self._not_negative(self.facts)]
        self._given_beside: list[Condition] = []
        self._beside: Deciding | None = None
        self._apart: dict[str, Case] = {}
        self._wishes = [*_wishes(self.facts, bound.on)]
        self._pairs: dict[str, Pair] = {}
        self.costs: dict[str, bool] = {}
        """Whether amounts are costs and not incomes, by their paths, once that was asked."""
        self.most_award: int | None = None
        """The most that anybody gets, and so can lose, in steps of the award, once it is proved."""

    @contextmanager
    def half_of_the_time(self) -> Iterator[None]:
        """What is asked within has half of the time that is left."""
        whole = self.budget
        self.budget = whole.until(whole.left() / 2)
        try:
            yield
        finally:
            self.budget = whole

    @property
    def award_measure(self) -> Measure | None:
        """Places and period of the award; None where it is no amount and no number."""
        return None if self.scheme.award is None else self.scheme.award.measure

    def find(
        self, *constraints: "z3.BoolRef", cases: "Sequence[Case]" = (), free: Sequence[FactPlace] = ()
    ) -> "Answer":
        """A household of which all constraints hold, as plain as can be; amounts in `free` need not be round.

        `cases` are those that are asked about, the household alone when left out.
        """
        from localgov_components.rules.proofs import Found

        asked = [*(cases or [self.case])]
        given = [*constraints, *self._granted(asked)]
        answer = self.prover.solve(given, seconds=self.budget, cases=asked, plain=False)
        if isinstance(answer, Found):
            wishes = [self.case.holds(wish) for place, wish in self._wishes if place not in free]
            plainer = _Plainer(self, given, asked, self.budget.until(_SECONDS_FOR_PLAINER))
            plainer.grant(wishes)
            return plainer.found or answer
        return answer

    def ask(self, *constraints: "z3.BoolRef", cases: "Sequence[Case]" = (), plain: bool = False) -> "Answer":
        """The same for a household of any kind, or one that is fairly plain, which is sooner found."""
        asked = [*(cases or [self.case])]
        given = [*constraints, *self._granted(asked)]
        return self.prover.solve(given, seconds=self.budget, cases=asked, plain=plain)

    def ask_apart(self, condition: Condition) -> "tuple[Answer, Known | None]":
        """Whether a condition holds of any household, and that household.

        Asked of a household of its own: nothing that was asked before makes it slower.
        """
        from localgov_components.rules.proofs import Found

        case = self.case_for(f"household {len(self._apart) + 1}")
        answer = self.ask(case.holds(condition), cases=[case])
        return answer, self.known(answer, case) if isinstance(answer, Found) else None

    def case_for(self, name: str) -> "Case":
        """A household of its own for questions of one kind: each name has one."""
        if name not in self._apart:
            self._apart[name] = self.prover.case(self.scheme.vocabularies, name)
        return self._apart[name]

    def _granted(self, cases: "Iterable[Case]") -> "Iterator[z3.BoolRef]":
        """What is taken for granted of households."""
        for case in cases:
            given = self._given_beside if case.name == _BESIDE else self._given
            yield from (case.holds(each) for each in given)

    def beside(self, other: SchemeOn) -> Deciding:
        """The same household, decided by another scheme, perhaps on another day; always the same one."""
        if self._beside is None:
            today = other.policy.on(other.on, known_at=other.known_at)
            case = self.prover.case(other.scheme.vocabularies, _BESIDE, sharing=self.case, on=other.on, policy=today)
            facts = [*facts_in(*other.scheme.expressions.values())]
            self._given_beside = [*self._not_negative(facts)]
            self.facts += facts
            self._beside = Deciding(other.scheme, case)
        return self._beside

    def known(self, found: "Found", case: "Case | None" = None) -> Known:
        """The household that was found, with no more facts than the scheme reads."""
        return _only(found.known[(case or self.case).name], {each.fact.id for each in self.facts})

    def example(self, title: str, known: Known) -> Example:
        """A household with what the scheme gives it."""
        return Example(title, known, self.bound.result(known))

    def pair(self, changed: FactPlace) -> Pair:
        """The household and another, alike but for one fact; where it is of a member, of the first member."""
        if changed.path not in self._pairs:
            name = f"other {changed.path}"
            case = self.prover.case(self.scheme.vocabularies, name, sharing=self.case, except_for=[changed.path])
            other = Deciding(self.scheme, case, self.deciding.outcome)
            self._pairs[changed.path] = Pair(self.deciding, other)
        return self._pairs[changed.path]

    def amount(self, case: "Case", place: FactPlace) -> "z3.ArithRef":
        """A fact of a household; where it is of members, of the first."""
        owner = case.symbols.owner
        for each in place.lists:
            owner = owner.member(each.id, 1)
        return case.symbols.of(owner, place.fact.id).value

    def _not_negative(self, facts: Iterable[FactPlace]) -> Iterator[Condition]:
        for each in facts:
            if each.fact.measure and each.fact.id not in self.limits.may_be_negative:
                nothing = Money("0.00") if each.fact.type is Money else 0
                yield each.everywhere(partial(_compares, ">=", nothing))


class _Plainer:
    """A search for a plainer household: with as many wishes as go together, first those that stand first."""

    def __init__(
        self, bench: Workbench, given: "Sequence[z3.BoolRef]", cases: "Sequence[Case]", budget: "Budget"
    ) -> None:
        self.found: Found | None = None
        self._bench, self._given, self._cases, self._budget = bench, [*given], cases, budget

    def grant(self, wishes: "Sequence[z3.BoolRef]") -> None:
        """Grant all, or else the first half and of the others what still can be."""
        from localgov_components.rules.proofs import Found

        if not wishes:
            return
        given = [*self._given, *wishes]
        answer = self._bench.prover.solve(given, seconds=self._budget, cases=self._cases, plain=False)
        if isinstance(answer, Found):
            self.found = answer
            self._given += wishes
        elif len(wishes) > 1:
            middle = len(wishes) // 2
            self.grant(wishes[:middle])
            self.grant(wishes[middle:])


def reproduced(*, holds: bool) -> None:
    """Refuse a household that does not show what it was found for: that would be a defect of this package."""
    if not holds:
        from localgov_components.rules.proofs.case import not_reproduced

        raise not_reproduced()


def _wishes(facts: Sequence[FactPlace], on: date) -> Iterator[tuple[FactPlace, Condition]]:
    """What a plain household is like, fact by fact; what is wished for most stands first."""
    for most in (0, 1):
        yield from ((each, each.everywhere(partial(_has, most))) for each in facts if each.fact.nested)
    for each in facts:
        if (says := _modest(each, on)) is not None:
            yield each, each.everywhere(says)
    yield from ((each, each.everywhere(_is_round)) for each in facts if each.fact.type is Money)


def _compares(operator: Literal[">=", "<="], value: object, subject: Expression[Any]) -> Condition:
    return compared(operator, subject, as_expression(value))


def _modest(place: FactPlace, on: date) -> "partial[Condition] | None":
    if place.fact.type is date:
        return partial(_lies_within, on.replace(year=max(on.year - _LIFE, 1), day=1), on)
    most = _MODEST.get(place.fact.type)
    return None if most is None else partial(_compares, "<=", most)


def _lies_within(first: date, last: date, subject: Expression[Any]) -> Condition:
    return all_of(_compares(">=", first, subject), _compares("<=", last, subject))


def _is_round(subject: Expression[Any]) -> Condition:
    return compared("==", rounded(subject, Rounding.DOWN, places=0), subject)


def _has(most: int, subject: Expression[Any]) -> Condition:
    return count_of(subject) <= most


def _only(known: Known, ids: set[str]) -> Known:
    """What is known of some facts."""
    return Known({id_: _held(value, ids) for id_, value in known.stored.items() if id_ in ids})


def _held(value: object, ids: set[str]) -> object:
    if not isinstance(value, Members):
        return value
    return Members([_only(each, ids) for each in value.items], complete=value.complete)
