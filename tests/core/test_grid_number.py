from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_number import FIRST_DAY, Shown, day_of, format_of, number_of, shows


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16000", 16000),
        ("-5", -5),
        ("-0", 0),
        ("0.1", Decimal("0.1")),
        ("0.10000000000000001", Decimal("0.1")),
        ("1.1000000000000001", Decimal("1.1")),
        ("0.30000000000000004", Decimal("0.30000000000000004")),
        ("16000.0", 16000),
        ("1E3", 1000),
        ("1.5e-7", Decimal("1.5E-7")),
        (".5", Decimal("0.5")),
        ("999999999999999", 999_999_999_999_999),
    ],
)
def test_a_number_is_what_was_typed(text: str, value: int | Decimal) -> None:
    read = number_of(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    "text", ["", "x", "1,5", "1_000", "0x1", "NaN", "Infinity", "1e999", "\u0661", "1e", "--1", "1e16"]
)
def test_what_is_no_number_or_too_long_for_one_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        number_of(text)
    assert refused.value.code == "cell.number"


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_decimal_of_fifteen_digits_survives_the_binary_number_of_a_workbook(value: Decimal) -> None:
    assert number_of(f"{float(value):.17g}") == value


@pytest.mark.parametrize(
    "code", ["dd/mm/yyyy", "[$-809]dd mmmm yyyy", "mmm yy", "mmmm", "yyyy", "dd/mm/yyyy hh:mm", "D"]
)
def test_formats_of_dates(code: str) -> None:
    assert shows(code) is Shown.DATE


@pytest.mark.parametrize("code", ["hh:mm", "mm:ss", "[h]:mm:ss", "[mm]", "h:mm AM/PM", "[$-809]hh:mm:ss"])
def test_formats_of_times(code: str) -> None:
    assert shows(code) is Shown.TIME


@pytest.mark.parametrize(
    "code",
    ["General", "0.00", '#,##0.00 "days"', "£#,##0;[Red]-£#,##0", "[Red]0", r"0 \d", "0_d", "* 0", "0.00E+00", "@",
     "# ?/?", "[>=1000]0", "[$£-809]#,##0.00", '0;"dd"', "0;dd"],
)  # fmt: skip
def test_formats_of_numbers(code: str) -> None:
    assert shows(code) is Shown.NUMBER


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, Shown.NUMBER), (14, Shown.DATE), (20, Shown.TIME), (22, Shown.DATE), (46, Shown.TIME), (44, Shown.NUMBER),
     (49, Shown.NUMBER), (57, Shown.DATE), (164, Shown.DATE), (999, Shown.NUMBER)],
)  # fmt: skip
def test_formats_that_are_built_in_are_known_by_their_number(number: int, shown: Shown) -> None:
    assert format_of(number, {164: "yyyy-mm-dd"}) is shown


@given(st.dates(min_value=FIRST_DAY))
def test_days_are_counted_from_either_beginning(day: date) -> None:
    assert day_of(str((day - date(1899, 12, 30)).days), since_1904=False) == day
    if day >= date(1904, 1, 1):
        assert day_of(str((day - date(1904, 1, 1)).days), since_1904=True) == day


def test_days_around_the_false_leap_day_of_1900() -> None:
    assert day_of("61", since_1904=False) == FIRST_DAY
    assert day_of("0", since_1904=True) - timedelta(days=1) == date(1903, 12, 31)


@pytest.mark.parametrize("text", ["60", "0", "-1", "46113.5", "46113.00001", "2958466", "999999999999999"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        day_of(text, since_1904=False)
    assert refused.value.code == "cell.date"
