"""Unique taxpayer reference: who a person, partnership or company is to HM Revenue & Customs.

Ten digits, perhaps with a K at the end, which belongs to the reference for paying and not to the number. The first
digit checks the rest: they are multiplied by 6, 7, 8, 9, 10, 5, 4, 3 and 2, and the sum modulo 11 chooses
a digit from 2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1 (as makers of tax software publish it: Sage, Unique Taxpayer Reference,
https://help.sbc.sage.com/en-gb/control-centre-dt/D/CCentreUnique_Taxpayer_Reference.html). So it never begins with
zero. As remainders 0 and 9 share a digit, and 1 and 10, one wrong digit in about thirty is not caught. Nothing in
it says whether it is a person's, so that it is always kept from sight.

>>> Utr.parse("19558 39661 K").format()
'19558 39661'
>>> Utr.parse("29558 39661")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a unique taxpayer reference: its first digit does not fit, so \
a digit is wrong or two have changed places (HMRC, Unique Taxpayer Reference). Check each digit.
"""

from typing import Any, ClassVar, SupportsIndex

from localgov_components.identifiers.digits import DigitString
from localgov_components.identifiers.folding import fold
from localgov_components.identifiers.status import Status

__all__ = ["Utr"]

_WEIGHTS = (6, 7, 8, 9, 10, 5, 4, 3, 2)
_CHECK_DIGITS = "21987654321"
_ENDING = "K"


class Utr(DigitString):
    """A taxpayer's reference; `str` is its ten digits."""

    __slots__ = ()

    noun = "a unique taxpayer reference"
    slug = "utr"
    source = "HMRC, Unique Taxpayer Reference"
    is_personal = True
    most_digits = 10
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[1-9][0-9]{9}$",
        "examples": ["3282497350"],
        "description": "Unique taxpayer reference.",
    }

    @property
    def status(self) -> Status:
        """Valid: its check digit fits."""
        return Status.VALID

    def format(self) -> str:
        """In two groups of five, as on a tax return."""
        return f"{self._key[:5]} {self._key[5:]}"

    @classmethod
    def _compact(cls, text: str | SupportsIndex) -> str:
        return super()._compact(fold(text).strip().removesuffix(_ENDING) if isinstance(text, str) else text)

    @classmethod
    def _read(cls, compact: str) -> str:
        digits = super()._read(compact)
        if digits[0] != _check_digit(digits[1:]):
            rule = "its first digit does not fit, so a digit is wrong or two have changed places"
            raise cls._refused(rule, "Check each digit.", code="utr.check")
        return digits


def _check_digit(rest: str) -> str:
    weighted = (weight * int(digit) for weight, digit in zip(_WEIGHTS, rest, strict=True))
    return _CHECK_DIGITS[sum(weighted) % len(_CHECK_DIGITS)]
