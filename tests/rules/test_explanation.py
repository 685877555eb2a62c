from collections.abc import Iterator

from hypothesis import given
from tests.rules.trees import FixedPolicy, Household, complete, conditions, partial

from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Explanation,
    Known,
    Unknown,
    all_of,
    any_of,
    define,
    evaluate,
    explain,
    facts_read,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.expressions import AllOf, AnyOf

POLICY = FixedPolicy()
A, B, C = Household.credit, Household.badge, Household.alone


def parts(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for part in explanation.because:
        yield from parts(part)


@given(conditions, partial)
def test_the_facts_of_an_explanation_are_enough_to_settle_the_value(rule: Condition, known: Known) -> None:
    explanation = explain(rule, known, policy=POLICY)
    if isinstance(explanation.value, Unknown):
        return
    kept = Known({id_: known[id_] for id_ in explanation.facts()})
    assert evaluate(rule, kept, policy=POLICY) == explanation.value


@given(conditions, complete)
def test_no_part_of_an_explanation_can_be_left_out(rule: Condition, known: Known) -> None:
    for part in parts(explain(rule, known, policy=POLICY)):
        settled_alone = {AnyOf: True, AllOf: False}.get(type(part.expression))
        if settled_alone is None:
            continue
        if part.value is settled_alone:
            assert len(part.because) == 1
        else:
            assert [each.expression for each in part.because] == [*part.expression.parts]  # type: ignore[attr-defined]
        assert [each for each in part.because if each.value is not part.value] == []


@given(conditions, partial)
def test_every_part_of_an_explanation_has_its_own_true_value(rule: Condition, known: Known) -> None:
    for part in parts(explain(rule, known, policy=POLICY)):
        assert part.value == evaluate(part.expression, known, policy=POLICY)


@given(conditions, partial)
def test_a_settled_value_is_explained_by_known_facts_and_at_least_one_statement(rule: Condition, known: Known) -> None:
    explanation = explain(rule, known, policy=POLICY)
    if not isinstance(explanation.value, Unknown):
        assert [id_ for id_ in explanation.facts() if id_ not in known] == []
        assert explanation.statements()
        assert set(explanation.facts()) <= set(facts_read(rule))


@given(conditions, partial)
def test_statements_say_of_each_settled_part_what_is_so(rule: Condition, known: Known) -> None:
    said = set(explain(rule, known, policy=POLICY).statements())
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
    assert explain(not_(any_of(A, C)), known).facts() == ("household.credit",)


def test_nothing_is_said_of_what_is_unknown_but_its_facts_are_named() -> None:
    explanation = explain(any_of(A, B), Known({"household.badge": False}))
    assert explanation.statements() == ()
    assert explanation.facts() == ("household.credit",)


def test_a_choice_is_explained_by_what_was_tried_and_taken() -> None:
    fee = when(A, Household.capital).when(B, Money("2")).otherwise(policy_value("limit", Money))
    known = Known({"household.credit": False, "household.badge": True, "household.capital": Money("5.55")})
    assert explain(fee, known).statements() == ("nobody gets Universal Credit", "somebody has a Blue Badge", "£2.00")
    known = known | {"household.badge": False}
    assert explain(fee, known, policy=POLICY).policy() == ("limit",)
    assert isinstance(explain(fee, Known()).value, Unknown)


def test_named_definitions_on_the_way_are_listed_outermost_first() -> None:
    inner = define("benefit", any_of(A, B))
    outer = define("concession", all_of(inner, C), cites="Fees and charges policy 2026, section 4")
    known = Known({"household.credit": True, "household.alone": True})
    assert [each.name for each in explain(outer, known).definitions()] == ["concession", "benefit"]


def test_repr_shows_neither_values_nor_words() -> None:
    explanation = explain(all_of(A, Household.capital > Money("2")), Known({"household.credit": True, "household.capital": Money("5.55")}))  # fmt: skip # noqa: E501
    shown = repr(explanation)
    assert shown == "Explanation(AllOf, value=•••)"
    assert [text for text in ("5.55", "True", "Universal") if text in shown] == []


def test_statements_are_read_in_welsh_too() -> None:
    rule = all_of(Household.bins > 1, not_(A))
    known = Known({"household.bins": 2, "household.credit": False})
    assert explain(rule, known).statements("cy") == ("mae number of bins yn fwy na 1", "nobody gets Universal Credit")
