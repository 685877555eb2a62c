"""Statements about facts: that asking for one can change something."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.deciding import differ
from localgov_components.eligibility.verifying.asking.fact_place import FactPlace, facts_in, subject_of
from localgov_components.eligibility.verifying.asking.workbench import Workbench, reproduced
from localgov_components.eligibility.verifying.proof import ProofKind, Verdict
from localgov_components.eligibility.verifying.statements.statement import Shown, Statement, not_decided

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme

__all__ = ["statements_of_facts"]


def statements_of_facts(scheme: "Scheme") -> Iterator[Statement]:
    """That every fact that is read matters to somebody."""
    places = [*facts_in(*scheme.expressions.values())]
    for place in places:
        yield Statement(ProofKind.FACT_NEEDED, subject_of(place, places), partial(_is_needed, place))


def _is_needed(place: FactPlace, bench: Workbench) -> Shown:
    from localgov_components.rules.proofs import Found, NotDecided

    pair = bench.pair(place)
    answer = bench.ask(differ(pair.one, pair.other), cases=pair.cases, plain=True)
    if isinstance(answer, NotDecided):
        return not_decided(answer)
    if not isinstance(answer, Found):
        return Shown(Verdict.REFUTED, wording.FACT_NEEDED_NOT)
    examples = tuple(
        bench.example(title, bench.known(answer, case))
        for title, case in zip((wording.HOUSEHOLD, wording.SAME_BUT_FOR_FACT), pair.cases, strict=True)
    )
    reproduced(holds=examples[0].result != examples[1].result)
    return Shown(Verdict.PROVED, wording.FACT_NEEDED, examples)
