"""Bank account number: which account it is, together with a sort code.

Eight digits. Some banks give six or seven, which are written with zeros in front for a payment, so that six, seven and
eight digits are read (GOV.UK Design System, bank details,
https://design-system.service.gov.uk/patterns/bank-details/). Numbers of nine or ten digits stand on papers of a few
banks, each of which turns them into eight in its own way [unverified]: the holder knows the eight. Whether an
account exists, and whether it belongs with a sort code, is not to be seen in it; it is well formed and no more.

>>> str(AccountNumber.parse("55 779911")), str(AccountNumber.parse("123456"))
('55779911', '00123456')
>>> AccountNumber.parse("123456789")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a bank account number: 9 digits, the most is 8 (GOV.UK Design \
System, bank details). Give the eight digits that the bank uses for payments.
"""

from typing import Any, ClassVar

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers.digits import DigitString

__all__ = ["AccountNumber"]

_FEWEST_DIGITS = 6


class AccountNumber(DigitString):
    """An account at a bank or building society; `str` is its eight digits."""

    __slots__ = ()

    noun = "a bank account number"
    slug = "account-number"
    source = "GOV.UK Design System, bank details"
    is_personal = True
    most_digits = 8
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^[0-9]{8}$",
        "examples": ["55779911"],
        "description": "Bank account number.",
    }

    @classmethod
    def _read(cls, compact: str) -> str:
        if len(compact) < _FEWEST_DIGITS:
            rule = f"fewer than {_FEWEST_DIGITS} digits"
            raise cls._refused(rule, "Give 6 to 8 digits.", code="account-number.too-short")
        return super()._read(compact.zfill(cls.most_digits))

    @classmethod
    def _too_many(cls, rule: str) -> InvalidValueError:
        advice = "Give the eight digits that the bank uses for payments."
        return cls._refused(rule, advice, code="account-number.too-long")
