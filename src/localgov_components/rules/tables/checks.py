"""What is wrong with the shape of a decision table, before any of its cells is read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from localgov_components.core.errors import Fault
from localgov_components.money import Money
from localgov_components.rules.building import NUMBERS, ORDERED, type_name
from localgov_components.rules.tables.columns import Input, Output
from localgov_components.rules.tables.hit_policy import HitPolicy
from localgov_components.rules.tables.table_row import Row
from localgov_components.rules.tree import Mistaken

if TYPE_CHECKING:
    from localgov_components.rules.tables.decision_table import DecisionTable

__all__ = ["CITES", "NOTE", "shape_faults"]

CITES, NOTE = "cites", "note"
"""Headings of columns about the rows themselves."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)
_LONGEST = 64
"""Characters of the name of a definition, which the names of a table and an output make together."""


def shape_faults(table: "DecisionTable", rows: Sequence[Row], otherwise: object) -> Iterator[Fault]:
    """Mistakes of name, columns and hit policy."""
    if not _NAME.fullmatch(table.name):
        yield Fault(
            "decision table", "not a name: give up to 50 small letters, digits and underscores", column=table.name
        )
    if not (table.input_columns and table.output_columns and rows):
        yield Fault(table.name, "no inputs, no outputs or no rows. Give at least one of each")
    yield from _column_faults(table)
    for message in _hit_faults(table, otherwise):
        yield Fault(table.name, message)


def _column_faults(table: "DecisionTable") -> Iterator[Fault]:
    columns: list[Input | Output] = [*table.input_columns, *table.output_columns]
    for place, column in enumerate(columns, start=1):
        heading = column.heading or f"{place}"
        if column.kind is not Mistaken and (message := column.fault()):
            yield Fault(table.name, message, column=heading)
    for column in table.output_columns:
        if not _NAME.fullmatch(column.name) or len(f"{table.name}_{column.name}") > _LONGEST:
            message = (
                f"not a name for an output: small letters, digits and underscores, {_LONGEST - 1} with the table's"
            )
            yield Fault(table.name, message, column=column.name)
    for heading, number in Counter(column.heading for column in columns if column.heading).items():
        if number > 1:
            yield Fault(table.name, f"there are {number} columns of this heading. Keep one", column=heading)
        if heading in (CITES, NOTE):
            yield Fault(table.name, "this heading is for a column about the rows. Choose another name", column=heading)


def _hit_faults(table: "DecisionTable", otherwise: object) -> Iterator[str]:
    hit, columns = table.hit, table.output_columns
    if hit.is_ranked and not any(column.values for column in columns):
        yield f"the hit policy '{hit}' ranks outputs. Declare values=[…] of one, from the first in rank to the last"
    if hit.is_aggregated and len(columns) > 1:
        yield f"the hit policy '{hit}' makes one value of one output. Make a table for each output"
    allowed = {HitPolicy.SUM: (*NUMBERS, Money), HitPolicy.MIN: ORDERED, HitPolicy.MAX: ORDERED}.get(hit)
    for column in columns if allowed else ():
        if column.kind not in (allowed or ()):
            yield f"the hit policy '{hit}' has no meaning for {type_name(column.kind)}. Give an amount or a number"
    if otherwise is not None and (hit.is_list or hit is HitPolicy.COUNT):
        nothing = "0" if hit is HitPolicy.COUNT else "no value"
        yield f"the hit policy '{hit}' gives {nothing} where no row applies. Remove otherwise"
