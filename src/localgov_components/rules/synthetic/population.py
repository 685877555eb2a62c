"""Any number of made-up households of a vocabulary: the same ones for the same seed, on every machine.

Each fact is drawn by its own marginal, apart from the others but where it is `given` another. Frames have the columns
by which a scheme decides a population: the fact's id names the column, and null is unknown.

>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.rules.synthetic import member_counts, shares
>>> class Member(Facts, id="member"):
...     in_work: Fact[bool] = fact("is in work")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> population = SyntheticPopulation(
...     Household,
...     {
...         "household.members": member_counts({1: "0.6", 2: "0.4"}),
...         "member.in_work": shares({True: "0.7", False: "0.3"}),
...     },
...     seed=1,
... )
>>> drawn = population.draw(1_000)
>>> drawn.frame.columns, drawn.members["household.members"].columns
(['case', 'household.members'], ['case', 'member', 'member.in_work'])
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.core.files import place_file
from localgov_components.core.libraries import needs_extra
from localgov_components.rules.fact_data import declarations_of
from localgov_components.rules.facts import FactDeclaration, Facts
from localgov_components.rules.measures import MOST_MEMBERS
from localgov_components.rules.synthetic.drawing import Draw, column_of, completeness_of
from localgov_components.rules.synthetic.level import Level, levelled
from localgov_components.rules.synthetic.marginals import NUMBER, Marginal, MemberCounts

if TYPE_CHECKING:
    import polars as pl

__all__ = ["BATCH", "Drawn", "SyntheticPopulation"]

BATCH = 250_000
"""Cases that `write` holds in memory at a time."""

_ROW, _COUNT = "\0row", "\0count"


class Drawn(NamedTuple):
    """Households as a frame, and for each list of members, by the fact's id, a frame of members."""

    frame: "pl.DataFrame"
    members: "dict[str, pl.DataFrame]"


class SyntheticPopulation:
    """Made-up cases of one or several vocabularies, from one marginal for each fact.

    The column `key` numbers cases from 1; members have it too, beside a number of their own in a column named as their
    vocabulary is. Raises `DefinitionError` with every mistake: a fact without a marginal, a marginal of no fact, one
    that does not fit its fact, facts given one another in a circle.
    """

    def __init__(
        self,
        facts: type[Facts] | Sequence[type[Facts] | FactDeclaration],
        marginals: Mapping[str, Marginal],
        *,
        seed: int,
        key: str = "case",
    ) -> None:
        declared = declarations_of((facts,) if isinstance(facts, type) else facts)
        self._level, faults = levelled(tuple(declared.values()), marginals, key=key)
        DefinitionError.raise_for(faults)
        self._carried = self._level.read() - {NUMBER}
        self._seed = seed
        self.key = key

    def draw(self, rows: int, *, first: int = 0) -> Drawn:
        """So many cases from the one at `first`, counted from 0. Batches join up to one population."""
        if rows < 0 or first < 0:
            raise InvalidValueError("less than no rows. Give a number of rows and a first one.", code="synthetic.rows")
        with needs_extra("population"):
            import polars as pl

        members: dict[str, pl.DataFrame] = {}
        cases = pl.select(pl.int_range(first, first + rows, dtype=pl.UInt64).alias(_ROW))
        cases = cases.with_columns((pl.col(_ROW) + 1).cast(pl.Int64).alias(self.key))
        cases = self._filled(self._level, cases, members)
        return Drawn(cases.select(self.key, *self._level.facts), {id_: members[id_] for id_, _ in self._level.named()})

    def write(
        self, folder: Path, rows: int, *, batch: int = BATCH, progress: Callable[[int], None] | None = None
    ) -> Mapping[str, Path]:
        """Write so many cases as Parquet, a batch in memory at a time: `cases.parquet`, and a file for each list.

        Returns each file, by `cases` or the id of its list; they stand under their names only when all are whole.
        `progress` is told after each batch how many cases are written.
        """
        if rows < 0 or batch < 1:
            message = "less than no rows, or than one in a batch. Give a number of rows, and of rows in a batch."
            raise InvalidValueError(message, code="synthetic.rows")
        folder.mkdir(parents=True, exist_ok=True)
        finished = {name: folder / f"{name}.parquet" for name in ("cases", *(id_ for id_, _ in self._level.named()))}
        mark = secrets.token_hex(8)
        parts = {name: path.with_name(f".{path.name}.{mark}.part") for name, path in finished.items()}
        try:
            self._write(parts, rows, batch, progress)
            for name, part in parts.items():
                place_file(part, finished[name])
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
        return finished

    def _write(self, parts: Mapping[str, Path], rows: int, batch: int, progress: Callable[[int], None] | None) -> None:
        with needs_extra("population"):
            from pyarrow import parquet

        writers = {}
        try:
            for name, frame in _named(self.draw(0)):
                writers[name] = parquet.ParquetWriter(parts[name], frame.to_arrow().schema, compression="zstd")
            for first in range(0, rows, batch):
                size = min(batch, rows - first)
                for name, frame in _named(self.draw(size, first=first)):
                    writers[name].write_table(frame.to_arrow())
                if progress is not None:
                    progress(first + size)
        finally:
            for writer in writers.values():
                writer.close()

    def _filled(self, level: Level, cases: "pl.DataFrame", members: "dict[str, pl.DataFrame]") -> "pl.DataFrame":
        """The rows of a level with its facts, and those of the levels below it in `members`."""
        import polars as pl

        for id_, marginal in level.in_order:
            draw = Draw(pl.col(_ROW), self._seed, id_)
            if isinstance(marginal, MemberCounts):
                column = completeness_of(marginal, draw)
            else:
                column = _typed(column_of(marginal, draw), level.facts[id_])
            cases = cases.with_columns(column.alias(id_))
        for id_, inner in level.lists.items():
            counts = dict(level.in_order)[id_]
            inner_keys = [level.key, inner.key]
            rows = self._rows(cases, id_, counts, keys=inner_keys)
            filled = self._filled(inner, rows, members)
            members[id_] = filled.select(*inner_keys, *inner.facts)
        return cases

    def _rows(self, cases: "pl.DataFrame", id_: str, counts: Marginal, *, keys: list[str]) -> "pl.DataFrame":
        """A row for each member of a list, with what others are given of the case around."""
        import polars as pl

        count = pl.when(pl.col(id_).is_null()).then(0).otherwise(column_of(counts, Draw(pl.col(_ROW), self._seed, id_)))
        outer, own = keys
        carried = [name for name in cases.columns if name in self._carried]
        rows = cases.select(_ROW, outer, *carried, pl.int_ranges(1, count + 1).alias(NUMBER))
        rows = rows.filter(pl.col(NUMBER).list.len() > 0).explode(NUMBER)
        member = pl.col(_ROW) * MOST_MEMBERS + (pl.col(NUMBER) - 1).cast(pl.UInt64)
        return rows.with_columns(member.alias(_ROW)).with_columns((pl.col(_ROW) + 1).cast(pl.Int64).alias(own))


def _typed(column: "pl.Expr", fact: FactDeclaration) -> "pl.Expr":
    """A column of the type that the fact's column has."""
    from datetime import date

    import polars as pl

    if fact.type is date:
        return column.cast(pl.Int32).cast(pl.Date)
    if fact.measure is not None:
        return column.cast(pl.Int64)
    return column.cast(pl.Boolean if fact.type is bool else pl.String)


def _named(drawn: Drawn) -> "Iterator[tuple[str, pl.DataFrame]]":
    yield "cases", drawn.frame
    yield from drawn.members.items()
