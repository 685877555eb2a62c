"""The groups of a column that a comparison is told by: its values, or bands of them.

A column of text can be told by bands as well, since files such as CSV hold everything as text: what is written in it is
read as a number, an amount in pounds, or a day such as 2026-04-01. What cannot be read is a group of its own, so that
nobody is lost or counted as something else.

>>> import polars
>>> ages = nw.from_native(polars.DataFrame({"age": ["17", "18.5", "1,000", "old", " ", None]}))
>>> grouping = Grouping.of(Bands("age", (18, 25)), "age", nw.String())
>>> [grouping.name(each) for each in ages.select(band=grouping.expression())["band"]]
['under 18', '18 to under 25', '25 and over', 'not a number', 'not known', 'not known']
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.comparing.bands import Bands, BandStart
from localgov_components.money import Money

with needs_extra("population"):
    import narwhals as nw

__all__ = ["NOT_KNOWN", "Grouping"]

NOT_KNOWN: Final = "not known"
"""The group of rows in which nothing stands."""

_NUMBER = r"^-?£? ?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]+)?$"
"""Whole digits are as many as a float tells apart."""

_DAY = r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
_PENCE = 100


@dataclass(frozen=True, slots=True)
class Grouping:
    """A column that a comparison is told by.

    `label` is what its owner calls it, and `column` what it is called while it is counted. `bands` are the names of its
    bands, which begin at `starts`, and `unread` is that of what is written there and no number, amount or day.
    """

    label: str
    column: str
    starts: tuple[BandStart, ...] = ()
    bands: tuple[str, ...] = ()
    unread: str = ""

    @classmethod
    def of(cls, by: str | Bands, column: str, kind: "nw.dtypes.DType") -> "Grouping":
        """That of a column of a type. Raises `InvalidValueError` where it has no names, or no such bands."""
        if isinstance(by, str):
            _require_names(by, kind)
            return cls(by, column)
        if kind == nw.String:
            return cls(by.column, column, by.starts, by.labels(whole=False), _unread(by.starts[0]))
        _require_bands(by, kind)
        return cls(by.column, column, by.starts, by.labels(whole=kind.is_integer()))

    def expression(self) -> "nw.Expr":
        """The value of a row, or the number of its band; that of what cannot be read comes after all bands."""
        value = nw.col(self.column)
        if not self.starts:
            return value
        if not self.unread:
            return nw.when(~value.is_null()).then(_reached(value, map(_held, self.starts)))
        text = value.str.strip_chars()
        is_read = text.str.contains(_DAY if isinstance(self.starts[0], date) else _NUMBER)
        band = _reached(_read(nw.when(is_read).then(text), self.starts[0]), map(_written, self.starts))
        band = nw.when(is_read).then(band).otherwise(nw.lit(len(self.bands)))
        return nw.when(text.str.len_chars() > 0).then(band)

    def names(self, values: Iterable[Any]) -> tuple[str, ...]:
        """The names of all groups, in order; what cannot be read and what is not known come last."""
        if self.bands:
            return (*self.bands, *([self.unread] if self.unread else []), NOT_KNOWN)
        known = {each for each in values if not _is_missing(each)}
        return (*dict.fromkeys(self.name(each) for each in sorted(known)), NOT_KNOWN)

    def name(self, value: object) -> str:
        """What a group is called."""
        match value:
            case _ if _is_missing(value):
                return NOT_KNOWN
            case int() | float() if self.bands:
                return (*self.bands, self.unread)[int(value)]
            case bool():
                return "yes" if value else "no"
            case _:
                return value.isoformat() if isinstance(value, date) else str(value)

    def require_read(self, numbers: Mapping[str, int]) -> None:
        """Refuse bands of text of which nothing can be read: another column was meant. `numbers` are rows by group."""
        unread = numbers.get(self.unread, 0)
        if unread and not any(numbers.get(each, 0) for each in self.bands):
            what = {"not a date": "day like 2026-04-01", "not an amount": "amount"}.get(self.unread, "number")
            raise InvalidValueError(
                f"the column '{self.label}' holds no {what}: {unread:,} rows have something else in it. Write it so, "
                "give bands of another column, or leave the bands out.",
                code="comparison.bands",
            )


def _reached(value: "nw.Expr", starts: Iterable[Any]) -> "nw.Expr":
    """How many bands begin at a value or before it."""
    return nw.sum_horizontal(*((value >= nw.lit(each)).cast(nw.Int64) for each in starts))


def _held(start: BandStart) -> int | Decimal | date:
    """Where a band begins, as a column that is no text holds it: amounts are whole pence."""
    return start.pence if isinstance(start, Money) else start


def _written(start: BandStart) -> str | float:
    """Where a band begins, as text is read: an amount is pounds, and a day stays as it is written."""
    if isinstance(start, date):
        return start.isoformat()
    return start.pence / _PENCE if isinstance(start, Money) else float(start)


def _read(text: "nw.Expr", start: BandStart) -> "nw.Expr":
    """The numbers of a column of text; days are in order as they are written."""
    return text if isinstance(start, date) else text.str.replace_all("[£, ]", "").cast(nw.Float64)


def _unread(start: BandStart) -> str:
    if isinstance(start, date):
        return "not a date"
    return "not an amount" if isinstance(start, Money) else "not a number"


def _require_names(column: str, kind: "nw.dtypes.DType") -> None:
    if kind.is_float() or kind.is_decimal() or kind.is_nested():
        raise InvalidValueError(
            f"the column '{column}' holds no names. Give bands of it, like Bands(\"{column}\", (0, 100)).",
            code="comparison.bands",
        )


def _require_bands(bands: Bands, kind: "nw.dtypes.DType") -> None:
    """Refuse bands of dates where a column holds numbers, of numbers where it holds dates, and of anything else."""
    if kind in (nw.Object, nw.Unknown):  # what pandas says of dates, and Polars where nothing is known
        return
    first = bands.starts[0]
    if not (kind in (nw.Date, nw.Datetime) if isinstance(first, date) else kind.is_numeric()):
        raise InvalidValueError(
            f"the column '{bands.column}' holds no {'dates' if isinstance(first, date) else 'numbers'}. Give bands of "
            "what it holds.",
            code="comparison.bands",
        )
    if isinstance(first, Money) and not kind.is_integer():
        raise InvalidValueError(
            f"the column '{bands.column}' holds no whole pence. Give bands of plain numbers, or an amount in pence.",
            code="comparison.bands",
        )


def _is_missing(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - pandas has no null among numbers
