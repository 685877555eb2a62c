"""Postcode: an outward code that names a town's district and an inward code that names a street.

Forms A9, A99, AA9, AA99, A9A and AA9A for the outward code, then a digit and two letters that are
never C, I, K, M, O or V (Royal Mail, Programmers' Guide to PAF; BS 7666). Whether a postcode is in
use cannot be told from its form.

>>> code = Postcode.parse(" sw1a2aa ")
>>> str(code), code.area, code.sector
('SW1A 2AA', 'SW', 'SW1A 2')
>>> Postcode.parse("SW1A 2CA")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a postcode: the last part is a digit and two letters, \
none of them C, I, K, M, O or V. Give a full UK postcode.
"""

import re
import unicodedata
from itertools import takewhile
from typing import Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.value import Value

__all__ = ["Postcode"]

_OUTWARD = re.compile(r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]?", re.ASCII)
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}", re.ASCII)
_GIROBANK = "GIR0AA"
_INWARD_LENGTH = 3
_MOST_TYPED = 40


class Postcode(Value):
    """A full UK postcode; `str` has one space, as in `SW1A 2AA`."""

    __slots__ = ()

    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$|^GIR 0AA$",
        "examples": ["SW1A 2AA"],
        "description": "Full UK postcode.",
    }
    _key: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a full postcode in any case, with any spaces or punctuation, of at most 40 characters."""
        if not isinstance(text, str):
            raise InvalidValueError("not a postcode: give text.", code="postcode.type")
        compact = _compact(text)
        outward, inward = compact[:-_INWARD_LENGTH], compact[-_INWARD_LENGTH:]
        if compact != _GIROBANK:
            _require_form(outward, inward)
        return cls._make(f"{outward} {inward}")

    @property
    def outward(self) -> str:
        """Area and district, such as `SW1A`."""
        return self._key[: -_INWARD_LENGTH - 1]

    @property
    def inward(self) -> str:
        """Sector digit and unit, such as `2AA`."""
        return self._key[-_INWARD_LENGTH:]

    @property
    def area(self) -> str:
        """Leading letters, such as `SW`."""
        return "".join(takewhile(str.isalpha, self._key))

    @property
    def sector(self) -> str:
        """Outward code and the sector digit, such as `SW1A 2`."""
        return self._key[:-2]

    def format(self) -> str:
        """As Royal Mail writes it; the same as `str`."""
        return self._key


def _compact(text: str) -> str:
    if len(text) > _MOST_TYPED:
        raise InvalidValueError("not a postcode: too long. Give a full UK postcode.", code="postcode.too-long")
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character.isalnum())


def _require_form(outward: str, inward: str) -> None:
    if not _INWARD.fullmatch(inward):
        raise InvalidValueError(
            "not a postcode: the last part is a digit and two letters, none of them C, I, K, M, O or V. "
            "Give a full UK postcode.",
            code="postcode.inward",
        )
    if not _OUTWARD.fullmatch(outward):
        raise InvalidValueError(
            "not a postcode: the first part is one or two letters, a digit, and perhaps one more digit or letter. "
            "Give a full UK postcode.",
            code="postcode.outward",
        )
