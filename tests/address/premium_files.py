"""Small AddressBase Premium files for tests; every address in them is invented."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from localgov_components.address.sources.record_fields import RECORD_FIELDS

WIDTHS = {15: 13, 21: 22, 24: 26, 28: 29, 30: 10, 31: 11, 32: 12}
"""Cells of each type of record of AddressBase Premium."""

STREET = {"usrn": "99000001", "street_description": "MILL LANE", "town_name": "AMBLEFORD", "language": "ENG"}
BLPU = {
    "uprn": "11",
    "logical_status": "1",
    "easting": "333000.50",
    "northing": "81000.25",
    "latitude": "50.6250000",
    "longitude": "-.9480000",
    "rpc": "1",
    "local_custodian_code": "9055",
    "addressbase_postal": "D",
    "postcode_locator": "DT97 1AF",
    "last_update_date": "2024-02-29",
}
LPI = {
    "uprn": "11",
    "lpi_key": "9055L000000001",
    "language": "ENG",
    "logical_status": "1",
    "pao_start_number": "12",
    "pao_start_suffix": "A",
    "usrn": "99000001",
}
POINT = {
    "uprn": "11",
    "udprn": "99010405",
    "building_number": "12",
    "sub_building_name": "A",
    "thoroughfare": "MILL LANE",
    "post_town": "AMBLEFORD",
    "postcode": "DT97 1AF",
}
CLASS = {
    "uprn": "11",
    "class_key": "9055C000000001",
    "classification_code": "RD04",
    "class_scheme": "AddressBase Premium Classification Scheme",
    "scheme_version": "1.0",
}
SUCCESSOR = {"uprn": "5", "succ_key": "9055S000000001", "successor": "11"}
ORGANISATION = {"uprn": "11", "org_key": "9055O000000001", "organisation": "AMBLEFORD JOINERY"}


def record(kind: int, fields: dict[str, str], *, change: str = "I") -> list[str]:
    """The cells of a record."""
    known = {"record_identifier": str(kind), "change_type": change, "pro_order": "1", **fields}
    return [known.get(name, "") for name in RECORD_FIELDS[kind, WIDTHS[kind]]]


def premium_file(folder: Path, *records: Iterable[str], name: str = "premium.csv") -> Path:
    """Write a file with these records."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(records)
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def whole(*others: list[str]) -> list[list[str]]:
    """The records of one property, and others."""
    return [record(15, STREET), record(21, BLPU), record(24, LPI), *others]
