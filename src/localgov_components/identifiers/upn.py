"""Unique pupil number: who a pupil is to the state schools of England.

A check letter, eleven digits, and a digit or, in a temporary number, a letter. The characters after the check
letter are worth their digit, or the place of their letter in an alphabet without I, O and S, times their
position from 2; the sum modulo 23 is the place of the check letter in that alphabet (UK Government Data Standards
Catalogue, Unique Pupil Number 2.0). Every single wrong character is caught but a digit for the letter of the
same worth at the end (0 for A, 1 for B), and so is every exchange of two digits.

The first digits were those of a local authority, a school and a year when the number was given out. They say
nothing of where a pupil is now, so that they are no parts of the value here; and they are not held against
a list of authorities, which would turn away the pupils of every authority made since.

>>> Upn.parse("K801-2000-24-001").status
<Status.VALID: 'valid'>
>>> Upn.parse("A801200024001")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a unique pupil number: its first letter does not fit, so a \
character is wrong or two have changed places (UK Government Data Standards Catalogue, Unique Pupil Number 2.0). \
Check each character.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.lookalikes import advice
from localgov_components.identifiers.status import Status

__all__ = ["Upn"]

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LETTER = "[A-HJ-NP-RT-Z]"
_FORM = re.compile(f"{_LETTER}[0-9]{{11}}(?:[0-9]|{_LETTER})", re.ASCII)
_FIRST_POSITION = 2


class Upn(Identifier):
    """A pupil's number in England; `str` is its thirteen characters."""

    __slots__ = ()

    noun = "a unique pupil number"
    slug = "upn"
    source = "UK Government Data Standards Catalogue, Unique Pupil Number 2.0"
    is_personal = True
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": f"^{_FORM.pattern}$",
        "examples": ["K801200024001"],
        "description": "Unique pupil number.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Valid, or temporary where it ends in a letter; its check letter fits either way."""
        return Status.VALID if self._key[-1].isdecimal() else Status.TEMPORARY

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _FORM.fullmatch(compact):
            rule = "it is a letter, eleven digits, and a digit or letter, no letter of them I, O or S"
            what_to_do = advice(compact, _FORM.fullmatch, otherwise="Give all thirteen characters.")
            raise cls._refused(rule, what_to_do, code="upn.format")
        if compact[0] != _check_letter(compact[1:]):
            rule = "its first letter does not fit, so a character is wrong or two have changed places"
            raise cls._refused(rule, "Check each character.", code="upn.check")
        return compact


def _check_letter(rest: str) -> str:
    weighted = (position * _worth(character) for position, character in enumerate(rest, start=_FIRST_POSITION))
    return _LETTERS[sum(weighted) % len(_LETTERS)]


def _worth(character: str) -> int:
    return int(character) if character.isdecimal() else _LETTERS.index(character)
