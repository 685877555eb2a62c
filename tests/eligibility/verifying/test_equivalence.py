"""Two schemes held against each other."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, scheme_of

from localgov_components.core.errors import InvalidValueError, NotFoundError, NotSupportedError
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.verifying import ProofLimits, Verdict, equivalent
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    any_of,
    count_of,
    decision_date,
    fact,
    not_,
    policy_value,
    when,
)

RICH = Household.capital > Money("16000.00")
LIMIT = Household.capital > policy_value("limit", Money)
LIMITED = Scheme("support", facts=Household, policy=["limit"], ineligible=[rule("rich", LIMIT)])


def policy(**limits: str) -> PolicySet:
    recorded = datetime(2026, 1, 1, tzinfo=UTC)
    values = [
        PolicyValue("limit", Money(limit), Layer.COUNCIL, "Ambleford", date(int(year[1:]), 4, 1), recorded)
        for year, limit in limits.items()
    ]
    return PolicySet([PolicyDeclaration("limit", Money, "limit")], values)


def test_rules_that_are_written_otherwise_and_say_the_same_are_proved_to() -> None:
    one = scheme_of(ineligible=[any_of(RICH, Household.badge)])
    other = scheme_of(ineligible=[Household.badge], eligible=[not_(RICH)])
    proof = equivalent(one.on(DAY), other.on(DAY))
    assert (proof.verdict, proof.words, proof.examples) == (Verdict.PROVED, "every household gets the same", ())


def test_of_lists_it_is_said_how_many_members_were_looked_at() -> None:
    crowd = count_of(Household.members) > 3
    one, other = scheme_of(ineligible=[RICH]), scheme_of(ineligible=[any_of(RICH, crowd)])
    for pair in ((one, other), (other, one)):
        proof = equivalent(*(each.on(DAY) for each in pair))
        assert proof.words == "every household gets the same, where no list has more than 3 members"
    limits = ProofLimits(most_members=4)
    assert equivalent(one.on(DAY), other.on(DAY), limits=limits).verdict is Verdict.REFUTED


def test_a_difference_is_shown_with_what_each_gives() -> None:
    other = scheme_of(refer=[RICH])
    proof = equivalent(scheme_of(ineligible=[RICH]).on(DAY), other.on(DAY))
    assert [each.result.outcome.value for each in proof.examples] == ["not-eligible", "refer"]
    assert proof.examples[0].known == proof.examples[1].known


def test_an_award_that_differs_by_a_penny_is_found() -> None:
    awards = [when(RICH, Money("0.00")).otherwise(Money(text)) for text in ("10.00", "10.01")]
    proof = equivalent(*(scheme_of(award=each).on(DAY) for each in awards))
    assert [str(each.result.award) for each in proof.examples] == ["10.00", "10.01"]


def test_one_scheme_under_two_policies() -> None:
    old, new = (LIMITED.on(DAY, policy=policy(y2026=limit)) for limit in ("6000.00", "8000.00"))
    capital = equivalent(old, new).examples[0].known["household.capital"]
    assert Money("6000.00") < capital <= Money("8000.00")
    assert equivalent(old, LIMITED.on(DAY, policy=policy(y2026="6000.00"))).verdict is Verdict.PROVED


def test_one_scheme_on_two_days() -> None:
    policies = policy(y2025="6000.00", y2026="8000.00")
    before, after = (LIMITED.on(date(year, 5, 1), policy=policies) for year in (2025, 2026))
    assert equivalent(before, after).verdict is Verdict.REFUTED
    dated = Scheme("dated", facts=Household, ineligible=[rule("late", decision_date() > date(2026, 5, 1))])
    assert equivalent(dated.on(date(2026, 5, 1)), dated.on(date(2026, 5, 2))).verdict is Verdict.REFUTED


def test_a_fact_of_only_one_scheme_is_nothing_or_more_too() -> None:
    one, other = scheme_of(ineligible=[RICH]), scheme_of(ineligible=[RICH, Household.adults < 0])
    assert equivalent(one.on(DAY), other.on(DAY)).verdict is Verdict.PROVED
    limits = ProofLimits(may_be_negative=["household.adults"])
    assert equivalent(one.on(DAY), other.on(DAY), limits=limits).verdict is Verdict.REFUTED
    with pytest.raises(NotFoundError):
        equivalent(one.on(DAY), other.on(DAY), limits=ProofLimits(may_be_negative=["household.rooms"]))


def test_a_scheme_with_an_award_is_not_one_without() -> None:
    one, other = scheme_of(award=Household.council_tax), scheme_of()
    assert equivalent(one.on(DAY), other.on(DAY)).verdict is Verdict.REFUTED


def test_awards_of_more_places_are_held_against_each_other_exactly() -> None:
    class Places(Facts, id="places"):
        whole: Fact[int] = fact("whole")

    def of(award: Expression[Any]) -> Scheme:
        return Scheme("p", facts=Places, award=award)

    one, same, other = of(Places.whole * 1), of(Places.whole * Decimal("1.00")), of(Places.whole * Decimal("1.01"))
    assert equivalent(one.on(DAY), same.on(DAY)).verdict is Verdict.PROVED
    assert equivalent(one.on(DAY), other.on(DAY)).verdict is Verdict.REFUTED


def test_results_of_two_types_are_not_compared() -> None:
    class Tier(StrEnum):
        FULL = "full"

    one, other = (
        Scheme("t", facts=Household, tier=when(RICH, value).otherwise(value), award=award)
        for value, award in ((Tier.FULL, None), (Money("1.00"), None))
    )
    with pytest.raises(NotSupportedError) as error:
        equivalent(one.on(DAY), other.on(DAY))
    assert error.value.code == "proof.results"


def test_a_fact_of_two_types_is_refused() -> None:
    class Other(Facts, id="household"):
        capital: Fact[int] = fact("savings")

    other = Scheme("support", facts=Other, ineligible=[rule("rich", Other.capital > 16_000)])
    with pytest.raises(InvalidValueError) as error:
        equivalent(scheme_of(ineligible=[RICH]).on(DAY), other.on(DAY))
    assert error.value.code == "proof.shared"


def test_a_proof_about_two_schemes_is_kept(tmp_path: Path) -> None:
    one, other = scheme_of(ineligible=[RICH]).on(DAY), scheme_of(refer=[RICH]).on(DAY)
    first, again = (equivalent(one, other, cache=tmp_path) for _ in range(2))
    assert (first.kept, again.kept) == (False, True)
    assert first == again
    assert equivalent(other, one, cache=tmp_path).kept is False


def test_without_time_it_is_not_decided() -> None:
    one = scheme_of(ineligible=[RICH]).on(DAY)
    assert equivalent(one, one, seconds=0).verdict is Verdict.NOT_DECIDED
