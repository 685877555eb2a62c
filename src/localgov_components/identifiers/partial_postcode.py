"""Part of a postcode: an area, a district, a sub-district or a sector, for catchments and statistics.

`M1` is a district and does not cover `M11`; `M1 1` with its space is a sector of it. Without a space a digit
is read into the district, as `M11` is. Areas come from Royal Mail's closed list, so that two letters are
not taken for one by chance.

>>> part = PartialPostcode.parse("sw1a 2")
>>> part, part.level
(PartialPostcode('SW1A 2'), <PostcodeLevel.SECTOR: 'sector'>)
>>> part.covers(Postcode.parse("SW1A 2AA")), PartialPostcode.parse("M1").covers(Postcode.parse("M11 1AA"))
(True, False)
>>> PartialPostcode.parse("SW1A 2AA")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a part of a postcode: it is a whole one. Read it with Postcode.
"""

import re
from enum import StrEnum
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.postcode import Postcode
from localgov_components.identifiers.postcode_area import is_current
from localgov_components.identifiers.postcode_grammar import is_outward

__all__ = ["PartialPostcode", "PostcodeLevel"]

_AREA = re.compile("[A-Z]{1,2}", re.ASCII)
_SECTOR = re.compile("(.+?) ?([0-9])", re.ASCII)


class PostcodeLevel(StrEnum):
    """How much of a postcode a part is, from the widest to the narrowest."""

    AREA = "area"
    DISTRICT = "district"
    SUB_DISTRICT = "sub-district"
    SECTOR = "sector"


class PartialPostcode(Identifier):
    """The beginning of a postcode; `str` is such as `SW`, `SW1`, `SW1A` or `SW1A 2`."""

    __slots__ = ()

    noun = "a part of a postcode"
    slug = "partial-postcode"
    source = "Royal Mail, Programmers' Guide to PAF"
    separators = "-."
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-Z]{1,2}([0-9][0-9A-Z]?( [0-9])?)?$|^(GIR|SAN|NPT|[A-Z]{4})( [0-9])?$",
        "examples": ["SW", "SW1", "SW1A", "SW1A 2"],
        "description": "Area, district, sub-district or sector of UK postcodes.",
    }
    _key: str

    @property
    def level(self) -> PostcodeLevel:
        """Which part it is."""
        if " " in self._key:
            return PostcodeLevel.SECTOR
        if self._key.isalpha():
            return PostcodeLevel.AREA
        return PostcodeLevel.SUB_DISTRICT if self._key[-1].isalpha() else PostcodeLevel.DISTRICT

    def covers(self, postcode: Postcode) -> bool:
        """Whether a postcode lies in it: `SW1` covers `SW1A 2AA` and not `SW11 1AA`."""
        part: str | None = getattr(postcode.parts, self.level.value.replace("-", "_"))
        return part == self._key

    @classmethod
    def _read(cls, compact: str) -> str:
        text = " ".join(compact.split())
        if Postcode.is_valid(text):
            raise cls._refused("it is a whole one", "Read it with Postcode.", code="partial-postcode.whole", source="")
        if _AREA.fullmatch(text):
            if not is_current(text):
                advice = "Give an area such as SW, or more."
                raise cls._refused("there is no such area", advice, code="partial-postcode.area")
            return text
        if is_outward(text):
            return text
        sector = _SECTOR.fullmatch(text)
        if sector and is_outward(sector[1]):
            return f"{sector[1]} {sector[2]}"
        advice = "Give such as SW, SW1, SW1A or SW1A 2."
        raise cls._refused("it is an area, a district or a sector of one", advice, code="partial-postcode.format")
