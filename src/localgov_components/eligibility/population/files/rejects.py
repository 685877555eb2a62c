"""Rows that cannot be decided as they are, and why: a number of a row, a column, a code, and the row's key alone.

| Code | What is wrong |
| --- | --- |
| `cell.…` | a cell is not what its column holds |
| `row.cells` | the row has more or fewer cells than the headings |
| `key.…` | the key is missing, or not the only one of its kind |
| `members.…` | a row of a member belongs to nobody, or a case has members that could not be read |

A cell that holds an identifier has the code of the identifier's own rule, such as `nino.format`.
"""

from dataclasses import dataclass, field

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.summary import RejectSummary
from localgov_components.tables.table import ROW

with needs_extra("population"):
    import polars as pl

__all__ = ["REJECTS", "Rejected", "rejects_of"]

_MOST_SHOWN = 5

REJECTS = pl.Schema({ROW: pl.Int64, "column": pl.String, "code": pl.String, "key": pl.String})
"""The columns of a frame of rejects; a row that has several mistakes is there for each."""


def rejects_of(rows: pl.DataFrame, code: str, column: str | None) -> pl.DataFrame:
    """One reject for each of some rows, which have a row number and the key of a case."""
    return rows.select(ROW, pl.lit(column, pl.String).alias("column"), pl.lit(code).alias("code"), key="case")


@dataclass(slots=True)
class Rejected:
    """Counts rejects by column and code, and notes the first rows of each."""

    rows: dict[tuple[str | None, str], list[int]] = field(default_factory=dict)
    counts: dict[tuple[str | None, str], int] = field(default_factory=dict)

    def add(self, frame: pl.DataFrame) -> None:
        """Count some more, which come after those before."""
        grouped = frame.group_by("column", "code", maintain_order=True).agg(pl.len(), pl.col(ROW).head(_MOST_SHOWN))
        for column, code, number, first in grouped.iter_rows():
            self.counts[column, code] = self.counts.get((column, code), 0) + number
            shown = self.rows.setdefault((column, code), [])
            shown += first[: _MOST_SHOWN - len(shown)]

    def summaries(self) -> tuple[RejectSummary, ...]:
        """Those with most rows first."""
        found = [RejectSummary(*key, number, tuple(self.rows[key])) for key, number in self.counts.items()]
        return tuple(sorted(found, key=lambda each: (-each.rows, each.column or "", each.code)))
