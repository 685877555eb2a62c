"""What a column holds for a value of each type."""

from datetime import date
from decimal import Decimal
from enum import IntEnum

import polars as pl
import pytest

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, fact
from localgov_components.rules.frames.kinds import raw_of

ON = date(2026, 5, 1)


class Band(IntEnum):
    FIRST = 1
    SECOND = 2


class Home(Facts, id="home"):
    band: Fact[Band] = fact("band")


@pytest.mark.parametrize(
    ("value", "places", "held"),
    [
        (True, 0, True),
        (7, 2, 700),
        (Decimal("0.25"), 2, 25),
        (Money("12.34"), 3, 12340),
        (ON, 0, 20260501),
        ("text", 0, "text"),
        (Band.FIRST, 0, "1"),
    ],
)
def test_a_column_holds_whole_numbers_truths_or_text(value: object, places: int, held: object) -> None:
    assert raw_of(value, places) == held
    assert type(raw_of(value, places)) is type(held)


def test_an_enumeration_of_numbers_is_text_in_rules_as_in_columns() -> None:
    scheme = Scheme("bands", facts=[Home], eligible=[rule("first", Home.band == Band.FIRST)])
    decided = scheme.decide_many(pl.DataFrame({"home.band": ["1", "2", None]}), on=ON)
    assert decided["outcome"].to_list() == ["eligible", "not-eligible", "undecided"]
