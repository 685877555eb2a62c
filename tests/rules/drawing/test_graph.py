from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from tests.rules.growing import LUMP, TRUTH
from tests.rules.reading.wording import Household
from tests.rules.trees import cases_of, rules_together
from tests.rules.vocabulary import ON, FixedPolicy, partial_for

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Known,
    Unknown,
    all_of,
    any_of,
    define,
    evaluate,
    exists,
    not_,
    policy_value,
    rounded,
    when,
)
from localgov_components.rules.building import compared
from localgov_components.rules.drawing.case import State
from localgov_components.rules.drawing.graph import BoxKind, Drawn, Graph, graph_of

A, B, C = Household.credit, Household.badge, Household.alone


def said(graph: Graph) -> list[tuple[str, str, str]]:
    return [(str(box.kind), box.title, box.text) for box in graph.boxes]


def arrows(graph: Graph) -> list[tuple[int, int, bool]]:
    return [(arrow.source, arrow.target, arrow.mention) for arrow in graph.arrows]


def test_a_definition_has_one_box_however_often_it_is_mentioned() -> None:
    limit = define("limit", policy_value("capital_limit", Money), cites="Order 2012, article 5")
    rich = Household.capital > limit
    graph = graph_of({"one": all_of(A, rich), "two": rich}, Drawn())
    assert said(graph) == [
        ("rule", "one", "all of these"),
        ("line", "", "somebody gets Universal Credit"),
        ("line", "", "savings and investments are more than limit"),
        ("rule", "two", "savings and investments are more than limit"),
        ("named", "limit", "the capital limit"),
    ]
    assert arrows(graph) == [(0, 1, False), (0, 2, False), (2, 4, True), (3, 4, True)]


def test_a_line_that_only_names_a_definition_is_its_box() -> None:
    either = define("either", any_of(A, B))
    graph = graph_of({"rule": all_of(either, not_(either))}, Drawn())
    assert said(graph)[:2] == [("rule", "rule", "all of these"), ("line", "", "it is not so that either")]
    assert (0, 2, False) in arrows(graph)
    assert (1, 2, True) in arrows(graph)


def test_sources_of_definitions_and_facts_are_in_their_boxes() -> None:
    rich = define("rich", Household.capital > Money("16000"), cites="Order 2012, article 5")
    graph = graph_of({"rule": all_of(A, rich)}, Drawn())
    assert [box.cites for box in graph.boxes] == ["", "", "Order 2012, article 5; Order 2012, article 4"]


def test_without_a_case_nothing_stands_in_any_way() -> None:
    assert {box.state for box in graph_of({"rule": any_of(A, B)}, Drawn()).boxes} == {None}


def test_with_a_case_each_box_says_how_it_stands() -> None:
    graph = graph_of({"rule": any_of(A, not_(B))}, Drawn(Known({"household.badge": True}), on=ON))
    assert [box.state for box in graph.boxes] == [State.UNKNOWN, State.UNKNOWN, State.NOT_TRUE]
    graph = graph_of({"rule": any_of(A, not_(B))}, Drawn(Known({"household.badge": False}), on=ON))
    assert [box.state for box in graph.boxes] == [State.TRUE, State.NOT_NEEDED, State.TRUE]


def test_each_way_of_a_choice_says_how_it_stands() -> None:
    fee = when(A, Money("0")).when(B, Money("2")).otherwise(Money("3"))
    graph = graph_of({"fee": fee}, Drawn(Known({"household.credit": False, "household.badge": True}), on=ON))
    assert [box.state for box in graph.boxes] == [State.KNOWN, State.NOT_TRUE, State.TRUE, State.NOT_NEEDED]


def test_conditions_about_each_member_stand_in_no_one_way() -> None:
    frail = define("frail", A)
    rule = exists(Household.members, lambda member: all_of(member.partner, frail, B))
    known = Known({"household.credit": True})
    graph = graph_of({"rule": any_of(rule, frail)}, Drawn(known, on=ON))
    by_text = {box.text: box.state for box in graph.boxes}
    assert by_text["is a partner"] is None
    assert by_text["somebody has a Blue Badge"] is State.NOT_NEEDED  # about the case, and about every member alike
    assert by_text["somebody gets Universal Credit"] is State.TRUE


