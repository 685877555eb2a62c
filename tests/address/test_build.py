import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.address.core_files import EXAMPLES, HOUSE, core_file, core_text, house

from localgov_components.address import Gazetteer
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


def test_a_build_reports_what_it_built(tmp_path: Path) -> None:
    report = Gazetteer.build(EXAMPLES, tmp_path / "addresses.gazetteer")
    assert (report.source_name, report.addresses, report.postcodes) == ("addresses.csv", 421, 30)
    assert report.source_sha256 == hashlib.sha256(EXAMPLES.read_bytes()).hexdigest()


def test_the_file_says_what_it_was_built_from(tmp_path: Path) -> None:
    path = tmp_path / "addresses.gazetteer"
    built_at = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
    report = Gazetteer.build(EXAMPLES, path, attribution="Invented addresses.", built_at=built_at)
    with Gazetteer.open(path) as gazetteer:
        edition = gazetteer.edition
    assert (edition.source_name, edition.source_sha256) == ("addresses.csv", report.source_sha256)
    assert (edition.addresses, edition.attribution, edition.built_at) == (421, "Invented addresses.", built_at)


def test_one_source_gives_one_file_byte_for_byte(tmp_path: Path) -> None:
    for name in ("first", "second"):
        Gazetteer.build(EXAMPLES, tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_the_time_of_building_has_a_time_zone(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="time zone"):
        Gazetteer.build(EXAMPLES, tmp_path / "x", built_at=datetime(2026, 4, 1))  # noqa: DTZ001 - the mistake


def test_a_duplicate_uprn_names_both_lines_and_not_the_uprn(target: Path) -> None:
    same = house(uprn="000999900000017.0")
    (fault,) = refused(target, HOUSE, house(uprn="2"), same)
    assert (fault.line, fault.column, fault.message) == (4, "uprn", "the same UPRN as line 2.")


def test_a_duplicate_far_away_is_found(target: Path) -> None:
    rows = [house(uprn=str(number)) for number in range(1, 1_500)]
    (fault,) = refused(target, *rows, house(uprn="5"))
    assert (fault.line, fault.message) == (1_501, "the same UPRN as line 6.")


def test_a_parent_that_is_not_there_is_named_by_the_line_of_its_child(target: Path) -> None:
    (fault,) = refused(target, house(uprn="2", parent_uprn="3"), house(uprn="4", parent_uprn="2"))
    assert (fault.line, fault.column) == (2, "parent_uprn")


def test_a_row_with_a_mistake_is_still_a_parent(target: Path) -> None:
    (fault,) = refused(target, house(uprn="2", rpc="x"), house(uprn="3", parent_uprn="2"))
    assert (fault.line, fault.column) == (2, "rpc")


def test_mistakes_of_every_kind_are_listed_together(target: Path) -> None:
    faults = refused(target, house(uprn="2"), house(uprn="2"), house(uprn="x"), house(uprn="3", parent_uprn="9"))
    assert [fault.line for fault in faults] == [3, 4, 5]


def test_a_refused_source_leaves_the_old_gazetteer_and_nothing_else(target: Path) -> None:
    refused(target, house(uprn="x"))
    assert list(target.parent.iterdir()) == [target]
    assert is_as_it_was(target)


def test_a_refused_source_leaves_no_file_where_there_was_none(tmp_path: Path) -> None:
    source = core_file(tmp_path, house(uprn="x"))
    with pytest.raises(DefinitionError):
        Gazetteer.build(source, tmp_path / "addresses.gazetteer")
    assert list(tmp_path.iterdir()) == [source]


def test_an_interrupted_build_leaves_the_old_gazetteer_and_nothing_else(target: Path) -> None:
    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Gazetteer.build(EXAMPLES, target, progress=interrupt)
    assert list(target.parent.iterdir()) == [target]
    assert is_as_it_was(target)


def test_a_full_disk_leaves_the_old_gazetteer_and_nothing_else(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localgov_components.address.build._ALONE", ("PRAGMA max_page_count = 5",))
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


# Builds until the given call of progress, says so, and waits there to be killed.
BUILD_AND_WAIT = """
import sys
from localgov_components.address import Gazetteer

calls = 0

def progress(done, total):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        print(done == total, flush=True)
        sys.stdin.read()

Gazetteer.build(sys.argv[1], sys.argv[2], progress=progress)
"""


@ONLY_ON_POSIX
@pytest.mark.parametrize(("call", "is_last"), [(1, "False"), (3, "False"), (4, "True")])
def test_a_build_that_is_killed_leaves_the_old_gazetteer_whole(target: Path, call: int, is_last: str) -> None:
    source = core_file(target.parents[1], *(house(uprn=str(number)) for number in range(1, 3_001)))
    command = [sys.executable, "-c", BUILD_AND_WAIT, str(source), str(target), str(call)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert build.stdout.readline().strip() == is_last
        build.send_signal(signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL
    assert is_as_it_was(target)
    assert Gazetteer.build(source, target).addresses == 3_000


ROWS = [house(uprn=str(number), organisation=f"Sails {number}") for number in range(1, 6)]
SOUND = core_text([*ROWS, house(uprn="6", parent_uprn="1", organisation='"Quoted", Ŷ')]).encode()


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    content = SOUND
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        start = draw(st.integers(min_value=0, max_value=len(content)))
        end = draw(st.integers(min_value=start, max_value=min(len(content), start + 200)))
        patch = draw(st.one_of(st.binary(max_size=8), st.text('",\n\r\0 0aE+.-', max_size=8).map(str.encode)))
        content = content[:start] + patch + content[end:]
    return content


@given(mutilated())
def test_a_mutilated_file_is_built_whole_or_refused_without_a_trace(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "addresses.csv"
        source.write_bytes(content)
        target = Path(folder) / "addresses.gazetteer"
        mistakes, addresses = "", 0
        try:
            addresses = Gazetteer.build(source, target).addresses
        except DefinitionError as error:
            mistakes = str(error)
        if mistakes:
            assert "Tithebarn" not in mistakes
            assert list(Path(folder).iterdir()) == [source]
        else:
            with Gazetteer.open(target) as gazetteer:
                assert gazetteer.edition.addresses == addresses > 0
