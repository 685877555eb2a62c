"""In the area, outside it, or not known: nobody is turned away for what a gazetteer does not tell."""

from datetime import date

import pytest

from localgov_components.address import GazetteerAddress
from localgov_components.services.area import in_area

TODAY = date(2026, 5, 1)
AMBLEFORD = "E07999001"
CAMBRIDGE, CAMBRIDGE_CUSTODIAN = "E07000008", "0505"
NORTH_YORKSHIRE, CRAVEN, SELBY = "E06000065", "E07000163", "E07000169"
CRAVEN_CUSTODIAN = "2705"


def told(codes: set[str], **columns: str) -> bool | None:
    address = {"uprn": "999900000017", "single_line_address": "1 Mill Lane", **columns}
    return in_area(GazetteerAddress.model_validate(address), frozenset(codes), on=TODAY)


def test_an_address_with_one_of_the_councils_own_codes_is_in_its_area() -> None:
    assert told({AMBLEFORD, "E07999002"}, gss_code=AMBLEFORD) is True


@pytest.mark.parametrize("code", ["E07999002", CAMBRIDGE])
def test_an_address_with_another_code_is_outside(code: str) -> None:
    assert told({AMBLEFORD}, gss_code=code) is False


def test_an_address_that_names_no_area_may_be_anywhere() -> None:
    assert told({AMBLEFORD}) is None


def test_a_custodian_tells_where_there_is_no_code() -> None:
    assert told({CAMBRIDGE}, custodian_code=CAMBRIDGE_CUSTODIAN) is True
    assert told({NORTH_YORKSHIRE}, custodian_code=CAMBRIDGE_CUSTODIAN) is False


@pytest.mark.parametrize("columns", [{"custodian_code": "7655"}, {"custodian_code": "0505", "addressbase_postal": "N"}])
def test_a_custodian_that_is_no_council_tells_nothing(columns: dict[str, str]) -> None:
    assert told({CAMBRIDGE}, **columns) is None


def test_an_older_code_or_custodian_is_in_the_area_of_the_council_that_came_after() -> None:
    assert told({NORTH_YORKSHIRE}, gss_code=CRAVEN) is True
    assert told({NORTH_YORKSHIRE}, custodian_code=CRAVEN_CUSTODIAN) is True


def test_a_new_code_may_be_in_an_area_that_is_still_given_by_older_ones() -> None:
    assert told({CRAVEN}, gss_code=NORTH_YORKSHIRE) is None
    assert told({CRAVEN}, gss_code=SELBY) is None
    assert told({CRAVEN}, gss_code=CAMBRIDGE) is False
