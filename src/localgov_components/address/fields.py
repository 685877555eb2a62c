"""Kinds of field that the models of addresses share: text, dates, coordinates, codes.

They are read from the cells of a file. Spaces are tidied and an empty cell is None; a control character is refused.
What is personal is marked so, and no refusal repeats it.

>>> tidy("  Tithe   Barn "), tidy("  "), code(r"[A-Z]{2}[0-9]{2}", "RD04")("rd02")
('Tithe Barn', None, 'RD02')
>>> longest(3)("Barn")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: longer than 3 characters, the most there is room for. Shorten it.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from localgov_components.address.grid.point import EASTING_LIMIT, NORTHING_LIMIT
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import Postcode, Uprn, Usrn

__all__ = [
    "Classified",
    "Day",
    "Easting",
    "Latitude",
    "Line",
    "Longitude",
    "Northing",
    "PostcodeOrNone",
    "UprnOrNone",
    "UsrnOrNone",
    "code",
    "longest",
    "tidy",
]

_DECIMAL = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII)
"""AddressBase Plus leaves out the nought of `-.077`."""

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
"""AddressBase's form; `date.fromisoformat` would read others too."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Half a character, too, which JSON can hold and no file: it could not be stored or shown."""


def tidy(value: object) -> object:
    """Text with single spaces, None where nothing is left; anything else as it is."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if _CONTROL.search(text):
        raise InvalidValueError("a control character. Remove it.", code="address.control-character")
    return text or None


def code(pattern: str, example: str) -> Callable[[str | None], str | None]:
    """Checks a code of capitals and digits, and puts it in capitals."""
    compiled = re.compile(pattern, re.ASCII | re.IGNORECASE)  # not its capitals: those of `ß` are `SS`

    def check(text: str | None) -> str | None:
        if text is not None and not compiled.fullmatch(text):
            raise InvalidValueError(f"not a code such as {example}.", code="address.code")
        return text and text.upper()

    return check


def longest(most: int) -> Callable[[str | None], str | None]:
    """Checks that text has no more characters than there is room for."""

    def check(text: str | None) -> str | None:
        if text is not None and len(text) > most:
            raise InvalidValueError(
                f"longer than {most} characters, the most there is room for. Shorten it.", code="address.too-long"
            )
        return text

    return check


def _decimal(value: object) -> object:
    text = tidy(value)
    if isinstance(text, bool) or (isinstance(text, str) and not _DECIMAL.fullmatch(text)):
        raise InvalidValueError("not a decimal number such as 330000.00.", code="address.coordinate")
    return text


def _within(least: float, most: float) -> Callable[[float | None], float | None]:
    def check(value: float | None) -> float | None:
        if value is not None and not least <= value <= most:
            raise InvalidValueError(f"out of range: it lies from {least} to {most}.", code="address.coordinate")
        return value

    return check


def _iso_date(value: object) -> object:
    text = tidy(value)
    if text is None or isinstance(text, date):
        return text
    try:  # a number is refused: it would be taken for seconds since 1970
        return date.fromisoformat(text if isinstance(text, str) and _ISO_DATE.fullmatch(text) else "")
    except ValueError:
        raise InvalidValueError("not a date such as 2026-04-01.", code="address.date") from None


Line = Annotated[str | None, BeforeValidator(tidy), Sensitive("personal")]
Day = Annotated[date | None, BeforeValidator(_iso_date)]
Easting = Annotated[
    float | None, BeforeValidator(_decimal), AfterValidator(_within(0, EASTING_LIMIT)), Sensitive("personal")
]
Northing = Annotated[
    float | None, BeforeValidator(_decimal), AfterValidator(_within(0, NORTHING_LIMIT)), Sensitive("personal")
]
Latitude = Annotated[float | None, BeforeValidator(_decimal), AfterValidator(_within(49, 62)), Sensitive("personal")]
Longitude = Annotated[float | None, BeforeValidator(_decimal), AfterValidator(_within(-9, 3)), Sensitive("personal")]
Classified = Annotated[
    str | None, BeforeValidator(tidy), AfterValidator(code(r"[A-Z]{1,2}([0-9]{2}([A-Z0-9]{2})?)?", "RD04"))
]
PostcodeOrNone = Annotated[Postcode | None, BeforeValidator(tidy), Sensitive("personal")]
UprnOrNone = Annotated[Uprn | None, BeforeValidator(tidy), Sensitive("personal")]
UsrnOrNone = Annotated[Usrn | None, BeforeValidator(tidy), Sensitive("personal")]
