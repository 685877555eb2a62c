"""Cases and their members put together: whose rows are whose, which keys are there twice, who can be decided.

A case is rejected when a row of one of its members is: without the member it would be decided wrongly. A column that
says whether all members are in the file may be empty; with rows it then means "these at least", and without any that
the list is not known.
"""

from collections.abc import Sequence
from typing import NamedTuple

from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.mapping.mapping import TableMapping
from localgov_components.eligibility.population.files.prepared import CASE, ID, PARENT, REJECTED
from localgov_components.eligibility.population.files.rejects import REJECTS, rejects_of
from localgov_components.rules.measures import MOST_MEMBERS
from localgov_components.tables.table import ROW

with needs_extra("population"):
    import polars as pl

__all__ = ["Rows", "Settled", "settled"]


class Rows(NamedTuple):
    """The rows of one file, and its mapping."""

    mapping: TableMapping
    rows: pl.DataFrame


class Settled(NamedTuple):
    """The rows of one file that can be decided, what else is wrong with others, and how many are rejected in all."""

    mapping: TableMapping
    rows: pl.DataFrame
    rejects: pl.DataFrame
    rejected: int


def settled(tables: Sequence[Rows]) -> list[Settled]:
    """Put together the rows of some cases: first the cases themselves, then members after whom they belong to."""
    cases, *members = tables
    above = {each.name: table for table in tables for each in table.mapping.members}
    checked = [_checked(each, above[each.mapping.name]) for each in members]
    of_cases = [_repeated(cases.rows, [CASE], cases.mapping.key[0])]
    for each in checked:
        wrong = pl.concat([each.rows.filter(REJECTED)[CASE], each.rejects["key"]]).unique()
        found = cases.rows.filter(pl.col(CASE).is_in(wrong.implode()))
        of_cases.append(rejects_of(found, "members.rejected", each.mapping.name))
    of_cases.append(rejects_of(_with_too_many(cases.rows, members), "members.too-many", None))
    whole = _settled(cases.mapping, cases.rows, pl.concat(of_cases))
    others = [_settled(each.mapping, each.rows, each.rejects) for each in checked]
    decided = [each._replace(rows=each.rows.join(whole.rows.select(CASE), on=CASE, how="semi")) for each in others]
    return [_with_completeness(each, [whole, *decided]) for each in [whole, *decided]]


class _Checked(NamedTuple):
    mapping: TableMapping
    rows: pl.DataFrame
    rejects: pl.DataFrame


def _checked(table: Rows, above: Rows) -> _Checked:
    """Rows of members, with those that belong to nobody and those whose id is there twice."""
    mapping, rows = table
    rejects = [] if mapping.id is None else [_repeated(rows, [CASE, ID], mapping.id)]
    theirs, owners = ([CASE, PARENT], [CASE, ID]) if PARENT in rows.columns else ([CASE], [CASE])
    orphans = rows.join(above.rows, left_on=theirs, right_on=owners, how="anti", maintain_order="left")
    rejects.append(rejects_of(orphans, "members.orphan", mapping.key[-1]))
    return _Checked(mapping, rows, pl.concat(rejects))


def _repeated(rows: pl.DataFrame, by: Sequence[str], column: str) -> pl.DataFrame:
    return rejects_of(rows.filter(pl.struct(by).is_duplicated()), "key.duplicate", column)


def _with_too_many(cases: pl.DataFrame, members: Sequence[Rows]) -> pl.DataFrame:
    if not members:
        return cases.clear()
    counted = pl.concat([each.rows.select(CASE) for each in members]).group_by(CASE).len()
    return cases.join(counted.filter(pl.col("len") > MOST_MEMBERS), on=CASE, how="semi", maintain_order="left")


def _settled(mapping: TableMapping, rows: pl.DataFrame, rejects: pl.DataFrame) -> Settled:
    is_rejected = rows[REJECTED] | rows[ROW].is_in(rejects[ROW].implode())
    return Settled(
        mapping,
        rows.filter(~is_rejected),
        rejects.select(*REJECTS).sort(ROW, maintain_order=True),
        int(is_rejected.sum()),
    )


def _with_completeness(table: Settled, tables: Sequence[Settled]) -> Settled:
    """The rows with a column for each list that says whether all its members are there."""
    rows = table.rows
    for mapping in table.mapping.members:
        name = mapping.list_id
        if mapping.complete:
            rows = rows.with_columns(pl.lit(value=True).alias(name))
            continue
        (members,) = (each.rows for each in tables if each.mapping.name == mapping.name)
        theirs, owners = ([CASE, PARENT], [CASE, ID]) if PARENT in members.columns else ([CASE], [CASE])
        some = members.select(*theirs).unique().with_columns(has_members=pl.lit(value=True))
        rows = rows.join(some, left_on=owners, right_on=theirs, how="left", maintain_order="left")
        # None for an empty cell; false where there are rows, which are then these at least.
        rows = rows.with_columns(pl.col(name).fill_null(~pl.col("has_members"))).drop("has_members")
    return table._replace(rows=rows)
