import csv
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import EXAMPLES, HOUSE, core_file, core_text, house

from localgov_components.address import (
    AddressBaseCore,
    AddressQuery,
    Gazetteer,
    GazetteerSource,
    GridPoint,
    OpenUprn,
    PlainAddresses,
    gazetteer_difference,
)
from localgov_components.address.gazetteer import loading, unfinished
from localgov_components.address.rejects import rejects_path
from localgov_components.core import ConflictError, DefinitionError, Fault, InvalidValueError, LocalGovError
from localgov_components.identifiers import Uprn

ONLY_ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL; the same file is built there.")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A gazetteer of one address, in a folder of its own."""
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    path = folder / "addresses.gazetteer"
    Gazetteer.build(core_file(tmp_path, house(uprn="77")), path)
    return path


def is_as_it_was(target: Path) -> bool:
    with Gazetteer.open(target) as gazetteer:
        return gazetteer.edition.addresses == 1 and gazetteer.get(Uprn.parse("77")).building_number == "12A"


def refused(target: Path, *rows: Mapping[str, str]) -> tuple[Fault, ...]:
    with TemporaryDirectory() as folder, pytest.raises(DefinitionError) as error:
        Gazetteer.build(core_file(Path(folder), *rows), target)
    return error.value.faults


def listed(target: Path) -> list[tuple[int, str]]:
    """Line and column of each reject that is listed beside a gazetteer."""
    with rejects_path(target).open(encoding="utf-8", newline="") as file:
        return [(int(row["line"]), row["column"]) for row in csv.DictReader(file)]


def test_a_build_reports_what_it_built(tmp_path: Path) -> None:
    report = Gazetteer.build(EXAMPLES, tmp_path / "addresses.gazetteer")
    assert (report.addresses, report.points, report.postcodes, report.without_parent) == (421, 0, 30, 0)
    assert (report.rejects, report.resumed) == (None, False)
    (source,) = report.sources
    assert (source.kind, source.name, source.encoding) == ("addressbase-core", "addresses.csv", "UTF-8")
    assert (source.read, source.kept, source.rejected) == (421, 421, 0)
    assert source.sha256 == hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()


def test_the_file_says_what_it_was_built_from(tmp_path: Path) -> None:
    path = tmp_path / "addresses.gazetteer"
    built_at = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
    report = Gazetteer.build(EXAMPLES, path, attribution="Invented addresses.", built_at=built_at, epoch="119")
    with Gazetteer.open(path) as gazetteer:
        edition = gazetteer.edition
    assert edition.sources == report.sources
    assert (edition.addresses, edition.attribution, edition.built_at) == (421, "Invented addresses.", built_at)
    assert edition.epoch == "119"


def test_one_source_gives_one_file_byte_for_byte(tmp_path: Path) -> None:
    for name in ("first", "second"):
        Gazetteer.build(EXAMPLES, tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_the_time_of_building_has_a_time_zone(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="time zone"):
        Gazetteer.build(EXAMPLES, tmp_path / "x", built_at=datetime(2026, 4, 1))  # noqa: DTZ001 - the mistake


def test_rows_that_cannot_be_used_are_listed_and_the_rest_is_built(target: Path) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 400)]
    rows[9] = house(uprn="10", easting="7000000.00", rpc="x")
    rows[299] = house(uprn="5")
    with TemporaryDirectory() as folder:
        report = Gazetteer.build(core_file(Path(folder), *rows), target)
    assert (report.addresses, report.rejected) == (397, 2)
    assert report.rejects == rejects_path(target)
    assert sorted(listed(target)) == [(11, "easting"), (11, "rpc"), (301, "uprn")]
    (source,) = report.sources
    assert source.read == source.kept + source.rejected == 399
    text = rejects_path(target).read_text(encoding="utf-8")
    assert "the same UPRN as line 6." in text
    assert "7000000" not in text
    Gazetteer.build(EXAMPLES, target)
    assert not rejects_path(target).exists()


@pytest.mark.parametrize(("wrong", "is_built"), [(4, True), (5, False)])
def test_more_rejects_than_the_share_allowed_refuse_the_source(target: Path, wrong: int, *, is_built: bool) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 401 - wrong)] + [house(uprn="x")] * wrong
    with TemporaryDirectory() as folder:
        source = core_file(Path(folder), *rows)
        if is_built:
            assert Gazetteer.build(source, target).rejected == wrong
        else:
            with pytest.raises(DefinitionError, match=r"5 of 400 rows cannot be used, more than the 1\.0% allowed"):
                Gazetteer.build(source, target)
            assert is_as_it_was(target)
        assert len(listed(target)) == wrong


