import os
import subprocess
import sys
from pathlib import Path

import pytest

from localgov_components.core import ConflictError, NotFoundError
from localgov_components.tables import Work

RUN = """
import sys
from pathlib import Path
from localgov_components.tables import Work

work = Work.begin(Path(sys.argv[1]), {"input": "x"}, resume=False)
work.make("first", lambda path: path.write_bytes(b"1"))
print("at work", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "x.unfinished"


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_piece_of_work_is_there_whole_or_not_at_all(folder: Path) -> None:
    def half(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError

    with Work.begin(folder, {}, resume=False) as work, pytest.raises(OSError):  # noqa: PT011 - the one above
        work.make("piece", half)
    assert names(folder) == {"begun.json", "lock"}


def test_parts_that_a_killed_run_left_are_cleared_away(folder: Path) -> None:
    Work.begin(folder, {}, resume=False).close()
    (folder / "piece.0123.part").write_bytes(b"half")
    Work.begin(folder, {}, resume=True).close()
    assert names(folder) == {"begun.json", "lock"}


def test_what_is_finished_is_moved_and_the_folder_deleted(folder: Path, tmp_path: Path) -> None:
    with Work.begin(folder, {}, resume=False) as work:
        work.make("output", lambda path: path.write_bytes(b"done"))
        work.make("passing", lambda path: path.write_bytes(b"gone"))
        work.finish({"output": tmp_path / "out.csv"})
    assert (names(tmp_path), (tmp_path / "out.csv").read_bytes()) == ({"out.csv"}, b"done")


@pytest.mark.parametrize("resume", [False, True])
def test_a_second_run_is_refused_while_one_is_at_work(folder: Path, *, resume: bool) -> None:
    with Work.begin(folder, {}, resume=False):
        with pytest.raises(
            ConflictError, match=r"another run is at work in .* Wait until it ends, or stop it"
        ) as error:
            Work.begin(folder, {}, resume=resume)
        assert error.value.code == "work.running"
    Work.begin(folder, {}, resume=True).close()


def test_a_refusal_holds_nothing_up(folder: Path) -> None:
    Work.begin(folder, {"input": "x"}, resume=False).close()
    for identity, resume, code in (({"input": "y"}, True, "work.changed"), ({"input": "x"}, False, "work.unfinished")):
        with pytest.raises(ConflictError) as error:
            Work.begin(folder, identity, resume=resume)
        assert error.value.code == code
    Work.begin(folder, {"input": "x"}, resume=True).close()


def test_a_run_goes_on_at_once_where_another_was_killed(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "at work\n"
        for resume in (False, True):
            with pytest.raises(ConflictError) as error:
                Work.begin(folder, {"input": "x"}, resume=resume)
            assert error.value.code == "work.running"
        run.kill()
    with Work.begin(folder, {"input": "x"}, resume=True) as work:
        assert work.has("first")


def test_where_no_run_is_none_is_gone_on_with(folder: Path) -> None:
    for advice in ("Leave --resume out", "Delete the folder, and leave --resume out"):
        with pytest.raises(NotFoundError, match=rf"x\.unfinished'\. {advice}") as error:
            Work.begin(folder, {}, resume=True)
        assert error.value.code == "work.missing"
        folder.mkdir(exist_ok=True)


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no file that is open.")
def test_a_folder_that_is_deleted_before_it_is_locked_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir, ends = Path.mkdir, iter([True])

    def made_and_deleted(path: Path, mode: int = 0o777, *, exist_ok: bool = False) -> None:
        mkdir(path, mode, exist_ok=exist_ok)
        if next(ends, False):
            path.rmdir()

    monkeypatch.setattr(Path, "mkdir", made_and_deleted)
    Work.begin(folder, {}, resume=False).close()
    assert names(folder) == {"begun.json", "lock"}


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no file that is open.")
def test_a_run_that_begins_where_one_ends_keeps_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink, begun = Path.unlink, list[Work]()
    ending = Work.begin(folder, {}, resume=False)

    def unlink_and_begin(path: Path, *, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        if path.name == "lock":
            begun.append(Work.begin(folder, {}, resume=False))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", unlink_and_begin)
        ending.abandon()
    assert names(folder) == {"begun.json", "lock"}
    with pytest.raises(ConflictError):
        Work.begin(folder, {}, resume=True)
    begun.pop().abandon()
    assert not folder.exists()
