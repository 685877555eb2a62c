"""What else a gazetteer says of a property: other registers' keys, its class, its successor, who is there.

AddressBase Premium, record types 23, 32, 30 and 31 (https://docs.os.uk, AddressBase Premium, structured data types).

>>> flat = Classification.model_validate({"uprn": "999900000017", "class_key": "9900C1", "classification_code": "RD06"})
>>> flat.primary.meaning, flat.levels, flat.is_parent_shell
('residential', ('R', 'RD', 'RD06'), False)
>>> Successor.model_validate({"uprn": "999900000017", "succ_key": "9900S1", "successor": "999900000017"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Successor
  Value error, it is its own successor. Put it right. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from localgov_components.address.bs7666.codes import PrimaryClass
from localgov_components.address.bs7666.mistakes import refuse_all
from localgov_components.address.fields import Line, code, tidy
from localgov_components.address.lifecycle import GazetteerRecord
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import Uprn

__all__ = ["Classification", "CrossReference", "Organisation", "Successor"]

_Uprn = Annotated[Uprn, BeforeValidator(tidy), Sensitive("personal")]
_Key = Annotated[str, BeforeValidator(tidy), Field(min_length=1), Sensitive("personal")]
_ANCILLARY = frozenset({"RB", "RC", "RG"})
"""Ancillary buildings, car parking and garages of homes: nobody lives there."""


class CrossReference(GazetteerRecord):
    """The key of a property, or of an area that it is in, in another register."""

    uprn: _Uprn
    xref_key: _Key
    cross_reference: _Key
    version: Line = None
    source: Line = None


class Classification(GazetteerRecord):
    """What a property is, in up to four levels.

    A code begins with those above it: `R`, `RD`, `RD02`; `C`, `CH`, `CH01`, `CH01YH`.
    """

    uprn: _Uprn
    class_key: _Key
    classification_code: Annotated[
        str, BeforeValidator(tidy), AfterValidator(code(r"[CLMOPRUXZ]([A-Z]([0-9]{2}([A-Z0-9]{2})?)?)?", "RD04"))
    ]
    class_scheme: Line = None
    scheme_version: Line = None

    @property
    def primary(self) -> PrimaryClass:
        """The first level."""
        return PrimaryClass(self.classification_code[0])

    @property
    def levels(self) -> tuple[str, ...]:
        """The code of each level, the widest first."""
        whole = self.classification_code
        return tuple(whole[:length] for length in (1, 2, 4, 6) if length <= len(whole))

    @property
    def is_parent_shell(self) -> bool:
        """Whether it is a building that holds addresses rather than an address."""
        return self.primary is PrimaryClass.PARENT_SHELL

    @property
    def is_ancillary(self) -> bool:
        """Whether it is a garage, a parking space or another building beside a home."""
        return self.classification_code[:2] in _ANCILLARY


class Successor(GazetteerRecord):
    """The property that took a retired one's place."""

    uprn: _Uprn
    succ_key: _Key
    successor: _Uprn

    @model_validator(mode="after")
    def _is_another(self) -> Self:
        refuse_all(["it is its own successor"] if self.successor == self.uprn else [], code="bs7666.successor")
        return self


class Organisation(GazetteerRecord):
    """Who is at a property: the name on the door, and the one in law."""

    uprn: _Uprn
    org_key: _Key
    organisation: _Key
    legal_name: Line = None
