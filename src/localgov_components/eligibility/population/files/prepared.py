"""A batch of rows as typed columns, with what is wrong set aside.

A row that has a key goes on even where it is rejected: the key is somebody's, and rows of its members are no orphans.
"""

from collections.abc import Sequence
from typing import NamedTuple

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.cells import as_text, read_cells
from localgov_components.eligibility.population.files.mapping.mapping import TableMapping
from localgov_components.eligibility.population.files.rejects import REJECTS
from localgov_components.tables.blanks import trimmed
from localgov_components.tables.table import ROW, Batch

with needs_extra("population"):
    import polars as pl

__all__ = ["CASE", "ID", "KEPT", "PARENT", "REJECTED", "Prepared", "prepared"]

CASE = "case"
"""The column of the key of the case that a row is or belongs to."""

PARENT = "parent"
"""The column of the member that a row belongs to, where it is a member of one."""

ID = "id"
"""The column that tells the members of one case apart, where they have lists of their own."""

REJECTED = "rejected"
"""The column that says whether a row is rejected."""

KEPT = "kept_"
"""What the names of columns that are carried over begin with; their number follows."""


class Prepared(NamedTuple):
    """Rows with a key, and rejects; `lost` counts rows without one, which are only among the rejects."""

    rows: pl.DataFrame
    rejects: pl.DataFrame
    lost: int


def prepared(batch: Batch, mapping: TableMapping, kept: Sequence[str] = ()) -> Prepared:
    """Read the columns of a batch by a mapping; `kept` are carried over as they are."""
    frame = batch.frame
    numbers = batch.numbers.alias(ROW)
    columns, rejects = [numbers], [batch.faults]
    for name, column in _keys(mapping).items():
        key = _key(_cells(frame, column))
        columns.append(key.alias(name))
        rejects.append(_faults(numbers, column, _coded(key.is_null(), "key.missing")))
    for how in mapping.facts:
        read = read_cells(_cells(frame, how.column), how)
        columns.append(read.values.alias(how.fact.id))
        rejects.append(_faults(numbers, how.column, read.faults))
    columns += [_plain(_cells(frame, column)).alias(f"{KEPT}{number}") for number, column in enumerate(kept)]
    rows, wrong = pl.DataFrame(columns), pl.concat(rejects).sort(ROW, maintain_order=True)
    rows = rows.with_columns(rows[ROW].is_in(wrong[ROW].implode()).alias(REJECTED))
    named = wrong.join(rows.select(ROW, key=CASE), on=ROW, how="left", maintain_order="left").select(*REJECTS)
    whole = rows.drop_nulls([*_keys(mapping)])
    return Prepared(whole, named, batch.read - whole.height)


def _keys(mapping: TableMapping) -> dict[str, str]:
    """The columns that tell a row apart, by what they are here."""
    names = dict(zip((CASE, PARENT), mapping.key, strict=False))
    return names if mapping.id is None else {**names, ID: mapping.id}


def _cells(frame: pl.DataFrame, column: str) -> pl.Series:
    """A column under a name that is safe: Polars takes some for patterns, "*" for one."""
    return frame.get_column(column).alias("cells")


def _key(cells: pl.Series) -> pl.Series:
    text = trimmed(as_text(cells.fill_nan(None) if cells.dtype.is_float() else cells))
    return text.set(text == "", None)


def _coded(applies: pl.Series, code: str) -> pl.Series:
    return pl.select(pl.when(applies).then(pl.lit(code))).to_series()


def _faults(rows: pl.Series, column: str, codes: pl.Series) -> pl.DataFrame:
    found = pl.DataFrame({ROW: rows, "column": pl.repeat(column, len(rows), eager=True), "code": codes})
    return found.drop_nulls("code")


def _plain(cells: pl.Series) -> pl.Series:
    """The cells in a type that is the same in every batch, and that every kind of output holds."""
    return as_text(cells) if cells.dtype in (pl.Categorical, pl.Enum, pl.Duration) else cells
