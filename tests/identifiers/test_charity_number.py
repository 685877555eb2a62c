import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import CharityNumber, CharityRegulator


@pytest.mark.parametrize(
    ("text", "number", "regulator", "linked"),
    [
        ("123456", "123456", CharityRegulator.ENGLAND_AND_WALES, None),
        ("1 234 567", "1234567", CharityRegulator.ENGLAND_AND_WALES, None),
        ("1234567.0", "1234567", CharityRegulator.ENGLAND_AND_WALES, None),
        ("1234567 - 1", "1234567-1", CharityRegulator.ENGLAND_AND_WALES, 1),
        ("123456\u201312", "123456-12", CharityRegulator.ENGLAND_AND_WALES, 12),
        ("SC000001", "SC000001", CharityRegulator.SCOTLAND, None),
        ("sc 1", "SC000001", CharityRegulator.SCOTLAND, None),
        ("NIC100001", "NIC100001", CharityRegulator.NORTHERN_IRELAND, None),
        ("nic 123456", "NIC123456", CharityRegulator.NORTHERN_IRELAND, None),
    ],
)
def test_each_regulators_number_is_read(
    text: str, number: str, regulator: CharityRegulator, linked: int | None
) -> None:
    found = CharityNumber.parse(text)
    assert (str(found), found.regulator, found.linked) == (number, regulator, linked)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "charity-number.format"),
        ("12345", "charity-number.format"),
        ("12345678", "charity-number.format"),
        ("123456.1", "charity-number.format"),
        ("1234567-0", "charity-number.format"),
        ("1234567-", "charity-number.format"),
        ("012345", "charity-number.zero"),
        ("SC1234567", "charity-number.format"),
        ("NIC100000", "charity-number.northern-ireland"),
        ("NIC1000001", "charity-number.northern-ireland"),
        ("NIC", "charity-number.northern-ireland"),
    ],
)
def test_what_is_no_charity_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        CharityNumber.parse(text)
    assert caught.value.code == code
