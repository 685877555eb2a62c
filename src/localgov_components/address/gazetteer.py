"""A gazetteer: the addresses of an area in one file, looked up by UPRN or postcode without a server.

`Gazetteer` is an `AddressProvider`. It may be shared between threads, inherited by a forked process
and sent to another one. When the file is replaced by a newer one, the next question is answered from
the new file; one answer never mixes two.

>>> from tempfile import TemporaryDirectory
>>> from localgov_components.address import AddressQuery, address_label
>>> from localgov_components.identifiers import Postcode
>>> folder = TemporaryDirectory()
>>> path = Path(folder.name) / "addresses.gazetteer"
>>> _ = Gazetteer.build("examples/addresses.csv", path)
>>> with Gazetteer.open(path) as gazetteer:
...     page = gazetteer.find(AddressQuery(postcode=Postcode.parse("DT97 1AF"), limit=6))
>>> [address_label(address) for address in page.addresses[4:]]
['Flat 1, 10 Mill Lane, Ambleford, DT97 1AF', 'Flat 2, 10 Mill Lane, Ambleford, DT97 1AF']
>>> gazetteer.get(Uprn.parse("1"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.ConflictError: the gazetteer 'addresses.gazetteer' is closed. Open it again.
>>> folder.cleanup()
"""

import os
import sqlite3
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from localgov_components.address.build import BuildReport, build_gazetteer
from localgov_components.address.gazetteer_file import (
    COLUMNS,
    FileIdentity,
    GazetteerEdition,
    SqlValue,
    address_from_row,
    identity_of,
    open_gazetteer_file,
    read_edition,
)
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.provider import AddressCapability, AddressPage, AddressQuery
from localgov_components.address.source import BuildProgress
from localgov_components.core import ConflictError, DefinitionError, NotFoundError, ProviderUnavailableError
from localgov_components.identifiers import Uprn

__all__ = ["Gazetteer"]

_BY_UPRN = f"SELECT {COLUMNS} FROM address WHERE uprn = ?"  # noqa: S608 - made of constants
_BY_POSTCODE = f"SELECT {COLUMNS} FROM address WHERE postcode = ?"  # noqa: S608 - made of constants
_WITHOUT_SHELLS = (
    " AND NOT (classification_code LIKE 'P%'"
    " AND EXISTS (SELECT 1 FROM address AS child WHERE child.parent_uprn = address.uprn))"
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A connection, the file it reads and the process that opened it."""

    connection: sqlite3.Connection
    edition: GazetteerEdition
    identity: FileIdentity
    process: int


class Gazetteer:
    """The addresses of one gazetteer file.

    Open it with `Gazetteer.open`; close it, or leave its `with` block. `get` and `find` raise
    `ProviderUnavailableError` when the file has been damaged or replaced by something that is not a
    gazetteer since it was opened.
    """

    name = "gazetteer"
    capabilities = frozenset({AddressCapability.POSTCODE, AddressCapability.UPRN})

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._idle: deque[_Reader] = deque()
        self._closed = False
        weakref.finalize(self, _close_all, self._idle)

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a gazetteer file for reading.

        Raises `NotFoundError` when there is none, and `DefinitionError` when it is not a gazetteer, is of
        a later format, is cut short or is damaged.
        """
        gazetteer = cls(Path(path))
        gazetteer._idle.append(_open_reader(gazetteer._path))
        return gazetteer

    @staticmethod
    def build(
        source: Path | str,
        path: Path | str,
        *,
        attribution: str | None = None,
        built_at: datetime | None = None,
        progress: BuildProgress | None = None,
    ) -> BuildReport:
        """Build a gazetteer file from an AddressBase Core CSV, whole or not at all.

        `attribution` is what the licence of the source asks to be shown beside its addresses;
        `built_at` has a time zone; `progress` is called with the bytes read and the bytes there are.
        Raises `DefinitionError` with every mistake of the source, by line and column;
        `ConflictError` when the target is something else than a gazetteer, or is open on Windows;
        `LocalGovError` when it cannot be written. The old file is then as it was.
        """
        return build_gazetteer(Path(source), Path(path), attribution=attribution, built_at=built_at, progress=progress)

    @property
    def edition(self) -> GazetteerEdition:
        """What the file was built from, as of now."""
        with self._reader() as reader:
            return reader.edition

    def get(self, uprn: Uprn) -> GazetteerAddress:
        """The address with this UPRN, or `NotFoundError`."""
        addresses = self._select(_BY_UPRN, uprn.number)
        if not addresses:
            raise NotFoundError(
                f"'{self._path.name}' has no address with this UPRN. Ask for another, or let it be typed.",
                code="gazetteer.uprn",
            )
        return addresses[0]

    def find(self, query: AddressQuery) -> AddressPage:
        """The addresses at a postcode in walking order, or the one with a UPRN; perhaps none."""
        if query.uprn is not None:
            found = self._select(_BY_UPRN, query.uprn.number)
        else:
            shells = "" if query.include_shells else _WITHOUT_SHELLS
            found = self._select(_BY_POSTCODE + shells, str(query.postcode))
        end = None if query.limit is None else query.offset + query.limit
        return AddressPage(addresses=tuple(sorted(found, key=walking_order)[query.offset : end]), total=len(found))

    def close(self) -> None:
        """Let go of the file; a question already being answered is answered."""
        self._closed = True
        _close_all(self._idle)

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def __repr__(self) -> str:
        """Which file, and nothing of what is in it."""
        return f"Gazetteer.open({self._path.name!r})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by path: the other process opens the file for itself."""
        return type(self).open, (str(self._path),)

    def _select(self, statement: str, value: SqlValue) -> list[GazetteerAddress]:
        with self._reader() as reader:
            return [address_from_row(row) for row in reader.connection.execute(statement, (value,))]

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        """A reader of the present file that nobody else uses meanwhile."""
        reader = self._take()
        try:
            yield reader
        except (sqlite3.Error, ValidationError) as error:
            raise self._unavailable("is damaged") from error
        finally:
            self._idle.append(reader)
            if self._closed:
                _close_all(self._idle)

    def _take(self) -> _Reader:
        if self._closed:
            raise ConflictError(f"the gazetteer '{self._path.name}' is closed. Open it again.", code="gazetteer.closed")
        try:
            present = (identity_of(self._path), os.getpid())
            while reader := _pop(self._idle):
                if (reader.identity, reader.process) == present:
                    return reader
                reader.connection.close()
            return _open_reader(self._path)
        except (OSError, DefinitionError, NotFoundError) as error:
            raise self._unavailable("has gone or can no longer be read") from error

    def _unavailable(self, what: str) -> ProviderUnavailableError:
        return ProviderUnavailableError(
            f"the gazetteer '{self._path.name}' {what}. Build it again with: localgov gazetteer build",
            code="gazetteer.unavailable",
        )


def _open_reader(path: Path) -> _Reader:
    connection, identity = open_gazetteer_file(path)
    try:
        return _Reader(connection, read_edition(connection, path), identity, os.getpid())
    except DefinitionError:
        connection.close()
        raise


def _close_all(readers: deque[_Reader]) -> None:
    while reader := _pop(readers):
        reader.connection.close()


def _pop(readers: deque[_Reader]) -> _Reader | None:
    """One of them, or None: asking first whether there is one would be out of date when it is taken."""
    try:
        return readers.pop()
    except IndexError:
        return None
