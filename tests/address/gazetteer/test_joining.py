import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.address.gazetteer.contents import contents
from tests.address.premium_files import (
    BLPU,
    CLASS,
    LPI,
    ORGANISATION,
    POINT,
    STREET,
    SUCCESSOR,
    premium_file,
    record,
    whole,
)

from localgov_components.address import (
    AddressBasePremium,
    AddressQuery,
    BuildReport,
    Gazetteer,
    GazetteerAddress,
    LlpgExport,
)
from localgov_components.address.gazetteer import joining
from localgov_components.address.rejects import Rejects, rejects_path
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.record_fields import unpacked
from localgov_components.core import NotFoundError
from localgov_components.identifiers import Uprn

HOUSE = Uprn.parse("11")


def build(folder: Path, *records: Iterable[str]) -> BuildReport:
    return Gazetteer.build(premium_file(folder, *records), folder / "a.gazetteer", most_rejected=1)


def built(folder: Path, *records: Iterable[str], uprn: Uprn = HOUSE) -> GazetteerAddress:
    build(folder, *records)
    with Gazetteer.open(folder / "a.gazetteer") as gazetteer:
        return gazetteer.get(uprn)


def wordings(folder: Path, *records: Iterable[str]) -> list[tuple[str, str | None]]:
    build(folder, *records)
    with Gazetteer.open(folder / "a.gazetteer") as gazetteer:
        return [(wording.text, wording.language) for wording in gazetteer.wordings(HOUSE)]


def rejected(folder: Path, *records: Iterable[str]) -> list[str]:
    report = build(folder, *records)
    for source in report.sources:
        assert source.read == source.kept + source.rejected
    if report.rejects is None:
        return []
    return rejects_path(folder / "a.gazetteer").read_text(encoding="utf-8").splitlines()[1:]


def test_an_address_is_joined_from_all_its_records(tmp_path: Path) -> None:
    address = built(tmp_path, *whole(record(28, POINT), record(32, CLASS), record(31, ORGANISATION)))
    assert address.single_line_address == "AMBLEFORD JOINERY, 12A MILL LANE, AMBLEFORD, DT97 1AF"
    assert (address.building_number, address.street_name, address.town_name) == ("12A", "MILL LANE", "AMBLEFORD")
    assert (address.classification_code, address.usrn, address.udprn) == ("RD04", "99000001", "99010405")
    assert (address.easting, address.longitude, address.rpc) == (333_000.5, -0.948, 1)
    assert (str(address.custodian_code), address.logical_status, address.language) == ("9055", 1, "ENG")
    assert (str(address.postcode), address.post_town, address.organisation) == (
        "DT97 1AF",
        "AMBLEFORD",
        "AMBLEFORD JOINERY",
    )


def test_records_may_come_in_any_order_and_in_files_of_one_type_each(tmp_path: Path) -> None:
    records = whole(record(28, POINT), record(32, CLASS))
    files = [premium_file(tmp_path, each, name=f"{number}.csv") for number, each in enumerate(records[::-1])]
    report = Gazetteer.build(files, tmp_path / "many.gazetteer")
    assert [source.kept for source in report.sources] == [1] * 5
    with Gazetteer.open(tmp_path / "many.gazetteer") as gazetteer:
        assert gazetteer.get(HOUSE) == built(tmp_path, *records)


def test_a_flat_has_its_number_and_its_building(tmp_path: Path) -> None:
    lpi = LPI | {"sao_start_number": "3", "pao_start_number": "", "pao_start_suffix": "", "pao_text": "MILL HOUSE"}
    address = built(tmp_path, record(15, STREET), record(21, BLPU), record(24, lpi))
    assert address.single_line_address == "3 MILL HOUSE, MILL LANE, AMBLEFORD, DT97 1AF"
    assert (address.sub_building, address.building_name) == (None, "3 MILL HOUSE")
    numbered = LPI | {"sao_start_number": "3"}
    address = built(tmp_path, record(15, STREET), record(21, BLPU), record(24, numbered))
    assert (address.sub_building, address.building_number) == ("3", "12A")


