"""Statements about the award against an income: that less brings no less, and a pound more costs no more than that.

Which facts are incomes is said with `against`. When nothing is said, every amount of money that the rules read is asked
about, but for capital, which is protected; and one against which the award only rises is taken for a cost, such as the
council tax, and held to nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.fact_place import FactPlace, facts_in, subject_of
from localgov_components.eligibility.verifying.asking.furthest import Furthest, furthest
from localgov_components.eligibility.verifying.asking.workbench import Pair, Workbench, reproduced
from localgov_components.eligibility.verifying.curve import Curve, Edge, gets
from localgov_components.eligibility.verifying.proof import Example, ProofKind, Verdict
from localgov_components.eligibility.verifying.statements.award import number_of
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, not_decided
from localgov_components.money import Money
from localgov_components.rules import Known
from localgov_components.rules.boundaries.place import held, judged, with_value
from localgov_components.rules.building import NUMBERS
from localgov_components.rules.labels import in_sentence
from localgov_components.rules.measures import IN_A_YEAR
from localgov_components.rules.reading import read_value

if TYPE_CHECKING:
    import z3

    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.rules.proofs import Found

__all__ = ["statements_of_income"]

_POUND = 100
_SHOWN = 1_000 * _POUND
"""The largest loss that is shown with a household of its own; larger ones have amounts that nobody has."""

_COST = Shown(Verdict.PROVED, wording.COST)


def statements_of_income(scheme: "Scheme", against: Sequence[str] | None) -> Iterator[Statement]:
    """That nobody gets less for having less, and nobody loses more than they gain, for each income.

    `against` are the ids of the incomes, None to find them. Raises `NotFoundError` for one that no rule reads.
    """
    award = scheme.award
    if award is None or award.value_type not in (*NUMBERS, Money):
        return
    read = [*facts_in(*scheme.expressions.values())]
    incomes = [_Income(place, is_named=against is not None) for place in _incomes(read, against)]
    for each in incomes:
        yield Statement(ProofKind.MONOTONE, subject_of(each.place, read), each.monotone)
    for each in incomes:
        if award.value_type is Money and each.place.fact.type is Money:
            yield Statement(ProofKind.CLIFF_EDGE, subject_of(each.place, read), each.cliff_edge)


def _incomes(read: Iterable[FactPlace], against: Sequence[str] | None) -> Iterator[FactPlace]:
    read = [each for each in read if each.fact.type in (*NUMBERS, Money)]
    if against is None:
        yield from (each for each in read if each.fact.type is Money and each.fact.protected != "capital")
        return
    for id_ in dict.fromkeys(against):
        found = [each for each in read if each.fact.id == id_]
        if not found:
            names = ", ".join(dict.fromkeys(each.fact.id for each in read))
            raise NotFoundError(f"no amount '{id_}' is read by a rule. There are: {names}.", code="proof.unread")
        yield from found


@dataclass(frozen=True, slots=True)
class _Income:
    """An amount against which the award is held; `is_named` where somebody said that it is an income."""

    place: FactPlace
    is_named: bool

    def monotone(self, bench: Workbench) -> Shown:
        """That nobody gets less for having less."""
        from localgov_components.rules.proofs import Found, NotDecided

        pair = bench.pair(self.place)
        less = [*_both_paid(pair), self._there(bench, pair) < self._here(bench)]
        answer = bench.find(*less, pair.other.gets < pair.one.gets, cases=pair.cases, free=[self.place])
        if isinstance(answer, NotDecided):
            return not_decided(answer)
        if not isinstance(answer, Found):
            return Shown(Verdict.PROVED, wording.MONOTONE)
        if (cost := self._as_cost(bench)) is not None:
            return cost
        examples = self._examples(bench, answer, pair)
        low, high = (number_of(bench, each.result) for each in reversed(examples))
        reproduced(holds=low < high)
        words = wording.less_for_less(map(_told, examples))
        return Shown(Verdict.REFUTED, words, examples, self._curve(bench, examples[0].known))

    def cliff_edge(self, bench: Workbench) -> Shown:
        """That nobody loses more than they gain by a pound more."""
        from localgov_components.rules.proofs import Found, NotDecided

        if (cost := self._as_cost(bench)) is not None:
            return cost
        pair = bench.pair(self.place)
        loss = pair.one.gets - pair.other.gets
        step = [*_both_paid(pair), self._there(bench, pair) == self._here(bench) + _POUND]
        answer = bench.ask(*step, self._is_worse(bench, loss), cases=pair.cases)
        if isinstance(answer, NotDecided):
            return not_decided(answer)
        if not isinstance(answer, Found):
            return Shown(Verdict.PROVED, wording.NO_EDGE)
        with bench.half_of_the_time():
            reached = partial(self._lost, bench, pair)
            ask = partial(bench.ask, *step, cases=pair.cases)
            end = furthest(ask, loss, answer, reached, most=bench.most_award)
        shown = (loss == end.value) if end.value <= _SHOWN else self._is_worse(bench, loss)
        plain = bench.find(*step, shown, cases=pair.cases, free=[self.place])
        found = plain if isinstance(plain, Found) else end.found
        return self._edge_of(bench, bench.known(found), end)

    def _edge_of(self, bench: Workbench, known: Known, end: Furthest) -> Shown:
        """The edge in words, with the household on either side of it."""
        here = held(known, self.place.place).pence
        curve = Curve.of(bench.bound, known, self.place.place, looking=(here, here + _POUND))
        reproduced(holds=bool(curve.edges))
        edge = max(curve.edges, key=lambda each: each.loss.pence)
        examples = tuple(
            bench.example(
                wording.with_amount(in_sentence(self.place.fact.label), amount.format()),
                with_value(known, self.place.place, judged(self.place.fact, amount)),
            )
            for amount in (edge.begin, edge.end)
        )
        return Shown(Verdict.REFUTED, self._edge_words(edge, end), examples, curve, is_partial=not end.is_proved)

    def _edge_words(self, edge: Edge, end: Furthest) -> str:
        per = self.place.fact.measure.per if self.place.fact.measure else None
        others = wording.end_of_edge(edge.loss, Money.from_pence(end.value), is_proved=end.is_proved)
        return f"{wording.between(edge.loss, edge.begin, edge.end, per)}; {others}"

    def _as_cost(self, bench: Workbench) -> Shown | None:
        """What is said of an amount with which the award only rises; None for one that is an income."""
        from localgov_components.rules.proofs import Found, Impossible, NotDecided

        if self.is_named:
            return None
        pair, path = bench.pair(self.place), self.place.path
        if path not in bench.costs:
            less = [*_both_paid(pair), self._there(bench, pair) < self._here(bench)]
            acts = bench.ask(*less, pair.other.gets > pair.one.gets, cases=pair.cases)
            if isinstance(acts, NotDecided):
                return Shown(Verdict.NOT_DECIDED, "", reason=wording.INCOME_OR_COST)
            rises = isinstance(acts, Impossible) and bench.ask(*less, pair.other.gets < pair.one.gets, cases=pair.cases)
            bench.costs[path] = isinstance(rises, Found)
        return _COST if bench.costs[path] else None

    def _here(self, bench: Workbench) -> "z3.ArithRef":
        return bench.amount(bench.case, self.place)

    def _there(self, bench: Workbench, pair: Pair) -> "z3.ArithRef":
        return bench.amount(pair.other.case, self.place)

    def _is_worse(self, bench: Workbench, loss: "z3.ArithRef") -> "z3.BoolRef":
        """Whether a loss of award is more than a pound of the amount, each for its own period where both have one."""
        fact, award = self.place.fact.measure, bench.award_measure
        if fact is None or award is None or fact.per is None or award.per is None:
            return loss > _POUND
        return loss * IN_A_YEAR[award.per] > _POUND * IN_A_YEAR[fact.per]

    def _lost(self, bench: Workbench, pair: Pair, found: "Found") -> int:
        before, after = (gets(bench.bound.result(bench.known(found, case))) for case in pair.cases)
        reproduced(holds=before is not None and after is not None)
        return (before or 0) - (after or 0)

    def _examples(self, bench: Workbench, found: "Found", pair: Pair) -> tuple[Example, Example]:
        """Both households, the one with more of it first."""
        known = [bench.known(found, case) for case in pair.cases]
        label = in_sentence(self.place.fact.label)
        titles = [wording.with_amount(label, read_value(held(each, self.place.place))) for each in known]
        one, other = (bench.example(*each) for each in zip(titles, known, strict=True))
        return one, other

    def _curve(self, bench: Workbench, known: Known) -> Curve | None:
        """The award of a household against it, where both are money."""
        award = bench.scheme.award
        if self.place.fact.type is not Money or award is None or award.value_type is not Money:
            return None
        return Curve.of(bench.bound, known, self.place.place)


def _told(example: Example) -> str:
    award = example.result.award
    return wording.gets(None if award is None else read_value(award), example.title)


def _both_paid(pair: Pair) -> "list[z3.BoolRef]":
    return [pair.one.is_paid, pair.other.is_paid]
