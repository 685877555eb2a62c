import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.money.exact import exact_number


@given(st.decimals(-(10**40), 10**40, places=9) | st.fractions(max_denominator=10**9) | st.integers(-(10**40), 10**40))
def test_a_number_keeps_its_exact_value(number: Decimal | Fraction | int) -> None:
    assert exact_number(number) == number


REFUSED = {
    "a huge exponent": Decimal("1E+1000000000"),
    "a tiny exponent": Decimal("1E-1000000000"),
    "51 digits before the point": Decimal("-1E+50"),
    "51 digits after the point": Decimal("1E-51"),
    "not a number": Decimal("NaN"),
    "not a number, loudly": Decimal("sNaN"),
    "infinity": Decimal("-Infinity"),
    "a long Decimal": Decimal("1" * 100_000),
    "a large int": 10**50,
    "a low int": -(10**50),
    "a huge int": 10**1_000_000,
    "a fine fraction": Fraction(1, 10**50),
    "a float": 0.5,
    "a truth value": True,
    "text": "0.5",
    "nothing": None,
    "a complex number": complex(1),
}


@pytest.mark.parametrize("number", REFUSED.values(), ids=REFUSED)
def test_what_is_not_exact_or_too_long_is_none_in_no_time(number: object) -> None:
    begun = time.process_time()
    assert exact_number(number) is None
    assert time.process_time() - begun < 1


def test_nothing_is_nothing_at_any_exponent() -> None:
    assert exact_number(Decimal("0E+999999999")) == exact_number(Decimal("-0E-999999999")) == 0


def test_the_longest_numbers_are_taken() -> None:
    assert exact_number(Decimal("9" * 50 + "." + "9" * 50)) == Fraction(10**100 - 1, 10**50)
    assert exact_number(10**50 - 1) == 10**50 - 1
