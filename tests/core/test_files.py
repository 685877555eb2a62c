import os
from pathlib import Path

import pytest

from localgov_components.core.files import replace_file


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
