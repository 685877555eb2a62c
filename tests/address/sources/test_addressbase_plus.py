from pathlib import Path

import pytest
from tests.address.sources.reads import addresses, read, refusal, written

from localgov_components.address import AddressBasePlus, Gazetteer
from localgov_components.address.sources.addressbase_plus import PLUS_COLUMNS
from localgov_components.identifiers import Uprn

FLAT = {
    "uprn": "999900000017",
    "change_type": "I",
    "class": "RD06",
    "parent_uprn": "999900000018",
    "x_coordinate": "333000.50",
    "y_coordinate": "81000.25",
    "latitude": "50.6250000",
    "longitude": "-.9480000",
    "rpc": "2",
    "local_custodian_code": "9055",
    "country": "W",
    "last_update_date": "2018-12-09",
    "sao_text": "FLAT 2",
    "pao_start_number": "114",
    "usrn": "99000001",
    "os_topo_toid": "osgb1000027127263",
    "street_description": "MILL LANE",
    "locality": "RIVERSIDE",
    "town_name": "AMBLEFORD",
    "postcode_locator": "DT97 1AF",
    "addressbase_postal": "C",
}
ROYAL_MAIL = {
    "udprn": "99010405",
    "sub_building_name": "FLAT 2",
    "building_number": "114",
    "thoroughfare": "MILL LANE",
    "post_town": "AMBLEFORD",
    "postcode": "DT97 1AA",
    "delivery_point_suffix": "1A",
}
WELSH = {
    "alt_language": "CYM",
    "alt_language_sao_text": "FFLAT 2",
    "alt_language_street_description": "LÔN Y FELIN",
}


def plus(folder: Path, *rows: dict[str, str], heading: bool = False) -> AddressBasePlus:
    lines = [",".join(PLUS_COLUMNS).upper()] if heading else []
    lines += [",".join(f'"{row.get(name, "")}"' for name in PLUS_COLUMNS) for row in rows]
    return AddressBasePlus(written(folder, "\n".join(lines) + "\n"))


@pytest.mark.parametrize("heading", [False, True])
def test_a_row_is_an_address_in_the_words_of_the_local_authority(tmp_path: Path, *, heading: bool) -> None:
    ((line, address),) = addresses(plus(tmp_path, FLAT, heading=heading))
    assert line == 1 + heading
    assert address.single_line_address == "FLAT 2, 114 MILL LANE, RIVERSIDE, AMBLEFORD, DT97 1AF"
    assert (address.sub_building, address.building_number, address.locality) == ("FLAT 2", "114", "RIVERSIDE")
    assert (str(address.parent_uprn), address.classification_code) == ("999900000018", "RD06")
    assert (address.toid, address.longitude, address.rpc) == ("osgb1000027127263", -0.948, 2)
    assert (str(address.custodian_code), address.addressbase_postal, address.change_code) == ("9055", "C", "I")
    assert address.alternates == ()


def test_royal_mails_postcode_goes_first_and_its_wording_is_an_alternate(tmp_path: Path) -> None:
    ((_, address),) = addresses(plus(tmp_path, FLAT | ROYAL_MAIL))
    assert (str(address.postcode), address.post_town, address.delivery_point_suffix) == ("DT97 1AA", "AMBLEFORD", "1A")
    assert [other.single_line_address for other in address.alternates] == ["FLAT 2, 114 MILL LANE, AMBLEFORD, DT97 1AA"]


def test_the_other_language_is_an_alternate_and_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    ((_, address),) = addresses(plus(tmp_path, FLAT | WELSH))
    (welsh,) = address.alternates
    assert welsh.single_line_address == "FFLAT 2, 114 LÔN Y FELIN, RIVERSIDE, AMBLEFORD, DT97 1AF"
    assert welsh.language == "CYM"


def test_a_deleted_row_belongs_to_an_update(tmp_path: Path) -> None:
    source = plus(tmp_path, FLAT, {"uprn": "5", "change_type": " d"})
    _, rejects = read(source)
    assert [(reject.line, reject.column) for reject in rejects] == [(2, "change_code")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"usrn": "x"}, "usrn"),
        ({"street_description": ""}, "street_description"),
        ({"rpc": "7"}, "rpc"),
        ({"sao_start_suffix": "A"}, "sao"),
    ],
)
def test_a_wrong_row_is_rejected(tmp_path: Path, cells: dict[str, str], column: str) -> None:
    _, rejects = read(plus(tmp_path, FLAT | cells))
    assert {reject.column for reject in rejects} == {column}


def test_another_file_is_refused(tmp_path: Path) -> None:
    (fault,) = refusal(AddressBasePlus(written(tmp_path, "uprn,address\n1,a\n")))
    assert "77 cells" in fault.message


def test_the_published_examples_are_read_whole(suites: Path) -> None:
    folder = suites / "address" / "products" / "addressbase_plus"
    found = [address for path in sorted(folder.glob("*.csv")) for _, address in addresses(AddressBasePlus(path))]
    assert len(found) == 9
    assert sum(bool(address.alternates) for address in found) == 7
    assert all(address.single_line_address.endswith(str(address.postcode)) for address in found)


def test_an_update_of_a_row_with_other_wordings_changes_them_and_nothing_else(tmp_path: Path) -> None:
    target, welsh = tmp_path / "a.gazetteer", FLAT | WELSH | {"change_type": "U"}
    Gazetteer.build(plus(tmp_path, FLAT | WELSH), target)
    assert Gazetteer.update(plus(tmp_path, welsh), target).unchanged == 1
    report = Gazetteer.update(plus(tmp_path, welsh | {"alt_language_street_description": "STRYD Y CEI"}), target)
    assert report.updated == 1
    with Gazetteer.open(target) as gazetteer:
        (wording,) = gazetteer.wordings(Uprn.parse(FLAT["uprn"]))
    assert wording.text.startswith("FFLAT 2, 114 STRYD Y CEI")
    assert Gazetteer.update(plus(tmp_path, FLAT | {"change_type": "D"}), target).deleted == 1
