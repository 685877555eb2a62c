"""An archive comes out whole, in the open, and goes in elsewhere whole or not at all."""

import hashlib
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.eligibility.archives.documents import DOCUMENTS, GOLDEN, POLICY, SCHEME, many, numbered

from localgov_components.core import DefinitionError, NotFoundError, NotSupportedError, ProviderUnavailableError
from localgov_components.eligibility.archives import Archive, ArchiveFolder, export_archive, import_archive, zip_file
from localgov_components.eligibility.archives.archive import Document

FORMS = ["archive.zip", "ARCHIVE.ZIP", "archive"]


def filled(path: Path, *documents: Document) -> ArchiveFolder:
    archive = ArchiveFolder(path)
    path.mkdir(exist_ok=True)
    for document in documents:
        archive.put(document)
    return archive


@pytest.mark.parametrize("form", FORMS)
def test_every_document_goes_from_any_archive_to_any_other(archive: Archive, tmp_path: Path, form: str) -> None:
    names = {archive.put(document) for document in (SCHEME, POLICY, *many(8))}
    assert export_archive(archive, tmp_path / form) == archive.hashes() == tuple(sorted(names))
    other = filled(tmp_path / "other", SCHEME, {"of": "its own"})
    assert import_archive(tmp_path / form, other) == archive.hashes()
    assert set(other.hashes()) - names == {ArchiveFolder(tmp_path / "other").put({"of": "its own"})}
    assert [other.get(name) for name in sorted(names)] == [archive.get(name) for name in sorted(names)]
    back = export_archive(other, tmp_path / "back")
    assert import_archive(tmp_path / "back", archive) == back == archive.hashes()


