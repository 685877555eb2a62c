"""A zip archive with one CSV in it, as products are delivered: read as it is, without being unpacked.

Where there are several CSVs nobody has said which one is meant, so the archive has to be unpacked; so has one with a
password, or packed by anything but deflate. A workbook of today is an archive too, and is none here.

>>> import io
>>> def archive(*names):
...     file = io.BytesIO()
...     with zipfile.ZipFile(file, "w") as packed:
...         for name in names:
...             packed.writestr(name, "UPRN,Address")
...     return file
>>> PackedCsv(archive("Doc/licence.txt", "Data/osopenuprn.csv"), ValueError).read(1_000)
b'UPRN,Address'
>>> PackedCsv(archive("one.csv", "two.csv"), ValueError)
Traceback (most recent call last):
    ...
ValueError: an archive with 2 CSV files in it. Unpack it, and give those that are wanted, or their folder.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

__all__ = ["ZIP", "PackedCsv"]

ZIP = b"PK\x03\x04"
"""The first bytes of an archive with anything in it."""

_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
"""Excel's two forms, and OpenDocument's."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises for an archive that was cut short or spoilt, by where it is."""

_ENCRYPTED = 1
"""The bit of a member's flags."""

_UNPACK = "Unpack it, and give the CSV."
_COPY = "a damaged archive, or one copied in part. Copy it again."


class PackedCsv:
    """The one CSV in an archive; `size` is how many bytes it has.

    Raises what `refused` makes of a sentence, here and from `read`, where there is not exactly one that can be read.
    """

    def __init__(self, file: IO[bytes], refused: Callable[[str], Exception]) -> None:
        self._refused = refused
        try:
            archive = zipfile.ZipFile(file)
            names = archive.namelist()
        except NotImplementedError:
            raise refused(f"an archive of an unusual kind. {_UNPACK}") from None
        except _DAMAGED as error:
            raise refused(_COPY) from error
        member = archive.getinfo(self._name_in(names))
        if member.flag_bits & _ENCRYPTED:
            raise refused(f"an archive with a password. {_UNPACK}")
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(f"an archive that is packed in an unusual way. {_UNPACK}")
        self.size = member.file_size
        try:
            self._content = archive.open(member)
        except _DAMAGED as error:
            raise refused(_COPY) from error

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            return self._content.read(size)
        except _DAMAGED as error:
            raise self._refused(_COPY) from error

    def _name_in(self, names: list[str]) -> str:
        if not _WORKBOOKS.isdisjoint(names):
            raise self._refused("a workbook, not CSV. Save it as 'CSV UTF-8' in the spreadsheet.")
        tables = [name for name in names if _is_csv(PurePosixPath(name))]
        if not tables:
            raise self._refused("an archive with no CSV in it. Unpack it, and see what it holds.")
        if len(tables) > 1:
            several = f"an archive with {len(tables):,} CSV files in it"
            raise self._refused(f"{several}. Unpack it, and give those that are wanted, or their folder.")
        return tables[0]


def _is_csv(path: PurePosixPath) -> bool:
    """Whether it is a CSV, and not what a Mac keeps beside one."""
    return path.suffix.lower() == ".csv" and not path.name.startswith(".")
