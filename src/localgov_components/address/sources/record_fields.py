"""Which fields the records of BS 7666 have, and those that are kept of each as one line of text.

Without headings the columns are those of AddressBase Premium (Ordnance Survey,
https://github.com/OrdnanceSurvey/AddressBase) or of the transfer format DTF 7.3, which are told apart by how
many there are; those of DTF 7.3 are [unverified] against the standard itself. Of its type, a record is told by
a key of its own: Ordnance Survey says of each table what its key is, for change-only updates.

>>> RECORD_FIELDS[15, 13][4:9]
('street_description', 'locality', 'town_name', 'administrative_area', 'language')
"""

from collections.abc import Mapping

__all__ = ["KEY", "LPI", "OWN_KEY", "RECORD_FIELDS", "STREET_DESCRIPTOR", "packed", "unpacked"]

STREET_DESCRIPTOR, LPI = 15, 24
"""Types of record."""

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
        ("24", _LPI),
        ("24", _LPI_OF_DTF),
        ("28", _DELIVERY_POINT),
        ("30", _SUCCESSOR),
        ("31", _ORGANISATION),
        ("32", _CLASSIFICATION),
    )
}
"""The fields of each type of record by how many cells it has."""

KEY: Mapping[int, str] = {kind: "usrn" if kind == STREET_DESCRIPTOR else "uprn" for kind, _ in RECORD_FIELDS}
"""What a record is of: a street or a property."""

OWN_KEY: Mapping[int, str] = {
    15: "language",
    24: "lpi_key",
    28: "udprn",
    30: "succ_key",
    31: "org_key",
    32: "class_key",
}
"""What tells a record from others of its type; a BLPU is told by its UPRN."""

_KEPT: Mapping[int, tuple[str, ...]] = {
    STREET_DESCRIPTOR: ("street_description", "locality", "town_name", "administrative_area"),
    21: (
        "logical_status", "parent_uprn", "easting", "northing", "latitude", "longitude", "rpc", "local_custodian_code",
        "last_update_date", "addressbase_postal", "postcode_locator", "blpu_class", "organisation",
    ),
    LPI: ("language", "logical_status", *_SAO_AND_PAO, "usrn", "postcode", "post_town"),
    28: tuple(name for name in _DELIVERY_POINT[5:-5] if name != "postcode_type"),
    30: ("successor",),
    31: ("organisation", "end_date"),
    32: ("classification_code", "end_date", "class_scheme"),
}  # fmt: skip
"""What an address is made of, in the order in which `packed` has it.

The rest, for the most part dates, would make a gazetteer a fifth larger, and a mistake in it is no reason to
leave out an address.
"""

_BETWEEN = "\t"


def packed(kind: int, fields: Mapping[str, str]) -> str:
    r"""The fields of a record in one line, without their names, its UPRN or USRN and its own key.

    >>> packed(32, {"class_key": "9900C1", "classification_code": "RD04", "class_scheme": "A  scheme"})
    'RD04\t\tA scheme'
    """
    return _BETWEEN.join(" ".join(fields.get(name, "").split()) for name in _KEPT[kind]).rstrip(_BETWEEN)


def unpacked(kind: int, key: int, own: str, line: str) -> dict[str, str]:
    r"""The fields that a record has, by their names.

    >>> unpacked(32, 999900000017, "9900C1", "RD04\t\tA scheme")
    {'uprn': '999900000017', 'class_key': '9900C1', 'classification_code': 'RD04', 'class_scheme': 'A scheme'}
    """
    fields = {KEY[kind]: str(key)}
    if own:
        fields[OWN_KEY[kind]] = own
    return fields | {name: cell for name, cell in zip(_KEPT[kind], line.split(_BETWEEN), strict=False) if cell}
