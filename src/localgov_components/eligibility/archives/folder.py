"""An archive that is a folder: one file for each document, named by its hash.

`94a6fa….json` holds the canonical text and nothing else, so that `sha256sum 94a6fa….json` answers
with the file's own name. Files appear whole or not at all, and what is there is never written again,
so any number of programs may share a folder. Other files in it are left alone and passed over: a note
by its side, or what a program that was killed was about to write.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     archive = ArchiveFolder(Path(folder, "kept"))
...     name = archive.put({"scheme": "concession"})
...     archive.hashes() == (name,), archive.get(name)
(True, {'scheme': 'concession'})
>>> ArchiveFolder("/no/such/folder").get("0" * 64)
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: the archive has no document 00000000... Import the archive that the \
decision was made with.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localgov_components.core.errors import NotFoundError, ProviderUnavailableError
from localgov_components.core.files import replace_file
from localgov_components.eligibility.archives.archive import (
    MOST_BYTES,
    Document,
    archived_text,
    hash_of,
    not_archived,
    read_archived,
    require_hash,
)

__all__ = ["ArchiveFolder", "accessible"]

_FILE = re.compile(r"([0-9a-f]{64})\.json", re.ASCII)


class ArchiveFolder:
    """An `Archive` in a folder, which is made when the first document is put in.

    Each method raises `ProviderUnavailableError` when the folder cannot be read or written.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def put(self, document: Document) -> str:
        """Keep a document, flushed to the disk, and give its hash; a damaged copy is replaced."""
        content = archived_text(document)
        content_hash = hash_of(content)
        file = self._file(content_hash)
        with accessible(self.path):
            if not _holds(file, content):
                self.path.mkdir(parents=True, exist_ok=True)
                _write(file, content)
        return content_hash

    def get(self, content_hash: str) -> Document:
        """The document of this hash; `DefinitionError` names a file that is damaged."""
        require_hash(content_hash)
        file = self._file(content_hash)
        with accessible(self.path):
            try:
                too_large = file.stat().st_size > MOST_BYTES
                content = b"" if too_large else file.read_bytes()
            except FileNotFoundError:
                raise not_archived(content_hash) from None
        return read_archived(content, content_hash, source=str(file))

    def hashes(self) -> tuple[str, ...]:
        """The hash of every document, in order. Raises `NotFoundError` where there is no folder."""
        with accessible(self.path):
            try:
                names = [path.name for path in self.path.iterdir()]
            except FileNotFoundError:
                raise NotFoundError(
                    f"no folder '{self.path}'. Give the archive's folder; it is made when a document is put in.",
                    code="archive.folder",
                ) from None
        return tuple(sorted(found.group(1) for name in names if (found := _FILE.fullmatch(name))))

    def __repr__(self) -> str:
        """Where it is."""
        return f"ArchiveFolder({str(self.path)!r})"

    def _file(self, content_hash: str) -> Path:
        return self.path / f"{content_hash}.json"


@contextmanager
def accessible(path: Path) -> Iterator[None]:
    """Turn the system's refusal to read or write an archive into `ProviderUnavailableError`."""
    try:
        yield
    except OSError as error:
        raise ProviderUnavailableError(
            f"the archive '{path}' cannot be read or written ({type(error).__name__}). "
            "Check the folder, its permissions and the room on its disk.",
            code="archive.unavailable",
        ) from error


def _holds(file: Path, content: bytes) -> bool:
    """Whether the file is there and whole."""
    try:
        return file.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(file: Path, content: bytes) -> None:
    try:
        replace_file(file, content)
    except OSError:
        # On Windows a file that somebody reads is not replaced. Another writer of this document came first, then.
        if not _holds(file, content):
            raise
