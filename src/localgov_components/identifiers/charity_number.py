"""Charity number: who a charity is to the regulator of its part of the United Kingdom.

Three registers, three forms [unverified]: the Charity Commission for England and Wales gives 6 or 7 digits, and a
hyphen and a number to a charity linked to another; the Scottish Charity Regulator (OSCR) SC and six digits; the
Charity Commission for Northern Ireland NIC and six digits from 100001. None has a check digit.

>>> number = CharityNumber.parse("sc 12345")
>>> number, number.regulator
(CharityNumber('SC012345'), <CharityRegulator.SCOTLAND: 'scotland'>)
>>> CharityNumber.parse("1234567-12").linked
12
>>> CharityNumber.parse("NIC 1")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a charity number: in Northern Ireland it is NIC and six digits \
from 100001 (Charity Commission for Northern Ireland). Check it against the register of charities.
"""

import re
from enum import StrEnum
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier

__all__ = ["CharityNumber", "CharityRegulator"]

_ENGLAND_AND_WALES = re.compile("([0-9]{6,7})(?:-([1-9][0-9]{0,4}))?", re.ASCII)
_SCOTLAND = re.compile("SC-?([0-9]{1,6})", re.ASCII)
_NORTHERN_IRELAND = re.compile("NIC-?([0-9]{1,6})", re.ASCII)
_FIRST_IN_NORTHERN_IRELAND = 100_001
_ADVICE = "Check it against the register of charities."


class CharityRegulator(StrEnum):
    """Who keeps the register that a charity number is from."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class CharityNumber(Identifier):
    """A number in one of three registers; `str` has its letters and its zeros."""

    __slots__ = ()

    noun = "a charity number"
    slug = "charity-number"
    source = "Charity Commission for England and Wales"
    separators = " "
    """No dot: `123456.1` is the first charity linked to 123456, or a slip, and never 1234561."""
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^([1-9][0-9]{5,6}(-[1-9][0-9]{0,4})?|SC[0-9]{6}|NIC[1-9][0-9]{5})$",
        "description": "Charity number of one of the three UK regulators.",
    }
    _key: str

    @property
    def regulator(self) -> CharityRegulator:
        """Whose register it is in."""
        if self._key.startswith("SC"):
            return CharityRegulator.SCOTLAND
        return CharityRegulator.NORTHERN_IRELAND if self._key.startswith("NIC") else CharityRegulator.ENGLAND_AND_WALES

    @property
    def linked(self) -> int | None:
        """Which of the charities linked to its number it is; None for the main one."""
        _, _, linked = self._key.partition("-")
        return int(linked) if linked else None

    @classmethod
    def _read(cls, compact: str) -> str:
        if found := _ENGLAND_AND_WALES.fullmatch(compact):
            if found[1].startswith("0"):
                rule = "in England and Wales it does not begin with zero"
                raise cls._refused(rule, _ADVICE, code="charity-number.zero")
            return compact
        if found := _SCOTLAND.fullmatch(compact):
            return f"SC{found[1]:0>6}"
        if compact.startswith("NIC"):
            return cls._northern_ireland(compact)
        rule = "it is 6 or 7 digits, SC and six digits, or NIC and six digits"
        raise cls._refused(rule, _ADVICE, code="charity-number.format")

    @classmethod
    def _northern_ireland(cls, compact: str) -> str:
        found = _NORTHERN_IRELAND.fullmatch(compact)
        if not found or int(found[1]) < _FIRST_IN_NORTHERN_IRELAND:
            rule = f"in Northern Ireland it is NIC and six digits from {_FIRST_IN_NORTHERN_IRELAND}"
            source = "Charity Commission for Northern Ireland"
            raise cls._refused(rule, _ADVICE, code="charity-number.northern-ireland", source=source)
        return f"NIC{found[1]}"
