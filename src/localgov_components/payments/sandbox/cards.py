"""The test cards of GOV.UK Pay's sandbox, and what is checked on the card page.

Numbers and results: https://docs.payments.service.gov.uk/testing_govuk_pay/ and GOV.UK Pay's own
sandbox. Any other number is refused on the page, so that nobody's real card is ever used here.

>>> find_card("4000 0000 0000 0002").failure
'P0010'
>>> is_luhn("4242424242424241")
False
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

__all__ = ["SANDBOX_CARDS", "CardEntry", "SandboxCard", "find_card", "is_luhn"]

DECLINED = "P0010"
PROVIDER_ERROR = "P0050"


@dataclass(frozen=True, slots=True)
class SandboxCard:
    """A card number and what comes of paying with it; `failure` is None when the payment succeeds."""

    number: str
    brand: str
    meaning: str
    failure: str | None = None


SANDBOX_CARDS = (
    SandboxCard("4242424242424242", "Visa", "The payment succeeds"),
    SandboxCard("4444333322221111", "Visa", "The payment succeeds"),
    SandboxCard("4000056655665556", "Visa", "The payment succeeds"),
    SandboxCard("4917610000000000003", "Visa", "The payment succeeds"),
    SandboxCard("5105105105105100", "Mastercard", "The payment succeeds"),
    SandboxCard("222100000000000", "Mastercard", "The payment succeeds"),
    SandboxCard("371449635398431", "American Express", "The payment succeeds"),
    SandboxCard("3566002020360505", "Jcb", "The payment succeeds"),
    SandboxCard("6011000990139424", "Discover", "The payment succeeds"),
    SandboxCard("36148900647913", "Diners Club", "The payment succeeds"),
    SandboxCard("4000000000000002", "Visa", "The card is declined", DECLINED),
    SandboxCard("4000000000000069", "Visa", "The card is declined as expired", DECLINED),
    SandboxCard("4000000000000127", "Visa", "The security code is declined", DECLINED),
    SandboxCard("4000000000000119", "Visa", "The payment provider has a fault", PROVIDER_ERROR),
)

_BY_NUMBER = {card.number: card for card in SANDBOX_CARDS}
_SEPARATORS = re.compile(r"[\s-]+")
_LENGTHS = range(12, 20)
_SECURITY_CODE = re.compile(r"[0-9]{3,4}", re.ASCII)
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class CardEntry:
    """What was typed on the card page. Lives as long as one request, and shows nothing."""

    number: str
    month: str
    year: str
    name: str
    security_code: str

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Self:
        """Read the fields of the page; what is absent is empty."""
        names = ("card_number", "expiry_month", "expiry_year", "cardholder_name", "cvc")
        number, month, year, name, code = (form.get(field, "").strip() for field in names)
        return cls(_SEPARATORS.sub("", number), month, year, name, code)

    def __repr__(self) -> str:
        """Nothing of the card."""
        return "CardEntry(•••)"

    def problems(self, today: date) -> dict[str, str]:
        """Sentences for the payer by field, in the order of the page."""
        found = {
            "card_number": self._number_problem(),
            "expiry_month": self._expiry_problem(today),
            "cardholder_name": "" if self.name else "Enter the name as it appears on the card",
            "cvc": "" if _SECURITY_CODE.fullmatch(self.security_code) else "Enter the security code, 3 or 4 digits",
        }
        return {field: sentence for field, sentence in found.items() if sentence}

    @property
    def expiry(self) -> str:
        """`MM/YY`, as GOV.UK Pay reports it."""
        return f"{int(self.month):02}/{int(self.year) % 100:02}"

    def _number_problem(self) -> str:
        if not self.number:
            return "Enter a card number"
        if not (self.number.isascii() and self.number.isdigit() and len(self.number) in _LENGTHS):
            return "Card number must be between 12 and 19 digits"
        if not is_luhn(self.number):
            return "Card number is not correct. Check each digit"
        return "" if self.number in _BY_NUMBER else "Use one of the test cards on this page. Never enter a real card"

    def _expiry_problem(self, today: date) -> str:
        if not re.fullmatch(r"0?[1-9]|1[0-2]", self.month, re.ASCII) or not re.fullmatch(
            r"(20)?[0-9]{2}", self.year, re.ASCII
        ):
            return "Expiry date must have a month from 1 to 12 and a year, like 10 and 30"
        expires = (_CENTURY + int(self.year) % 100, int(self.month))
        return "Expiry date must be in the future" if expires < (today.year, today.month) else ""


def find_card(number: str) -> SandboxCard | None:
    """The test card with a number, spaces and hyphens ignored; None for any other number."""
    return _BY_NUMBER.get(_SEPARATORS.sub("", number))


def is_luhn(number: str) -> bool:
    """Whether the check digit fits (ISO/IEC 7812-1 annex B)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
