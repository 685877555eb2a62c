from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import UNKNOWN, VALUES, FixedPolicy, Household, complete, conditions, numbers, partial, plain

from localgov_components.core.errors import InvalidValueError, NotFoundError
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Known,
    Unknown,
    UnknownReason,
    all_of,
    any_of,
    define,
    evaluate,
    facts_read,
    is_one_of,
    not_,
    policy_read,
    policy_value,
    when,
)
from localgov_components.rules.expressions import Constant

POLICY = FixedPolicy()


def value(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401
    """The value, or None when it is unknown for whatever reason."""
    found = evaluate(expression, known, policy=POLICY)
    return UNKNOWN if isinstance(found, Unknown) else found


@given(st.one_of(conditions, numbers), partial)
def test_a_rule_means_what_its_plain_reading_says(rule: Expression[Any], known: Known) -> None:
    assert value(rule, known) == plain(rule, known)


@given(conditions, complete)
def test_nothing_is_unknown_when_every_fact_is_known(rule: Condition, known: Known) -> None:
    assert value(rule, known) in (True, False)


@given(conditions, partial, complete)
def test_learning_facts_never_changes_a_settled_value(rule: Condition, known: Known, rest: Known) -> None:
    settled = value(rule, known)
    learnt = Known({**rest, **{id_: known[id_] for id_ in known if id_ in known}})
    if settled is not UNKNOWN:
        assert value(rule, learnt) == settled


@given(conditions, partial)
def test_an_unknown_names_only_facts_that_it_reads_and_that_are_unknown(rule: Condition, known: Known) -> None:
    found = evaluate(rule, known, policy=POLICY)
    if isinstance(found, Unknown):
        assert found.facts
        assert set(found.facts) <= set(facts_read(rule))
        assert [id_ for id_ in found.facts if id_ in known] == []
        assert found.reason in {known[id_].reason for id_ in found.facts}


@given(conditions, partial, st.data())
def test_answering_what_an_unknown_names_always_settles(rule: Condition, known: Known, data: st.DataObject) -> None:
    for _ in range(len(VALUES) + 1):
        found = evaluate(rule, known, policy=POLICY)
        if not isinstance(found, Unknown):
            return
        known = known | {found.facts[0]: data.draw(VALUES[found.facts[0]])}
    pytest.fail("more questions than facts")


TRUE, FALSE = True, False
Law = Callable[[Condition, Condition, Condition], tuple[Condition, Condition]]
LAWS: dict[str, Law] = {
    "all_of commutes": lambda a, b, _: (all_of(a, b), all_of(b, a)),
    "any_of commutes": lambda a, b, _: (any_of(a, b), any_of(b, a)),
    "all_of associates": lambda a, b, c: (all_of(a, all_of(b, c)), all_of(all_of(a, b), c)),
    "any_of associates": lambda a, b, c: (any_of(a, any_of(b, c)), any_of(a, b, c)),
    "De Morgan for all_of": lambda a, b, _: (not_(all_of(a, b)), any_of(not_(a), not_(b))),
    "De Morgan for any_of": lambda a, b, _: (not_(any_of(a, b)), all_of(not_(a), not_(b))),
    "all_of distributes": lambda a, b, c: (all_of(a, any_of(b, c)), any_of(all_of(a, b), all_of(a, c))),
    "any_of distributes": lambda a, b, c: (any_of(a, all_of(b, c)), all_of(any_of(a, b), any_of(a, c))),
    "absorption": lambda a, b, _: (any_of(a, all_of(a, b)), a),
    "absorption the other way": lambda a, b, _: (all_of(a, any_of(a, b)), a),
    "idempotence": lambda a, _b, _c: (all_of(a, a), any_of(a, a)),
    "double negation": lambda a, _b, _c: (not_(not_(a)), a),
    "true is the unit of all_of": lambda a, _b, _c: (all_of(a, Constant(TRUE)), a),
    "false is the unit of any_of": lambda a, _b, _c: (any_of(a, Constant(FALSE)), a),
    "a choice by a fact": lambda a, _b, _c: (when(a, TRUE).otherwise(FALSE), a),
    "a name changes nothing": lambda a, _b, _c: (define("part", a), a),
}


@pytest.mark.parametrize("name", LAWS)
@given(a=conditions, b=conditions, c=conditions, known=partial)
def test_the_laws_of_strong_kleene_logic_hold(
    name: str, a: Condition, b: Condition, c: Condition, known: Known
) -> None:
    left, right = LAWS[name](a, b, c)
    assert value(left, known) == value(right, known)


A, B = Household.credit, Household.badge
T, F, U = True, False, UnknownReason.NOT_ASKED


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, True, True), (T, F, False, True), (T, U, UNKNOWN, True), (F, T, False, True), (F, F, False, False),
        (F, U, False, UNKNOWN), (U, T, UNKNOWN, True), (U, F, False, UNKNOWN), (U, U, UNKNOWN, UNKNOWN),
    ],
)  # fmt: skip
def test_the_table_of_strong_kleene_logic(a: object, b: object, both: object, either: object) -> None:
    known = Known({"household.credit": a, "household.badge": b})
    assert value(all_of(A, B), known) is both
    assert value(any_of(A, B), known) is either


