"""What a parser found in an address: its parts in the terms of BS 7666.

>>> ParsedAddress(number=NumberRange(10), street="MILL LANE")
ParsedAddress(number=•••, street=•••)
"""

from dataclasses import dataclass, fields

from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.unit import Unit
from localgov_components.core.redaction import REDACTED
from localgov_components.identifiers import Postcode

__all__ = ["ParsedAddress"]


@dataclass(frozen=True, slots=True, repr=False)
class ParsedAddress:
    """Parts of an address in capitals; what it lacks is None.

    Abbreviations are written out. `flat` is the secondary addressable object (SAO) and `room` one inside it; `number`
    and `building` are the primary one (PAO). A `dependent_street` leads off the `street`. `left_over` is what no part
    was found for, such as a county, or the first of two addresses.
    """

    organisation: str | None = None
    room: Unit | None = None
    flat: Unit | None = None
    building: str | None = None
    number: NumberRange | None = None
    dependent_street: str | None = None
    street: str | None = None
    locality: str | None = None
    town: str | None = None
    postcode: Postcode | None = None
    po_box: str | None = None
    left_over: str | None = None

    def __repr__(self) -> str:
        """Which parts there are, and nothing of what they say."""
        there = (field.name for field in fields(self) if getattr(self, field.name) is not None)
        return f"ParsedAddress({', '.join(f'{name}={REDACTED!r}' for name in there)})"
