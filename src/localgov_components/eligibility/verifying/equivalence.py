"""Whether two schemes give every household the same: two versions of one, or one under two policies or on two days.

>>> from datetime import date
>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> over, up_to = Household.capital > Money("6000.00"), Household.capital <= Money("6000.00")
>>> day = date(2026, 5, 1)
>>> old = Scheme("support", facts=Household, ineligible=[rule("too-much", over)]).on(day)
>>> new = Scheme("support", facts=Household, eligible=[rule("little", up_to)]).on(day)
>>> equivalent(old, new).words
'every household gets the same'
>>> newer = Scheme("support", facts=Household, eligible=[rule("little", Household.capital < Money("6000.00"))]).on(day)
>>> found = equivalent(old, newer)
>>> found.verdict.value, [str(each.known["household.capital"]) for each in found.examples]
('refuted', ['6000.00', '6000.00'])
"""

from functools import partial
from pathlib import Path

from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.deciding import differ
from localgov_components.eligibility.verifying.asking.workbench import Workbench, reproduced
from localgov_components.eligibility.verifying.kept import KeptProofs
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.eligibility.verifying.proof import Example, Proof, ProofKind, Subject, Verdict
from localgov_components.eligibility.verifying.proving import prove_all, rests_on
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, not_decided

__all__ = ["equivalent"]


def equivalent(
    one: SchemeOn,
    other: SchemeOn,
    *,
    seconds: float = 60.0,
    limits: ProofLimits | None = None,
    cache: Path | None = None,
) -> Proof:
    """Whether two schemes give every household the same, proved or refuted.

    The same outcome, that is, and the same tier and award where it is eligible. Facts of one id are the same fact,
    within the limits of both. A refuted proof has a household twice, as each scheme decides it. Raises
    `InvalidValueError` where a fact has two types, and `NotSupportedError` where a result has.
    """
    from localgov_components.rules.proofs import Budget

    limits = limits or ProofLimits()
    bench = Workbench(one, limits, Budget(seconds))
    subject = Subject("scheme", f"{one.scheme.id} and {other.scheme.id}")
    statement = Statement(ProofKind.EQUIVALENT, subject, partial(_same, other))
    kept = None if cache is None else KeptProofs(cache, rests_on([one, other], limits), bounds=[one, other])
    (proof,) = prove_all(bench, [statement], kept)
    return proof


def _same(other: SchemeOn, bench: Workbench) -> Shown:
    from localgov_components.rules.proofs import Found, NotDecided

    there = bench.beside(other)
    bench.limits.require({each.fact.id for each in bench.facts})
    answer = bench.find(differ(bench.deciding, there), cases=[bench.case, there.case])
    if isinstance(answer, NotDecided):
        return not_decided(answer)
    if not isinstance(answer, Found):
        return Shown(Verdict.PROVED, f"{wording.SAME_FOR_ALL}{_of_members(bench)}")
    known = bench.known(answer, there.case)
    examples = (
        bench.example(wording.BY_ONE, bench.known(answer)),
        Example(wording.BY_OTHER, known, other.result(known)),
    )
    reproduced(holds=examples[0].result != examples[1].result)
    return Shown(Verdict.REFUTED, wording.DIFFERENT_FOR_ONE, examples)


def _of_members(bench: Workbench) -> str:
    """How many members were looked at, where either scheme reads a list: what is said of one may not say so."""
    if not any(each.fact.nested for each in bench.facts):
        return ""
    return wording.of_members(bench.limits.most_members)
