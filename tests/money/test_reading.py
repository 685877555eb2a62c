import time
from decimal import Decimal, localcontext
from enum import IntEnum
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money

MOST = 10**17 - 1


class Step(IntEnum):
    THREE = 3


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("12", 1200),
        ("12.3", 1230),
        ("12.34", 1234),
        ("£1,234.50", 123450),
        ("-3", -300),
        ("-£3.00", -300),
        ("£ 3.00", 300),
        (" -£ 1,234.50 ", -123450),
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
        "£  3",
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
        "(3.00)",
        "3.00 CR",
        "3.00DR",
        "3.00-",
        "- 3.00",
        "\u00a33\u00a0000",
        "1,2,3",
        "1e3",
        ".50",
        "12.3a",
        "1\u0662.50",
        "\u00b2.50",
        "-.50",
        "-0_1.50",
        "\u22125",
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
        (Decimal("0E-999999999999999999"), 0),
        (Decimal("5." + "0" * 100_000), 500),
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
        (Decimal("999999999999999.995"), "money.sub-penny"),
        (Decimal("-999999999999999.9999"), "money.sub-penny"),
        (Decimal("NaN"), "money.type"),
        (Decimal("sNaN"), "money.type"),
        (Decimal("-Infinity"), "money.type"),
        (Decimal("1E+15"), "money.too-large"),
        (Decimal("1E+999999"), "money.too-large"),
        (Decimal("1E+1000000"), "money.too-large"),
        (Decimal("1E-999999999999999999"), "money.sub-penny"),
        (Decimal("1." + "1" * 100_000), "money.sub-penny"),
        (Decimal("123456789012345678901234567890.12"), "money.too-large"),
    ],
)
def test_a_decimal_that_is_no_amount_is_refused_rather_than_rounded(amount: Decimal, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(amount)
    assert caught.value.code == code


class Doubled(Decimal):
    """A Decimal that lies about itself."""

    def quantize(self, *args: Any, **kwargs: Any) -> Decimal:  # noqa: ANN401
        return super().quantize(*args, **kwargs) * 2

    def is_finite(self) -> bool:
        return True


def test_a_kind_of_decimal_is_read_by_its_number_alone() -> None:
    assert Money(Doubled("1.50")) == Money("1.50")
    with pytest.raises(InvalidValueError, match="no number"):
        Money(Doubled("NaN"))


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
        (Step.THREE, "money.bare-number"),
        (True, "money.type"),
        (Fraction(1, 2), "money.type"),
        (1.5, "money.type"),
        (None, "money.type"),
        (b"12.34", "money.type"),
        (["12.34"], "money.type"),
    ],
    ids=["int", "huge", "enum", "bool", "fraction", "float", "none", "bytes", "list"],
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
    begun = time.process_time()
    try:
        assert Money(text) == Money(str(Money(text)))
    except InvalidValueError:
        assert not Money.is_valid(text)
    assert time.process_time() - begun < 1


def test_hostile_text_is_refused() -> None:
    assert [text[:20] for text in HOSTILE if Money.is_valid(text)] == []


@given(TEXT)
def test_text_that_comes_near_an_amount_is_one_or_an_invalid_value(text: str) -> None:
    if Money.is_valid(text):
        assert Money(text).pence == Decimal(text.strip().replace("£", "").replace(",", "")) * 100


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


@pytest.mark.parametrize(
    "text", ["1000000000000000", "-1000000000000000.00", "£1,000,000,000,000,000.5", "9" * 100_000]
)
def test_text_of_too_many_pounds_is_refused_for_that(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(text)
    assert caught.value.code == "money.too-large"


@pytest.mark.parametrize("text", ["12.owed to a resident", "a resident.00", "12.345"])
def test_what_somebody_typed_is_nowhere_in_the_traceback(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money(text)
    assert caught.value.__context__ is None
