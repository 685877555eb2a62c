"""Everything that can be proved of a scheme on a day, statement by statement, within a time.

The time is shared: each statement may take its part of what is left, and what one does not need the others have. What
was not decided is tried once more with whatever is left at the end.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from localgov_components import __version__
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.eligibility.verifying.asking.workbench import Workbench
from localgov_components.eligibility.verifying.kept import KeptProofs
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.eligibility.verifying.proof import Proof, Verdict
from localgov_components.eligibility.verifying.statements.award import statements_of_award
from localgov_components.eligibility.verifying.statements.facts import statements_of_facts
from localgov_components.eligibility.verifying.statements.income import statements_of_income
from localgov_components.eligibility.verifying.statements.rules import statements_of_rules
from localgov_components.eligibility.verifying.statements.statement import Statement
from localgov_components.eligibility.verifying.statements.tables import statements_of_tables
from localgov_components.eligibility.verifying.telling.proof_data import VERIFICATION_FORMAT
from localgov_components.eligibility.verifying.verification import Verification
from localgov_components.rules import Expression, Known, facts_read, to_document
from localgov_components.rules.fact_data import write_known

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme import Scheme

__all__ = ["Progress", "prove_all", "rests_on", "verify_scheme"]

Progress = Callable[[int, int, str], None]
"""Told before each statement: how many are done, how many there are, and which is next."""

_LEAST = 0.05
"""Seconds below which nothing is begun."""


def verify_scheme(
    bound: SchemeOn,
    *,
    seconds: float = 60.0,
    against: "Sequence[str | Expression[Any]] | None" = None,
    limits: ProofLimits | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Prove or refute everything that is asked of a scheme on a day; see `Scheme.verify`."""
    from localgov_components.rules.proofs import Budget

    limits = limits or ProofLimits()
    bench = Workbench(bound, limits, Budget(seconds))
    incomes = None if against is None else [id_ for each in against for id_ in _ids(each)]
    limits.require({each.fact.id for each in bench.facts})
    statements = [*statements_of(bound.scheme, incomes)]
    kept = None
    if cache is not None:
        basis = rests_on([bound], limits) | {"against": None if incomes is None else [*incomes]}
        kept = KeptProofs(cache, basis, bounds=[bound])
    proofs = prove_all(bench, statements, kept, progress)
    has_lists = any(each.fact.nested for each in bench.facts)
    today = bound.policy.on(bound.on, known_at=bound.known_at)
    said = tuple(limits.words(has_lists=has_lists, policy=today))
    scheme = bound.scheme
    results = tuple(each.id for each in scheme.result_rules)
    return Verification(scheme.id, bound.on, scheme.rules_hash, said, proofs, scheme.vocabularies, results)


def statements_of(scheme: "Scheme", against: Sequence[str] | None) -> Iterator[Statement]:
    """Everything that is asked of a scheme, what is soon answered first."""
    yield from statements_of_rules(scheme)
    yield from statements_of_tables(scheme)
    yield from statements_of_facts(scheme)
    yield from statements_of_award(scheme)
    yield from statements_of_income(scheme, against)


def prove_all(
    bench: Workbench, statements: Sequence[Statement], kept: KeptProofs | None = None, progress: Progress | None = None
) -> tuple[Proof, ...]:
    """Prove some statements within the budget of a workbench; those that were kept are taken as they are."""
    whole = bench.budget
    found: dict[int, Proof] = {}
    for number, each in enumerate(statements):
        if kept is not None and (proof := kept.find(each.kind, each.subject)) is not None:
            found[number] = proof
    for _ in range(2):
        open_ = [number for number in range(len(statements)) if number not in found or _is_open(found[number])]
        for place, number in enumerate(open_):
            statement, left = statements[number], whole.left()
            if left < _LEAST and number in found:
                continue
            if progress is not None:
                progress(len(statements) - len(open_) + place, len(statements), f"{statement.kind} {statement.subject}")
            bench.budget = whole.until(left / (len(open_) - place))
            found[number] = _proved(bench, statement)
            if kept is not None:
                kept.keep(found[number])
    return tuple(found[number] for number in range(len(statements)))


def rests_on(bounds: Sequence[SchemeOn], limits: ProofLimits) -> dict[str, JsonValue]:
    """Everything that proofs about some schemes rest on beside the statement, as JSON."""
    import z3

    conditions = {f"condition-{number}": each for number, each in enumerate(limits.assuming, start=1)}
    may_be_negative: list[JsonValue] = [*sorted(limits.may_be_negative)]
    return {
        "format": VERIFICATION_FORMAT,
        "package": __version__,
        "prover": f"z3 {z3.get_version_string()}",
        "schemes": [_scheme(each, limits) for each in bounds],
        "most_members": limits.most_members,
        "may_be_negative": may_be_negative,
        "assuming": to_document(conditions) if conditions else None,
    }


def _scheme(bound: SchemeOn, limits: ProofLimits) -> JsonValue:
    today = bound.policy.on(bound.on, known_at=bound.known_at)
    keys = dict.fromkeys([*bound.scheme.policy, *limits.policy])
    values = write_known(Known({key: today.value(key) for key in keys}))
    return {"rules": bound.scheme.rules_hash, "on": bound.on.isoformat(), "policy": {**values}}


def _ids(income: "str | Expression[Any]") -> tuple[str, ...]:
    """The ids of the facts that somebody names as incomes."""
    return (income,) if isinstance(income, str) else facts_read(income)


def _is_open(proof: Proof) -> bool:
    return proof.verdict is Verdict.NOT_DECIDED


def _proved(bench: Workbench, statement: Statement) -> Proof:
    begun = time.monotonic()
    shown = statement.prove(bench)
    seconds = time.monotonic() - begun
    return Proof(statement.kind, statement.subject, *shown, seconds=seconds)
