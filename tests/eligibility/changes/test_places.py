from datetime import date
from typing import Any

import pytest

from localgov_components.eligibility.changes.places import known_facts
from localgov_components.rules import (
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    all_of,
    exists,
    fact,
    sum_of,
)
from localgov_components.rules.compiling import Program

DAY = date(2026, 5, 1)


class Income(Facts, id="income"):
    amount: Fact[int] = fact("amount")


class Member(Facts, id="member"):
    age: Fact[int] = fact("age")
    unread: Fact[int] = fact("never read")
    incomes: Fact[list[Income]] = fact("incomes")


class Case(Facts, id="case"):
    bins: Fact[int] = fact("bins")
    members: Fact[list[Member]] = fact("members")


RULE = all_of(
    Case.bins > 1,
    exists(Case.members, lambda one: all_of(one.age > 17, sum_of(one.incomes, lambda each: each.amount) > 3)),
)
VOCABULARY = Program([], also=[RULE]).vocabulary


def paths(facts: dict[str, Any]) -> list[str]:
    return [each.path for each in known_facts(VOCABULARY, Known(facts), on=DAY)]


def test_facts_of_members_have_paths_and_stand_behind_those_of_the_case() -> None:
    incomes = Members([Known({"income.amount": 1}), Known(), Known({"income.amount": 2})])
    members = Members([Known({"member.age": 3, "member.unread": 4}), Known({"member.incomes": incomes})])
    assert paths({"case.members": members, "case.bins": 1}) == [
        "case.bins",
        "case.members[1].age",
        "case.members[2].incomes[1].amount",
        "case.members[2].incomes[3].amount",
    ]


@pytest.mark.parametrize(
    "stored",
    [
        None,
        UnknownReason.DECLINED,
        Unknown(UnknownReason.DECLINED),
        Judgement(1, role="officer", reason="visit", until=date(2026, 4, 30)),
    ],
)
def test_a_fact_without_a_value_is_none_of_them(stored: object) -> None:
    assert paths({"case.bins": stored}) == []


def test_a_judgement_keeps_all_but_its_value_when_it_is_changed_and_so_does_a_list() -> None:
    judged = Judgement(1, role="officer", reason="visit", until=DAY)
    members = Judgement(Members([Known({"member.age": 3})], complete=False), role="officer", reason="visit")
    known = Known({"case.bins": judged, "case.members": members})
    bins, age = known_facts(VOCABULARY, known, on=DAY)
    assert bins.changed(known, 5).judgement("case.bins") == Judgement(5, role="officer", reason="visit", until=DAY)
    changed = age.changed(known, 4).judgement("case.members")
    assert changed == Judgement(Members([Known({"member.age": 4})], complete=False), role="officer", reason="visit")
    assert known["case.bins"] == 1


def test_no_value_shows_in_a_repr() -> None:
    (found,) = known_facts(VOCABULARY, Known({"case.bins": 4321}), on=DAY)
    assert "4321" not in repr(found)
