import json
from datetime import date

import pytest
from pydantic import ValidationError
from tests.address.core_files import COLUMNS, HOUSE, address, house

from localgov_components.address import GazetteerAddress
from localgov_components.identifiers import Postcode, Uprn

# Ordnance Survey, AddressBase Core: the columns of the product in its order.
PRODUCT = (
    "uprn,parent_uprn,udprn,usrn,toid,classification_code,easting,northing,latitude,longitude,rpc,last_update_date,"
    "single_line_address,po_box,organisation,sub_building,building_name,building_number,street_name,locality,"
    "town_name,post_town,island,postcode,delivery_point_suffix,gss_code,change_code"
)


def test_its_fields_are_the_columns_of_the_product() -> None:
    assert ",".join(COLUMNS) == PRODUCT


def test_cells_become_values() -> None:
    read = GazetteerAddress.model_validate(HOUSE)
    assert read.uprn == Uprn.parse("999900000017")
    assert read.postcode == Postcode.parse("DT97 1AA")
    assert (read.easting, read.northing, read.rpc) == (333000.5, 81000.25, 1)
    assert read.last_update_date == date(2024, 2, 29)


def test_json_and_back_is_the_same_address() -> None:
    read = GazetteerAddress.model_validate(house(toid="OSGB1234567890123", parent_uprn="999900000009"))
    assert GazetteerAddress.model_validate_json(read.model_dump_json()) == read
    assert json.loads(read.model_dump_json())["uprn"] == "999900000017"


def test_repr_shows_nothing_by_which_a_home_is_found() -> None:
    shown = repr(GazetteerAddress.model_validate(house(toid="osgb1234567890123")))
    secret = [value for name, value in HOUSE.items() if name not in {"rpc", "change_code", "classification_code"}]
    assert not [value for value in secret if value in shown and value not in {"E07999001", "2024-02-29"}]
    assert "1234567890123" not in shown


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("usrn", "00099001", "99001"),
        ("udprn", "12345678.0", "12345678"),
        ("toid", "OSGB1000002247760919", "osgb1000002247760919"),
        ("classification_code", "r", "R"),
        ("classification_code", "CH01YH", "CH01YH"),
        ("gss_code", "e07999001", "E07999001"),
        ("change_code", "u", "U"),
        ("street_name", "  Weaver’s\t Row ", "Weaver’s Row"),
        ("building_name", "🏠 Tŷ Gwyn", "🏠 Tŷ Gwyn"),
        ("organisation", "   ", None),
        ("postcode", "", None),
    ],
)
def test_a_cell_is_kept_in_its_canonical_form(column: str, cell: str, kept: str | None) -> None:
    assert getattr(address(**{column: cell}), column) == kept


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("uprn", "1.00023E+11", "lost digits"),
        ("uprn", "0", "zero"),
        ("parent_uprn", "1234567890123", "13 digits"),
        ("usrn", "123456789", "8 digits"),
        ("usrn", "0", "8 digits"),
        ("udprn", "12a", "8 digits"),
        ("toid", "osgb12345", "13 or 16"),
        ("classification_code", "residential", "RD04"),
        ("easting", "3.33E+05", "decimal number"),
        ("easting", "nan", "decimal number"),
        ("easting", "700001", "0 to 700000"),
        ("northing", "-1", "0 to 1300000"),
        ("latitude", "-2.9", "49 to 62"),
        ("longitude", "50.6", "-9 to 3"),
        ("rpc", "7", "1, 2, 3, 4, 5 or 9"),
        ("rpc", "one", "1, 2, 3, 4, 5 or 9"),
        ("last_update_date", "29/02/2024", "2026-04-01"),
        ("last_update_date", "2023-02-29", "2026-04-01"),
        ("single_line_address", "  ", "valid string"),
        ("street_name", "Mill\x07Lane", "control character"),
        ("postcode", "DT97 1CI", "not a postcode"),
        ("gss_code", "07UB", "E07999001"),
        ("change_code", "X", "I, U or D"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_rule_and_without_the_cell(column: str, cell: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        address(**{column: cell})
    (error,) = refused.value.errors()
    assert error["loc"] == (column,)
    assert says in error["msg"]
    assert "Mill" not in str(refused.value)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"easting": "333000"}, "easting and northing"),
        ({"longitude": "-2.9"}, "latitude and longitude"),
        ({"parent_uprn": "0000999900000017"}, "own uprn"),
    ],
)
def test_cells_that_contradict_each_other_are_refused(cells: dict[str, str], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        address(**cells)


def test_a_parent_shell_is_told_by_its_class() -> None:
    assert address(classification_code="PP").is_parent_shell
    assert not address(classification_code="RD06").is_parent_shell
    assert not address().is_parent_shell


def test_what_other_sources_know_beyond_the_product_is_read() -> None:
    read = address(custodian_code="114", logical_status="8", language="cym", addressbase_postal="d")
    assert str(read.custodian_code) == "0114"
    assert (read.logical_status, read.language, read.addressbase_postal) == (8, "CYM", "D")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("custodian_code", "12345"),
        ("logical_status", "2"),
        ("logical_status", "10"),
        ("language", "FRA"),
        ("language", "BIL"),
        ("addressbase_postal", "DD"),
    ],
)
def test_a_code_that_nobody_uses_is_refused(name: str, cell: str) -> None:
    with pytest.raises(ValidationError) as refused:
        address(**{name: cell})
    assert [error["loc"] for error in refused.value.errors()] == [(name,)]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("classification_code", "ß"),
        ("toid", "o\u017fgb1000002247760919"),
        ("building_name", "Half \ud83c a house"),
        ("last_update_date", 0),
        ("last_update_date", 20_260_401),
        ("last_update_date", b"2026-04-01"),
        ("easting", True),
    ],
)
def test_what_only_looks_like_a_cell_is_refused(name: str, cell: object) -> None:
    with pytest.raises(ValidationError) as refused:
        GazetteerAddress.model_validate(HOUSE | {"northing": "81000", name: cell})
    assert [error["loc"] for error in refused.value.errors()] == [(name,)]
