"""Rules that decide nobody, branches that nobody takes, outcomes that nobody has."""

import pytest
from tests.eligibility.verifying.made_up import Household, proof_of, proved, scheme_of

from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.eligibility.verifying import ProofKind, Severity, Verdict
from localgov_components.money import Money
from localgov_components.rules import Expression, all_of, define, not_, when
from localgov_components.rules.building import as_expression

RICH = Household.capital > Money("16000")
VERY_RICH = Household.capital > Money("50000")
NEVER = all_of(Household.adults > 3, Household.adults * 2 < 6)


def test_a_rule_that_decides_a_household_is_shown_with_one() -> None:
    proof = proof_of(scheme_of(ineligible=[RICH]), ProofKind.RULE_FIRES)
    assert proof.verdict is Verdict.PROVED
    assert proof.examples[0].known["household.capital"] > Money("16000")
    assert proof.examples[0].result.outcome is Outcome.NOT_ELIGIBLE


def test_a_rule_that_no_household_meets_is_a_fault() -> None:
    proof = proof_of(scheme_of(refer=[NEVER]), ProofKind.RULE_FIRES)
    assert (proof.verdict, proof.severity, proof.words) == (Verdict.REFUTED, Severity.ERROR, "no household meets it")


def test_a_rule_behind_another_that_always_holds_first_is_told_apart() -> None:
    proof = proof_of(scheme_of(ineligible=[RICH], refer=[VERY_RICH]), ProofKind.RULE_FIRES, "refer-1")
    assert proof.verdict is Verdict.REFUTED
    assert proof.words == "every household that meets it is decided by a rule that is tried before"


def test_a_rule_that_another_of_its_kind_makes_needless_is_a_warning() -> None:
    scheme = scheme_of(ineligible=[RICH, VERY_RICH])
    assert proof_of(scheme, ProofKind.RULE_FIRES, "ineligible-2").verdict is Verdict.PROVED
    needless = proof_of(scheme, ProofKind.RULE_NEEDED, "ineligible-2")
    assert (needless.verdict, needless.severity) == (Verdict.REFUTED, Severity.WARNING)
    assert proof_of(scheme, ProofKind.RULE_NEEDED, "ineligible-1").verdict is Verdict.PROVED


def test_two_rules_that_say_the_same_make_each_other_needless() -> None:
    scheme = scheme_of(ineligible=[RICH, RICH])
    verdicts = [each.verdict for each in proved(scheme) if each.kind is ProofKind.RULE_NEEDED]
    assert verdicts == [Verdict.REFUTED, Verdict.REFUTED]


def test_an_outcome_that_nobody_has_is_a_fault() -> None:
    scheme = scheme_of(refer=[all_of(RICH, not_(RICH))])
    assert proof_of(scheme, ProofKind.OUTCOME_REACHED, "refer").verdict is Verdict.REFUTED
    assert proof_of(scheme, ProofKind.OUTCOME_REACHED, "eligible").verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (when(RICH, Money("1")).when(VERY_RICH, Money("2")).otherwise(Money("3")), Verdict.REFUTED),
        (when(VERY_RICH, Money("1")).when(RICH, Money("2")).otherwise(Money("3")), Verdict.PROVED),
    ],
)
def test_a_branch_that_nobody_takes_is_refuted(value: Expression[Money], verdict: Verdict) -> None:
    proofs = [each for each in proved(scheme_of(award=value)) if each.kind is ProofKind.BRANCH_TAKEN]
    assert [each.verdict for each in proofs] == [Verdict.PROVED, verdict, Verdict.PROVED]


def test_nothing_is_said_of_open_decisions_where_nothing_can_stay_open() -> None:
    assert ProofKind.ALWAYS_SETTLED not in {each.kind for each in proved(scheme_of(ineligible=[RICH]))}


def test_a_branch_of_the_award_is_taken_by_somebody_eligible_or_not_at_all() -> None:
    award = when(RICH, Money("1")).otherwise(Money("3"))
    proofs = proved(scheme_of(ineligible=[Household.capital > Money("10000")], award=award))
    rich = next(each for each in proofs if each.kind is ProofKind.BRANCH_TAKEN)
    assert (rich.verdict, rich.words) == (Verdict.REFUTED, "no household that is eligible takes it")


def test_a_tier_that_nobody_eligible_gets_is_a_fault() -> None:
    tier = when(VERY_RICH, "a third").when(RICH, define("half", as_expression("half"))).otherwise("all of it")
    scheme = Scheme("t", facts=Household, ineligible=[rule("rich", Household.capital > Money("20000"))], tier=tier)
    tiers = [each for each in proved(scheme) if each.kind is ProofKind.OUTCOME_REACHED and each.subject.noun == "tier"]
    found = {each.subject.name: each.verdict for each in tiers}
    assert found == {"a third": Verdict.REFUTED, "half": Verdict.PROVED, "all of it": Verdict.PROVED}
