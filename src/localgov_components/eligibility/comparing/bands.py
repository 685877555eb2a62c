"""Bands of a number, an amount or a date, by which a comparison is told.

>>> Bands("age", (18, 65)).labels(whole=True)
('under 18', '18 to 64', '65 and over')
>>> Bands.parse("household.capital:£6,000,£16,000").labels(whole=True)
('under £6,000', '£6,000 to £15,999.99', '£16,000 and over')
>>> Bands.parse("age:65,18")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: bands that do not rise. Give where each begins, the lowest first.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Self, TypeAlias

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import Money
from localgov_components.money.formatting import MoneyStyle
from localgov_components.rules.reading import read_value

__all__ = ["BandStart", "Bands"]

BandStart: TypeAlias = int | Decimal | Money | date
"""Where a band begins."""

_PENNY = Money("0.01")
_DAY = timedelta(days=1)
_ISO_DAY = 10  # characters of 2026-04-01
_MOST_DIGITS = 15
_BETWEEN_AMOUNTS = r",(?=\s*-?£)"
"""Another comma is within an amount: £16,000."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands of a column, and where each begins.

    A band includes the value at which it begins, and ends before the next. What is below the first is a band too.
    Amounts of a column in pence are given as `Money`; those that a column of text has are in pounds. Raises
    `InvalidValueError` for values of several types, or that do not rise.
    """

    column: str
    starts: tuple[BandStart, ...]

    def __post_init__(self) -> None:
        """Refuse bands that overlap."""
        kinds = {type(each) for each in self.starts}
        if len(kinds) != 1 or not kinds <= {int, Decimal, Money, date}:
            raise InvalidValueError(
                "not where bands begin. Give whole numbers, Decimals, amounts of Money or dates, all of one type.",
                code="bands.type",
            )
        if any(not left < right for left, right in pairwise(self.starts)):  # type: ignore[operator]  # of one type
            raise InvalidValueError(
                "bands that do not rise. Give where each begins, the lowest first.", code="bands.order"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a column and where its bands begin: `age:18,25,65`, `capital:£6000,£16000`, `born:1960-04-01`."""
        column, _, rest = text.rpartition(":")
        if not column:
            raise InvalidValueError(
                "not a column with its bands. Write the column, a colon, and where bands begin, like age:18,25,65.",
                code="bands.format",
            )
        divider = _BETWEEN_AMOUNTS if "£" in rest else ","
        return cls(column, tuple(_start(each.strip()) for each in re.split(divider, rest)))

    def labels(self, *, whole: bool) -> tuple[str, ...]:
        """What each band is called, the lowest first; `whole` says that the column holds whole numbers."""
        first, last = self.starts[0], self.starts[-1]
        between = (f"{_said(left)} {_until(right, whole=whole)}" for left, right in pairwise(self.starts))
        if isinstance(first, date):
            return f"before {_said(first)}", *between, f"{_said(last)} and later"
        return f"under {_said(first)}", *between, f"{_said(last)} and over"


def _until(start: BandStart, *, whole: bool) -> str:
    match start:
        case Money():
            return f"to {_said(start - _PENNY)}"
        case date():
            return f"to {_said(start - _DAY)}"
        case int() if whole:
            return f"to {_said(start - 1)}"
        case _:
            return f"to under {_said(start)}"


def _said(start: BandStart) -> str:
    return start.format(style=MoneyStyle.SHORT) if isinstance(start, Money) else read_value(start)


def _start(text: str) -> BandStart:
    try:
        if text.startswith(("£", "-£")):
            return Money.parse(text)
        if len(text) == _ISO_DAY and text[4:5] == "-":
            return date.fromisoformat(text)
        number = Decimal(text)
    except (InvalidOperation, ValueError):
        number = Decimal("NaN")
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        raise InvalidValueError(
            "not where a band begins. Write a number, an amount like £6000, or a day like 2026-04-01.",
            code="bands.start",
        )
    return int(number) if number == number.to_integral_value() and "." not in text else number
