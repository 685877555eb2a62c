"""Whatever a scheme is made of, its proofs agree with cases that were never shown to the prover."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.rules.vocabulary import complete_for

from localgov_components.eligibility import Outcome, Scheme
from localgov_components.eligibility.scheme_on import Result
from localgov_components.eligibility.verifying import ProofKind, ProofLimits, Verdict, Verification
from localgov_components.eligibility.verifying.asking.fact_place import facts_in
from localgov_components.eligibility.verifying.telling.proof_data import proof_data, read_proof

pytestmark = pytest.mark.slow


def verified(scheme: Scheme) -> Verification:
    numbers = {each.fact.id for each in facts_in(*scheme.expressions.values()) if each.fact.measure}
    limits = ProofLimits(may_be_negative=sorted(numbers))
    return scheme.verify(on=ON, policy=POLICY_SET, seconds=2, limits=limits)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(schemes(parts=6, gaps=True), st.data())
def test_no_case_breaks_what_was_proved_nor_shows_what_was_refuted(scheme: Scheme, data: st.DataObject) -> None:
    found, bound = verified(scheme), scheme.on(ON, policy=POLICY_SET)
    cases = data.draw(st.lists(complete_for(*scheme.expressions.values()), max_size=10))
    for result in map(bound.result, cases):
        assert [str(proof) for proof in found if breaks(result, proof.kind, proof.subject.name, proof.verdict)] == []
    for proof in found:
        assert all(example.result == bound.result(example.known) for example in proof.examples)
        if proof.verdict is not Verdict.NOT_DECIDED:
            assert read_proof(json.loads(json.dumps(proof_data(proof))), [bound]) == proof
    assert found.summary in found.text()
    assert len(found.sarif()["runs"][0]["results"]) == len(found)  # type: ignore[index, call-overload, arg-type]


def breaks(result: Result, kind: ProofKind, name: str, verdict: Verdict) -> bool:
    """Whether a case is against a verdict."""
    match kind, verdict:
        case ProofKind.OUTCOME_REACHED, Verdict.REFUTED:
            return result.outcome == name
        case ProofKind.ALWAYS_SETTLED, Verdict.PROVED:
            return result.outcome is Outcome.UNDECIDED
        case _:
            return False
