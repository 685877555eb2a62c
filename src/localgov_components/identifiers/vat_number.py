"""VAT registration number: who a business is to HM Revenue & Customs for value added tax.

Nine digits, with GB before them, or XI in trade between Northern Ireland and the EU; three more name a branch. The last
two of the nine check the rest: the first seven times 8 down to 2, plus the two as one number, leave nothing modulo
97 or, for numbers given out since 2009, 42 (HMRC's rules 97 and 9755; that there is such a formula,
and that it does not say who uses the number: Enquiry Manual EM3058,
https://www.gov.uk/hmrc-internal-manuals/enquiry-manual/em3058). So each seven digits have two endings and no third,
but for those whose sum, or sum and 55, is a multiple of 97: sources differ on whether they end in 00 or 97
[unverified], and both are taken. Every exchange of two neighbours is caught, and every single wrong digit but one that
leads from one rule to the other.

Government departments have GD and three digits up to 499 beside nine digits that begin 888 8 (VATGPB9400);
health authorities had HA and three digits from 500 [unverified]. These have no check. The prefix is not part of
the value: GB and XI before the same digits are one registration. VAT numbers stand on every invoice, a sole
trader's too, so that they are not hidden.

>>> VatNumber.parse("GB 999 9999 73"), VatNumber.parse("XI999999973001").branch
(VatNumber('999999973'), '001')
>>> VatNumber.parse("GB 999 9999 74")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a VAT registration number: its last two digits do not fit, so \
a digit is wrong or two have changed places (HMRC, Enquiry Manual EM3058). Check each digit.
"""

import re
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.status import Status

__all__ = ["VatNumber"]

_PREFIXES = frozenset({"GB", "XI"})
_STANDARD = re.compile("([0-9]{7})([0-9]{2})([0-9]{3})?", re.ASCII)
_PUBLIC_BODY = re.compile("GD[0-4][0-9]{2}|HA[5-9][0-9]{2}", re.ASCII)
_SHORT = re.compile("[0-9]{7,8}", re.ASCII)
_MODULUS = 97
_REMAINDERS = frozenset({0, 42})
_GREATEST_CHECK = 97
_WITHOUT_BRANCH = 9


class VatNumber(Identifier):
    """A registration for VAT; `str` is without GB or XI."""

    __slots__ = ()

    noun = "a VAT registration number"
    slug = "vat-number"
    source = "HMRC, Enquiry Manual EM3058"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": f"^([0-9]{{9}}([0-9]{{3}})?|{_PUBLIC_BODY.pattern})$",
        "examples": ["999999973"],
        "description": "VAT registration number, without GB or XI.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Valid, or well formed where it is a public body's and has no check."""
        return Status.VALID if self._key.isdecimal() else Status.WELL_FORMED

    @property
    def branch(self) -> str | None:
        """The three digits of the branch that it names; None where it names none."""
        return self._key[_WITHOUT_BRANCH:] or None

    def format(self) -> str:
        """In the groups of an invoice: `123 4567 89`, and the branch after them."""
        if not self._key.isdecimal():
            return self._key
        return " ".join(filter(None, [self._key[:3], self._key[3:7], self._key[7:9], self.branch]))

    @classmethod
    def _read(cls, compact: str) -> str:
        number = compact[2:] if compact[:2] in _PREFIXES else compact
        if _PUBLIC_BODY.fullmatch(number):
            return number
        standard = _STANDARD.fullmatch(number)
        if not standard:
            rule = "it is nine digits, with three more for a branch, or GD or HA and three digits"
            lost = "A spreadsheet drops zeros in front: give all nine digits."
            advice = lost if _SHORT.fullmatch(number) else "Give it as it stands on an invoice."
            raise cls._refused(rule, advice, code="vat-number.format")
        body, check, _ = standard.groups()
        if not body.strip("0"):
            raise cls._refused("it is zero", "Give it as it stands on an invoice.", code="vat-number.zero")
        if not _fits(body, int(check)):
            rule = "its last two digits do not fit, so a digit is wrong or two have changed places"
            raise cls._refused(rule, "Check each digit.", code="vat-number.check")
        return number


def _fits(body: str, check: int) -> bool:
    weights = range(len(body) + 1, 1, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True))
    return check <= _GREATEST_CHECK and (total + check) % _MODULUS in _REMAINDERS
