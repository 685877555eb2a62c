from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, Rounding
from localgov_components.money.rate import read_rate


@given(st.decimals(-(10**9), 10**9, places=9))
def test_a_rate_is_read_alike_from_text_and_number(rate: Decimal) -> None:
    assert read_rate(f"{rate:f}") == read_rate(rate) == read_rate(Fraction(rate)) == Fraction(rate)


@given(st.sampled_from(HOSTILE) | TEXT)
def test_any_text_is_a_rate_or_an_invalid_value(text: str) -> None:
    with suppress(InvalidValueError):
        assert read_rate(text) == Fraction(text.strip())


@pytest.mark.parametrize(
    "rate",
    [
        0.2,
        1,
        True,
        None,
        "20%",
        "",
        "1e3",
        ".5",
        "+1",
        "\uff10.5",
        "NaN",
        "0." + "1" * 51,
        "9" * 100_000,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+1000000000"),
        Decimal("1E-1000000000"),
        Fraction(1, 10**60),
        Fraction(10**60),
        Money("0.20"),
    ],
    ids=lambda rate: repr(rate)[:20],
)
def test_what_is_no_exact_rate_is_refused(rate: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").at_rate(rate, rounding=Rounding.DOWN)
    assert caught.value.code == "money.rate"
