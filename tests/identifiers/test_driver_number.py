from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.kinds_people import driver_number, written

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import DriverNumber, Status

SAMPLE = "MORGA657054SM9IJ"
BORN = st.dates(date(1901, 1, 1), date(2025, 12, 31))


@given(written("[A-Z]{1,5}"), BORN, st.sampled_from([0, 50]), written("[A-Z]{0,2}"))
def test_a_number_gives_back_what_it_was_made_of(surname: str, born: date, added: int, initials: str) -> None:
    number = DriverNumber.parse(driver_number(surname, born, added, initials, "9AB"))
    assert (number.surname, number.initials, number.issuer) == (surname, initials, "DVLA")
    assert number.matches_birth_date(born)
    assert number.status is Status.WELL_FORMED


@given(BORN, BORN)
def test_it_matches_no_other_date_of_the_century(born: date, other: date) -> None:
    number = DriverNumber.parse(driver_number("RESID", born, 0, "A", "9AB"))
    same = (born.year % 100, born.month, born.day) == (other.year % 100, other.month, other.day)
    assert number.matches_birth_date(other) is same


@given(BORN, st.sampled_from([0, 50]))
def test_a_month_with_and_without_50_is_one_date(born: date, added: int) -> None:
    assert DriverNumber.parse(driver_number("RESID", born, added, "A", "9AB")).matches_birth_date(born)


def test_the_sample_is_an_example_and_is_written_in_groups() -> None:
    sample = DriverNumber.parse("morga 657054 sm9ij", allow_example=True)
    assert (str(sample), sample.format(), sample.status) == (SAMPLE, "MORGA 657054 SM9IJ", Status.EXAMPLE)
    assert not DriverNumber.is_valid(SAMPLE)


def test_the_issue_on_the_card_is_left_out() -> None:
    assert str(DriverNumber.parse(f"{SAMPLE} 35", allow_example=True)) == SAMPLE


def test_a_number_of_northern_ireland_holds_nothing() -> None:
    number = DriverNumber.parse("1234 5678")
    assert (str(number), number.format(), number.issuer) == ("12345678", "12345678", "DVA")
    assert (number.surname, number.initials, number.matches_birth_date(date(2000, 1, 1))) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "driver-number.format"),
        ("1234567", "driver-number.format"),
        ("123456789", "driver-number.format"),
        ("MORGA657054SM9I", "driver-number.format"),
        ("MORGA657054SM9IJ3", "driver-number.format"),
        ("99999657054SM9IJ", "driver-number.format"),
        ("MO9GA657054SM9IJ", "driver-number.format"),
        ("MORGA6570549M9IJ", "driver-number.format"),
        ("MORGA600054SM9IJ", "driver-number.birth-date"),
        ("MORGA613054SM9IJ", "driver-number.birth-date"),
        ("MORGA650054SM9IJ", "driver-number.birth-date"),
        ("MORGA663054SM9IJ", "driver-number.birth-date"),
        ("MORGA607004SM9IJ", "driver-number.birth-date"),
        ("MORGA607324SM9IJ", "driver-number.birth-date"),
        ("MORGA602304SM9IJ", "driver-number.birth-date"),
        ("MORGA602295SM9IJ", "driver-number.birth-date"),
        (SAMPLE, "driver-number.example"),
        (12345678, "driver-number.type"),
    ],
)
def test_what_is_no_number_is_refused_for_its_own_reason(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        DriverNumber.parse(text)
    assert caught.value.code == code


def test_the_last_day_of_february_is_a_birthday_in_leap_years_of_some_century() -> None:
    assert DriverNumber.parse("RESID002290A99AB").matches_birth_date(date(2000, 2, 29))
    assert DriverNumber.parse("RESID602294A99AB").matches_birth_date(date(1964, 2, 29))


def test_a_letter_taken_for_a_digit_is_named() -> None:
    with pytest.raises(InvalidValueError, match="look exchanged"):
        DriverNumber.parse("MORGA6O7054SM9IJ")
