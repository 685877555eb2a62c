from pathlib import Path

import pytest
from tests.address.sources.reads import addresses, read, refusal, written

from localgov_components.address import Gazetteer, PlainAddresses, address_label
from localgov_components.address.sources.plain_parts import composed
from localgov_components.identifiers import Uprn

HEADINGS = "UPRN,Company Name,Flat No.,House Name,House No,Street,Locality,Post Town,Postcode"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (",,,12,Mill Lane,,Ambleford", "12 Mill Lane, Ambleford"),
        (",2,,12A,Mill Lane,,Ambleford", "Flat 2, 12A Mill Lane, Ambleford"),
        (",B,,12,Mill Lane,,", "Flat B, 12 Mill Lane"),
        (",2b,Mill House,12,Mill Lane,,", "Flat 2b, Mill House, 12 Mill Lane"),
        (",First Floor,,12,Mill Lane,,", "First Floor, 12 Mill Lane"),
        (",,Barn End,,Mill Lane,Old Quay,Ambleford", "Barn End, Mill Lane, Old Quay, Ambleford"),
        (",,12-14,,Mill Lane,,", "12-14 Mill Lane"),
        (",,Oxford House 12-14,,Mill Lane,,", "Oxford House, 12-14 Mill Lane"),
        ("Sails,Unit 3,,4,Quay Street,,", "Sails, Unit 3, 4 Quay Street"),
        (",,NULL,3,,Hagworth,-", "3, Hagworth"),
    ],
)
def test_the_line_is_made_of_the_parts(tmp_path: Path, cells: str, line: str) -> None:
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, f"{HEADINGS}\n1,{cells},DT97 1AA\n")))
    assert address.single_line_address == line
    assert str(address.postcode) == "DT97 1AA"


def test_the_parts_are_kept_and_make_the_label(tmp_path: Path) -> None:
    ((_, address),) = addresses(
        PlainAddresses(written(tmp_path, f"{HEADINGS}\n1,,2,,10,Mill Lane,,Ambleford,DT97 1AF\n"))
    )
    assert (address.sub_building, address.building_number, address.street_name, address.town_name) == (
        "Flat 2",
        "10",
        "Mill Lane",
        "Ambleford",
    )
    assert address_label(address) == "Flat 2, 10 Mill Lane, Ambleford, DT97 1AF"


def test_a_row_without_any_part_is_rejected(tmp_path: Path) -> None:
    _, rejects = read(PlainAddresses(written(tmp_path, f"{HEADINGS}\n1,,,,,,,,DT97 1AA\n2,,,,3,Mill Lane,,,\n")))
    assert [(reject.line, reject.column) for reject in rejects] == [(2, "single_line_address")]


@pytest.mark.parametrize(
    ("headings", "line"),
    [("Address,Street,House No", "x"), ("Address 1,Street,House No", "x"), ("Road Name,House Name,Number", "y, z x")],
)
def test_a_whole_address_goes_before_its_parts(tmp_path: Path, headings: str, line: str) -> None:
    ((_, address),) = addresses(PlainAddresses(written(tmp_path, f"uprn,{headings}\n1,x,y,z\n")))
    assert address.single_line_address == line


def test_a_column_named_for_the_address_goes_before_parts(tmp_path: Path) -> None:
    path = written(tmp_path, "uprn,where,street\n1,Barn End,Mill Lane\n")
    ((_, address),) = addresses(PlainAddresses(path, address="Where"))
    assert (address.single_line_address, address.street_name) == ("Barn End", None)


def test_parts_without_a_street_are_no_address(tmp_path: Path) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, "uprn,house no,town\n1,2,Ambleford\n")))
    assert (fault.line, fault.column) == (1, "address")
    assert "with a column street" in fault.message


def test_two_streets_are_one_too_many(tmp_path: Path) -> None:
    (fault,) = refusal(PlainAddresses(written(tmp_path, "uprn,street,Street\n1,a,b\n")))
    assert (fault.column, fault.message[:9]) == ("street", "2 columns")


def test_a_flat_in_words_stays_as_it_is() -> None:
    for words in ("Flat 2", "Basement", "2-4", "12345"):
        assert composed({"sub_building": words, "street_name": "Mill Lane"})["sub_building"] == words


def test_what_was_built_from_parts_is_matched(tmp_path: Path) -> None:
    rows = "".join(f"{number},,{number},,10,Mill Lane,,Ambleford,DT97 1AF\n" for number in range(1, 5))
    Gazetteer.build(written(tmp_path, f"{HEADINGS}\n{rows}"), tmp_path / "a.gazetteer")
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        assert gazetteer.match("flat 3, 10 mill ln, ambleford").uprn == Uprn.parse("3")
        assert gazetteer.match("flat 5, 10 mill ln, ambleford").uprn is None
