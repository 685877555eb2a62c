"""Case reference: what a resident reads out on the telephone.

A council's prefix, eight random characters and one check character: `AMB-7KQ9-M4XG-X`. The random
part has no character that is mistaken for another (0 O D, 1 I L, 2 Z, 5 S, 8 B, U V) and no vowel,
so that no word arises. Every character, the prefix's too, is worth its base-36 digit times its
place from the right, and the sum is zero modulo the prime 37: so every single wrong character and
every exchange of two neighbours is caught, and another council's prefix does not fit.

>>> from random import Random
>>> reference = CaseReference.new("AMB", random=Random(1))
>>> CaseReference.parse(str(reference).lower().replace("-", " ")) == reference
True
>>> CaseReference.parse("AMB-3333-3334-3")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a case reference: the check character does not fit, \
so a character is wrong or two have changed places. Read it again.
"""

import re
from random import Random
from typing import Any, ClassVar, Self

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.status import Status

__all__ = ["CaseReference"]

_ALPHABET = "34679CFGHJKMNPQRTWXY"
_RANDOM_LENGTH = 8
_MODULUS = 37
_BASE = 36
_FORM = re.compile(rf"([A-Z]{{2,6}})([{_ALPHABET}]{{{_RANDOM_LENGTH}}})([{_ALPHABET}])", re.ASCII)
_PREFIX = re.compile(r"[A-Z]{2,6}", re.ASCII)


class CaseReference(Identifier):
    """A council's reference for one case: over ten thousand million a prefix."""

    __slots__ = ()

    noun = "a case reference"
    slug = "case-reference"
    source = ""
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$",
        "description": "Case reference with a check character.",
    }
    _key: str

    @classmethod
    def new(cls, prefix: str, *, random: Random) -> Self:
        """Draw a reference; give `secrets.SystemRandom()` so that nobody can guess the next one.

        The prefix is two to six capital letters. Whether the reference is free is for the store to say.
        """
        if not _PREFIX.fullmatch(prefix):
            raise InvalidValueError("not a prefix: give two to six capital letters.", code="case-reference.prefix")
        while True:
            body = prefix + "".join(random.choices(_ALPHABET, k=_RANDOM_LENGTH))
            check = next((character for character in _ALPHABET if _checks(body + character)), None)
            if check:
                return cls._make(body + check)

    @property
    def status(self) -> Status:
        """Valid: its check character fits, though only the council knows whether there is such a case."""
        return Status.VALID

    @property
    def prefix(self) -> str:
        """The council's letters."""
        return self._key[: -_RANDOM_LENGTH - 1]

    def __str__(self) -> str:
        """In groups that are easy to read out: `AMB-7KQ9-M4XG-X`."""
        first, second, check = self._key[-9:-5], self._key[-5:-1], self._key[-1]
        return f"{self.prefix}-{first}-{second}-{check}"

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _FORM.fullmatch(compact):
            rule = "it is the council's letters and nine letters or digits, none of them a vowel or easily mistaken"
            raise cls._refused(rule, "Read it again.", code="case-reference.format")
        if not _checks(compact):
            rule = "the check character does not fit, so a character is wrong or two have changed places"
            raise cls._refused(rule, "Read it again.", code="case-reference.check")
        return compact


def _checks(compact: str) -> bool:
    places = enumerate(reversed(compact), start=1)
    return sum(place * int(character, _BASE) for place, character in places) % _MODULUS == 0
