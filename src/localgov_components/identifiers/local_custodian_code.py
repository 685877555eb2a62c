"""Local custodian code: which council looks after an address in AddressBase.

Four digits, zeros in front included (Ordnance Survey, AddressBase, local custodian codes). It is not a GSS code,
and is not changed when a council's GSS code is: `councils` has the table. 7655 is Ordnance Survey itself [unverified].

>>> LocalCustodianCode.parse(114), LocalCustodianCode.parse("5900.0")
(LocalCustodianCode('0114'), LocalCustodianCode('5900'))
>>> LocalCustodianCode.parse("59000")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a local custodian code: 5 digits, the most is 4 \
(Ordnance Survey, AddressBase). Check the number.
"""

from typing import Any, ClassVar

from localgov_components.identifiers.digits import WholeNumber

__all__ = ["LocalCustodianCode"]


class LocalCustodianCode(WholeNumber):
    """A council as AddressBase names it; `str` has four digits."""

    __slots__ = ()

    noun = "a local custodian code"
    slug = "local-custodian-code"
    source = "Ordnance Survey, AddressBase"
    most_digits = 4
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[0-9]{4}$",
        "examples": ["5900"],
        "description": "Local custodian code of AddressBase.",
    }

    def __str__(self) -> str:
        """Four digits, zeros in front included."""
        return self.format()
