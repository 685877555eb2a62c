"""The folder of a run that is not finished: each piece of work in a file of its own, whole or not at all.

Pieces are the same whoever makes them and when. A run that was stopped, however hard, goes on from those that are
there, and what comes out is the same to the byte. The folder says what it was begun with, and another input, mapping or
scheme is refused. A run holds a lock in it, so that no two work at the same. It holds the facts of the people in the
files: it is the owner's alone, and is deleted at the end.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import JsonValue

from localgov_components.core.errors import ConflictError, DefinitionError, InvalidValueError, NotFoundError
from localgov_components.core.file_lock import delete_folder, take_lock
from localgov_components.core.files import flush_file, place_file

__all__ = ["Work"]

_BEGUN, _LOCK = "begun.json", "lock"
_PART = ".part"


class Work:
    """A folder of pieces of work, there while a run is not finished.

    It is one run's alone until it is closed, or its `with` block is left. A `DefinitionError` or `InvalidValueError`
    that leaves the block deletes the folder, since the run would end so each time.
    """

    def __init__(self, folder: Path, lock: BufferedWriter) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def begin(cls, folder: Path, identity: Mapping[str, JsonValue], *, resume: bool) -> Self:
        """Begin a run, or go on with one that was begun with the same.

        Raises `ConflictError` where one is there that is at work, is not to be gone on with, is damaged or was begun
        with something else, and `NotFoundError` where there is none to go on with.
        """
        if resume and not folder.exists():
            raise _nothing_to_go_on_with(folder, "Leave --resume out")
        work = cls(folder, _locked(folder))
        try:
            if resume:
                work._require_same(identity)
            else:
                work._begin_anew(identity)
            for part in folder.glob(f"*{_PART}"):
                part.unlink()
        except BaseException:
            work.close()
            raise
        return work

    def __enter__(self) -> Self:
        """The work itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the folder, which is deleted where nobody can go on with it."""
        if isinstance(error, DefinitionError | InvalidValueError):
            self.abandon()
        self.close()

    def path(self, name: str) -> Path:
        """Where a piece of work is, once it is made."""
        return self.folder / name

    def has(self, name: str) -> bool:
        """Whether a piece of work is made."""
        return self.path(name).exists()

    def make(self, name: str, write: Callable[[Path], object]) -> Path:
        """Make a piece of work with a function that writes a file, and put it in its place when it is on the disk."""
        part = self.folder / f"{name}.{secrets.token_hex(8)}{_PART}"
        try:
            write(part)
            flush_file(part)
            part.replace(self.path(name))
        finally:
            part.unlink(missing_ok=True)
        return self.path(name)

    def finish(self, results: Mapping[str, Path]) -> None:
        """Move finished pieces to where they belong, one after another, and delete the folder."""
        for name, target in results.items():
            place_file(self.path(name), target)
        self.abandon()

    def abandon(self) -> None:
        """Delete the folder, as that of a run that cannot be gone on with."""
        delete_folder(self.path(_LOCK), self._lock)

    def close(self) -> None:
        """Let another run go on with what is there."""
        self._lock.close()

    def _begin_anew(self, identity: Mapping[str, JsonValue]) -> None:
        if any(each.name != _LOCK and each.suffix != _PART for each in self.folder.iterdir()):
            raise ConflictError(
                f"a run that is not finished is in '{self.folder}'. Go on with it with --resume, or delete the folder.",
                code="work.unfinished",
            )
        self.make(_BEGUN, lambda path: path.write_text(json.dumps(identity), encoding="utf-8"))

    def _require_same(self, identity: Mapping[str, JsonValue]) -> None:
        begun = self._begun()
        if changed := [name for name in identity if begun.get(name) != identity[name]]:
            raise ConflictError(
                f"not the same as when the run was begun: {', '.join(changed)}. Put it back as it was, or delete "
                f"'{self.folder}' and begin again.",
                code="work.changed",
            )

    def _begun(self) -> Mapping[str, JsonValue]:
        """What the run was begun with."""
        try:
            begun = json.loads((self.folder / _BEGUN).read_bytes())
        except FileNotFoundError:
            raise _nothing_to_go_on_with(self.folder, "Delete the folder, and leave --resume out") from None
        except (ValueError, RecursionError):
            begun = None
        if not isinstance(begun, dict):
            raise ConflictError(
                f"'{self.folder / _BEGUN}' is damaged, so that nobody can tell what the run was begun with. Put it "
                "back from a copy, or delete the folder and begin again without --resume.",
                code="work.damaged",
            )
        return begun


def _locked(folder: Path) -> BufferedWriter:
    """The lock of a folder, which is made where it is not there."""
    lock = take_lock(folder / _LOCK, folder_mode=0o700)
    if lock is None:
        raise ConflictError(
            f"another run is at work in '{folder}'. Wait until it ends, or stop it and go on with --resume.",
            code="work.running",
        )
    return lock


def _nothing_to_go_on_with(folder: Path, advice: str) -> NotFoundError:
    return NotFoundError(f"there is no run to go on with in '{folder}'. {advice}.", code="work.missing")
