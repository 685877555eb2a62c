"""BS 7666 records in CSV: AddressBase Premium, and the export of a council's own gazetteer.

Both hold one record a row, whose first cell says of which type it is: 11 a street, 15 a street's name in a
language, 21 a BLPU, 23 a cross-reference, 24 an LPI, 28 a delivery point, 30 a successor, 31 an
organisation, 32 a classification. They may be in one file or in one for each type, with or without lines of
headings, and are joined when all files are read. Without headings the columns are those of AddressBase
Premium (Ordnance Survey, https://github.com/OrdnanceSurvey/AddressBase) or of the transfer format DTF 7.3,
which are told apart by how many there are; those of DTF 7.3 are [unverified] against the standard itself.

>>> RECORD_FIELDS[15, 13][4:9]
('street_description', 'locality', 'town_name', 'administrative_area', 'language')
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, RecordRow
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable

__all__ = ["RECORD_FIELDS", "AddressBasePremium", "LlpgExport", "is_record_file"]

_HEAD = ("record_identifier", "change_type", "pro_order")
_DATES = ("start_date", "end_date", "last_update_date", "entry_date")
_SAO_AND_PAO = tuple(
    f"{object_}_{part}"
    for object_ in ("sao", "pao")
    for part in ("start_number", "start_suffix", "end_number", "end_suffix", "text")
)
_DESCRIPTOR = ("usrn", "street_description", "locality", "town_name", "administrative_area", "language")

_BLPU = (
    *_HEAD, "uprn", "logical_status", "state", "state_date", "parent_uprn", "easting", "northing", "latitude",
    "longitude", "rpc", "local_custodian_code", "country", *_DATES, "addressbase_postal", "postcode_locator",
    "multi_occ_count",
)  # fmt: skip
_LPI = (
    *_HEAD, "uprn", "lpi_key", "language", "logical_status", *_DATES, *_SAO_AND_PAO, "usrn", "usrn_match_indicator",
    "area_name", "level", "official_flag",
)  # fmt: skip
_DELIVERY_POINT = (
    *_HEAD, "uprn", "udprn", "organisation_name", "department_name", "sub_building_name", "building_name",
    "building_number", "dependent_thoroughfare", "thoroughfare", "double_dependent_locality", "dependent_locality",
    "post_town", "postcode", "postcode_type", "delivery_point_suffix", "welsh_dependent_thoroughfare",
    "welsh_thoroughfare", "welsh_double_dependent_locality", "welsh_dependent_locality", "welsh_post_town",
    "po_box_number", "process_date", *_DATES,
)  # fmt: skip
_CLASSIFICATION = (
    *_HEAD, "uprn", "class_key", "classification_code", "class_scheme", "scheme_version", *_DATES,
)  # fmt: skip
_CROSS_REFERENCE = (*_HEAD, "uprn", "xref_key", "cross_reference", "version", "source", *_DATES)
_ORGANISATION = (*_HEAD, "uprn", "org_key", "organisation", "legal_name", *_DATES)
_SUCCESSOR = (*_HEAD, "uprn", "succ_key", *_DATES, "successor")

_BLPU_OF_DTF = (
    *_HEAD, "uprn", "logical_status", "state", "state_date", "blpu_class", "parent_uprn", "easting", "northing", "rpc",
    "local_custodian_code", *_DATES, "organisation", "ward_code", "parish_code", "custodian_one", "custodian_two",
    "can_key",
)  # fmt: skip
_LPI_OF_DTF = (
    *_HEAD, "uprn", "lpi_key", "language", "logical_status", "start_date", "end_date", "entry_date",
    "last_update_date", *_SAO_AND_PAO, "usrn", "level", "postal_address", "postcode", "post_town", "official_flag",
    "custodian_one", "custodian_two", "can_key",
)  # fmt: skip

RECORD_FIELDS: Mapping[tuple[int, int], tuple[str, ...]] = {
    (int(kind), len(fields)): fields
    for kind, fields in (
        ("15", (*_HEAD, *_DESCRIPTOR, *_DATES)),
        ("15", (*_HEAD, *_DESCRIPTOR)),
        ("21", _BLPU),
        ("21", _BLPU_OF_DTF),
        ("23", _CROSS_REFERENCE),
        ("24", _LPI),
        ("24", _LPI_OF_DTF),
        ("28", _DELIVERY_POINT),
        ("30", _SUCCESSOR),
        ("31", _ORGANISATION),
        ("32", _CLASSIFICATION),
    )
}
"""The fields of each type of record by how many cells it has."""

_NOT_NEEDED = frozenset({10, 11, 12, 13, 14, 22, 29, 99})
"""Header and trailer, streets beside their names, provenance and metadata: counted, and not kept any further."""

_TYPES = {str(kind): kind for kind in ({kind for kind, _ in RECORD_FIELDS} | _NOT_NEEDED)}

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

_DELETED = "D"
_NUMBER = re.compile(r"0*[0-9]{1,12}", re.ASCII)
_STREET_DESCRIPTOR = 15
_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class AddressBasePremium:
    """A file of AddressBase Premium: all types of record, or one of them."""

    kind: ClassVar[str] = "addressbase-premium"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records. Raises `DefinitionError` when the file holds none."""
        return _batches(reading, rejects)


