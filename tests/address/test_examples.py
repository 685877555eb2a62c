"""The fictional addresses that examples, documentation and tests of other rooms stand on."""

import csv
from collections import defaultdict

import pytest
from tests.address.core_files import EXAMPLES

from localgov_components.address import AddressBaseCore, GazetteerAddress
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.reading import SourceReading

AMBLEFORD, BRACKWATER, COLDMERE = "E07999001", "E07999002", "E07999003"


@pytest.fixture(scope="module")
def addresses() -> list[GazetteerAddress]:
    rejects = Rejects()
    batches = list(AddressBaseCore(EXAMPLES).batches(SourceReading(EXAMPLES), rejects))
    assert not rejects.rows
    return [address for batch in batches for _, address in batch.addresses]


def test_there_are_two_councils_and_a_neighbour(addresses: list[GazetteerAddress]) -> None:
    areas = [address.gss_code for address in addresses]
    assert {area: areas.count(area) for area in set(areas)} == {AMBLEFORD: 209, BRACKWATER: 181, COLDMERE: 31}


def test_two_postcodes_straddle_a_boundary(addresses: list[GazetteerAddress]) -> None:
    areas = defaultdict(set)
    for address in addresses:
        areas[str(address.postcode)].add(address.gss_code)
    straddling = {postcode: found for postcode, found in areas.items() if len(found) > 1}
    assert straddling == {"DT97 4HB": {AMBLEFORD, BRACKWATER}, "DT97 6XA": {AMBLEFORD, COLDMERE}}


def test_nobody_lives_there(addresses: list[GazetteerAddress]) -> None:
    assert all(str(address.uprn).startswith("9999") and len(str(address.uprn)) == 12 for address in addresses)
    assert {address.postcode.outward for address in addresses if address.postcode} == {"DT97", "DT98", "DT99"}
    # The sea in Lyme Bay.
    assert all(330_000 <= (address.easting or 0) <= 345_000 for address in addresses)
    assert all(75_000 <= (address.northing or 0) <= 85_000 for address in addresses)


def test_every_flat_of_a_shell_names_it(addresses: list[GazetteerAddress]) -> None:
    shells = {address.uprn for address in addresses if address.is_parent_shell}
    children = defaultdict(list)
    for address in addresses:
        if address.parent_uprn:
            children[address.parent_uprn].append(address)
    assert {shell for shell in shells if len(children[shell]) < 2} == set()
    assert len(shells) == 7


@pytest.mark.parametrize(
    "line",
    [
        "Flat 2, 10 Mill Lane, Ambleford, DT97 1AF",
        "12A Tithebarn Street, Ambleford, DT97 1AA",
        "Market Place Books, 12-14 Market Place, Ambleford, DT97 1AB",
        "Ridge Farm, Nether Ambleford, Ambleford, DT97 2AE",
        "Narrow Boat Kingfisher, Mooring 2, Canal Basin, Nether Ambleford, Ambleford, DT97 2AF",
        "First Floor Rear Flat And Roof Terrace, Ebenezer Chapel, 7 Chapel Street, Brackwater, DT98 1AG",
        "Brackwater District Council, PO Box 98, Brackwater, DT98 9AA",
    ],
)
def test_each_hard_kind_of_address_is_there(addresses: list[GazetteerAddress], line: str) -> None:
    assert [address.single_line_address for address in addresses].count(line) == 1


def test_the_file_is_plain() -> None:
    content = EXAMPLES.read_bytes()
    assert b"\r" not in content
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 422
