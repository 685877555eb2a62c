"""A council as a legal body: its life, its names, and the area codes it had.

The body is one thing and the code of its area another. Somerset Council is the body that was Somerset
County Council; its area had the code E10000027 and has had E06000066 since 1 April 2023 (Office for
National Statistics, Code History Database). A boundary change alone can change the code. So a body
has a `slug` of its own, and codes, names and kinds for the days on which they held.

Every `end` is the last day. An empty `start` is unknown, or before these records. Bodies and codes
are complete from 1 January 2009, the day the coding system began, and no earlier day is answered for.

>>> from datetime import date
>>> from localgov_components.councils import Register
>>> somerset = Register.load().get("somerset")
>>> somerset.name_on(date(2023, 3, 31)), str(somerset.code_on(date(2023, 3, 31)))
('Somerset County Council', 'E10000027')
>>> somerset.name_on(date(2023, 4, 1)), str(somerset.code_on(date(2023, 4, 1)))
('Somerset Council', 'E06000066')
>>> somerset.code_on(date(1999, 4, 1))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the register is not complete before 2009-01-01. \
Ask for that day or a later one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.core.errors import InvalidValueError

if TYPE_CHECKING:
    from localgov_components.identifiers import GssCode, LocalCustodianCode

__all__ = ["RELIABLE_FROM", "AreaCode", "Council", "CouncilKind", "Nation", "Style", "checked_day"]

RELIABLE_FROM = date(2009, 1, 1)
"""The first day that the register answers for.

On that day the coding system of the Office for National Statistics began (Code History Database).
"""


class Nation(StrEnum):
    """The nation of the United Kingdom that a council is in."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class CouncilKind(StrEnum):
    """What kind of authority a body is, which says which services it answers for.

    Councils of Scotland and Wales are `UNITARY`. Those of Northern Ireland have a kind of their own, because
    they have far fewer functions.
    """

    COUNTY = "county"
    DISTRICT = "district"
    UNITARY = "unitary"
    METROPOLITAN_DISTRICT = "metropolitan-district"
    LONDON_BOROUGH = "london-borough"
    CITY_CORPORATION = "city-corporation"
    NI_DISTRICT = "ni-district"
    COMBINED_AUTHORITY = "combined-authority"
    STRATEGIC = "strategic"

    @property
    def is_principal(self) -> bool:
        """Whether they are councils proper: no combined authorities, and not the GLA."""
        return self not in (CouncilKind.COMBINED_AUTHORITY, CouncilKind.STRATEGIC)


class AreaCode(NamedTuple):
    """One code of a council's area, and the days on which it was in use."""

    text: str
    start: date | None
    end: date | None
    note: str = ""

    @property
    def code(self) -> "GssCode":
        """The code as a value."""
        from localgov_components.identifiers import GssCode

        return GssCode.parse(self.text)

    def in_use_on(self, day: date) -> bool:
        """Whether it was the code on a day."""
        return _holds(self.start, self.end, checked_day(day))


class Style(NamedTuple):
    """What a council was called and which kind it was, for a time."""

    name: str
    kind: CouncilKind
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, repr=False)
class Council:
    """A legal body: a council, a combined authority or the Greater London Authority.

    `name` and `kind` are the present ones, or the last. `slug` never changes and is never given to another.
    `successors` are the slugs of the bodies that took over its area; of several, the address decides.
    `custodian` is the local custodian code of AddressBase, four digits, empty where no source has one.
    """

    slug: str
    name: str
    name_cy: str
    nation: Nation
    kind: CouncilKind
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    custodian: str
    codes: tuple[AreaCode, ...]
    styles: tuple[Style, ...]

    def __hash__(self) -> int:
        """Hash of the slug, which no two bodies of a register share."""
        return hash(self.slug)

    def __repr__(self) -> str:
        """Short enough for a list of councils."""
        return f"<Council {self.slug}>"

    def __str__(self) -> str:
        """The present or last name."""
        return self.name

    @property
    def is_principal(self) -> bool:
        """Whether it is a council proper: no combined authority, and not the GLA."""
        return self.kind.is_principal

    @property
    def custodian_code(self) -> "LocalCustodianCode | None":
        """The local custodian code as a value, or None where no source has one."""
        from localgov_components.identifiers import LocalCustodianCode

        return LocalCustodianCode.parse(self.custodian) if self.custodian else None

    def in_being_on(self, day: date) -> bool:
        """Whether the body was in being on a day."""
        return _holds(self.start, self.end, checked_day(day))

    def name_on(self, day: date) -> str | None:
        """What it was called on a day, or None when it was not in being."""
        style = self._style_on(day)
        return style and style.name

    def kind_on(self, day: date) -> CouncilKind | None:
        """Which kind it was on a day, or None when it was not in being."""
        style = self._style_on(day)
        return style and style.kind

    def code_on(self, day: date) -> "GssCode | None":
        """The code of its area on a day, or None when it had none.

        Some never had one, and new councils wait for theirs. The days are those that the Office for National
        Statistics gives; for combined authorities they differ a little from the life of the body.
        """
        version = self.area_code_on(day)
        return version and version.code

    def area_code_on(self, day: date) -> AreaCode | None:
        """The same with its own days and note, or None when it had none."""
        day = checked_day(day)
        return next((code for code in self.codes if _holds(code.start or self.start, code.end, day)), None)

    def _style_on(self, day: date) -> Style | None:
        if not self.in_being_on(day):
            return None
        return next(style for style in self.styles if _holds(style.start, style.end, day))


def checked_day(day: date) -> date:
    """The day itself, when the register can answer for it."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InvalidValueError("not a day. Give a date, such as date(2026, 5, 1).", code="councils.day")
    if day < RELIABLE_FROM:
        raise InvalidValueError(
            f"the register is not complete before {RELIABLE_FROM}. Ask for that day or a later one.",
            code="councils.too-early",
            source="Office for National Statistics, Code History Database",
        )
    return day


def _holds(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)
