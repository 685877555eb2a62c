"""Households that an officer can read."""

from datetime import date

import pytest
from tests.eligibility.verifying.made_up import DAY, Household, scheme_of

from localgov_components.eligibility import Scheme
from localgov_components.eligibility.verifying.asking.fact_place import FactPlace, facts_in
from localgov_components.eligibility.verifying.asking.furthest import furthest
from localgov_components.eligibility.verifying.asking.workbench import Workbench
from localgov_components.eligibility.verifying.limits import ProofLimits
from localgov_components.money import Money
from localgov_components.rules import Condition, age_on, all_of, any_of, count_of, exists, sum_of
from localgov_components.rules.proofs import Budget, Found, Impossible, NotDecided


def bench_of(*conditions: Condition) -> Workbench:
    scheme = scheme_of(refer=[any_of(*conditions)])
    return Workbench(scheme.on(DAY), ProofLimits(), Budget(60))


def test_a_household_is_as_plain_as_what_was_asked_allows() -> None:
    earned = sum_of(Household.members, lambda member: member.earnings) > Money("250.50")
    old = exists(Household.members, lambda member: age_on(member.born) > 70)
    bench = bench_of(earned, old, Household.capital > Money("0.00"))
    answer = bench.find(bench.case.holds(all_of(earned, old)))
    assert isinstance(answer, Found)
    known = bench.known(answer)
    (member,) = known["household.members"].items
    assert member["member.earnings"].pence % 100 == 0
    assert date(1926, 5, 1) <= member["member.born"] < date(1956, 5, 1)
    assert known["household.capital"] <= Money("1000.00")


def test_an_amount_that_is_asked_about_need_not_be_round() -> None:
    odd = all_of(Household.capital > Money("10.10"), Household.capital < Money("10.12"))
    bench = bench_of(odd)
    (place,) = facts_in(odd)
    answer = bench.find(bench.case.holds(odd), free=[place])
    assert isinstance(answer, Found)
    assert bench.known(answer)["household.capital"] == Money("10.11")


def test_nothing_is_below_nothing() -> None:
    bench = bench_of(Household.adults < 5)
    assert isinstance(bench.ask(bench.case.holds(Household.adults < 0)), Impossible)


def test_a_pair_differs_in_one_fact_of_one_member_alone() -> None:
    earned = sum_of(Household.members, lambda member: member.earnings) > Money("250.00")
    bench = bench_of(all_of(earned, count_of(Household.members) == 3))
    (place,) = [each for each in facts_in(earned) if each.fact.id == "member.earnings"]
    pair = bench.pair(place)
    assert bench.pair(place) is pair
    here, there = (bench.amount(each, place) for each in pair.cases)
    answer = bench.ask(
        here > there, *(each.holds(count_of(Household.members) == 3) for each in pair.cases), cases=pair.cases
    )
    assert isinstance(answer, Found)
    one, other = (bench.known(answer, each)["household.members"].items for each in pair.cases)
    assert one[0] != other[0]
    assert [dict(each) for each in one[1:]] == [dict(each) for each in other[1:]]


def test_half_of_the_time_is_given_back() -> None:
    bench = bench_of(Household.badge)
    whole = bench.budget
    with bench.half_of_the_time():
        assert bench.budget.left() <= whole.left() / 2 + 1
    assert bench.budget is whole


@pytest.mark.parametrize("most", [0, 1, 7, 100])
def test_the_furthest_is_reached_from_anywhere_on(most: int) -> None:
    scheme = Scheme("s", facts=Household, ineligible=scheme_of(ineligible=[Household.adults > 3]).ineligible)
    bench = Workbench(scheme.on(DAY), ProofLimits(), Budget(60))
    adults = bench.amount(bench.case, FactPlace(Household.adults.fact))  # type: ignore[attr-defined]
    first = bench.ask(adults == 0)
    assert isinstance(first, Found)
    end = furthest(
        lambda wanted: bench.ask(wanted, adults <= most),
        adults,
        first,
        lambda found: int(bench.known(found)["household.adults"]),
    )
    assert (end.value, end.is_proved) == (min(most, 9), True)
    bench.budget = Budget(0)
    stopped = furthest(bench.ask, adults, first, lambda _: 0)
    assert (stopped.value, stopped.is_proved) == (0, False)
    assert isinstance(bench.ask(adults > 0), NotDecided)


def test_places_of_facts_within_lists() -> None:
    condition = exists(Household.members, lambda member: member.earnings > Money("1.00"))
    whole, earnings = facts_in(condition)
    assert (whole.path, whole.place) == ("household.members", ("household.members",))
    assert earnings.place == ("household.members", 0, "member.earnings")
