"""The same decisions in every engine on this machine: DuckDB, Polars' lazy frames, pandas and PyArrow."""

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from tests.eligibility.population.populations import COLUMNS, bound, decided, decisions, populations
from tests.rules.frames.test_engines import ENGINES
from tests.rules.vocabulary import ON, Household

from localgov_components.eligibility import Scheme, rule
from localgov_components.rules import Known, count_of, exists, sum_of


def collected(frame: object) -> pl.DataFrame:
    """A frame of any engine, in Polars."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    held = frame.pl() if hasattr(frame, "pl") else pl.from_dataframe(frame)  # type: ignore[arg-type]
    assert isinstance(held, pl.DataFrame)
    return held


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=20)
@given(population=populations())
def test_every_row_is_decided_as_its_case_is_alone(engine: str, population: tuple[Scheme, list[Known]]) -> None:
    scheme, cases = population
    frame = collected(decided(bound(scheme), cases, ENGINES[engine]))
    made = [pl.lit(None).alias(name) for name in COLUMNS if name not in frame.columns]
    in_order = frame.sort("case") if engine == "duckdb" else frame  # which has none of its own
    assert in_order.with_columns(made).select(COLUMNS).rows() == decisions(bound(scheme), cases)


@pytest.mark.parametrize("engine", ENGINES)
def test_members_of_whom_the_same_is_known_are_told_apart(engine: str) -> None:
    pairs = sum_of(Household.members, lambda one: sum_of(Household.members, lambda each: each.age * one.age))
    twins = exists(Household.members, lambda one: count_of(Household.members, lambda each: each.age == one.age) > 2)
    scheme = Scheme("twins", facts=[Household], eligible=[rule("twins", twins)], tier=pairs).on(ON)
    homes = pl.DataFrame({"home": ["a", "b"], "household.members": [True, True]})
    members = pl.DataFrame({"home": ["a", "a", "b", "b", "b"], "member.age": [3, 3, 1, 1, 1]})
    convert = ENGINES[engine]
    decided = scheme.decide_many(convert(homes), key="home", members={"household.members": convert(members)})
    rows = nw.from_native(decided).lazy().collect("polars").sort("home").select("outcome", "tier").rows()
    assert rows == [("not-eligible", None), ("eligible", 9)]
