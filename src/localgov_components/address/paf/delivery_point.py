"""A delivery point: an address in the fields of Royal Mail's Postcode Address File.

The names are those of AddressBase Premium's delivery point address, record type 28
(https://docs.os.uk/os-downloads/addressing-and-location/addressbase-premium), and the longest text of each field is
Royal Mail's (Programmers' Guide edition 7), but for the building's name, of which AddressBase holds 80 characters. A
thoroughfare holds its descriptor (`Road`). The Welsh fields stand beside the English ones; a building and an
organisation have no Welsh form there. A building number of 0 means none. Text is kept in the case it came in.

>>> point = DeliveryPointAddress.model_validate({
...     "sub_building_name": "Flat 8", "building_name": "Oxford House 110-114", "building_number": "0",
...     "thoroughfare": "Mill Lane", "post_town": "Ambleford", "postcode": "dt971aa", "po_box_number": "",
... })
>>> point.building_number, str(point.postcode), point.po_box_number
(None, 'DT97 1AA', None)
>>> DeliveryPointAddress.model_validate({"post_town": "A" * 31, "postcode": "DT97 1AA", "building_number": "12A"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 2 validation errors for DeliveryPointAddress
building_number
  Value error, not a building number: 1 to 4 digits. Put anything else in the building name. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
post_town
  Value error, longer than 30 characters, the most there is room for. Shorten it. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from localgov_components.address.fields import Day, Line, UprnOrNone, code, longest, tidy
from localgov_components.address.lifecycle import GazetteerRecord
from localgov_components.address.paf.premises import without_po_box
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import Postcode, Udprn

__all__ = ["DeliveryPointAddress", "PostcodeType"]

_NUMBER = re.compile(r"0*([0-9]{1,4})", re.ASCII)


class PostcodeType(StrEnum):
    """Who shares a postcode: many households, or one user of much post."""

    SMALL_USER = "S"
    LARGE_USER = "L"


def _number(text: str | None) -> str | None:
    found = _NUMBER.fullmatch(text) if text is not None else None
    if text is not None and not found:
        raise InvalidValueError(
            "not a building number: 1 to 4 digits. Put anything else in the building name.", code="paf.building-number"
        )
    return (found[1].lstrip("0") or None) if found else None


_Sixty = Annotated[Line, AfterValidator(longest(60))]
_Thoroughfare = Annotated[Line, AfterValidator(longest(81))]
"""A name of 60, a space, and a descriptor of 20."""

_Locality = Annotated[Line, AfterValidator(longest(35))]
_Town = Annotated[Line, AfterValidator(longest(30))]


class DeliveryPointAddress(GazetteerRecord):
    """Where Royal Mail delivers; a post town and a postcode are always there.

    Raises Pydantic's `ValidationError` with every mistake at once.
    """

    uprn: UprnOrNone = None
    udprn: Annotated[Udprn | None, BeforeValidator(tidy), Sensitive("personal")] = None
    organisation_name: _Sixty = None
    department_name: _Sixty = None
    sub_building_name: Annotated[Line, AfterValidator(longest(30))] = None
    building_name: Annotated[Line, AfterValidator(longest(80))] = None
    building_number: Annotated[Line, AfterValidator(_number)] = None
    dependent_thoroughfare: _Thoroughfare = None
    thoroughfare: _Thoroughfare = None
    double_dependent_locality: _Locality = None
    dependent_locality: _Locality = None
    post_town: Annotated[
        str, BeforeValidator(tidy), AfterValidator(longest(30)), Field(min_length=1), Sensitive("personal")
    ]
    postcode: Annotated[Postcode, BeforeValidator(tidy), Sensitive("personal")]
    postcode_type: Annotated[PostcodeType | None, BeforeValidator(tidy)] = None
    delivery_point_suffix: Annotated[Line, AfterValidator(code(r"[0-9][A-Z]", "1A"))] = None
    welsh_dependent_thoroughfare: _Thoroughfare = None
    welsh_thoroughfare: _Thoroughfare = None
    welsh_double_dependent_locality: _Locality = None
    welsh_dependent_locality: _Locality = None
    welsh_post_town: _Town = None
    po_box_number: Annotated[Line, AfterValidator(without_po_box), AfterValidator(longest(6))] = None
    process_date: Day = None
