"""A street under its USRN, and its descriptors: what it is called, in each language.

AddressBase Premium, record types 11 and 15 (https://docs.os.uk, AddressBase Premium, street and street descriptor). A
descriptor says also in which locality, town and administrative area the street lies.

>>> lane = StreetDescriptor.model_validate({
...     "usrn": "99000001", "street_description": "MILL LANE", "town_name": "AMBLEFORD", "language": "ENG",
... })
>>> lane.language.meaning, lane.locality
('English', None)
>>> Street.model_validate({"usrn": "99000001", "record_type": "1"}).record_type.name
'NAMED'
"""

from typing import Annotated

from pydantic import BeforeValidator, Field, NonNegativeInt

from localgov_components.address.bs7666.codes import Language, StreetKind
from localgov_components.address.fields import Day, Easting, Latitude, Line, Longitude, Northing, tidy
from localgov_components.address.lifecycle import GazetteerRecord
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import Usrn

__all__ = ["Street", "StreetDescriptor"]

_Code = Annotated[NonNegativeInt | None, BeforeValidator(tidy)]
_Usrn = Annotated[Usrn, BeforeValidator(tidy), Sensitive("personal")]


class Street(GazetteerRecord):
    """A street, with both its ends.

    The numbers of `state`, `surface` and `classification` are kept as they come.
    """

    usrn: _Usrn
    record_type: Annotated[StreetKind, BeforeValidator(tidy)]
    swa_org_ref_naming: _Code = None
    state: _Code = None
    state_date: Day = None
    surface: _Code = None
    classification: _Code = None
    version: _Code = None
    start_x: Easting = None
    start_y: Northing = None
    start_lat: Latitude = None
    start_long: Longitude = None
    end_x: Easting = None
    end_y: Northing = None
    end_lat: Latitude = None
    end_long: Longitude = None
    tolerance: _Code = None


class StreetDescriptor(GazetteerRecord):
    """What a street is called in one language, and where it is."""

    usrn: _Usrn
    street_description: Annotated[str, BeforeValidator(tidy), Field(min_length=1), Sensitive("personal")]
    locality: Line = None
    town_name: Line = None
    administrative_area: Line = None
    language: Annotated[Language, BeforeValidator(tidy)]
