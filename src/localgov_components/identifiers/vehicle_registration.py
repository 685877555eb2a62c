"""Vehicle registration mark: what stands on a number plate in the United Kingdom.

Since September 2001 two letters, two digits that say when, and three letters (DVLA, INF104, Vehicle registration
numbers and number plates); older, personal and special marks have forms of their own [unverified], which
`VehicleRegistrationKind` lists. There is no check, so that a mark is well formed and no more, and O and 0 are never
exchanged in silence: both are on plates. Marks of other countries, of the Crown dependencies and of the armed forces
are not read.

>>> mark = VehicleRegistration.parse("ab49cde")
>>> mark.format(), mark.kind, mark.first_given_out
('AB49 CDE', <VehicleRegistrationKind.CURRENT: 'current'>, datetime.date(2049, 3, 1))
>>> VehicleRegistration.parse("AB4O CDE")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a vehicle registration: no kind of UK number plate has this \
form (DVLA, INF104). Look again at O and 0, and at I and 1: they look exchanged.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.lookalikes import advice

__all__ = ["VehicleRegistration", "VehicleRegistrationKind"]


class VehicleRegistrationKind(StrEnum):
    """The form of a registration mark, in the order in which the forms are tried.

    `CURRENT`: AB49 CDE, since September 2001. `Q_PLATE`: Q123 ABC, age or identity of the vehicle not
    known. `PREFIX`: A123 BCD, 1983 to 2001. `SUFFIX`: ABC 123D, 1963 to 1983. `DIPLOMATIC`: 101 D 234.
    `TRADE`: 12345, for dealers and testers, or 012 AB as it was before 2015; without a 0 in front that looks
    dateless. `NORTHERN_IRELAND`: ABZ 1234, with an I or a Z among its letters. `DATELESS`: ABC 123 or 1234 A,
    before 1963.
    """

    CURRENT = "current"
    Q_PLATE = "q-plate"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    DIPLOMATIC = "diplomatic"
    TRADE = "trade"
    NORTHERN_IRELAND = "northern-ireland"
    DATELESS = "dateless"


_LETTER = "[A-HJ-PR-Z]"
"""Letters of marks since 1963: I and Q are left out."""
_MEMORY_TAG = "[A-HJ-PR-Y]"
"""The first two letters of a current mark, which are not Z either."""
_YEAR_LETTER = "[A-HJ-NPR-TV-Y]"
"""Letters that stood for a year: I, O, Q, U and Z never did."""
_NUMBER = "[1-9][0-9]{0,2}"
_AGE_IDENTIFIER = "(?:0[02-9]|[1-9][0-9])"
"""01 was never given out: September 2001 was 51, and March 2002 was 02."""
_NORTHERN = "[A-Z]{0,2}[IZ]|[IZ][A-Z]{1,2}|[A-Z][IZ][A-Z]"
_FORMS = {
    VehicleRegistrationKind.CURRENT: f"({_MEMORY_TAG}{{2}}{_AGE_IDENTIFIER})({_LETTER}{{3}})",
    VehicleRegistrationKind.Q_PLATE: f"(Q{_NUMBER})({_LETTER}{{3}})",
    VehicleRegistrationKind.PREFIX: f"({_YEAR_LETTER}{_NUMBER})({_LETTER}{{3}})",
    VehicleRegistrationKind.SUFFIX: f"({_LETTER}{{3}})({_NUMBER}{_YEAR_LETTER})",
    VehicleRegistrationKind.DIPLOMATIC: "([1-9][0-9]{2})([DX])([0-9]{3})",
    VehicleRegistrationKind.TRADE: "([0-9]{5})|(0[0-9]{2})([A-Z]{1,3})",
    VehicleRegistrationKind.NORTHERN_IRELAND: f"({_NORTHERN})({_NUMBER}[0-9]?)|({_NUMBER}[0-9]?)({_NORTHERN})",
    VehicleRegistrationKind.DATELESS: (
        f"([A-Z]{{1,2}})({_NUMBER}[0-9]?)|({_NUMBER}[0-9]?)([A-Z]{{1,2}})|([A-Z]{{3}})({_NUMBER})|({_NUMBER})([A-Z]{{3}})"
    ),
}
_PATTERNS = {kind: re.compile(form, re.ASCII) for kind, form in _FORMS.items()}
_CENTURY, _HALF_YEAR, _MARCH, _SEPTEMBER = 2000, 50, 3, 9


class VehicleRegistration(Identifier):
    """A mark on a number plate; `str` is its letters and digits without a space."""

    __slots__ = ()

    noun = "a vehicle registration"
    slug = "vehicle-registration"
    source = "DVLA, INF104"
    is_personal = True
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": f"^({'|'.join(_FORMS.values())})$",
        "examples": ["AB49CDE"],
        "description": "Vehicle registration mark of the United Kingdom, without a space.",
    }
    _key: str

    @property
    def kind(self) -> VehicleRegistrationKind:
        """The form that it has, which a personal mark may have on a newer vehicle."""
        return next(kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(self._key))

    @property
    def age_identifier(self) -> str | None:
        """The two digits of a current mark: the year from March, with 50 added from September; None in others."""
        return self._key[2:4] if self.kind is VehicleRegistrationKind.CURRENT else None

    @property
    def first_given_out(self) -> date | None:
        """The first day of the half-year that its age identifier stands for; None in other marks.

        A vehicle may bear a mark older than itself, never a newer one.
        """
        return None if self.age_identifier is None else _first_day(int(self.age_identifier))

    def format(self) -> str:
        """With the spaces of a number plate: `AB49 CDE`."""
        found = _PATTERNS[self.kind].fullmatch(self._key)
        return " ".join(filter(None, found.groups())) if found else self._key

    @classmethod
    def _read(cls, compact: str) -> str:
        if not _reads(compact):
            rule = "no kind of UK number plate has this form"
            what_to_do = advice(compact, _reads, otherwise="Copy it from the plate or the log book.")
            raise cls._refused(rule, what_to_do, code="vehicle-registration.format")
        return compact


def _reads(compact: str) -> bool:
    return any(pattern.fullmatch(compact) for pattern in _PATTERNS.values())


def _first_day(identifier: int) -> date:
    """02 is March 2002, 51 September 2001; 00 will be September 2050."""
    if 1 < identifier <= _HALF_YEAR:
        return date(_CENTURY + identifier, _MARCH, 1)
    return date(_CENTURY + (identifier - _HALF_YEAR) % (2 * _HALF_YEAR), _SEPTEMBER, 1)
