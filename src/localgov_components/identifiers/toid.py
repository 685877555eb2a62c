"""Topographic identifier: Ordnance Survey's name for one feature on its maps, a building or a road link.

`osgb` and 13 or 16 digits, zeros included: the length is part of it (Ordnance Survey, TOIDs). Sources differ
in case; the form here is the small letters of Ordnance Survey's own products.

>>> Toid.parse("OSGB1000002309000257")
Toid('osgb1000002309000257')
>>> Toid.parse("1000002309000257")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a TOID: it is osgb and 13 or 16 digits \
(Ordnance Survey, TOIDs). Keep its letters and its zeros.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier

__all__ = ["Toid"]

_FORM = re.compile("OSGB(?:[0-9]{13}|[0-9]{16})", re.ASCII)


class Toid(Identifier):
    """A feature on Ordnance Survey's maps; `str` is `osgb` and its digits."""

    __slots__ = ()

    noun = "a TOID"
    slug = "toid"
    source = "Ordnance Survey, TOIDs"
    separators = " "
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^osgb([0-9]{13}|[0-9]{16})$",
        "examples": ["osgb1000002309000257"],
        "description": "Topographic identifier.",
    }
    _key: str

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _FORM.fullmatch(compact):
            rule = "it is osgb and 13 or 16 digits"
            raise cls._refused(rule, "Keep its letters and its zeros.", code="toid.format")
        return compact.lower()
