from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import FixedPolicy, any_rule, cases_of, partial_for

from localgov_components.core.messages import LANGUAGES
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    UnknownReason,
    all_of,
    any_of,
    fact,
)
from localgov_components.rules.reading.reader import MOST_CHARACTERS, Asked
from localgov_components.rules.reading.sentence import reader_for
from localgov_components.rules.reading.template import Template

GAP = "\ue000"


class Home(Facts, id="home"):
    rent: Fact[Money] = fact("rent")
    road: Fact[str] = fact("road")
    town: Fact[str] = fact("town")
    odd: Fact[bool] = fact(f"it is {GAP} odd")


def read(rule: Expression[Any], known: Known, language: str = "en", *, holds: bool = True) -> str:
    return reader_for(language, policy=FixedPolicy(), known=known).text(rule, Asked(holds))


def filled(rule: Expression[Any], known: Known, language: str = "en", *, holds: bool = True) -> str:
    return Template.of(rule, Asked(holds), language, policy=FixedPolicy()).filled(known)


@given(cases_of(any_rule, known=partial_for), st.booleans(), st.sampled_from(LANGUAGES))
def test_a_template_reads_as_the_rule_does(case: tuple[Expression[Any], Known], holds: bool, language: str) -> None:  # noqa: FBT001 - drawn
    rule, known = case
    assert filled(rule, known, language, holds=holds) == read(rule, known, language, holds=holds)


BOTH = any_of(Home.road == Home.town, Home.road == "High Street", Home.rent > Money("1"))


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"home.road": "", "home.town": GAP, "home.rent": UnknownReason.DECLINED},
        {"home.road": "x" * MOST_CHARACTERS},
        {"home.road": "x" * (MOST_CHARACTERS - 150), "home.town": "y"},
        {"home.road": Judgement("\\1 {noun}", role="officer", reason="visit"), "home.rent": Money("5")},
        {"home.members": Members([])},
    ],
)
def test_whatever_the_values_are_it_reads_alike(known: dict[str, Any]) -> None:
    assert filled(BOTH, Known(known)) == read(BOTH, Known(known))


@pytest.mark.parametrize("number", [1, 20, 30, 40, 60])
def test_what_is_nearly_too_long_reads_alike(number: int) -> None:
    rule: Condition = all_of(*[Home.road == f"road {each}" for each in range(number)])
    for length in (0, 1, 10, 40):
        known = Known({"home.road": "x" * length})
        assert filled(rule, known) == read(rule, known)


def test_a_label_with_the_character_of_a_gap_is_read_anew() -> None:
    known = Known({"home.odd": True, "home.rent": Money("5")})
    rule = all_of(Home.odd, Home.rent > Money("1"))
    assert Template.of(rule, Asked(), "en").text is None
    assert filled(rule, known) == read(rule, known)


def test_a_template_holds_no_value() -> None:
    template = Template.of(Home.rent > Money("1"), Asked(), "en")
    assert template.filled(Known({"home.rent": Money("4321")})) == "rent (£4,321.00) is more than £1.00"
    assert template.text == f"rent ({GAP}) is more than £1.00"
    assert template.facts == ("home.rent",)
