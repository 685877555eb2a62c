import operator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.rules.vocabulary import complete, partial

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import Decision, Outcome, Scheme, rule
from localgov_components.eligibility.changes import NearestChanges, nearest_changes
from localgov_components.eligibility.changes.behaviour import Behaviours
from localgov_components.eligibility.changes.places import KnownFact, known_facts
from localgov_components.eligibility.changes.reads import Reads
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    UnknownReason,
    age_on,
    all_of,
    any_of,
    count_of,
    decision_date,
    divided,
    every,
    exists,
    fact,
    is_one_of,
    larger_of,
    max_of,
    months,
    not_,
    policy_value,
    sum_of,
    when,
)
from localgov_components.rules.boundaries.scale import Scale
from localgov_components.rules.boundaries.threshold import thresholds_of
from localgov_components.rules.building import as_expression


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"
    LODGER = "lodger"


class Member(Facts, id="member"):
    age: Fact[int] = fact("age", protected="age")
    income: Fact[Money] = fact("income")


class Case(Facts, id="case"):
    hours: Fact[int] = fact("hours of work", actionable=True)
    capital: Fact[Money] = fact("capital", protected="capital")
    rent: Fact[Money] = fact("rent")
    share: Fact[Decimal] = fact("share", places=2)
    born: Fact[date] = fact("date of birth", protected="age")
    moved: Fact[date] = fact("day of moving in")
    applied: Fact[bool] = fact("somebody has applied", actionable=True)
    badge: Fact[bool] = fact("somebody has a badge", sensitivity="special")
    tenure: Fact[Tenure] = fact("tenure")
    band: Fact[str] = fact("band")
    road: Fact[str] = fact("road")
    frail: Fact[bool] = fact("an officer finds somebody frail", judgement=True)
    members: Fact[list[Member]] = fact("members")


DAY = date(2026, 2, 28)
PLAIN: dict[str, Any] = {
    "case.hours": 12,
    "case.capital": Money("20000"),
    "case.rent": Money("500"),
    "case.share": Decimal("0.25"),
    "case.born": date(2010, 6, 1),
    "case.moved": date(2026, 1, 1),
    "case.applied": False,
    "case.badge": False,
    "case.tenure": Tenure.OWNED,
    "case.band": "D",
    "case.road": "High Street",
    "case.frail": Judgement(value=False, role="officer", reason="visit"),
    "case.members": Members([Known({"member.age": 30, "member.income": Money("90")}), Known({"member.age": 40})]),
}


UNKNOWN_BADGE = {"case.badge": UnknownReason.DECLINED}


def changes_of(eligible: Condition, **known: Any) -> dict[str, list[Any]]:  # noqa: ANN401
    """The values found for each fact, when only a condition must hold."""
    case = Known(PLAIN | {f"case.{name}": value for name, value in known.items()})
    found: dict[str, list[Any]] = {}
    for each in decided(eligible, case).nearest_changes.changes:
        found.setdefault(each.fact, []).append(each.value)
    return found


def decided(eligible: Condition, case: Known) -> Decision:
    return Scheme("any", facts=[Case], eligible=[rule("only", eligible)]).decide(case, on=DAY)


@pytest.mark.parametrize(
    ("eligible", "found"),
    [
        (Case.hours >= 16, {"case.hours": [16]}),
        (Case.hours > 16, {"case.hours": [17]}),
        (Case.hours <= 3, {"case.hours": [3]}),
        (Case.hours < 0, {}),  # of what is not negative, nothing negative is proposed
        (Case.capital <= Money("16000"), {"case.capital": [Money("16000.00")]}),
        (Case.capital < Money("16000"), {"case.capital": [Money("15999.99")]}),
        (Case.share > Decimal("0.5"), {"case.share": [Decimal("0.51")]}),
        (age_on(Case.born) >= 18, {"case.born": [date(2008, 2, 28)]}),
        (Case.moved + months(6) <= decision_date(), {"case.moved": [date(2025, 8, 31)]}),
        (Case.applied, {"case.applied": [True]}),
        (is_one_of(Case.tenure, Tenure.RENTED, Tenure.LODGER), {"case.tenure": [Tenure.RENTED, Tenure.LODGER]}),
        (Case.band == "A", {"case.band": ["A"]}),
        (all_of(Case.applied, Case.hours >= 16), {}),  # no one fact alone does it
        (any_of(Case.applied, Case.hours >= 16), {"case.applied": [True], "case.hours": [16]}),
        (exists(Case.members, lambda member: member.age < 18), {
            "case.members[1].age": [17], "case.members[2].age": [17],
        }),
        (count_of(Case.members, lambda member: member.age >= 40) > 1, {"case.members[1].age": [40]}),
    ],
)  # fmt: skip
def test_the_nearest_value_is_found_to_the_unit(eligible: Condition, found: dict[str, list[Any]]) -> None:
    assert changes_of(eligible) == found


