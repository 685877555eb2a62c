"""Bounds of sums, products and extremes: never passed by a row, and used to leave out what cannot matter."""

import operator
from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules.frames.column import MOST, UNKNOWN, Column, TooLargeError, constant, literal
from localgov_components.rules.frames.numbers import extreme, minus, plus, scaled, times

PAIRS = st.lists(st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)), min_size=1)
Make = Callable[[Column, Column], Column]
MADE: dict[str, tuple[Make, Callable[[int, int], int]]] = {
    "sum": (plus, operator.add),
    "difference": (minus, operator.sub),
    "product": (times, operator.mul),
    "larger": (lambda one, other: extreme("larger", [one, other]), max),
    "smaller": (lambda one, other: extreme("smaller", [one, other]), min),
}


def column(name: str, values: list[int]) -> Column:
    return Column(nw.col(name), low=min(values), high=max(values), name=name)


def values_of(made: Column, **values: Any) -> list[int]:  # noqa: ANN401 - a column's values
    return nw.from_native(pl.DataFrame(values)).with_columns(made=literal(made, nw.Int64))["made"].to_list()


@pytest.mark.parametrize("name", MADE)
@given(pairs=PAIRS)
def test_no_row_passes_the_bounds(name: str, pairs: list[tuple[int, int]]) -> None:
    make, real = MADE[name]
    left, right = [one for one, _ in pairs], [other for _, other in pairs]
    made = make(column("a", left), column("b", right))
    found = values_of(made, a=left, b=right)
    assert found == [real(*pair) for pair in pairs]
    assert made.low <= min(found) <= max(found) <= made.high


@pytest.mark.parametrize("name", MADE)
@given(values=st.lists(st.integers(-1000, 1000), min_size=1), written=st.integers(-1000, 1000))
def test_so_with_a_number_that_is_written(name: str, values: list[int], written: int) -> None:
    make, real = MADE[name]
    made = make(column("a", values), constant(written))
    assert values_of(made, a=values) == [real(value, written) for value in values]


def test_a_larger_of_that_is_always_the_same_part_is_that_part() -> None:
    income = Column(nw.col("income"), low=0, high=10, name="income")
    assert extreme("larger", [income, constant(0)]) is income
    assert extreme("larger", [income, constant(10)]).value == 10
    assert extreme("smaller", [income, constant(-1)]).value == -1


def test_what_may_be_unknown_stays_so_whatever_the_bounds() -> None:
    income = Column(nw.col("income"), low=0, high=10, name="income", nullable=True)
    made = extreme("larger", [income, constant(10)])
    assert values_of(made, income=[3, None]) == [10, None]
    assert plus(income, UNKNOWN).is_unknown


def test_what_64_bits_may_not_hold_is_refused() -> None:
    large = Column(nw.col("large"), low=0, high=MOST, name="large")
    with pytest.raises(TooLargeError):
        plus(large, constant(1))
    with pytest.raises(TooLargeError):
        times(large, constant(2))
    with pytest.raises(TooLargeError):
        scaled(large, 1)
    assert minus(large, constant(MOST)).high == 0
