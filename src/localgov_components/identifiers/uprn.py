"""Unique property reference number: the public sector's name for a property in Great Britain.

A whole number of up to 12 digits without a check digit, allocated by GeoPlace and assigned by
councils and Ordnance Survey, mandated for the public sector since 1 July 2020
(https://www.gov.uk/government/publications/open-standards-for-government/identifying-property-and-street-information).
Zeros in front are presentation: `000000199356` and `199356` are one property. The first digits do not
say which council it is in.

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

from typing import Any, ClassVar

from localgov_components.identifiers.digits import WholeNumber

__all__ = ["Uprn"]


class Uprn(WholeNumber):
    """A property in Great Britain; `str` is its bare digits, `format()` has twelve."""

    __slots__ = ()

    noun = "a UPRN"
    slug = "uprn"
    source = "GeoPlace, UPRNs and USRNs"
    most_digits = 12
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[1-9][0-9]{0,11}$",
        "examples": ["199356"],
        "description": "Unique property reference number.",
    }
