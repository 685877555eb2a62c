"""AddressBase Plus: a CSV of 77 columns without a line of headings, an address a row.

Ordnance Survey, AddressBase Plus (https://www.ordnancesurvey.co.uk/products/addressbase-plus; the columns are
listed in https://github.com/OrdnanceSurvey/AddressBase). A row has the words of the local authority, those in
the other language of the place, and those of Royal Mail. The address is in the first; the others are its
alternates.

>>> len(PLUS_COLUMNS), PLUS_COLUMNS[0], PLUS_COLUMNS[-1]
(77, 'uprn', 'alt_language')
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.street import StreetDescriptor
from localgov_components.address.composed import ComposedAddress
from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.address.rejects import Rejects
from localgov_components.address.sources.batch import Batch, address_batches, of_a_full_supply
from localgov_components.address.sources.reading import SourceReading
from localgov_components.address.sources.table import SourceTable

__all__ = ["PLUS_COLUMNS", "AddressBasePlus", "is_plus_file"]

PLUS_COLUMNS = (
    "uprn", "udprn", "change_type", "state", "state_date", "class", "parent_uprn", "x_coordinate", "y_coordinate",
    "latitude", "longitude", "rpc", "local_custodian_code", "country", "la_start_date", "last_update_date",
    "entry_date", "rm_organisation_name", "la_organisation", "department_name", "legal_name", "sub_building_name",
    "building_name", "building_number", "sao_start_number", "sao_start_suffix", "sao_end_number", "sao_end_suffix",
    "sao_text", "alt_language_sao_text", "pao_start_number", "pao_start_suffix", "pao_end_number", "pao_end_suffix",
    "pao_text", "alt_language_pao_text", "usrn", "usrn_match_indicator", "area_name", "level", "official_flag",
    "os_address_toid", "os_address_toid_version", "os_roadlink_toid", "os_roadlink_toid_version", "os_topo_toid",
    "os_topo_toid_version", "voa_ct_record", "voa_ndr_record", "street_description",
    "alt_language_street_description", "dependent_thoroughfare", "thoroughfare", "welsh_dependent_thoroughfare",
    "welsh_thoroughfare", "double_dependent_locality", "dependent_locality", "locality", "welsh_dependent_locality",
    "welsh_double_dependent_locality", "town_name", "administrative_area", "post_town", "welsh_post_town", "postcode",
    "postcode_locator", "postcode_type", "delivery_point_suffix", "addressbase_postal", "po_box_number", "ward_code",
    "parish_code", "rm_start_date", "multi_occ_count", "voa_ndr_p_desc_code", "voa_ndr_scat_code", "alt_language",
)  # fmt: skip
"""The columns in the product's order."""

_BLPU = {
    "uprn": "uprn", "parent_uprn": "parent_uprn", "easting": "x_coordinate", "northing": "y_coordinate",
    "latitude": "latitude", "longitude": "longitude", "rpc": "rpc", "local_custodian_code": "local_custodian_code",
    "country": "country", "last_update_date": "last_update_date", "addressbase_postal": "addressbase_postal",
    "postcode_locator": "postcode_locator",
}  # fmt: skip
_PARTS = ("start_number", "start_suffix", "end_number", "end_suffix", "text")
_SAME_NAME = frozenset(PLUS_COLUMNS) & frozenset(DeliveryPointAddress.model_fields)
_OF_ROYAL_MAIL = {name: name for name in _SAME_NAME} | {"organisation_name": "rm_organisation_name"}
_ENGLISH = "ENG"
_APPROVED = "1"


@dataclass(frozen=True, slots=True)
class AddressBasePlus:
    """An AddressBase Plus file: a full supply, or a change-only update."""

    kind: ClassVar[str] = "addressbase-plus"
    path: Path

    def batches(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The addresses of a full supply. Raises `DefinitionError` when the file is not AddressBase Plus."""
        return of_a_full_supply(self.changes(reading, rejects), rejects)

    def changes(self, reading: SourceReading, rejects: Rejects) -> Iterator[Batch]:
        """The addresses of an update that are there now, and the UPRNs that are no more."""
        table = SourceTable(reading)
        if not is_plus_file(table.first):
            raise reading.refused(f"this line must be a row of AddressBase Plus: {len(PLUS_COLUMNS)} cells.", line=1)
        if table.first[0].isdecimal():
            table = table.with_first()
        return address_batches(table.rows(rejects), _fields, rejects)


def is_plus_file(first: Sequence[str]) -> bool:
    """Whether the first line of a file is one of AddressBase Plus: a row, or its headings."""
    return len(first) == len(PLUS_COLUMNS) and (first[0].isdecimal() or first[0].lower() == PLUS_COLUMNS[0])


def _fields(cells: list[str]) -> dict[str, object]:
    row = {name: cell for name, cell in zip(PLUS_COLUMNS, cells, strict=True) if cell.strip()}
    if row.get("change_type", "").strip().upper() == "D":
        return {"uprn": row.get("uprn"), "change_code": "D"}
    lpi, street = _worded(row, _ENGLISH)
    composed = ComposedAddress(
        blpu=Blpu.model_validate(
            {name: row.get(column) for name, column in _BLPU.items()} | {"logical_status": _APPROVED}
        ),
        lpi=lpi,
        street=street,
        others=(_worded(row, str(row["alt_language"]), "alt_language_"),) if "alt_language" in row else (),
        delivery_point=_delivery_point(row),
        classification=_text(row, "class"),
        organisation=_text(row, "la_organisation") or _text(row, "rm_organisation_name"),
    )
    return composed.fields() | {"toid": row.get("os_topo_toid"), "change_code": row.get("change_type")}


def _worded(row: Mapping[str, object], language: str, other: str = "") -> tuple[Lpi, StreetDescriptor]:
    """The LPI and its street in a language; what has no words in the other language stays as it is."""
    objects = {
        name: {part: row.get(f"{name}_{part}") for part in _PARTS} | _said(row, "text", f"{other}{name}_text")
        for name in ("sao", "pao")
    }
    same = {"language": language, "logical_status": _APPROVED, "lpi_key": str(row.get("uprn"))}
    lpi = Lpi.model_validate({"uprn": row.get("uprn"), "usrn": row.get("usrn"), **same, **objects})
    places = {
        name: row.get(name) for name in ("usrn", "street_description", "locality", "town_name", "administrative_area")
    }
    said = _said(row, "street_description", f"{other}street_description")
    return lpi, StreetDescriptor.model_validate({**places, **said, "language": language})


def _said(row: Mapping[str, object], name: str, column: str) -> dict[str, object]:
    return {name: row[column]} if column in row else {}


def _delivery_point(row: Mapping[str, object]) -> DeliveryPointAddress | None:
    """Royal Mail's address, where the row has one."""
    if "udprn" not in row or "post_town" not in row or "postcode" not in row:
        return None
    return DeliveryPointAddress.model_validate({name: row.get(column) for name, column in _OF_ROYAL_MAIL.items()})


def _text(row: Mapping[str, object], column: str) -> str | None:
    value = row.get(column)
    return None if value is None else str(value)
