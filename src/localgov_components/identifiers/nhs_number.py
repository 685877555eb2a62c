"""NHS number: who somebody is to the health service.

Ten digits. The first nine times 10 down to 2, plus the last, come to a multiple of 11; a number whose last digit
would have to be 10 is not given out (NHS Data Dictionary, NHS number,
https://www.datadictionary.nhs.uk/attributes/nhs_number.html). Every single wrong digit and every exchange of two
digits is caught. Ten times the same digit fits the check, and is refused: nobody has such a number, and it is what
people type to get past a form.

Scotland's CHI number and Northern Ireland's Health and Care number have the same form and the same check. Their
ranges differ from England's and Wales's [unverified], and no number is refused for its range; a CHI number
begins with a date of birth, so that its zero in front is easily lost. A nine-digit number is never padded,
because one that lacks another digit would pass for somebody else's once in eleven times. Numbers beginning with 999
are for tests [unverified].

>>> NhsNumber.parse("943-476-5870").format()
'943 476 5870'
>>> NhsNumber.parse("943 476 5871")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not an NHS number: its last digit does not fit, so a digit is \
wrong or two have changed places (NHS Data Dictionary, NHS number). Check each digit.
"""

from typing import Any, ClassVar

from localgov_components.identifiers.digits import DigitString
from localgov_components.identifiers.status import Status

__all__ = ["NhsNumber"]

_MODULUS = 11
_FOR_TESTS = "999"


class NhsNumber(DigitString):
    """A patient's number in the United Kingdom; `str` is its ten digits."""

    __slots__ = ()

    noun = "an NHS number"
    slug = "nhs-number"
    source = "NHS Data Dictionary, NHS number"
    is_personal = True
    most_digits = 10
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[0-9]{10}$",
        "examples": ["9990000018"],
        "description": "NHS number, CHI number or Health and Care number.",
    }

    @property
    def status(self) -> Status:
        """Valid, or an example where it begins with 999."""
        return Status.EXAMPLE if self._key.startswith(_FOR_TESTS) else Status.VALID

    def format(self) -> str:
        """In groups of three, three and four."""
        return f"{self._key[:3]} {self._key[3:6]} {self._key[6:]}"

    @classmethod
    def _read(cls, compact: str) -> str:
        digits = super()._read(compact)
        if len(set(digits)) == 1:
            rule = "ten times the same digit is nobody's number"
            raise cls._refused(rule, "Give the number on a letter from the NHS.", code="nhs-number.repeated")
        if not _fits(digits):
            rule = "its last digit does not fit, so a digit is wrong or two have changed places"
            raise cls._refused(rule, "Check each digit.", code="nhs-number.check")
        return digits


def _fits(digits: str) -> bool:
    weights = range(len(digits), 0, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % _MODULUS == 0
