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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from pydantic import ValidationError

from localgov_components.address.gazetteer.build import MOST_REJECTED, BuildReport, GazetteerLabels, build_gazetteer
from localgov_components.address.gazetteer.file import (
    FileIdentity,
    GazetteerEdition,
    identity_of,
    open_gazetteer_file,
    read_edition,
)
from localgov_components.address.gazetteer.finding import addresses_with, find_addresses, page_of
from localgov_components.address.gazetteer.location import AddressWording, UprnLocation
from localgov_components.address.gazetteer.succession import last_successors
from localgov_components.address.gazetteer.tables import PLACE_OF
from localgov_components.address.gazetteer.update import UpdateReport, update_gazetteer
from localgov_components.address.matching.many import AddressGiven, Matches, match_many
from localgov_components.address.matching.match import Match
from localgov_components.address.matching.matcher import Matcher
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.provider import AddressCapability, AddressPage, AddressQuery
from localgov_components.address.sources.batch import ChangeSource, GazetteerSource
from localgov_components.address.sources.reading import BuildProgress, refused_source
from localgov_components.address.sources.recognise import recognised
from localgov_components.address.sqlite_errors import cause_of
from localgov_components.core import (
    ConflictError,
    DefinitionError,
    NotFoundError,
    ProviderUnavailableError,
)
from localgov_components.identifiers import GssCode, Postcode, Uprn

__all__ = ["Gazetteer"]

AnySource: TypeAlias = Path | str | GazetteerSource