def test_values_of_facts_are_shown_only_when_asked_for() -> None:
    rules = {"left": Household.capital - Money("1000")}
    known = Known({"household.capital": Money("1234.56")})
    hidden = graph_of(rules, Drawn(known, on=ON))
    assert "234" not in repr(hidden)
    assert hidden.boxes[0].state is State.KNOWN
    shown = graph_of(rules, Drawn(known, on=ON, show_values=True))
    assert shown.boxes[0].value == "£234.56"
    assert shown.boxes[0].text == "savings and investments (£1,234.56) less £1,000.00"


def test_parts_of_a_penny_are_shown_in_pounds() -> None:
    share = define("share", Household.capital * Decimal("0.125"))
    drawn = Drawn(Known({"household.capital": Money("-0.10")}), on=ON, show_values=True)
    graph = graph_of({"award": rounded(share, Rounding.HALF_UP)}, drawn)
    assert [box.value for box in graph.boxes] == ["-£0.01", "-0.0125 pounds"]


def test_the_words_say_what_the_boxes_do() -> None:
    graph = graph_of({"rule": any_of(A, B)}, Drawn(Known({"household.badge": True}), on=ON))
    assert graph.words == (
        "rule:\nany of these [true]:\n"
        "1. somebody gets Universal Credit [not needed]\n2. somebody has a Blue Badge [true]"
    )


def test_a_case_needs_its_day() -> None:
    with pytest.raises(InvalidValueError, match="on=") as refused:
        graph_of({"rule": A}, Drawn(Known()))
    assert refused.value.code == "rule.day"


def test_mistakes_are_told_all_together() -> None:
    wrong = {"one": compared(">", Household.bins, Money("1")), "two": compared(">", Household.capital, 2)}
    with pytest.raises(DefinitionError, match="2 mistakes"):
        graph_of(wrong, Drawn())


@given(rules_together(TRUTH, LUMP, gaps=True))
def test_every_box_is_reached_from_a_rule(rules: tuple[Expression[object], ...]) -> None:
    graph = graph_of({str(number): rule for number, rule in enumerate(rules)}, Drawn())
    reached = {number for number, box in enumerate(graph.boxes) if box.kind is BoxKind.RULE}
    assert len(reached) == len(rules)
    waiting = list(reached)
    for number in waiting:
        onward = {arrow.target for arrow in graph.arrows if arrow.source == number} - reached
        reached |= onward
        waiting += onward
    assert reached == set(range(len(graph.boxes)))
    assert all(box.title if box.kind is not BoxKind.LINE else not box.title for box in graph.boxes)
    assert all(box.text for box in graph.boxes)


@given(cases_of(rules_together(TRUTH, LUMP, gaps=True), known=lambda rules: partial_for(*rules)))
def test_the_box_of_a_rule_stands_as_it_is_evaluated(case: tuple[tuple[Expression[object], ...], Known]) -> None:
    rules, known = case
    drawn = Drawn(known, FixedPolicy(), ON, show_values=True, language="cy")
    graph = graph_of({str(number): rule for number, rule in enumerate(rules)}, drawn)
    for rule, box in zip(rules, (box for box in graph.boxes if box.kind is BoxKind.RULE), strict=True):
        value = evaluate(rule, known, policy=FixedPolicy(), on=date(2026, 5, 1))
        expected = {True: State.TRUE, False: State.NOT_TRUE}.get(value, State.KNOWN)  # type: ignore[call-overload]
        assert box.state is (State.UNKNOWN if isinstance(value, Unknown) else expected)


def test_a_rule_that_denies_is_drawn_as_it_reads() -> None:
    rule: Condition = not_(all_of(A, B))
    graph = graph_of({"rule": rule}, Drawn(Known({"household.credit": False}), on=ON))
    assert [(box.text, box.state) for box in graph.boxes] == [
        ("not all of these", State.TRUE),
        ("somebody gets Universal Credit", State.NOT_TRUE),
        ("somebody has a Blue Badge", State.NOT_NEEDED),
    ]
