from collections.abc import Iterator
from typing import Any

from hypothesis import given
from tests.rules.trees import (
    ON,
    FixedPolicy,
    Household,
    cases_of,
    complete_for,
    conditions,
    partial_for,
    rules_with_gaps,
)
from tests.rules.vocabulary import only

from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Explanation,
    Expression,
    Known,
    Members,
    Unknown,
    UnknownReason,
    all_of,
    any_of,
    define,
    evaluate,
    every,
    exists,
    explain,
    facts_read,
    not_,
    policy_value,
    sum_of,
    when,
)
from localgov_components.rules.tree import AllOf, AnyOf

POLICY = FixedPolicy()
A, B, C = Household.credit, Household.badge, Household.alone
Case = tuple[Expression[Any], Known]


def explained(rule: Expression[Any], known: Known) -> Explanation:
    return explain(rule, known, policy=POLICY, on=ON)


def parts(explanation: Explanation) -> Iterator[Explanation]:
    """An explanation and all that is inside it."""
    yield explanation
    for part in explanation.because:
        yield from parts(part)


@given(cases_of(rules_with_gaps, known=partial_for))
def test_an_explanation_has_the_value_that_the_rule_has(case: Case) -> None:
    rule, known = case
    value, found = explained(rule, known).value, evaluate(rule, known, policy=POLICY, on=ON)
    assert isinstance(value, Unknown) == isinstance(found, Unknown)
    if not isinstance(found, Unknown):
        assert value == found


@given(cases_of(rules_with_gaps, known=partial_for))
def test_the_facts_of_an_explanation_settle_its_value_and_none_can_be_left_out(case: Case) -> None:
    rule, known = case
    explanation = explained(rule, known)
    if isinstance(explanation.value, Unknown):
        return
    assert evaluate(rule, only(known, explanation.facts), policy=POLICY, on=ON) == explanation.value
    for fact in explanation.facts:
        fewer = {*explanation.facts} - {fact}
        assert isinstance(evaluate(rule, only(known, fewer), policy=POLICY, on=ON), Unknown)


@given(cases_of(conditions, known=complete_for))
def test_no_part_of_an_explanation_can_be_left_out(case: Case) -> None:
    rule, known = case
    for part in parts(explained(rule, known)):
        if isinstance(part.expression, AnyOf | AllOf):
            decided = part.value is isinstance(part.expression, AnyOf)
            needed = 1 if decided else len(part.expression.parts)
            assert [each.value for each in part.because] == [part.value] * needed


@given(cases_of(conditions, known=partial_for))
def test_a_settled_value_is_explained_by_known_facts_and_at_least_one_statement(case: Case) -> None:
    rule, known = case
    explanation = explained(rule, known)
    if not isinstance(explanation.value, Unknown):
        assert explanation.statements()
        assert {path.rpartition(".")[2] for path in explanation.facts} <= {
            id_.rpartition(".")[2] for id_ in facts_read(rule)
        }


@given(cases_of(conditions, known=partial_for))
def test_statements_say_of_each_settled_part_what_is_so(case: Case) -> None:
    rule, known = case
    said = set(explained(rule, known).statements())
    for id_, yes, no in (
        ("household.credit", "somebody gets Universal Credit", "nobody gets Universal Credit"),
        ("household.badge", "somebody has a Blue Badge", "nobody has a Blue Badge"),
        ("household.alone", "the applicant lives alone", "it is not so that the applicant lives alone"),
    ):
        if yes in said:
            assert known[id_] is True
        if no in said:
            assert known[id_] is False


def test_of_several_parts_that_would_do_the_first_is_given() -> None:
    known = Known({"household.credit": True, "household.badge": True})
    assert explain(any_of(A, B), known).statements() == ("somebody gets Universal Credit",)
    assert explain(all_of(A, B), known).statements() == ("somebody gets Universal Credit", "somebody has a Blue Badge")


def test_what_did_not_matter_is_not_mentioned() -> None:
    known = Known({"household.credit": True, "household.badge": False})
    assert explain(all_of(A, B), known).statements() == ("nobody has a Blue Badge",)
    assert explain(not_(any_of(A, C)), known).facts == ("household.credit",)


def test_nothing_is_said_of_what_is_unknown_but_its_facts_are_named() -> None:
    explanation = explain(any_of(A, B), Known({"household.badge": False}))
    assert explanation.statements() == ()
    assert explanation.facts == ("household.credit",)


def test_a_choice_is_explained_by_what_was_tried_and_taken() -> None:
    fee = when(A, Household.capital).when(B, Money("2")).otherwise(policy_value("limit", Money))
    known = Known({"household.credit": False, "household.badge": True, "household.capital": Money("5.55")})
    assert explained(fee, known).statements() == ("nobody gets Universal Credit", "somebody has a Blue Badge", "£2.00")
    assert explained(fee, known | {"household.badge": False}).policy == ("limit",)
    assert isinstance(explained(fee, Known()).value, Unknown)


def test_named_definitions_on_the_way_are_listed_outermost_first() -> None:
    inner = define("benefit", any_of(A, B))
    outer = define("concession", all_of(inner, C), cites="Fees and charges policy 2026, section 4")
    known = Known({"household.credit": True, "household.alone": True})
    assert [each.name for each in explain(outer, known).definitions()] == ["concession", "benefit"]


def test_one_member_for_whom_it_holds_is_enough_and_is_counted_from_1() -> None:
    members = [{"member.age": 40}, {"member.age": 12, "member.partner": False}, {"member.age": 11}]
    known = Known({"household.members": Members(map(Known, members), complete=False)})
    child = explained(exists(Household.members, lambda member: member.age < 18), known)
    assert (child.value, child.facts) == (True, ("household.members[2].age",))
    assert [part.member for part in child.because] == [2]
    grown = explained(every(Household.members, lambda member: member.age >= 18), known)
    assert (grown.value, grown.facts) == (False, ("household.members[2].age",))


def test_what_holds_of_every_member_rests_on_each_and_on_there_being_no_more() -> None:
    known = Known({"household.members": Members([Known({"member.age": 40}), Known({"member.age": 41})])})
    grown = explained(every(Household.members, lambda member: member.age >= 18), known)
    assert set(grown.facts) == {"household.members", "household.members[1].age", "household.members[2].age"}
    total = explained(sum_of(Household.members, lambda member: member.age), known)
    assert (total.value, set(total.facts)) == (81, set(grown.facts))


def test_an_unknown_value_names_the_facts_that_could_settle_it_and_why_they_are_unknown() -> None:
    explanation = explain(all_of(A, B), Known({"household.credit": UnknownReason.DECLINED}))
    assert explanation.value == Unknown(UnknownReason.DECLINED, ("household.credit", "household.badge"))


def test_repr_shows_neither_values_nor_words() -> None:
    known = Known({"household.credit": True, "household.capital": Money("5.55")})
    shown = repr(explain(all_of(A, Household.capital > Money("2")), known))
    assert shown == "Explanation(AllOf, value=•••)"
    assert [text for text in ("5.55", "True", "Universal") if text in shown] == []


def test_statements_are_read_in_welsh_too() -> None:
    rule: Condition = all_of(Household.bins > 1, not_(A))
    known = Known({"household.bins": 2, "household.credit": False})
    assert explain(rule, known).statements("cy") == ("mae number of bins yn fwy na 1", "nobody gets Universal Credit")
