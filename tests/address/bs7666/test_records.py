import csv
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from localgov_components.address import (
    Blpu,
    Classification,
    CrossReference,
    GridPoint,
    Lpi,
    Organisation,
    Street,
    StreetDescriptor,
    Successor,
)
from localgov_components.address.lifecycle import GazetteerRecord

UPRN = "999900000017"
KEY = {"uprn": UPRN}
LPI = {"uprn": UPRN, "lpi_key": "K", "language": "ENG", "logical_status": "1", "usrn": "99000001"}

RENAMED = {
    "x_coordinate": "easting",
    "y_coordinate": "northing",
    "blpu_state": "state",
    "blpu_state_date": "state_date",
    "street_descriptor": "street_description",
    "adminstrative_area": "administrative_area",
    "street_surface": "surface",
    "street_classification": "classification",
    "street_start_date": "start_date",
    "street_end_date": "end_date",
    "record_entry_date": "entry_date",
    "street_tolerance": "tolerance",
    "throughfare": "thoroughfare",
}
"""Columns of AddressBase Premium, as that file spells them, under another name than the field's."""

OF_THE_FILE = {"record_identifier", "change_type", "pro_order"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("blpu", Blpu),
        ("lpi", Lpi),
        ("street", Street),
        ("street_descriptor", StreetDescriptor),
        ("crossref", CrossReference),
        ("classification", Classification),
        ("successor", Successor),
        ("organisation", Organisation),
    ],
)
def test_every_column_of_addressbase_premium_has_its_field(
    suites: Path, name: str, kind: type[GazetteerRecord]
) -> None:
    path = suites / "address" / "products" / "addressbase_premium" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        cells = {}
        for column, value in row.items():
            field = RENAMED.get(column.lower(), column.lower())
            if field in {"street_start_x", "street_end_x", "street_start_y", "street_end_y"} or field.startswith(
                ("street_start_l", "street_end_l")
            ):
                field = field.removeprefix("street_")
            if field not in OF_THE_FILE:
                cells[field] = value
        assert kind.model_validate(cells) == kind.model_validate_json(kind.model_validate(cells).model_dump_json())


def test_a_blpu_knows_its_point() -> None:
    blpu = Blpu.model_validate(KEY | {"logical_status": "1", "easting": "333000.50", "northing": "81000.25"})
    assert blpu.point == GridPoint(333000.5, 81000.25)
    assert Blpu.model_validate(KEY | {"logical_status": 6}).point is None


def test_a_blpu_names_all_its_mistakes_together() -> None:
    cells = KEY | {"logical_status": "3", "parent_uprn": UPRN, "easting": "1", "latitude": "50"}
    with pytest.raises(ValidationError, match=r"4 mistakes: .*never a BLPU; .*parent; easting .*; latitude") as refused:
        Blpu.model_validate(cells)
    assert UPRN not in str(refused.value)


def test_mistakes_of_cells_are_named_together_too() -> None:
    cells = {"uprn": "x", "logical_status": "2", "state": "5", "rpc": "6", "country": "Q", "multi_occ_count": "-1"}
    with pytest.raises(ValidationError) as refused:
        Blpu.model_validate(cells)
    assert {error["loc"] for error in refused.value.errors()} == {(name,) for name in cells}


def test_empty_cells_are_nothing() -> None:
    blpu = Blpu.model_validate(
        KEY | {"logical_status": "1"} | dict.fromkeys(["state", "parent_uprn", "easting", "rpc", "country"], "")
    )
    assert (blpu.state, blpu.parent_uprn, blpu.easting, blpu.rpc, blpu.country) == (None,) * 5


def test_an_lpi_gathers_its_objects_from_columns() -> None:
    lpi = Lpi.model_validate(LPI | {"sao_text": "FLAT", "pao_start_number": "10", "pao_start_suffix": "A"})
    assert lpi.sao.text == "FLAT"
    assert lpi.pao.numbers == "10A"
    assert Lpi.model_validate_json(lpi.model_dump_json()) == lpi


