"""Statements about the award itself: that it is never below nothing, and what the smallest and the largest are."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from localgov_components.eligibility.scheme_on import Result
from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.furthest import Furthest, furthest
from localgov_components.eligibility.verifying.asking.workbench import Workbench, reproduced
from localgov_components.eligibility.verifying.proof import Example, ProofKind, Subject, Verdict
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, not_decided
from localgov_components.money import Money
from localgov_components.rules import Known
from localgov_components.rules.building import NUMBERS
from localgov_components.rules.labels import in_sentence
from localgov_components.rules.reading import read_value

if TYPE_CHECKING:
    import z3

    from localgov_components.eligibility.scheme import Scheme
    from localgov_components.rules.proofs import Found

__all__ = ["number_of", "statements_of_award"]


def statements_of_award(scheme: "Scheme") -> Iterator[Statement]:
    """That no award is below nothing, where the award is an amount or a number."""
    if scheme.award is not None and scheme.award.value_type in (*NUMBERS, Money):
        yield Statement(ProofKind.AWARD_BOUNDS, Subject("award"), _bounds)


def number_of(bench: Workbench, result: Result) -> int:
    """An award as a whole number of its smallest step; nothing where there is none."""
    measure = bench.award_measure
    if result.award is None or measure is None:
        return 0
    return result.award.pence if isinstance(result.award, Money) else int(Fraction(result.award) * 10**measure.places)


def _bounds(bench: Workbench) -> Shown:
    from localgov_components.rules.proofs import Found, NotDecided

    decided = bench.deciding
    awarded = decided.is_eligible & decided.is_paid
    answer = bench.find(awarded & (decided.gets < 0))
    if isinstance(answer, NotDecided):
        return not_decided(answer)
    if isinstance(answer, Found):
        below = bench.example(wording.LESS_THAN_NOTHING, bench.known(answer))
        reproduced(holds=number_of(bench, below.result) < 0)
        return Shown(Verdict.REFUTED, wording.below_nothing(read_value(below.result.award)), (below,))
    answer = bench.ask(awarded)
    if isinstance(answer, NotDecided):
        return not_decided(answer)
    if not isinstance(answer, Found):
        return Shown(Verdict.PROVED, wording.NOBODY_ELIGIBLE)
    smallest, largest = (_bound(bench, awarded, answer, sign) for sign in (-1, 1))
    examples, is_partial = (smallest[0], largest[0]), not (smallest[1] and largest[1])
    if largest[1]:
        bench.most_award = number_of(bench, largest[0].result)
    return Shown(Verdict.PROVED, _words(bench, smallest, largest), examples, is_partial=is_partial)


def _bound(bench: Workbench, awarded: "z3.BoolRef", first: "Found", sign: int) -> tuple[Example, bool]:
    """The household with the smallest or the largest award that was found, and whether none is further."""
    from localgov_components.rules.proofs import Found

    def reached(found: "Found") -> int:
        return sign * number_of(bench, bench.bound.result(bench.known(found)))

    amount = sign * bench.deciding.gets
    with bench.half_of_the_time():
        end: Furthest = furthest(lambda wanted: bench.ask(awarded, wanted), amount, first, reached)
    plain = bench.find(awarded, amount == end.value)
    found = plain if isinstance(plain, Found) else end.found
    title = wording.SMALLEST if sign < 0 else wording.LARGEST
    return bench.example(title, bench.known(found)), end.is_proved


def _words(bench: Workbench, smallest: tuple[Example, bool], largest: tuple[Example, bool]) -> str:
    (low, low_is_proved), (high, high_is_proved) = smallest, largest
    ends = read_value(low.result.award), read_value(high.result.award)
    per = bench.award_measure.per if bench.award_measure else None
    if low_is_proved and high_is_proved:
        return wording.range_of_awards(*ends, per, at_limit=_at_their_limits(bench, high.known))
    return wording.found_awards(*ends, per)


def _at_their_limits(bench: Workbench, known: Known) -> list[str]:
    """The facts of a household that are as large as they may be: no rule limits an award that rests on them."""
    return [
        in_sentence(each.fact.label)
        for each in bench.facts
        if not each.lists and each.fact.measure and _size(known[each.fact.id]) == each.fact.measure.most
    ]


def _size(value: object) -> object:
    """A number in whole units; anything else as it is."""
    return Fraction(value.pence, 100) if isinstance(value, Money) else value
