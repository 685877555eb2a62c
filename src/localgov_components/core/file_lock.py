"""A lock on a file that one program has at a time, and that goes when the program does, however it ends.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     with take_lock(Path(folder) / "lock"):
...         print(take_lock(Path(folder) / "lock"))
None
"""

import os
import sys
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path

__all__ = ["delete_folder", "take_lock"]


def take_lock(path: Path, *, folder_mode: int = 0o777) -> BufferedWriter | None:
    """Lock a file until what is given is closed; None where somebody else has it locked.

    The file is made where it is not there, and stays empty; its folder is made too, for whom its mode says. Whoever
    deletes them does so while holding the lock. Raises `OSError` where they cannot be made, or their disk has no locks.
    """
    while True:
        with suppress(FileExistsError):  # it was there a moment ago, or is no folder
            path.parent.mkdir(mode=folder_mode, exist_ok=True)
        try:
            file = path.open("ab")
        except FileNotFoundError:
            if path.is_symlink() or path.parent.is_symlink() or path.parent.is_file():
                raise
            continue  # whoever held it has just deleted its folder
        try:
            if not _lock(file.fileno()):
                file.close()
                return None
            if _has_its_name(file, path):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def delete_folder(path: Path, lock: BufferedWriter) -> None:
    """Delete the folder of a lock that is held, and let go of the lock, which is deleted last of all.

    So nothing is deleted of whoever has the lock next. Raises `OSError` where a file in it cannot be deleted.
    """
    is_windows = os.name == "nt"
    for each in path.parent.iterdir():
        if each != path:
            each.unlink()
    if not is_windows:
        path.unlink()
    lock.close()
    with suppress(OSError):  # another program may have begun in it
        if is_windows:  # where a file that is open, as the lock was, is not deleted
            path.unlink()
        path.parent.rmdir()


def _has_its_name(file: BufferedWriter, path: Path) -> bool:
    """Whether an open file is not one that was deleted by whoever held it before."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
