"""GSS code: the name of an area in official statistics, such as a council's area, a ward or a region.

A letter for the nation and eight digits, the first two of which say what kind of area it is (Office for
National Statistics, Register of Geographic Codes). There is no check digit. A code is never used again,
and a council may be given another while it stays the same body: `councils` knows which code it had when.

>>> code = GssCode.parse(" e07000008 ")
>>> code, code.nation, code.entity
(GssCode('E07000008'), 'england', 'E07')
>>> GssCode.parse("E0700008")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a GSS code: it is a letter such as E, N, S or W and eight \
digits (Office for National Statistics, Register of Geographic Codes). Give all nine characters.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.status import Status

__all__ = ["GssCode"]

_FORM = re.compile("[EKLMNSW][0-9]{8}", re.ASCII)
"""E, N, S and W are nations, K is more than one; L and M, the islands, are in the products of the ONS only."""
_NATIONS = {"E": "england", "N": "northern-ireland", "S": "scotland", "W": "wales"}
_NOT_APPLICABLE = "99999999"
"""What follows the letter where no area applies."""


class GssCode(Identifier):
    """An area's code; `str` is its nine characters."""

    __slots__ = ()

    noun = "a GSS code"
    slug = "gss-code"
    source = "Office for National Statistics, Register of Geographic Codes"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[EKLMNSW][0-9]{8}$",
        "examples": ["E07000008"],
        "description": "GSS code of an area.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Well formed; administrative for the codes that say that no area applies, such as `E99999999`."""
        return Status.ADMINISTRATIVE if self._key[1:] == _NOT_APPLICABLE else Status.WELL_FORMED

    @property
    def nation(self) -> str | None:
        """`england`, `northern-ireland`, `scotland` or `wales`; None for codes of more than one, and of islands."""
        return _NATIONS.get(self._key[0])

    @property
    def entity(self) -> str:
        """The letter and two digits that say what kind of area it is, such as `E07`."""
        return self._key[:3]

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _FORM.fullmatch(compact):
            rule = "it is a letter such as E, N, S or W and eight digits"
            raise cls._refused(rule, "Give all nine characters.", code="gss-code.format")
        return compact
