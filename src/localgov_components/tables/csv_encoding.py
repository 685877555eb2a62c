r"""What a CSV file is written in: UTF-8, UTF-16, Windows-1252, or partly UTF-8 and partly Windows-1252.

A file is read once, line by line. Bytes that are UTF-8 for something beyond ASCII are hardly ever anything else, so one
such line makes a file UTF-8, and lines that are not are told of by their number. Without one, a file that is not UTF-8
is Windows-1252, as older spreadsheets save it.

>>> path = Path("people.csv")
>>> _ = path.write_bytes("claim,street\n1,T\u0177 Isaf\n".encode() + "2,Weaver\u2019s Row\n".encode("cp1252"))
>>> CsvEncoding.of(path).name, CsvEncoding.of(path).strange_lines
('utf-8', (3,))
"""

import codecs
import hashlib
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from localgov_components.core.csv_kinds import not_csv
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.utf_16 import utf_16_of
from localgov_components.tables.table import Progress

__all__ = ["LONGEST_LINE", "CsvEncoding"]

LONGEST_LINE = 1_000_000

_MOST_NAMED = 10
_CHUNK = 1 << 20
_ARCHIVE = b"PK\x03\x04"
"""What a workbook of today begins with too."""

_NOT_IN_WINDOWS_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_SAVE_AS = "Save it as 'CSV UTF-8'"


@dataclass(frozen=True, slots=True)
class CsvEncoding:
    """The encoding of a file, and what else reading it once tells.

    `lines` are as many as there are at most. `strange` counts lines that are not in the encoding, and `strange_lines`
    are the first of them.
    """

    name: str
    sha256: str
    size: int
    lines: int
    strange: int
    strange_lines: tuple[int, ...]

    @classmethod
    def of(cls, path: Path, *, progress: Progress | None = None) -> Self:
        """Find it out. Raises `DefinitionError` for what is no text file."""
        with closing(_Hashed(path)) as file, io.BufferedReader(file, _CHUNK) as stream:
            seen, first = _Seen(path), stream.peek()
            if first.startswith(_ARCHIVE):
                raise seen.refused(f"a workbook or an archive under the name of a text. {_SAVE_AS}, or as XLSX")
            if kind := not_csv(first):
                raise seen.refused(kind)
            utf_16 = utf_16_of(first)
            try:
                for chunk in _whole_lines(stream, utf_16):
                    seen.lines_of(chunk)
                    if progress:
                        progress(file.done, file.size)
            except UnicodeDecodeError:
                raise seen.refused(f"begins as UTF-16, and does not go on so. {_SAVE_AS}") from None
        is_utf_8 = seen.utf_8 > 0 or not seen.others.count
        strange = seen.others if is_utf_8 else seen.undefined
        name = utf_16 or ("utf-8" if is_utf_8 else "cp1252")
        return cls(name, file.digest.hexdigest(), file.done, seen.lines + 1, strange.count, tuple(strange.first))

    @property
    def codec(self) -> str:
        """The name by which Python knows it, with which a byte order mark is no part of the text."""
        return "utf-8-sig" if self.name == "utf-8" else self.name

    def note(self, name: str) -> str | None:
        """What to tell whoever gave the file; None where there is nothing."""
        if self.strange:
            shown = ", ".join(f"{line:,}" for line in self.strange_lines)
            more = f" and {self.strange - len(self.strange_lines):,} more" if self.strange > _MOST_NAMED else ""
            what = "UTF-8" if self.name == "utf-8" else "Windows-1252"
            return f"{name} is {what}, but not on every line: see {shown}{more}. {_SAVE_AS}."
        return f"{name} is not UTF-8 and was read as Windows-1252. {_SAVE_AS}." if self.name == "cp1252" else None


class _Lines:
    """Lines of one sort: how many, and the first few."""

    __slots__ = ("count", "first")

    def __init__(self) -> None:
        self.count = 0
        self.first: list[int] = []

    def add(self, line: int) -> None:
        self.count += 1
        if self.count <= _MOST_NAMED:
            self.first.append(line)


class _Hashed(io.RawIOBase):
    """A file of which everything is hashed that is read of it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.digest = hashlib.sha256()
        self.done, self.size = 0, path.stat().st_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        number = self._file.readinto(buffer)
        self.digest.update(buffer[:number])
        self.done += number
        return number

    def close(self) -> None:
        self._file.close()
        super().close()


def _whole_lines(stream: "io.BufferedReader[_Hashed]", utf_16: str | None) -> Iterator[bytes]:
    """About a megabyte at a time, as UTF-8 what is UTF-16; the last line may be too long to be one, and cut.

    Where lines end as on old Macintoshes, which Excel still offers, they end as elsewhere.
    """
    rest = b""
    for some in _in_utf_8(stream, utf_16):
        lines, rest = rest + some, b""
        if b"\r" in lines and b"\n" not in lines:
            whole, end, rest = lines.replace(b"\r", b"\n").rpartition(b"\n")
            lines = whole + end
        yield lines
    if rest:
        yield rest


def _in_utf_8(stream: "io.BufferedReader[_Hashed]", utf_16: str | None) -> Iterator[bytes]:
    if utf_16 is None:
        while chunk := stream.read(_CHUNK):
            yield chunk + stream.readline(LONGEST_LINE)
        return
    text = io.TextIOWrapper(stream, utf_16, newline="")
    while some := text.read(_CHUNK):
        yield (some + text.readline(LONGEST_LINE)).encode()


class _Seen:
    """What was seen so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = self.utf_8 = 0
        self.has_begun = False
        self.others, self.undefined = _Lines(), _Lines()

    def lines_of(self, chunk: bytes) -> None:
        """Some whole lines, of which the last may be too long to be one of a CSV file."""
        text = chunk if self.has_begun else chunk.removeprefix(codecs.BOM_UTF8)
        self.utf_8 += len(text) < len(chunk)  # its mark
        self.has_begun = True
        if b"\0" in chunk:
            self.lines += chunk.count(b"\n", 0, chunk.index(b"\0"))
            raise self.refused(f"a NUL byte: this is not a text file. {_SAVE_AS}")
        if not text.isascii():
            for number, line in enumerate(text.split(b"\n"), start=self.lines + 1):
                if not line.isascii():
                    self._beyond_ascii(line, number)
        self.lines += chunk.count(b"\n")
        if len(chunk) - chunk.rfind(b"\n") > LONGEST_LINE:
            raise self.refused(f"a line of {LONGEST_LINE:,} bytes or more: this is not CSV. {_SAVE_AS}")

    def _beyond_ascii(self, raw: bytes, number: int) -> None:
        try:
            raw.decode()
        except UnicodeDecodeError:
            self.others.add(number)
            if not _NOT_IN_WINDOWS_1252.isdisjoint(raw):
                self.undefined.add(number)
        else:
            self.utf_8 += 1

    def refused(self, message: str) -> DefinitionError:
        """The error with which the file is refused, at the line that it is about."""
        return DefinitionError([Fault(self.path.name, message, line=self.lines + 1)])
