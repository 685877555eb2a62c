from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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

from localgov_components.address import AddressBasePremium, AddressQuery, Gazetteer, UpdateReport
from localgov_components.address.rejects import rejects_path
from localgov_components.address.sources.record_fields import KEY, OWN_KEY
from localgov_components.core import DefinitionError, NotFoundError
from localgov_components.identifiers import Uprn

HOUSE, OTHER = Uprn.parse("11"), Uprn.parse("12")

# A record of the town: its type, the property or street it is of, its own key; and what else it says.
Named = tuple[int, str, str]
Town = dict[Named, dict[str, str]]
Change = tuple[tuple[Named, dict[str, str]], str]

STREETS = ("99000001", "99000002")
UPRNS = ("11", "12", "13")
POSTCODES = ("DT97 1AF", "DT97 4HB")


TOWN: Town = {
    (15, "99000001", "ENG"): {"street_description": "MILL LANE", "town_name": "AMBLEFORD"},
    (15, "99000002", "ENG"): {"street_description": "QUAY", "town_name": "BRACKWATER"},
    **{(21, uprn, ""): BLPU for uprn in UPRNS},
    (24, "11", "K1"): LPI,
    (24, "12", "K2"): LPI | {"pao_text": "QUAY HOUSE", "usrn": "99000002"},
    (24, "13", "K3"): LPI | {"pao_start_number": "14"},
    (28, "11", "81"): POINT,
}


def of(kind: int, key: str, own: str, said: dict[str, str]) -> dict[str, str]:
    return said | {KEY[kind]: key} | ({OWN_KEY[kind]: own} if kind in OWN_KEY else {})


@st.composite
def records(draw: st.DrawFn) -> tuple[Named, dict[str, str]]:
    kind = draw(st.sampled_from([15, 21, 21, 24, 24, 24, 28, 30, 31, 32]))
    if kind == 15:
        key, own = draw(st.sampled_from(STREETS)), draw(st.sampled_from(["ENG", "CYM"]))
    else:
        key, own = draw(st.sampled_from(UPRNS)), draw(st.sampled_from(["K1", "K2", "K3"]))
    choose = {
        15: lambda: {
            "street_description": draw(st.sampled_from(["MILL LANE", "TITHEBARN STREET", "QUAY"])),
            "town_name": draw(st.sampled_from(["AMBLEFORD", "BRACKWATER", "QUAY"])),
        },
        21: lambda: (
            BLPU
            | {
                "logical_status": draw(st.sampled_from(["1", "1", "1", "8"])),
                "easting": draw(st.sampled_from(["333000.50", "333020", "9999999"])),
                "parent_uprn": draw(st.sampled_from(["", "", "999"])),
                "postcode_locator": draw(st.sampled_from(POSTCODES)),
            }
        ),
        24: lambda: (
            LPI
            | {
                "logical_status": draw(st.sampled_from(["1", "1", "3", "8"])),
                "language": draw(st.sampled_from(["ENG", "ENG", "CYM"])),
                "usrn": draw(st.sampled_from(STREETS)),
                "pao_start_number": draw(st.sampled_from(["12", "14"])),
                "pao_text": draw(st.sampled_from(["", "", "QUAY HOUSE", "THE FORGE"])),
            }
        ),
        28: lambda: POINT | {"postcode": draw(st.sampled_from(POSTCODES))},
        30: lambda: {"successor": draw(st.sampled_from(["14", "15", key]))},
        31: lambda: {"organisation": draw(st.sampled_from(["AMBLEFORD JOINERY", "QUAY SAILS"]))},
        32: lambda: CLASS | {"classification_code": draw(st.sampled_from(["RD04", "PP", "CR08"]))},
    }
    if kind == 21:
        own = ""
    elif kind == 28:
        own = draw(st.sampled_from(["81", "82"]))
    return (kind, key, own), choose[kind]()


CHANGES: st.SearchStrategy[list[Change]] = st.lists(st.tuples(records(), st.sampled_from("IUUD")), max_size=12)


def changed(town: Town, changes: Iterable[Change]) -> Town:
    """The town after the changes: of its type, a record other than a BLPU and a street's name has a key of its own."""
    after = dict(town)
    for ((kind, key, own), said), code in changes:
        for named in list(after):
            if named == (kind, key, own) or (kind not in {15, 21} and named[0] == kind and named[2] == own):
                del after[named]
        if code != "D":
            after[kind, key, own] = said
    return after


