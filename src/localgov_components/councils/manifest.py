"""What a register says of itself: its format, its files with their checksums, its sources and licences.

`manifest.toml` stands beside the tables. Each table is sealed with its number of rows and its SHA-256, so
that a file cut short, or changed by hand, is noticed before anything is answered from it. `sources` says how
many sources follow, so that a cut manifest is noticed too.

>>> faults: list[Fault] = []
>>> read_manifest(b"format = 2", "manifest.toml", faults)
>>> print(faults[0])
manifest.toml, column format: made for format 2; this version reads 1: update localgov-components
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple, TypeVar

from localgov_components.core.errors import Fault

__all__ = ["FORMAT", "MANIFEST", "Manifest", "Seal", "Source", "read_manifest"]

FORMAT = 1
"""The version of the format that this module reads: which files, which columns, and what they mean."""
MANIFEST: Final = "manifest.toml"
"""The name of the file."""

T = TypeVar("T")


class Seal(NamedTuple):
    """How many rows a file has under its headings, and the SHA-256 of its bytes."""

    rows: int
    sha256: str


class Source(NamedTuple):
    """Where facts of the register were read, and under which licence.

    `retrieved` is the day by which it was read; `version` says exactly what was.
    """

    name: str
    files: str
    version: str
    licence: str
    retrieved: date


class Manifest(NamedTuple):
    """The register's own description."""

    compiled: date
    attribution: tuple[str, ...]
    seals: Mapping[str, Seal]
    sources: tuple[Source, ...]


def read_manifest(content: bytes, source: str, faults: list[Fault]) -> Manifest | None:
    """Read the manifest, or note every fault and return None."""
    try:
        table = tomllib.loads(content.decode())
    except (ValueError, RecursionError) as error:  # beside its own error tomllib lets these two through
        faults.append(Fault(source, f"not TOML in UTF-8: {error}"))
        return None
    reader = _Reader(table, source, "", faults)
    version = reader.get("format", int)
    if version != FORMAT:
        if version is not None:
            faults.append(Fault(source, _other_format(version), column="format"))
        return None
    before = len(faults)
    if not content.endswith(b"\n"):
        faults.append(Fault(source, "the last line has no end: the file is cut"))
    sources = reader.tables("source")
    if (number := reader.get("sources", int)) not in (None, len(sources)):
        faults.append(Fault(source, f"{len(sources)} sources where {number} are said to be", column="sources"))
    manifest = Manifest(
        reader.get("compiled", date) or date.min,
        tuple(reader.texts("attribution")),
        {each.name: Seal(each.get("rows", int) or 0, each.get("sha256", str) or "") for each in reader.tables("file")},
        tuple(map(_source, sources)),
    )
    reader.refuse_others("format", "compiled", "attribution", "sources", "file", "source")
    return manifest if len(faults) == before else None


def _other_format(version: int) -> str:
    if version > FORMAT:
        return f"made for format {version}; this version reads {FORMAT}: update localgov-components"
    return f"there was never a format {version}; this version reads {FORMAT}"


def _source(reader: "_Reader") -> Source:
    source = Source(
        reader.name,
        reader.get("files", str) or "",
        reader.get("version", str) or "",
        reader.get("licence", str) or "",
        reader.get("retrieved", date) or date.min,
    )
    reader.refuse_others("files", "version", "licence", "retrieved")
    return source


class _Reader:
    """One table of the manifest; what is wrong with it goes to `faults`."""

    def __init__(self, table: Mapping[str, object], source: str, name: str, faults: list[Fault]) -> None:
        self.name = name
        self._table = table
        self._source = source
        self._faults = faults

    def get(self, key: str, kind: type[T]) -> T | None:
        value = self._table.get(key)
        if isinstance(value, kind) and not isinstance(value, bool | datetime):
            return value
        self._fault(key, "this is missing" if value is None else f"not a {kind.__name__}")
        return None

    def texts(self, key: str) -> list[str]:
        values = self.get(key, list) or []
        if not all(isinstance(value, str) for value in values):
            self._fault(key, "not a list of texts")
        return [value for value in values if isinstance(value, str)]

    def tables(self, key: str) -> list["_Reader"]:
        tables = self.get(key, dict) or {}
        for name, table in tables.items():
            if not isinstance(table, dict):
                self._fault(f"{key}.{name}", "not a table")
        return [
            _Reader(table, self._source, name, self._faults)
            for name, table in tables.items()
            if isinstance(table, dict)
        ]

    def refuse_others(self, *known: str) -> None:
        for key in self._table:
            if key not in known:
                self._fault(key, "there is no such key in this format")

    def _fault(self, key: str, message: str) -> None:
        self._faults.append(Fault(self._source, message, column=f"{self.name}.{key}" if self.name else key))
