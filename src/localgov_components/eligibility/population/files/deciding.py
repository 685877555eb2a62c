"""The cases of one partition decided, and what is told of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.population.files.columns import OUTPUT_COLUMNS
from localgov_components.eligibility.population.files.mapping.mapping import TableMapping
from localgov_components.eligibility.population.files.prepared import CASE, ID, KEPT, PARENT
from localgov_components.eligibility.population.files.settled import Settled
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.tables.table import ROW

with needs_extra("population"):
    import polars as pl

__all__ = ["decided", "frames_of", "told_of"]


def decided(bound: SchemeOn, tables: Sequence[Settled], *, unknown: Sequence[str]) -> pl.DataFrame:
    """The rows of cases with what was decided, in their order, without the facts."""
    cases, frame, about = tables[0], *frames_of(tables)
    result = bound.decide_many(frame.insert_column(0, cases.rows[ROW]), **about, unknown=unknown).sort(ROW)
    kept = cases.rows.select(ROW, pl.col(f"^{KEPT}[0-9]+$"))
    return kept.hstack(result.select(each for each in OUTPUT_COLUMNS if each in result.columns))


def frames_of(tables: Sequence[Settled]) -> tuple[pl.DataFrame, dict[str, Any]]:
    """The frame of cases, and what `decide_many` is told of their members."""
    cases, *members = tables
    above = {each.name: table.mapping for table in tables for each in table.mapping.members}
    return _frame(cases, None), {
        "key": CASE,  # also without members: a frame of no other columns would have no rows
        "members": {each.mapping.name: _frame(each, above[each.mapping.name]) for each in members},
        "member_keys": {each.mapping.name: _id_of(each.mapping) for each in members if each.mapping.members},
    }


def told_of(tables: Sequence[Settled], result: pl.DataFrame) -> dict[str, Any]:
    """Counts: cases by outcome, facts that were unknown, members that took part."""
    cases, *members = tables
    counted: Mapping[str, int] = dict(result["outcome"].value_counts().iter_rows())
    return {
        "outcomes": {each.value: int(counted.get(each.value, 0)) for each in Outcome},
        "rejected": cases.rejected,
        "unknown": {name: cases.rows[name].null_count() for name in _facts(cases.mapping)},
        "members": [{"used": each.rows.height, "rejected": each.rejected} for each in members],
    }


def _frame(table: Settled, above: TableMapping | None) -> pl.DataFrame:
    """The facts of rows, and the keys by which members belong to them, or they to the rows above."""
    keys = [] if PARENT in table.rows.columns else [pl.col(CASE)]
    if above is not None and PARENT in table.rows.columns:
        keys.append(_within(PARENT).alias(_id_of(above)))
    if ID in table.rows.columns:
        keys.append(_within(ID).alias(_id_of(table.mapping)))
    return table.rows.select(*keys, *_facts(table.mapping))


def _within(column: str) -> pl.Expr:
    """What tells the members of one case apart, as what tells those of all cases apart."""
    return pl.format("{} {} {}", pl.col(CASE).str.len_chars(), pl.col(CASE), pl.col(column))


def _id_of(mapping: TableMapping) -> str:
    """A column's name that is not a fact's."""
    return f"id of {mapping.name}"


def _facts(mapping: TableMapping) -> tuple[str, ...]:
    """The facts that the rows of a file have columns for."""
    return tuple(
        dict.fromkeys([*(each.fact.id for each in mapping.facts), *(each.list_id for each in mapping.members)])
    )
