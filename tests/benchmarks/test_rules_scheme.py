"""The scheme that the rules are measured with gives what the program written by hand gives, to the penny."""

from collections.abc import Collection

from benchmarks.rules_by_hand import support_in_pence, support_in_pounds
from benchmarks.rules_cases import Claim, claims, in_pounds
from benchmarks.rules_scheme import BOUND, Household, data_of, known_of
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.eligibility import Outcome
from localgov_components.rules import Known

IDS = tuple(known_of(claims(1)[0]))
EXAMPLE = Claim(
    age=40,
    partner_age=0,
    children=0,
    earnings=100_00,
    other_income=20_00,
    capital=6_000_00,
    council_tax=30_00,
    other_adults=0,
    resident=True,
    liable=True,
    student=False,
    disabled=False,
    carer=False,
)


def around(*thresholds: int) -> st.SearchStrategy[int]:
    """Each threshold, and one unit either side of it."""
    return st.sampled_from([each + by for each in thresholds for by in (-1, 0, 1) if each + by >= 0])


def amounts(*thresholds: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most) | around(*thresholds)


boundary_claims = st.builds(
    Claim,
    age=st.integers(0, 120) | around(18, 25, 66),
    partner_age=st.integers(0, 120) | around(0),
    children=st.integers(0, 8),
    earnings=amounts(5_00, 10_00, 25_00, 97_05, most=600_00),
    other_income=amounts(0, 72_90, 92_05, 144_65, 244_40, 366_00, most=400_00),
    capital=amounts(6_000_00, 6_250_00, 10_000_00, 10_500_00, 16_000_00, most=20_000_00),
    council_tax=amounts(50, 5_00, 5_50, 10_50, most=80_00),
    other_adults=st.integers(0, 4),
    resident=st.sampled_from([True, True, False]),
    liable=st.sampled_from([True, True, False]),
    student=st.booleans(),
    disabled=st.booleans(),
    carer=st.booleans(),
)


def ours(claim: Claim) -> tuple[Outcome, int]:
    """Outcome, and award in pence."""
    result = BOUND.result(known_of(claim))
    return result.outcome, result.award.pence if result.award is not None else 0


def only(known: Known, ids: Collection[str]) -> Known:
    """What is known of some facts, and nothing of the rest."""
    return Known({id_: known[id_] for id_ in ids})


def by_hand(claim: Claim) -> tuple[Outcome, int]:
    pence = support_in_pence(claim)
    return Outcome.ELIGIBLE if pence else Outcome.NOT_ELIGIBLE, pence


def test_the_example_that_can_be_reckoned_in_the_head_comes_out_so() -> None:
    # 95.00 of earnings and 20.00 of other income are 22.95 over the 92.05 allowed: 30.00 less a fifth of that.
    assert ours(EXAMPLE) == by_hand(EXAMPLE) == (Outcome.ELIGIBLE, 25_41)


def test_thousands_of_claims_are_worth_the_same_by_hand_to_the_penny() -> None:
    differing = [claim for claim in claims(5_000, seed=1) if ours(claim) != by_hand(claim)]
    assert differing == []


@given(boundary_claims)
def test_claims_at_the_edge_of_a_figure_are_worth_the_same_by_hand(claim: Claim) -> None:
    assert ours(claim) == by_hand(claim)


@given(boundary_claims)
def test_a_decision_with_its_reasons_says_what_the_bare_result_says(claim: Claim) -> None:
    known = known_of(claim)
    decision, result = BOUND.decide(known), BOUND.result(known)
    assert (decision.outcome, decision.award) == (result.outcome, result.award)
    assert decision.reasons


@given(boundary_claims)
def test_the_facts_in_its_reasons_settle_the_outcome_and_none_of_them_can_be_left_out(claim: Claim) -> None:
    known = known_of(claim)
    decision = BOUND.decide(known)
    facts = {id_ for reason in decision.reasons for id_ in reason.facts}
    assert BOUND.outcome(only(known, facts)) is decision.outcome
    assert {id_ for id_ in facts if BOUND.outcome(only(known, facts - {id_})) is not Outcome.UNDECIDED} == set()


@given(boundary_claims, st.sets(st.sampled_from(IDS), max_size=4))
def test_what_is_settled_without_some_facts_stays_so_with_them(claim: Claim, lacking: set[str]) -> None:
    known = known_of(claim)
    early, late = BOUND.decide(only(known, set(IDS) - lacking)), BOUND.result(known)
    assert early.outcome in (late.outcome, Outcome.UNDECIDED)
    assert early.award in (late.award, None)
    assert set(early.still_needed) <= lacking
    assert bool(early.still_needed) is (early.outcome is Outcome.UNDECIDED or early.award != late.award)


@given(boundary_claims)
def test_a_claim_as_json_brings_it_reads_as_its_values(claim: Claim) -> None:
    assert dict(Known.parse(data_of(claim), facts=[Household])) == dict(known_of(claim))


def test_floats_are_within_a_penny_on_the_claims_that_peers_are_measured_with() -> None:
    apart = [abs(100 * support_in_pounds(in_pounds(claim)) - support_in_pence(claim)) for claim in claims(1_000)]
    assert max(apart) < 1


def test_claims_by_chance_get_support_about_two_times_in_five() -> None:
    supported = [claim for claim in claims(1_000) if support_in_pence(claim)]
    assert 300 < len(supported) < 500


def test_claims_by_chance_are_the_same_in_every_run() -> None:
    assert claims(10) == claims(10) != claims(10, seed=98)
