"""Recorded replies of OS Places over several years are read whole; they are licensed, and stay outside."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.address.os_places.replies import KEY

from localgov_components.address import AddressPage, AddressQuery, OsPlaces, address_label, responsible_councils
from localgov_components.core import ProviderRefusedError
from localgov_components.identifiers import Postcode
from localgov_components.transport import FakeTransport, Response


@pytest.fixture
def recorded(suites: Path) -> Path:
    return suites / "address" / "os_places"


def replayed(path: Path, postcode: str) -> tuple[dict[str, Any], AddressPage]:
    body = json.loads(path.read_text(encoding="utf-8"))
    status = body.get("error", {}).get("statuscode", 200)
    places = OsPlaces(FakeTransport(lambda _: Response.with_json(status, body)), KEY)
    return body, places.find(AddressQuery(postcode=Postcode.parse(postcode), include_shells=True))


@pytest.mark.parametrize(
    ("name", "postcode", "number"),
    [
        ("dhsc_stub_BS44HW-organisation-name", "BS4 4HW", 8),
        ("dhsc_stub_BS70SE-building-name-and-number", "BS7 0SE", 27),
        ("dhsc_stub_GL51BN-garden-flat", "GL5 1BN", 36),
        ("dhsc_stub_SW1A1AA-single-address", "SW1A 1AA", 1),
        ("dhsc_stub_TD113RY-minimal-address-elements", "TD11 3RY", 23),
    ],
)
def test_every_delivery_point_is_read_with_all_that_it_says(
    recorded: Path, name: str, postcode: str, number: int
) -> None:
    body, page = replayed(recorded / f"{name}.json", postcode)
    rows = {int(row["DPA"]["UPRN"]): row["DPA"] for row in body["results"]}
    assert len(page.addresses) == page.total == number == len(rows)
    for address in page.addresses:
        row = rows[address.uprn.number]
        assert str(address.postcode) == postcode == row["POSTCODE"]
        assert address.building_number == row.get("BUILDING_NUMBER")
        assert address.building_name == row.get("BUILDING_NAME")
        assert address.sub_building == row.get("SUB_BUILDING_NAME")
        assert address.organisation == row.get("ORGANISATION_NAME")
        assert (address.easting, address.northing) == (row["X_COORDINATE"], row["Y_COORDINATE"])
        assert address.last_update_date is not None
        assert address.last_update_date.strftime("%d/%m/%Y") == row["LAST_UPDATE_DATE"]
        assert str(address.parent_uprn or "") == row.get("PARENT_UPRN", "")
        assert _words(address_label(address)) == _words(row["ADDRESS"])


def test_a_bad_postcode_is_refused_with_its_reason(recorded: Path) -> None:
    with pytest.raises(ProviderRefusedError, match="Requested postcode was invalid") as error:
        replayed(recorded / "dhsc_stub_ZZ99ZZ-invalid-postcode.json", "ZZ99 3VZ")
    assert error.value.code == "os-places.bad-request"


def test_both_datasets_in_one_reply_with_a_total_that_is_too_small(recorded: Path) -> None:
    _, page = replayed(recorded / "locations_api_dpa_and_lpi.json", "E1 8QS")
    assert page.total == 3
    assert [address.usrn for address in page.addresses if address.usrn] == ["22701338"]
    custodians = [str(address.custodian_code) for address in page.addresses]
    assert sorted(custodians) == ["5900", "5900", "7655"]


def test_a_national_custodian_of_a_recorded_reply_decides_no_council(recorded: Path) -> None:
    body = json.loads((recorded / "locations_api_dpa_and_lpi.json").read_text(encoding="utf-8"))
    places = OsPlaces(FakeTransport(lambda _: Response.with_json(200, body)), KEY)
    answer = responsible_councils(Postcode.parse("E1 8QS"), on=date(2026, 5, 1), addresses=places)
    assert [council.slug for council in answer.councils] == ["tower-hamlets"]
    assert not answer.needs_address


def test_a_padded_uprn_and_the_newer_header(recorded: Path) -> None:
    _, page = replayed(recorded / "planx_lpi.json", "SW1 1AA")
    [address] = page.addresses
    assert str(address.uprn) == "80000000"
    assert address.usrn is None
    assert address.town_name is not None


def _words(text: str) -> list[str]:
    return sorted(text.replace(",", " ").split())
