import re
from datetime import date

import pytest
from hypothesis import given
from tests.identifiers.kinds_people import valid_vehicle_registration

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Status, VehicleRegistration, VehicleRegistrationKind

K = VehicleRegistrationKind


@pytest.mark.parametrize(
    ("text", "written", "kind"),
    [
        ("ab49cde", "AB49 CDE", K.CURRENT),
        ("AB-49-ZZZ", "AB49 ZZZ", K.CURRENT),
        ("A1 ABC", "A1 ABC", K.PREFIX),
        ("Y 999 ABC", "Y999 ABC", K.PREFIX),
        ("abc 1a", "ABC 1A", K.SUFFIX),
        ("ABC999Y", "ABC 999Y", K.SUFFIX),
        ("Q1ABC", "Q1 ABC", K.Q_PLATE),
        ("101d234", "101 D 234", K.DIPLOMATIC),
        ("999 X 001", "999 X 001", K.DIPLOMATIC),
        ("01234", "01234", K.TRADE),
        ("012AB", "012 AB", K.TRADE),
        ("ABZ1234", "ABZ 1234", K.NORTHERN_IRELAND),
        ("AIA 1", "AIA 1", K.NORTHERN_IRELAND),
        ("IA1234", "IA 1234", K.NORTHERN_IRELAND),
        ("1234 AZ", "1234 AZ", K.NORTHERN_IRELAND),
        ("A1", "A 1", K.DATELESS),
        ("1A", "1 A", K.DATELESS),
        ("AB 1234", "AB 1234", K.DATELESS),
        ("1234 AB", "1234 AB", K.DATELESS),
        ("ABC123", "ABC 123", K.DATELESS),
        ("123 ABC", "123 ABC", K.DATELESS),
        ("QA 1234", "QA 1234", K.DATELESS),
    ],
)
def test_each_kind_of_mark_is_known_by_its_form(text: str, written: str, kind: K) -> None:
    mark = VehicleRegistration.parse(text)
    assert (mark.format(), mark.kind, mark.status) == (written, kind, Status.WELL_FORMED)
    assert str(mark) == written.replace(" ", "")
    assert VehicleRegistration.parse(mark.format()) == mark


@pytest.mark.parametrize(
    ("text", "identifier", "first_given_out"),
    [
        ("AB51 CDE", "51", date(2001, 9, 1)),
        ("AB02 CDE", "02", date(2002, 3, 1)),
        ("AB52 CDE", "52", date(2002, 9, 1)),
        ("AB26 CDE", "26", date(2026, 3, 1)),
        ("AB76 CDE", "76", date(2026, 9, 1)),
        ("AB99 CDE", "99", date(2049, 9, 1)),
        ("AB50 CDE", "50", date(2050, 3, 1)),
        ("AB00 CDE", "00", date(2050, 9, 1)),
        ("A123 BCD", None, None),
        ("ABZ 1234", None, None),
    ],
)
def test_a_current_mark_says_when_it_was_first_given_out(
    text: str, identifier: str | None, first_given_out: date | None
) -> None:
    mark = VehicleRegistration.parse(text)
    assert (mark.age_identifier, mark.first_given_out) == (identifier, first_given_out)


def test_two_half_years_never_share_an_age_identifier() -> None:
    marks = [VehicleRegistration.parse(f"AB{number:02}CDE") for number in range(100) if number != 1]
    assert len({mark.first_given_out for mark in marks}) == 99


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "1",
        "1234",
        "123456",
        "ABCD",
        "AB01 CDE",
        "ZA49 CDE",
        "AI49 CDE",
        "AB49 CDQ",
        "AB49 CDI",
        "O123 ABC",
        "U123 ABC",
        "ABC 123Z",
        "A0 ABC",
        "A1000 ABC",
        "ABC 1234",
        "1234 ABC",
        "ABC 01",
        "AB12345",
        "101 Y 234",
        "AB49 CDEF",
        "\u0410\u041249CDE",
    ],
    ids=ascii,
)
def test_what_has_no_form_of_a_mark_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        VehicleRegistration.parse(text)
    assert caught.value.code == "vehicle-registration.format"


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="Give text") as caught:
        VehicleRegistration.parse(12345)  # type: ignore[arg-type]
    assert caught.value.code == "vehicle-registration.type"


@pytest.mark.parametrize("text", ["AB4O CDE", "ABOO CDE", "ABI2 CDE", "A12O BCD"])
def test_a_letter_taken_for_a_digit_is_named_and_never_changed(text: str) -> None:
    with pytest.raises(InvalidValueError, match="look exchanged"):
        VehicleRegistration.parse(text)


def test_o_and_0_are_kept_apart_where_both_make_a_mark() -> None:
    assert VehicleRegistration.parse("OO49 OOO").format() == "OO49 OOO"
    assert VehicleRegistration.parse("AO 10") != VehicleRegistration.parse("A 10")


@given(valid_vehicle_registration())
def test_every_mark_of_a_form_has_one_kind_and_keeps_its_characters(text: str) -> None:
    mark = VehicleRegistration.parse(text)
    assert mark.format().replace(" ", "") == text
    assert re.fullmatch("[0-9A-Z]{1,4}( [0-9A-Z]{1,4}){0,2}|[0-9]{5}", mark.format())
