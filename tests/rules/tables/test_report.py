from typing import Any

from hypothesis import given
from tests.rules.tables.tables import CASES, POLICY, Garden, Sketch, cases, partial, sketches

from localgov_components.rules import Known, Unknown, evaluate, read_aloud
from localgov_components.rules.tables import DecisionTable, HitPolicy, Output, row


def sizes(hit: HitPolicy = HitPolicy.UNIQUE) -> DecisionTable:
    rows = [
        row("> 2", "yes", "-", then="large"),
        row("<= 2", "no", "A, B", then="small"),
        row("-", "-", "-", then="any"),
        row("not({many})", "-", "-", then="few"),
    ]
    inputs: list[Any] = [Garden.bins, Garden.badge, Garden.band]
    return DecisionTable("size", inputs=inputs, outputs=[Output("size", str)], rows=rows, hit=hit)


def test_a_report_says_of_each_row_which_cells_failed_or_are_not_known() -> None:
    report = sizes().report(Known({"garden.bins": 3, "garden.badge": None}), policy=POLICY)
    assert str(report).splitlines() == [
        "size: unique",
        "row 1 may apply; not known: garden.badge (yes)",
        "row 2 does not apply: garden.bins (<= 2)",
        "row 3 applies",
        "row 4 does not apply: garden.bins (not({many}))",
    ]
    assert [[cell.heading for cell in each.failed] for each in report.rows] == [
        [],
        ["garden.bins"],
        [],
        ["garden.bins"],
    ]
    assert [each.heading for each in report.rows[1].unknown] == ["garden.badge", "garden.band"]
    assert not report.is_complete


def test_a_cell_that_failed_reads_aloud() -> None:
    (failed,) = sizes().report(Known({"garden.bins": 3}), policy=POLICY).rows[1].failed
    assert read_aloud(failed.condition, holds=False) == "number of bins is more than 2"


def test_neither_what_applies_nor_what_is_given_is_in_a_repr() -> None:
    report = sizes().report(Known({"garden.bins": 3, "garden.badge": True, "garden.band": "A"}), policy=POLICY)
    assert not [word for word in ("applies=", "holds=", "given=", "complete=") if word in repr(report)]


def test_the_values_of_rows_that_apply_are_at_least_these_until_all_is_known() -> None:
    table = sizes(HitPolicy.COLLECT)
    report = table.report(Known({"garden.bins": 3}), policy=POLICY)
    assert [dict(each) for each in report.values] == [{"size": "any"}]
    whole = table.report(Known(CASES[0]), policy=POLICY)
    assert whole.is_complete


@given(sketches(), partial)
def test_a_report_agrees_with_the_rows(sketch: Sketch, known: Known) -> None:
    table = sketch.table()
    report = table.report(known, policy=POLICY)
    for each in report.rows:
        assert each.applies == evaluate(each.row.condition, known, policy=POLICY)
        if each.applies is True:
            assert all(cell.holds is True for cell in each.cells)
        else:
            assert bool(each.failed) is (each.applies is False)
            assert each.failed or each.unknown
    assert set(table.matches(known, policy=POLICY)) == {each.row for each in report.rows if each.applies is True}


@given(sketches(), cases)
def test_a_complete_case_leaves_nothing_open(sketch: Sketch, case: dict[str, Any]) -> None:
    report = sketch.table().report(Known(case), policy=POLICY)
    assert report.is_complete
    assert not any(isinstance(cell.holds, Unknown) for each in report.rows for cell in each.cells)
