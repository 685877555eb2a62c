from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import (
    KINDS,
    ON,
    TRUTH,
    UNKNOWN,
    VALUES,
    FixedPolicy,
    Household,
    Kind,
    any_rule,
    cases_of,
    complete_for,
    partial_for,
    plain,
    rules_together,
    rules_with_gaps,
    some_and_more,
)
from tests.rules.vocabulary import MEMBER_VALUES, answered, looked_up

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    age_on,
    all_of,
    any_of,
    define,
    evaluate,
    exists,
    explain,
    fact,
    facts_read,
    is_one_of,
    not_,
    policy_read,
    policy_value,
    when,
)
from localgov_components.rules.tree import Constant

POLICY = FixedPolicy()
Case = tuple[Expression[Any], Known]


def found(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401 - a rule has a value of any type
    return evaluate(expression, known, policy=POLICY, on=ON)


def value(expression: Expression[Any], known: Known) -> Any:  # noqa: ANN401
    """The value, or None when it is unknown for whatever reason."""
    whole = found(expression, known)
    return UNKNOWN if isinstance(whole, Unknown) else whole


@given(cases_of(rules_with_gaps, known=partial_for))
def test_a_rule_means_what_its_plain_reading_says(case: Case) -> None:
    rule, known = case
    assert value(rule, known) == plain(rule, known)


@given(cases_of(any_rule, known=complete_for))
def test_a_value_is_of_the_type_that_the_rule_says(case: Case) -> None:
    rule, known = case
    assert type(found(rule, known)) is rule.value_type


@given(cases_of(rules_with_gaps, known=some_and_more))
def test_learning_facts_never_changes_a_settled_value(case: tuple[Expression[Any], tuple[Known, Known, Known]]) -> None:
    rule, learning = case
    first, later, last = (value(rule, known) for known in learning)
    if first is not UNKNOWN:
        assert later == first
    if later is not UNKNOWN:
        assert last == later


@given(cases_of(any_rule, known=partial_for))
def test_an_unknown_names_only_facts_that_it_reads_and_that_are_unknown(case: Case) -> None:
    rule, known = case
    unknown = found(rule, known)
    if isinstance(unknown, Unknown):
        assert unknown.facts
        assert len(set(unknown.facts)) == len(unknown.facts)
        assert {path.rpartition(".")[2] for path in unknown.facts} <= {
            id_.rpartition(".")[2] for id_ in facts_read(rule)
        }
        assert [path for path in unknown.facts if not lacks(looked_up(known, path))] == []


def lacks(stored: object) -> bool:
    """Whether what is stored for a fact leaves something unknown."""
    match stored:
        case Judgement():
            return stored.until is not None and stored.until < ON
        case Members():
            return not stored.complete
        case _:
            return stored is None or isinstance(stored, Unknown | UnknownReason)


@given(cases_of(any_rule, known=partial_for), st.data())
def test_answering_what_an_unknown_names_always_settles(case: Case, data: st.DataObject) -> None:
    rule, known = case
    for _ in range(200):
        unknown = found(rule, known)
        if not isinstance(unknown, Unknown):
            return
        path = unknown.facts[0]
        stored = looked_up(known, path)
        answer = data.draw(MEMBER_VALUES[path.rpartition(".")[2]] if "]" in path else VALUES[path])
        if isinstance(stored, Members):
            answer = Members((*stored.items, *answer.items))
        known = answered(known, path, answer)
    pytest.fail("more questions than facts")


TRUE, FALSE = True, False
Law = Callable[..., tuple[Condition, Condition]]
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
    "false decides all_of": lambda a, _b, _c: (all_of(a, Constant(FALSE)), Constant(FALSE)),
    "true decides any_of": lambda a, _b, _c: (any_of(a, Constant(TRUE)), Constant(TRUE)),
    "a choice by a fact": lambda a, _b, _c: (when(a, TRUE).otherwise(FALSE), a),
    "a choice with one end false": lambda a, b, _c: (when(a, b).otherwise(FALSE), all_of(a, when(a, b).otherwise(b))),
    "branches in a row are choices in each other": lambda a, b, c: (
        when(a, b).when(c, a).otherwise(c), when(a, b).otherwise(when(c, a).otherwise(c)),
    ),
    "equality is not inequality": lambda a, b, _c: (a == b, not_(a != b)),
    "one of two": lambda a, b, c: (is_one_of(a, b, c), any_of(a == b, a == c)),
}  # fmt: skip


