"""Sort code: which bank, and which branch of it, an account is with.

Six digits, zeros in front included (GOV.UK Design System, bank details,
https://design-system.service.gov.uk/patterns/bank-details/). A five-digit number has lost a zero in a spreadsheet, or
another digit elsewhere, and is not padded: a payment would go to another bank. Whether a sort code is in use, and
whether an account number belongs with it, is told by tables that Pay.UK licenses, and not here. It says where
somebody banks and not who they are, so that it is shown.

>>> SortCode.parse("200000").format()
'20-00-00'
>>> SortCode.parse(70116)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a sort code: 5 digits, it has 6 (GOV.UK Design System, \
bank details). Give all of them; a spreadsheet drops zeros in front.
"""

from typing import Any, ClassVar

from localgov_components.identifiers.digits import DigitString

__all__ = ["SortCode"]


class SortCode(DigitString):
    """A branch of a bank or building society; `str` is its six digits."""

    __slots__ = ()

    noun = "a sort code"
    slug = "sort-code"
    source = "GOV.UK Design System, bank details"
    most_digits = 6
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[0-9]{6}$",
        "examples": ["200000"],
        "description": "Sort code of a bank or building society.",
    }

    def format(self) -> str:
        """In pairs, as on a bank card: `20-00-00`."""
        return f"{self._key[:2]}-{self._key[2:4]}-{self._key[4:]}"
