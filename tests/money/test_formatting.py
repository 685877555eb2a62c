import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money, MoneyStyle

AMOUNTS = st.integers(-(10**12), 10**12).map(Money.from_pence)


@pytest.mark.parametrize(
    ("amount", "full", "short", "pence"),
    [
        ("0.00", "£0.00", "£0", "£0"),
        ("0.05", "£0.05", "£0.05", "5p"),
        ("0.50", "£0.50", "£0.50", "50p"),
        ("1.00", "£1.00", "£1", "£1"),
        ("1.05", "£1.05", "£1.05", "£1.05"),
        ("48.00", "£48.00", "£48", "£48"),
        ("1234.50", "£1,234.50", "£1,234.50", "£1,234.50"),
        ("1234567.00", "£1,234,567.00", "£1,234,567", "£1,234,567"),
        ("-3.00", "-£3.00", "-£3", "-£3"),
        ("-0.50", "-£0.50", "-£0.50", "-50p"),
    ],
)
def test_an_amount_is_shown_in_three_styles(amount: str, full: str, short: str, pence: str) -> None:
    money = Money(amount)
    assert [money.format(style=style) for style in MoneyStyle] == [full, short, pence]
    assert money.format() == full


@given(AMOUNTS)
def test_welsh_differs_in_the_sign_of_the_penny_alone(money: Money) -> None:
    for style in MoneyStyle:
        assert money.format(language="cy", style=style) == money.format(style=style).replace("p", "c")


@given(AMOUNTS)
def test_what_is_shown_in_pounds_is_read_back(money: Money) -> None:
    assert Money(money.format(style=MoneyStyle.SHORT)) == Money(money.format(language="cy")) == money


@pytest.mark.parametrize("language", ["fr", "EN", "en-GB", "", "welsh"])
def test_another_language_is_refused(language: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money("1.00").format(language=language)
    assert caught.value.code == "money.language"
