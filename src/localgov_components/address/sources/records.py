"""BS 7666 records in CSV: AddressBase Premium, and the export of a council's own gazetteer.

Both hold one record a row, whose first cell says of which type it is: 11 a street, 15 a street's name in a
language, 21 a BLPU, 23 a cross-reference, 24 an LPI, 28 a delivery point, 30 a successor, 31 an
organisation, 32 a classification. They may be in one file or in one for each type, with or without lines of
headings, and are joined when all files are read. A header, type 10, says whether the file is a full supply or a
change-only update, and that a trailer, type 99, ends it: without one the file was cut short.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, RecordChange, RecordRow
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.record_fields import (
    KEY,
    LPI,
    OWN_KEY,
    RECORD_FIELDS,
    packed,
)
from localgov_components.address.sources.table import SourceTable

__all__ = ["AddressBasePremium", "LlpgExport", "is_record_file"]

_HEADER, _TRAILER = "10", "99"
_PASSED = frozenset({_HEADER, "11", "12", "13", "14", "22", "23", "29", _TRAILER})
"""Streets beside their names, cross-references, provenance and metadata: counted, and not kept any further."""

_TYPES = {str(kind): kind for kind in KEY}

_NAMES = {
    "x_coordinate": "easting",
    "y_coordinate": "northing",
    "blpu_state": "state",
    "blpu_state_date": "state_date",
    "street_descriptor": "street_description",
    "locality_name": "locality",
    "adminstrative_area": "administrative_area",
    "throughfare": "thoroughfare",
    "rpa": "rpc",
}
"""Headings that other releases and exporters use, two of them misspelt at the source."""

_HEAD = "record_identifier"
_CHANGED = frozenset("UD")
"""Changes that only an update has."""

_NUMBER = re.compile(r"0{0,99}[0-9]{1,12}", re.ASCII)
_ORDER = re.compile(r"0{0,99}[0-9]{1,18}", re.ASCII)
"""Up to 16 digits in the product, and no more than a column of integers takes."""

_WIDTH_OF_HEADER = 9
_FULL, _CHANGES = "F", "C"
"""Types of file in a header, [unverified]: so a file is refused for them only where its records agree."""

_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class AddressBasePremium:
    """A file of AddressBase Premium: all types of record, or one of them.

    It is a full supply, or a change-only update.
    """

    kind: ClassVar[str] = "addressbase-premium"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records of a full supply. Raises `DefinitionError` when the file holds none, or is an update."""
        return _batches(reading, rejects, is_update=False)

    def changes(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records of an update, and whether each is deleted."""
        return _batches(reading, rejects, is_update=True)


@dataclass(frozen=True, slots=True)
class LlpgExport:
    """A file that a council's own gazetteer exports in the transfer format DTF 7.3.

    It is the whole gazetteer, or what changed in it.
    """

    kind: ClassVar[str] = "llpg"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records of a full supply. Raises `DefinitionError` when the file holds none, or is an update."""
        return _batches(reading, rejects, is_update=False)

    def changes(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records of an update, and whether each is deleted."""
        return _batches(reading, rejects, is_update=True)


def is_record_file(first: Sequence[str]) -> bool:
    """Whether the first line of a file is that of a file of records: a type of record, or headings."""
    return bool(first) and (first[0] in _PASSED | _TYPES.keys() or _headings(first) is not None)


def _batches(reading: SourceReading, rejects: Rejects, *, is_update: bool) -> Iterator[Batch]:
    records = _Records(reading, rejects)
    is_changed = False
    for batch in records.batches():
        is_changed = is_changed or any(change.code in _CHANGED for change in batch.changes)
        if is_changed and not is_update and records.file_type == _CHANGES:
            raise reading.refused("a change-only update, its header says. Apply it to a gazetteer.")
        yield batch if is_update else _of_a_full_supply(batch, rejects)
    if is_update and not is_changed and records.file_type == _FULL:
        raise reading.refused("a full supply, its header says. Build the gazetteer from it.")
    if records.is_cut_short:
        raise reading.refused("cut short: it has a header, and its trailer is missing. Copy it again.")


class _Records:
    """The records of one file, and what its header says."""

    def __init__(self, reading: SourceReading, rejects: Rejects) -> None:
        table = SourceTable(reading)
        if not is_record_file(table.first):
            raise reading.refused("this line must be a record of BS 7666, or name the columns of one.", line=1)
        self._has_header = table.first[0] == _HEADER
        self.file_type = table.first[-1].upper() if self._has_header and len(table.first) == _WIDTH_OF_HEADER else ""
        # An interrupted build that goes on does not come past the line of headings again.
        self._headings = _headings(table.first)
        self._rows = table.with_first().rows(rejects, width=0)
        self._rejects = rejects
        self._last = _TRAILER

    @property
    def is_cut_short(self) -> bool:
        """Whether the file, which was read to its end, has no trailer where its header says that there is one."""
        return self._has_header and self._last != _TRAILER

    def batches(self) -> Iterator[Batch]:
        """The records as changes."""
        while taken := list(islice(self._rows, _ROWS_AT_ONCE)):
            batch = Batch(line=taken[-1][0], read=len(taken))
            changes = (self._change(batch, line, cells) for line, cells in taken if cells is not None)
            batch.changes = [change for change in changes if change is not None]
            yield batch

    def _change(self, batch: Batch, line: int, cells: list[str]) -> RecordChange | None:
        """The record in a row; None where it is a line of headings, is not needed or is rejected."""
        if named := _headings(cells):
            self._headings = named
            batch.read -= 1
            return None
        self._last = cells[0].strip()
        if mistake := _mistake(cells, self._headings):
            self._rejects.add(line, [mistake])
        elif self._last in _PASSED:
            batch.passed += 1
        else:
            return _change(line, cells, self._headings)
        return None


def _of_a_full_supply(batch: Batch, rejects: Rejects) -> Batch:
    """The same rows, with what was deleted rejected: a full supply has none."""
    for change in batch.changes:
        if change.is_deleted:
            rejects.add(change.record.line, [("change_type", "a deleted record: it belongs to an update.")])
    batch.records = [change.record for change in batch.changes if not change.is_deleted]
    batch.changes = ()
    return batch


def _mistake(cells: list[str], headings: list[str] | None) -> tuple[str | None, str] | None:
    """What is wrong with a row: which column, and why."""
    kind = cells[0].strip()
    if kind in _PASSED:
        return None
    if kind not in _TYPES:
        return "record_identifier", "not a type of record of BS 7666."
    fields = _fields_of(cells, headings)
    if len(fields) != len(cells):
        return None, f"{len(cells)} cells, which no record of type {kind} has."
    column = KEY[_TYPES[kind]]
    if column not in fields or not _NUMBER.fullmatch(cells[fields.index(column)].strip()):
        return column, "not a whole number of up to 12 digits."
    return None


def _fields_of(cells: Sequence[str], headings: Sequence[str] | None) -> Sequence[str]:
    return headings if headings is not None else RECORD_FIELDS.get((_TYPES[cells[0].strip()], len(cells)), ())


def _change(line: int, cells: list[str], headings: list[str] | None) -> RecordChange:
    kind = _TYPES[cells[0].strip()]
    named = dict(zip(_fields_of(cells, headings), map(str.strip, cells), strict=True))
    usrn = named.get("usrn", "") if kind == LPI else ""
    return RecordChange(
        order=int(named["pro_order"]) if _ORDER.fullmatch(named.get("pro_order", "")) else 0,
        code=named.get("change_type", "").upper(),
        record=RecordRow(
            kind,
            int(named[KEY[kind]]),
            named.get(OWN_KEY.get(kind, ""), ""),
            line,
            int(usrn) if _NUMBER.fullmatch(usrn) else None,
            packed(kind, named),
        ),
    )


def _headings(cells: Sequence[str]) -> list[str] | None:
    """The names of the fields, where a row is a line of headings."""
    names = [cell.strip().lower() for cell in cells]
    return [_NAMES.get(name, name) for name in names] if names[0] == _HEAD else None
