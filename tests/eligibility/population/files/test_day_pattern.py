import re

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.population.files.mapping.day_pattern import ISO, DayPattern


@pytest.mark.parametrize(
    ("pattern", "text", "parts"),
    [
        ("DD/MM/YYYY", "1/2/1980", ("1", "2", "1980")),
        ("DD.MM.YYYY", "01.02.1980", ("01", "02", "1980")),
        ("YYYYMMDD", "19800201", ("01", "02", "1980")),
        ("DD-Mon-YYYY", "01-FEB-1980", ("01", "FEB", "1980")),
        ("DD Month YYYY", "1 February 1980", ("1", "February", "1980")),
        ("YYYY-MM-DD 00:00:00", "1980-02-01 00:00:00", ("01", "02", "1980")),
        ("DD/MM/YYYY", "01/02/1980 00:00:00.000", ("01", "02", "1980")),
        ("(MM|DD+YYYY)", "(2|1+1980)", ("1", "2", "1980")),
    ],
)
def test_the_parts_of_a_date_are_found(pattern: str, text: str, parts: tuple[str, str, str]) -> None:
    found = re.search(DayPattern.parse(pattern).expression, text)
    assert found
    assert found.group("day", "month", "year") == parts


@pytest.mark.parametrize(
    "text", ["1980-2-1 ", "1980-02-01T00:00", "1980-02-01 00:00:01", "80-02-01", "1980-02-001", "١٩٨٠-02-01"]
)
def test_what_is_not_written_so_is_not_found(text: str) -> None:
    assert not re.search(ISO.expression, text)


def test_days_that_run_into_each_other_have_two_digits() -> None:
    assert not re.search(DayPattern.parse("YYYYMMDD").expression, "1980211")


@pytest.mark.parametrize(
    "pattern",
    ["", "DD/MM", "DD/MM/YY", "DD/MM/YYY", "DD/DD/YYYY", "DD/MM/YYYY/YYYY", "D/M/YYYY", "Mon Month YYYY", "%d"],
)
def test_a_pattern_needs_day_month_and_a_whole_year_once(pattern: str) -> None:
    with pytest.raises(InvalidValueError, match="once each") as refused:
        DayPattern.parse(pattern)
    assert refused.value.code == "population.date-pattern"
