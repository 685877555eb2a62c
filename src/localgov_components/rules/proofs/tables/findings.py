"""What was found in a decision table: each finding with its rows, and a case that shows it.

A finding shows rows and cells of the table. Its case is made up; `repr` and text show none of its values all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from localgov_components.rules.known import Known

__all__ = ["DeadRow", "Gap", "MaskedRow", "Overlap", "Question", "TableFindings", "Unsettled"]

Question: TypeAlias = Literal["overlap", "gap", "dead row", "masked row"]
"""What is asked of a table."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows that apply at once where the hit policy allows one, or one value."""

    rows: tuple[int, int]
    known: Known = field(repr=False)

    def __str__(self) -> str:
        """One line."""
        return f"rows {self.rows[0]} and {self.rows[1]} apply at once"


@dataclass(frozen=True, slots=True)
class Gap:
    """Cases of which no row says anything: `cells` are what would stand in the row that is missing, by heading."""

    cells: Mapping[str, str]
    known: Known = field(repr=False)

    def __str__(self) -> str:
        """One line."""
        return f"no row for: {', '.join(f'{heading} {cell}' for heading, cell in self.cells.items()) or 'any case'}"


@dataclass(frozen=True, slots=True)
class DeadRow:
    """A row that applies to no case: the cells of `headings` cannot hold, or cannot hold together."""

    row: int
    headings: tuple[str, ...]

    def __str__(self) -> str:
        """One line."""
        return f"row {self.row} never applies: {', '.join(self.headings)}"


@dataclass(frozen=True, slots=True)
class MaskedRow:
    """A row that applies to some cases, such as `known`, and decides none: rows `by` are in its way in all of them."""

    row: int
    by: tuple[int, ...]
    known: Known = field(repr=False)

    def __str__(self) -> str:
        """One line."""
        rows = f"rows {_listed(self.by)} stand" if len(self.by) > 1 else f"row {self.by[0]} stands"
        return f"row {self.row} never decides: wherever it applies, {rows} in its way"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A question that was not answered in the time, or not by the methods of the solver."""

    about: Question
    rows: tuple[int, ...]

    def __str__(self) -> str:
        """One line."""
        return f"not decided: {self.about}{f' (row {_listed(self.rows)})' if self.rows else ''}"


@dataclass(frozen=True, slots=True)
class TableFindings:
    """Everything that was found in one table; nothing, where it is sound. `cut` says that there was more to list."""

    table: str
    overlaps: tuple[Overlap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    dead: tuple[DeadRow, ...] = ()
    masked: tuple[MaskedRow, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    cut: bool = False

    @property
    def is_proved(self) -> bool:
        """Whether it is proved that there is nothing to find."""
        return not any((self.overlaps, self.gaps, self.dead, self.masked, self.unsettled))

    def __str__(self) -> str:
        """A line for the table and one for each finding."""
        return "\n".join([f"{self.table}: {'sound' if self.is_proved else 'not sound'}", *self._lines()])

    def _lines(self) -> Iterator[str]:
        for found in (self.overlaps, self.gaps, self.dead, self.masked, self.unsettled):
            yield from map(str, found)
        if self.cut:
            yield "and more, which are not listed"


def _listed(rows: tuple[int, ...]) -> str:
    *first, last = map(str, rows)
    return f"{', '.join(first)} and {last}" if first else last