def test_an_lpi_refuses_a_column_that_nobody_knows() -> None:
    with pytest.raises(ValidationError, match=r"pao\.middle_number"):
        Lpi.model_validate(LPI | {"pao_middle_number": "1"})


def test_lpis_of_a_street_are_sorted_flats_before_the_next_number() -> None:
    places = [
        {"pao_start_number": "2"},
        {"pao_start_number": "10"},
        {"pao_start_number": "10", "sao_start_number": "1"},
        {"pao_start_number": "10", "sao_start_number": "2"},
        {"pao_start_number": "10", "sao_start_number": "10"},
        {"pao_start_number": "10", "sao_text": "BASEMENT"},
        {"pao_start_number": "10", "pao_start_suffix": "A"},
        {"pao_start_number": "11"},
        {"pao_text": "TITHE BARN"},
    ]
    lpis = [Lpi.model_validate(LPI | place) for place in places]
    shuffled = lpis[4:] + lpis[:4]
    assert sorted(shuffled, key=lambda lpi: lpi.order) == lpis


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("r", ("R",)),
        ("RD", ("R", "RD")),
        ("RD02", ("R", "RD", "RD02")),
        ("CH01YH", ("C", "CH", "CH01", "CH01YH")),
    ],
)
def test_a_class_has_up_to_four_levels(code: str, levels: tuple[str, ...]) -> None:
    cells = KEY | {"class_key": "K", "classification_code": code}
    assert Classification.model_validate(cells).levels == levels


@pytest.mark.parametrize("code", ["", "Q", "A1", "RD0", "RD02Y", "RD02YHX", "1"])
def test_other_codes_are_no_class(code: str) -> None:
    with pytest.raises(ValidationError):
        Classification.model_validate(KEY | {"class_key": "K", "classification_code": code})


@pytest.mark.parametrize(
    ("code", "shell", "ancillary"), [("PP", True, False), ("RG02", False, True), ("RD04", False, False)]
)
def test_a_class_tells_shells_and_garages(code: str, *, shell: bool, ancillary: bool) -> None:
    read = Classification.model_validate(KEY | {"class_key": "K", "classification_code": code})
    assert (read.is_parent_shell, read.is_ancillary) == (shell, ancillary)


@pytest.mark.parametrize(
    ("start", "end", "day", "stands"),
    [
        (None, None, "2026-04-01", True),
        ("2026-04-01", None, "2026-04-01", True),
        ("2026-04-02", None, "2026-04-01", False),
        (None, "2026-04-01", "2026-04-01", True),
        (None, "2026-03-31", "2026-04-01", False),
    ],
)
def test_a_record_stands_from_its_first_day_to_its_last(
    start: str | None, end: str | None, day: str, *, stands: bool
) -> None:
    record = GazetteerRecord.model_validate({"start_date": start, "end_date": end})
    assert record.stands_on(date.fromisoformat(day)) is stands


def test_records_do_not_show_whose_they_are() -> None:
    shown = repr(Organisation.model_validate(KEY | {"org_key": "9900O1", "organisation": "SECRET LTD"}))
    assert "SECRET" not in shown
    assert UPRN not in shown


def test_an_lpi_is_made_of_columns_or_of_itself_and_of_nothing_else() -> None:
    lpi = Lpi.model_validate(LPI)
    assert Lpi.model_validate(lpi) == lpi
    with pytest.raises(ValidationError):
        Lpi.model_validate("10 Mill Lane")


@pytest.mark.parametrize("cells", [{"pao": {"text": "BARN"}, "pao_text": "MILL"}, {1: "MILL"}])
def test_an_lpi_keeps_all_that_it_is_given_or_refuses_it(cells: dict[object, object]) -> None:
    columns = {name: cell for name, cell in LPI.items() if not name.startswith("pao")}
    with pytest.raises(ValidationError):
        Lpi.model_validate(columns | cells)
