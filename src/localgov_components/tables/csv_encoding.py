r"""What a CSV file is written in: UTF-8, Windows-1252, or partly one and partly the other.

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
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.tables.table import Progress

__all__ = ["LONGEST_LINE", "CsvEncoding"]

LONGEST_LINE = 1_000_000

_MOST_NAMED = 10
_CHUNK = 1 << 20
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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
        """Find it out. Raises `DefinitionError` for UTF-16, and for what is no text file."""
        seen, size = _Seen(path), path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                rest = file.readline(LONGEST_LINE)
                seen.lines_of(chunk + rest, is_too_long=len(rest) == LONGEST_LINE)
                if progress:
                    progress(seen.size, size)
        is_utf_8 = seen.utf_8 > 0 or not seen.others.count
        strange = seen.others if is_utf_8 else seen.undefined
        name = "utf-8" if is_utf_8 else "cp1252"
        return cls(name, seen.digest.hexdigest(), seen.size, seen.lines + 1, strange.count, tuple(strange.first))

    def note(self, name: str) -> str | None:
        """What to tell whoever gave the file; None where there is nothing."""
        if self.strange:
            shown = ", ".join(f"{line:,}" for line in self.strange_lines)
            more = f" and {self.strange - len(self.strange_lines):,} more" if self.strange > _MOST_NAMED else ""
            what = "UTF-8" if self.name == "utf-8" else "Windows-1252"
            return f"{name} is {what}, but not on every line: see {shown}{more}. {_SAVE_AS}."
        return None if self.name == "utf-8" else f"{name} is not UTF-8 and was read as Windows-1252. {_SAVE_AS}."


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


class _Seen:
    """What was seen so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digest = hashlib.sha256()
        self.size = self.lines = self.utf_8 = 0
        self.others, self.undefined = _Lines(), _Lines()

    def lines_of(self, chunk: bytes, *, is_too_long: bool) -> None:
        """Some whole lines, of which the last may be too long to be one of a CSV file."""
        self.digest.update(chunk)
        if not self.size and chunk.startswith(_UTF_16_MARKS):
            raise self._refused(f"this is UTF-16. {_SAVE_AS}")
        text = chunk if self.size else chunk.removeprefix(codecs.BOM_UTF8)
        self.size += len(chunk)
        if b"\0" in chunk:
            self.lines += chunk.count(b"\n", 0, chunk.index(b"\0"))
            raise self._refused(f"a NUL byte: this is UTF-16 or not a text file. {_SAVE_AS}")
        if not text.isascii():
            for number, line in enumerate(text.split(b"\n"), start=self.lines + 1):
                if not line.isascii():
                    self._beyond_ascii(line, number)
        self.lines += chunk.count(b"\n")
        if is_too_long:
            raise self._refused(f"a line of {LONGEST_LINE:,} bytes or more: this is not CSV. {_SAVE_AS}")

    def _beyond_ascii(self, raw: bytes, number: int) -> None:
        try:
            raw.decode()
        except UnicodeDecodeError:
            self.others.add(number)
            if not _NOT_IN_WINDOWS_1252.isdisjoint(raw):
                self.undefined.add(number)
        else:
            self.utf_8 += 1

    def _refused(self, message: str) -> DefinitionError:
        return DefinitionError([Fault(self.path.name, message, line=self.lines + 1)])