def test_a_judgement_keeps_who_made_it_and_is_never_told_to_an_applicant() -> None:
    decision = decided(Case.frail, Known(PLAIN))
    (change,) = decision.nearest_changes.changes
    assert (change.fact, change.value) == ("case.frail", True)
    assert decision.nearest_changes.for_applicant == ()


def test_a_judgement_that_has_expired_is_not_known_and_so_not_changed() -> None:
    expired = Judgement(value=False, role="officer", reason="visit", until=date(2026, 2, 27))
    assert changes_of(any_of(Case.frail, Case.applied), frail=expired) == {}


def test_values_as_near_on_either_side_are_both_given() -> None:
    eligible = any_of(Case.hours == 10, Case.hours == 14)
    assert changes_of(eligible) == {"case.hours": [10, 14]}


def test_a_window_that_is_far_away_and_narrow_is_found() -> None:
    assert changes_of(all_of(Case.hours > 70_000, Case.hours < 70_002)) == {"case.hours": [70_001]}


def test_a_change_is_found_through_other_facts_and_steps_of_rounding() -> None:
    over = larger_of(Case.capital - Money("6000"), Money("0"))
    tariff = divided(over, Money("250"), rounding=Rounding.UP)
    left = when(Case.badge, tariff).otherwise(tariff * 2)
    assert changes_of(left <= 10) == {"case.capital": [Money("7250.00")]}
    assert changes_of(left <= 10, badge=True) == {"case.capital": [Money("8500.00")]}


def test_only_what_is_declared_actionable_is_told_to_an_applicant() -> None:
    decision = decided(any_of(Case.applied, Case.hours >= 16, Case.capital < Money("1"), Case.badge), Known(PLAIN))
    changes = decision.nearest_changes
    assert [each.fact for each in changes.changes] == ["case.applied", "case.hours", "case.capital", "case.badge"]
    assert [each.fact for each in changes.for_applicant] == ["case.applied", "case.hours"]


def test_the_value_of_another_fact_is_not_taken_for_a_change() -> None:
    assert changes_of(Case.band == Case.road) == {}


def test_no_value_shows_in_a_repr() -> None:
    changes = decided(Case.hours >= 16, Known(PLAIN)).nearest_changes
    assert repr(changes) == "NearestChanges(changes=(NearestChange(fact='case.hours', is_proven=True),), is_cut=False)"


@pytest.mark.parametrize("known", [Known({"case.hours": 20}), Known(), Known({"case.hours": UnknownReason.DECLINED})])
def test_a_case_that_is_eligible_or_undecided_has_no_changes(known: Known) -> None:
    assert decided(Case.hours >= 16, known).nearest_changes == NearestChanges()


def test_a_case_that_is_referred_is_shown_what_would_make_it_eligible() -> None:
    scheme = Scheme("any", facts=[Case], refer=[rule("much", Case.capital > Money("6000"))])
    decision = scheme.decide(Known(PLAIN), on=DAY)
    assert decision.outcome is Outcome.REFER
    assert [str(each.value) for each in decision.nearest_changes.changes] == ["6000.00"]


