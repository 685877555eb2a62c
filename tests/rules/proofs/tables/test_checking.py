"""What is found in small tables is what trying every case finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from tests.rules.proofs.tables.small_tables import POLICY, cases, tables

from localgov_components.rules import (
    Condition,
    DecisionTable,
    HitPolicy,
    Known,
    Output,
    Unknown,
    UnknownReason,
    evaluate,
    row,
)
from localgov_components.rules.proofs import TableFindings, check_table

pytestmark = pytest.mark.slow

CASES = [*cases()]


@dataclass
class Tried:
    """A table, and for each case the rows that apply to it."""

    table: DecisionTable
    applying: list[set[int]]

    def given(self, number: int) -> list[Any]:
        """What a row gives."""
        pairs = zip(self.table.output_columns, self.table.rows[number - 1].operands, strict=True)
        return [evaluate(column.operand(operand), Known(), policy=POLICY) for column, operand in pairs]

    def rank(self, number: int) -> int:
        return "abc".index(self.given(number)[0])

    def decides(self, number: int, rows: set[int]) -> bool:  # noqa: PLR0911 - one line for each hit policy
        """Whether a row has a say where these rows apply."""
        match self.table.hit:
            case HitPolicy.UNIQUE:
                return rows == {number}
            case HitPolicy.ANY:
                return all(self.given(number) == self.given(other) for other in rows)
            case HitPolicy.FIRST:
                return number == min(rows)
            case HitPolicy.PRIORITY:
                return number == min(rows, key=lambda other: (self.rank(other), other))
            case HitPolicy.MIN:
                return self.given(number) == min(map(self.given, rows))
            case HitPolicy.MAX:
                return self.given(number) == max(map(self.given, rows))
            case _:
                return True

    def clash(self, one: int, other: int) -> bool:
        differ = self.given(one) != self.given(other)
        match self.table.hit:
            case HitPolicy.UNIQUE:
                return True
            case HitPolicy.ANY:
                return differ
            case HitPolicy.PRIORITY:
                return differ and self.rank(one) == self.rank(other)
            case _:
                return False


def tried(table: DecisionTable) -> Tried:
    numbers = range(1, len(table.rows) + 1)
    return Tried(table, [{number for number in numbers if applies(table, number, known)} for known in CASES])


def applies(table: DecisionTable, number: int, known: Known) -> bool:
    return evaluate(table.rows[number - 1].condition, known, policy=POLICY) is True


def found_in(table: DecisionTable) -> TableFindings:
    found = check_table(table, policy=POLICY, seconds=60)
    assert found.unsettled == ()
    assert not found.cut
    return found


@given(tables())
def test_rows_overlap_where_some_case_meets_both_and_the_hit_policy_allows_one(table: DecisionTable) -> None:
    expected = tried(table)
    pairs = combinations(range(1, len(table.rows) + 1), 2)
    meeting = {pair for pair in pairs if expected.clash(*pair) and any({*pair} <= rows for rows in expected.applying)}
    found = found_in(table)
    assert {each.rows for each in found.overlaps} == meeting
    for each in found.overlaps:
        assert all(applies(table, number, each.known) for number in each.rows)


@given(tables())
def test_rows_are_dead_that_apply_to_no_case_and_masked_that_decide_none(table: DecisionTable) -> None:
    expected = tried(table)
    reached = set[int]().union(*expected.applying)
    deciding = {number for rows in expected.applying for number in rows if expected.decides(number, rows)}
    found = found_in(table)
    assert {each.row for each in found.dead} == {*range(1, len(table.rows) + 1)} - reached
    assert {each.row for each in found.masked} == reached - deciding
    for each in found.masked:
        with_row = [rows for rows in expected.applying if each.row in rows]
        assert all({*each.by} & rows for rows in with_row)
        assert all(any({*each.by} - {other} & rows == set() for rows in with_row) for other in each.by)
        assert applies(table, each.row, each.known)


@given(tables())
def test_gaps_are_all_cases_without_a_row_and_no_others(table: DecisionTable) -> None:
    expected = tried(table)
    needs = table.otherwise is None and table.hit not in (HitPolicy.COUNT, HitPolicy.COLLECT)
    gaps = [rows_of(table, each.cells) for each in found_in(table).gaps]
    for known, rows in zip(CASES, expected.applying, strict=True):
        is_in = any(evaluate(each, known, policy=POLICY) is True for each in gaps)
        assert is_in == (needs and not rows)


def rows_of(table: DecisionTable, cells: Mapping[str, str]) -> Condition:
    """When a row of such cells would apply."""
    inputs = [column.expression for column in table.input_columns]
    asked = [cells.get(column.heading, "-") for column in table.input_columns]
    (only,) = DecisionTable("gap", inputs=inputs, outputs=[Output("is_gap", str)], rows=[row(*asked, then="yes")]).rows
    return only.condition


@given(tables())
def test_a_table_is_proved_where_it_always_has_a_value_and_every_row_has_a_say(table: DecisionTable) -> None:
    found = found_in(table)
    assert found.is_proved == (not any((found.overlaps, found.gaps, found.dead, found.masked)))
    if table.hit not in (HitPolicy.COLLECT, HitPolicy.PRIORITY):
        values = [evaluate(table.expression, known, policy=POLICY) for known in CASES]
        reasons = {value.reason for value in values if isinstance(value, Unknown)}
        assert (UnknownReason.GAP in reasons) == bool(found.gaps)
        assert (UnknownReason.CONTRADICTION in reasons) == bool(found.overlaps)
