import errno
import os
from pathlib import Path
from stat import S_IMODE, S_ISDIR

import pytest

from localgov_components.core.files import place_file, replace_file


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_bytes(b"old")
    return path


def only_file_in(folder: Path) -> str:
    (name,) = (each.name for each in folder.iterdir())
    return name


def test_content_is_written_byte_for_byte(report: Path) -> None:
    replace_file(report, b"total\r\n\x00\xff")
    assert report.read_bytes() == b"total\r\n\x00\xff"
    assert only_file_in(report.parent) == "report.csv"


def test_a_new_file_is_made_and_empty_content_is_content(tmp_path: Path) -> None:
    replace_file(tmp_path / "new", b"")
    assert (tmp_path / "new").read_bytes() == b""


ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes, and flushes no folder")


@ON_POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_the_mode_of_the_old_file_stays(report: Path, mode: int) -> None:
    report.chmod(mode)
    replace_file(report, b"new")
    assert S_IMODE(report.stat().st_mode) == mode
    assert report.read_bytes() == b"new"


@ON_POSIX
def test_a_new_file_has_the_mode_that_the_system_gives(tmp_path: Path) -> None:
    replace_file(tmp_path / "new", b"new")
    (tmp_path / "plain").write_bytes(b"plain")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


@ON_POSIX
def test_owner_and_group_are_asked_for_and_not_insisted_on(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def refuse(_: Path, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    replace_file(report, b"new")
    old = report.stat()
    assert asked == [(-1, old.st_gid), (old.st_uid, -1)]
    assert report.read_bytes() == b"new"


@ON_POSIX
def test_a_link_is_replaced_and_not_what_it_leads_to(report: Path) -> None:
    link = report.with_name("latest.csv")
    link.symlink_to(report)
    replace_file(link, b"new")
    assert (link.is_symlink(), link.read_bytes(), report.read_bytes()) == (False, b"new", b"old")


class Flushed:
    """What was flushed, as it was named at that time; the folder fails when it is to."""

    def __init__(self, error: OSError | None = None) -> None:
        self.names: list[str] = []
        self.error = error

    def __call__(self, handle: int) -> None:
        is_folder = S_ISDIR(os.fstat(handle).st_mode)
        self.names.append("folder" if is_folder else "file")
        if is_folder and self.error:
            raise self.error


@ON_POSIX
def test_the_file_is_flushed_before_it_is_moved_and_its_folder_after(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, move = Flushed(), Path.replace

    def moved(part: Path, path: Path) -> Path:
        flushed.names.append("moved")
        return move(part, path)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", moved)
    replace_file(report, b"new")
    assert flushed.names == ["file", "moved", "folder"]


@ON_POSIX
def test_a_disk_that_cannot_flush_a_folder_is_no_error_and_one_that_fails_is(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", Flushed(OSError(errno.EINVAL, "not for folders")))
    replace_file(report, b"new")
    assert report.read_bytes() == b"new"
    monkeypatch.setattr(os, "fsync", Flushed(OSError(errno.EIO, "broken")))
    with pytest.raises(OSError, match="broken"):
        replace_file(report, b"newer")


@ON_POSIX
def test_a_folder_that_nobody_may_list_can_still_be_written_to(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: Path, flags: int, *rest: int) -> int:
        if flags & os.O_DIRECTORY:
            raise PermissionError
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    replace_file(report, b"new")
    assert report.read_bytes() == b"new"


def test_where_no_folder_can_be_opened_the_file_alone_is_flushed(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed = Flushed()
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    monkeypatch.setattr(os, "fsync", flushed)
    replace_file(report, b"new")
    assert flushed.names == ["file"]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_the_old_file_stays_when_the_disk_refuses(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def refuse(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(type(error)):
        replace_file(report, b"new")
    assert report.read_bytes() == b"old"
    assert only_file_in(report.parent) == "report.csv"


def test_the_old_file_stays_when_it_cannot_be_replaced(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("somebody reads it")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        replace_file(report, b"new")
    assert report.read_bytes() == b"old"
    assert only_file_in(report.parent) == "report.csv"


def test_what_is_not_bytes_leaves_nothing_behind(report: Path) -> None:
    with pytest.raises(TypeError):
        replace_file(report, "text")  # type: ignore[arg-type]
    assert report.read_bytes() == b"old"
    assert only_file_in(report.parent) == "report.csv"


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "nowhere" / "report.csv", b"new")


def test_a_file_that_is_whole_is_moved_to_its_place(report: Path) -> None:
    part = report.with_name("large.part")
    part.write_bytes(b"new")
    place_file(part, report)
    assert report.read_bytes() == b"new"
    assert only_file_in(report.parent) == "report.csv"


@ON_POSIX
def test_a_file_that_is_moved_to_its_place_has_the_mode_of_the_one_before(report: Path) -> None:
    report.chmod(0o640)
    part = report.with_name("large.part")
    part.write_bytes(b"new")
    place_file(part, report)
    assert S_IMODE(report.stat().st_mode) == 0o640
