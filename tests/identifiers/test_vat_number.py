import pytest
from hypothesis import given
from tests.identifiers.kinds_people import digits, valid_vat_number, vat_check_digits

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Status, VatNumber

WEIGHTS = [8, 7, 6, 5, 4, 3, 2]
NINE = valid_vat_number().filter(lambda text: len(text) == 9)


@given(digits(7).filter(lambda seven: seven.strip("0") != ""))
def test_seven_digits_have_one_ending_by_each_rule_and_no_third(seven: str) -> None:
    endings = {f"{check:02}" for check in range(100) if VatNumber.is_valid(f"{seven}{check:02}")}
    expected = {vat_check_digits(seven, 0), vat_check_digits(seven, 55)}
    assert endings - {"97"} == expected
    assert ("97" in endings) == ("00" in expected)


def test_the_endings_of_one_body_are_those_worked_out_by_hand() -> None:
    assert [check for check in range(100) if VatNumber.is_valid(f"2345678{check:02}")] == [47, 89]


@given(NINE)
def test_a_wrong_digit_is_caught_but_where_it_leads_from_one_rule_to_the_other(number: str) -> None:
    for place in range(9):
        for digit in set("0123456789") - {number[place]}:
            changed = number[:place] + digit + number[place + 1 :]
            if VatNumber.is_valid(changed):
                assert place < 7
                assert abs(int(digit) - int(number[place])) * WEIGHTS[place] == 42


@given(NINE)
def test_every_exchange_of_neighbours_is_caught(number: str) -> None:
    for place in range(8):
        changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert changed == number or not VatNumber.is_valid(changed)


@pytest.mark.parametrize(
    "text",
    [
        "999999973",
        "GB999999973",
        "gb 999 9999 73",
        "XI 999999973",
        "GB-999-9999-73",
        "999999973.0",
        "\uff27\uff22999999973",
    ],
)
def test_every_way_to_write_a_number_is_one_registration(text: str) -> None:
    assert str(VatNumber.parse(text)) == "999999973"
    assert VatNumber.parse(text).format() == "999 9999 73"


@pytest.mark.parametrize("number", ["980780684", "831495816"])
def test_documented_numbers_are_valid(number: str) -> None:
    assert VatNumber.parse(number).status is Status.VALID


def test_three_more_digits_name_a_branch() -> None:
    number = VatNumber.parse("GB 999 9999 73 001")
    assert (str(number), number.branch, number.format()) == ("999999973001", "001", "999 9999 73 001")
    assert VatNumber.parse("999999973").branch is None


@pytest.mark.parametrize("text", ["GBGD001", "gd 499", "HA500", "GB HA 999", "XIGD000"])
def test_a_public_body_has_letters_and_no_check(text: str) -> None:
    number = VatNumber.parse(text)
    assert number.status is Status.WELL_FORMED
    assert number.format() == str(number) == text.upper().replace(" ", "")[-5:]
    assert number.branch is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vat-number.format"),
        ("GB", "vat-number.format"),
        ("GBXI999999973", "vat-number.format"),
        ("FR999999973", "vat-number.format"),
        ("GD500", "vat-number.format"),
        ("HA499", "vat-number.format"),
        ("99999997", "vat-number.format"),
        ("9999999730", "vat-number.format"),
        ("999999974", "vat-number.check"),
        ("000000000", "vat-number.zero"),
        ("000000042", "vat-number.zero"),
        ("GB000000000001", "vat-number.zero"),
        (999999973, "vat-number.type"),
    ],
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        VatNumber.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("seven", ["2345671", "2222225"])
def test_neither_98_nor_99_nor_a_remainder_of_55_is_taken(seven: str) -> None:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, seven, strict=True))
    for check in (98, 99, (55 - total) % 97):
        assert not VatNumber.is_valid(f"{seven}{check:02}")


def test_a_short_number_is_told_about_zeros() -> None:
    with pytest.raises(InvalidValueError, match="A spreadsheet drops zeros in front"):
        VatNumber.parse("1234567")
