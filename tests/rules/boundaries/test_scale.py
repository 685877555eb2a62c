import decimal
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.identifiers import CaseReference, Nino, Uprn
from localgov_components.money import Money
from localgov_components.rules import Fact, FactDeclaration, Facts, Members, fact, facts_of
from localgov_components.rules.boundaries.scale import Scale, closed_values, is_open, other_value, start_value


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Member(Facts, id="member"):
    age: Fact[int] = fact()


class Case(Facts, id="case"):
    flag: Fact[bool] = fact()
    size: Fact[Size] = fact()
    count: Fact[int] = fact(at_most=10)
    share: Fact[Decimal] = fact(places=12, at_most=10**15)
    price: Fact[Money] = fact()
    day: Fact[date] = fact()
    word: Fact[str] = fact()
    nino: Fact[Nino] = fact()
    reference: Fact[CaseReference] = fact()
    members: Fact[list[Member]] = fact()
    words: Fact[list[str]] = fact()


FACTS: dict[str, FactDeclaration] = {declared.name: declared for declared in facts_of(Case)}
ORDERED = ["count", "share", "price", "day"]


def scale_of(name: str) -> Scale:
    scale = Scale.of(FACTS[name])
    assert scale is not None
    return scale


@pytest.mark.parametrize("name", ORDERED)
@given(data=st.data())
def test_a_number_of_steps_is_a_value_and_the_next_is_the_next_value(name: str, data: st.DataObject) -> None:
    scale = scale_of(name)
    number = data.draw(st.integers(scale.lowest, scale.highest - 1))
    with decimal.localcontext(prec=3):
        value, following = scale.value(number), scale.value(number + 1)
        assert (scale.number(value), scale.number(following)) == (number, number + 1)
    assert type(value) is FACTS[name].type
    assert value < following


def test_the_ends_are_what_the_fact_may_be() -> None:
    assert [scale_of("count").value(end) for end in (scale_of("count").lowest, scale_of("count").highest)] == [-10, 10]
    assert scale_of("day").value(scale_of("day").highest) == date(2999, 12, 31)
    assert str(scale_of("share").value(scale_of("share").highest)) == f"1{'0' * 15}.{'0' * 12}"


@pytest.mark.parametrize(
    ("name", "value", "far"),
    [
        ("count", 2, 10),
        ("share", Decimal("0.5"), Decimal("100.5")),
        ("price", Money("1.00"), Money("101.00")),
        ("day", date(2026, 5, 1), date(2026, 8, 9)),
    ],
)
def test_far_from_a_value_is_a_hundred_units_and_within_what_the_fact_may_be(
    name: str, value: object, far: object
) -> None:
    assert scale_of(name).far_from(value, 1) == far


def test_facts_are_ordered_closed_open_or_lists() -> None:
    assert [name for name, each in FACTS.items() if Scale.of(each)] == ORDERED
    assert {name: closed_values(each) for name, each in FACTS.items() if closed_values(each)} == {
        "flag": (True, False),
        "size": (Size.SMALL, Size.LARGE),
    }
    assert [name for name, each in FACTS.items() if is_open(each)] == ["word", "nino", "reference", "words"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("flag", False),
        ("size", Size.SMALL),
        ("count", 0),
        ("price", Money("0.00")),
        ("day", date(2026, 5, 1)),
        ("word", "…"),
        ("nino", Nino.parse("QQ123456C", allow_example=True)),
        ("reference", None),
        ("members", Members([])),
        ("words", None),
    ],
)
def test_a_plain_value_is_nothing_false_or_the_day(name: str, value: object) -> None:
    assert start_value(FACTS[name], date(2026, 5, 1)) == value


def test_a_plain_day_before_the_year_1000_is_the_first_that_a_fact_may_be() -> None:
    assert start_value(FACTS["day"], date(1, 1, 1)) == date(1000, 1, 1)


@given(st.lists(st.text()))
def test_another_text_is_none_of_those_named(named: list[str]) -> None:
    assert other_value(FACTS["word"], named) not in named


def test_another_identifier_is_an_example_that_is_not_named() -> None:
    example = Nino.parse("QQ123456C", allow_example=True)
    assert other_value(FACTS["nino"], [Uprn.parse("1")]) == example
    assert other_value(FACTS["nino"], [example]) is None
