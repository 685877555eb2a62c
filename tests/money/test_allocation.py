import time
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Allocation, Money

AMOUNTS = st.integers(-(10**12), 10**12).map(Money.from_pence)
NUMBERS = st.integers(0, 10**6) | st.decimals(0, 10**6, places=4) | st.fractions(0, 100, max_denominator=400)
WEIGHTS = st.lists(NUMBERS, min_size=1, max_size=20).filter(any) | st.lists(
    st.integers(0, 10**9).map(Money.from_pence), min_size=1, max_size=20
).filter(any)
MODES = st.sampled_from(Allocation)


def amounts(*texts: str) -> tuple[Money, ...]:
    return tuple(map(Money, texts))


@pytest.mark.parametrize(
    ("mode", "parts"),
    [
        (Allocation.LARGEST_REMAINDER, ("14.29", "14.29", "14.29", "14.29", "14.28", "14.28", "14.28")),
        (Allocation.REMAINDER_FIRST, ("14.32", "14.28", "14.28", "14.28", "14.28", "14.28", "14.28")),
        (Allocation.REMAINDER_LAST, ("14.28", "14.28", "14.28", "14.28", "14.28", "14.28", "14.32")),
    ],
)
def test_each_mode_gives_the_odd_pence_where_its_name_says(mode: Allocation, parts: tuple[str, ...]) -> None:
    assert Money("100.00").split(7, mode=mode) == amounts(*parts)


@pytest.mark.parametrize(
    ("weights", "parts"),
    [
        ([50, 30, 20], ("0.03", "0.01", "0.01")),  # 2.5, 1.5, 1.0: of equals the earlier
        ([30, 50, 20], ("0.02", "0.02", "0.01")),
        ([1, 0, 1], ("0.03", "0.00", "0.02")),
        ([0, Decimal("0.1"), 0], ("0.00", "0.05", "0.00")),
        ([Fraction(1, 3), Fraction(2, 3)], ("0.02", "0.03")),
        ([Money("0.10"), Money("0.30")], ("0.01", "0.04")),
        ([1, Decimal("0.5"), Fraction(1, 2)], ("0.03", "0.01", "0.01")),
    ],
)
def test_the_largest_remainders_get_a_penny_each(weights: Any, parts: tuple[str, ...]) -> None:  # noqa: ANN401
    assert Money("0.05").allocate(weights, mode=Allocation.LARGEST_REMAINDER) == amounts(*parts)


def test_a_weight_of_zero_gets_no_remainder() -> None:
    money, weights = Money("1.00"), [0, 1, 1, 1, 0]
    assert money.allocate(weights, mode=Allocation.REMAINDER_FIRST) == amounts("0.00", "0.34", "0.33", "0.33", "0.00")
    assert money.allocate(weights, mode=Allocation.REMAINDER_LAST) == amounts("0.00", "0.33", "0.33", "0.34", "0.00")


@given(AMOUNTS, WEIGHTS, MODES)
def test_parts_come_to_the_whole(money: Money, weights: Any, mode: Allocation) -> None:  # noqa: ANN401
    parts = money.allocate(weights, mode=mode)
    assert len(parts) == len(weights)
    assert sum(parts) == money
    assert all(part == Money("0.00") for part, weight in zip(parts, weights, strict=True) if not weight)


@given(AMOUNTS, WEIGHTS, MODES)
def test_parts_of_a_debt_are_those_of_the_credit(money: Money, weights: Any, mode: Allocation) -> None:  # noqa: ANN401
    parts = money.allocate(weights, mode=mode)
    assert (-money).allocate(weights, mode=mode) == tuple(-part for part in parts)
    assert all(part.pence * money.pence >= 0 for part in parts)


@given(AMOUNTS, st.lists(NUMBERS, min_size=1, max_size=20).filter(any))
def test_with_largest_remainder_each_part_is_within_a_penny_of_its_share(
    money: Money, weights: list[int | Decimal | Fraction]
) -> None:
    total = sum(Fraction(weight) for weight in weights)
    parts = money.allocate(weights, mode=Allocation.LARGEST_REMAINDER)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.pence - money.pence * Fraction(weight) / total) < 1


