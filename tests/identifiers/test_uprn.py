import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE, TEXT

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Uprn
from localgov_components.identifiers.folding import fold

FULL_WIDTH_1234 = "\uff11\uff12\uff13\uff14"
NUMBERS = st.integers(1, 10**12 - 1)


@given(NUMBERS, st.integers(0, 30))
def test_every_way_to_write_a_number_is_one_property(number: int, zeros: int) -> None:
    uprn = Uprn.parse(number)
    padded = "0" * zeros + str(number)
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    zero_width = "\u200b".join(str(number))
    for text in (
        str(number),
        padded,
        f"{number}.0",
        f"{number}.00",
        f" {padded}\t\n",
        uprn.format(),
        str(uprn),
        f"'{padded}",
        full_width,
        zero_width,
        f"\ufeff{number}\u00a0",
    ):
        assert Uprn.parse(text) == uprn
    assert uprn.number == number
    assert str(uprn) == str(number)
    assert uprn.format() == f"{number:012}"
    assert len(uprn.format()) == 12


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "uprn.format"),
        ("0", "uprn.zero"),
        ("000000000000", "uprn.zero"),
        ("0.0", "uprn.zero"),
        (0, "uprn.zero"),
        ("1234567890123", "uprn.too-long"),
        (10**12, "uprn.too-long"),
        (-(10**12), "uprn.too-long"),
        (-5, "uprn.format"),
        ("-5", "uprn.format"),
        ("12 34", "uprn.format"),
        ("12.5", "uprn.format"),
        ("12.", "uprn.format"),
        ("1.00023E+11", "uprn.scientific"),
        ("1.00023e11", "uprn.scientific"),
        ("1E+2", "uprn.scientific"),
        ("\uff11\uff12\uff0e5", "uprn.format"),
        ("\u00bd", "uprn.format"),
        ("\u00b2", "uprn.format"),
        ("\u0663", "uprn.format"),
        (True, "uprn.type"),
        (None, "uprn.type"),
        (100023336956.0, "uprn.type"),
    ],
    ids=ascii,
)
def test_what_is_no_uprn_is_refused_for_its_own_reason(text: str | int, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Uprn.parse(text)
    assert caught.value.code == code
    assert not Uprn.is_valid(text)


def test_a_number_damaged_by_a_spreadsheet_says_how_to_get_it_back() -> None:
    with pytest.raises(InvalidValueError, match=r"scientific notation has lost digits\. Export the column as text\."):
        Uprn.parse("1.00023336956E+11")


def test_a_refusal_counts_digits_and_shows_none() -> None:
    with pytest.raises(InvalidValueError, match="13 digits, the most is 12") as caught:
        Uprn.parse("9876543210987")
    assert "9876" not in str(caught.value)


@pytest.mark.parametrize("number", [10**5_000, -(10**5_000)], ids=["huge", "negative"])
def test_a_number_too_long_to_be_written_out_is_refused_like_any_other(number: int) -> None:
    with pytest.raises(InvalidValueError, match="12 digits"):
        Uprn.parse(number)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{len(text)}-{text[:5]!a}")
def test_hostile_text_is_refused_in_no_time(text: str) -> None:
    begun = time.process_time()
    assert Uprn.is_valid(text) == (text == FULL_WIDTH_1234)
    assert time.process_time() - begun < 1


def test_any_number_of_zeros_in_front_is_only_presentation() -> None:
    assert Uprn.parse("0" * 100_000 + "1").number == 1


@given(TEXT)
@example("1.0.0")
def test_any_text_is_a_uprn_or_an_invalid_value(text: str) -> None:
    try:
        uprn = Uprn.parse(text)
    except InvalidValueError:
        assert not Uprn.is_valid(text)
    else:
        assert 0 < uprn.number < 10**12
        assert str(uprn) in fold(text)


@given(NUMBERS, NUMBERS)
def test_uprns_are_ordered_as_numbers_not_as_text(a: int, b: int) -> None:
    assert (Uprn.parse(a) < Uprn.parse(b)) == (a < b)
