"""Joining the records of BS 7666 to addresses, when every file that holds them was read.

A property is a BLPU with its LPIs, their streets' names in the same language, its delivery point, class and
organisation. Its address is that of the approved LPI, in English where there is one; alternatives, other
languages and Royal Mail's wording are its alternates. A BLPU that is not approved is no address: its UPRN is
kept as retired, and so are its successors. A record that belongs to nothing is rejected.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, Self, TypeVar

from pydantic import ValidationError

from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.codes import Language, LogicalStatus
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.records import Classification, Organisation, Successor
from localgov_components.address.bs7666.street import StreetDescriptor
from localgov_components.address.composed import ComposedAddress
from localgov_components.address.gazetteer.loading import put_addresses, reject_late
from localgov_components.address.gazetteer.unfinished import Unfinished
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.address.rejects import reasons_of
from localgov_components.address.sources.record_fields import LPI, STREET_DESCRIPTOR, unpacked
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model

__all__ = ["Joined", "Joining", "join_records", "put_lifecycle"]

BLPU, DELIVERY_POINT, SUCCESSOR, ORGANISATION, CLASSIFICATION = 21, 28, 30, 31, 32
"""Types of record."""

_OS_SCHEME = "AddressBase Premium Classification Scheme"
_DESCRIPTORS_REMEMBERED = 20_000
_PROPERTIES_TO_A_CHECKPOINT = 100_000
_PARTS = ("start_number", "start_suffix", "end_number", "end_suffix", "text")

_KEEP = """
INSERT INTO record SELECT key, type, own, place, line, usrn, fields FROM notes.record
ORDER BY key, type, own, place, line
"""
_COLUMNS = "key, type, own, place, line, fields"
_IN_ORDER = "ORDER BY key, type, own, place, line"
"""Not that of the files: what an update leaves comes to what a full supply would."""

_BEHIND = f"SELECT {_COLUMNS} FROM record WHERE key > ? AND type <> {STREET_DESCRIPTOR} {_IN_ORDER}"  # noqa: S608 - made of constants
_OF_PROPERTY = f"SELECT {_COLUMNS} FROM record WHERE key = ? AND type <> {STREET_DESCRIPTOR} {_IN_ORDER}"  # noqa: S608 - made of constants
_OF_STREET = f"SELECT {_COLUMNS} FROM record WHERE key = ? AND type = {STREET_DESCRIPTOR} {_IN_ORDER}"  # noqa: S608 - made of constants
_STREETS = f"SELECT {_COLUMNS} FROM record WHERE type = {STREET_DESCRIPTOR}"  # noqa: S608 - made of constants

M = TypeVar("M", bound=Model)


class _Record(NamedTuple):
    """One record and where it was read."""

    place: int
    line: int
    fields: dict[str, str]


class Joined(NamedTuple):
    """What the records of one UPRN come to: an address and where its BLPU was read, or a status that is none.

    What has neither cannot be joined. `successors` are UPRNs.
    """

    successors: tuple[int, ...] = ()
    place: int = 0
    line: int = 0
    address: GazetteerAddress | None = None
    retired: int | None = None


def join_records(unfinished: Unfinished) -> None:
    """Keep the records that were read and make addresses of them; those that belong to nothing are rejected."""
    connection = unfinished.connection
    joining = Joining(connection)
    unfinished.once("kept", lambda: _keep(connection))
    unfinished.once("streets", joining.check_streets)
    while _join_some(connection, joining):
        unfinished.checkpoint()


def _keep(connection: sqlite3.Connection) -> None:
    connection.execute(_KEEP)
    connection.execute("DELETE FROM notes.record")


def _join_some(connection: sqlite3.Connection, joining: "Joining") -> bool:
    """Join properties until a checkpoint is due; whether there are more."""
    (uprn,) = connection.execute("SELECT IFNULL(MAX(uprn), -1) FROM notes.joined").fetchone()
    properties = groupby(connection.execute(_BEHIND, (uprn,)), key=itemgetter(0))
    for uprn, rows in islice(properties, _PROPERTIES_TO_A_CHECKPOINT):
        joined = joining.join(rows)
        put_lifecycle(connection, uprn, joined)
        if joined.address is not None:
            repeated = put_addresses(connection, joined.place, [(joined.line, joined.address)])
            for line, why in repeated.items():
                reject_late(connection, joined.place, line, [("uprn", why)])
    connection.execute("INSERT OR IGNORE INTO notes.joined VALUES (?)", (uprn,))
    return next(properties, None) is not None


def put_lifecycle(connection: sqlite3.Connection, uprn: int, joined: Joined) -> None:
    """Say of a UPRN whether it is retired, and which UPRNs took its place."""
    for successor in joined.successors:
        connection.execute("INSERT OR IGNORE INTO successor VALUES (?, ?)", (uprn, successor))
    if joined.retired is not None:
        connection.execute("INSERT OR IGNORE INTO retired VALUES (?, ?)", (uprn, joined.retired))


class Joining:
    """Joins the records of one gazetteer, property by property, and rejects those that belong to nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._descriptors = lru_cache(_DESCRIPTORS_REMEMBERED)(self._read_descriptors)

    def check_streets(self, where: str = "") -> None:
        """Reject names of streets that are none, of all or of those that fit the condition `where`."""
        for row in self._connection.execute(_STREETS + where):
            self._model(StreetDescriptor, _record_of(row))

    def join_one(self, uprn: int) -> Joined:
        """What the records of a UPRN that are in the gazetteer come to."""
        return self.join(self._connection.execute(_OF_PROPERTY, (uprn,)))

    def join(self, rows: Iterable[tuple[Any, ...]]) -> Joined:
        """What these records, all of one UPRN, come to."""
        records: dict[int, list[_Record]] = {}
        for row in rows:
            records.setdefault(row[1], []).append(_record_of(row))
        successors = self._all(Successor, records.pop(SUCCESSOR, []))
        joined = Joined(tuple(each.successor.number for each in successors))
        blpus = records.pop(BLPU, [])
        for record in blpus[1:]:
            self._reject(record, "uprn", f"the same UPRN as line {blpus[0].line}.")
        blpu = self._first(Blpu, blpus[:1])
        if blpu is None:
            for record in chain.from_iterable(records.values()):
                self._reject(record, "uprn", "there is no sound BLPU of this UPRN.")
            return joined
        if blpu.logical_status is not LogicalStatus.APPROVED:
            return joined._replace(retired=int(blpu.logical_status))
        record = blpus[0]
        return joined._replace(place=record.place, line=record.line, address=self._address(record, blpu, records))

    def _address(self, record: _Record, blpu: Blpu, records: dict[int, list[_Record]]) -> GazetteerAddress | None:
        worded = list(self._worded(records.get(LPI, [])))
        approved = [each for each in worded if each[0].logical_status is LogicalStatus.APPROVED]
        if not approved:
            self._reject(record, None, "no approved LPI of it could be read.")
            return None
        lpi, street = next((each for each in approved if each[0].language is Language.ENGLISH), approved[0])
        own = _OwnGazetteer.of(record, records.get(LPI, []))
        composed = ComposedAddress(
            blpu=blpu,
            lpi=lpi,
            street=street,
            others=tuple(each for each in worded if each[0] is not lpi),
            delivery_point=self._first(DeliveryPointAddress, records.get(DELIVERY_POINT, [])),
            classification=_classification(self._all(Classification, records.get(CLASSIFICATION, [])))
            or own.classification,
            organisation=_standing(self._all(Organisation, records.get(ORGANISATION, []))) or own.organisation,
            postcode_of_lpi=own.postcode,
        )
        try:
            fields = composed.fields()
            return GazetteerAddress.model_validate(fields | {"post_town": fields["post_town"] or own.post_town})
        except ValidationError as error:
            self._reject_for(record, reasons_of(error))
        except InvalidValueError as error:
            self._reject(record, "postcode", str(error))
        return None

    def _worded(self, records: Iterable[_Record]) -> Iterator[tuple[Lpi, StreetDescriptor]]:
        """Each LPI with the name of its street in its language."""
        for record in records:
            objects = {name: {part: record.fields.get(f"{name}_{part}") for part in _PARTS} for name in ("sao", "pao")}
            lpi = self._model(Lpi, record, {**record.fields, **objects})
            if lpi is None or lpi.logical_status not in _SHOWN:
                continue
            streets = [each for each in self._descriptors(lpi.usrn.number) if each.language is lpi.language]
            if streets:
                yield lpi, streets[0]
            else:
                self._reject(record, "usrn", "its street has no name in its language.")

    def _read_descriptors(self, usrn: int) -> tuple[StreetDescriptor, ...]:
        rows = self._connection.execute(_OF_STREET, (usrn,)).fetchall()
        read = (_validated(StreetDescriptor, _record_of(row).fields) for row in rows)
        return tuple(each for each in read if isinstance(each, StreetDescriptor))

    def _first(self, model: type[M], records: Iterable[_Record]) -> M | None:
        return next(iter(self._all(model, records)), None)

    def _all(self, model: type[M], records: Iterable[_Record]) -> list[M]:
        read = [self._model(model, record) for record in records]
        return [each for each in read if each is not None]

    def _model(self, model: type[M], record: _Record, fields: Mapping[str, object] | None = None) -> M | None:
        """The record as a model; None where it is none, and is rejected."""
        read = _validated(model, record.fields if fields is None else fields)
        if isinstance(read, model):
            return read
        self._reject_for(record, read)
        return None

    def _reject(self, record: _Record, column: str | None, why: str) -> None:
        self._reject_for(record, [(column, why)])

    def _reject_for(self, record: _Record, mistakes: Iterable[tuple[str | None, str]]) -> None:
        reject_late(self._connection, record.place, record.line, mistakes)


