"""A folder is safe among programs that write at once, are killed, or damage a file."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from tests.eligibility.archives.documents import GOLDEN, POLICY, SCHEME, many

from localgov_components.core import DefinitionError, NotFoundError, ProviderUnavailableError
from localgov_components.eligibility.archives import ArchiveFolder, folder

PROCESSES = 3


@pytest.fixture
def archive(tmp_path: Path) -> ArchiveFolder:
    return ArchiveFolder(tmp_path / "council" / "archive")


def test_a_file_has_the_name_of_its_own_sha_256(archive: ArchiveFolder) -> None:
    archive.put(POLICY)
    (file,) = archive.path.iterdir()
    assert file.name == f"{hashlib.sha256(file.read_bytes()).hexdigest()}.json"


def test_nothing_is_made_until_a_document_is_put_in(archive: ArchiveFolder) -> None:
    with pytest.raises(NotFoundError, match="no document"):
        archive.get(GOLDEN)
    assert not archive.path.exists()
    archive.put(SCHEME)
    assert archive.path.is_dir()


def test_a_folder_that_is_not_there_is_not_taken_for_an_empty_archive(archive: ArchiveFolder) -> None:
    with pytest.raises(NotFoundError) as caught:
        archive.hashes()
    assert caught.value.code == "archive.folder"


def test_a_document_that_is_there_is_not_written_again(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.put(POLICY)
    monkeypatch.setattr(folder, "replace_file", lambda _file, _content: pytest.fail("written again"))
    assert archive.put(POLICY) == GOLDEN


def test_other_files_are_passed_over_and_left_alone(archive: ArchiveFolder) -> None:
    archive.put(POLICY)
    others = ["README.txt", f".{GOLDEN}.json.0123456789abcdef.part", f"{GOLDEN}.json.bak", f"{GOLDEN.upper()}X.json"]
    for name in others:
        (archive.path / name).write_text("x", encoding="utf-8")
    assert archive.hashes() == (GOLDEN,)
    archive.put(SCHEME)
    assert all((archive.path / name).read_text(encoding="utf-8") == "x" for name in others)


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"policy":2}', b"x" * 11_000_000], ids=lambda each: repr(each[:12]))
def test_a_damaged_file_is_named_and_putting_the_document_in_again_mends_it(
    archive: ArchiveFolder, damage: bytes
) -> None:
    file = archive.path / f"{archive.put(POLICY)}.json"
    file.write_bytes(damage)
    with pytest.raises(DefinitionError, match="damaged: its content is not what its name says") as caught:
        archive.get(GOLDEN)
    assert caught.value.code == "archive.damaged"
    assert caught.value.faults[0].source == str(file)
    archive.put(POLICY)
    assert archive.get(GOLDEN) == POLICY


def test_a_folder_that_is_a_file_is_said_to_be_no_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    archive = ArchiveFolder(tmp_path / "file")
    for attempt in (lambda: archive.put(POLICY), lambda: archive.get(GOLDEN), archive.hashes):
        with pytest.raises(ProviderUnavailableError, match="cannot be read or written") as caught:
            attempt()
        assert caught.value.code == "archive.unavailable"


def test_a_document_that_is_a_folder_is_said_to_be_no_use(archive: ArchiveFolder) -> None:
    (archive.path / f"{GOLDEN}.json").mkdir(parents=True)
    for attempt in (lambda: archive.put(POLICY), lambda: archive.get(GOLDEN)):
        with pytest.raises(ProviderUnavailableError):
            attempt()


def test_a_writer_that_comes_second_where_open_files_are_not_replaced_is_content(
    archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows the first writer's file cannot be replaced while somebody reads it."""

    def taken(file: Path, content: bytes) -> None:
        file.write_bytes(content)
        raise PermissionError

    monkeypatch.setattr(folder, "replace_file", taken)
    assert archive.get(archive.put(POLICY)) == POLICY


def test_a_disk_that_takes_no_more_is_an_error(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "replace_file", full)
    with pytest.raises(ProviderUnavailableError):
        archive.put(POLICY)


def put_many(path: Path, start: Barrier) -> None:
    """What each of several processes does."""
    archive = ArchiveFolder(path)
    start.wait(120)
    for document in many(60):
        assert archive.get(archive.put(document)) == document


@pytest.mark.slow
def test_programs_that_put_in_the_same_documents_at_once_agree(archive: ArchiveFolder) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(PROCESSES)
    processes = [spawn.Process(target=put_many, args=(archive.path, start)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert len(archive.hashes()) == 60
    assert len(list(archive.path.iterdir())) == 60


PUT_FOR_EVER = """
import itertools, sys
from localgov_components.eligibility.archives import ArchiveFolder

archive = ArchiveFolder(sys.argv[1])
for number in itertools.count():
    archive.put({"number": number, "filling": "x" * 200_000})
    print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_that_is_killed_leaves_whole_documents_only(archive: ArchiveFolder) -> None:
    for killed_after in (1, 4, 9):
        with subprocess.Popen(
            [sys.executable, "-c", PUT_FOR_EVER, str(archive.path)], stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            assert process.stdout
            done = [int(process.stdout.readline()) for _ in range(killed_after)]
            os.kill(process.pid, signal.SIGKILL)
        kept = {archive.get(each)["number"] for each in archive.hashes()}
        assert set(done) <= kept
