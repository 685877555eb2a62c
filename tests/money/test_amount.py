import sys
import time
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money

MOST = 10**17 - 1
AMOUNTS = st.integers(-MOST // 1_000_000, MOST // 1_000_000).map(Money.from_pence)
TIMES = st.integers(-1_000, 1_000)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("12", 1200),
        ("12.3", 1230),
        ("12.34", 1234),
        ("£1,234.50", 123450),
        ("-3", -300),
        ("-£3.00", -300),
        ("0", 0),
        ("-0.00", 0),
        (" 7.00\n", 700),
        ("007", 700),
        ("0.01", 1),
        ("999,999,999,999,999.99", MOST),
        ("\u00a05", 500),
    ],
)
def test_text_is_read_as_pounds(text: str, pence: int) -> None:
    assert Money(text).pence == Money.parse(text).pence == pence


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "£",
        "-",
        "1.234",
        "1.",
        ".5",
        "1e2",
        "1E+2",
        "1 000",
        "1,23",
        "12,34.00",
        "1,234,5",
        "--1",
        "+1",
        "£-3",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "\uff11\uff12",
        "\u0663",
        "\u0967\u0968",
        "\u00bd",
        "1.0\x000",
        "£1p",
        "12.34.56",
        "\u20ac5",
        "5 GBP",
        "\u22125",
        "1,000,000,000,000,000",
        "1" * 16,
    ],
)
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(text)
    assert caught.value.code == "money.format"
    assert not Money.is_valid(text)


@pytest.mark.parametrize(
    ("amount", "pence"),
    [
        (Decimal("12.34"), 1234),
        (Decimal("12.3400000"), 1234),
        (Decimal("1E+3"), 100_000),
        (Decimal(-3), -300),
        (Decimal("0E-999999"), 0),
        (Decimal("0E+999999"), 0),
        (Decimal("-0.00"), 0),
        (Decimal("999999999999999.99"), MOST),
    ],
)
def test_a_decimal_is_read_exactly(amount: Decimal, pence: int) -> None:
    assert Money(amount).pence == pence


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Decimal("0.001"), "money.sub-penny"),
        (Decimal("1E-999999"), "money.sub-penny"),
        (Decimal("999999999999999.991"), "money.sub-penny"),
        (Decimal("NaN"), "money.type"),
        (Decimal("sNaN"), "money.type"),
        (Decimal("-Infinity"), "money.type"),
        (Decimal("1E+15"), "money.too-large"),
        (Decimal("1E+999999"), "money.too-large"),
        (Decimal("123456789012345678901234567890.12"), "money.too-large"),
    ],
)
def test_a_decimal_that_is_no_amount_is_refused_rather_than_rounded(amount: Decimal, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(amount)
    assert caught.value.code == code


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_decimal_is_read_alike_whatever_precision_the_program_calculates_with(amount: Decimal) -> None:
    pence = int(amount.scaleb(2))
    with localcontext(prec=3):
        assert Money(amount).pence == pence


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (50, "money.bare-number"),
        (10**5_000, "money.bare-number"),
        (True, "money.type"),
        (1.5, "money.type"),
        (None, "money.type"),
        (b"12.34", "money.type"),
        (["12.34"], "money.type"),
    ],
    ids=["int", "huge", "bool", "float", "none", "bytes", "list"],
)
def test_another_type_is_refused_without_showing_the_value(amount: object, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(amount)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert "50" not in str(caught.value)


@pytest.mark.parametrize("pence", [1.0, True, "12", Decimal(12), None])
def test_pence_are_a_whole_number(pence: object) -> None:
    with pytest.raises(InvalidValueError, match="whole number of pence"):
        Money.from_pence(pence)  # type: ignore[arg-type]


@pytest.mark.parametrize("pence", [MOST + 1, -MOST - 1, 10**5_000], ids=["above", "below", "huge"])
def test_pence_beyond_fifteen_digits_of_pounds_are_refused(pence: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money.from_pence(pence)
    assert caught.value.code == "money.too-large"


@given(st.text())
@example("1" + ",234" * 30_000)
@example("9" * 100_000)
@example("0" * 100_000)
@example(" " * 100_000 + "x")
@example("1." + "0" * 100_000)
def test_any_text_is_an_amount_or_an_invalid_value_in_no_time(text: str) -> None:
    begun = time.perf_counter()
    try:
        assert Money(text) == Money(str(Money(text)))
    except InvalidValueError:
        assert not Money.is_valid(text)
    assert time.perf_counter() - begun < 1


@given(st.characters(min_codepoint=128), st.sampled_from(["{}", "1{}", "{}1", "1.{}", "1{}2.00", "£{}5"]))
def test_no_letter_or_digit_of_another_script_is_taken_for_a_number(character: str, shape: str) -> None:
    text = shape.format(character)
    if Money.is_valid(text):
        assert character.isspace() or character == "£"


@given(st.integers(-MOST, MOST))
def test_text_and_pence_are_one_amount(pence: int) -> None:
    money = Money.from_pence(pence)
    assert Money(str(money)) == Money(money.format()) == Money(Decimal(str(money))) == money
    assert Decimal(str(money)) * 100 == pence == money.pence


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


@pytest.mark.parametrize("other", [1, 0, 1.5, Decimal(1), "1.00", None, True])
def test_money_adds_to_and_compares_with_money_only(other: object) -> None:
    money = Money("1.00")
    for name in ("__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
        assert getattr(money, name)(other) is NotImplemented
    assert money != other


@pytest.mark.parametrize("times", [1.5, Decimal(2), True, Money("2"), "2"])
def test_money_multiplies_by_whole_numbers_only(times: Any) -> None:  # noqa: ANN401
    with pytest.raises(TypeError):
        Money("1.00") * times
    with pytest.raises(TypeError):
        times * Money("1.00")


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


def test_the_largest_amount_fits_a_databases_whole_numbers() -> None:
    assert Money("999999999999999.99").pence < 2**63 - 1 < sys.maxsize + 1
