import copy
import json
import operator
import pickle
import re
import sys
from collections.abc import Callable
from decimal import ROUND_UP, Context, Decimal, FloatOperation, Inexact, Rounded, localcontext
from enum import IntEnum
from fractions import Fraction
from typing import Any, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, Rounding

MOST = 10**17 - 1
AMOUNTS = st.integers(-MOST // 1_000_000, MOST // 1_000_000).map(Money.from_pence)
TIMES = st.integers(-1_000, 1_000)
HOSTILE_CONTEXT = Context(prec=3, rounding=ROUND_UP, Emax=3, Emin=-3, traps=[Inexact, Rounded, FloatOperation])
ORDERINGS = (operator.lt, operator.le, operator.gt, operator.ge)


class Step(IntEnum):
    THREE = 3


class Whole:
    """A whole number as numpy and others have it: no int, and exact."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


@given(AMOUNTS, AMOUNTS, AMOUNTS, TIMES)
def test_amounts_add_and_multiply_as_numbers_do(a: Money, b: Money, c: Money, times: int) -> None:
    zero = Money.from_pence(0)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + zero == a
    assert a - b == a + -b
    assert a + -a == zero
    assert (a + b) * times == a * times + b * times == times * (a + b)
    assert sum([a, b, c], zero) == sum([a, b, c]) == a + b + c
    assert (a + b).pence == a.pence + b.pence


@given(AMOUNTS, AMOUNTS)
def test_amounts_compare_as_their_pence_do(a: Money, b: Money) -> None:
    assert (a < b, a <= b, a == b, a > b, a >= b) == (
        a.pence < b.pence,
        a.pence <= b.pence,
        a.pence == b.pence,
        a.pence > b.pence,
        a.pence >= b.pence,
    )
    assert bool(a) == (a.pence != 0)


@pytest.mark.parametrize("other", [1, 0, 1.5, Decimal(1), Fraction(1), "1.00", True], ids=repr)
@pytest.mark.parametrize("operation", [operator.add, operator.sub, *ORDERINGS])
def test_a_number_beside_money_is_refused_with_what_to_write_instead(
    operation: Callable[[object, object], object], other: object
) -> None:
    with pytest.raises(TypeError, match=re.escape('Write Money("12.00") for twelve pounds')):
        operation(Money("1.00"), other)
    if operation is not operator.add or other != 0 or type(other) is not int:
        with pytest.raises(TypeError, match=re.escape('Write Money("12.00") for twelve pounds')):
            operation(other, Money("1.00"))


@pytest.mark.parametrize("other", [1, 0, 1.0, Decimal(1), "1.00", None, True, 100], ids=repr)
def test_money_equals_nothing_but_money(other: object) -> None:
    assert Money("1.00") != other
    assert Money("0.00") != other


@pytest.mark.parametrize("times", [1.5, Decimal(2), Fraction(1, 2), True, Money("2"), "2", complex(1)], ids=repr)
def test_money_multiplies_by_whole_numbers_only(times: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError):
        Money("1.00") * times
    with pytest.raises(TypeError):
        times * Money("1.00")


def test_money_times_a_rate_is_refused_with_what_to_write_instead() -> None:
    for times in (0.2, Decimal("0.2"), Fraction(1, 5)):
        with pytest.raises(TypeError, match=re.escape('at_rate("0.2", rounding=Rounding.HALF_UP)')):
            Money("1.00") * times  # type: ignore[operator]


@pytest.mark.parametrize("operation", [operator.truediv, operator.floordiv, operator.mod, divmod])
@pytest.mark.parametrize("other", [3, 0, 0.5, Decimal(3), Money("3.00")], ids=repr)
def test_money_does_not_divide(operation: Callable[[object, object], object], other: object) -> None:
    with pytest.raises(TypeError, match="split or allocate, apply a rate with at_rate"):
        operation(Money("1.00"), other)


class Wallet:
    """Another library's type, which knows what to do with money."""

    def __radd__(self, other: Money) -> str:
        return f"wallet and {other}"

    def __rmul__(self, other: Money) -> str:
        return f"wallet times {other}"

    def __gt__(self, other: Money) -> bool:
        return True


def test_another_type_may_say_what_money_does_with_it() -> None:
    assert Money("1.00") + Wallet() == "wallet and 1.00"
    assert Money("1.00") * Wallet() == "wallet times 1.00"
    assert Money("1.00") < Wallet()
    with pytest.raises(TypeError, match="unsupported operand"):
        Money("1.00") - Wallet()  # type: ignore[operator]
    with pytest.raises(TypeError, match="unsupported operand"):
        object() - Money("1.00")  # type: ignore[operator]


@pytest.mark.parametrize("whole", [Step.THREE, Whole(3)], ids=["enum", "other library"])
def test_the_whole_numbers_of_other_types_count_as_whole_numbers(whole: SupportsIndex) -> None:
    assert Money("1.00") * whole == Money("3.00")
    assert type(Money.from_pence(whole).pence) is int
    assert Money.from_pence(whole) == Money("0.03")


@pytest.mark.parametrize(
    "result",
    [
        lambda most: most + Money("0.01"),
        lambda most: -most - Money("0.01"),
        lambda most: most * 2,
        lambda most: most * 10**5_000,
        lambda most: sum([most, most]),
        lambda most: most.at_rate("2", rounding=Rounding.DOWN),
        lambda most: most.rounded(Rounding.UP, to=Money("1.00")),
    ],
    ids=["add", "subtract", "double", "multiply", "sum", "rate", "round"],
)
def test_a_result_that_is_too_large_is_refused(result: Callable[[Money], Money]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        result(Money.from_pence(MOST))
    assert caught.value.code == "money.too-large"


@given(AMOUNTS)
def test_signs_do_as_with_numbers(money: Money) -> None:
    assert +money == money
    assert abs(money) == abs(-money) == Money.from_pence(abs(money.pence))
    assert operator.neg(-money) == money


@given(AMOUNTS, AMOUNTS.filter(bool))
def test_a_ratio_is_exact(a: Money, b: Money) -> None:
    assert a.ratio_to(b) * b.pence == a.pence


def test_there_is_no_ratio_to_nothing() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").ratio_to(Money("0.00"))
    assert caught.value.code == "money.ratio"


@pytest.mark.parametrize(
    ("amount", "rate", "rounding", "result"),
    [
        ("19.99", "0.0825", Rounding.HALF_UP, "1.65"),  # 1.649175
        ("0.10", "0.05", Rounding.HALF_UP, "0.01"),
        ("0.10", "0.05", Rounding.HALF_EVEN, "0.00"),
        ("-0.10", "0.05", Rounding.HALF_UP, "-0.01"),
        ("-0.10", "0.05", Rounding.CEILING, "0.00"),
        ("100.00", Fraction(1, 3), Rounding.DOWN, "33.33"),
        ("100.00", Decimal("-0.1"), Rounding.DOWN, "-10.00"),
        ("100.00", " 1.5 ", Rounding.DOWN, "150.00"),
        ("100.00", Decimal("1E+2"), Rounding.DOWN, "10000.00"),
        ("0.00", "99", Rounding.UP, "0.00"),
    ],
)
def test_a_rate_is_applied_exactly_and_rounded_once(
    amount: str, rate: str | Decimal | Fraction, rounding: Rounding, result: str
) -> None:
    assert Money(amount).at_rate(rate, rounding=rounding) == Money(result)


@given(AMOUNTS, st.fractions(-2, 2, max_denominator=10**6), st.sampled_from(Rounding))
def test_a_rate_is_within_a_penny_of_the_exact_product(money: Money, rate: Fraction, rounding: Rounding) -> None:
    assert abs(money.at_rate(rate, rounding=rounding).pence - money.pence * rate) < 1


@given(AMOUNTS, st.decimals(-2, 2, places=6), st.sampled_from(Rounding))
def test_a_rate_does_not_depend_on_the_decimal_context(money: Money, rate: Decimal, rounding: Rounding) -> None:
    result = money.at_rate(rate, rounding=rounding)
    with localcontext(HOSTILE_CONTEXT):
        assert money.at_rate(rate, rounding=rounding) == money.at_rate(f"{rate:f}", rounding=rounding) == result


def test_a_rounding_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Rounding"):
        Money("1.00").at_rate("0.5", rounding="bankers")  # type: ignore[arg-type]


def test_a_result_is_rounded_to_the_unit_that_is_asked_for() -> None:
    bill, pound = Money("1345.00"), Money("1.00")
    later = bill.at_rate(Fraction(1, 10), rounding=Rounding.HALF_UP, to=pound)
    assert (bill - later * 9, later) == (Money("130.00"), Money("135.00"))
    assert Money("2.49").rounded(Rounding.HALF_UP, to=pound) == Money("2.00")
    assert Money("-2.50").rounded(Rounding.HALF_UP, to=pound) == Money("-3.00")
    assert Money("2.47").rounded(Rounding.DOWN, to=Money("0.05")) == Money("2.45")


@pytest.mark.parametrize("unit", ["0.00", "-1.00"])
def test_a_unit_is_above_nothing(unit: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").rounded(Rounding.DOWN, to=Money(unit))
    assert caught.value.code == "money.unit"


@pytest.mark.parametrize(
    ("pence", "text", "shown"),
    [
        (0, "0.00", "£0.00"),
        (5, "0.05", "£0.05"),
        (-5, "-0.05", "-£0.05"),
        (-300, "-3.00", "-£3.00"),
        (123450, "1234.50", "£1,234.50"),
        (-123456789, "-1234567.89", "-£1,234,567.89"),
    ],
)
def test_an_amount_is_written_for_machines_and_for_people(pence: int, text: str, shown: str) -> None:
    money = Money.from_pence(pence)
    assert (str(money), money.format(), repr(money)) == (text, shown, f"Money('{text}')")


@given(st.integers(-MOST, MOST).map(Money.from_pence))
def test_an_amount_survives_every_way_of_keeping_it(money: Money) -> None:
    field = TypeAdapter(Money)
    assert field.validate_json(field.dump_json(money)) == money
    assert Money(json.loads(json.dumps(str(money)))) == money
    assert copy.deepcopy(money) == Money.from_pence(money.pence) == money
    assert pickle.loads(pickle.dumps(money)) == money  # noqa: S301 - our own bytes
    assert hash(Money(str(money))) == hash(money)


def test_an_amount_does_not_change() -> None:
    money = Money("1.00")
    for name in ("_key", "pence", "currency"):
        with pytest.raises(AttributeError):
            setattr(money, name, 200)
        with pytest.raises(AttributeError):
            delattr(money, name)
    assert money == Money("1.00")


def test_the_largest_amount_fits_a_databases_whole_numbers() -> None:
    assert Money("999999999999999.99").pence < 2**63 - 1 < sys.maxsize + 1


class Fee(Money):
    """An amount that a program gave a name of its own."""


def test_equality_and_order_agree_whatever_a_program_calls_its_amounts() -> None:
    assert Fee("2.00") == Fee("1.00") + Fee("1.00") == Money("2.00")
    assert hash(Fee("2.00")) == hash(Money("2.00"))
    assert len({Fee("2.00"), Money("2.00")}) == 1
    assert not Fee("2.00") < Money("2.00")
    assert Fee("2.00") != Money("2.01")
