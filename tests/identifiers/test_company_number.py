import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import CompanyNumber


@pytest.mark.parametrize(
    ("text", "number", "prefix"),
    [
        ("00000006", "00000006", ""),
        ("6", "00000006", ""),
        ("1234567.0", "01234567", ""),
        ("SC000005", "SC000005", "SC"),
        ("sc 5", "SC000005", "SC"),
        ("NI-12", "NI000012", "NI"),
        ("R0000012", "R0000012", "R"),
        ("OC300001", "OC300001", "OC"),
        ("OE000001", "OE000001", "OE"),
        ("IP00077C", "IP00077C", "IP"),
        ("IP77C", "IP00077C", "IP"),
        ("SP1234RS", "SP1234RS", "SP"),
        ("sp 12 rs", "SP0012RS", "SP"),
        ("RS123CUS", "RS123CUS", "RS"),
        ("ZZ123456", "ZZ123456", "ZZ"),
    ],
)
def test_zeros_are_put_back_and_letters_kept(text: str, number: str, prefix: str) -> None:
    found = CompanyNumber.parse(text)
    assert (str(found), found.prefix) == (number, prefix)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "company-number.format"),
        ("SC", "company-number.format"),
        ("123456789", "company-number.format"),
        ("SC1234567", "company-number.format"),
        ("S123456", "company-number.format"),
        ("1234567A", "company-number.format"),
        ("SCA12345", "company-number.format"),
        ("RS12ABCD", "company-number.format"),
        ("1234567RS", "company-number.format"),
        ("0", "company-number.zero"),
        ("SC000000", "company-number.zero"),
        (1234567, "company-number.type"),
    ],
)
def test_what_is_no_company_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        CompanyNumber.parse(text)
    assert caught.value.code == code
