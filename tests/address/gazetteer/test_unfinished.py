import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from localgov_components.address.gazetteer.unfinished import Position, Unfinished, reporting
from localgov_components.address.rejects import Reject
from localgov_components.core import ConflictError, LocalGovError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.gazetteer"


def test_what_a_checkpoint_confirmed_is_there_for_the_same_job_and_nothing_later(path: Path) -> None:
    with Unfinished.begin(path, "job") as unfinished:
        unfinished.note(0, Path("s.csv"), Position(5, 4, 3, 1), [Reject(2, "uprn", "why.")])
        unfinished.once("step", lambda: None)
        unfinished.checkpoint()
        unfinished.note(0, Path("s.csv"), Position(9, 8, 7, 1), [])
    with Unfinished.begin(path, "job") as unfinished:
        assert unfinished.is_resumed
        assert (unfinished.position(0), unfinished.position(1)) == (Position(5, 4, 3, 1), Position())
        assert list(unfinished.rejects()) == [("s.csv", 2, "uprn", "why.")]
        assert (unfinished.has_done("step"), unfinished.has_done("other")) == (True, False)
    with Unfinished.begin(path, "another job") as unfinished:
        assert not unfinished.is_resumed
        assert unfinished.position(0) == Position()


def test_a_step_is_done_once(path: Path) -> None:
    done: list[int] = []
    for _ in range(2):
        with Unfinished.begin(path, "job") as unfinished:
            unfinished.once("step", lambda: done.append(1))
            unfinished.checkpoint()
    assert done == [1]


def test_without_a_checkpoint_nothing_is_left(path: Path) -> None:
    with Unfinished.begin(path, "job"):
        assert list(path.parent.iterdir())
    assert list(path.parent.iterdir()) == []


def test_nobody_else_builds_the_same_meanwhile(path: Path) -> None:
    with Unfinished.begin(path, "job"):
        with pytest.raises(ConflictError, match="being built") as refused:
            Unfinished.begin(path, "job")
        with Unfinished.begin(path.with_name("b.gazetteer"), "job"):
            pass
    assert refused.value.code == "gazetteer.being-built"


def test_who_has_finished_does_not_remove_what_another_has_begun(path: Path) -> None:
    with Unfinished.begin(path, "job") as first:
        first.put_in_place()
        with Unfinished.begin(path, "job") as second:
            first.remove()
            second.put_in_place()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no file that is open.")
def test_what_another_begins_while_one_is_removed_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink, begun = os.unlink, list[Unfinished]()
    ending = Unfinished.begin(path, "job")

    def unlink_and_begin(name: os.PathLike[str] | str, *, dir_fd: int | None = None) -> None:
        unlink(name, dir_fd=dir_fd)
        if Path(name).name == "lock" and not begun:
            begun.append(Unfinished.begin(path, "job"))

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", unlink_and_begin)
        ending.remove()
    with begun.pop() as unfinished:
        unfinished.put_in_place()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["notes", "lock", "gazetteer"])
def test_a_gazetteer_may_be_called_as_the_files_that_make_it(tmp_path: Path, name: str) -> None:
    with Unfinished.begin(tmp_path / name, "job") as unfinished:
        unfinished.put_in_place()
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def decode(folder: Path) -> object:
    with closing(sqlite3.connect(folder / "notes")) as connection:
        return connection.execute("SELECT CAST(x'4D696C6C204C616E65FF' AS TEXT)").fetchone()


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (decode, "could not be written: what was begun is damaged. "),
        (lambda folder: shutil.copyfile(folder, folder), "could not be written: "),
        (lambda folder: (folder / "none").read_bytes(), "could not be written: No such file or directory. "),
        (sqlite3.connect, "could not be written: unable to open database file. "),
    ],
)
def test_why_a_target_cannot_be_written_is_told_without_a_cell_or_a_path(
    tmp_path: Path, work: Callable[[Path], object], told: str
) -> None:
    with pytest.raises(LocalGovError) as failed, reporting(tmp_path / "a.gazetteer", OSError, sqlite3.Error):
        work(tmp_path)
    error = failed.value
    assert str(error).startswith(f"'a.gazetteer' {told}")
    assert "None" not in str(error)
    assert str(tmp_path) not in str(error)
    assert "Mill" not in "".join(traceback.format_exception(error))
