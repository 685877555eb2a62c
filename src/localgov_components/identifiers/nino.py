"""National Insurance number: who somebody is to HM Revenue & Customs and to the DWP.

Two letters, six digits and a letter A to D. Neither of the first letters is D, F, I, Q, U or V, the
second is not O, and seven pairs are never given out (HMRC, National Insurance Manual NIM39110,
https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110). Which other pairs are in
use is not published, so that no list is held against a real person; those of Guernsey and Jersey from before
1975, GY and JY, are valid still (NIM39115). There is no check character, and a number that was never issued
looks like any other.

Numbers beginning with CR, FY, MW, NC or OO (NIM39110), or PP, PY or PZ [unverified], are given out by an
office for its own use. They stand in real records of real people, and are accepted as administrative.
Numbers beginning with QQ stand in documents.

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

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.lookalikes import advice
from localgov_components.identifiers.status import Status

__all__ = ["Nino"]

_FORM = re.compile("[A-Z]{2}[0-9]{6}[A-D]", re.ASCII)
_WITHOUT_SUFFIX = re.compile("[A-Z]{2}[0-9]{6}", re.ASCII)
_TEMPORARY_NUMBER = re.compile("[A-Z]{2}[0-9]{6}[FMP]", re.ASCII)
"""Payrolls once wrote TN, a date of birth, and M or F; pension schemes NC (HMRC, NIM39110) or PP [unverified]."""
_TEMPORARY_REFERENCE = re.compile("[0-9]{2}[A-Z][0-9]{5}", re.ASCII)
_FIRST, _SECOND = "[A-CEGHJ-PR-TW-Z]", "[A-CEGHJ-NPR-TW-Z]"
_ISSUED = re.compile(_FIRST + _SECOND, re.ASCII)
_NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_ADMINISTRATIVE = frozenset({"CR", "FY", "MW", "NC", "OO", "PP", "PY", "PZ"})
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
        "pattern": f"^({_FIRST}{_SECOND}|FY|OO|QQ)[0-9]{{6}}[A-D]$",
        "examples": ["QQ123456C"],
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
            raise cls._misshapen(compact)
        prefix = compact[:2]
        if prefix != _EXAMPLE and prefix not in _ADMINISTRATIVE and not _may_be_issued(prefix):
            raise cls._refused("its first two letters are never given out", "Check them.", code="nino.prefix")
        return compact

    @classmethod
    def _misshapen(cls, compact: str) -> InvalidValueError:
        if _TEMPORARY_REFERENCE.fullmatch(compact):
            rule = "it is a temporary reference number, given until there is a National Insurance number"
            return cls._refused(rule, "Ask for the number that came later.", code="nino.temporary-reference")
        if _TEMPORARY_NUMBER.fullmatch(compact):
            rule = "its last letter is that of a number which a payroll or pension scheme makes up"
            return cls._refused(rule, "Ask for the real one.", code="nino.temporary-number")
        if _WITHOUT_SUFFIX.fullmatch(compact):
            return cls._refused("its last letter is missing", "It is A, B, C or D.", code="nino.suffix")
        rule = "it is two letters, six digits, and a letter A to D"
        what_to_do = advice(compact, _FORM.fullmatch, otherwise="Give all nine characters.")
        return cls._refused(rule, what_to_do, code="nino.format")


def _may_be_issued(prefix: str) -> bool:
    return _ISSUED.fullmatch(prefix) is not None and prefix not in _NEVER_ISSUED