def test_no_change_is_proposed_that_would_leave_the_case_undecided() -> None:
    scheme = Scheme(
        "any", facts=[Case], ineligible=[rule("much", Case.capital > Money("6000")), rule("home", not_(Case.applied))]
    )
    assert scheme.decide(Known({"case.capital": Money("7000")}), on=DAY).nearest_changes.changes == ()


def test_the_values_that_policy_names_are_tried() -> None:
    usual = rule("usual", Case.band == policy_value("usual_band", str))
    scheme = Scheme("any", facts=[Case], policy=["usual_band"], eligible=[usual])
    decision = scheme.decide(Known(PLAIN), on=ON, policy=POLICY_SET)
    assert [each.value for each in decision.nearest_changes.changes] == ["A"]


def test_a_value_that_moves_up_and_down_is_not_said_to_be_proven() -> None:
    wave = larger_of(Case.hours, 40 - Case.hours) - Case.hours * 2
    decision = decided(wave <= -30, Known(PLAIN))
    (change,) = decision.nearest_changes.changes
    assert (change.value, change.is_proven) == (30, False)


def test_a_search_that_was_cut_short_says_so_and_gives_only_what_it_found() -> None:
    decision = decided(any_of(Case.hours >= 16, Case.capital < Money("1")), Known(PLAIN))
    whole = decision.nearest_changes
    assert not whole.is_cut
    found = [nearest_changes(decision, most=most) for most in range(0, 12_000, 40)]
    assert found[0] == NearestChanges(is_cut=True)
    assert {each.changes for each in found} == {(), whole.changes[:1], whole.changes}
    assert [each.is_cut for each in found] == [each != whole for each in found]


def test_five_hundred_rules_are_searched_whole() -> None:
    over = [
        any_of(Case.hours * 2 > 40 + each, Case.rent + Case.capital > Money.from_pence(each)) for each in range(500)
    ]
    scheme = Scheme("wide", facts=[Case], ineligible=[rule(f"over-{each}", part) for each, part in enumerate(over)])
    decision = scheme.decide(Known(PLAIN | {"case.rent": Money("0")}), on=DAY)
    (change,) = decision.nearest_changes.changes
    assert (change.fact, change.value, change.is_proven) == ("case.capital", Money("0"), True)
    assert not decision.nearest_changes.is_cut


def test_a_choice_that_nobody_knows_leaves_open_whether_a_change_is_the_nearest() -> None:
    known_at_thirty = when(Case.badge, Case.hours).otherwise(30) == 30
    decision = decided(any_of(all_of(known_at_thirty, Case.hours > 20), Case.hours >= 40), Known(PLAIN | UNKNOWN_BADGE))
    (change,) = decision.nearest_changes.changes
    assert (change.value, change.is_proven) == (40, False)
    assert is_eligible_with(decision, facts_by_path(decision)["case.hours"], 30)


def test_a_sum_over_members_gives_each_member_their_own_change() -> None:
    members = Members([Known({"member.age": 30, "member.income": Money(each)}) for each in ("90", "40", "0")])
    total = sum_of(Case.members, lambda member: member.income)
    assert changes_of(total <= Money("100"), members=members) == {
        "case.members[1].income": [Money("60.00")],
        "case.members[2].income": [Money("10.00")],
    }


# Every scheme

NEAR = 60
"""Units within which every value is tried."""

SMALL = st.integers(0, 12)
COMPARED = st.sampled_from([operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne])
PENCE = SMALL.map(Money.from_pence)


def older_than(number: int) -> Any:  # noqa: ANN401 - a function of a member
    return lambda member: member.age > number