_SHOWN = frozenset({LogicalStatus.APPROVED, LogicalStatus.ALTERNATIVE})
"""An LPI that is provisional, historical or rejected is no wording of what stands there."""


class _OwnGazetteer(NamedTuple):
    """What the export of a council's own gazetteer has in its BLPU and its LPIs, and not in records of their own."""

    classification: str | None
    organisation: str | None
    postcode: str | None
    post_town: str | None

    @classmethod
    def of(cls, blpu: _Record, lpis: Iterable[_Record]) -> Self:
        """Read it from the fields of the records."""
        with_postcode = next((lpi.fields for lpi in lpis if "postcode" in lpi.fields), {})
        return cls(
            classification=blpu.fields.get("blpu_class"),
            organisation=blpu.fields.get("organisation"),
            postcode=with_postcode.get("postcode"),
            post_town=with_postcode.get("post_town"),
        )


def _record_of(row: tuple[Any, ...]) -> _Record:
    key, kind, own, place, line, fields = row
    return _Record(place, line, unpacked(kind, key, own, fields))


def _standing(organisations: list[Organisation]) -> str | None:
    """The organisation that has not ended, or else another."""
    best = sorted(organisations, key=lambda each: each.end_date is not None)
    return best[0].organisation if best else None


def _classification(classifications: list[Classification]) -> str | None:
    """The class in Ordnance Survey's scheme that has not ended, or else another."""
    best = sorted(classifications, key=lambda each: (each.class_scheme != _OS_SCHEME, each.end_date is not None))
    return best[0].classification_code if best else None


def _validated(model: type[M], fields: Mapping[str, object]) -> M | list[tuple[str | None, str]]:
    """The model of the fields that it has, or what is wrong with them."""
    known = {name: value for name, value in fields.items() if name in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        return reasons_of(error)
