"""The rows of a file read into pieces of work: typed, divided by case, with rejects beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from localgov_components.eligibility.population.files.mapping.mapping import TableMapping
from localgov_components.eligibility.population.files.pieces import divided, told, write_piece
from localgov_components.eligibility.population.files.prepared import CASE, prepared
from localgov_components.eligibility.population.files.tables.table import Batch, Place, Table
from localgov_components.eligibility.population.files.work import Work

__all__ = ["InPieces", "Reading", "Watch"]

Watch: TypeAlias = Callable[[str, int, int], object]
"""Called now and then with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class InPieces:
    """A file whose rows are in pieces of work.

    `read` are its rows, `lost` those among them that have no key and so are in no piece, `last` is the number of the
    last row.
    """

    mapping: TableMapping
    pieces: Sequence[Path]
    rejects: Sequence[Path]
    read: int
    lost: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: into pieces called by a name, of about so many rows, each divided into partitions.

    `kept` are columns to carry over.
    """

    table: Table
    mapping: TableMapping
    kept: Sequence[str]
    name: str
    rows: int
    partitions: int

    def done(self, work: Work, watch: Watch) -> InPieces:
        """Read what is not read yet."""
        numbers = range(self._made(work))
        found = [told(work.path(self._piece(number))) for number in numbers]
        if not work.has(self._end):
            columns = list(dict.fromkeys([*self.mapping.columns, *self.kept]))
            after: Place | None = found[-1]["after"] if found else None
            for batch in self.table.batches(columns, rows=self.rows, after=after):
                found.append(self._keep(batch, len(found), work))
                watch(f"Reading {self.table.name}", sum(each["read"] for each in found), self.table.most_rows)
            work.make(self._end, Path.touch)
        return InPieces(
            self.mapping,
            [work.path(self._piece(number)) for number in range(len(found))],
            [work.path(self._rejects(number)) for number in range(len(found))],
            sum(each["read"] for each in found),
            sum(each["lost"] for each in found),
            found[-1]["after"]["row"],
        )

    def _keep(self, batch: Batch, number: int, work: Work) -> dict[str, int | Place]:
        """Write a batch, its rejects first: it is made only when both are. What is told of it."""
        found = prepared(batch, self.mapping, self.kept)
        about: dict[str, int | Place] = {"read": batch.read, "lost": found.lost, "after": batch.after}
        parts = divided(found.rows, CASE, self.partitions)
        work.make(self._rejects(number), lambda path: write_piece(path, [found.rejects], {}))
        work.make(self._piece(number), lambda path: write_piece(path, parts, about))
        return about

    def _made(self, work: Work) -> int:
        """How many batches are made."""
        number = 0
        while work.has(self._piece(number)):
            number += 1
        return number

    @property
    def _end(self) -> str:
        return f"{self.name}.read"

    def _piece(self, number: int) -> str:
        return f"{self.name}-{number:06}.arrow"

    def _rejects(self, number: int) -> str:
        return f"{self.name}-{number:06}.rejects.arrow"
