from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.address.os_places.replies import dpa, lpi

from localgov_components.address import GazetteerAddress
from localgov_components.address.os_places.rows import Row
from localgov_components.core import ProviderUnavailableError


def read(result: JsonValue) -> GazetteerAddress:
    return Row.of(result).address


def test_a_delivery_point_fills_the_fields_of_an_address() -> None:
    address = read(
        dpa(
            "000199990001",
            "10",
            ORGANISATION_NAME="AMBLEFORD BAKERY",
            DEPARTMENT_NAME="ORDERS",
            SUB_BUILDING_NAME="UNIT 2",
            BUILDING_NAME="THE GRANARY",
            DEPENDENT_THOROUGHFARE_NAME="MILL YARD",
            DOUBLE_DEPENDENT_LOCALITY="NETHER END",
            DEPENDENT_LOCALITY="AMBLE GREEN",
            PO_BOX_NUMBER="7",
            DELIVERY_POINT_SUFFIX="1A",
            PARENT_UPRN="000199990000",
        )
    )
    assert str(address.uprn) == "199990001"
    assert str(address.parent_uprn) == "199990000"
    assert address.organisation == "AMBLEFORD BAKERY, ORDERS"
    assert (address.sub_building, address.building_name, address.building_number) == ("UNIT 2", "THE GRANARY", "10")
    assert address.street_name == "MILL YARD, MILL LANE"
    assert address.locality == "NETHER END, AMBLE GREEN"
    assert (address.post_town, str(address.postcode)) == ("AMBLEFORD", "DT97 1AA")
    assert (address.po_box, address.delivery_point_suffix) == ("7", "1A")
    assert (address.easting, address.northing, address.rpc) == (333000.5, 81000.25, 1)
    assert address.last_update_date == date(2016, 2, 10)
    assert (address.language, str(address.custodian_code)) == ("ENG", "9055")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"PAO_START_NUMBER": "12", "PAO_START_SUFFIX": "A"}, (None, None, "12A")),
        ({"PAO_START_NUMBER": "12", "PAO_END_NUMBER": "14", "PAO_END_SUFFIX": "B"}, (None, None, "12-14B")),
        ({"PAO_START_NUMBER": 12}, (None, None, "12")),
        ({"PAO_START_NUMBER": None, "PAO_TEXT": "TITHE BARN"}, (None, "TITHE BARN", None)),
        ({"SAO_TEXT": "FLAT 2"}, ("FLAT 2", None, "1")),
        ({"SAO_START_NUMBER": "3", "SAO_START_SUFFIX": "A"}, ("3A", None, "1")),
        ({"SAO_TEXT": "ANNEXE", "SAO_START_NUMBER": "3"}, ("ANNEXE, 3", None, "1")),
    ],
)
def test_a_land_and_property_identifier_gives_number_name_and_flat(
    fields: dict[str, Any], expected: tuple[str | None, ...]
) -> None:
    address = read(lpi(**fields))
    assert (address.sub_building, address.building_name, address.building_number) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"USRN": "00000000"},
        {"USRN": []},
        {"X_COORDINATE": "east"},
        {"X_COORDINATE": -5},
        {"Y_COORDINATE": None},
        {"RPC": "77"},
        {"POSTCODE_LOCATOR": "NOT ONE"},
        {"LAST_UPDATE_DATE": "2016-02-10"},
        {"LAST_UPDATE_DATE": "31/02/2016"},
        {"LOCAL_CUSTODIAN_CODE": 123456},
        {"PARENT_UPRN": "199990001"},
        {"PARENT_UPRN": "0"},
        {"LANGUAGE": "FR"},
        {"CLASSIFICATION_CODE": "?"},
        {"LOGICAL_STATUS_CODE": "44", "LPI_LOGICAL_STATUS_CODE": None},
        {"TOPOGRAPHY_LAYER_TOID": True},
        {"BUILDING_NAME": {"nested": 1}, "A_FIELD_OF_TOMORROW": [1]},
    ],
)
def test_a_field_that_cannot_be_read_is_left_out_and_the_row_stays(fields: dict[str, Any]) -> None:
    address = read(lpi(**fields))
    assert str(address.uprn) == "199990001"
    assert address.street_name == "MILL LANE"


def test_a_number_as_text_or_text_as_a_number_is_the_same() -> None:
    drifted = dpa(UPRN=199990001, UDPRN=51000001, RPC=1, X_COORDINATE="333000.5", LOCAL_CUSTODIAN_CODE="9055")
    assert read(drifted) == read(dpa())
    assert read(dpa(UPRN=199990001.0, BUILDING_NUMBER=1.0, LOCAL_CUSTODIAN_CODE=9055.0)) == read(dpa())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted({*dpa()["DPA"], *lpi()["LPI"]})), JSON), st.sampled_from(["DPA", "LPI"]))
def test_whatever_the_fields_hold_there_is_an_address_or_an_unreadable_answer(
    fields: dict[str, Any], dataset: str
) -> None:
    try:
        address = read({dataset: {"UPRN": "199990001", "ADDRESS": "1 MILL LANE"} | fields})
    except ProviderUnavailableError as error:
        assert error.code == "os-places.unreadable"  # noqa: PT017 - either outcome is right
    else:
        assert address.single_line_address
