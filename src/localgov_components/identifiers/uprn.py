"""Unique property reference number: the public sector's name for a property in Great Britain.

A whole number of up to 12 digits without a check digit, allocated by GeoPlace and assigned by
councils and Ordnance Survey, mandated for the public sector since 1 July 2020
(https://www.gov.uk/government/publications/open-standards-for-government/identifying-property-and-street-information).
Zeros in front are presentation: `000000199356` and `199356` are one property.

>>> Uprn.parse("000000199356")
Uprn('199356')
>>> Uprn.parse("100023336956.0")
Uprn('100023336956')
>>> Uprn.parse("1.00023E+11")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a UPRN: scientific notation has lost digits. \
Export the column as text.
"""

import re
from typing import Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.value import Value

__all__ = ["Uprn"]

_MOST_DIGITS = 12
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9.]+E\+?[0-9]+", re.ASCII | re.IGNORECASE)
_SPREADSHEET_TAIL = ".0"


class Uprn(Value):
    """A property in Great Britain; `str` is its digits without padding."""

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[1-9][0-9]{0,11}$",
        "description": "Unique property reference number.",
    }
    _key: int

    @classmethod
    def parse(cls, text: str | int) -> Self:
        """Read digits, zero-padded or with a spreadsheet's `.0`; an int is taken as it is."""
        if isinstance(text, bool) or not isinstance(text, str | int):
            raise InvalidValueError("not a UPRN: give text or a whole number.", code="uprn.type")
        digits = _digits(text) if isinstance(text, str) else _digits_of(text)
        if not _DIGITS.fullmatch(digits):
            raise InvalidValueError("not a UPRN: it has other than digits. Give 1 to 12 digits.", code="uprn.format")
        significant = digits.lstrip("0")
        if not significant:
            raise InvalidValueError("not a UPRN: zero names no property. Give 1 to 12 digits.", code="uprn.zero")
        if len(significant) > _MOST_DIGITS:
            raise InvalidValueError(
                f"not a UPRN: {len(significant)} digits, the most is {_MOST_DIGITS}.", code="uprn.too-long"
            )
        return cls._make(int(significant))

    @property
    def number(self) -> int:
        """The UPRN as an integer, at most twelve digits: a BIGINT in a database."""
        return self._key

    def format(self) -> str:
        """Twelve digits, zeros in front, as AddressBase displays it."""
        return f"{self._key:0{_MOST_DIGITS}}"


def _digits_of(number: int) -> str:
    if abs(number) >= 10**_MOST_DIGITS:  # said first: Python refuses to write out an int of thousands of digits
        raise InvalidValueError(f"not a UPRN: the most is {_MOST_DIGITS} digits.", code="uprn.too-long")
    return str(number)


def _digits(text: str) -> str:
    compact = text.strip()
    if _SCIENTIFIC.fullmatch(compact):
        raise InvalidValueError(
            "not a UPRN: scientific notation has lost digits. Export the column as text.", code="uprn.scientific"
        )
    return compact.removesuffix(_SPREADSHEET_TAIL)
