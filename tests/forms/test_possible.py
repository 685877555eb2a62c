from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from localgov_components.forms import Form, Page, YesNo, walks
from localgov_components.forms.possible import SOMETHING, PossibleValues
from localgov_components.identifiers import CaseReference, Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    FactDeclaration,
    Facts,
    Members,
    Unknown,
    all_of,
    any_of,
    define,
    exists,
    fact,
    facts_of,
    is_one_of,
    policy_value,
    when,
)


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Person(Facts, id="person"):
    age: Fact[int] = fact()


class Case(Facts, id="case"):
    flag: Fact[bool] = fact()
    size: Fact[Size] = fact()
    count: Fact[int] = fact()
    other: Fact[int] = fact()
    share: Fact[Decimal] = fact()
    price: Fact[Money] = fact()
    day: Fact[date] = fact()
    word: Fact[str] = fact()
    postcode: Fact[Postcode] = fact()
    reference: Fact[CaseReference] = fact()
    people: Fact[list[Person]] = fact()
    last: Fact[bool] = fact()


REFERENCE = CaseReference.parse("AMB-43TH-R3HQ-N")
FACTS: dict[str, FactDeclaration] = {declared.name: declared for declared in facts_of(Case)}
GIVEN: list[Expression[Any]] = [
    Case.flag,
    Case.size,
    Case.count,
    Case.other,
    Case.share,
    Case.price,
    Case.day,
    Case.word,
    Case.postcode,
    Case.reference,
    Case.people,
]


class Policy:
    def value(self, key: str) -> object:
        return {"limit": 5}[key]


def possible(condition: Condition) -> PossibleValues:
    form = Form("form", [Page("last", YesNo(Case.last), ask_if=condition)], given=GIVEN)
    return PossibleValues.of(form, policy=Policy())


@pytest.mark.parametrize(
    ("condition", "name", "values"),
    [
        (Case.flag, "flag", (True, False)),
        (Case.size == Size.SMALL, "size", (Size.SMALL, Size.LARGE)),
        (Case.count > 2, "count", (1, 2, 3)),
        (is_one_of(Case.count, 1, 5), "count", (0, 1, 2, 4, 5, 6)),
        (Case.count >= policy_value("limit", int), "count", (4, 5, 6)),
        (define("many", Case.count) > 2, "count", (1, 2, 3)),
        (Case.price < Money("1.00"), "price", (Money("0.99"), Money("1.00"), Money("1.01"))),
        (Case.share < Decimal(1), "share", (Decimal("0.999999"), Decimal(1), Decimal("1.000001"))),
        (Case.day > date(2026, 5, 1), "day", (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2))),
        (Case.day > date(2999, 12, 31), "day", (date(2999, 12, 30), date(2999, 12, 31))),
        (Case.word == "yes", "word", ("yes", "…" * 4)),
        (Case.count + 1 > 3, "count", (1, 2, 3)),
        (2 * Case.count > when(Case.flag, 10).otherwise(4), "count", (1, 2, 3, 4, 5, 6)),
        (Case.flag, "word", (SOMETHING,)),
    ],
)
def test_values_are_tried_on_either_side_of_what_a_fact_is_compared_with(
    condition: Condition, name: str, values: tuple[object, ...]
) -> None:
    found = possible(condition)
    assert found(FACTS[name]) == values
    assert found.sampled == frozenset()


def test_another_value_equals_nothing_that_a_condition_names() -> None:
    named, other = possible(Case.postcode == Postcode.parse("DT97 1AA"))(FACTS["postcode"])
    assert named == Postcode.parse("DT97 1AA")
    assert isinstance(other, Postcode)
    assert other != named


def test_a_fact_of_a_type_that_cannot_be_made_up_is_only_sampled() -> None:
    found = possible(Case.reference == REFERENCE)
    assert found.sampled == {"case.reference"}
    named, other = found(FACTS["reference"])
    assert named == REFERENCE
    assert isinstance(other, Unknown)


def test_one_comparison_adds_no_values_to_another() -> None:
    found = possible(all_of(Case.count > 2, Case.other > 7))
    assert found(FACTS["count"]) == (1, 2, 3)


@pytest.mark.parametrize(
    "condition",
    [
        Case.count == Case.other,
        Case.count + Case.other > 3,
        when(Case.count > 2, 1).otherwise(0) == Case.other,
        Case.count * Case.other > 3,
        any_of(Case.count - Case.count > 1, Case.other * Case.other > 1),
    ],
)
def test_facts_compared_with_one_another_or_added_up_are_only_sampled(condition: Condition) -> None:
    assert possible(condition).sampled == {"case.count", "case.other"}


def test_a_fact_that_is_true_or_false_is_never_only_sampled() -> None:
    assert possible(Case.flag == Case.last).sampled == frozenset()


def test_members_are_sampled_and_their_walks_end() -> None:
    condition = exists(Case.people, lambda person: person.age < 18)
    found = possible(condition)
    assert "case.people" in found.sampled
    lists = found(FACTS["people"])
    assert all(isinstance(each, Members) for each in lists)
    assert {len(each) for each in lists} == {0, 1, 2}
    form = Form("form", [Page("last", YesNo(Case.last), ask_if=condition)], given=[Case.people])
    assert {walk.pages for walk in walks(form)} == {("last",), ()}