def supply(town: Town) -> list[list[str]]:
    """All records of the town, and a barn that never changes, for a gazetteer has at least one address."""
    barn = [
        record(15, STREET | {"usrn": "99000009"}),
        record(21, BLPU | {"uprn": "99"}),
        record(24, LPI | {"uprn": "99", "lpi_key": "K99", "usrn": "99000009", "pao_text": "BARN"}),
    ]
    return barn + [record(kind, of(kind, key, own, said)) for (kind, key, own), said in town.items()]


def update_rows(changes: Iterable[Change]) -> list[list[str]]:
    rows = [
        record(kind, of(kind, key, own, said) | {"pro_order": str(order)}, change=code)
        for order, (((kind, key, own), said), code) in enumerate(changes, start=1)
    ]
    return rows or [["99"]]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(before=CHANGES, epochs=st.lists(CHANGES, min_size=1, max_size=3))
def test_a_gazetteer_that_was_updated_is_one_built_anew(before: list[Change], epochs: list[list[Change]]) -> None:
    town = changed(TOWN, before)
    with TemporaryDirectory() as name:
        folder = Path(name)
        target, anew = folder / "a.gazetteer", folder / "b.gazetteer"
        Gazetteer.build(premium_file(folder, *supply(town)), target, epoch="118", most_rejected=1)
        for epoch, changes in enumerate(epochs, start=119):
            town = changed(town, changes)
            rows = update_rows(changes)
            update = premium_file(folder, *rows[::-1], name="update.csv")
            report = Gazetteer.update(update, target, epoch=str(epoch), most_rejected=1)
            with Gazetteer.open(target) as gazetteer:
                source = gazetteer.edition.sources[-1]
                assert (source.read, source.kept) == (len(rows), len(rows) - report.rejected)
        Gazetteer.build(premium_file(folder, *supply(town)), anew, most_rejected=1)
        assert contents(target) == contents(anew)


def built(folder: Path, *rows: Iterable[str]) -> Path:
    target = folder / "a.gazetteer"
    Gazetteer.build(premium_file(folder, *rows), target, epoch="118", most_rejected=1)
    return target


def updated(folder: Path, *rows: Iterable[str], target: Path | None = None) -> UpdateReport:
    update = premium_file(folder, *rows, name="update.csv")
    return Gazetteer.update(update, target or folder / "a.gazetteer", epoch="119", most_rejected=1)


def line_of(target: Path, uprn: Uprn = HOUSE) -> str:
    with Gazetteer.open(target) as gazetteer:
        return gazetteer.get(uprn).single_line_address


def test_each_record_of_a_property_changes_its_address_without_its_blpu(tmp_path: Path) -> None:
    target = built(tmp_path, *whole(record(32, CLASS), record(31, ORGANISATION), record(28, POINT)))
    report = updated(
        tmp_path,
        record(24, LPI | {"pao_start_number": "14"}, change="U"),
        record(32, CLASS | {"classification_code": "CR08"}, change="U"),
        record(31, ORGANISATION, change="D"),
        record(28, POINT | {"building_number": "14", "postcode": "DT97 4HB"}, change="U"),
        record(30, SUCCESSOR),
    )
    assert (report.inserted, report.updated, report.deleted, report.unchanged) == (0, 1, 0, 0)
    with Gazetteer.open(target) as gazetteer:
        address = gazetteer.get(HOUSE)
        assert address.single_line_address == "14A MILL LANE, AMBLEFORD, DT97 4HB"
        assert (address.classification_code, address.organisation) == ("CR08", None)
        assert gazetteer.successors(Uprn.parse("5")) == (HOUSE,)
        assert gazetteer.match("14A Mill Lane DT97 4HB").uprn == HOUSE
        assert gazetteer.match("12A Mill Lane DT97 4HB").uprn is None
        assert gazetteer.find(AddressQuery(prefix="14a mill")).total == 1
        assert gazetteer.find(AddressQuery(prefix="ambleford joinery")).total == 0


