"""How a column of a frame holds a fact: the whole number, truth or text that rules reckon with, and what may be wrong.

| Type | Column |
| --- | --- |
| `Money` | whole pence |
| `int` | whole numbers; also floats that are whole |
| `Decimal` | whole numbers of its declared places; also floats and decimals, where exact |
| `bool` | truths |
| `date` | dates; also instants at midnight without a time zone |
| text, enumerations, identifiers | text, in its canonical form |
| a list of members | truths: whether these are all |
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.money import Money
from localgov_components.rules.building import type_name
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.frames.kinds import is_text, packed, text_of

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["Check", "Held", "held"]

_EXACT_IN_DOUBLES = 2.0**53


@dataclass(frozen=True, slots=True)
class Check:
    """Rows that are wrong in one way."""

    message: str
    wrong: "nw.Expr"
    code: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Held:
    """How a column holds a fact.

    `raw` is what rules reckon with. `bounded` is a column whose least and greatest value are wanted, None where none
    mean anything, and `as_raw` makes a bound of such a value; `least` and `most` are what is allowed. `is_plain` says
    that the column is there as it is.
    """

    raw: "nw.Expr"
    bounded: "nw.Expr | None" = None
    as_raw: Callable[[Any], int] = int
    least: Any = 0
    most: Any = 0
    checks: tuple[Check, ...] = ()
    is_plain: bool = False


def held(fact: FactDeclaration, column: "nw.Expr", dtype: Any) -> Held | str:
    """How a column of a type holds a fact; what is wanted, where it cannot."""
    if fact.nested or fact.type is bool:
        if dtype != nw.Boolean:
            return "truths: whether all members are there" if fact.nested else "truths"
        return Held(column, column.cast(nw.Int64) if fact.nested else None, least=0, most=1, is_plain=True)
    if fact.type is date:
        return _day(column, dtype)
    if is_text(fact.type):
        return _text(fact, column, dtype)
    return _number(fact, column, dtype)


def _number(fact: FactDeclaration, column: "nw.Expr", dtype: Any) -> Held | str:
    places = fact.measure.places if fact.measure else 0
    most = (fact.measure.most if fact.measure else 0) * 10**places
    if dtype.is_integer():
        raw = column if dtype == nw.Int64 else column.cast(nw.Int64)
        return Held(raw, column, int, -most, most, is_plain=dtype == nw.Int64)
    if fact.type is Money:
        return "whole pence, in whole numbers (Int64)"
    if dtype.is_float() or (dtype.is_decimal() and fact.type is Decimal):
        return _inexact(column, places, most, is_float=dtype.is_float())
    return "whole numbers" if fact.type is int else f"whole numbers of {places} places, or exact decimals"


def _inexact(column: "nw.Expr", places: int, most: int, *, is_float: bool) -> Held:
    """A column of floats or decimals, for a number that has few places."""
    scale, number = 10**places, column.cast(nw.Float64)
    finite = number.abs() * float(scale) < _EXACT_IN_DOUBLES
    if is_float:
        finite = finite & column.is_finite()  # an engine may take what is not a number for more than any
    scaled = (number * float(scale)).round(0)
    is_exact = scaled / float(scale) == number
    if not is_float:  # a decimal has digits that no float has, and Spark compares decimals without the last of them
        is_exact = column.cast(nw.String).str.contains(rf"^-?[0-9]*(?:\.[0-9]{{0,{places}}}0*)?$|^-?0E-[0-9]+$")
    what = "not a whole number" if not places else f"not a number of {places} decimal places"
    checks = (
        Check(
            "infinite, not a number, or too large to be exact. Leave it out, or mend it", ~finite, code="frame.infinite"
        ),
        Check(f"{what}. Round it first", finite & ~is_exact, code="frame.inexact"),
    )
    safe = nw.when(finite).then(scaled)
    return Held(safe.cast(nw.Int64), safe, int, -most, most, checks)


def _day(column: "nw.Expr", dtype: Any) -> Held | str:
    checks: tuple[Check, ...] = ()
    if isinstance(dtype, nw.Datetime) and dtype.time_zone is None:
        parts = (column.dt.hour(), column.dt.minute(), column.dt.second(), column.dt.nanosecond())
        is_midnight = (parts[0] == 0) & (parts[1] == 0) & (parts[2] == 0) & (parts[3] == 0)
        checks = (
            Check("an instant, and not a day. Give the date that it is locally", ~is_midnight, code="frame.instant"),
        )
    elif dtype != nw.Date:
        return "dates"
    year, month, day = (part.cast(nw.Int64) for part in (column.dt.year(), column.dt.month(), column.dt.day()))
    least, most = FIRST_DAY, LAST_DAY
    return Held(year * 10_000 + month * 100 + day, _near(column, dtype), packed, least, most, checks)


def _near(column: "nw.Expr", dtype: Any) -> "nw.Expr":
    """Days, of which all that are too early or too late are one: engines have some that are no dates of Python."""
    is_instant = isinstance(dtype, nw.Datetime)
    days = column.dt.date() if is_instant else column
    if is_instant and dtype.time_unit == "ns":  # from 1677 to 2262; DuckDB cannot compare them with any other
        return days
    beyond = nw.lit(LAST_DAY + timedelta(days=1))
    first, end = (each.cast(nw.Datetime()) if is_instant else each for each in (nw.lit(FIRST_DAY), beyond))
    return nw.when((column < first) | (column >= end)).then(beyond).otherwise(days)


def _text(fact: FactDeclaration, column: "nw.Expr", dtype: Any) -> Held | str:
    is_coded = isinstance(dtype, nw.Enum) or dtype == nw.Categorical
    if not is_coded and dtype != nw.String:
        return "text"
    raw = column.cast(nw.String) if is_coded else column
    checks: tuple[Check, ...] = ()
    if isinstance(fact.type, type) and issubclass(fact.type, Enum):
        texts = [text_of(each) for each in fact.type]
        message = f"not one of the values of {type_name(fact.type)}. Write one of: {', '.join(texts)}"
        checks = (Check(message, ~raw.is_in(texts), code="frame.option"),)
    return Held(raw, checks=checks, is_plain=not is_coded)
