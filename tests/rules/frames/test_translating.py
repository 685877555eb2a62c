"""Random rules as columns: in every row the value that the plain interpreter gives, in Polars."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.frames.frames import Frames, frames_of, meant, reckoned
from tests.rules.trees import KINDS, Household, complete_for, partial_for, rules_together
from tests.rules.vocabulary import ON, FixedPolicy

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.rules import Expression, Known, Members, divided, every, exists, sum_of, when
from localgov_components.rules.frames import CASES, UNKNOWN, Column, Translation
from localgov_components.rules.frames.column import MOST

Batch = tuple[tuple[Expression[Any], ...], list[Known]]


def batches(known: Any, *, rules: int = 3, cases: int = 8) -> st.SearchStrategy[Batch]:  # noqa: ANN401 - a strategy's maker
    """Some rules that share definitions, and what is known of some cases."""
    kinds = st.lists(st.sampled_from(KINDS), min_size=1, max_size=rules)
    drawn = kinds.flatmap(lambda wanted: rules_together(*wanted, gaps=True))
    return drawn.flatmap(lambda found: st.tuples(st.just(found), st.lists(known(*found), min_size=1, max_size=cases)))


def assert_same(batch: Batch, frames: Frames) -> None:
    rules, cases = batch
    expected = [tuple(meant(rule, known) for rule in rules) for known in cases]
    assert reckoned(rules, frames) == expected


@settings(max_examples=150)
@given(batches(partial_for))
def test_a_column_has_the_value_of_the_rule_where_something_is_unknown(batch: Batch) -> None:
    assert_same(batch, frames_of(batch[1]))


@settings(max_examples=100)
@given(batches(complete_for))
def test_a_column_has_the_value_of_the_rule_where_everything_is_known(batch: Batch) -> None:
    assert_same(batch, frames_of(batch[1]))


def test_members_of_one_case_may_be_compared_with_each_other() -> None:
    twins = exists(Household.members, lambda one: sum_of(Household.members, lambda each: when(each.age == one.age, 1).otherwise(0)) > 1)  # fmt: skip  # noqa: E501
    eldest = every(Household.members, lambda one: exists(Household.members, lambda each: each.age > one.age))
    cases = [Known({"household.members": Members([Known({"member.age": age}) for age in ages])}) for ages in ([], [1, 2], [1, 1])]  # fmt: skip  # noqa: E501
    assert reckoned([twins, eldest], frames_of(cases)) == [(False, True), (False, False), (True, False)]


def test_equal_members_are_two_members() -> None:
    twice = sum_of(Household.members, lambda one: sum_of(Household.members, lambda each: each.age * one.age))
    case = Known({"household.members": Members([Known({"member.age": 3})] * 2)})
    assert reckoned([twice], frames_of([case])) == [(36,)]


def test_what_could_be_too_large_for_64_bits_is_refused_with_its_facts() -> None:
    facts = {CASES: {"household.bins": Column(low=0, high=2**40, nullable=True), "household.adults": UNKNOWN}}
    product = Household.bins * Household.bins * 5
    column = facts[CASES]["household.bins"]
    large = Column(expr=nw_column("household.bins"), low=0, high=column.high, name="household.bins")
    with pytest.raises(InvalidValueError, match=r"household\.bins") as refused:
        Translation([product], {CASES: {"household.bins": large}}, FixedPolicy(), ON)
    assert refused.value.code == "frame.too-large"
    assert MOST < 2**40 * 2**40 * 5


def test_what_is_within_64_bits_by_the_values_that_there_are_is_not_refused() -> None:
    shares = divided(
        Household.capital * Household.bins * Household.adults, 7, rounding=Rounding.HALF_EVEN, if_zero=Money("0")
    )
    case = Known({"household.capital": Money("10000000.00"), "household.bins": 9_999, "household.adults": 9_999})
    assert reckoned([shares], frames_of([case])) == [(meant(shares, case),)]


def nw_column(name: str) -> Any:  # noqa: ANN401 - an expression of narwhals
    import narwhals.stable.v2 as nw

    return nw.col(name)
