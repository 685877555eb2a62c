from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from localgov_components.core.errors import Fault
from localgov_components.eligibility import Scheme, rule
from localgov_components.eligibility.checking import Checked, check_scheme
from localgov_components.eligibility.written import Written
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Per,
    all_of,
    any_of,
    define,
    exists,
    fact,
    not_,
    policy_value,
    when,
)
from localgov_components.rules.building import as_expression
from localgov_components.rules.tables import DecisionTable, Output, row

DAY = date(2026, 5, 1)
TRUE = as_expression(value=True)


class Member(Facts, id="member"):
    age: Fact[int] = fact("age of the member", cites="a law")
    name: Fact[str] = fact("name of the member", cites="a law")


class Case(Facts, id="case"):
    bins: Fact[int] = fact("how many bins", cites="a law")
    applied: Fact[bool] = fact("somebody has applied", cites="a law")
    badge: Fact[bool] = fact("somebody has a badge", cites="a law")
    members: Fact[list[Member]] = fact("members of the household", cites="a law")


MUCH = all_of(Case.bins > 5, Case.bins < 3)


def of(kinds: dict[str, list[Expression[bool]]], **more: Any) -> Scheme:  # noqa: ANN401
    rules: dict[str, Any] = {
        kind: [rule(f"{kind}-{number}", each, cites="a law") for number, each in enumerate(conditions, start=1)]
        for kind, conditions in kinds.items()
    }
    return Scheme("any", facts=[Case], **rules, **more)


def told(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.column}: {fault.message.partition('.')[0]}" for fault in faults]


def checked(scheme: Scheme, **more: Any) -> Checked:  # noqa: ANN401
    return check_scheme(scheme, on=DAY, **more)


@pytest.mark.parametrize(
    ("kinds", "mistakes"),
    [
        ({"eligible": [Case.applied]}, []),
        ({"eligible": [MUCH, Case.applied]}, ["eligible-1: a rule that can never hold"]),
        ({"ineligible": [MUCH], "eligible": [Case.applied]}, ["ineligible-1: a rule that can never hold"]),
        ({"eligible": [MUCH]}, [
            "eligible-1: a rule that can never hold", "eligible: no case can be eligible: none of its rules can hold",
        ]),
        ({"ineligible": [Case.applied], "eligible": [Case.applied, Case.badge]}, [
            "eligible-1: says the same as 'ineligible-1', and so decides nothing",
        ]),
        ({"eligible": [all_of(Case.bins > 5, Case.badge), all_of(define("many", Case.bins > 5), Case.badge)]}, [
            "eligible-2: says the same as 'eligible-1', and so decides nothing",
        ]),
        ({"ineligible": [any_of(Case.applied, not_(Case.applied))]}, ["ineligible-1: a rule that always holds"]),
        ({"refer": [TRUE], "eligible": [Case.applied]}, ["refer-1: a rule that always holds"]),
        ({"eligible": [Case.applied, TRUE]}, ["eligible-2: a rule that always holds"]),
        ({"eligible": [TRUE]}, []),
    ],
)  # fmt: skip
def test_rules_that_decide_nothing_or_everything_are_mistakes(
    kinds: dict[str, list[Expression[bool]]], mistakes: list[str]
) -> None:
    assert told(checked(of(kinds)).mistakes) == mistakes


def test_a_branch_that_is_never_taken_is_a_mistake_where_it_stands() -> None:
    price = define("price", when(Case.badge, Money("1")).when(MUCH, Money("2")).otherwise(Money("3")))
    found = told(checked(of({"eligible": [Case.applied]}, award=price)).mistakes)
    assert found == ["definition price: branch 2 of a choice in it can never be taken"]


def test_branches_after_one_that_is_always_taken_are_never_taken() -> None:
    price = when(any_of(Case.badge, not_(Case.badge)), Money("1")).when(Case.applied, Money("2")).otherwise(Money("3"))
    found = told(checked(of({"eligible": [Case.applied]}, award=price)).mistakes)
    assert found == ["award: branch 2 of a choice in it can never be taken"]


def test_a_table_whose_rows_never_contradict_each_other_is_no_mistake() -> None:
    rows = [row("< 2", then="1"), row(">= 2", then="2")]
    table = DecisionTable("tariff", inputs=[Case.bins], outputs=[Output("price", int)], rows=rows)
    scheme = of({"eligible": [Case.applied]}, award=table.expression)
    assert checked(scheme, written=Written(tables=(table,))).mistakes == ()


def test_what_is_written_and_never_read_is_a_mistake() -> None:
    used, inner = define("used", Case.applied), define("inner", Case.badge)
    outer = define("outer", all_of(inner, Case.bins > 1))
    table = DecisionTable("tariff", inputs=[Case.bins], outputs=[Output("p", int)], rows=[row("1", then="1")])
    written = Written(definitions=(used, inner, outer), tables=(table,))
    assert told(checked(of({"eligible": [used]}), written=written).mistakes) == [
        "inner: a definition that no rule reads",
        "outer: a definition that no rule reads",
        "tariff: a decision table that no rule reads",
    ]


def test_what_something_else_reads_is_read() -> None:
    asked = define("asked", Case.badge)
    written = Written(definitions=(asked,))
    assert checked(of({"eligible": [Case.applied]}), written=written, also=[not_(asked)]).mistakes == ()


# Policy


