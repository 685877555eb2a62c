"""The smallest and the largest award."""

from tests.eligibility.verifying.made_up import Household, proof_of, proved, scheme_of

from localgov_components.eligibility.verifying import ProofKind, ProofLimits, Severity, Verdict
from localgov_components.money import Money, Rounding
from localgov_components.rules import divided, larger_of, smaller_of, when
from localgov_components.rules.building import as_expression

adults = Household.adults
tapered = larger_of(Money("20.00") - Household.income, Money("0.00"))


def test_the_smallest_and_the_largest_award_are_shown_with_a_household_each() -> None:
    proof = proof_of(scheme_of(eligible=[tapered > Money("0.00")], award=tapered), ProofKind.AWARD_BOUNDS)
    assert proof.words == "is from £0.01 to £20.00 a week"
    assert [str(each.result.award) for each in proof.examples] == ["0.01", "20.00"]


def test_an_award_below_nothing_is_a_fault() -> None:
    proof = proof_of(scheme_of(award=Money("20.00") - Household.income), ProofKind.AWARD_BOUNDS)
    assert (proof.verdict, proof.severity) == (Verdict.REFUTED, Severity.ERROR)
    assert proof.examples[0].result.award < Money("0.00")


def test_an_award_that_only_a_negative_income_makes_negative_is_none_unless_incomes_may_be() -> None:
    scheme = scheme_of(award=smaller_of(Household.income, Money("5.00")))
    assert proof_of(scheme, ProofKind.AWARD_BOUNDS).verdict is Verdict.PROVED
    limits = ProofLimits(may_be_negative=["household.income"])
    assert proof_of(scheme, ProofKind.AWARD_BOUNDS, limits=limits).verdict is Verdict.REFUTED


def test_an_award_that_rests_on_what_a_fact_may_be_says_so() -> None:
    proof = proof_of(scheme_of(award=Household.council_tax), ProofKind.AWARD_BOUNDS)
    assert proof.words == "is from £0.00 to £100.00 a week, with council tax as large as declared"
    limits = ProofLimits(assuming=[Household.council_tax <= Money("60.00")])
    proof = proof_of(scheme_of(award=Household.council_tax), ProofKind.AWARD_BOUNDS, limits=limits)
    assert proof.words == "is from £0.00 to £60.00 a week"


def test_an_award_may_be_a_number() -> None:
    hours = when(Household.badge, divided(adults, 2, rounding=Rounding.DOWN)).otherwise(as_expression(3))
    assert proof_of(scheme_of(award=hours), ProofKind.AWARD_BOUNDS).words == "is from 0 to 4"


def test_nothing_is_said_of_an_award_of_words() -> None:
    words = when(Household.badge, "a smaller bin").otherwise("a bin")
    kinds = {each.kind for each in proved(scheme_of(award=words))}
    assert kinds.isdisjoint({ProofKind.AWARD_BOUNDS, ProofKind.MONOTONE, ProofKind.CLIFF_EDGE})


def test_a_scheme_for_nobody_has_no_award() -> None:
    scheme = scheme_of(ineligible=[adults >= 0], award=Household.council_tax)
    assert proof_of(scheme, ProofKind.AWARD_BOUNDS).words == "no household is eligible"
