"""What a person decided about an address as somebody wrote it.

The same decision holds for whatever is written the same: capitals, accents, abbreviations and commas make no
difference, and neither does whether the postcode stands in the text or in a column of its own. A comma between two
numbers does, because `1, 2 Mill Lane` may be another address than `1 2 Mill Lane`.

>>> folded_address("12 Mill Ln., Ambleford DT97 1AF")
('12 MILL LANE, AMBLEFORD', 'DT97 1AF')
>>> address_key("12 Mill Ln., Ambleford DT97 1AF") == address_key("12 MILL LANE AMBLEFORD", "dt971af")
True
>>> address_key("Flat 1, 2 Mill Lane") == address_key("Flat 1 2 Mill Lane")
False
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple, Self

from localgov_components.address.parsing.folding import fold
from localgov_components.address.parsing.postcodes import take_postcode
from localgov_components.core.redaction import REDACTED
from localgov_components.identifiers import Uprn

__all__ = ["AddressDecision", "AddressKey", "Verdict", "address_key", "folded_address"]

_LONGEST_POSTCODE = 40
_CHECK_LETTERS, _CHECK_LENGTH = "bcdfghjkmnpqrstvwxz", 6
"""No vowels and no digits: a spreadsheet makes no number of them, and nobody a word."""


class Verdict(StrEnum):
    """What was decided about an address and a property.

    `accepted`: the address, written so, means it. `rejected`: it does not. `alias`: it means it, and the wording is a
    name that the property has, by which other addresses may be found too.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ALIAS = "alias"


class AddressKey(NamedTuple):
    """What addresses are compared by; `text` is empty where nothing was written that could be compared."""

    text: str
    postcode: str | None

    @classmethod
    def of_folded(cls, text: str, postcode: str | None) -> Self:
        """The key of an address as `folded_address` gives it."""
        return cls(_without_commas(text), postcode)

    @property
    def check(self) -> str:
        """Six letters that are others where the address is another: they show that a spreadsheet altered it.

        >>> address_key("12 Mill Lane").check == address_key("12, MILL LN.").check
        True
        """
        number = int.from_bytes(sha256(json.dumps(self).encode()).digest()[:8])
        letters = ""
        for _ in range(_CHECK_LENGTH):
            number, letter = divmod(number, len(_CHECK_LETTERS))
            letters += _CHECK_LETTERS[letter]
        return letters

    def __repr__(self) -> str:
        """Without the address."""
        return f"AddressKey({REDACTED!r})"


@dataclass(frozen=True, slots=True, repr=False)
class AddressDecision:
    """One decision about an address and a property, by whom (a role, not a name) and when.

    `text` and `postcode` are as `folded_address` gives them. `epoch` is that of the gazetteer by which it was decided,
    where it has one.
    """

    text: str
    postcode: str | None
    verdict: Verdict
    uprn: Uprn
    role: str
    on: date
    epoch: str | None = None
    note: str = ""

    @property
    def key(self) -> AddressKey:
        """What the address is compared by."""
        return AddressKey.of_folded(self.text, self.postcode)

    @property
    def told(self) -> str:
        """Who decided and when, in words."""
        did = "rejected" if self.verdict is Verdict.REJECTED else "decided"
        return f"{did} by {self.role} on {self.on.isoformat()}"

    def __repr__(self) -> str:
        """The verdict, and neither address nor property."""
        return f"AddressDecision({str(self.verdict)!r}, {REDACTED!r}, on={self.on!r})"


def address_key(text: str, postcode: str | None = None) -> AddressKey:
    """What an address is compared by; a postcode of its own goes before one in the text, unless it is none."""
    return AddressKey.of_folded(*folded_address(text, postcode))


def folded_address(text: str, postcode: str | None = None) -> tuple[str, str | None]:
    """An address in capitals and standard words with its commas, and its postcode apart."""
    tokens, written, part_of_one = take_postcode(fold(text))
    return _joined([*tokens, ",", *part_of_one]), _postcode(postcode) or written


def _joined(tokens: list[str]) -> str:
    """Words with single spaces, and with one comma where there are several; none at the ends."""
    parts = " ".join(tokens).split(",")
    return ", ".join(part.strip() for part in parts if part.strip(" -/"))


def _without_commas(text: str) -> str:
    """Only the commas that stand between numbers."""
    first, *others = text.split(", ")
    for part in others:
        first += f", {part}" if first[-1].isdigit() and part[0].isdigit() else f" {part}"
    return first


def _postcode(text: str | None) -> str | None:
    rest, written, stray = take_postcode(fold((text or "")[:_LONGEST_POSTCODE]))
    return None if any(rest) or stray else written
