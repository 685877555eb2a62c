"""Quotients of columns: exact in every way of rounding, for every sign, and past what doubles hold."""

from fractions import Fraction
from functools import partial
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.money import Rounding
from localgov_components.rules.frames.column import Column, constant
from localgov_components.rules.frames.places import CASES
from localgov_components.rules.frames.plan import Plan
from localgov_components.rules.frames.quotients import quotient
from localgov_components.rules.frames.running import Source, carried_out

SMALL = st.integers(-40, 40)
LARGE = st.integers(-(2**59), 2**59)
DIVISORS = st.integers(-1000, 1000).filter(bool)


def divided(frame: Any, number: Column, divisor: Column, rounding: Rounding) -> tuple[Column, list[int]]:  # noqa: ANN401
    """The quotient of every row of a frame of any engine, in the order of its numbers."""
    plan = Plan()
    made = plan.named(CASES, quotient(number, divisor, rounding, partial(plan.named, CASES)))
    found = carried_out(plan, {CASES: Source(nw.from_native(frame).lazy())})[CASES]
    return made, found.with_columns(made=made.read).collect("polars").sort("row")["made"].to_list()


def column(name: str, values: list[int]) -> Column:
    return Column(nw.col(name), low=min(values), high=max(values), name=name)


@pytest.mark.parametrize("rounding", Rounding)
@given(numbers=st.lists(st.one_of(SMALL, LARGE), min_size=1), divisor=DIVISORS)
def test_by_a_number_that_is_written(rounding: Rounding, numbers: list[int], divisor: int) -> None:
    frame = pl.DataFrame({"row": range(len(numbers)), "n": numbers})
    made, found = divided(frame, column("n", numbers), constant(divisor), rounding)
    assert found == [rounding.to_whole(Fraction(number, divisor)) for number in numbers]
    assert made.low <= min(found) <= max(found) <= made.high


@pytest.mark.parametrize("rounding", Rounding)
@given(pairs=st.lists(st.tuples(st.one_of(SMALL, LARGE), DIVISORS), min_size=1))
def test_by_another_column(rounding: Rounding, pairs: list[tuple[int, int]]) -> None:
    numbers, divisors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    frame = pl.DataFrame({"row": range(len(pairs)), "n": numbers, "d": divisors})
    made, found = divided(frame, column("n", numbers), column("d", divisors), rounding)
    assert found == [rounding.to_whole(Fraction(*pair)) for pair in pairs]
    assert made.low <= min(found) <= max(found) <= made.high


@pytest.mark.parametrize("rounding", Rounding)
def test_in_an_engine_that_is_not_polars(rounding: Rounding) -> None:
    numbers = [*range(-25, 26), 2**53 - 1, 2**53 + 1, 2**59 + 1, -(2**59) - 1]
    table = pl.DataFrame({"row": range(len(numbers)), "n": numbers}).to_arrow()
    for divisor in (-10, -3, 2, 3, 10, 97):
        _, found = divided(duckdb.from_arrow(table), column("n", numbers), constant(divisor), rounding)
        assert found == [rounding.to_whole(Fraction(number, divisor)) for number in numbers]