_IS_RETIRED = "SELECT 1 FROM retired WHERE uprn = ? UNION ALL SELECT 1 FROM successor WHERE uprn = ? LIMIT 1"
_WORDINGS = "SELECT text, language FROM wording WHERE uprn = ? ORDER BY rowid"
_DISTRICT = """
SELECT gss_code FROM address WHERE uprn = ? AND gss_code IS NOT NULL
UNION ALL SELECT gss_code FROM district WHERE uprn = ? LIMIT 1
"""
_PLACES = (
    PLACE_OF.format("?"),
    "SELECT easting, northing, latitude, longitude FROM address WHERE uprn = ? AND easting IS NOT NULL",
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A connection, the file it reads and the process that opened it."""

    connection: sqlite3.Connection
    edition: GazetteerEdition
    identity: FileIdentity
    process: int
    matcher: Matcher


class Gazetteer:
    """The addresses of one gazetteer file.

    Open it with `Gazetteer.open`; close it, or leave its `with` block. `get` and `find` raise
    `ProviderUnavailableError` when the file has been damaged or replaced by something that is not a
    gazetteer since it was opened.
    """

    name = "gazetteer"
    capabilities = frozenset(AddressCapability)

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._location = os.fspath(self._path)
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
        sources: AnySource | Sequence[AnySource],
        path: Path | str,
        *,
        epoch: str | None = None,
        attribution: str | None = None,
        built_at: datetime | None = None,
        most_rejected: float = MOST_REJECTED,
        progress: BuildProgress | None = None,
        indexing: BuildProgress | None = None,
    ) -> BuildReport:
        """Build a gazetteer file from one source or several, whole or not at all.

        A source is a file whose product is known by its headings, or one such as `PlainAddresses(path)`. Of
        a UPRN that several hold, the first is kept. `epoch` is the product's release; `attribution` is what
        the licence of the source asks to be shown beside its addresses; `built_at` has a time zone;
        `progress` is called with the bytes read and the bytes there are, and `indexing` after that with the
        addresses indexed and those there are. Rows that cannot be used are listed in a CSV beside the file,
        up to the share `most_rejected` of a source.

        The same build goes on where it was interrupted. Raises `DefinitionError` for a source that is
        refused, with its mistakes by line and column; `ConflictError` when the target is something else
        than a gazetteer, is being built already, or is open on Windows; `LocalGovError` when it cannot be
        written. The old file is then as it was.
        """
        labels = GazetteerLabels(epoch, attribution, built_at)
        return build_gazetteer(
            [_source(each) for each in _several(sources)],
            Path(path),
            labels=labels,
            most_rejected=most_rejected,
            progress=progress,
            indexing=indexing,
        )

    @staticmethod
    def update(
        sources: AnySource | Sequence[AnySource],
        path: Path | str,
        *,
        epoch: str | None = None,
        built_at: datetime | None = None,
        most_rejected: float = MOST_REJECTED,
        progress: BuildProgress | None = None,
    ) -> UpdateReport:
        """Apply a change-only update, in one file or several, to a gazetteer, whole or not at all.

        It is one of AddressBase Core, Plus or Premium, or of a council's own gazetteer, and of a product that this
        one was built from. `epoch` is that of the update, which must follow the gazetteer's. Raises `NotFoundError`
        and `DefinitionError` as `open` does, `ConflictError` for an update of another epoch or product or one that
        was applied already, and otherwise as `build` does. The old file is then as it was.
        """
        return update_gazetteer(
            [_change_source(each) for each in _several(sources)],
            Path(path),
            epoch=epoch,
            built_at=built_at,
            most_rejected=most_rejected,
            progress=progress,
        )

    @property
    def path(self) -> Path:
        """Where its file is."""
        return self._path

    @property
    def edition(self) -> GazetteerEdition:
        """What the file was built from, as of now."""
        with self._reader() as reader:
            return reader.edition

    def get(self, uprn: Uprn) -> GazetteerAddress:
        """The address with this UPRN; `NotFoundError` where there is none, which says whether it is retired."""
        with self._reader() as reader:
            for address in addresses_with(reader.connection, [uprn.number]):
                return address
            if reader.connection.execute(_IS_RETIRED, (uprn.number, uprn.number)).fetchone():
                raise NotFoundError(
                    f"in '{self._path.name}' this UPRN is retired. Ask for its successors.", code="gazetteer.retired"
                )
        raise self._no_uprn("address")

    def find(self, query: AddressQuery) -> AddressPage:
        """The addresses that a query asks for, perhaps none; for free text, those that it may mean."""
        with self._reader() as reader:
            if query.text is None:
                return find_addresses(reader.connection, query)
            match = reader.matcher.match(query.text)
            possible = [each.uprn for each in match.possible]
            meant = (match.uprn,) if match.uprn else (*possible,) or (match.parent,)
            numbers = [uprn.number for uprn in meant if uprn is not None]
            return page_of(addresses_with(reader.connection, numbers), query)

    def match(self, text: str, *, postcode: Postcode | str | None = None) -> Match:
        """The property that an address in free text means, or why that cannot be told.

        `postcode` is that of a column of its own. Raises `InvalidValueError` for a text of more than 10,000
        characters.
        """
        with self._reader() as reader:
            return reader.matcher.match(text, postcode)

    def match_many(self, addresses: Iterable[AddressGiven], *, processes: int = 1) -> Matches:
        """A match for each address, in order, by several processes where that is asked for.

        An address is a text, or a text and the postcode of a column of its own. They are taken as they are needed, and
        other processes end with the iteration, however it ends. Raises `InvalidValueError` for a text of more
        than 10,000 characters, and `LocalGovError` where a process was ended from outside. A script that asks for
        several processes needs the usual `if __name__ == "__main__":`.
        """
        return match_many(self, addresses, processes=processes)

    def locate(self, uprn: Uprn) -> UprnLocation:
        """Where a UPRN is, with an address or without; `NotFoundError` where that is not known."""
        number = (uprn.number,)
        with self._reader() as reader:
            for statement in _PLACES:
                if row := reader.connection.execute(statement, number).fetchone():
                    return UprnLocation(*row)
        raise self._no_uprn("place")

    def district(self, uprn: Uprn) -> GssCode:
        """The local authority that a UPRN is in, with an address or without; `NotFoundError` where not known."""
        with self._reader() as reader:
            row = reader.connection.execute(_DISTRICT, (uprn.number, uprn.number)).fetchone()
        if row is None:
            raise self._no_uprn("district")
        return GssCode.parse(row[0])

    def wordings(self, uprn: Uprn) -> tuple[AddressWording, ...]:
        """Other wordings of the address with this UPRN: alternatives, in another language, Royal Mail's."""
        with self._reader() as reader:
            rows = reader.connection.execute(_WORDINGS, (uprn.number,)).fetchall()
        return tuple(AddressWording(*row) for row in rows)

    def successors(self, uprn: Uprn) -> tuple[Uprn, ...]:
        """The UPRNs that took the place of a retired one, followed to the last; empty where none is known.

        A property that was divided has several. A chain that leads back to itself ends there.
        """
        with self._reader() as reader:
            return tuple(map(Uprn.parse, last_successors(reader.connection, uprn.number)))

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

    def _no_uprn(self, what: str) -> NotFoundError:
        return NotFoundError(
            f"'{self._path.name}' has no {what} with this UPRN. Ask for another, or let it be typed.",
            code="gazetteer.uprn",
        )

    def _reader(self) -> "_Borrowed":
        return _Borrowed(self)

    def _give_back(self, reader: _Reader) -> None:
        self._idle.append(reader)
        if self._closed:
            _close_all(self._idle)

    def _take(self) -> _Reader:
        if self._closed:
            raise ConflictError(f"the gazetteer '{self._path.name}' is closed. Open it again.", code="gazetteer.closed")
        try:
            present = (identity_of(self._location), os.getpid())
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


class _Borrowed:
    """A reader of the present file that nobody else uses meanwhile, until the end of a `with` block.

    Millions of look-ups go through here, so it is a class: a generator costs several times as much.
    """

    __slots__ = ("_gazetteer", "_reader")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __enter__(self) -> _Reader:
        self._reader = self._gazetteer._take()  # noqa: SLF001 - of the gazetteer's own
        return self._reader

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gazetteer._give_back(self._reader)  # noqa: SLF001 - of the gazetteer's own
        if error is not None and isinstance(error, sqlite3.Error | ValidationError):
            raise self._gazetteer._unavailable("is damaged") from cause_of(error)  # noqa: SLF001 - of the gazetteer's own


def _several(sources: AnySource | Sequence[AnySource]) -> Sequence[AnySource]:
    return [sources] if isinstance(sources, str | Path | GazetteerSource) else sources


def _source(source: AnySource) -> GazetteerSource:
    return recognised(Path(source)) if isinstance(source, str | Path) else source


def _change_source(source: AnySource) -> ChangeSource:
    change = _source(source)
    if not isinstance(change, ChangeSource):
        raise refused_source(
            change.path.name, "not a change-only update: its product has none. Build again from all files."
        )
    return change


def _open_reader(path: Path) -> _Reader:
    connection, identity = open_gazetteer_file(path)
    try:
        return _Reader(connection, read_edition(connection, path), identity, os.getpid(), Matcher(connection))
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
