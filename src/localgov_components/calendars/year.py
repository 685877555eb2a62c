"""The years that councils live by: financial, council tax, tax and academic.

The financial year of a council and the council tax year begin on 1 April (Local Government Finance Act 1992), the tax
year on 6 April (Income Tax Act 2007, section 4) [unverified: sections not read]. Academic years begin when a council
says so; 1 September is the usual day [unverified: dates vary by council].

>>> financial_year(date(2026, 3, 31)).label, financial_year(date(2026, 4, 1)).label
('2025-26', '2026-27')
>>> tax_year(date(2026, 4, 5)).label
'2025-26'
>>> Year.parse("2026/27", YearKind.TAX).start
datetime.date(2026, 4, 6)
>>> Year.parse("2026/28", YearKind.TAX)
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a year: the second part must be the year after the first. \
Write it like 2026-27.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from localgov_components.calendars.day import EARLIEST_YEAR, LATEST_YEAR, ordinal_of, out_of_range
from localgov_components.core.errors import InvalidValueError

__all__ = ["Year", "YearKind", "academic_year", "council_tax_year", "financial_year", "tax_year"]

_FORM = re.compile(r"([0-9]{4})(?:[-/\u2013]([0-9]{2}|[0-9]{4}))?", re.ASCII)
_LONGEST = 20
_DAY = timedelta(days=1)
_CENTURY = 100
_LEAP_DAY = (2, 29)


class YearKind(StrEnum):
    """Which year is meant; its value is for files and links."""

    FINANCIAL = "financial"
    COUNCIL_TAX = "council-tax"
    TAX = "tax"
    ACADEMIC = "academic"

    @property
    def begins(self) -> tuple[int, int]:
        """The month and day on which it begins; for academic years the usual day."""
        return _BEGINS[self]


_BEGINS = {
    YearKind.FINANCIAL: (4, 1),
    YearKind.COUNCIL_TAX: (4, 1),
    YearKind.TAX: (4, 6),
    YearKind.ACADEMIC: (9, 1),
}


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A year of one kind, named by the day it begins."""

    start: date
    kind: YearKind

    def __post_init__(self) -> None:
        """Refuse a beginning that other years do not have."""
        _begin(self.start.year, (self.start.month, self.start.day))

    @classmethod
    def parse(cls, text: str, kind: YearKind, *, begins: tuple[int, int] | None = None) -> "Year":
        """Read `2026-27`, `2026/27` or `2026-2027`; `begins` is a month and day for a year that begins on its own."""
        if not isinstance(text, str) or len(text) > _LONGEST or not (found := _FORM.fullmatch(text.strip())):
            raise InvalidValueError("not a year: write it like 2026-27.", code="year.format")
        year = cls(_begin(int(found[1]), begins or kind.begins), kind)
        second = found[2] or found[1]
        if not str(year.end.year).endswith(second):
            raise InvalidValueError(
                "not a year: the second part must be the year after the first. Write it like 2026-27.",
                code="year.second",
            )
        return year

    @classmethod
    def of(cls, day: date, kind: YearKind, *, begins: tuple[int, int] | None = None) -> "Year":
        """The year that a day is in."""
        ordinal_of(day)
        begin = begins or kind.begins
        start = _begin(day.year, begin)
        return cls(start if start <= day else _begin(day.year - 1, begin), kind)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.start.replace(year=self.start.year + 1) - _DAY

    @property
    def label(self) -> str:
        """`2026-27`; `1999-2000` where the century turns."""
        first, last = self.start.year, self.end.year
        if first == last:
            return str(first)
        return f"{first}-{last}" if last % _CENTURY == 0 else f"{first}-{last % _CENTURY:02}"

    def __str__(self) -> str:
        """Its label."""
        return self.label

    def __contains__(self, day: date) -> bool:
        """Whether a day is in it."""
        ordinal_of(day)
        return self.start <= day <= self.end

    def next(self) -> "Year":
        """The year after it."""
        return self._moved(1)

    def previous(self) -> "Year":
        """The year before it."""
        return self._moved(-1)

    def _moved(self, years: int) -> "Year":
        return Year(_begin(self.start.year + years, (self.start.month, self.start.day)), self.kind)


def financial_year(day: date) -> Year:
    """The council financial year that a day is in: 1 April to 31 March."""
    return Year.of(day, YearKind.FINANCIAL)


def council_tax_year(day: date) -> Year:
    """The council tax year that a day is in: 1 April to 31 March."""
    return Year.of(day, YearKind.COUNCIL_TAX)


def tax_year(day: date) -> Year:
    """The tax year that a day is in: 6 April to 5 April."""
    return Year.of(day, YearKind.TAX)


def academic_year(day: date, *, begins: tuple[int, int] = YearKind.ACADEMIC.begins) -> Year:
    """The academic year that a day is in.

    `begins` is the month and day on which the council's year begins, such as `(8, 19)`.
    """
    return Year.of(day, YearKind.ACADEMIC, begins=begins)


def _begin(year: int, begins: tuple[int, int]) -> date:
    if not EARLIEST_YEAR - 1 <= year <= LATEST_YEAR:
        raise out_of_range()
    try:
        month, day = begins
        start = date(year, month, day) if (month, day) != _LEAP_DAY else None
    except (TypeError, ValueError):
        start = None
    if start is None:
        raise InvalidValueError(
            "not a day that every year has. Give a month and a day, such as (9, 1).", code="year.begins"
        )
    return start
