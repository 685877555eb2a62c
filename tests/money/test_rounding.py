import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.money import Rounding

EXACT = [Fraction(tenths, 10) for tenths in (-26, -25, -21, -20, -15, -5, -1, 0, 1, 5, 15, 20, 21, 25, 26)]
PYTHONS = {rounding: getattr(decimal, f"ROUND_{rounding.name}") for rounding in Rounding}
SYMMETRICAL = [Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.HALF_DOWN, Rounding.UP, Rounding.DOWN]


@pytest.mark.parametrize(
    ("rounding", "whole"),
    [
        (Rounding.HALF_UP, [-3, -3, -2, -2, -2, -1, 0, 0, 0, 1, 2, 2, 2, 3, 3]),
        (Rounding.HALF_EVEN, [-3, -2, -2, -2, -2, 0, 0, 0, 0, 0, 2, 2, 2, 2, 3]),
        (Rounding.HALF_DOWN, [-3, -2, -2, -2, -1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 3]),
        (Rounding.UP, [-3, -3, -3, -2, -2, -1, -1, 0, 1, 1, 2, 2, 3, 3, 3]),
        (Rounding.DOWN, [-2, -2, -2, -2, -1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2]),
        (Rounding.CEILING, [-2, -2, -2, -2, -1, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3]),
        (Rounding.FLOOR, [-3, -3, -3, -2, -2, -1, -1, 0, 0, 0, 1, 2, 2, 2, 2]),
    ],
)
def test_each_rounding_goes_where_its_name_says(rounding: Rounding, whole: list[int]) -> None:
    assert [rounding.to_whole(exact) for exact in EXACT] == whole


@pytest.mark.parametrize("rounding", Rounding)
@given(number=st.decimals(-(10**12), 10**12, places=3))
def test_rounding_is_what_decimal_does_by_the_same_name(rounding: Rounding, number: Decimal) -> None:
    assert rounding.to_whole(Fraction(number)) == int(number.quantize(Decimal(1), rounding=PYTHONS[rounding]))


@pytest.mark.parametrize("rounding", Rounding)
@given(exact=st.fractions())
def test_rounding_goes_less_than_one_away(rounding: Rounding, exact: Fraction) -> None:
    assert abs(rounding.to_whole(exact) - exact) < 1


@pytest.mark.parametrize("rounding", SYMMETRICAL)
@given(exact=st.fractions())
def test_a_debt_is_rounded_as_a_credit_is(rounding: Rounding, exact: Fraction) -> None:
    assert rounding.to_whole(-exact) == -rounding.to_whole(exact)