def _comparisons() -> st.SearchStrategy[Condition]:
    numbers = st.one_of(
        st.sampled_from([Case.hours, Case.hours * 2, count_of(Case.members), age_on(Case.born)]),
        SMALL.map(lambda number: larger_of(Case.hours - number, as_expression(3))),
        SMALL.map(lambda number: Case.hours + count_of(Case.members, older_than(number))),
        SMALL.map(lambda number: when(Case.hours > number, Case.hours - number).otherwise(number)),
        SMALL.map(lambda number: when(Case.badge, Case.hours + number).otherwise(5 - Case.hours)),
        SMALL.map(lambda number: max_of(Case.members, lambda member: member.age, if_none=number)),
    )
    amounts = st.sampled_from([
        Case.rent, Case.rent - Case.capital, sum_of(Case.members, lambda member: member.income),
        sum_of(Case.members, lambda member: member.income, where=lambda member: member.age > 4),
    ])  # fmt: skip
    return st.one_of(
        st.builds(lambda compared, left, right: compared(left, right), COMPARED, numbers, SMALL),
        st.builds(lambda compared, left, right: compared(left, right), COMPARED, amounts, PENCE),
        SMALL.map(lambda number: exists(Case.members, older_than(number))),
        SMALL.map(lambda number: every(Case.members, older_than(number))),
        st.just(Case.badge),
    )


conditions = st.recursive(
    _comparisons(),
    lambda inner: st.one_of(
        inner.map(not_),
        st.builds(all_of, inner, inner),
        st.builds(any_of, inner, inner),
        st.builds(all_of, inner, inner, inner),
    ),
    max_leaves=6,
)
members = st.lists(
    st.fixed_dictionaries({}, optional={"member.age": SMALL, "member.income": PENCE}).map(Known), max_size=3
).map(Members)
small_cases = st.fixed_dictionaries(
    {
        "case.hours": SMALL,
        "case.rent": PENCE,
        "case.capital": PENCE,
        "case.badge": st.booleans(),
        "case.born": st.integers(0, 40).map(lambda number: DAY - timedelta(days=number * 100)),
        "case.members": members,
    }
).map(Known)
of_small_rules = st.builds(decided, conditions, small_cases)
of_any_rules = st.builds(
    lambda scheme, known: scheme.decide(known, on=ON, policy=POLICY_SET), schemes(), st.one_of(complete, partial)
)


@settings(max_examples=200)
@given(st.one_of(of_small_rules, of_small_rules, of_any_rules))
def test_every_change_makes_the_case_eligible_and_one_unit_less_does_not(decision: Decision) -> None:
    facts = facts_by_path(decision)
    for change in decision.nearest_changes.changes:
        fact_ = facts[change.fact]
        assert is_eligible_with(decision, fact_, change.value)
        if scale := Scale.of(change.declaration):
            number, start = scale.number(change.value), scale.number(fact_.value)
            assert not is_eligible_with(decision, fact_, scale.value(number - 1 if number > start else number + 1))


@settings(max_examples=200)
@given(st.one_of(of_small_rules, of_small_rules, of_any_rules))
def test_trying_every_value_nearby_finds_none_nearer_than_what_is_proven(decision: Decision) -> None:
    if decision.outcome is not Outcome.NOT_ELIGIBLE:
        return
    rules = [each.condition for each in decision.made_by.scheme.rules]
    found = {change.fact: change for change in decision.nearest_changes.changes}
    for path, fact_ in facts_by_path(decision).items():
        scale = Scale.of(fact_.declaration)
        if scale and Behaviours(Reads(rules), fact_.declaration.id).are_followed(thresholds_of(*rules)):
            start = scale.number(fact_.value)
            nearby = (start + way * step for step in range(1, NEAR) for way in (-1, 1))
            tried = (at for at in nearby if at >= 0 or start < 0)
            nearest = next(
                (abs(at - start) for at in tried if is_eligible_with(decision, fact_, scale.value(at))), NEAR
            )
            distance = abs(scale.number(found[path].value) - start) if path in found else NEAR
            assert nearest == min(distance, NEAR)


def facts_by_path(decision: Decision) -> dict[str, KnownFact]:
    vocabulary = decision.made_by.scheme.program.vocabulary
    return {each.path: each for each in known_facts(vocabulary, decision.known, on=decision.on)}


def is_eligible_with(decision: Decision, fact_: KnownFact, value: object) -> bool:
    try:
        return decision.made_by.outcome(fact_.changed(decision.known, value)) is Outcome.ELIGIBLE
    except InvalidValueError:  # out of the range of the fact
        return False
