from itertools import combinations

import pytest
from hypothesis import given
from tests.identifiers.kinds_people import digits, nhs_check_digit, valid_nhs_number

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import NhsNumber, Status


@given(digits(9))
def test_nine_digits_have_the_check_digit_of_the_data_dictionary_or_none(nine: str) -> None:
    accepted = [digit for digit in "0123456789" if NhsNumber.is_valid(nine + digit, allow_example=True)]
    expected = nhs_check_digit(nine)
    assert accepted == ([] if expected == "X" or set(nine + expected) == {nine[0]} else [expected])


@given(valid_nhs_number())
def test_every_single_wrong_digit_is_caught(number: str) -> None:
    for place in range(10):
        for digit in set("0123456789") - {number[place]}:
            assert not NhsNumber.is_valid(number[:place] + digit + number[place + 1 :], allow_example=True)


@given(valid_nhs_number())
def test_every_exchange_of_two_digits_is_caught(number: str) -> None:
    for one, other in combinations(range(10), 2):
        changed = list(number)
        changed[one], changed[other] = changed[other], changed[one]
        if number[one] != number[other]:
            assert not NhsNumber.is_valid("".join(changed), allow_example=True)


@pytest.mark.parametrize(
    "text", ["9434765870", "943 476 5870", "943-476-5870", "'9434765870", "9434765870.0", 9434765870], ids=repr
)
def test_every_way_to_write_a_number_is_one_number(text: str | int) -> None:
    assert str(NhsNumber.parse(text)) == "9434765870"
    assert NhsNumber.parse(text).format() == "943 476 5870"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nhs-number.format"),
        ("943 476 587O", "nhs-number.format"),
        ("943 476 5871", "nhs-number.check"),
        ("943 476 587", "nhs-number.too-short"),
        ("943 476 58700", "nhs-number.too-long"),
        (10**10, "nhs-number.too-long"),
        (-9434765870, "nhs-number.format"),
        ("9.43E+09", "nhs-number.scientific"),
        ("999 000 0018", "nhs-number.example"),
        (9434765870.0, "nhs-number.type"),
    ],
    ids=repr,
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str | int, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        NhsNumber.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_times_one_digit_fits_the_check_and_is_refused(digit: str) -> None:
    assert nhs_check_digit(digit * 9) == digit
    with pytest.raises(InvalidValueError, match="same digit") as caught:
        NhsNumber.parse(digit * 10, allow_example=True)
    assert caught.value.code == "nhs-number.repeated"


def test_a_scottish_number_keeps_its_zero_and_is_not_given_one() -> None:
    chi = "010101011" + nhs_check_digit("010101011")
    assert str(NhsNumber.parse(chi)) == chi
    for without_zero in (chi[1:], int(chi)):
        with pytest.raises(InvalidValueError, match="a spreadsheet drops zeros in front"):
            NhsNumber.parse(without_zero)


def test_a_number_for_tests_is_an_example_and_a_real_one_is_valid() -> None:
    assert NhsNumber.parse("9990000018", allow_example=True).status is Status.EXAMPLE
    assert NhsNumber.parse("9434765870").status is Status.VALID