@dataclass(frozen=True, slots=True)
class LlpgExport:
    """A file that a council's own gazetteer exports in the transfer format DTF 7.3."""

    kind: ClassVar[str] = "llpg"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The records. Raises `DefinitionError` when the file holds none."""
        return _batches(reading, rejects)


def is_record_file(first: Sequence[str]) -> bool:
    """Whether the first line of a file is that of a file of records: a type of record, or headings."""
    return bool(first) and (_type_of(first[0]) is not None or _headings(first) is not None)


def _batches(reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
    table = SourceTable(reading)
    if not is_record_file(table.first):
        raise reading.refused("this line must be a record of BS 7666, or name the columns of one.", line=1)
    headings = _headings(table.first)  # an interrupted build that goes on does not come past their line again
    rows = table.with_first().rows(rejects, width=0)
    while taken := list(islice(rows, _ROWS_AT_ONCE)):
        batch = Batch(line=taken[-1][0], read=0)
        records: list[RecordRow] = []
        for line, cells in taken:
            if cells is not None and (named := _headings(cells)):
                headings = named
                continue
            batch.read += 1
            if cells is not None:
                record = _record(line, cells, headings, rejects)
                records += [record] if record else []
        batch.records = records
        yield batch


def _record(line: int, cells: list[str], headings: list[str] | None, rejects: Rejects) -> RecordRow | None:
    """The record in a row; None where it is rejected."""
    mistake: tuple[str | None, str]
    kind = _type_of(cells[0])
    fields = headings if headings is not None else RECORD_FIELDS.get((kind or 0, len(cells)))
    if kind in _NOT_NEEDED:
        return kind, 0, line, ""
    if kind is None:
        mistake = ("record_identifier", "not a type of record of BS 7666.")
    elif fields is None or len(fields) != len(cells):
        mistake = (None, f"{len(cells)} cells, which no record of type {kind} has.")
    else:
        named = {name: cell.strip() for name, cell in zip(fields, cells, strict=True) if cell.strip()}
        of = "usrn" if kind == _STREET_DESCRIPTOR else "uprn"
        key = named.get(of, "")
        if named.get("change_type", "").upper() == _DELETED:
            mistake = ("change_type", "a deleted record: it belongs to an update.")
        elif not _NUMBER.fullmatch(key):
            mistake = (of, "not a whole number of up to 12 digits.")
        else:
            return kind, int(key), line, json.dumps(named)
    rejects.add(line, [mistake])
    return None


def _headings(cells: Sequence[str]) -> list[str] | None:
    """The names of the fields, where a row is a line of headings."""
    names = [cell.strip().lower() for cell in cells]
    return [_NAMES.get(name, name) for name in names] if names[0] == _HEAD[0] else None


def _type_of(cell: str) -> int | None:
    return _TYPES.get(cell.strip())
