from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.identifiers.hostile import HOSTILE

from localgov_components.calendars import (
    Year,
    YearKind,
    academic_year,
    council_tax_year,
    financial_year,
    tax_year,
)
from localgov_components.core.errors import InvalidValueError

DAYS = st.dates(date(1901, 1, 1), date(9990, 12, 31))
KINDS = st.sampled_from(YearKind)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (financial_year(date(2026, 4, 1)), "2026-04-01", "2027-03-31"),
        (financial_year(date(2026, 3, 31)), "2025-04-01", "2026-03-31"),
        (council_tax_year(date(2027, 1, 1)), "2026-04-01", "2027-03-31"),
        (tax_year(date(2026, 4, 5)), "2025-04-06", "2026-04-05"),
        (tax_year(date(2026, 4, 6)), "2026-04-06", "2027-04-05"),
        (academic_year(date(2026, 8, 31)), "2025-09-01", "2026-08-31"),
        (academic_year(date(2026, 9, 1)), "2026-09-01", "2027-08-31"),
        (academic_year(date(2026, 8, 19), begins=(8, 19)), "2026-08-19", "2027-08-18"),
        (academic_year(date(2024, 2, 29)), "2023-09-01", "2024-08-31"),
        (financial_year(date(1900, 1, 1)), "1899-04-01", "1900-03-31"),
        (financial_year(date(9998, 12, 31)), "9998-04-01", "9999-03-31"),
    ],
    ids=lambda value: f"{value.kind} {value}" if isinstance(value, Year) else value,
)
def test_a_year_begins_and_ends_where_it_should(year: Year, first: str, last: str) -> None:
    assert (year.start.isoformat(), year.end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026-27", "2026-27"),
        ("2026/27", "2026-27"),
        ("2026-2027", "2026-27"),
        ("2026\u201327", "2026-27"),
        (" 2026-27\n", "2026-27"),
        ("1999-00", "1999-2000"),
        ("1999/2000", "1999-2000"),
        ("2000-01", "2000-01"),
    ],
)
def test_a_label_is_read_however_it_is_written(text: str, label: str) -> None:
    assert str(Year.parse(text, YearKind.TAX)) == label


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-28", "year.second"),
        ("2026-26", "year.second"),
        ("2026-3027", "year.second"),
        ("2026", "year.second"),
        ("26-27", "year.format"),
        ("2026-7", "year.format"),
        ("2026-027", "year.format"),
        ("\uff12\uff10\uff12\uff16-27", "year.format"),
        ("1898-99", "calendar.range"),
        ("9999-00", "calendar.range"),
    ],
)
def test_a_label_that_is_no_year_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Year.parse(text, YearKind.TAX)
    assert caught.value.code == code


@pytest.mark.parametrize("text", [*HOSTILE, None, 2026, b"2026-27"], ids=range(len(HOSTILE) + 3))
def test_anything_else_is_refused_as_a_label(text: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        Year.parse(text, YearKind.FINANCIAL)
    assert caught.value.code == "year.format"


@given(DAYS, KINDS)
def test_every_day_is_in_its_year_and_the_years_join(day: date, kind: YearKind) -> None:
    year = Year.of(day, kind)
    assert day in year
    assert Year.parse(year.label, kind) == year
    assert year.next().start - year.end == timedelta(days=1)
    assert year.next().previous() == year
    assert day not in year.next()
    assert year.previous() < year < year.next()


def test_a_councils_own_academic_year_keeps_its_day() -> None:
    year = academic_year(date(2026, 12, 1), begins=(8, 19))
    assert year.next().start == date(2027, 8, 19)
    assert Year.parse("2026-27", YearKind.ACADEMIC, begins=(8, 19)) == year


def test_a_year_that_begins_with_january_has_one_number() -> None:
    year = academic_year(date(2026, 12, 1), begins=(1, 1))
    assert year.label == "2026"
    assert Year.parse("2026", YearKind.ACADEMIC, begins=(1, 1)) == year


@pytest.mark.parametrize("begins", [(2, 29), (0, 1), (13, 1), (4, 31), (4,), 4, None, ("4", 1), (4.0, 1)], ids=str)
def test_a_beginning_that_is_no_day_of_every_year_is_refused(begins: Any) -> None:  # noqa: ANN401
    if begins is None:
        assert Year.of(date(2026, 5, 1), YearKind.TAX, begins=begins) == tax_year(date(2026, 5, 1))
        return
    with pytest.raises(InvalidValueError) as caught:
        academic_year(date(2026, 5, 1), begins=begins)
    assert caught.value.code == "year.begins"
    with pytest.raises(InvalidValueError):
        Year(date(2024, 2, 29), YearKind.ACADEMIC)


def test_years_of_another_kind_are_not_the_same() -> None:
    day = date(2026, 5, 1)
    assert financial_year(day) != council_tax_year(day)
    assert {financial_year(day): 1}[financial_year(date(2026, 6, 1))] == 1


def test_a_year_out_of_range_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        financial_year(date(9998, 12, 31)).next()
    assert caught.value.code == "calendar.range"
    with pytest.raises(InvalidValueError):
        financial_year(date(1899, 12, 31))
    with pytest.raises(InvalidValueError):
        assert "2026-05-01" in financial_year(date(2026, 5, 1))  # type: ignore[operator]