def test_a_street_that_is_renamed_renames_every_address_on_it_also_its_alternates(tmp_path: Path) -> None:
    other_street = record(15, STREET | {"usrn": "99000002", "street_description": "TITHEBARN STREET"})
    alternative = LPI | {"lpi_key": "9055L000000002", "logical_status": "3", "usrn": "99000002"}
    target = built(tmp_path, *whole(other_street, record(24, alternative)))
    report = updated(
        tmp_path, record(15, STREET | {"usrn": "99000002", "street_description": "QUAY STREET"}, change="U")
    )
    assert report.updated == 1
    with Gazetteer.open(target) as gazetteer:
        assert [wording.text for wording in gazetteer.wordings(HOUSE)] == ["12A QUAY STREET, AMBLEFORD, DT97 1AF"]
        assert gazetteer.match("12A Quay Street, Ambleford DT97 1AF").uprn == HOUSE


def test_a_street_that_loses_its_name_takes_its_addresses_along_and_each_is_listed(tmp_path: Path) -> None:
    target = built(tmp_path, *whole())
    report = updated(tmp_path, record(15, STREET, change="D"))
    assert (report.deleted, report.addresses, report.rejected) == (1, 0, 0)
    assert rejects_path(target).read_text(encoding="utf-8").splitlines()[1:] == [
        "premium.csv,2,,no approved LPI of it could be read.",
        "premium.csv,3,usrn,its street has no name in its language.",
    ]


def test_a_delivery_point_that_moves_to_another_property_leaves_the_first(tmp_path: Path) -> None:
    other = [record(21, BLPU | {"uprn": "12"}), record(24, LPI | {"uprn": "12", "lpi_key": "9055L000000002"})]
    target = built(tmp_path, *whole(*other, record(28, POINT)))
    report = updated(tmp_path, record(28, POINT | {"uprn": "12"}, change="U"))
    assert report.updated == 2
    with Gazetteer.open(target) as gazetteer:
        assert (gazetteer.get(HOUSE).udprn, gazetteer.get(OTHER).udprn) == (None, POINT["udprn"])


def test_a_property_that_is_retired_is_no_address_and_comes_back(tmp_path: Path) -> None:
    target = built(tmp_path, *whole())
    assert updated(tmp_path, record(21, BLPU | {"logical_status": "8"}, change="U")).deleted == 1
    with Gazetteer.open(target) as gazetteer, pytest.raises(NotFoundError, match="retired"):
        gazetteer.get(HOUSE)
    again = premium_file(tmp_path, record(21, BLPU, change="U"), name="again.csv")
    assert Gazetteer.update(again, target, epoch="120").inserted == 1
    assert line_of(target) == "12A MILL LANE, AMBLEFORD, DT97 1AF"


def test_records_are_taken_in_the_order_that_they_name_and_from_several_files(tmp_path: Path) -> None:
    target = built(tmp_path, *whole())
    late = record(24, LPI | {"pao_start_number": "14", "pro_order": "7"}, change="U")
    early = record(24, LPI | {"pao_start_number": "16", "pro_order": "6"}, change="U")
    files = [premium_file(tmp_path, each, name=f"{number}.csv") for number, each in enumerate([late, early])]
    report = Gazetteer.update(files, target, epoch="119")
    assert (report.updated, report.rejected) == (1, 0)
    assert line_of(target).startswith("14A")
    with Gazetteer.open(target) as gazetteer:
        assert [(source.read, source.kept) for source in gazetteer.edition.sources] == [(3, 3), (1, 1), (1, 1)]


def test_an_insert_of_what_is_there_and_an_update_of_what_is_not_are_taken(tmp_path: Path) -> None:
    target = built(tmp_path, *whole())
    report = updated(
        tmp_path,
        record(24, LPI | {"pao_start_number": "14"}, change="I"),
        record(31, ORGANISATION, change="U"),
        record(21, BLPU, change="I"),
    )
    assert (report.updated, report.rejected) == (1, 0)
    assert line_of(target) == "AMBLEFORD JOINERY, 14A MILL LANE, AMBLEFORD, DT97 1AF"


def test_what_cannot_be_taken_is_listed_with_its_line(tmp_path: Path) -> None:
    target = built(tmp_path, *whole())
    report = updated(
        tmp_path,
        record(31, ORGANISATION, change="D"),
        record(24, LPI | {"uprn": "12", "lpi_key": "9055L000000002"}),
        record(32, CLASS | {"classification_code": "?"}, change="I"),
        record(15, STREET | {"usrn": "x"}),
        record(15, STREET | {"usrn": "99000003", "language": "FRA"}),
        ["77", "I"],
    )
    assert (report.rejected, report.unchanged) == (6, 1)
    assert [line.split(",", 2)[1:] for line in rejects_path(target).read_text(encoding="utf-8").splitlines()[1:]] == [
        ["1", ",deletes a record that is not in the gazetteer."],
        ["2", "uprn,there is no sound BLPU of this UPRN."],
        ["3", "classification_code,not a code such as RD04."],
        ["4", "usrn,not a whole number of up to 12 digits."],
        ["5", "language,\"Input should be 'ENG', 'CYM' or 'GAE'.\""],
        ["6", "record_identifier,not a type of record of BS 7666."],
    ]