def test_a_declined_fact_is_unknown_for_that_reason() -> None:
    known = Known({"household.credit": UnknownReason.DECLINED})
    assert evaluate(all_of(A, B), known) == Unknown(UnknownReason.DECLINED, ("household.credit", "household.badge"))


def test_none_is_unknown_and_never_counts_as_true() -> None:
    known = Known({"household.credit": None})
    assert evaluate(all_of(A), known) == Unknown(UnknownReason.NOT_ASKED, ("household.credit",))


@pytest.mark.parametrize(
    ("rule", "id_", "wrong"),
    [
        (all_of(A), "household.credit", 1), (any_of(A), "household.credit", 1), (A, "household.credit", "yes"),
        (Household.bins > 1, "household.bins", True), (Household.bins > 1, "household.bins", "2"),
        (Household.capital > Money("1"), "household.capital", 16_123),
    ],
    ids=["all_of", "any_of", "fact", "bool for int", "text for int", "int for money"],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_refused_by_the_name_of_its_fact(rule: Condition, id_: str, wrong: object) -> None:
    with pytest.raises(InvalidValueError, match=id_) as caught:
        evaluate(rule, Known({id_: wrong}))
    assert str(16_123) not in str(caught.value)


def test_a_choice_waits_for_a_condition_that_comes_first() -> None:
    fee = when(A, Money("1")).when(B, Money("2")).otherwise(Money("3"))
    assert evaluate(fee, Known({"household.badge": True})) == Unknown(UnknownReason.NOT_ASKED, ("household.credit",))
    assert evaluate(fee, Known({"household.credit": True})) == Money("1")
    assert evaluate(fee, Known({"household.credit": False, "household.badge": True})) == Money("2")
    assert evaluate(fee, Known({"household.credit": False, "household.badge": False})) == Money("3")


def test_money_is_added_and_multiplied_in_rules() -> None:
    total = policy_value("limit", Money) * Household.bins + Household.capital - Money("0.50")
    known = Known({"household.bins": 3, "household.capital": Money("10.25")})
    assert evaluate(total, known, policy=POLICY) == Money("15.75")


def test_a_missing_policy_value_is_an_error_and_never_a_default() -> None:
    with pytest.raises(NotFoundError, match="'limit': no policy was given"):
        evaluate(policy_value("limit", Money) > Money("1"), Known())


def test_what_a_rule_reads_is_listed_once_in_the_order_it_is_written() -> None:
    part = define("part", any_of(B, A))
    rule = all_of(
        when(Household.bins > policy_value("most_bins", int), part).otherwise(not_(A)),
        part,
        is_one_of(Household.band, "A"),
        policy_value("limit", Money) > Household.capital,
    )
    assert facts_read(rule) == (
        "household.bins", "household.badge", "household.credit", "household.band", "household.capital",
    )  # fmt: skip
    assert [ref.key for ref in policy_read(rule)] == ["most_bins", "limit"]


def test_a_definition_that_definitions_share_is_read_once() -> None:
    part: Condition = A
    for number in range(60):
        part = define(f"part_{number}", all_of(part, part))
    assert facts_read(part) == ("household.credit",)