@given(st.lists(DOCUMENTS, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_the_same_archive_makes_the_same_zip_file(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Document]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    one, other = filled(folder / "one", *drawn), filled(folder / "other", *reversed(drawn))
    export_archive(one, folder / "one.zip")
    export_archive(other, folder / "other.zip")
    assert (folder / "one.zip").read_bytes() == (folder / "other.zip").read_bytes()


def test_an_exported_zip_file_unpacked_is_a_folder_that_sha256sum_can_check(tmp_path: Path) -> None:
    export_archive(filled(tmp_path / "archive", POLICY, SCHEME), tmp_path / "archive.zip")
    with zipfile.ZipFile(tmp_path / "archive.zip") as file:
        assert all(name == f"{hashlib.sha256(file.read(name)).hexdigest()}.json" for name in file.namelist())
        file.extractall(tmp_path / "unpacked")
    assert ArchiveFolder(tmp_path / "unpacked").get(GOLDEN) == POLICY


def test_the_files_of_a_folder_zipped_by_hand_can_be_imported(tmp_path: Path) -> None:
    archive = filled(tmp_path / "archive", POLICY, SCHEME)
    with zipfile.ZipFile(tmp_path / "by hand.zip", "w") as file:
        for path in archive.path.iterdir():
            file.write(path, path.name)
    other = ArchiveFolder(tmp_path / "other")
    assert import_archive(tmp_path / "by hand.zip", other) == other.hashes() == archive.hashes()


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_with_nothing_in_it_goes_out_and_in(tmp_path: Path, form: str) -> None:
    empty = filled(tmp_path / "empty")
    assert export_archive(empty, tmp_path / form) == ()
    assert import_archive(tmp_path / form, empty) == ()


@pytest.mark.parametrize("form", FORMS)
def test_an_export_replaces_or_completes_an_earlier_one(tmp_path: Path, form: str) -> None:
    archive = filled(tmp_path / "from", SCHEME)
    export_archive(archive, tmp_path / form)
    archive.put(POLICY)
    export_archive(archive, tmp_path / form)
    other = filled(tmp_path / "to")
    assert import_archive(tmp_path / form, other) == other.hashes() == archive.hashes()
    assert GOLDEN in other.hashes()


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_exported_while_a_document_is_damaged_and_each_is_named(tmp_path: Path, form: str) -> None:
    archive = filled(tmp_path / "from", POLICY, *many(5))
    damaged = sorted(archive.path.iterdir())[1:3]
    for path in damaged:
        path.write_text("{}", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        export_archive(archive, tmp_path / form)
    assert [fault.source for fault in caught.value.faults] == [str(path) for path in damaged]
    assert not (tmp_path / form).exists()


def test_nothing_is_imported_while_a_document_is_damaged_and_each_is_named(tmp_path: Path) -> None:
    export_archive(filled(tmp_path / "from", POLICY, *many(5)), tmp_path / "out")
    damaged = sorted((tmp_path / "out").iterdir())[1:3]
    for path in damaged:
        path.write_bytes(path.read_bytes()[:-1])
    other = filled(tmp_path / "to")
    with pytest.raises(DefinitionError) as caught:
        import_archive(tmp_path / "out", other)
    assert [fault.source for fault in caught.value.faults] == [str(path) for path in damaged]
    assert other.hashes() == ()


def test_of_many_damaged_documents_a_hundred_are_named(tmp_path: Path) -> None:
    archive = filled(tmp_path / "from", *many(120))
    for path in archive.path.iterdir():
        path.write_bytes(b"")
    with pytest.raises(DefinitionError, match="100 mistakes"):
        export_archive(archive, tmp_path / "out")


def test_what_is_not_there_is_not_imported(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        import_archive(tmp_path / "nothing.zip", filled(tmp_path / "to"))
    assert caught.value.code == "archive.file"


@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path, form: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ProviderUnavailableError) as caught:
        export_archive(filled(tmp_path / "from", POLICY), tmp_path / "file" / form)
    assert caught.value.code == "archive.unavailable"


@pytest.mark.parametrize(("limit", "at_most"), [("MOST_DOCUMENTS", 3), ("MOST_ZIPPED", 400), ("MOST_UNPACKED", 59)])
def test_what_could_not_be_imported_is_not_exported_to_a_zip_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, at_most: int
) -> None:
    archive = filled(tmp_path / "from", *numbered(5))
    export_archive(archive, tmp_path / "before.zip")
    for module in (zip_file, sys.modules[export_archive.__module__]):
        monkeypatch.setattr(module, limit, at_most, raising=False)
    with pytest.raises(NotSupportedError, match="Export it to a folder") as caught:
        export_archive(archive, tmp_path / "after.zip")
    assert caught.value.code == "archive.too-large"
    assert not (tmp_path / "after.zip").exists()
    with pytest.raises(DefinitionError, match="too large"):
        import_archive(tmp_path / "before.zip", filled(tmp_path / "to"))
    assert len(export_archive(archive, tmp_path / "folder")) == 5


class BrokenOffError(Exception):
    """The power goes."""


class BreakingArchive(ArchiveFolder):
    """A folder that takes two documents and no more."""

    left = 2

    def put(self, document: Document) -> str:
        if self.left == 0:
            raise BrokenOffError
        self.left -= 1
        return super().put(document)


@pytest.mark.parametrize("form", FORMS)
def test_an_import_that_was_broken_off_is_completed_by_another(tmp_path: Path, form: str) -> None:
    archive = filled(tmp_path / "from", *many(6))
    export_archive(archive, tmp_path / form)
    with pytest.raises(BrokenOffError):
        import_archive(tmp_path / form, BreakingArchive(tmp_path / "to"))
    other = ArchiveFolder(tmp_path / "to")
    assert len(other.hashes()) == 2
    assert all(other.get(each) == archive.get(each) for each in other.hashes())
    import_archive(tmp_path / form, other)
    assert other.hashes() == archive.hashes()


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from localgov_components.eligibility.archives import ArchiveFolder, export_archive

os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # everything is written, and nothing is in its place yet
export_archive(ArchiveFolder(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_is_killed_while_it_writes_leaves_nothing_half(tmp_path: Path, form: str) -> None:
    archive = filled(tmp_path / "from", *many(6))
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, str(archive.path), str(tmp_path / form)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert not (tmp_path / form).is_file()
    assert not (tmp_path / form).is_dir() or ArchiveFolder(tmp_path / form).hashes() == ()
    export_archive(archive, tmp_path / form)
    assert import_archive(tmp_path / form, filled(tmp_path / "to")) == archive.hashes()
