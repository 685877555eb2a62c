from pathlib import Path

import pytest

from localgov_components.address.sources.headings import require_headings
from localgov_components.address.sources.reading import SourceReading
from localgov_components.core import DefinitionError, Fault

COLUMNS = ("uprn", "easting", "northing")


def refused(*given: str) -> tuple[Fault, ...]:
    with pytest.raises(DefinitionError) as error:
        require_headings(given, COLUMNS, "a product", SourceReading(Path("a.csv")))
    return error.value.faults


def test_headings_come_in_any_order_and_case() -> None:
    given = [" Northing", "UPRN", "easting "]
    assert require_headings(given, COLUMNS, "a product", SourceReading(Path("a.csv"))) == [
        "northing",
        "uprn",
        "easting",
    ]


def test_every_heading_that_is_wrong_is_named() -> None:
    faults = refused("uprn", "eastings", "northing", "uprn", "note")
    assert [(fault.column, fault.message) for fault in faults] == [
        ("easting", "this column is missing."),
        ("uprn", "this column is given 2 times."),
        ("eastings", "not a column of a product. Is it easting?"),
        ("note", "not a column of a product."),
    ]


def test_a_line_of_another_kind_is_not_quoted() -> None:
    (fault,) = refused("1", "12A Tithebarn Street", "Ambleford")
    assert (fault.column, fault.line) == (None, 1)
    assert "Tithebarn" not in str(fault)


def test_of_a_row_that_follows_the_headings_in_their_line_nothing_is_quoted() -> None:
    faults = refused(*COLUMNS, "note", "12A Tithebarn Street", "Ambleford")
    assert [(fault.column, fault.message) for fault in faults] == [
        ("4", "not a column of a product."),
        ("5", "not a column of a product."),
        ("6", "not a column of a product."),
    ]


def test_of_very_many_wrong_headings_some_are_named() -> None:
    faults = refused(*COLUMNS, *(f"c{number}" for number in range(100_000)))
    assert len(faults) == 51
    assert "more columns than these" in faults[-1].message
