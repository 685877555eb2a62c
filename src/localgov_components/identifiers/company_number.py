"""Company number: who a company, partnership or society is to Companies House.

Up to eight digits, or two letters and up to six characters (HMRC, COTAX Manual COM40010,
https://www.gov.uk/hmrc-internal-manuals/cotax-manual/com40010). Zeros in front belong to it, and are put back where a
spreadsheet or a person left them out. There is no check digit, and letters are added to the register
from time to time, so that they are not held against a list: SC is Scotland, NI Northern Ireland, OC a limited liability
partnership, FC an overseas company, RC a royal charter. Societies' numbers may end in one to three letters,
as those in Scotland do in RS [unverified].

>>> CompanyNumber.parse("123456"), CompanyNumber.parse("sc 12345"), CompanyNumber.parse("IP1234R")
(CompanyNumber('00123456'), CompanyNumber('SC012345'), CompanyNumber('IP01234R'))
>>> CompanyNumber.parse("123456789")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a company number: it is up to eight digits, or two letters \
and up to six digits (HMRC, COTAX Manual COM40010). Check it against the register of companies.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier

__all__ = ["CompanyNumber"]

_LENGTH = 8
_FORM = re.compile("([A-Z]{0,2})([0-9]{1,8})([A-Z]{0,3})", re.ASCII)
_WHOLE = re.compile("[0-9]{8}|R[0-9]{7}|[A-Z]{2}(?:[0-9]{6}|[0-9]{5}[A-Z]|[0-9]{4}[A-Z]{2}|[0-9]{3}[A-Z]{3})", re.ASCII)
"""R and seven digits: companies of Northern Ireland from before partition."""


class CompanyNumber(Identifier):
    """A number in the register of companies; `str` is its eight characters."""

    __slots__ = ()

    noun = "a company number"
    slug = "company-number"
    source = "HMRC, COTAX Manual COM40010"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": f"^({_WHOLE.pattern})$",
        "description": "Company number of Companies House.",
    }
    _key: str

    @property
    def prefix(self) -> str:
        """Its letters, which say what it is and where: empty for a company of England and Wales."""
        return self._key[:2].rstrip("0123456789")

    @classmethod
    def _read(cls, compact: str) -> str:
        found = _FORM.fullmatch(compact)
        letters, digits, ending = found.groups() if found else ("", "", "")
        whole = f"{letters}{digits.zfill(_LENGTH - len(letters) - len(ending))}{ending}"
        if not found or not _WHOLE.fullmatch(whole):
            advice = "Check it against the register of companies."
            rule = "it is up to eight digits, or two letters and up to six digits"
            raise cls._refused(rule, advice, code="company-number.format")
        if not digits.strip("0"):
            raise cls._refused("zero names nothing", "Check it against the register.", code="company-number.zero")
        return whole