@given(AMOUNTS, st.lists(NUMBERS, min_size=1, max_size=9).filter(any), st.integers(1, 99), MODES)
def test_only_the_proportion_of_weights_counts(
    money: Money, weights: list[int | Decimal | Fraction], times: int, mode: Allocation
) -> None:
    larger = [Fraction(weight) * times for weight in weights]
    assert money.allocate(larger, mode=mode) == money.allocate(weights, mode=mode)


@given(AMOUNTS, st.lists(st.decimals(0, 10**6, places=6), min_size=1, max_size=9).filter(any), MODES)
def test_shares_do_not_depend_on_the_decimal_context(money: Money, weights: list[Decimal], mode: Allocation) -> None:
    parts = money.allocate(weights, mode=mode)
    with localcontext(prec=3):
        assert money.allocate(weights, mode=mode) == parts


@given(AMOUNTS, st.integers(1, 200), MODES)
def test_to_split_is_to_allocate_by_equal_weights(money: Money, parts: int, mode: Allocation) -> None:
    assert money.split(parts, mode=mode) == money.allocate([1] * parts, mode=mode)


REFUSED: dict[str, tuple[Iterable[object], str]] = {
    "none": ([], "allocation.no-weights"),
    "zeros": ([0, 0], "allocation.no-weights"),
    "no money": ([Money("0.00")], "allocation.no-weights"),
    "a negative number": ([2, -1], "allocation.negative"),
    "a debt": ([Money("-1.00")], "allocation.negative"),
    "floats": ([0.5, 0.5], "allocation.weight"),
    "a truth value": ([True], "allocation.weight"),
    "texts": (["1"], "allocation.weight"),
    "text": ("12", "allocation.weight"),
    "nothing": ([None], "allocation.weight"),
    "not a number": ([Decimal("NaN")], "allocation.weight"),
    "a huge exponent": ([Decimal("1E+1000000000")], "allocation.weight"),
    "a huge int": ([10**1_000_000], "allocation.weight"),
    "unlike fractions": ([Fraction(1, 10**30 + 1), Fraction(1, 10**30 + 3)], "allocation.weight"),
    "money and a number": ([Money("1.00"), 1], "allocation.mixed"),
    "a number and money": ([1, Money("1.00")], "allocation.mixed"),
    "numbers without end": (repeat(1), "allocation.too-many"),
    "money without end": (repeat(Money("1.00")), "allocation.too-many"),
    "one too many": (range(100_001), "allocation.too-many"),
}


@pytest.mark.parametrize(("weights", "code"), REFUSED.values(), ids=REFUSED)
def test_weights_that_make_no_sense_are_refused_in_no_time(weights: Any, code: str) -> None:  # noqa: ANN401
    begun = time.process_time()
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").allocate(weights, mode=Allocation.LARGEST_REMAINDER)
    assert caught.value.code == code
    assert time.process_time() - begun < 5


def test_unlike_fractions_do_not_make_a_denominator_of_megabytes() -> None:
    unlike = [Fraction(1, 10**40 + number) for number in range(1, 100_000)]
    begun = time.process_time()
    with pytest.raises(InvalidValueError, match="common denominator"):
        Money("1.00").allocate(unlike, mode=Allocation.LARGEST_REMAINDER)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("parts", [0, -1, True, 1.5, "3", None, 100_001, 10**18, 10**30])
def test_a_number_of_parts_that_makes_no_sense_is_refused(parts: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").split(parts, mode=Allocation.REMAINDER_FIRST)
    assert caught.value.code == "allocation.parts"


def test_the_most_parts_come_to_the_whole() -> None:
    parts = Money("999999999999999.99").split(100_000, mode=Allocation.LARGEST_REMAINDER)
    assert len(parts) == 100_000
    assert sum(parts) == Money("999999999999999.99")


def test_a_mode_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Allocation"):
        Money("1.00").split(3, mode="first")  # type: ignore[arg-type]
