"""Less for less, and edges."""

from decimal import Decimal

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, proof_of, proved, scheme_of

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility.verifying import ProofKind, ProofLimits, Severity, Verdict
from localgov_components.money import Money, Rounding
from localgov_components.rules import bands, larger_of, rounded, sum_of, taper, when

income = Household.income
NOTHING = Money("0.00")
tapered = taper(Household.council_tax, income - Money("92.00"), Decimal("0.25"), rounding=Rounding.HALF_UP)
stepped = when(income <= Money("100.00"), Money("12.00")).otherwise(NOTHING)


def test_a_taper_has_no_edge_and_gives_nobody_less_for_less() -> None:
    scheme = scheme_of(eligible=[tapered > NOTHING], award=tapered)
    for kind in (ProofKind.MONOTONE, ProofKind.CLIFF_EDGE):
        assert proof_of(scheme, kind, "household.income").verdict is Verdict.PROVED


def test_an_edge_is_told_to_the_penny_with_the_households_on_either_side() -> None:
    proof = proof_of(scheme_of(award=stepped), ProofKind.CLIFF_EDGE)
    assert (proof.verdict, proof.severity) == (Verdict.REFUTED, Severity.WARNING)
    lost, _, most = proof.words.partition("; ")
    assert lost == "£12.00 of award is lost between £100.00 and £100.01 a week"
    assert most == "by a pound more no household loses more than £12.00"
    assert [str(each.known["household.income"]) for each in proof.examples] == ["100.00", "100.01"]
    assert proof.curve is not None
    assert [str(edge.loss) for edge in proof.curve.edges] == ["12.00"]


def test_the_end_of_an_award_by_a_rule_is_an_edge_too() -> None:
    scheme = scheme_of(ineligible=[income > Money("50.00")], award=Household.council_tax)
    proof = proof_of(scheme, ProofKind.CLIFF_EDGE, "household.income")
    assert proof.words.endswith("by a pound more no household loses more than £100.00")


def test_every_edge_of_the_household_is_in_the_curve() -> None:
    award = bands(income, (Money("50.00"), Money("8.00")), (Money("80.00"), Money("3.00")), below=Money("10.00"))
    proof = proof_of(scheme_of(award=award), ProofKind.CLIFF_EDGE)
    assert proof.curve is not None
    assert [(str(edge.begin), str(edge.loss)) for edge in proof.curve.edges] == [("49.99", "2.00"), ("79.99", "5.00")]
    assert proof.words.startswith("£5.00 of award is lost between £79.99 and £80.00 a week")


def test_two_falls_within_a_pound_are_an_edge() -> None:
    award = bands(income, (Money("50.90"), Money("9.40")), (Money("51.10"), Money("8.80")), below=Money("10.00"))
    proof = proof_of(scheme_of(award=award), ProofKind.CLIFF_EDGE)
    assert proof.verdict is Verdict.REFUTED
    assert proof.curve is not None
    assert proof.curve.largest is not None
    assert proof.curve.largest.loss == Money("1.20")


def test_a_steep_taper_is_one_edge() -> None:
    award = larger_of(Money("30.00") - rounded(income * Decimal("1.5"), Rounding.HALF_UP), NOTHING)
    proof = proof_of(scheme_of(award=award), ProofKind.CLIFF_EDGE)
    assert proof.curve is not None
    assert [(str(edge.begin), str(edge.end)) for edge in proof.curve.edges] == [("0.00", "20.00")]


def test_loss_and_gain_are_held_against_each_other_each_by_its_period() -> None:
    """A pound a month that takes 20p a week takes 87p a month."""
    by_month = larger_of(Money("30.00") - rounded(Household.monthly * Decimal("0.20"), Rounding.HALF_UP), NOTHING)
    assert proof_of(scheme_of(award=by_month), ProofKind.CLIFF_EDGE).verdict is Verdict.PROVED


