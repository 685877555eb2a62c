"""What columns hold for each type: whole numbers, truths or text.

>>> from localgov_components.money import Money
>>> raw_of(Money("12.34"), 2), raw_of(date(2026, 5, 1), 0), is_text(str)
(1234, 20260501, True)
"""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from localgov_components.money import Money

__all__ = ["day_of", "is_text", "packed", "raw_of", "text_of"]

_NUMERIC = (int, Decimal, Money, date)


def is_text(kind: Any) -> bool:
    """Whether values of a type are text in a column: text itself, enumerations and identifiers."""
    return kind is not bool and kind not in _NUMERIC


def packed(day: date) -> int:
    """A date as a whole number: year, month and day beside one another."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The date that a whole number stands for."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def text_of(value: Any) -> str:
    """Text as columns have it: of an enumeration its value, of an identifier its canonical form."""
    return str(value.value) if isinstance(value, Enum) else str(value)


def raw_of(value: Any, places: int) -> Any:
    """What a column holds for a value; a number as a whole number of so many places."""
    if isinstance(value, bool | Enum) or not isinstance(value, _NUMERIC):  # an enumeration of numbers is text too
        return value if isinstance(value, bool) else text_of(value)
    if isinstance(value, date):
        return packed(value)
    if isinstance(value, Money):
        return value.pence * 10**places // 100
    number, divisor = Decimal(value).as_integer_ratio()  # whole numbers, so that no decimal context takes part
    return number * 10**places // divisor
