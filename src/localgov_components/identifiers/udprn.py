"""Unique delivery point reference number: Royal Mail's name for one delivery point in its address file.

A whole number of up to 8 digits (Royal Mail, Postcode Address File), without a check digit. Unlike a UPRN
it names a letter box, not a property, and may be given to another after it has ended.

>>> Udprn.parse("00123456")
Udprn('123456')
>>> Udprn.parse("0")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a UDPRN: zero names nothing (Royal Mail, Postcode \
Address File). Give 1 to 8 digits.
"""

from typing import Any, ClassVar

from localgov_components.identifiers.digits import WholeNumber

__all__ = ["Udprn"]


class Udprn(WholeNumber):
    """A delivery point; `str` is its bare digits, `format()` pads to eight."""

    __slots__ = ()

    noun = "a UDPRN"
    slug = "udprn"
    source = "Royal Mail, Postcode Address File"
    most_digits = 8
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[1-9][0-9]{0,7}$",
        "examples": ["123456"],
        "description": "Unique delivery point reference number.",
    }
