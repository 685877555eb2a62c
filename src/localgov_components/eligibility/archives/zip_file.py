"""A zip file of documents, read as if somebody hostile had made it.

Nothing is ever unpacked to the disk, so a path in it leads nowhere. Sizes are bounded before and
while it is read, whatever the file says of itself. Each entry is a document under its own hash and
nothing else, as `export_archive` writes it.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = Path(folder, "archive.zip")
...     with zipfile.ZipFile(path, "w") as made:
...         made.writestr("../../secrets.txt", "x")
...     with open_zip(path) as source:
...         source.hashes()
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  archive.zip, column ../../secrets.txt: not the name of a document: 64 digits from 0 to f, and .json
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.eligibility.archives.archive import MOST_BYTES, Document, read_archived
from localgov_components.eligibility.archives.folder import accessible

__all__ = ["MOST_DOCUMENTS", "MOST_UNPACKED", "MOST_ZIPPED", "is_too_large", "open_zip"]

MOST_DOCUMENTS = 100_000
MOST_ZIPPED = 100_000_000
"""Bytes of the zip file itself."""
MOST_UNPACKED = 1_000_000_000
"""Bytes of all documents together."""

_MOST_FAULTS = 100
_LONGEST_NAME = 100
_NAME = re.compile(r"([0-9a-f]{64})\.json", re.ASCII)
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_ENTRY_MARK = b"PK\x01\x02"
"""Every entry has one in the list at the file's end (PKWARE APPNOTE 4.3.12)."""

_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises for damaged or hostile files."""


@contextmanager
def open_zip(path: Path) -> "Iterator[ZipDocuments]":
    """The documents of a zip file. Raises `DefinitionError` where it is none, or larger than it may be."""
    with accessible(path):
        content = path.read_bytes() if path.stat().st_size <= MOST_ZIPPED else None
    if content is None or is_too_large(content):
        raise DefinitionError([Fault(path.name, "too large. Export to a folder, and import that")])
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE:
        raise DefinitionError([Fault(path.name, "not a zip file, or cut short. Fetch it again")]) from None
    with opened:
        yield ZipDocuments(opened, path.name)


def is_too_large(content: bytes) -> bool:
    """Whether a zip file is refused before it is looked into."""
    return len(content) > MOST_ZIPPED or content.count(_ENTRY_MARK) > MOST_DOCUMENTS


class ZipDocuments:
    """The documents of an open zip file."""

    def __init__(self, file: zipfile.ZipFile, source: str) -> None:
        self._file = file
        self._source = source

    def hashes(self) -> tuple[str, ...]:
        """The hash of every document, in order. Raises `DefinitionError` for anything else that is there."""
        DefinitionError.raise_for(list(islice(self._faults(), _MOST_FAULTS)))
        return tuple(sorted(entry.filename.removesuffix(".json") for entry in self._file.infolist()))

    def get(self, content_hash: str) -> Document:
        """A document that `hashes` named; `DefinitionError` names an entry that is damaged."""
        name = f"{content_hash}.json"
        try:
            entry = self._file.getinfo(name)
            with self._file.open(entry) as opened:
                content = opened.read(
                    entry.file_size + 1
                )  # with a limit, for what is packed may be larger than it says
        except _UNREADABLE:
            raise DefinitionError([self._fault(name, "damaged. Fetch the file again")]) from None
        return read_archived(content, content_hash, source=f"{self._source}, {name}")

    def _faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        unpacked = 0
        for entry in self._file.infolist():
            unpacked += entry.file_size
            if not _NAME.fullmatch(entry.filename):
                yield self._fault(entry.filename, "not the name of a document: 64 digits from 0 to f, and .json")
            elif entry.filename in seen:
                yield self._fault(entry.filename, "there twice. Take one away")
            elif entry.compress_type not in _COMPRESSIONS or entry.flag_bits & _ENCRYPTED:
                yield self._fault(entry.filename, "encrypted, or packed in a way other than deflate. Pack it again")
            elif entry.file_size > MOST_BYTES:
                yield self._fault(entry.filename, "larger than a document may be")
            seen.add(entry.filename)
        if unpacked > MOST_UNPACKED:
            yield Fault(self._source, "too large when unpacked. Export to a folder, and import that")

    def _fault(self, name: str, message: str) -> Fault:
        return Fault(self._source, message, column=name[:_LONGEST_NAME])
