"""A frame decided is each of its rows decided: random schemes over random cases, in Polars."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from tests.eligibility.population.populations import COLUMNS, bound, decided, decisions, populations
from tests.rules.vocabulary import Household

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, any_of, count_of, fact, larger_of, when

DAY = date(2026, 5, 1)


class Home(Facts, id="home"):
    """A small vocabulary."""

    bins: Fact[int] = fact("number of bins", at_most=50)
    credit: Fact[bool] = fact("somebody gets Universal Credit")
    savings: Fact[Money] = fact("savings")
    seen: Fact[bool] = fact("an officer was there", judgement=True)


SCHEME = Scheme(
    "bins",
    facts=[Home],
    ineligible=[rule("too-many", Home.bins > 4)],
    refer=[rule("seen", Home.seen)],
    eligible=[rule("credit", Home.credit), rule("poor", Home.savings < Money("100.00"))],
    award=larger_of(Money("50.00") - Home.savings, Money("0.00")),
).on(DAY)
FRAME = pl.DataFrame(
    {
        "ward": ["a", "b", "c"],
        "home.bins": [2, 5, None],
        "home.credit": [True, None, False],
        "home.savings": [1_000, None, 5_000],
        "home.seen": [False, True, None],
    }
)


def rows(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    missing = [pl.lit(None).alias(name) for name in COLUMNS if name not in frame.columns]
    return frame.with_columns(missing).select(COLUMNS).rows()


@settings(max_examples=150)
@given(populations())
def test_every_row_is_decided_as_its_case_is_alone(population: tuple[Scheme, list[Known]]) -> None:
    scheme, cases = population
    frame = decided(bound(scheme), cases, lambda frame: frame)
    assert rows(frame) == decisions(bound(scheme), cases)


def test_the_columns_are_added_to_the_frame_and_its_rows_keep_their_order() -> None:
    found = SCHEME.decide_many(FRAME)
    assert found.select(FRAME.columns).equals(FRAME)
    assert rows(found) == [
        ("eligible", None, 4_000, "credit", "", False),
        ("not-eligible", None, None, "too-many", "", False),
        ("undecided", None, None, None, "home.bins home.seen", True),
    ]


def test_only_some_columns_are_made() -> None:
    assert SCHEME.decide_many(FRAME, only=["award", "outcome"]).columns == [*FRAME.columns, "outcome", "award"]


def test_a_column_may_have_a_name_of_its_own() -> None:
    frame = FRAME.rename({"home.bins": "bins", "home.seen": "officer"})
    found = SCHEME.decide_many(frame, columns={"home.bins": "bins", "home.seen": "officer"})
    assert rows(found) == rows(SCHEME.decide_many(FRAME))


def test_a_fact_that_is_said_to_be_unknown_needs_no_column() -> None:
    found = SCHEME.decide_many(FRAME.drop("home.credit"), unknown=["home.credit"])
    unknown = FRAME.with_columns(pl.lit(None, dtype=pl.Boolean).alias("home.credit"))
    assert rows(found) == rows(SCHEME.decide_many(unknown))


def test_no_rows_are_decided_too() -> None:
    found = SCHEME.decide_many(FRAME.clear())
    assert found.columns == SCHEME.decide_many(FRAME).columns
    assert found.height == 0


def test_a_scheme_without_facts_decides_every_row_alike() -> None:
    always = Scheme("always", facts=[Home], tier=when(any_of(Home.credit), "a").otherwise("a")).on(DAY)
    found = always.decide_many(FRAME)
    assert found["outcome"].to_list() == ["eligible"] * 3
    assert found["reason"].to_list() == [None] * 3
    assert found["tier"].to_list() == ["a"] * 3


def test_a_frame_that_is_trusted_is_decided_as_one_that_was_checked() -> None:
    assert rows(SCHEME.decide_many(FRAME, trusted=True)) == rows(SCHEME.decide_many(FRAME))
    assert rows(SCHEME.decide_many(FRAME.lazy(), trusted=True).collect()) == rows(SCHEME.decide_many(FRAME))


def test_a_lazy_frame_stays_lazy_and_a_frame_of_pandas_keeps_its_index() -> None:
    assert isinstance(SCHEME.decide_many(FRAME.lazy()), pl.LazyFrame)
    pandas = FRAME.to_pandas().convert_dtypes().set_index(pl.Series([7, 5, 9]).to_numpy())
    found = SCHEME.decide_many(pandas)
    assert list(found.index) == [7, 5, 9]
    assert str(found["award"].dtype) == "Int64"
    assert found["outcome"].tolist() == ["eligible", "not-eligible", "undecided"]
    assert pandas.columns.tolist() == FRAME.columns


def test_the_next_frame_is_decided_by_its_own_values() -> None:
    more = FRAME.with_columns(pl.lit(10**9).alias("home.savings"))
    assert SCHEME.decide_many(FRAME)["award"].to_list()[0] == 4_000
    assert SCHEME.decide_many(more)["award"].to_list()[0] == 0


def test_the_scheme_itself_decides_frames_of_a_day() -> None:
    assert rows(SCHEME.scheme.decide_many(FRAME, on=DAY)) == rows(SCHEME.decide_many(FRAME))


def test_a_list_that_no_rule_reads_is_not_asked_for() -> None:
    scheme = Scheme("any", facts=[Household], ineligible=[rule("many", Household.bins > 3)]).on(DAY)
    assert scheme.decide_many(pl.DataFrame({"household.bins": [1]}))["outcome"].to_list() == ["eligible"]


def test_of_a_list_that_is_said_to_be_unknown_no_frame_is_asked_for() -> None:
    many = count_of(Household.members) > 3
    scheme = Scheme("any", facts=[Household], ineligible=[rule("many", any_of(Household.bins > 3, many))]).on(DAY)
    found = scheme.decide_many(pl.DataFrame({"household.bins": [1, 4]}), unknown=["household.members"])
    assert found["still_needed"].to_list() == ["household.members", ""]
