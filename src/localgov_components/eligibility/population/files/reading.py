"""The rows of a file read into pieces of work: typed, divided by case, with rejects beside them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, TypeAlias

from localgov_components.eligibility.population.files.mapping.mapping import TableMapping
from localgov_components.eligibility.population.files.prepared import CASE, prepared
from localgov_components.tables.filled import Filled
from localgov_components.tables.pieces import divided, told, write_piece
from localgov_components.tables.table import Batch, Place, Table
from localgov_components.tables.work import Work

__all__ = ["InPieces", "Reading", "Watch"]

Watch: TypeAlias = Callable[[str, int, int], object]
"""Called now and then with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class InPieces:
    """A file whose rows are in pieces of work.

    `read` are its rows, `lost` those among them that have no key and so are in no piece, `last` is the number of the
    last row. `filled` says in which rows each column that is counted has a value.
    """

    mapping: TableMapping
    pieces: Sequence[Path]
    rejects: Sequence[Path]
    read: int
    lost: int
    last: int
    filled: Sequence[Filled]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: into pieces called by a name, of about so many rows, each divided into partitions.

    `kept` are columns to carry over, and `counted` the places of columns of which it is counted how many rows have a
    value.
    """

    table: Table
    mapping: TableMapping
    kept: Sequence[str]
    counted: Sequence[int]
    name: str
    rows: int
    partitions: int

    def done(self, work: Work, watch: Watch) -> InPieces:
        """Read what is not read yet."""
        numbers = range(self._made(work))
        found = [told(work.path(self._piece(number))) for number in numbers]
        if len(found) != self._all(work):
            columns = list(dict.fromkeys([*self.mapping.columns, *self.kept]))
            after: Place | None = found[-1]["after"] if found else None
            for batch in self.table.batches(columns, rows=self.rows, after=after, counted=self.counted):
                found.append(self._keep(batch, len(found), work))
                watch(f"Reading {self.table.name}", sum(each["read"] for each in found), self.table.most_rows)
            work.make(self._end, lambda path: path.write_text(str(len(found)), encoding="ascii"))
        return InPieces(
            self.mapping,
            [work.path(self._piece(number)) for number in range(len(found))],
            [work.path(self._rejects(number)) for number in range(len(found))],
            sum(each["read"] for each in found),
            sum(each["lost"] for each in found),
            found[-1]["after"]["row"],
            [_together(each["filled"][number] for each in found) for number in range(len(self.counted))],
        )

    def _keep(self, batch: Batch, number: int, work: Work) -> dict[str, Any]:
        """Write a batch, its rejects first: it is made only when both are. What is told of it."""
        found = prepared(batch, self.mapping, self.kept)
        filled = [(each.rows, each.first) for each in batch.filled]
        about = {"read": batch.read, "lost": found.lost, "after": batch.after, "filled": filled}
        parts = divided(found.rows, CASE, self.partitions)
        work.make(self._rejects(number), lambda path: write_piece(path, [found.rejects], {}))
        work.make(self._piece(number), lambda path: write_piece(path, parts, about))
        return about

    def _all(self, work: Work) -> int | None:
        """How many batches there are; None while the file is not read to its end."""
        told_of = work.path(self._end).read_bytes() if work.has(self._end) else b""
        return int(told_of) if told_of.isdigit() else None

    def _made(self, work: Work) -> int:
        """How many batches are made, up to the first that is missing."""
        number = 0
        while work.has(self._piece(number)) and work.has(self._rejects(number)):
            number += 1
        return number

    @property
    def _end(self) -> str:
        return f"{self.name}.read"

    def _piece(self, number: int) -> str:
        return f"{self.name}-{number:06}.arrow"

    def _rejects(self, number: int) -> str:
        return f"{self.name}-{number:06}.rejects.arrow"


def _together(batches: Iterable[tuple[int, Sequence[int]]]) -> Filled:
    """A column in all batches, as they tell of it."""
    return reduce(Filled.then, (Filled(rows, tuple(first)) for rows, first in batches), Filled())
