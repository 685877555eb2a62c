from pathlib import Path

import pytest
from tests.address.sources.reads import addresses, read, refusal, written

from localgov_components.address import PlainAddresses


@pytest.mark.parametrize(
    "heading", ["uprn,address", "UPRN No.,Full Address", "Unique_Property_Reference_Number,SiteAddress"]
)
def test_a_uprn_and_an_address_are_enough(tmp_path: Path, heading: str) -> None:
    ((line, address),) = addresses(PlainAddresses(written(tmp_path, f'{heading}\n000123,"1 Mill Lane, dt97 1af"\n')))
    assert (line, str(address.uprn), address.single_line_address) == (2, "123", "1 Mill Lane, dt97 1af")
    assert str(address.postcode) == "DT97 1AF"


def test_a_postcode_of_its_own_column_goes_before_one_in_the_address(tmp_path: Path) -> None:
    text = 'uprn,address,Post Code\n1,"1 Mill Lane, DT97 1AF",DT97 1AA\n2,"2 Mill Lane, DT97 1AF",\n'
    assert [str(address.postcode) for _, address in addresses(PlainAddresses(written(tmp_path, text)))] == [
        "DT97 1AA",
        "DT97 1AF",
    ]


def test_an_address_in_several_columns_is_joined_in_their_order(tmp_path: Path) -> None:
    text = "Address 2,UPRN,Address 1,Address 10\nAmbleford,1,1 Mill Lane,Dorsetshire\n,2,Barn End,\n"
    assert [address.single_line_address for _, address in addresses(PlainAddresses(written(tmp_path, text)))] == [
        "1 Mill Lane, Ambleford, Dorsetshire",
        "Barn End",
    ]


def test_coordinates_and_streets_are_taken_where_they_are_headed_so(tmp_path: Path) -> None:
    text = "uprn,address,X Coordinate,Y Coordinate,usrn,colour\n1,Barn End,333000.5,81000,99000001,red\n"
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, text)))
    assert (address.easting, address.northing, address.usrn) == (333000.5, 81000, "99000001")


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Key,Where,Address,Code\n1,Barn End,not this,DT97 1AA\n")
    ((_, address),) = addresses(PlainAddresses(path, uprn="key", address="WHERE", postcode="code"))
    assert (address.single_line_address, str(address.postcode)) == ("Barn End", "DT97 1AA")


@pytest.mark.parametrize(
    ("text", "column"),
    [("address,postcode\na,b\n", "uprn"), ("uprn,postcode\n1,b\n", "address"), ("1,Barn End\n", "uprn")],
)
def test_a_missing_column_refuses_the_file_and_says_how_it_may_be_headed(
    tmp_path: Path, text: str, column: str
) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, text)))
    assert (fault.line, fault.column) == (1, column)
    assert f"headed: {column}" in fault.message


def test_a_column_that_was_named_and_is_not_there_refuses_the_file(tmp_path: Path) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, "uprn,address\n1,a\n"), address="Location"))
    assert fault.column == "address"


def test_rows_without_uprn_address_or_a_sound_postcode_are_rejected(tmp_path: Path) -> None:
    text = "uprn,address,postcode,x,y\n,a,,,\n1,,,,\n2,b,nowhere,,\n3,c,,1,\n4,d,,9999999,1\n5,e,,,\n"
    _, rejects = read(PlainAddresses(written(tmp_path, text)))
    assert [(reject.line, reject.column) for reject in rejects] == [
        (2, "uprn"),
        (3, "single_line_address"),
        (4, "postcode"),
        (5, None),
        (6, "easting"),
    ]
