"""A plan carried out: the tables of cases and members, with the columns that the plan names.

>>> import polars as pl
>>> from localgov_components.rules.frames.column import Column
>>> from localgov_components.rules.frames.places import CASES
>>> plan = Plan()
>>> double = plan.named(CASES, Column(nw.col("bins") * 2))
>>> source = Source(nw.from_native(pl.LazyFrame({"bins": [1, 2]})))
>>> carried_out(plan, {CASES: source})[CASES].select(double.expr.alias("double")).collect()["double"].to_list()
[2, 4]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.frames.places import Place, Step, Turn
from localgov_components.rules.frames.plan import OWN, Plan

with needs_extra("population"):
    import narwhals.stable.v2 as nw

__all__ = ["CASE", "PARENT", "ROW", "Source", "carried_out", "row_id"]

CASE = f"{OWN}case"
"""Column of every table: the case to which a row belongs."""

ROW = f"{OWN}row"
"""Column of the cases: the number of the row, where rows have an order that is not to be lost."""

PARENT = f"{OWN}parent"
"""Column of a list inside members: the number of the member, among those of the case."""


def row_id(number: int) -> str:
    """Column with the number of a member, among those of the case, for one step of a place."""
    return f"{OWN}member{number}"


@dataclass(frozen=True, slots=True)
class Source:
    """A table that is given. With `kept`, it is worked out once for each round and held, instead of at the end."""

    frame: "nw.LazyFrame[Any]"
    kept: bool = False


def carried_out(plan: Plan, sources: Mapping[Place, Source]) -> dict[Place, "nw.LazyFrame[Any]"]:
    """Every table of a plan, with its columns. `sources` are the cases, and the members of each list by its own."""
    tables = {place: source.frame for place, source in sources.items()}
    for place in sorted(plan.tables, key=len):
        if place not in tables:
            tables[place] = _base(place, sources)
    is_kept = all(source.kept for source in sources.values()) and len(tables) > 1
    for number in range(plan.rounds):
        before = dict(tables)
        for place, todo in plan.tables.items():
            frame = before[place]
            for (origin, turn), names in todo.spread.get(number, {}).items():
                frame = _spread(frame, before[origin], turn, names)
            for (inner, turn), made in todo.gathered.get(number, {}).items():
                frame = _gathered(frame, before[inner], turn, made)
            for columns in todo.written(number):
                frame = columns.beside(frame)
            tables[place] = frame.collect().lazy() if is_kept and frame is not before[place] else frame
    return tables


def _ids(places: int) -> list[str]:
    return [CASE, *map(row_id, range(places))]


def _spread(
    frame: "nw.LazyFrame[Any]", origin: "nw.LazyFrame[Any]", turn: Turn, names: Mapping[str, str]
) -> "nw.LazyFrame[Any]":
    """With columns of a table whose rows each belong to several here."""
    keys = [CASE, *(row_id(here) for here in turn)]
    given = (nw.col(there).alias(here) for there, here in zip(_ids(len(turn)), keys, strict=True))
    taken = (nw.col(there).alias(here) for there, here in names.items())
    return frame.join(origin.select(*given, *taken), on=keys, how="left")


def _gathered(
    frame: "nw.LazyFrame[Any]", inner: "nw.LazyFrame[Any]", turn: Turn, made: Mapping[str, nw.Expr]
) -> "nw.LazyFrame[Any]":
    """With aggregates of a table that has several rows for each here."""
    keys = [CASE, *(row_id(there) for there in turn)]
    found = inner.group_by(*keys).agg(**made)
    given = (nw.col(there).alias(here) for here, there in zip(_ids(len(turn)), keys, strict=True))
    return frame.join(found.select(*given, *made), on=_ids(len(turn)), how="left")


def _base(place: Place, sources: Mapping[Place, Source]) -> "nw.LazyFrame[Any]":
    """The rows of a table that goes over several lists."""
    steps = enumerate(place)
    return reduce(lambda frame, step: _further(frame, step[0], step[1], sources), steps, None)  # type: ignore[arg-type]


def _further(
    frame: "nw.LazyFrame[Any] | None", number: int, step: Step, sources: Mapping[Place, Source]
) -> "nw.LazyFrame[Any]":
    """With each member of one list more."""
    members = sources[(Step(step.path, None),)].frame
    own = [nw.col(CASE), nw.col(row_id(0)).alias(row_id(number))]
    if frame is None:
        return members.select(*own)
    if step.parent is None:
        return frame.join(members.select(*own), on=CASE, how="inner")
    keys = [CASE, row_id(step.parent)]
    return frame.join(members.select(*own, nw.col(PARENT).alias(keys[1])), on=keys, how="inner")
