"""A gazetteer's address: one property with its UPRN, in the columns of AddressBase Core.

Ordnance Survey, AddressBase Core (https://www.ordnancesurvey.co.uk/products/addressbase-core). The
order of the fields is the order of the product's columns. Text is kept as the gazetteer has it; only
spaces are tidied. An empty cell is None. Nothing here says that an address is too odd to be real:
a property may lack a number, a street, a post town or a postcode.

>>> barn = GazetteerAddress.model_validate({
...     "uprn": "999900000017", "single_line_address": "Tithe Barn, Ambleford, DT97 1AA",
...     "building_name": "Tithe  Barn", "post_town": "Ambleford", "postcode": "dt971aa", "street_name": "",
... })
>>> barn.building_name, str(barn.postcode), barn.street_name
('Tithe Barn', 'DT97 1AA', None)
>>> GazetteerAddress.model_validate({"uprn": "999900000017", "single_line_address": "A", "rpc": "7"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for GazetteerAddress
rpc
  Value error, not a positional accuracy: give 1, 2, 3, 4, 5 or 9. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import Postcode, Uprn

__all__ = ["ADDRESSBASE_CORE_COLUMNS", "GazetteerAddress"]

_EASTING_LIMIT = 700_000
_NORTHING_LIMIT = 1_300_000
"""The British National Grid ends here: seven 100 km squares across, thirteen up."""

_RPC = frozenset("123459")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
"""AddressBase's form; `date.fromisoformat` would read others too."""

_DIGITS_WITH_TAIL = re.compile(r"0*([0-9]{1,8})(\.0)?", re.ASCII)
_TOID = re.compile(r"OSGB([0-9]{16}|[0-9]{13})", re.ASCII)
_CLASSIFICATION = re.compile(r"[A-Z]{1,2}([0-9]{2}([A-Z0-9]{2})?)?", re.ASCII)
_GSS_CODE = re.compile(r"[A-Z][0-9]{8}", re.ASCII)
_CHANGE_CODES = frozenset("IUD")
_SHELL_CLASS = "P"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _tidy(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if _CONTROL.search(text):
        raise InvalidValueError("a control character. Remove it.", code="address.control-character")
    return text or None


def _decimal(value: object) -> object:
    text = _tidy(value)
    if isinstance(text, str) and not _DECIMAL.fullmatch(text):
        raise InvalidValueError("not a decimal number such as 330000.00.", code="address.coordinate")
    return text


def _within(least: float, most: float) -> Callable[[float | None], float | None]:
    def check(value: float | None) -> float | None:
        if value is not None and not least <= value <= most:
            raise InvalidValueError(f"out of range: it lies from {least} to {most}.", code="address.coordinate")
        return value

    return check


def _iso_date(value: object) -> object:
    text = _tidy(value)
    if not isinstance(text, str):
        return text
    try:
        return date.fromisoformat(text if _ISO_DATE.fullmatch(text) else "")
    except ValueError:
        raise InvalidValueError("not a date such as 2026-04-01.", code="address.date") from None


def _positional_accuracy(value: object) -> object:
    text = _tidy(value)
    if text is not None and str(text) not in _RPC:
        raise InvalidValueError("not a positional accuracy: give 1, 2, 3, 4, 5 or 9.", code="address.rpc")
    return text


def _up_to_eight_digits(text: str | None) -> str | None:
    if text is None:
        return None
    found = _DIGITS_WITH_TAIL.fullmatch(text)
    if not found or not found[1].lstrip("0"):
        raise InvalidValueError("not a whole number of up to 8 digits.", code="address.number")
    return found[1].lstrip("0")


def _toid(text: str | None) -> str | None:
    if text is not None and not _TOID.fullmatch(text.upper()):
        raise InvalidValueError("not a TOID: osgb and 13 or 16 digits.", code="address.toid")
    return text and text.lower()


def _code(pattern: re.Pattern[str], example: str) -> Callable[[str | None], str | None]:
    def check(text: str | None) -> str | None:
        if text is not None and not pattern.fullmatch(text.upper()):
            raise InvalidValueError(f"not a code such as {example}.", code="address.code")
        return text and text.upper()

    return check


def _change_code(text: str | None) -> str | None:
    if text is not None and text.upper() not in _CHANGE_CODES:
        raise InvalidValueError("not a change code: give I, U or D.", code="address.change-code")
    return text and text.upper()


_Line = Annotated[str | None, BeforeValidator(_tidy), Sensitive("personal")]
_Digits = Annotated[str | None, BeforeValidator(_tidy), AfterValidator(_up_to_eight_digits), Sensitive("personal")]
_Easting = Annotated[
    float | None, BeforeValidator(_decimal), AfterValidator(_within(0, _EASTING_LIMIT)), Sensitive("personal")
]
_Northing = Annotated[
    float | None, BeforeValidator(_decimal), AfterValidator(_within(0, _NORTHING_LIMIT)), Sensitive("personal")
]
_Latitude = Annotated[float | None, BeforeValidator(_decimal), AfterValidator(_within(49, 62)), Sensitive("personal")]
_Longitude = Annotated[float | None, BeforeValidator(_decimal), AfterValidator(_within(-9, 3)), Sensitive("personal")]


class GazetteerAddress(Model):
    """One property as a gazetteer holds it.

    Only the UPRN and the single line are certain to be there.
    """

    uprn: Annotated[Uprn, Sensitive("personal")]
    parent_uprn: Annotated[Uprn | None, BeforeValidator(_tidy), Sensitive("personal")] = None
    udprn: _Digits = None
    usrn: _Digits = None
    toid: Annotated[str | None, BeforeValidator(_tidy), AfterValidator(_toid), Sensitive("personal")] = None
    classification_code: Annotated[
        str | None, BeforeValidator(_tidy), AfterValidator(_code(_CLASSIFICATION, "RD04"))
    ] = None
    easting: _Easting = None
    northing: _Northing = None
    latitude: _Latitude = None
    longitude: _Longitude = None
    rpc: Annotated[int | None, BeforeValidator(_positional_accuracy)] = None
    last_update_date: Annotated[date | None, BeforeValidator(_iso_date)] = None
    single_line_address: Annotated[str, BeforeValidator(_tidy), Field(min_length=1), Sensitive("personal")]
    po_box: _Line = None
    organisation: _Line = None
    sub_building: _Line = None
    building_name: _Line = None
    building_number: _Line = None
    street_name: _Line = None
    locality: _Line = None
    town_name: _Line = None
    post_town: _Line = None
    island: _Line = None
    postcode: Annotated[Postcode | None, BeforeValidator(_tidy), Sensitive("personal")] = None
    delivery_point_suffix: _Line = None
    gss_code: Annotated[str | None, BeforeValidator(_tidy), AfterValidator(_code(_GSS_CODE, "E07999001"))] = None
    change_code: Annotated[str | None, BeforeValidator(_tidy), AfterValidator(_change_code)] = None

    @property
    def is_parent_shell(self) -> bool:
        """Whether this is a building that holds addresses rather than an address (class P)."""
        return (self.classification_code or "").startswith(_SHELL_CLASS)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.parent_uprn == self.uprn:
            raise InvalidValueError("parent_uprn is the address's own uprn.", code="address.own-parent")
        for first, second in (("easting", "northing"), ("latitude", "longitude")):
            if (getattr(self, first) is None) != (getattr(self, second) is None):
                raise InvalidValueError(f"{first} and {second} are given together or not at all.", code="address.pair")
        return self


ADDRESSBASE_CORE_COLUMNS = tuple(GazetteerAddress.model_fields)
"""Headings of an AddressBase Core file, in the product's order."""