def test_a_weekly_award_that_falls_by_30p_for_a_pound_a_month_is_worse_than_it_looks() -> None:
    weekly = Household.council_tax - when(Household.monthly > Money("100.00"), Money("0.30")).otherwise(NOTHING)
    scheme = scheme_of(award=larger_of(weekly, NOTHING))
    assert proof_of(scheme, ProofKind.CLIFF_EDGE, "household.monthly").verdict is Verdict.REFUTED


def test_less_for_less_is_shown_with_two_households() -> None:
    award = when(income < Money("10.00"), Money("1.00")).otherwise(stepped)
    proof = proof_of(scheme_of(award=award), ProofKind.MONOTONE)
    more, less = proof.examples
    assert proof.verdict is Verdict.REFUTED
    assert more.known["household.income"] > less.known["household.income"]
    assert more.result.award > less.result.award
    assert proof.words.startswith("a household gets less for having less: ")


def test_a_cost_is_told_from_an_income_unless_it_was_named() -> None:
    scheme = scheme_of(award=Household.council_tax)
    cost = proof_of(scheme, ProofKind.MONOTONE)
    assert (cost.verdict, cost.words.partition(":")[0]) == (Verdict.PROVED, "taken for a cost and not for an income")
    assert proof_of(scheme, ProofKind.CLIFF_EDGE).words == cost.words
    named = proof_of(scheme, ProofKind.MONOTONE, against=[Household.council_tax])
    assert named.verdict is Verdict.REFUTED


def test_capital_is_no_income_unless_it_was_named() -> None:
    scheme = scheme_of(ineligible=[Household.capital > Money("16000")], award=Household.council_tax)
    asked = [each.subject.name for each in proved(scheme) if each.kind is ProofKind.CLIFF_EDGE]
    assert asked == ["household.council_tax"]
    assert proof_of(scheme, ProofKind.CLIFF_EDGE, against=["household.capital"]).verdict is Verdict.REFUTED


def test_a_member_has_an_income_of_their_own() -> None:
    deducted = sum_of(
        Household.members, lambda member: bands(member.earnings, (Money("100.00"), Money("8.50")), below=NOTHING)
    )
    scheme = scheme_of(award=larger_of(Household.council_tax - deducted, NOTHING))
    proof = proof_of(scheme, ProofKind.CLIFF_EDGE, "member.earnings", limits=ProofLimits(most_members=2))
    assert proof.words.startswith("£8.50 of award is lost between £99.99 and £100.00 a week")
    assert proof.curve is not None
    assert proof.curve.fact == "household.members[1].earnings"
    assert len(proof.examples[0].known["household.members"]) == 1


def test_an_edge_below_nothing_is_found_where_amounts_may_be() -> None:
    award = when(income <= Money("-50.00"), Money("12.00")).otherwise(NOTHING)
    limits = ProofLimits(may_be_negative=["household.income"])
    assert proof_of(scheme_of(award=award), ProofKind.CLIFF_EDGE).verdict is Verdict.PROVED
    proof = proof_of(scheme_of(award=award), ProofKind.CLIFF_EDGE, limits=limits)
    assert proof.words.startswith("£12.00 of award is lost between -£50.00 and -£49.99 a week")


def test_households_for_an_officer_are_left_out() -> None:
    scheme = scheme_of(refer=[income > Money("100.00")], award=Household.council_tax)
    assert proof_of(scheme, ProofKind.CLIFF_EDGE, "household.income").verdict is Verdict.PROVED


def test_a_number_may_be_an_income_where_it_is_named() -> None:
    award = when(Household.adults > 2, Money("10.00")).otherwise(NOTHING)
    found = proved(scheme_of(award=award), against=["household.adults"])
    kinds = [each.kind for each in found if each.subject.name == "household.adults"]
    assert kinds == [ProofKind.FACT_NEEDED, ProofKind.MONOTONE]
    assert found.warnings[0].curve is None


def test_an_income_that_no_rule_reads_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotFoundError, match=r"no amount 'household\.rent' .* There are: household\.income\.") as error:
        scheme_of(award=stepped).verify(on=DAY, against=["household.rent"])
    assert error.value.code == "proof.unread"
