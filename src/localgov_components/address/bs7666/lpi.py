"""An LPI: one wording of a property's address, in one language, on one street.

AddressBase Premium, record type 24 (https://docs.os.uk, AddressBase Premium, LPI). The flat columns of a file
(`pao_start_number`, `sao_text`) are read into the two addressable objects.

>>> flat = Lpi.model_validate({
...     "uprn": "999900000025", "lpi_key": "9900L25", "language": "ENG", "logical_status": "1", "usrn": "99000001",
...     "sao_start_number": "2", "sao_text": "", "pao_start_number": "10", "pao_start_suffix": "A",
... })
>>> flat.sao.numbers, flat.pao.numbers, flat.sao
('2', '10A', AddressableObject(start_number=•••, start_suffix=•••, end_number=•••, end_suffix=•••, text=•••))
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from localgov_components.address.bs7666.addressable_object import AddressableObject, AddressableOrder
from localgov_components.address.bs7666.codes import Language, LogicalStatus, UsrnMatch
from localgov_components.address.fields import Line, tidy
from localgov_components.address.lifecycle import GazetteerRecord
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import Uprn, Usrn

__all__ = ["Lpi"]

_OBJECTS = ("sao", "pao")


class Lpi(GazetteerRecord):
    """A wording of an address: a secondary and a primary object, and a USRN.

    `area_name` is an area that is no part of the street's descriptor, `level` the floor or deck. `official_flag` tells
    whether the address came through street naming and numbering.
    """

    uprn: Annotated[Uprn, BeforeValidator(tidy), Sensitive("personal")]
    lpi_key: Annotated[str, BeforeValidator(tidy), Sensitive("personal")]
    language: Annotated[Language, BeforeValidator(tidy)]
    logical_status: Annotated[LogicalStatus, BeforeValidator(tidy)]
    sao: AddressableObject = AddressableObject()
    pao: AddressableObject = AddressableObject()
    usrn: Annotated[Usrn, BeforeValidator(tidy), Sensitive("personal")]
    usrn_match_indicator: Annotated[UsrnMatch | None, BeforeValidator(tidy)] = None
    area_name: Line = None
    level: Line = None
    official_flag: Annotated[Literal["Y", "N"] | None, BeforeValidator(tidy)] = None

    @property
    def order(self) -> tuple[AddressableOrder, AddressableOrder]:
        """The sort key on its street: a building, then its flats, then the next building."""
        return self.pao.order, self.sao.order

    @model_validator(mode="before")
    @classmethod
    def _objects_of_columns(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            return data
        rest = dict(data)
        for name in _OBJECTS:
            prefix = f"{name}_"
            columns = [key for key in data if isinstance(key, str) and key.startswith(prefix)]
            if columns and name not in data:  # beside the object itself the columns stay, and are refused
                rest[name] = {key.removeprefix(prefix): rest.pop(key) for key in columns}
        return rest