def test_a_record_that_was_rejected_is_joined_when_its_property_comes(tmp_path: Path) -> None:
    other = LPI | {"uprn": "12", "lpi_key": "9055L000000002"}
    target = built(tmp_path, *whole(record(24, other)))
    assert updated(tmp_path, record(21, BLPU | {"uprn": "12"})).inserted == 1
    assert line_of(target, OTHER) == "12A MILL LANE, AMBLEFORD, DT97 1AF"


def test_an_address_of_another_source_stands(tmp_path: Path) -> None:
    plain = tmp_path / "list.csv"
    plain.write_text("uprn,address\n11,Barn End DT97 1AF\n", encoding="utf-8")
    target = tmp_path / "a.gazetteer"
    Gazetteer.build([plain, premium_file(tmp_path, *whole())], target, epoch="118", most_rejected=1)
    report = updated(tmp_path, record(24, LPI | {"pao_start_number": "14"}, change="U"))
    assert (report.inserted, report.updated, report.deleted, report.addresses) == (0, 0, 0, 1)
    assert line_of(target) == "Barn End DT97 1AF"
    gone = premium_file(tmp_path, record(24, LPI, change="D"), record(21, BLPU, change="D"), name="gone.csv")
    assert Gazetteer.update(gone, target, epoch="120", most_rejected=1).deleted == 0
    assert line_of(target) == "Barn End DT97 1AF"


def test_a_place_and_a_district_come_from_other_sources_as_in_a_build(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(
        "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n11,333001.00,81002.00,50.6250000,-2.9480000\n",
        encoding="utf-8",
    )
    bare = {name: value for name, value in BLPU.items() if name not in {"easting", "northing", "latitude", "longitude"}}
    rows = [record(15, STREET), record(21, bare), record(24, LPI)]
    target = tmp_path / "a.gazetteer"
    Gazetteer.build([points, premium_file(tmp_path, *rows)], target, epoch="118")
    assert updated(tmp_path, record(24, LPI, change="U")).unchanged == 1
    changes = premium_file(tmp_path, record(24, LPI | {"pao_start_number": "14"}, change="U"), name="more.csv")
    Gazetteer.update(changes, target, epoch="120")
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.get(HOUSE).easting == 333_001


DAMAGES = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["cut", "byte", "twice", "swap"]), st.binary(min_size=1, max_size=3)
    ),
    min_size=1,
    max_size=4,
)


def damaged(text: bytes, damages: Iterable[tuple[int, str, bytes]]) -> bytes:
    """The file cut short, with other bytes in it, or with lines that are there twice or elsewhere."""
    for place, how, put in damages:
        at = place % (len(text) or 1)
        lines = text.splitlines(keepends=True) or [b""]
        line = lines[place % len(lines)]
        text = {
            "cut": text[:at],
            "byte": text[:at] + put + text[at + len(put) :],
            "twice": text + line,
            "swap": line + text.replace(line, b"", 1),
        }[how]
    return text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(changes=CHANGES, damages=DAMAGES)
def test_a_damaged_update_is_refused_or_all_of_its_rows_are_kept_or_listed(
    changes: list[Change], damages: list[tuple[int, str, bytes]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        target = built(folder, *supply(TOWN))
        before = target.read_bytes()
        update = premium_file(folder, *update_rows(changes), name="update.csv")
        update.write_bytes(damaged(update.read_bytes(), damages))
        try:
            report = Gazetteer.update(AddressBasePremium(update), target, epoch="119", most_rejected=1)
        except DefinitionError:
            assert target.read_bytes() == before
            return
        contents(target)
        with Gazetteer.open(target) as gazetteer:
            source = gazetteer.edition.sources[-1]
        listed = rejects_path(target).read_text(encoding="utf-8").splitlines()[1:] if report.rejects else []
        lines = {line.split(",", 2)[1] for line in listed if line.startswith("update.csv,")}
        assert (source.read, len(lines)) == (source.kept + report.rejected, report.rejected)