def test_alternatives_other_languages_and_royal_mail_are_further_wordings(tmp_path: Path) -> None:
    welsh_street = STREET | {"street_description": "LÔN Y FELIN", "town_name": "RHYDAMBL", "language": "CYM"}
    point = POINT | {"welsh_thoroughfare": "LÔN Y FELIN", "welsh_post_town": "RHYDAMBL", "sub_building_name": ""}
    found = wordings(
        tmp_path,
        *whole(
            record(15, welsh_street),
            record(24, LPI | {"language": "CYM"}),
            record(24, LPI | {"logical_status": "3", "pao_text": "MILL COTTAGE"}),
            record(24, LPI | {"logical_status": "8", "pao_text": "OLD FORGE"}),
            record(28, point),
        ),
    )
    assert found == [
        ("12A LÔN Y FELIN, RHYDAMBL, DT97 1AF", "CYM"),
        ("MILL COTTAGE, 12A MILL LANE, AMBLEFORD, DT97 1AF", "ENG"),
        ("12 MILL LANE, AMBLEFORD, DT97 1AF", "ENG"),
        ("12 LÔN Y FELIN, RHYDAMBL, DT97 1AF", "CYM"),
    ]


def test_a_welsh_wording_matches(tmp_path: Path) -> None:
    welsh_street = STREET | {"street_description": "LÔN Y FELIN", "town_name": "RHYDAMBL", "language": "CYM"}
    build(tmp_path, *whole(record(15, welsh_street), record(24, LPI | {"language": "CYM"})))
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        assert gazetteer.match("12A Lon y Felin, Rhydambl DT97 1AF").uprn == HOUSE


def test_a_property_that_is_only_in_welsh_is_in_welsh(tmp_path: Path) -> None:
    street = STREET | {"language": "CYM"}
    address = built(tmp_path, record(15, street), record(21, BLPU), record(24, LPI | {"language": "CYM"}))
    assert address.language == "CYM"


def test_what_is_not_approved_is_no_address_and_its_uprn_is_retired(tmp_path: Path) -> None:
    old = record(21, BLPU | {"uprn": "5", "logical_status": "8"})
    build(tmp_path, *whole(old, record(30, SUCCESSOR)))
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        assert gazetteer.edition.addresses == 1
        assert gazetteer.successors(Uprn.parse("5")) == (HOUSE,)
        assert gazetteer.successors(HOUSE) == ()
        with pytest.raises(NotFoundError, match="retired") as missing:
            gazetteer.get(Uprn.parse("5"))
        assert missing.value.code == "gazetteer.retired"
        assert gazetteer.find(AddressQuery(uprn=Uprn.parse("5"))).total == 0


@pytest.mark.parametrize(
    ("records", "reject"),
    [
        (whole(record(24, LPI | {"uprn": "12"})), "premium.csv,4,uprn,there is no sound BLPU of this UPRN."),
        (whole(record(21, BLPU | {"uprn": "12"})), "premium.csv,4,,no approved LPI of it could be read."),
        (whole(record(21, BLPU)), "premium.csv,4,uprn,the same UPRN as line 2."),
        (whole(record(24, LPI | {"usrn": "99000002"})), "premium.csv,4,usrn,its street has no name in its language."),
        (whole(record(28, POINT | {"postcode": ""})), "premium.csv,4,postcode,"),
        (whole(record(21, BLPU | {"uprn": "x"})), "premium.csv,4,uprn,not a whole number of up to 12 digits."),
        (whole(record(21, BLPU, change="D")), "premium.csv,4,change_type,a deleted record: it belongs to an update."),
        (whole(record(21, BLPU)[:-1]), 'premium.csv,4,,"21 cells, which no record of type 21 has."'),
        (whole(["77", "I"]), "premium.csv,4,record_identifier,not a type of record of BS 7666."),
        (whole(record(21, BLPU | {"uprn": "12", "easting": "9999999"})), "premium.csv,4,easting,out of range"),
    ],
)
def test_a_record_that_belongs_to_nothing_or_is_wrong_is_rejected(
    tmp_path: Path, records: list[list[str]], reject: str
) -> None:
    listed = rejected(tmp_path, *records)
    assert any(line.startswith(reject) for line in listed)


def test_header_trailer_and_metadata_are_counted_and_not_needed(tmp_path: Path) -> None:
    header = ["10", "AMBLEFORD", "9055", "2026-01-01", "0", "2026-01-01", "10:00:00", "2.0", "F"]
    assert rejected(tmp_path, header, *whole(["29", "", ""]), ["99", "0", "5", "2026-01-01", "10:00:00"]) == []


