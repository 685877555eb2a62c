"""Replace a file whole or not at all.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "report.csv"
...     replace_file(path, b"total,12.00")
...     path.read_bytes()
b'total,12.00'
"""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

__all__ = ["flush_file", "place_file", "replace_file", "shown_name"]

_CANNOT_FLUSH = (errno.EINVAL, errno.ENOTSUP)
"""What disks over a network answer that cannot flush a folder."""


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside its place, flush it to disk, and move it there: nobody ever reads half of it.

    The mode of an existing file stays as it was, and so do its owner and group where the system lets one set them. A
    link is replaced, and not what it leads to. Once this returns, the new content outlasts a loss of power; on Windows,
    and on disks that cannot flush a folder, it may be the old.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            _take_after(path, part)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _flush_folder(path.parent)


def shown_name(path: Path) -> str:
    """A file's name as text: a mark in place of each byte in it that is none."""
    return os.fsencode(path.name).decode(errors="replace")


def place_file(part: Path, path: Path) -> None:
    """Move a file that is whole to its place on the same disk, as `replace_file` does with what it is given."""
    flush_file(part)
    _take_after(path, part)
    part.replace(path)
    _flush_folder(path.parent)


def flush_file(path: Path) -> None:
    """Have the disk hold what is in a file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_after(path: Path, part: Path) -> None:
    """Give a new file the mode, and as far as may be the owner and group, of the one that it replaces."""
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(OSError):  # not everybody may give a file away, and not every disk has owners
                os.chown(part, owner, group)
    part.chmod(S_IMODE(old.st_mode))


def _flush_folder(folder: Path) -> None:
    """Have the disk hold which file a name now means, on systems that can open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # one may write to some folders and not list them
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(handle)
