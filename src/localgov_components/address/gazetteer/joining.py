"""Joining the records of BS 7666 to addresses, when every file that holds them was read.

A property is a BLPU with its LPIs, their streets' names in the same language, its delivery point, class and
organisation. Its address is that of the approved LPI, in English where there is one; alternatives, other
languages and Royal Mail's wording are its alternates. A BLPU that is not approved is no address: its UPRN is
kept as retired, and so are its successors. A record that belongs to nothing is rejected.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple, Self, TypeVar

from pydantic import ValidationError

from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.codes import Language, LogicalStatus
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.records import Classification, Organisation, Successor
from localgov_components.address.bs7666.street import StreetDescriptor
from localgov_components.address.composed import ComposedAddress, with_nought
from localgov_components.address.gazetteer.loading import put_addresses, reject_late
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.address.rejects import reasons_of
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model

__all__ = ["join_records"]

STREET_DESCRIPTOR, BLPU, LPI, DELIVERY_POINT, SUCCESSOR, ORGANISATION, CLASSIFICATION = 15, 21, 24, 28, 30, 31, 32
"""Types of record."""

_OS_SCHEME = "AddressBase Premium Classification Scheme"
_DESCRIPTORS_REMEMBERED = 20_000
_PARTS = ("start_number", "start_suffix", "end_number", "end_suffix", "text")

_BY_PROPERTY = f"SELECT key, type, place, line, fields FROM notes.record WHERE type IN \
({BLPU}, {LPI}, {DELIVERY_POINT}, {SUCCESSOR}, {ORGANISATION}, {CLASSIFICATION}) ORDER BY key, type, place, line"  # noqa: S608 - made of constants
_DESCRIPTORS = f"SELECT fields FROM notes.record WHERE type = {STREET_DESCRIPTOR} AND key = ? ORDER BY place, line"  # noqa: S608 - made of constants
_ALL_DESCRIPTORS = f"SELECT place, line, fields FROM notes.record WHERE type = {STREET_DESCRIPTOR}"  # noqa: S608 - made of constants

M = TypeVar("M", bound=Model)


class _Record(NamedTuple):
    """One record and where it was read."""

    place: int
    line: int
    fields: dict[str, str]


def join_records(connection: sqlite3.Connection) -> None:
    """Make addresses of the records that were read, and reject those that belong to nothing."""
    connection.execute("CREATE INDEX IF NOT EXISTS notes.record_by_key ON record (key, type)")
    _Joining(connection).run()
    connection.execute("DELETE FROM notes.record")


class _Joining:
    """The records of one gazetteer, property by property."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._descriptors = lru_cache(_DESCRIPTORS_REMEMBERED)(self._read_descriptors)

    def run(self) -> None:
        """Join them all."""
        for place, line, fields in self._connection.execute(_ALL_DESCRIPTORS):
            self._model(StreetDescriptor, _Record(place, line, json.loads(fields)))
        for uprn, rows in groupby(self._connection.execute(_BY_PROPERTY), key=itemgetter(0)):
            records: dict[int, list[_Record]] = {}
            for _, kind, place, line, fields in rows:
                records.setdefault(kind, []).append(_Record(place, line, json.loads(fields)))
            self._join(uprn, records)

    def _join(self, uprn: int, records: dict[int, list[_Record]]) -> None:
        for record in records.pop(SUCCESSOR, []):
            if (successor := self._model(Successor, record)) is not None:
                pair = (uprn, successor.successor.number)
                self._connection.execute("INSERT OR IGNORE INTO successor VALUES (?, ?)", pair)
        blpus = records.pop(BLPU, [])
        for record in blpus[1:]:
            self._reject(record, "uprn", f"the same UPRN as line {blpus[0].line}.")
        blpu = self._first(Blpu, blpus[:1])
        if blpu is None:
            for record in chain.from_iterable(records.values()):
                self._reject(record, "uprn", "there is no sound BLPU of this UPRN.")
        elif blpu.logical_status is not LogicalStatus.APPROVED:
            retired = (uprn, int(blpu.logical_status))
            self._connection.execute("INSERT OR IGNORE INTO retired VALUES (?, ?)", retired)
        else:
            self._put(blpus[0], blpu, records)

    def _put(self, record: _Record, blpu: Blpu, records: dict[int, list[_Record]]) -> None:
        worded = list(self._worded(records.get(LPI, [])))
        approved = [each for each in worded if each[0].logical_status is LogicalStatus.APPROVED]
        if not approved:
            self._reject(record, None, "no approved LPI of it could be read.")
            return
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
            address = GazetteerAddress.model_validate(fields | {"post_town": fields["post_town"] or own.post_town})
        except ValidationError as error:
            self._reject_for(record, reasons_of(error))
            return
        except InvalidValueError as error:
            self._reject(record, "postcode", str(error))
            return
        repeated = put_addresses(self._connection, record.place, [(record.line, address)])
        for why in repeated.values():
            self._reject(record, "uprn", why)

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
        rows = self._connection.execute(_DESCRIPTORS, (usrn,)).fetchall()
        read = (_validated(StreetDescriptor, json.loads(fields)) for (fields,) in rows)
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
    known = {name: with_nought(value) for name, value in fields.items() if name in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        return reasons_of(error)