def test_joining_that_was_interrupted_goes_on_behind_what_it_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        each
        for number in range(1, 8)
        for each in (
            record(21, BLPU | {"uprn": str(number)}),
            record(24, LPI | {"uprn": str(number), "lpi_key": f"K{number}", "usrn": f"9900000{number % 2 + 1}"}),
        )
    ]
    source, target = premium_file(tmp_path, record(15, STREET), *rows), tmp_path / "a.gazetteer"
    fresh = tmp_path / "fresh.gazetteer"
    Gazetteer.build(source, fresh, most_rejected=1)
    monkeypatch.setattr(joining, "_PROPERTIES_TO_A_CHECKPOINT", 2)
    calls: list[int] = []
    put = joining.put_lifecycle

    def interrupted(connection: sqlite3.Connection, uprn: int, joined: joining.Joined) -> None:
        calls.append(uprn)
        if len(calls) == 6:
            raise KeyboardInterrupt
        put(connection, uprn, joined)

    monkeypatch.setattr(joining, "put_lifecycle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Gazetteer.build(source, target, most_rejected=1)
    report = Gazetteer.build(source, target, most_rejected=1)
    assert (report.resumed, report.addresses) == (True, 3)
    assert calls == [1, 2, 3, 4, 5, 6, 5, 6, 7]
    assert contents(target) == contents(fresh)
    assert rejects_path(target).read_bytes() == rejects_path(fresh).read_bytes()


def test_lines_of_headings_name_the_columns(tmp_path: Path) -> None:
    heading = ["RECORD_IDENTIFIER", "CHANGE_TYPE", "UPRN", "LOGICAL_STATUS", "X_COORDINATE", "Y_COORDINATE"]
    rows = [record(15, STREET), record(24, LPI), heading, ["21", "I", "11", "1", "333000", "81000"]]
    assert built(tmp_path, *rows).easting == 333_000


def test_a_build_that_goes_on_still_knows_the_headings(tmp_path: Path) -> None:
    heading = ["RECORD_IDENTIFIER", "CHANGE_TYPE", "UPRN", "LOGICAL_STATUS"]
    path = premium_file(tmp_path, heading, ["21", "I", "11", "1"], ["21", "I", "12", "1"])
    (batch,) = AddressBasePremium(path).batches(SourceReading(path, after=2), Rejects())
    (kept,) = batch.records
    assert unpacked(kept.kind, kept.key, kept.own, kept.fields) == {"uprn": "12", "logical_status": "1"}


def test_the_export_of_a_councils_own_gazetteer_has_other_columns(tmp_path: Path) -> None:
    street = ["15", "I", "1", "99000001", "MILL LANE", "", "AMBLEFORD", "", "ENG"]
    blpu = ["21", "I", "2", "11", "1", "2", "2020-01-01", "RD04", "", "333000.50", "81000.25", "1", "9055"]
    blpu += ["2001-01-01", "", "2024-02-29", "2001-01-01", "", "", "", "", "", ""]
    lpi = ["24", "I", "3", "11", "9055L000000001", "ENG", "1", "2001-01-01", "", "2001-01-01", "2024-02-29"]
    lpi += ["", "", "", "", "", "12", "A", "", "", "", "99000001", "", "Y", "DT97 1AF", "AMBLEFORD", "Y", "", "", ""]
    path = premium_file(tmp_path, street, blpu, lpi, name="llpg.csv")
    report = Gazetteer.build(LlpgExport(path), tmp_path / "llpg.gazetteer")
    assert (report.sources[0].kind, report.addresses) == ("llpg", 1)
    with Gazetteer.open(tmp_path / "llpg.gazetteer") as gazetteer:
        address = gazetteer.get(HOUSE)
    assert address.single_line_address.startswith("12A MILL LANE, AMBLEFORD")
    assert (address.classification_code, str(address.postcode)) == ("RD04", "DT97 1AF")


def test_the_published_examples_are_joined(suites: Path, tmp_path: Path) -> None:
    folder = suites / "address" / "products" / "addressbase_premium"
    files = sorted(path for path in folder.glob("*.csv") if path.stem != "hierarchy")
    report = Gazetteer.build([AddressBasePremium(path) for path in files], tmp_path / "a.gazetteer", most_rejected=1)
    assert report.addresses == 2
    assert all(source.read == source.kept + source.rejected for source in report.sources)
    assert {source.name: source.rejected for source in report.sources if source.rejected} == {
        "classification.csv": 1,
        "delivery_point.csv": 3,
        "organisation.csv": 1,
    }
    with Gazetteer.open(tmp_path / "a.gazetteer") as gazetteer:
        (welsh,) = gazetteer.wordings(Uprn.parse("100010971565"))
    assert welsh.language == "CYM"
