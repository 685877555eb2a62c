"""Reading the file of a source once, from start to end: its bytes counted, hashed and told as progress.

What a spreadsheet or a council's system calls CSV may be UTF-8 with or without a byte order mark, UTF-16
or Windows-1252. UTF-16 is known by its mark or by its NUL bytes; otherwise every line is UTF-8 or, failing
that, Windows-1252, so that a file into which some lines were pasted is read right. A zip archive with one
CSV in it stands for that CSV. The SHA-256 is of exactly what was read, and a file that changes meanwhile is
refused.

>>> reading = SourceReading(Path("examples/addresses.csv"))
>>> next(reading.lines())[:16]
'uprn,parent_uprn'
>>> reading.line, reading.encoding
(1, 'UTF-8')
"""

import codecs
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from localgov_components.address.sources.archive import ZIP, PackedCsv
from localgov_components.core import DefinitionError, Fault
from localgov_components.core.csv_kinds import not_csv
from localgov_components.core.utf_16 import utf_16_of

__all__ = ["BuildProgress", "SourceReading", "refused_source"]

BuildProgress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the bytes read so far and the bytes there are."""

_CHUNK = 1 << 20
_LONGEST_LINE = 1_000_000


def refused_source(name: str, message: str, *, line: int | None = None, column: str | None = None) -> DefinitionError:
    """The error with which a whole file is refused."""
    return DefinitionError([Fault(name, message, line=line, column=column)], code="gazetteer.source")


class SourceReading:
    """One pass over a file; rows up to the line `after` are already in the build that goes on.

    `line` is the last line handed out, counted from 1.
    """

    def __init__(self, path: Path, *, progress: BuildProgress | None = None, after: int = 0) -> None:
        self.path = path
        self.after = after
        self.line = 0
        self.ends_in_line = False
        self._utf_16: str | None = None
        self._windows_1252 = False
        self._progress = progress
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Checksum of what was read so far, in hexadecimal."""
        return self._digest.hexdigest()

    @property
    def encoding(self) -> str:
        """How the text is encoded, as far as it was read."""
        return "UTF-16" if self._utf_16 else "Windows-1252" if self._windows_1252 else "UTF-8"

    def chunks(self) -> Iterator[bytes]:
        """Whole lines, about a megabyte at a time, without a byte order mark; UTF-16 comes as UTF-8.

        Raises `DefinitionError` when the file cannot be read, changes meanwhile or is no text in lines.
        """
        rest = b""
        for data in _with_line_ends(self._in_utf_8()):
            whole, end, rest = (rest + data).rpartition(b"\n")
            if len(rest) > _LONGEST_LINE:
                raise self.refused(f"a line of more than {_LONGEST_LINE:,} bytes: this is not CSV.")
            if end:
                yield whole + end
        self.ends_in_line = bool(rest)
        if rest:
            yield rest

    def lines(self) -> Iterator[str]:
        """The lines as text, with their ends. Raises as `chunks` does."""
        for chunk in self.chunks():
            for raw in chunk.split(b"\n")[: -1 if chunk.endswith(b"\n") else None]:
                self.line += 1
                yield self._decoded(raw) + "\n"

    def refused(self, message: str, *, line: int | None = None, column: str | None = None) -> DefinitionError:
        """The error with which this file is refused."""
        return refused_source(self.path.name, message, line=line, column=column)

    def _raw(self) -> Iterator[bytes]:
        """What is in the file, or in the CSV that it packs; progress is told of the file itself."""
        with self._reporting():
            if not stat.S_ISREG(self.path.stat().st_mode) and not self.path.is_dir():
                raise self.refused("a pipe or a device, which is read only once. Copy what it gives to a file.")
            file = self.path.open("rb")
        with file:
            before = os.fstat(file.fileno())
            with self._reporting():
                is_packed = file.peek(len(ZIP)).startswith(ZIP)
            content = PackedCsv(file, self.refused) if is_packed else file
            read, size = 0, content.size if isinstance(content, PackedCsv) else before.st_size
            while True:
                with self._reporting():
                    data = content.read(_CHUNK)
                if not data:
                    break
                self._digest.update(data)
                read += len(data)
                yield data
                if self._progress:
                    self._progress(file.tell(), before.st_size)
            self._require_unchanged(before, os.fstat(file.fileno()), is_whole=read == size)

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self.refused(f"cannot be read: {error.strerror}.") from error

    def _in_utf_8(self) -> Iterator[bytes]:
        raw = self._raw()
        first = next(raw, b"")
        if kind := not_csv(first):
            raise self.refused(kind)
        self._utf_16 = utf_16_of(first)
        if self._utf_16 is None:
            yield first.removeprefix(codecs.BOM_UTF8)
            yield from raw
            return
        decoder = codecs.getincrementaldecoder(self._utf_16)()
        try:
            yield decoder.decode(first).encode()
            for data in raw:
                yield decoder.decode(data).encode()
            decoder.decode(b"", final=True)
        except UnicodeError as error:
            raise self.refused("begins as UTF-16 and is not. Save it as 'CSV UTF-8'.") from error

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self._windows_1252 = True
        # The five bytes that Windows-1252 leaves out become control characters, for which a row is rejected.
        return raw.decode("cp1252", errors="surrogateescape").translate(_UNDEFINED)

    def _require_unchanged(self, before: os.stat_result, after: os.stat_result, *, is_whole: bool) -> None:
        if not is_whole or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise self.refused("changed while it was read. Build again when nothing writes to it.")


_UNDEFINED = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _with_line_ends(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes; where lines end as on old Macintoshes, which Excel still offers, they end as elsewhere."""
    first = next(chunks, b"")
    if b"\r" in first and b"\n" not in first:
        chunks = (chunk.replace(b"\r", b"\n") for chunk in chain((first,), chunks))
    else:
        yield first
    yield from chunks
