import subprocess
import sys
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberFormat, example_number, format_number
from tests.identifiers.kinds_people import digits

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Phone, PhoneKind, Status

LANDLINE = "+442079460123"
REGIONS = sorted({each for each in chain(*COUNTRY_CODE_TO_REGION_CODE.values()) if example_number(each)})
DRAMA = [
    ("01632 960", PhoneKind.LANDLINE),
    *((f"0{area} 496 0", PhoneKind.LANDLINE) for area in (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)),
    ("020 7946 0", PhoneKind.LANDLINE),
    ("0191 498 0", PhoneKind.LANDLINE),
    ("028 9649 6", PhoneKind.LANDLINE),
    ("029 2018 0", PhoneKind.LANDLINE),
    ("07700 900", PhoneKind.MOBILE),
    ("0808 157 0", PhoneKind.FREEPHONE),
    ("0909 879 0", PhoneKind.PREMIUM_RATE),
    ("03069 990", PhoneKind.UK_WIDE),
]


def refusal(text: str) -> str:
    with pytest.raises(InvalidValueError) as caught:
        Phone.parse(text, allow_example=True)
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        "020 7946 0123",
        "02079460123",
        "(020) 7946 0123",
        "0207 946 0123",
        "020-7946-0123",
        "020.7946.0123",
        "+442079460123",
        "+44 (0)20 7946 0123",
        "(+44) 20 7946 0123",
        "0044 20 7946 0123",
        "44 20 7946 0123",
        "2079460123",
        "2079460123.0",
        "'02079460123",
        "tel:+44-20-7946-0123",
        "020\u00a07946\u20130123",
        "\uff0b\uff14\uff142079460123",
        "\u202a020 7946 0123\u202c",
    ],
    ids=ascii,
)
def test_every_way_to_write_a_number_is_one_number(text: str) -> None:
    number = Phone.parse(text, allow_example=True)
    assert (str(number), number.e164, number.extension, number.format()) == (LANDLINE, LANDLINE, None, "020 7946 0123")


@pytest.mark.parametrize(
    "text",
    [
        "020 7946 0123 ext. 012",
        "020 7946 0123 x012",
        "020 7946 0123, EXT 012",
        "02079460123#012",
        f"{LANDLINE};ext=012",
    ],
)
def test_an_extension_is_kept_with_its_zeros(text: str) -> None:
    number = Phone.parse(text, allow_example=True)
    assert (str(number), number.e164, number.extension) == (f"{LANDLINE};ext=012", LANDLINE, "012")
    assert number.format() == "020 7946 0123 ext. 012"
    assert number != Phone.parse(LANDLINE, allow_example=True)


@pytest.mark.parametrize(("beginning", "kind"), DRAMA)
@given(last=digits(3))
def test_a_number_for_drama_is_an_example_of_its_kind(beginning: str, kind: PhoneKind, last: str) -> None:
    text = beginning + last
    number = Phone.parse(text, allow_example=True)
    assert (number.status, number.kind) == (Status.EXAMPLE, kind)
    assert not Phone.is_valid(text)


@pytest.mark.parametrize("text", ["01632 961000", "020 7946 1000", "07700 901000", "0113 496 1000", "029 2018 1000"])
def test_the_number_after_the_last_for_drama_is_none(text: str) -> None:
    assert Phone.parse(text).status is not Status.EXAMPLE


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("07123 456789", PhoneKind.MOBILE, "07123 456789"),
        ("07624 123456", PhoneKind.MOBILE, "07624 123456"),
        ("020 7123 4567", PhoneKind.LANDLINE, "020 7123 4567"),
        ("01534 123456", PhoneKind.LANDLINE, "01534 123456"),
        ("0300 123 4567", PhoneKind.UK_WIDE, "0300 123 4567"),
        ("0800 1111", PhoneKind.FREEPHONE, "0800 1111"),
        ("+33 1 23 45 67 89", PhoneKind.LANDLINE, "+33 1 23 45 67 89"),
        ("00 33 6 12 34 56 78", PhoneKind.MOBILE, "+33 6 12 34 56 78"),
        ("+1 212 555 0100", PhoneKind.MOBILE_OR_LANDLINE, "+1 212-555-0100"),
    ],
)
def test_a_number_in_a_known_range_is_valid_and_has_a_kind(text: str, kind: PhoneKind, written: str) -> None:
    number = Phone.parse(text)
    assert (number.status, number.kind, number.format()) == (Status.VALID, kind, written)


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("0500 123456", PhoneKind.OTHER, "0500123456"),
        ("01632 961000", PhoneKind.LANDLINE, "01632 961000"),
        ("07700 901000", PhoneKind.MOBILE, "07700 901000"),
    ],
)
def test_a_number_in_a_range_that_is_not_known_is_well_formed_and_not_refused(
    text: str, kind: PhoneKind, written: str
) -> None:
    number = Phone.parse(text)
    assert (number.status, number.kind, number.format()) == (Status.WELL_FORMED, kind, written)
    assert Phone.parse(number.format()) == number


