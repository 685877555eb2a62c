import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.kinds_people import digits

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import AccountNumber, Status


@given(st.sampled_from([6, 7, 8]).flatmap(digits))
def test_six_to_eight_digits_are_written_as_eight(typed: str) -> None:
    account = AccountNumber.parse(typed)
    assert str(account) == typed.rjust(8, "0")
    assert account.status is Status.WELL_FORMED
    assert AccountNumber.parse(str(account)) == account


@pytest.mark.parametrize("text", ["55779911", "5577 9911", "55-77-99-11", "55779911.0", 55779911], ids=repr)
def test_every_way_to_write_a_number_is_one_number(text: str | int) -> None:
    assert str(AccountNumber.parse(text)) == "55779911"


def test_a_number_that_a_spreadsheet_made_shorter_is_the_same_number() -> None:
    assert AccountNumber.parse("00123456") == AccountNumber.parse(123456) == AccountNumber.parse("0123456")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "account-number.format"),
        ("5577991A", "account-number.format"),
        ("12345", "account-number.too-short"),
        (12345, "account-number.too-short"),
        ("123456789", "account-number.too-long"),
        ("1234567890", "account-number.too-long"),
        (10**8, "account-number.too-long"),
        ("5.57799E+07", "account-number.scientific"),
        (False, "account-number.type"),
    ],
    ids=repr,
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str | int, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        AccountNumber.parse(text)
    assert caught.value.code == code


def test_nine_digits_are_told_what_to_give() -> None:
    with pytest.raises(InvalidValueError, match="Give the eight digits that the bank uses for payments"):
        AccountNumber.parse("123456789")


@pytest.mark.parametrize("text", ["123456.0", "123 456.0", "12-34-56.0", "-123456.00"])
def test_a_spreadsheets_zero_never_becomes_a_digit_of_the_number(text: str) -> None:
    assert str(AccountNumber.parse(text)) == "00123456"
