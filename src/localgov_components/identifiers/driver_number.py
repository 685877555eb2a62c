"""Driver number: who somebody is to the DVLA, or to the DVA in Northern Ireland.

In Great Britain 16 characters [unverified]: five of the surname, filled with 9s, in which MAC has become MC; the
tens of the year of birth, the month, the day and the units of the year; two initials, 9 where there is none; and
three that keep apart people who share all this. The last two are computed in a way that is not published, so that
a number is well formed and no more. Some people's month has 50 added to it: that is read, and nothing here
shows it. In Northern Ireland eight digits without a meaning. The two digits of a licence's issue, which stand after
the number on the card, are read and left out. `MORGA657054SM9IJ` is the sample in documents.

>>> from datetime import date
>>> sample = DriverNumber.parse("MORGA 657054 SM9IJ 35", allow_example=True)
>>> sample.surname, sample.initials, sample.matches_birth_date(date(1964, 7, 5))
('MORGA', 'SM', True)
>>> DriverNumber.parse("MORGA 699054 SM9IJ")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a driver number: the digits in the middle are no date of birth \
(DVLA, driver number). Copy it again.
"""

import re
from datetime import date
from typing import Any, ClassVar, Literal

from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.lookalikes import advice
from localgov_components.identifiers.status import Status

__all__ = ["DriverNumber"]

_SURNAME = "(?:[A-Z]{5}|[A-Z]{4}9|[A-Z]{3}99|[A-Z]{2}999|[A-Z]9999)"
_INITIALS = "(?:[A-Z][A-Z9]|99)"
_GREAT_BRITAIN = f"{_SURNAME}[0-9]{{6}}{_INITIALS}[0-9A-Z]{{3}}"
_NORTHERN_IRELAND = "[0-9]{8}"
_FORM = re.compile(f"({_GREAT_BRITAIN})(?:[0-9]{{2}})?|{_NORTHERN_IRELAND}", re.ASCII)
_SAMPLE = "MORGA657054SM9IJ"
_ADDED_TO_MONTH = 50
_A_LEAP_YEAR = 2000


class DriverNumber(Identifier):
    """A driver's number; `str` is its 16 characters, or eight digits."""

    __slots__ = ()

    noun = "a driver number"
    slug = "driver-number"
    source = "DVLA, driver number"
    is_personal = True
    json_schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": f"^({_GREAT_BRITAIN}|{_NORTHERN_IRELAND})$",
        "examples": [_SAMPLE],
        "description": "Driver number of the DVLA or the DVA.",
    }
    _key: str

    @property
    def status(self) -> Status:
        """Well formed, or the sample in documents."""
        return Status.EXAMPLE if self._key == _SAMPLE else Status.WELL_FORMED

    @property
    def issuer(self) -> Literal["DVLA", "DVA"]:
        """Who gave it out: DVLA in Great Britain, DVA in Northern Ireland."""
        return "DVA" if self._key.isdecimal() else "DVLA"

    @property
    def surname(self) -> str | None:
        """Up to five letters of the surname when it was given out; None in Northern Ireland."""
        return self._key[:5].rstrip("9") if self.issuer == "DVLA" else None

    @property
    def initials(self) -> str | None:
        """Up to two initials of the first names; None in Northern Ireland."""
        return self._key[11:13].replace("9", "") if self.issuer == "DVLA" else None

    def matches_birth_date(self, born: date) -> bool | None:
        """Whether it holds this date of birth; None in Northern Ireland, where it holds none.

        It holds two digits of the year, so that a date a hundred years away matches too.
        """
        if self.issuer == "DVA":
            return None
        return _birth(self._key) == (born.year % 100, born.month, born.day)

    def format(self) -> str:
        """In three groups: `MORGA 657054 SM9IJ`."""
        return f"{self._key[:5]} {self._key[5:11]} {self._key[11:]}" if self.issuer == "DVLA" else self._key

    @classmethod
    def _read(cls, compact: str) -> str:
        found = _FORM.fullmatch(compact)
        if not found:
            rule = "it is 16 letters and digits in Great Britain, and 8 digits in Northern Ireland"
            what_to_do = advice(compact, _FORM.fullmatch, otherwise="Copy it from part 5 of the licence.")
            raise cls._refused(rule, what_to_do, code="driver-number.format")
        number = found[1] or compact
        if found[1] and not _is_date(*_birth(number)):
            rule = "the digits in the middle are no date of birth"
            raise cls._refused(rule, "Copy it again.", code="driver-number.birth-date")
        return number


def _birth(number: str) -> tuple[int, int, int]:
    """The year in its century, the month and the day."""
    return int(number[5] + number[10]), int(number[6:8]) % _ADDED_TO_MONTH, int(number[8:10])


def _is_date(year: int, month: int, day: int) -> bool:
    """Whether some century has the date: a year that four divides is a leap year in this one or in the last."""
    try:
        date(_A_LEAP_YEAR + year % 4, month, day)
    except ValueError:
        return False
    return True
