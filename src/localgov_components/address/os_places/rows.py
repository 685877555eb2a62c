"""One row of an answer as an address: a delivery point (DPA), or a land and property identifier (LPI).

Types drift between releases (a number may come as text) and any field may be absent. A field that cannot be
read is left out; a row without a UPRN or without an address cannot be read at all, and then nor can the answer.

>>> row = Row.of({"DPA": {"UPRN": "000199990001", "ADDRESS": "1, MILL LANE, AMBLEFORD, DT97 1AA", "LANGUAGE": "EN",
...                       "BUILDING_NUMBER": "1", "THOROUGHFARE_NAME": "MILL LANE", "LAST_UPDATE_DATE": "10/02/2016"}})
>>> row.address.uprn, row.address.last_update_date.isoformat(), row.address.street_name
(Uprn('199990001'), '2016-02-10', 'MILL LANE')
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import JsonValue, ValidationError

from localgov_components.address.model import GazetteerAddress
from localgov_components.address.os_places.account import Dataset
from localgov_components.address.os_places.refusals import unreadable

__all__ = ["Row"]

_Fields = Mapping[str, JsonValue]

_SAME = {
    "uprn": "UPRN",
    "parent_uprn": "PARENT_UPRN",
    "udprn": "UDPRN",
    "toid": "TOPOGRAPHY_LAYER_TOID",
    "classification_code": "CLASSIFICATION_CODE",
    "easting": "X_COORDINATE",
    "northing": "Y_COORDINATE",
    "latitude": "LAT",
    "longitude": "LNG",
    "rpc": "RPC",
    "single_line_address": "ADDRESS",
    "custodian_code": "LOCAL_CUSTODIAN_CODE",
    "addressbase_postal": "POSTAL_ADDRESS_CODE",
}
"""Our field and the one of both datasets."""

_LANGUAGES = {"EN": "ENG", "CY": "CYM"}
_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", re.ASCII)
_BLPU_STATUS = "LOGICAL_STATUS_CODE"
_LPI_STATUS = "LPI_LOGICAL_STATUS_CODE"
_ENDED = frozenset({"7", "8", "9"})
"""Rejected and historical (GeoPlace, logical status of a property and of a wording)."""

_NEEDED = frozenset({"uprn", "single_line_address"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row: which dataset it is from, its address, and whether the property, or this wording of it, is no more."""

    dataset: Dataset
    address: GazetteerAddress
    has_ended: bool

    @classmethod
    def of(cls, result: JsonValue) -> Self:
        """Read `{"DPA": {…}}` or `{"LPI": {…}}`. Raises `ProviderUnavailableError` for anything else."""
        if isinstance(result, dict):
            for dataset, read in (("DPA", _delivery_point), ("LPI", _land_and_property)):
                fields = result.get(dataset)
                if isinstance(fields, dict):
                    values = {**_common(fields), **read(fields)}
                    ended = {_text(fields, _BLPU_STATUS), _text(fields, _LPI_STATUS)} & _ENDED
                    return cls("DPA" if dataset == "DPA" else "LPI", _address(values), bool(ended))
        raise unreadable()


def _common(fields: _Fields) -> dict[str, str | None]:
    values = {ours: _text(fields, theirs) for ours, theirs in _SAME.items()}
    language = _text(fields, "LANGUAGE")
    date = _DATE.fullmatch(_text(fields, "LAST_UPDATE_DATE") or "")
    return values | {
        "language": language and _LANGUAGES.get(language.upper(), language),
        "last_update_date": f"{date[3]}-{date[2]}-{date[1]}" if date else None,
        "logical_status": _text(fields, _BLPU_STATUS),
    }


def _delivery_point(fields: _Fields) -> dict[str, str | None]:
    return {
        "po_box": _text(fields, "PO_BOX_NUMBER"),
        "organisation": _joined(fields, "ORGANISATION_NAME", "DEPARTMENT_NAME"),
        "sub_building": _text(fields, "SUB_BUILDING_NAME"),
        "building_name": _text(fields, "BUILDING_NAME"),
        "building_number": _text(fields, "BUILDING_NUMBER"),
        "street_name": _joined(fields, "DEPENDENT_THOROUGHFARE_NAME", "THOROUGHFARE_NAME"),
        "locality": _joined(fields, "DOUBLE_DEPENDENT_LOCALITY", "DEPENDENT_LOCALITY"),
        "post_town": _text(fields, "POST_TOWN"),
        "postcode": _text(fields, "POSTCODE"),
        "delivery_point_suffix": _text(fields, "DELIVERY_POINT_SUFFIX"),
    }


def _land_and_property(fields: _Fields) -> dict[str, str | None]:
    sub_building = ", ".join(filter(None, (_text(fields, "SAO_TEXT"), _range(fields, "SAO"))))
    return {
        "usrn": _text(fields, "USRN"),
        "organisation": _text(fields, "ORGANISATION"),
        "sub_building": sub_building or None,
        "building_name": _text(fields, "PAO_TEXT"),
        "building_number": _range(fields, "PAO"),
        "street_name": _text(fields, "STREET_DESCRIPTION"),
        "locality": _text(fields, "LOCALITY_NAME") or _text(fields, "LOCALITY"),
        "town_name": _text(fields, "TOWN_NAME"),
        "post_town": _text(fields, "POST_TOWN"),
        "postcode": _text(fields, "POSTCODE_LOCATOR"),
        "logical_status": _text(fields, _LPI_STATUS) or _text(fields, _BLPU_STATUS),
    }


def _range(fields: _Fields, object_: str) -> str | None:
    """A number such as `12A`, or a range such as `12-14B` (BS 7666: start, end, and a suffix of each)."""
    ends = (
        "".join(filter(None, (_text(fields, f"{object_}_{end}_NUMBER"), _text(fields, f"{object_}_{end}_SUFFIX"))))
        for end in ("START", "END")
    )
    return "-".join(filter(None, ends)) or None


def _joined(fields: _Fields, *names: str) -> str | None:
    return ", ".join(filter(None, (_text(fields, name) for name in names))) or None


def _text(fields: _Fields, name: str) -> str | None:
    """A field as text, a whole number without decimals; absent, null, empty and of any other shape are all None."""
    value = fields.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _address(values: Mapping[str, str | None]) -> GazetteerAddress:
    """The address without what cannot be read. Raises when that is its UPRN or the address itself."""
    known = {name: value for name, value in values.items() if value is not None}
    for _ in range(len(known)):
        try:
            return GazetteerAddress.model_validate(known)
        except ValidationError as error:
            wrong = set(_wrong_fields(error)) or _PAIRED
            if wrong & _NEEDED:
                raise unreadable() from None
            known = {name: value for name, value in known.items() if name not in wrong}
    raise unreadable()


_PAIRED = frozenset({"easting", "northing", "latitude", "longitude", "parent_uprn"})
"""What a rule about two fields is about: a coordinate without the other, a parent that is the address itself."""


def _wrong_fields(error: ValidationError) -> Iterator[str]:
    for item in error.errors(include_url=False, include_input=False):
        if item["loc"]:
            yield str(item["loc"][0])