@pytest.mark.parametrize("name", LAWS)
@given(case=cases_of(rules_together(TRUTH, TRUTH, TRUTH, parts=8, gaps=True), known=lambda rules: partial_for(*rules)))
def test_the_laws_of_strong_kleene_logic_hold(name: str, case: tuple[tuple[Condition, ...], Known]) -> None:
    conditions, known = case
    left, right = LAWS[name](*conditions)
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


@given(cases_of(rules_with_gaps, known=partial_for))
def test_a_name_changes_nothing(case: Case) -> None:
    rule, known = case
    assert found(define("named", rule), known) == found(rule, known)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.type.__name__} per {kind.per}")
@given(data=st.data())
def test_a_choice_between_the_same_values_does_not_hang_on_its_condition(kind: Kind, data: st.DataObject) -> None:
    condition, rule = data.draw(rules_together(TRUTH, kind, parts=8))
    known = data.draw(partial_for(condition, rule))
    assert value(when(condition, rule).otherwise(rule), known) == value(rule, known)


def test_a_choice_is_settled_when_all_that_it_may_still_take_is_the_same() -> None:
    fee = when(A, Money("1")).when(B, Household.capital).otherwise(Money("1.00"))
    known = Known({"household.capital": Money("1")})
    assert found(fee, known) == Money("1")
    assert found(fee, Known()) == Unknown(U, ("household.credit", "household.badge", "household.capital"))
    assert found(fee, Known({"household.badge": False})) == Money("1")
    assert found(fee, known | {"household.capital": Money("2")}) == Unknown(U, ("household.credit", "household.badge"))


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
    assert caught.value.code == "fact.type"
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


def test_a_result_with_parts_of_a_penny_is_refused() -> None:
    with pytest.raises(DefinitionError, match=r"parts of a penny\. Say how to round it with rounded"):
        evaluate(Household.capital * Household.share, Known())


def test_a_missing_policy_value_is_an_error_and_never_a_default() -> None:
    with pytest.raises(NotFoundError, match="'limit': no policy was given"):
        evaluate(policy_value("limit", Money) > Money("1"), Known())


def test_the_day_of_the_decision_is_given_and_never_read_from_a_clock() -> None:
    adult = age_on(Household.born) >= 18
    known = Known({"household.born": date(2008, 5, 1)})
    for day, is_adult in ((date(2026, 4, 30), False), (ON, True)):
        assert evaluate(adult, known, on=day) is is_adult
    with pytest.raises(InvalidValueError, match="Give it with on=") as caught:
        evaluate(adult, known)
    assert caught.value.code == "rule.day"
    with pytest.raises(InvalidValueError, match="an instant is not a day") as caught:
        evaluate(adult, known, on=datetime(2026, 5, 1, tzinfo=UTC))
    assert caught.value.code == "policy.day"


def test_a_number_with_a_name_stays_a_name() -> None:
    class Band(IntEnum):
        A = 1
        B = 2

    class Home(Facts, id="home"):
        band: Fact[Band] = fact("band")

    known = Known({"home.band": Band.B})
    assert evaluate(Home.band, known) is Band.B
    assert evaluate(is_one_of(Home.band, Band.A), known) is False
    assert explain(Home.band, known).value is Band.B


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


def test_a_definition_that_definitions_share_is_read_and_worked_out_once() -> None:
    part: Condition = A
    for number in range(60):
        part = define(f"part_{number}", all_of(part, part))
    assert facts_read(part) == ("household.credit",)
    assert found(part, Known({"household.credit": True})) is True


class CountingPolicy(FixedPolicy):
    """A lookup that knows how often it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        self.asked[key] += 1
        return super().value(key)


def test_what_does_not_speak_of_a_member_is_worked_out_once_for_all_of_them() -> None:
    two_hundred = Members([Known({"member.age": age % 100, "member.savings": Money("1")}) for age in range(200)])
    limit = define("limit", policy_value("limit", Money))
    rule = exists(
        Household.members,
        lambda one: exists(Household.members, lambda other: all_of(one.age > other.age + 150, one.savings > limit)),
    )
    policy = CountingPolicy()
    assert evaluate(rule, Known({"household.members": two_hundred}), policy=policy) is False
    assert policy.asked == {"limit": 1}


@given(cases_of(any_rule, known=partial_for))
def test_evaluating_leaves_what_is_known_as_it_was(case: Case) -> None:
    rule, known = case
    before = dict(known.stored)
    assert found(rule, known) == found(rule, known)
    assert known.stored == before
