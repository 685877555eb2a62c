from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import (
    ON,
    UNKNOWN,
    FixedPolicy,
    Household,
    complete,
    partial_for,
)

from localgov_components.core.errors import DefinitionError
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Known,
    Members,
    Unknown,
    UnknownReason,
    count_of,
    define,
    evaluate,
    every,
    exists,
    is_one_of,
    max_of,
    min_of,
    not_,
    rounded,
    smaller_of,
    sum_of,
    when,
)

M = Household.members
# Without their types, so that mistakes reach the checks that are made when a rule is built.
H: Any = Household
LIST: Any = [1]
NOTHING: Any = None
ITSELF: Any = lambda m: m  # noqa: E731 - as a rule is written


def found(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401 - a rule has a value of any type
    return evaluate(expression, known, policy=FixedPolicy(), on=ON)


def value(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401
    whole = found(expression, known)
    return UNKNOWN if isinstance(whole, Unknown) else whole


def household(*members: dict[str, object], complete: bool = True) -> Known:
    known = (Known({f"member.{name}": each for name, each in member.items()}) for member in members)
    return Known({"household.members": Members(known, complete=complete)})


CONDITIONS: dict[str, Any] = {
    "a partner": lambda m: m.partner,
    "an age": lambda m: m.age > 1,
    "a fact of the case": lambda _m: Household.credit,
    "a member and the case": lambda m: m.savings > Household.capital,
    "an income": lambda m: exists(m.incomes, lambda i: i.amount > m.earnings),
    "another member": lambda m: exists(M, lambda n: n.age > m.age),
    "a band": lambda m: is_one_of(m.band, Household.band, "A"),
    "an officer's judgement": lambda m: m.frail,
    "a sum": lambda m: sum_of(m.incomes, lambda i: i.amount, where=lambda i: i.earned) >= Money("2"),
}
"""Conditions of a member, each of which may be asked of it twice."""
everything = pytest.mark.parametrize("holds", CONDITIONS.values(), ids=CONDITIONS)
known_members = partial_for(*(exists(M, holds) for holds in CONDITIONS.values()), Household.credit)


@everything
@given(known=known_members)
def test_something_exists_exactly_when_its_contrary_is_not_so_of_every_member(holds: Any, known: Known) -> None:  # noqa: ANN401
    assert value(exists(M, holds), known) is value(not_(every(M, lambda m: not_(holds(m)))), known)


@everything
@given(known=known_members)
def test_members_for_whom_it_holds_and_for_whom_not_are_all_the_members(holds: Any, known: Known) -> None:  # noqa: ANN401
    yes, no = value(count_of(M, holds), known), value(count_of(M, lambda m: not_(holds(m))), known)
    assert (yes is UNKNOWN) == (no is UNKNOWN)
    if yes is not UNKNOWN:
        assert yes + no == value(count_of(M), known)


@everything
@given(known=known_members)
def test_a_count_agrees_with_whether_there_is_one(holds: Any, known: Known) -> None:  # noqa: ANN401
    counted, there_is = value(count_of(M, holds), known), value(exists(M, holds), known)
    if counted is not UNKNOWN:
        assert there_is is (counted > 0)


@everything
@given(known=known_members)
def test_a_sum_over_some_is_a_sum_of_nothing_for_the_others(holds: Any, known: Known) -> None:  # noqa: ANN401
    some = value(sum_of(M, lambda m: m.savings, where=holds), known)
    all_of_them = value(sum_of(M, lambda m: when(holds(m), m.savings).otherwise(Money("0"))), known)
    if UNKNOWN not in (some, all_of_them):
        assert some == all_of_them


AMOUNTS: dict[str, Any] = {
    "ages": lambda m: m.age,
    "shares": lambda m: m.share,
    "savings": lambda m: m.savings,
    "earnings": lambda m: m.earnings,
    "shares of savings": lambda m: m.savings * m.share,
    "incomes": lambda m: sum_of(m.incomes, lambda i: i.amount),
}


@pytest.mark.parametrize("amount", AMOUNTS.values(), ids=AMOUNTS)
@given(first=complete, second=complete)
def test_the_sum_over_two_lists_in_a_row_is_the_sum_of_their_sums(amount: Any, first: Known, second: Known) -> None:  # noqa: ANN401
    total = sum_of(M, amount) * 100
    lists = [known.stored["household.members"].items for known in (first, second)]
    whole = rounded(total, Rounding.DOWN, places=2)  # a hundred times as much leaves nothing to round
    cases = [Known({"household.members": Members(items)}) for items in (*lists, lists[0] + lists[1])]
    one, other, both = (found(whole, known) for known in cases)
    assert both == one + other


@given(first=complete, second=complete)
def test_conditions_over_two_lists_in_a_row_are_those_over_each_joined(first: Known, second: Known) -> None:
    lists = [known.stored["household.members"].items for known in (first, second)]
    cases = [Known({"household.members": Members(items)}) for items in (*lists, lists[0] + lists[1])]
    there_is = [found(exists(M, lambda m: m.partner), known) for known in cases]
    each_is = [found(every(M, lambda m: m.partner), known) for known in cases]
    assert there_is[2] is (there_is[0] or there_is[1])
    assert each_is[2] is (each_is[0] and each_is[1])


@given(complete)
def test_the_least_and_the_greatest_are_members_own_or_what_is_said_for_none(known: Known) -> None:
    ages = [member["member.age"] for member in known["household.members"].items]
    assert found(min_of(M, lambda m: m.age, if_none=99), known) == min(ages, default=99)
    assert found(max_of(M, lambda m: m.age, if_none=99), known) == max(ages, default=99)
    over = [age for age in ages if age > 1]
    assert found(max_of(M, lambda m: m.age, where=lambda m: m.age > 1, if_none=-1), known) == max(over, default=-1)


def test_nobody_is_there_in_an_empty_list_and_unknown_in_an_absent_one() -> None:
    nobody, absent = household(), Known()
    rules = (exists(M, lambda m: m.partner), every(M, lambda m: m.partner), count_of(M), sum_of(M, lambda m: m.age))
    assert [found(rule, nobody) for rule in rules] == [False, True, 0, 0]
    assert {found(rule, absent) for rule in rules} == {Unknown(UnknownReason.NOT_ASKED, ("household.members",))}


def test_an_incomplete_list_is_at_least_these() -> None:
    these = household({"partner": True, "age": 40}, complete=False)
    further = Unknown(UnknownReason.NOT_ASKED, ("household.members",))
    assert found(exists(M, lambda m: m.partner), these) is True
    assert found(every(M, lambda m: m.age > 40), these) is False
    assert found(exists(M, lambda m: m.age < 18), these) == further
    assert found(every(M, lambda m: m.partner), these) == further
    assert found(count_of(M), these) == further
    assert found(max_of(M, lambda m: m.age, if_none=0), these) == further


def test_what_is_unknown_of_a_member_is_named_by_its_path_counted_from_1() -> None:
    known = household({"age": 40, "incomes": Members([Known({"income.amount": Money("1")}), Known()])}, {})
    assert found(sum_of(M, lambda m: m.age), known) == Unknown(UnknownReason.NOT_ASKED, ("household.members[2].age",))
    incomes = sum_of(M, lambda m: sum_of(m.incomes, lambda i: i.amount))
    assert found(incomes, known) == Unknown(
        UnknownReason.NOT_ASKED, ("household.members[1].incomes[2].amount", "household.members[2].incomes")
    )


def test_a_member_that_is_left_out_need_not_be_known() -> None:
    known = household({"partner": True, "age": 40}, {"partner": False})
    assert found(sum_of(M, lambda m: m.age, where=lambda m: m.partner), known) == 40
    assert found(count_of(M, lambda m: m.partner), known) == 1


def test_each_member_is_compared_with_every_other() -> None:
    oldest = max_of(M, lambda m: m.age, if_none=0)
    is_parent = exists(M, lambda m: exists(M, lambda n: m.age - n.age >= 16))
    known = household({"age": 40}, {"age": 12}, {"age": 30})
    assert [found(rule, known) for rule in (oldest, is_parent)] == [40, True]
    assert found(is_parent, household({"age": 20}, {"age": 12})) is False


def test_a_definition_may_speak_of_the_bound_member_and_is_worked_out_for_each() -> None:
    def counted(member: Any) -> Expression[Any]:  # noqa: ANN401 - the type checker sees a class of facts
        needs = define("needs", when(member.age < 18, Money("2")).otherwise(Money("5")))
        return smaller_of(needs, needs + needs - Money("3"))

    assert found(sum_of(M, counted), household({"age": 40}, {"age": 12})) == Money("6.00")


WRONG: dict[str, tuple[Any, str]] = {
    "no list": (lambda: exists(H.bins, lambda m: m.x), "exists goes over members, and this is int"),
    "a list of Python's own": (lambda: every(LIST, ITSELF), "list is not a kind of value"),
    "no condition": (lambda: exists(H.members, lambda m: m.age), "one part is not true or false"),
    "nothing": (lambda: every(H.members, lambda _: NOTHING), "NoneType is not a kind of value"),
    "a member itself": (lambda: sum_of(H.members, ITSELF), "BoundMember is not a kind of value"),
    "no function": (lambda: exists(H.members, H.badge), "is a function of it"),
    "a sum of days": (lambda: sum_of(H.members, lambda m: m.born), "sum_of date has no meaning"),
    "the greatest text": (lambda: max_of(H.members, lambda m: m.band, if_none="A"), "max_of str has no meaning"),
    "another type for none": (lambda: min_of(H.members, lambda m: m.age, if_none="A"), "a choice between int and str"),
    "another unit for none": (
        lambda: max_of(H.members, lambda m: m.earnings, if_none=H.capital), "a choice between per week and per nothing",
    ),
    "a list compared": (lambda: H.members == H.members, "a list is not compared with another"),
    "a list among lists": (lambda: is_one_of(H.members, H.members), "a list is not compared"),
    "a choice of lists": (lambda: count_of(when(H.badge, H.members).otherwise(H.members)), "a choice between lists"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_makes_no_sense_over_members_is_refused(name: str) -> None:
    make, message = WRONG[name]
    with pytest.raises(DefinitionError, match=message) as caught:
        evaluate(make(), Known())
    assert len(caught.value.faults) == 1


def test_a_misspelt_fact_of_a_member_is_named_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"member of 'household.members' has no fact 'partnr'\. It has: partner, "):
        exists(H.members, lambda m: m.partnr)


LEAST: dict[str, tuple[str, Any]] = {
    "age": ("bins", 3),
    "share": ("share", Decimal("0.5")),
    "savings": ("capital", Money("3")),
    "earnings": ("income", Money("4")),
    "born": ("moved", ON),
}


@pytest.mark.parametrize("name", LEAST)
def test_there_is_a_least_of_every_ordered_type(name: str) -> None:
    if_none, least = LEAST[name]
    rule = min_of(M, lambda m: getattr(m, name), if_none=getattr(Household, if_none))
    assert found(rule, household({name: least}) | {f"household.{if_none}": None}) == least
    assert found(rule, household() | {f"household.{if_none}": least}) == least
