"""Facts that nobody need be asked for."""

from tests.eligibility.verifying.made_up import Household, proof_of, proved, scheme_of

from localgov_components.eligibility.verifying import ProofKind, Severity, Verdict
from localgov_components.money import Money
from localgov_components.rules import all_of, any_of, count_of, not_, sum_of

RICH = Household.capital > Money("16000")


def test_a_fact_that_changes_something_is_shown_with_two_households_that_differ_in_it_alone() -> None:
    proof = proof_of(scheme_of(ineligible=[RICH, Household.badge]), ProofKind.FACT_NEEDED, "household.capital")
    one, other = (example.known.stored for example in proof.examples)
    assert proof.verdict is Verdict.PROVED
    assert {id_ for id_ in one if one[id_] != other[id_]} == {"household.capital"}
    assert proof.examples[0].result != proof.examples[1].result


def test_a_fact_that_logic_makes_needless_is_a_warning() -> None:
    scheme = scheme_of(ineligible=[any_of(RICH, all_of(Household.badge, RICH))])
    proof = proof_of(scheme, ProofKind.FACT_NEEDED, "household.badge")
    assert (proof.verdict, proof.severity) == (Verdict.REFUTED, Severity.WARNING)
    assert proof.words == "whatever it is, no household gets anything else: nobody need be asked"


def test_a_fact_of_members_and_their_list_are_asked_about_each() -> None:
    earned = sum_of(Household.members, lambda member: member.earnings * 0)
    scheme = scheme_of(ineligible=[all_of(earned == Money("0.00"), count_of(Household.members) > 1)])
    assert proof_of(scheme, ProofKind.FACT_NEEDED, "household.members").verdict is Verdict.PROVED
    assert proof_of(scheme, ProofKind.FACT_NEEDED, "member.earnings").verdict is Verdict.REFUTED


def test_a_fact_in_two_lists_is_named_by_its_path() -> None:
    lists = (Household.members, Household.benefits)
    earned = [sum_of(each, lambda member: member.earnings) > Money("10.00") for each in lists]
    names = [each.subject.name for each in proved(scheme_of(ineligible=[*earned, not_(RICH)]))]
    assert "household.members[1].earnings" in names
    assert "household.benefits[1].earnings" in names