@given(st.sampled_from("12379"), digits(9))
def test_ten_digits_of_a_british_kind_are_never_refused(first: str, rest: str) -> None:
    number = Phone.parse(f"0{first}{rest}", allow_example=True)
    assert number.e164 == f"+44{first}{rest}"
    assert Phone.parse(number.format(), allow_example=True) == number


@given(st.sampled_from("234679"), st.integers(2, 8).flatmap(digits))
def test_a_british_number_with_a_digit_missing_is_refused(first: str, rest: str) -> None:
    assert refusal(f"+44{first}{rest}") in {"phone.too-short", "phone.area-code"}


@pytest.mark.parametrize("text", ["460123", "496 0123", "7946 0123"])
def test_a_number_without_its_area_code_is_refused(text: str) -> None:
    assert refusal(text) in {"phone.too-short", "phone.area-code"}


def test_that_rule_agrees_with_what_the_library_knows_of_the_plan() -> None:
    plan = PhoneMetadata.metadata_for_region("GB")
    assert plan is not None
    assert [kind.possible_length for kind in (plan.mobile, plan.uan) if kind] == [(10,), (10,)]


@pytest.mark.parametrize("region", REGIONS)
def test_a_number_of_any_country_is_read_and_written(region: str) -> None:
    known = example_number(region)
    assert known is not None
    written = format_number(known, PhoneNumberFormat.E164)
    number = Phone.parse(written, allow_example=True)
    assert str(number) == written
    assert Phone.parse(number.format(), allow_example=True) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone.format"),
        ("+", "phone.format"),
        ("0", "phone.format"),
        ("ext 12", "phone.format"),
        ("0800 FLOWERS", "phone.format"),
        ("020 7946 0123 (work)", "phone.format"),
        ("07123456789 / 07123456780", "phone.format"),
        ("020+79460123", "phone.format"),
        ("+4400123456789", "phone.format"),
        ("020 7946 0123 x12345678", "phone.format"),
        ("460123", "phone.area-code"),
        ("496 0123", "phone.too-short"),
        ("7946 0123", "phone.area-code"),
        ("999", "phone.too-short"),
        ("07123 45678", "phone.too-short"),
        ("020 7946 01234", "phone.too-long"),
        ("+33 1 23 45 67 8", "phone.too-short"),
        ("+61 222 2222 2222", "phone.length"),
        ("+999 123 4567", "phone.country"),
        ("4.47712E+11", "phone.scientific"),
        ("0" * 61, "phone.too-long"),
    ],
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    assert refusal(text) == code


def test_a_letter_taken_for_a_digit_is_named_and_never_dialled() -> None:
    with pytest.raises(InvalidValueError, match="look exchanged"):
        Phone.parse("07123 456 7OO")


def test_the_library_is_loaded_only_when_a_number_is_read() -> None:
    program = (
        "import sys\n"
        "from localgov_components.identifiers.phone import Phone\n"
        "print('phonenumbers' in sys.modules, Phone.is_valid('07123 456789'), 'phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_a_0_too_many_is_not_called_an_exchange() -> None:
    with pytest.raises(InvalidValueError, match="Give the whole number in digits"):
        Phone.parse("+44 00 7123 456789")
