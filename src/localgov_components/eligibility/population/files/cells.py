"""Cells of a column as values of a fact: amounts in pence, exact decimals, days, truths, canonical words.

A column of text is read as a mapping says that it is written, and so is a column of any other type by what its values
are as text: 12.30 of a decimal column, 12.3 of a float, which is the shortest number that means the same float. Nothing
is rounded. An empty cell, and a word for it, is unknown; what cannot be read is a fault with a code.

| Fact | Column |
| --- | --- |
| `Money` | Int64, pence |
| `Decimal` | Int64, at the fact's decimal places |
| `int` | Int64 |
| `bool`, and whether a list is complete | Boolean |
| `date` | Date |
| enum, text, identifier | String |
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.cell_numbers import Scaled, scaled
from localgov_components.eligibility.population.files.mapping.day_pattern import MONTHS, DayPattern
from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, is_enum
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration
from localgov_components.rules.fact_data import FIRST_DAY, LAST_DAY
from localgov_components.rules.measures import PENCE_PLACES, Measure
from localgov_components.tables.blanks import trimmed

with needs_extra("population"):
    import polars as pl

__all__ = ["Read", "as_text", "column_type", "read_cells"]

_MONTHS = {name[:length]: number for number, name in enumerate(MONTHS, start=1) for length in (3, len(name))}


class Read(NamedTuple):
    """Values of a column, null where unknown or not to be read, and the code of what is wrong with each cell."""

    values: pl.Series
    faults: pl.Series


def read_cells(cells: pl.Series, how: FactColumn) -> Read:
    """The values of a column, by a mapping."""
    if cells.dtype == pl.Null:
        return _read(pl.Series(cells.name, [None] * len(cells), dtype=column_type(how.fact)), {})
    if not how.unknown and (plain := _as_it_is(cells, how)) is not None:
        return plain
    if cells.dtype.is_nested() or cells.dtype in (pl.Binary, pl.Object):
        nothing = pl.Series(cells.name, [None] * len(cells), dtype=column_type(how.fact))
        return _read(nothing, {"cell.type": cells.is_not_null()})
    text = trimmed(as_text(cells))
    said = text.set(_folded(text).is_in(["", *how.unknown]).fill_null(value=True), None)
    return _reader(how.fact)(said, how)


def as_text(cells: pl.Series) -> pl.Series:
    """Each value as the text that stands for exactly it."""
    if cells.dtype == pl.String:
        return cells
    text = cells.dt.to_string("iso") if cells.dtype == pl.Duration else cells.cast(pl.String)
    return text.str.replace(r"\.0$", "") if cells.dtype.is_float() else text


def column_type(fact: FactDeclaration) -> pl.DataType:
    """What a column of a fact holds."""
    if fact.nested or fact.type is bool:
        return pl.Boolean()
    if fact.type in (int, Decimal, Money):
        return pl.Int64()
    return pl.Date() if fact.type is date else pl.String()


def _as_it_is(cells: pl.Series, how: FactColumn) -> Read | None:
    """The values of a column that holds what the fact is made of; None for one that must be read as text."""
    fact = how.fact
    is_whole = cells.dtype.is_integer() and cells.dtype != pl.UInt64
    if is_whole and (fact.type is int or (fact.type is Money and how.amounts == "pence")):
        return _within(cells.cast(pl.Int64), fact, {})
    if cells.dtype == pl.Boolean and (fact.type is bool or fact.nested):
        return _read(cells, {})
    return _days_within(cells, {}) if cells.dtype == pl.Date and fact.type is date else None


def _reader(fact: FactDeclaration) -> "Callable[[pl.Series, FactColumn], Read]":
    if fact.nested:
        return _truths
    if is_enum(fact):
        return _enums
    readers: Mapping[Any, Callable[[pl.Series, FactColumn], Read]] = {
        bool: _truths,
        int: _whole,
        Decimal: _decimals,
        Money: _amounts,
        date: _days,
        str: _texts,
    }
    return readers.get(fact.type, _identifiers)


def _truths(text: pl.Series, how: FactColumn) -> Read:
    values = _folded(text).replace_strict(how.truths, default=None, return_dtype=pl.Boolean)
    return _read(values, {"cell.truth": text.is_not_null() & values.is_null()})


def _whole(text: pl.Series, how: FactColumn) -> Read:
    found = scaled(text, places=0)
    wrong = {"cell.whole-number": found.is_other | found.is_finer, **_unbounded(found)}
    return _within(found.values, how.fact, wrong)


def _decimals(text: pl.Series, how: FactColumn) -> Read:
    found = scaled(text, places=_measure(how.fact).places)
    wrong = {"cell.number": found.is_other, "cell.places": found.is_finer, **_unbounded(found)}
    return _within(found.values, how.fact, wrong)


def _amounts(text: pl.Series, how: FactColumn) -> Read:
    is_pounds = how.amounts == "pounds"
    found = scaled(text, places=PENCE_PLACES if is_pounds else 0, is_money=is_pounds)
    wrong = {"cell.money": found.is_other, "cell.places": found.is_finer, **_unbounded(found)}
    return _within(found.values, how.fact, wrong)


def _unbounded(found: Scaled) -> dict[str, pl.Series]:
    return {"cell.not-finite": found.is_not_finite, "cell.range": found.is_too_large}


def _within(values: pl.Series, fact: FactDeclaration, wrong: Mapping[str, pl.Series]) -> Read:
    """Numbers that are as large as the fact may be."""
    measure = _measure(fact)
    most = min(measure.most * 10**measure.places, (1 << 63) - 1)
    beyond = ~values.is_between(-most, most).fill_null(value=True)
    return _read(values, {**wrong, "cell.range": wrong["cell.range"] | beyond if "cell.range" in wrong else beyond})


def _measure(fact: FactDeclaration) -> Measure:
    """The measure that every fact which is a number has."""
    return fact.measure or Measure(most=0)


def _days(text: pl.Series, how: FactColumn) -> Read:
    days = pl.Series(text.name, [None] * len(text), dtype=pl.Date)
    for pattern in how.dates:
        if days.null_count() > text.null_count():
            days = days.zip_with(days.is_not_null(), _days_by(text, pattern))
    return _days_within(days, {"cell.date": text.is_not_null() & days.is_null()})


def _days_by(text: pl.Series, pattern: DayPattern) -> pl.Series:
    """Days by one pattern; null for what is another, and for a day that is none, such as 30 February."""
    parts = text.str.extract_groups(pattern.expression).struct.unnest()
    month = parts["month"]
    if pattern.has_names:
        month = month.str.to_lowercase().replace_strict(_MONTHS, default=None, return_dtype=pl.Int64).cast(pl.String)
    iso = parts["year"] + "-" + month.str.zfill(2) + "-" + parts["day"].str.zfill(2)
    return iso.str.to_date("%Y-%m-%d", strict=False)


def _days_within(days: pl.Series, wrong: Mapping[str, pl.Series]) -> Read:
    return _read(days, {**wrong, "cell.range": ~days.is_between(FIRST_DAY, LAST_DAY).fill_null(value=True)})


def _enums(text: pl.Series, how: FactColumn) -> Read:
    words = {word: str(value) for word, value in how.values.items()}
    values = _folded(text).replace_strict(words, default=None, return_dtype=pl.String)
    return _read(values, {"cell.value": text.is_not_null() & values.is_null()})


def _texts(text: pl.Series, how: FactColumn) -> Read:
    if how.values:
        words = {word: str(value) for word, value in how.values.items()}
        text = _folded(text).replace_strict(words, default=None, return_dtype=pl.String).fill_null(text)
    return _read(text, {})


def _identifiers(text: pl.Series, how: FactColumn) -> Read:
    """Identifiers as they are written canonically; what is wrong with one has a code of its own."""
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for each in text.unique().drop_nulls().to_list():
        try:
            found[each] = str(how.fact.type.parse(each))
        except InvalidValueError as error:
            wrong[each] = error.code
    values = text.replace_strict(found, default=None, return_dtype=pl.String)
    return Read(values, text.replace_strict(wrong, default=None, return_dtype=pl.String))


def _read(values: pl.Series, wrong: Mapping[str, pl.Series]) -> Read:
    """Values, and for each cell the first code that applies."""
    faults = pl.Series("faults", [None] * len(values), dtype=pl.String)
    for code, applies in wrong.items():
        if applies.any():
            faults = faults.zip_with(faults.is_not_null() | ~applies, pl.Series([code]).new_from_index(0, len(values)))
    return Read(values.set(faults.is_not_null(), None) if faults.null_count() < len(faults) else values, faults)


def _folded(text: pl.Series) -> pl.Series:
    return trimmed(text).str.replace_all(r"\s+", " ").str.to_lowercase()
