"""What is taken for granted in proofs."""

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, proof_of, proved, scheme_of

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.eligibility.verifying import ProofKind, ProofLimits, Verdict
from localgov_components.money import Money
from localgov_components.rules import count_of, policy_value

MANY = count_of(Household.members) > 3


def test_limits_are_told_with_what_was_proved() -> None:
    found = proved(scheme_of(ineligible=[MANY]))
    assert found.limits[-1] == "no list has more than 3 members"
    assert "no list has more" not in "".join(proved(scheme_of(ineligible=[Household.badge])).limits)


@pytest.mark.parametrize(("most", "verdict"), [(3, Verdict.REFUTED), (4, Verdict.PROVED)])
def test_what_needs_more_members_is_seen_only_where_there_may_be_as_many(most: int, verdict: Verdict) -> None:
    limits = ProofLimits(most_members=most)
    assert proof_of(scheme_of(ineligible=[MANY]), ProofKind.RULE_FIRES, limits=limits).verdict is verdict


def test_a_household_meets_every_assumption() -> None:
    limits = ProofLimits(assuming=[Household.capital > Money("70.00")])
    proof = proof_of(scheme_of(ineligible=[Household.badge]), ProofKind.RULE_FIRES, limits=limits)
    assert proof.examples[0].known["household.capital"] > Money("70.00")


def test_what_an_assumption_excludes_is_refuted() -> None:
    scheme = scheme_of(ineligible=[Household.capital > Money("16000")])
    limits = ProofLimits(assuming=[Household.capital < Money("100.00")])
    assert proof_of(scheme, ProofKind.RULE_FIRES, limits=limits).verdict is Verdict.REFUTED
    assert proved(scheme, limits=limits).limits[-1] == "savings is less than £100.00"


@pytest.mark.parametrize("number", [0, 21])
def test_members_are_from_one_to_twenty(number: int) -> None:
    with pytest.raises(InvalidValueError) as error:
        ProofLimits(most_members=number)
    assert error.value.code == "proof.limits"


def test_an_assumption_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(DefinitionError, match="2 mistakes"):
        ProofLimits(assuming=[Household.capital > Household.income, Household.adults])  # type: ignore[list-item]


def test_a_fact_that_may_be_negative_is_one_that_a_rule_reads() -> None:
    limits = ProofLimits(may_be_negative=["household.incom"])
    with pytest.raises(NotFoundError, match=r"no number 'household\.incom'"):
        scheme_of(ineligible=[Household.badge]).verify(on=DAY, limits=limits)


def test_policy_that_an_assumption_reads_is_named() -> None:
    assert ProofLimits(assuming=[Household.capital < policy_value("limit", Money)]).policy == ("limit",)
