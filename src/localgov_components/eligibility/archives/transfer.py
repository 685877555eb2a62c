"""Carry an archive elsewhere: out as a folder or a zip file of JSON, and in again.

Both forms are open: a file `<hash>.json` for each document, with its canonical text in it. A zip file
that is unpacked is an `ArchiveFolder`; the files of an `ArchiveFolder` in a zip file can be imported.

Everything is read and held against its hash before anything is written, so a damaged document, or a
file that is no archive, is refused whole with every mistake. What is cut off in the middle leaves whole
documents only; do it again, and what is there already is passed over.

>>> from tempfile import TemporaryDirectory
>>> from localgov_components.eligibility.archives.folder import ArchiveFolder
>>> with TemporaryDirectory() as folder:
...     archive, copy = ArchiveFolder(Path(folder, "kept")), ArchiveFolder(Path(folder, "copy"))
...     name = archive.put({"scheme": "concession"})
...     export_archive(archive, Path(folder, "archive.zip")) == (name,)
...     import_archive(Path(folder, "archive.zip"), copy) == (name,)
...     copy.get(name)
True
True
{'scheme': 'concession'}
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from localgov_components.core.errors import DefinitionError, Fault, NotFoundError, NotSupportedError
from localgov_components.core.files import replace_file
from localgov_components.eligibility.archives.archive import Archive, Document, archived_text
from localgov_components.eligibility.archives.folder import ArchiveFolder, accessible
from localgov_components.eligibility.archives.zip_file import MOST_UNPACKED, is_too_large, open_zip

__all__ = ["export_archive", "import_archive"]

_MOST_FAULTS = 100
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say: the same archive makes the same file


class _Source(Protocol):
    """What documents are read from."""

    def get(self, content_hash: str) -> Document: ...
    def hashes(self) -> tuple[str, ...]: ...


def export_archive(archive: Archive, path: str | Path) -> tuple[str, ...]:
    """Write every document to a zip file or into a folder, and give their hashes.

    To a zip file where the path ends in `.zip`: written whole or not at all, in place of one of that name. It holds
    up to 100,000 documents, of up to 1 GB together; raises `NotSupportedError` for more, which a folder takes.
    Raises `DefinitionError` naming every document that is damaged; then nothing was written.
    """
    path = Path(path)
    hashes = _sound(archive)
    if path.suffix.lower() == ".zip":
        content = _zipped(archive, hashes)
        with accessible(path):
            replace_file(path, content)
    else:
        with accessible(path):
            path.mkdir(parents=True, exist_ok=True)
        _put(archive, hashes, ArchiveFolder(path))
    return hashes


def import_archive(path: str | Path, archive: Archive) -> tuple[str, ...]:
    """Take in every document of an exported folder or zip file; give their hashes.

    What is there already is passed over. Raises `DefinitionError` with every mistake; then nothing was taken in.
    """
    path = Path(path)
    with accessible(path):
        is_folder, is_file = path.is_dir(), path.is_file()
    if is_folder:
        return _taken_in(ArchiveFolder(path), archive)
    if is_file:
        with open_zip(path) as source:
            return _taken_in(source, archive)
    raise NotFoundError(f"no archive '{path}'. Give the folder or the zip file that was exported.", code="archive.file")


def _taken_in(source: _Source, archive: Archive) -> tuple[str, ...]:
    hashes = _sound(source)
    _put(source, hashes, archive)
    return hashes


def _put(source: _Source, hashes: Iterable[str], archive: Archive) -> None:
    for each in hashes:
        archive.put(source.get(each))


def _sound(source: _Source) -> tuple[str, ...]:
    """The hash of every document, each of which was read; raises one `DefinitionError` for all that are damaged."""
    hashes = source.hashes()
    DefinitionError.raise_for(list(islice(_damage(source, hashes), _MOST_FAULTS)))
    return hashes


def _damage(source: _Source, hashes: Iterable[str]) -> Iterator[Fault]:
    for each in hashes:
        try:
            source.get(each)
        except DefinitionError as error:
            yield from error.faults


def _zipped(archive: Archive, hashes: Iterable[str]) -> bytes:
    target, unpacked = io.BytesIO(), 0
    with zipfile.ZipFile(target, "w") as file:
        for each in hashes:
            content = archived_text(archive.get(each))
            unpacked += len(content)
            if unpacked > MOST_UNPACKED:
                raise _too_large()
            file.writestr(zipfile.ZipInfo(f"{each}.json", _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    if is_too_large(target.getvalue()):
        raise _too_large()
    return target.getvalue()


def _too_large() -> NotSupportedError:
    return NotSupportedError(
        "the archive is too large for one zip file that can be imported. Export it to a folder.",
        code="archive.too-large",
    )
