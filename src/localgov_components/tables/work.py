"""The folder of a run that is not finished: each piece of work in a file of its own, whole or not at all.

Pieces are the same whoever makes them and when. A run that was stopped, however hard, goes on from those that are
there, and what comes out is the same to the byte. The folder says what it was begun with, and another input, mapping or
scheme is refused. It holds the facts of the people in the files: it is the owner's alone, and is deleted at the end.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from pydantic import JsonValue

from localgov_components.core.errors import ConflictError, NotFoundError
from localgov_components.core.files import flush_file, place_file

__all__ = ["Work"]

_BEGUN = "begun.json"
_PART = ".part"


class Work:
    """A folder of pieces of work, which is there while a run is not finished."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def begin(cls, folder: Path, identity: Mapping[str, JsonValue], *, resume: bool) -> Self:
        """Begin a run, or go on with one that was begun with the same.

        Raises `ConflictError` where one is there that is not to be gone on with, is damaged or was begun with something
        else, and `NotFoundError` where there is none to go on with.
        """
        work = cls(folder)
        if resume:
            work._require_same(identity)
        elif folder.exists() and any(each.suffix != _PART for each in folder.iterdir()):
            raise ConflictError(
                f"a run that is not finished is in '{folder}'. Go on with it with --resume, or delete the folder.",
                code="work.unfinished",
            )
        else:
            folder.mkdir(mode=0o700, exist_ok=True)
            work.make(_BEGUN, lambda path: path.write_text(json.dumps(identity), encoding="utf-8"))
        for part in folder.glob(f"*{_PART}"):
            part.unlink(missing_ok=True)
        return work

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
        shutil.rmtree(self.folder)

    def abandon(self) -> None:
        """Delete the folder of a run that cannot be gone on with."""
        shutil.rmtree(self.folder)

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
            advice = "Delete the folder, and leave --resume out" if self.folder.exists() else "Leave --resume out"
            raise NotFoundError(
                f"there is no run to go on with in '{self.folder}'. {advice}.", code="work.missing"
            ) from None
        except (ValueError, RecursionError):
            begun = None
        if not isinstance(begun, dict):
            raise ConflictError(
                f"'{self.folder / _BEGUN}' is damaged, so that nobody can tell what the run was begun with. Put it "
                "back from a copy, or delete the folder and begin again without --resume.",
                code="work.damaged",
            )
        return begun
