from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from localgov_components.forms import Form, Page, YesNo
from localgov_components.forms.possible import SOMETHING, PossibleValues
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    FactDeclaration,
    Facts,
    Unknown,
    all_of,
    define,
    fact,
    facts_of,
    is_one_of,
    policy_value,
    when,
)


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


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
    moment: Fact[datetime] = fact()
    last: Fact[bool] = fact()


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
    Case.moment,
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
        (Case.share < Decimal(1), "share", (Decimal("0.9999"), Decimal(1), Decimal("1.0001"))),
        (Case.day > date(2026, 5, 1), "day", (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2))),
        (Case.day > date.max, "day", (date(9999, 12, 30), date.max)),
        (Case.word == "yes", "word", ("yes", "…" * 4)),
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
    assert repr(other) == "…"


def test_a_fact_of_a_type_that_cannot_be_made_up_is_only_sampled() -> None:
    found = possible(Case.moment == datetime(2026, 5, 1, tzinfo=UTC))
    assert found.sampled == {"case.moment"}
    assert isinstance(found(FACTS["moment"])[-1], Unknown)


def test_one_comparison_adds_no_values_to_another() -> None:
    found = possible(all_of(Case.count > 2, Case.other > 7))
    assert found(FACTS["count"]) == (1, 2, 3)


@pytest.mark.parametrize(
    "condition",
    [
        Case.count == Case.other,
        Case.count + Case.other > 3,
        when(Case.count > 2, 1).otherwise(0) == Case.other,
    ],
)
def test_facts_compared_with_one_another_or_added_up_are_only_sampled(condition: Condition) -> None:
    assert possible(condition).sampled == {"case.count", "case.other"}


def test_a_fact_that_is_true_or_false_is_never_only_sampled() -> None:
    assert possible(Case.flag == Case.last).sampled == frozenset()
