"""The expressions that a decision table becomes: a definition for each row, and one for each output."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from localgov_components.rules.building import as_expression
from localgov_components.rules.conditions import all_of, choice
from localgov_components.rules.definitions import define
from localgov_components.rules.expressions import Condition, Expression
from localgov_components.rules.known import UnknownReason
from localgov_components.rules.tables.cells import Test
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tables.hits import Given, aggregated, clash_of, grouped
from localgov_components.rules.tree import Definition, Undefined

if TYPE_CHECKING:
    from localgov_components.rules.tables.decision_table import DecisionTable

__all__ = ["condition_of_row", "results_of"]


def condition_of_row(table: "DecisionTable", number: int, tests: Sequence[Test], cites: str) -> Definition[bool]:
    """When a row applies: as soon as one of its cells does not hold, it does not."""
    pairs = zip(table.input_columns, tests, strict=True)
    asked = [condition for column, test in pairs if (condition := column.condition(test)) is not None]
    return define(
        f"{table.name}_row_{number}",
        all_of(*asked) if asked else as_expression(value=True),
        label=f"row {number} of the {table.label} applies",
        denied=f"row {number} of the {table.label} does not apply",
        cites=cites or table.cites,
    )


def results_of(table: "DecisionTable") -> dict[str, Definition[Any]]:
    """For each output what the hit policy makes of the rows."""
    given = _given(table)
    clash = clash_of(table.hit, given)
    if clash is not None:
        denied = f"no rows of the {table.label} contradict each other"
        clash = define(
            f"{table.name}_clash", clash, label=f"rows of the {table.label} contradict each other", denied=denied
        )
    if table.hit is HitPolicy.ANY:
        given = grouped(given)
    return {column.name: _result(table, place, given, clash) for place, column in enumerate(table.output_columns)}


def _given(table: "DecisionTable") -> list[Given]:
    """What each row gives, in the order in which rows are tried."""
    rows = sorted(table.rows, key=table.ranks) if table.hit is HitPolicy.PRIORITY else table.rows
    columns = table.output_columns
    return [
        Given(row.condition, tuple(column.operand(each) for column, each in zip(columns, row.operands, strict=True)))
        for row in rows
    ]


def _result(table: "DecisionTable", place: int, given: Sequence[Given], clash: Condition | None) -> Definition[Any]:
    column = table.output_columns[place]
    last: Expression[Any] = Undefined(UnknownReason.GAP, table.name, column.kind)
    if table.otherwise is not None:
        last = column.operand(table.otherwise[place])
    if table.hit.is_aggregated:
        value = aggregated(table.hit, given, last)
    else:
        branches = [(each.condition, each.values[place]) for each in given]
        if clash is not None:
            branches.insert(0, (clash, Undefined(UnknownReason.CONTRADICTION, table.name, column.kind)))
        value = choice(tuple(branches), last)
    if len(table.output_columns) == 1:
        return define(table.name, value, label=table.label, cites=table.cites)
    return define(f"{table.name}_{column.name}", value, label=f"{table.label}, {column.name}", cites=table.cites)
