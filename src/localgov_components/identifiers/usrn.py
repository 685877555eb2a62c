"""Unique street reference number: the public sector's name for a street in Great Britain.

A whole number of up to 8 digits without a check digit, assigned by highway authorities and collected
by GeoPlace in the National Street Gazetteer; mandated with the UPRN since 1 July 2020
(https://www.gov.uk/government/publications/open-standards-for-government/identifying-property-and-street-information).

>>> Usrn.parse("08400001").format()
'08400001'
>>> Usrn.parse("123456789")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a USRN: 9 digits, the most is 8 (GeoPlace, UPRNs and USRNs). \
Check the number.
"""

from typing import Any, ClassVar

from localgov_components.identifiers.digits import WholeNumber

__all__ = ["Usrn"]


class Usrn(WholeNumber):
    """A street in Great Britain; `str` is its bare digits, `format()` has eight."""

    __slots__ = ()

    noun = "a USRN"
    slug = "usrn"
    source = "GeoPlace, UPRNs and USRNs"
    most_digits = 8
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[1-9][0-9]{0,7}$",
        "examples": ["8400001"],
        "description": "Unique street reference number.",
    }