def value(amount: Any, begin: date, until: date | None = None) -> PolicyValue:  # noqa: ANN401
    recorded = datetime(2026, 1, 1, tzinfo=UTC)
    return PolicyValue("limit", amount, Layer.COUNCIL, "Ambleford", begin, recorded, effective_until=until)


def limited(*values: PolicyValue, kind: Any = int, declared: bool = True) -> Checked:  # noqa: ANN401
    scheme = of({"eligible": [Case.bins < policy_value("limit", int, at_most=100)]}, policy=["limit"])
    declarations = [PolicyDeclaration("limit", kind, "Limit")] if declared else []
    return checked(scheme, policy=PolicySet(declarations, values))


APRIL, JULY, OCTOBER = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("values", "mistakes"),
    [
        ([(2, APRIL, None)], []),
        ([(2, date(2020, 4, 1), None)], []),
        ([], ["limit: no value on any day"]),
        ([(2, APRIL, JULY)], ["limit: no value from 1 July 2026 on"]),
        ([(2, APRIL, JULY), (3, OCTOBER, None)], ["limit: no value from 1 July 2026 until 1 October 2026"]),
        ([(2, APRIL, JULY), (3, JULY, None)], []),
        ([(101, APRIL, None)], ["limit: its value from 1 April 2026 is larger than the 100 that it may be"]),
    ],
)
def test_days_to_come_without_a_value_are_mistakes(
    values: list[tuple[int, date, date | None]], mistakes: list[str]
) -> None:
    assert told(limited(*(value(*each) for each in values)).mistakes) == mistakes


def test_days_past_without_a_value_are_a_note() -> None:
    found = limited(value(2, date(2024, 4, 1), date(2025, 4, 1)), value(3, APRIL))
    assert told(found.mistakes) == []
    assert told(found.notes)[:1] == ["limit: no value from 1 April 2025 until 1 April 2026"]


def test_a_value_that_is_not_declared_or_of_another_type_is_a_mistake() -> None:
    assert told(limited(declared=False).mistakes) == ["limit: a policy value that is not declared"]
    assert told(limited(value(Decimal(2), APRIL), kind=Decimal).mistakes) == ["limit: Decimal in policy and int here"]


def weekly(per: Per | None, *read: Per | None) -> Checked:
    """A scheme that reads an amount for some periods, with a policy that declares one for it, or none."""
    policy = PolicySet(
        [PolicyDeclaration("rent", Money, "Rent", per=per)],
        [
            PolicyValue("rent", Money("80"), layer, "Ambleford", APRIL, datetime(2026, 1, 1, tzinfo=UTC))
            for layer in (Layer.GROUP, Layer.COUNCIL)
        ],
    )
    conditions = [policy_value("rent", Money, per=each) > Money.from_pence(at) for at, each in enumerate(read)]
    eligible = [all_of(Case.applied, each) for each in conditions]
    return checked(of({"eligible": eligible}, policy=["rent"]), policy=policy)


def test_a_value_that_is_read_for_another_period_than_policy_declares_is_a_mistake() -> None:
    assert told(weekly(Per.WEEK, Per.WEEK).mistakes) == []
    assert told(weekly(Per.MONTH, Per.WEEK, None, Per.MONTH).mistakes) == [
        "rent: per month in policy (group, council) and per week here",
        "rent: per month in policy (group, council) and per nothing here",
    ]


def test_a_value_that_is_read_for_a_period_that_policy_does_not_declare_is_a_note() -> None:
    def notes(*read: Per | None) -> list[str]:
        found = weekly(None, *read)
        assert told(found.mistakes) == []
        return [each for each in told(found.notes) if each.startswith("rent: read")]

    assert notes(None) == []
    assert notes(Per.WEEK) == ["rent: read per week, and policy does not say what it is for"]
    assert notes(Per.WEEK, None) == ["rent: read per week and per nothing, and policy does not say what it is for"]


def test_a_policy_value_that_nothing_reads_is_a_note() -> None:
    policy = PolicySet([PolicyDeclaration("limit", int, "Limit"), PolicyDeclaration("price", int, "Price")], [])
    found = checked(of({"eligible": [Case.applied]}), policy=policy, also_keys={"price"})
    assert [each for each in told(found.notes) if "policy" in each] == ["limit: a policy value that nothing reads"]


# Notes


def test_facts_that_nothing_reads_are_a_note_those_of_members_too() -> None:
    named = exists(Case.members, lambda member: member.age > 17)
    assert told(checked(of({"eligible": [all_of(named, Case.applied)]})).notes) == [
        "case.bins: a fact that no rule reads",
        "case.badge: a fact that no rule reads",
        "member.name: a fact that no rule reads",
    ]
    assert told(checked(of({"eligible": [all_of(named, Case.applied)]}), also=[Case.bins]).notes)[0] == (
        "case.badge: a fact that no rule reads"
    )


def test_facts_and_rules_without_a_source_are_a_note_and_so_are_facts_without_words() -> None:
    class Bare(Facts, id="bare"):
        blue_badge: Fact[bool] = fact()
        mobile: Fact[bool] = fact("somebody cannot walk far", cites="a law")

    scheme = Scheme("any", facts=[Bare], eligible=[rule("one", all_of(Bare.blue_badge, Bare.mobile))])
    assert told(checked(scheme).notes) == [
        "bare.blue_badge: a fact with no other words than its name",
        "bare.blue_badge: a fact without a source",
        "one: a rule without a source",
    ]
