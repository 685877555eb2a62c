"""National Insurance number: who somebody is to HM Revenue & Customs and to the DWP.

Two letters, six digits and a letter A to D. Neither of the first letters is D, F, I, Q, U or V, the
second is not O, and seven pairs are never given out (HMRC, National Insurance Manual NIM39110,
https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110). There is no check
character, so a number that was never issued looks like any other. Numbers beginning with certain pairs
are given out by an office for its own use [unverified]: they are real numbers of real people, and are
accepted. Numbers beginning with QQ stand in documents.

>>> Nino.parse("ab123456c").format()
'AB 12 34 56 C'
>>> Nino.parse("QQ 12 34 56 C")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a National Insurance number: it is an example, given to \
nobody (HMRC, National Insurance Manual NIM39110). Give a real one.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.status import Status

__all__ = ["Nino"]

_FORM = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]", re.ASCII)
_WITHOUT_SUFFIX = re.compile(r"[A-Z]{2}[0-9]{6}", re.ASCII)
_TEMPORARY_REFERENCE = re.compile(r"[0-9]{2}[A-Z][0-9]{5}", re.ASCII)
_NEVER_FIRST, _NEVER_SECOND = frozenset("DFIQUV"), frozenset("DFIOQUV")
_NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_ADMINISTRATIVE = frozenset({"CR", "FY", "MW", "NC", "OO", "PP", "PY", "PZ"})
"""[unverified]"""
_EXAMPLE = "QQ"


class Nino(Identifier):
    """A person's National Insurance number; `str` is its nine characters."""

    __slots__ = ()

    noun = "a National Insurance number"
    slug = "nino"
    source = "HMRC, National Insurance Manual NIM39110"
    is_personal = True
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[A-Z]{2}[0-9]{6}[A-D]$",
        "description": "National Insurance number.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Well formed, administrative, or an example; never valid, because nothing in the number can be checked."""
        prefix = self._key[:2]
        if prefix == _EXAMPLE:
            return Status.EXAMPLE
        return Status.ADMINISTRATIVE if prefix in _ADMINISTRATIVE else Status.WELL_FORMED

    def format(self) -> str:
        """In pairs, as on a payslip: `AB 12 34 56 C`."""
        return " ".join([self._key[:2], self._key[2:4], self._key[4:6], self._key[6:8], self._key[8:]])

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _FORM.fullmatch(compact):
            if _TEMPORARY_REFERENCE.fullmatch(compact):
                rule = "it is a temporary reference number, given until there is a National Insurance number"
                raise cls._refused(rule, "Ask for the number that came later.", code="nino.temporary-reference")
            if _WITHOUT_SUFFIX.fullmatch(compact):
                raise cls._refused("its last letter is missing", "It is A, B, C or D.", code="nino.suffix")
            rule = "it is two letters, six digits, and a letter A to D"
            raise cls._refused(rule, "Give all nine characters.", code="nino.format")
        prefix = compact[:2]
        if prefix != _EXAMPLE and prefix not in _ADMINISTRATIVE and not _may_be_issued(prefix):
            raise cls._refused("its first two letters are never given out", "Check them.", code="nino.prefix")
        return compact


def _may_be_issued(prefix: str) -> bool:
    return prefix[0] not in _NEVER_FIRST and prefix[1] not in _NEVER_SECOND and prefix not in _NEVER_ISSUED
