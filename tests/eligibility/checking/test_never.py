from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.trees import ON, TRUTH, FixedPolicy, complete_for, rules_of

from localgov_components.eligibility.checking.never import Certainty
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    all_of,
    any_of,
    count_of,
    define,
    evaluate,
    every,
    exists,
    fact,
    is_one_of,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.building import as_expression, compared


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class Member(Facts, id="member"):
    age: Fact[int] = fact("age", at_most=150)


class Case(Facts, id="case"):
    hours: Fact[int] = fact("hours", at_most=168)
    capital: Fact[Money] = fact("capital")
    share: Fact[Decimal] = fact("share", places=1)
    born: Fact[date] = fact("date of birth")
    applied: Fact[bool] = fact("applied")
    badge: Fact[bool] = fact("badge")
    tenure: Fact[Tenure] = fact("tenure")
    band: Fact[str] = fact("band")
    members: Fact[list[Member]] = fact("members")


LIMIT = policy_value("limit", Money)
TRUE, FALSE = as_expression(value=True), as_expression(value=False)


def never_holds(condition: Condition) -> bool:
    return Certainty([condition]).never_holds(condition)


def always_holds(condition: Condition) -> bool:
    return Certainty([condition]).always_holds(condition)


NEVER = {
    "always false": FALSE,
    "and not": all_of(Case.applied, not_(Case.applied)),
    "and not, under names": all_of(define("a", Case.applied), not_(define("b", Case.applied))),
    "none of either": not_(any_of(Case.applied, not_(Case.applied))),
    "more and less": all_of(Case.hours > 5, Case.badge, Case.hours < 5),
    "between whole numbers": all_of(Case.hours > 5, Case.hours < 6),
    "between pence": all_of(Case.capital > Money("1.00"), Case.capital < Money("1.01")),
    "between tenths": all_of(Case.share > Decimal("0.1"), Case.share < Decimal("0.2")),
    "no such share": Case.share == Decimal("0.25"),
    "between days": all_of(Case.born > date(2000, 1, 1), Case.born < date(2000, 1, 2)),
    "beyond what there is": Case.hours > 168,
    "before any day": Case.born < date(1000, 1, 1),
    "two values": all_of(Case.band == "A", Case.band == "B"),
    "a value and none of it": all_of(Case.band == "A", not_(is_one_of(Case.band, "A", "B"))),
    "no option in common": all_of(is_one_of(Case.hours, 1, 2), is_one_of(Case.hours, 3, 4)),
    "options below a bound": all_of(is_one_of(Case.hours, 1, 2), Case.hours > 2),
    "no tenure left": all_of(Case.tenure != Tenure.OWNED, Case.tenure != Tenure.RENTED),
    "written the other way round": all_of(as_expression(5) > Case.hours, Case.hours >= 5),
    "more and at most a policy value": all_of(Case.capital > LIMIT, Case.capital <= policy_value("limit", Money)),
    "the other way round": all_of(Case.capital > LIMIT, compared(">=", LIMIT, Case.capital)),
    "more than itself": Case.capital > Case.capital,
    "sums of the same": all_of(Case.hours + 1 > 7, Case.hours + 1 < 7),
    "within others": all_of(Case.badge, all_of(Case.hours > 5, all_of(Case.hours < 2, Case.applied))),
    "every way": any_of(all_of(Case.hours > 5, Case.hours < 2), all_of(Case.badge, not_(Case.badge))),
    "less than nobody": count_of(Case.members) < 0,
    "no member can": exists(Case.members, lambda member: all_of(member.age > 17, member.age < 18)),
    "no value of a choice": when(Case.badge, FALSE).otherwise(all_of(Case.applied, not_(Case.applied))),
    "numbers alone": as_expression(2) > as_expression(3),
}  # fmt: skip
PERHAPS = {
    "a fact": Case.applied,
    "a window": all_of(Case.hours > 5, Case.hours < 7),
    "a penny": all_of(Case.capital > Money("1.00"), Case.capital < Money("1.02")),
    "two facts": all_of(Case.hours > 5, count_of(Case.members) < 5),
    "two members": all_of(
        exists(Case.members, lambda member: member.age > 17), exists(Case.members, lambda member: member.age < 17)
    ),
    "nobody": every(Case.members, lambda member: all_of(member.age > 17, member.age < 17)),
    "one way": any_of(all_of(Case.hours > 5, Case.hours < 2), Case.badge),
    "a policy value": all_of(Case.capital >= LIMIT, Case.capital <= LIMIT),
    "a choice": when(Case.badge, FALSE).otherwise(Case.applied),
    "half a tenth of a sum": Case.share * Decimal("0.5") == Decimal("0.25"),
}


@pytest.mark.parametrize("condition", NEVER.values(), ids=NEVER)
def test_what_contradicts_itself_is_seen_never_to_hold(condition: Condition) -> None:
    assert never_holds(condition)
    assert always_holds(not_(condition))
    assert not always_holds(condition)


@pytest.mark.parametrize("condition", PERHAPS.values(), ids=PERHAPS)
def test_what_may_hold_is_not_said_never_to(condition: Condition) -> None:
    assert not never_holds(condition)


def test_rules_as_deep_as_they_may_be_are_looked_through() -> None:
    condition = all_of(Case.hours > 5, Case.hours < 2)
    for _ in range(90):
        condition = not_(any_of(not_(condition), Case.badge))
    assert never_holds(condition)


def test_parts_shared_again_and_again_are_looked_at_once() -> None:
    condition = all_of(Case.applied, Case.badge)
    for number in range(60):
        condition = all_of(define(f"d{number}", condition), any_of(condition, Case.applied))
    assert not never_holds(condition)


conditions = rules_of(TRUTH, parts=25)
joined = st.one_of(conditions, st.builds(all_of, conditions, conditions), st.builds(any_of, conditions, conditions))


@settings(max_examples=300)
@given(st.data(), joined)
def test_no_case_shows_otherwise(data: st.DataObject, condition: Condition) -> None:
    never, always = never_holds(condition), always_holds(condition)
    assert not (never and always)
    if never or always:
        for _ in range(5):
            known = data.draw(complete_for(condition))
            assert evaluate(condition, known, policy=FixedPolicy(), on=ON) is always
