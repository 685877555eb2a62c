import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from localgov_components.core.file_lock import take_lock

posix = pytest.mark.skipif(os.name != "posix", reason="Windows locks otherwise, and deletes no file that is open.")

HOLDER = """
import sys
from pathlib import Path
from localgov_components.core.file_lock import take_lock

lock = take_lock(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
sys.stdin.read()
"""


def test_a_lock_is_had_once_at_a_time(tmp_path: Path) -> None:
    lock = take_lock(tmp_path / "lock")
    assert lock is not None
    assert take_lock(tmp_path / "lock") is None
    lock.close()
    again = take_lock(tmp_path / "lock")
    assert again is not None
    again.close()
    assert [(each.name, each.stat().st_size) for each in tmp_path.iterdir()] == [("lock", 0)]


def test_a_lock_goes_with_the_program_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert take_lock(path) is None
        holder.kill()
    lock = take_lock(path)
    assert lock is not None
    lock.close()


@posix
def test_what_is_locked_is_the_file_that_has_the_name_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    path, lock_it = tmp_path / "lock", fcntl.flock
    made_anew = iter((False, True))

    def lock_late(handle: int, operation: int) -> None:
        """Whoever held the file deletes it first; the second time, another makes one of the name."""
        if (anew := next(made_anew, None)) is not None:
            path.unlink()
        if anew:
            path.touch()
        lock_it(handle, operation)

    monkeypatch.setattr(fcntl, "flock", lock_late)
    lock = take_lock(path)
    assert lock is not None
    assert os.path.samestat(os.fstat(lock.fileno()), path.stat())
    assert (take_lock(path), next(made_anew, None)) == (None, None)
    lock.close()


@posix
def test_a_folder_that_its_holder_deletes_meanwhile_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    folder, lock_it = tmp_path / "run", fcntl.flock
    deleted = iter((True, False))

    def lock_late(handle: int, operation: int) -> None:
        if next(deleted):
            (folder / "lock").unlink()
            folder.rmdir()
        lock_it(handle, operation)

    monkeypatch.setattr(fcntl, "flock", lock_late)
    lock = take_lock(folder / "lock", folder_mode=0o700)
    assert lock is not None
    assert (folder / "lock").exists()
    assert folder.stat().st_mode & 0o077 == 0
    lock.close()


@posix
def test_a_folder_that_is_deleted_just_after_it_was_seen_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, make, deleted = tmp_path / "run", os.mkdir, iter([True])
    folder.mkdir()

    def make_late(path: Path, mode: int = 0o777) -> None:
        try:
            make(path, mode)
        except FileExistsError:
            if next(deleted, False):
                folder.rmdir()
            raise

    monkeypatch.setattr(os, "mkdir", make_late)
    lock = take_lock(folder / "lock")
    assert lock is not None
    assert (folder / "lock").exists()
    lock.close()


@pytest.mark.parametrize("is_link", [False, pytest.param(True, marks=posix)])
def test_something_else_in_place_of_the_folder_is_an_error_of_the_system(tmp_path: Path, *, is_link: bool) -> None:
    place = tmp_path / "run"
    if is_link:
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.touch()
    with pytest.raises(OSError):  # noqa: PT011 - which it is, depends on the system
        take_lock(place / "lock")


def test_a_place_where_nothing_can_be_made_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take_lock(tmp_path / "nowhere" / "run" / "lock")


@posix
def test_a_link_to_nowhere_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "nowhere" / "lock")
    with pytest.raises(FileNotFoundError):
        take_lock(tmp_path / "lock")


@posix
def test_a_disk_without_locks_is_an_error_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OSError, match=os.strerror(errno.ENOLCK)):
        take_lock(tmp_path / "lock")
