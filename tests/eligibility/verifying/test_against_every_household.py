"""Verdicts held against a count of every household there is, in a world that is small enough."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from tests.eligibility.verifying.small import DAY, every_household, results_of, schemes

from localgov_components.eligibility import Outcome, Result, Scheme
from localgov_components.eligibility.verifying import Proof, ProofKind, Verdict, equivalent
from localgov_components.eligibility.verifying.curve import gets

pytestmark = pytest.mark.slow

Results = dict[tuple[bool, int, int], Result]
Holds = Sequence[bool | None]

IDS = ("small.yes", "small.adults", "small.income")


class Counted:
    """Every household, with what each rule makes of it; the outcome is worked out here once more."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme, self.bound = scheme, scheme.on(DAY)
        traces = [self.bound.trace(known) for known in every_household()]
        self.holds = {each.id: [trace.raw(each.condition) for trace in traces] for each in scheme.rules}
        self.results = results_of(self.bound)

    def fires(self, id_: str) -> bool:
        """Whether a rule holds for somebody for whom no rule of an earlier kind may hold."""
        before: list[Holds] = []
        for kind in (self.scheme.ineligible, self.scheme.refer, self.scheme.eligible):
            if id_ in {each.id for each in kind}:
                return any(
                    holds is True and all(other[number] is False for other in before)
                    for number, holds in enumerate(self.holds[id_])
                )
            before += [self.holds[each.id] for each in kind]
        raise AssertionError(id_)

    def outcomes(self, without: str = "") -> list[Outcome]:
        """The outcome of every household, perhaps without a rule."""
        return [self._outcome(number, without) for number in range(len(self.results))]

    def is_needed(self, id_: str) -> bool:
        """Whether somebody would come out differently without a rule."""
        return self.outcomes() != self.outcomes(id_)

    def _outcome(self, number: int, without: str) -> Outcome:
        kinds = (
            (self.scheme.ineligible, Outcome.NOT_ELIGIBLE),
            (self.scheme.refer, Outcome.REFER),
            (self.scheme.eligible, Outcome.ELIGIBLE),
        )
        possible = set()
        for rules, outcome in kinds:
            values = [self.holds[each.id][number] for each in rules if each.id != without]
            if outcome is Outcome.ELIGIBLE and not self.scheme.eligible:
                values = [True]
            possible |= {outcome} if any(each is not False for each in values) else set()
            if True in values:
                break
        else:
            possible.add(Outcome.NOT_ELIGIBLE)
        return possible.pop() if len(possible) == 1 else Outcome.UNDECIDED


def changes(results: Results, place: int) -> bool:
    """Whether two households that differ in one place only get different things."""
    found: dict[tuple[object, ...], set[Result]] = {}
    for key, result in results.items():
        found.setdefault((*key[:place], *key[place + 1 :]), set()).add(result)
    return any(len(each) > 1 for each in found.values())


def lines(results: Results) -> list[list[int | None]]:
    """What households get by their income, for each that differs otherwise."""
    return [[gets(results[yes, adults, pence]) for pence in range(301)] for yes in (True, False) for adults in range(3)]


def rises(line: list[int | None]) -> bool:
    """Whether somebody gets less at one income than at a greater one."""
    least: int | None = None
    for amount in line:
        if amount is not None:
            if least is not None and amount > least:
                return True
            least = amount if least is None else min(least, amount)
    return False


def cliffs(results: Results) -> list[int]:
    """Losses of more than a pound for a pound more."""
    return [
        before - after
        for line in lines(results)
        for before, after in zip(line, line[100:], strict=False)
        if before is not None and after is not None and before - after > 100
    ]


def verdict(*, proved: bool) -> Verdict:
    return Verdict.PROVED if proved else Verdict.REFUTED


def expected(counted: Counted, proof: Proof) -> Verdict | None:
    """What the verdict must be; None where nothing is said here."""
    results, name = counted.results, proof.subject.name
    holds: dict[ProofKind, Callable[[], bool]] = {
        ProofKind.RULE_FIRES: lambda: counted.fires(name),
        ProofKind.RULE_NEEDED: lambda: counted.is_needed(name),
        ProofKind.OUTCOME_REACHED: lambda: any(each.outcome == name for each in results.values()),
        ProofKind.ALWAYS_SETTLED: lambda: not any(map(is_open, results.values())),
        ProofKind.FACT_NEEDED: lambda: changes(results, IDS.index(name)),
        ProofKind.AWARD_BOUNDS: lambda: not any(each < 0 for each in awards_in(results)),
        ProofKind.MONOTONE: lambda: not any(map(rises, lines(results))),
        ProofKind.CLIFF_EDGE: lambda: not cliffs(results),
    }
    return verdict(proved=holds[proof.kind]()) if proof.kind in holds else None


def is_open(result: Result) -> bool:
    return result.outcome is Outcome.UNDECIDED or (result.outcome is Outcome.ELIGIBLE and result.award is None)


def awards_in(results: Results) -> list[int]:
    eligible = (each for each in results.values() if each.outcome is Outcome.ELIGIBLE)
    return [each.award.pence for each in eligible if each.award is not None]


@settings(max_examples=25, deadline=None)
@given(schemes())
def test_every_verdict_is_that_of_counting(scheme: Scheme) -> None:
    check(scheme)


@settings(max_examples=20, deadline=None)
@given(schemes(with_table=True))
def test_every_verdict_on_a_scheme_with_a_table_is_that_of_counting(scheme: Scheme) -> None:
    check(scheme)


@settings(max_examples=20, deadline=None)
@given(schemes(), schemes())
def test_two_schemes_are_the_same_when_every_household_gets_the_same(one: Scheme, other: Scheme) -> None:
    proof = equivalent(one.on(DAY), other.on(DAY))
    assert proof.verdict is verdict(proved=results_of(one.on(DAY)) == results_of(other.on(DAY)))
    assert equivalent(one.on(DAY), one.on(DAY)).verdict is Verdict.PROVED


def check(scheme: Scheme) -> None:
    counted = Counted(scheme)
    assert counted.outcomes() == [each.outcome for each in counted.results.values()]
    reads_income = "small.income" in scheme.program.vocabulary.facts
    found = scheme.verify(on=DAY, against=["small.income"] if reads_income else [])
    assert not found.undecided
    for proof in found:
        assert expected(counted, proof) in (None, proof.verdict), proof
        if proof.kind is ProofKind.CLIFF_EDGE and proof.is_fault:
            assert proof.curve is not None
            assert proof.curve.largest is not None
            assert proof.words.rpartition("£")[2] == f"{max(cliffs(counted.results)) / 100:.2f}"
        if proof.kind is ProofKind.AWARD_BOUNDS and len(proof.examples) == 2:
            told = [each.result.award.pence for each in proof.examples]
            assert told == [min(awards_in(counted.results)), max(awards_in(counted.results))]