def test_the_share_may_be_set(target: Path, tmp_path: Path) -> None:
    source = core_file(tmp_path, house(uprn="1"), house(uprn="x"))
    assert Gazetteer.build(source, target, most_rejected=0.5).addresses == 1
    with pytest.raises(DefinitionError):
        Gazetteer.build(source, target, most_rejected=0.49)


def test_a_last_row_that_cannot_be_used_and_has_no_end_was_cut_perhaps(target: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"{number},{number} Mill Lane,DT97 1AA\n" for number in range(1, 300))
    path.write_text(f"uprn,address,postcode\n{rows}300,300 Mill Lane,DT97", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"list\.csv, line 301: the last line has no end, and cannot be used"):
        Gazetteer.build(path, target)
    assert is_as_it_was(target)
    for end, rejected in (("DT97\n", 1), ("DT97 1AA", 0)):
        path.write_text(f"uprn,address,postcode\n{rows}300,300 Mill Lane,{end}", encoding="utf-8")
        assert Gazetteer.build(path, target).rejected == rejected


def test_a_last_row_without_its_end_may_be_a_duplicate(target: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("uprn,address\n1,1 Mill Lane\n1,1 Mill Lane", encoding="utf-8")
    assert Gazetteer.build(path, target, most_rejected=0.5).rejected == 1


def test_a_gazetteer_of_nothing_is_not_built_whatever_share_is_allowed(target: Path, tmp_path: Path) -> None:
    rows = [house(uprn="x"), house(uprn="y")]
    with pytest.raises(DefinitionError, match="not one row can be used"):
        Gazetteer.build(core_file(tmp_path, *rows), target, most_rejected=1)
    assert is_as_it_was(target)
    assert len(listed(target)) == 2


def test_a_source_that_is_bad_from_the_start_is_not_read_to_its_end(
    target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(loading, "_ROWS_TO_JUDGE_BY", 1_000)
    monkeypatch.setattr(loading, "_ROWS_TO_A_CHECKPOINT", 1_000)
    rows = [house(uprn="x")] * 3_000
    with pytest.raises(DefinitionError) as error:
        Gazetteer.build(core_file(tmp_path, *rows), target)
    assert "1,000 of 1,000 rows" in error.value.faults[-1].message
    assert len(error.value.faults) == 101
    assert len(listed(target)) == 1_000


def test_a_duplicate_uprn_names_both_lines_and_not_the_uprn(target: Path) -> None:
    same = house(uprn="000999900000017.0")
    fault, _ = refused(target, HOUSE, house(uprn="2"), same)
    assert (fault.line, fault.column, fault.message) == (4, "uprn", "the same UPRN as line 2.")


def test_a_duplicate_with_another_address_is_told_apart_from_a_mere_copy(target: Path) -> None:
    fault, _ = refused(target, HOUSE, house(uprn="2"), house(single_line_address="14 Tithebarn Street, Ambleford"))
    assert fault.message == "the same UPRN as line 2, with another address."


def test_a_duplicate_far_away_is_found(target: Path, tmp_path: Path) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 1_500)]
    assert Gazetteer.build(core_file(tmp_path, *rows, house(uprn="5")), target).addresses == 1_499
    assert listed(target) == [(1_501, "uprn")]


def test_addresses_whose_parent_is_in_no_source_are_counted(target: Path, tmp_path: Path) -> None:
    rows = [house(uprn="2", parent_uprn="3"), house(uprn="4", parent_uprn="2")]
    report = Gazetteer.build(core_file(tmp_path, *rows), target)
    assert (report.addresses, report.without_parent) == (2, 1)


def test_a_refused_source_leaves_the_old_gazetteer_and_its_rejects(target: Path) -> None:
    refused(target, house(uprn="x"))
    assert set(target.parent.iterdir()) == {target, rejects_path(target)}
    assert is_as_it_was(target)


