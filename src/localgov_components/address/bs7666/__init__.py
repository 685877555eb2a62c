"""The gazetteer's own records: BS 7666 as councils keep it and AddressBase delivers it.

>>> hall = Lpi.model_validate({
...     "uprn": "999900000017", "lpi_key": "K", "language": "ENG", "logical_status": "1", "usrn": "99000001",
...     "pao_text": "VILLAGE HALL",
... })
>>> lane = StreetDescriptor.model_validate({"usrn": "99000001", "street_description": "MILL LANE", "language": "ENG"})
>>> format_lpi(hall, lane)
'VILLAGE HALL, MILL LANE'
"""

from localgov_components.address.bs7666.addressable_object import AddressableObject
from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.codes import (
    BlpuState,
    Country,
    Language,
    LogicalStatus,
    PositionalAccuracy,
    PostalCode,
    PrimaryClass,
    StreetKind,
    UsrnMatch,
)
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.property import GazetteerProperty
from localgov_components.address.bs7666.records import Classification, CrossReference, Organisation, Successor
from localgov_components.address.bs7666.street import Street, StreetDescriptor
from localgov_components.address.bs7666.writing import LpiStyle, format_lpi, lpi_lines

__all__ = [
    "AddressableObject",
    "Blpu",
    "BlpuState",
    "Classification",
    "Country",
    "CrossReference",
    "GazetteerProperty",
    "Language",
    "LogicalStatus",
    "Lpi",
    "LpiStyle",
    "Organisation",
    "PositionalAccuracy",
    "PostalCode",
    "PrimaryClass",
    "Street",
    "StreetDescriptor",
    "StreetKind",
    "Successor",
    "UsrnMatch",
    "format_lpi",
    "lpi_lines",
]
