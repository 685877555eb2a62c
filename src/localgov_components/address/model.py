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
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from localgov_components.address.fields import (
    Classified,
    Day,
    Easting,
    Latitude,
    Line,
    Longitude,
    Northing,
    PostcodeOrNone,
    UprnOrNone,
    code,
    tidy,
)
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import LocalCustodianCode, Uprn

__all__ = ["ADDRESSBASE_CORE_COLUMNS", "GazetteerAddress"]

_RPC = frozenset("123459")
_DIGITS_WITH_TAIL = re.compile(r"0*([0-9]{1,8})(\.0)?", re.ASCII)
_TOID = re.compile(r"osgb([0-9]{16}|[0-9]{13})", re.ASCII | re.IGNORECASE)
_LOGICAL_STATUSES = frozenset("1356789")
_LANGUAGES = frozenset({"ENG", "CYM", "GAE"})
_CAPITAL = re.compile(r"[A-Z]", re.ASCII)
_CHANGE_CODES = frozenset("IUD")
_SHELL_CLASS = "P"


def _positional_accuracy(value: object) -> object:
    text = tidy(value)
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
    if text is not None and not _TOID.fullmatch(text):
        raise InvalidValueError("not a TOID: osgb and 13 or 16 digits.", code="address.toid")
    return text and text.lower()


def _logical_status(value: object) -> object:
    text = tidy(value)
    if text is not None and str(text) not in _LOGICAL_STATUSES:
        raise InvalidValueError("not a logical status: give 1, 3, 5, 6, 7, 8 or 9.", code="address.logical-status")
    return text


def _language(text: str | None) -> str | None:
    if text is not None and text.upper() not in _LANGUAGES:
        raise InvalidValueError("not a language of a gazetteer: give ENG, CYM or GAE.", code="address.language")
    return text and text.upper()


def _postal(text: str | None) -> str | None:
    if text is not None and not _CAPITAL.fullmatch(text.upper()):
        raise InvalidValueError("not a postal address code: give one letter, such as D or N.", code="address.postal")
    return text and text.upper()


def _change_code(text: str | None) -> str | None:
    if text is not None and text.upper() not in _CHANGE_CODES:
        raise InvalidValueError("not a change code: give I, U or D.", code="address.change-code")
    return text and text.upper()


_Digits = Annotated[str | None, BeforeValidator(tidy), AfterValidator(_up_to_eight_digits), Sensitive("personal")]


class GazetteerAddress(Model):
    """One property as a gazetteer holds it.

    Only the UPRN and the single line are certain to be there. `addressbase_postal` is D (linked to Royal Mail's
    file), L (postal by the custodian), C (postal child of such) or N (not postal). `alternates` are further wordings
    of the same property: in another language, or under a name it also has.
    """

    uprn: Annotated[Uprn, Sensitive("personal")]
    parent_uprn: UprnOrNone = None
    udprn: _Digits = None
    usrn: _Digits = None
    toid: Annotated[str | None, BeforeValidator(tidy), AfterValidator(_toid), Sensitive("personal")] = None
    classification_code: Classified = None
    easting: Easting = None
    northing: Northing = None
    latitude: Latitude = None
    longitude: Longitude = None
    rpc: Annotated[int | None, BeforeValidator(_positional_accuracy)] = None
    last_update_date: Day = None
    single_line_address: Annotated[str, BeforeValidator(tidy), Field(min_length=1), Sensitive("personal")]
    po_box: Line = None
    organisation: Line = None
    sub_building: Line = None
    building_name: Line = None
    building_number: Line = None
    street_name: Line = None
    locality: Line = None
    town_name: Line = None
    post_town: Line = None
    island: Line = None
    postcode: PostcodeOrNone = None
    delivery_point_suffix: Line = None
    gss_code: Annotated[str | None, BeforeValidator(tidy), AfterValidator(code(r"[A-Z][0-9]{8}", "E07999001"))] = None
    change_code: Annotated[str | None, BeforeValidator(tidy), AfterValidator(_change_code)] = None
    custodian_code: Annotated[LocalCustodianCode | None, BeforeValidator(tidy)] = None
    logical_status: Annotated[int | None, BeforeValidator(_logical_status)] = None
    language: Annotated[str | None, BeforeValidator(tidy), AfterValidator(_language)] = None
    addressbase_postal: Annotated[str | None, BeforeValidator(tidy), AfterValidator(_postal)] = None
    alternates: Annotated[tuple["GazetteerAddress", ...], Sensitive("personal")] = ()

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


_BEYOND_CORE = frozenset({"custodian_code", "logical_status", "language", "addressbase_postal", "alternates"})

ADDRESSBASE_CORE_COLUMNS = tuple(name for name in GazetteerAddress.model_fields if name not in _BEYOND_CORE)
"""Headings of an AddressBase Core file, in the product's order."""