def test_a_wrong_file_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "addresses.csv"
    source.write_text("colour,size\nred,2\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="column uprn: this column is missing"):
        Gazetteer.build(source, tmp_path / "addresses.gazetteer")
    assert list(tmp_path.iterdir()) == [source]


def test_several_sources_make_one_gazetteer_and_the_first_has_precedence(tmp_path: Path) -> None:
    core = core_file(tmp_path, house(uprn="1"), house(uprn="2"))
    plain = tmp_path / "plain.csv"
    plain.write_text("uprn,address\n3,3 Mill Lane\n2,Another wording\n", encoding="utf-8")
    points = tmp_path / "points.csv"
    points.write_text("UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n9,1.5,2.5,50,-2\n", encoding="utf-8")
    target = tmp_path / "addresses.gazetteer"
    sources: list[GazetteerSource] = [AddressBaseCore(core), PlainAddresses(plain), OpenUprn(points)]
    report = Gazetteer.build(sources, target, most_rejected=0.5)
    assert (report.addresses, report.points) == (3, 1)
    assert [(source.read, source.kept, source.rejected) for source in report.sources] == [
        (2, 2, 0),
        (2, 1, 1),
        (1, 1, 0),
    ]
    assert "an earlier source" in rejects_path(target).read_text(encoding="utf-8")
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.get(Uprn.parse("2")).building_number == "12A"
        assert gazetteer.locate(Uprn.parse("9"))[:2] == (1.5, 2.5)


def test_an_address_without_a_place_takes_that_of_its_uprn(tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("uprn,address\n1,1 Mill Lane\n2,2 Mill Lane\n", encoding="utf-8")
    points = tmp_path / "points.csv"
    points.write_text("UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n2,333000.5,81000,50.5,-2\n", encoding="utf-8")
    target = tmp_path / "addresses.gazetteer"
    Gazetteer.build([plain, points], target)
    with Gazetteer.open(target) as gazetteer:
        (near,) = gazetteer.find(AddressQuery(near=GridPoint(333_000, 81_000), radius=1)).addresses
        assert (near.uprn, near.latitude) == (Uprn.parse("2"), 50.5)
        assert gazetteer.get(Uprn.parse("1")).easting is None


def test_something_is_built_from_something(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="at least one source"):
        Gazetteer.build([], tmp_path / "addresses.gazetteer")


def test_names_that_are_no_text_are_no_obstacle(tmp_path: Path) -> None:
    source, target = (tmp_path / os.fsdecode(name) for name in (b"caf\xe9.csv", b"caf\xe9.gazetteer"))
    try:
        source.write_text(core_text([HOUSE, house(uprn="x")]), encoding="utf-8")
    except OSError:
        pytest.skip("needs a file system that takes names in any bytes, which this one does not")
    report = Gazetteer.build(source, target, most_rejected=0.5)
    assert (report.addresses, report.sources[0].name) == (1, "caf\ufffd.csv")
    assert report.rejects
    assert report.rejects.read_text(encoding="utf-8").splitlines()[1].startswith("caf\ufffd.csv,3,uprn,")
    with Gazetteer.open(target) as gazetteer:
        assert gazetteer.get(Uprn.parse(HOUSE["uprn"])).building_number == "12A"
    assert gazetteer_difference(target, target).changed == ()


@pytest.mark.skipif(os.name == "nt", reason="no name has a colon on Windows")
def test_a_folder_may_be_called_as_an_address_of_the_web_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("file:100%?")
    folder.mkdir()
    assert Gazetteer.build(core_file(tmp_path, HOUSE), folder / "addresses.gazetteer").addresses == 1
    with Gazetteer.open(folder / "addresses.gazetteer") as gazetteer:
        assert gazetteer.edition.addresses == 1


def test_a_file_that_is_given_twice_is_refused(tmp_path: Path, target: Path) -> None:
    (tmp_path / "folder").mkdir()
    again = tmp_path / "folder" / ".." / EXAMPLES.name
    again.write_bytes(EXAMPLES.read_bytes())
    with pytest.raises(DefinitionError, match=r"addresses\.csv: given twice"):
        Gazetteer.build([again, tmp_path / EXAMPLES.name], target)
    assert is_as_it_was(target)


def test_a_wrong_file_leaves_the_rejects_of_the_gazetteer_that_stays(target: Path, tmp_path: Path) -> None:
    Gazetteer.build(core_file(tmp_path, house(uprn="1"), house(uprn="x")), target, most_rejected=0.5)
    (tmp_path / "wrong.csv").write_text("colour\nred\n", encoding="utf-8")
    with pytest.raises(DefinitionError):
        Gazetteer.build(tmp_path / "wrong.csv", target)
    assert listed(target) == [(3, "uprn")]


def test_an_interrupted_build_leaves_the_old_gazetteer_and_nothing_else(target: Path) -> None:
    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Gazetteer.build(EXAMPLES, target, progress=interrupt)
    assert list(target.parent.iterdir()) == [target]
    assert is_as_it_was(target)


def test_a_full_disk_leaves_the_old_gazetteer_and_nothing_else(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = unfinished._connect  # noqa: SLF001 - a disk that is full

    def full(folder: Path) -> sqlite3.Connection:
        connection = connect(folder)
        connection.execute("PRAGMA main.max_page_count = 30")
        return connection

    monkeypatch.setattr(unfinished, "_connect", full)
    with pytest.raises(LocalGovError, match="disk is full") as failed:
        Gazetteer.build(EXAMPLES, target)
    assert failed.value.code == "gazetteer.not-written"
    assert list(target.parent.iterdir()) == [target]
    assert is_as_it_was(target)


def test_a_missing_folder_is_named_by_its_file_alone(tmp_path: Path) -> None:
    with pytest.raises(LocalGovError, match=r"'addresses\.gazetteer' could not be written") as failed:
        Gazetteer.build(EXAMPLES, tmp_path / "absent" / "addresses.gazetteer")
    assert str(tmp_path) not in str(failed.value)


@pytest.mark.parametrize("content", [b"uprn,address\n", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_gazetteer_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "letter.docx"
    target.write_bytes(content)
    with pytest.raises(ConflictError, match="Choose another name"):
        Gazetteer.build(EXAMPLES, target)
    assert target.read_bytes() == content


def test_an_empty_file_may_be_filled(tmp_path: Path) -> None:
    target = tmp_path / "addresses.gazetteer"
    target.touch()
    assert Gazetteer.build(EXAMPLES, target).addresses == 421


@ONLY_ON_POSIX
def test_a_new_gazetteer_may_be_read_by_those_who_could_read_the_old_one(target: Path) -> None:
    target.chmod(0o640)
    Gazetteer.build(EXAMPLES, target)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_that_the_system_will_not_replace_is_said_to_be_open(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(ConflictError, match="Close it there and build again") as failed:
            Gazetteer.build(EXAMPLES, target)
    assert failed.value.code == "gazetteer.in-use"
    assert list(target.parent.iterdir()) == [target]
    assert is_as_it_was(target)


@pytest.mark.skipif(os.name == "posix", reason="only Windows refuses to replace a file that is open")
def test_on_windows_an_open_gazetteer_is_not_replaced(target: Path) -> None:
    with Gazetteer.open(target), pytest.raises(ConflictError, match="Close it there"):
        Gazetteer.build(EXAMPLES, target)
    assert is_as_it_was(target)


def test_two_builds_of_one_gazetteer_do_not_meet(target: Path) -> None:
    def build_another(*_: int) -> None:
        with pytest.raises(ConflictError, match="being built by another program"):
            Gazetteer.build(EXAMPLES, target)

    assert Gazetteer.build(EXAMPLES, target, progress=build_another).addresses == 421


# Builds with a checkpoint at every so many rows until the given call of progress, says so, and waits to be killed.
BUILD_AND_WAIT = """
import sys
from localgov_components.address import Gazetteer
from localgov_components.address.gazetteer import loading
from localgov_components.address.sources import reading

reading._CHUNK = 100_000
loading._ROWS_TO_A_CHECKPOINT = int(sys.argv[5])
calls = 0

def wait_at(call):
    def progress(done, total):
        global calls
        calls += 1
        if calls == call:
            print("waiting", flush=True)
            sys.stdin.read()
    return progress

when = {sys.argv[3]: wait_at(int(sys.argv[4]))}
Gazetteer.build(sys.argv[1], sys.argv[2], **when)
"""


def killed(source: Path, target: Path, *, when: str = "progress", call: int = 2, rows: int = 300) -> None:
    command = [sys.executable, "-c", BUILD_AND_WAIT, str(source), str(target), when, str(call), str(rows)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert build.stdout.readline().strip() == "waiting"
        build.send_signal(signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL


def content_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            (name, *connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall())  # noqa: S608 - our own names
            for name in sorted(tables)
            if not name.startswith("sqlite_")
        ]


@ONLY_ON_POSIX
@pytest.mark.parametrize(
    ("when", "call", "rows", "is_resumed"),
    [
        ("progress", 2, 20_000, False),
        ("progress", 2, 300, True),
        ("progress", 4, 300, True),
        ("indexing", 2, 300, True),
    ],
)
def test_a_build_that_is_killed_leaves_the_old_gazetteer_whole_and_goes_on_from_there(
    target: Path, when: str, call: int, rows: int, *, is_resumed: bool
) -> None:
    houses = [house(uprn=str(number), building_number=str(number % 300)) for number in range(5_000, 2_000, -1)]
    houses[700] = houses[2_500] = house(uprn="x")
    source = core_file(target.parents[1], *houses)
    killed(source, target, when=when, call=call, rows=rows)
    assert is_as_it_was(target)
    report = Gazetteer.build(source, target)
    assert (report.addresses, report.rejected, report.resumed) == (2_998, 2, is_resumed)
    assert listed(target) == [(702, "uprn"), (2_502, "uprn")]
    assert set(target.parent.iterdir()) == {target, rejects_path(target)}
    fresh = target.with_name("fresh.gazetteer")
    Gazetteer.build(source, fresh)
    assert content_of(target) == content_of(fresh)


@ONLY_ON_POSIX
def test_a_build_of_another_source_begins_anew(target: Path) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 3_001)]
    source = core_file(target.parents[1], *rows)
    killed(source, target)
    source.write_text(core_text([HOUSE]), encoding="utf-8")
    report = Gazetteer.build(source, target)
    assert (report.addresses, report.resumed) == (1, False)


@ONLY_ON_POSIX
@pytest.mark.parametrize("damage", [b"", b"not a database, and longer than its header would be" * 40])
def test_what_is_left_of_a_build_and_damaged_is_thrown_away(target: Path, damage: bytes) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 3_001)]
    source = core_file(target.parents[1], *rows)
    killed(source, target)
    for name in ("gazetteer", "notes"):
        (target.parent / f".{target.name}.part" / name).write_bytes(damage)
    report = Gazetteer.build(source, target)
    assert (report.addresses, report.resumed) == (3_000, False)


ROWS = [house(uprn=str(number), organisation=f"Sails {number}") for number in range(1, 6)]
SOUND = core_text([*ROWS, house(uprn="6", parent_uprn="1", organisation='"Quoted", Ŷ')]).encode()


PARTS = "UPRN,Flat,House No,Street,Postcode\r\n" + "".join(
    f"{at},{at},12,Tithebarn Row,DT97 1AA\r\n" for at in range(1, 6)
)
PLACES = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\r\n" + "".join(
    f"{number},333000.50,81000.25,50.6250000,-2.9480000\r\n" for number in range(1, 6)
)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from([SOUND, PARTS.encode(), PARTS.encode("utf-16"), PLACES.encode()]))
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        start = draw(st.integers(min_value=0, max_value=len(content)))
        end = draw(st.integers(min_value=start, max_value=min(len(content), start + 200)))
        patch = draw(st.one_of(st.binary(max_size=8), st.text('",\n\r\0 0aE+.-', max_size=8).map(str.encode)))
        content = content[:start] + patch + content[end:]
    return content


@given(mutilated())
def test_of_a_mutilated_file_every_row_is_kept_or_listed_or_all_is_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "addresses.csv"
        source.write_bytes(content)
        target = Path(folder) / "addresses.gazetteer"
        mistakes = ""
        try:
            report = Gazetteer.build(source, target, most_rejected=0.9)
        except DefinitionError as error:
            mistakes = str(error)
            assert not target.exists()
        else:
            (read,) = report.sources
            assert read.read == read.kept + read.rejected
            assert report.addresses + report.points == read.kept > 0
            lines = {line for line, _ in listed(target)} if report.rejects else set()
            assert len(lines) == read.rejected
        if rejects_path(target).exists():
            mistakes += rejects_path(target).read_text(encoding="utf-8")
        assert "Tithebarn" not in mistakes
