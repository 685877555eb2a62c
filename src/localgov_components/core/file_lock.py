"""A lock on a file that one program has at a time, and that goes when the program does, however it ends.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     with take_lock(Path(folder) / "lock"):
...         print(take_lock(Path(folder) / "lock"))
None
"""

import os
import sys
from io import BufferedWriter
from pathlib import Path

__all__ = ["take_lock"]


def take_lock(path: Path) -> BufferedWriter | None:
    """Lock a file until what is given is closed; None where somebody else has it locked.

    The file is made where it is not there, and stays empty. Whoever deletes it does so while holding it. Raises
    `OSError` where it cannot be made, or its disk has no locks.
    """
    while True:
        file = path.open("ab")
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
