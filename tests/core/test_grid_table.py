import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue
from localgov_components.core.grid_table import GridTable


def table(*rows: list[CellValue | None]) -> GridTable:
    return GridTable.of(Grid.of(rows, name="cases.xlsx", sheet="Cases"))


def refusals(*rows: list[CellValue | None]) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        table(*rows)
    return [str(fault) for fault in refused.value.faults]


def test_each_row_has_a_cell_for_each_heading() -> None:
    read = table([" name ", None, "born"], ["A", None, None], [None, None, 1990])
    assert list(read.headings) == ["name", "born"]
    assert [[(cell.address, cell.value) for cell in row.values()] for row in read.rows] == [
        [("A2", "A"), ("C2", None)],
        [("A3", None), ("C3", 1990)],
    ]


def test_a_table_may_have_headings_only() -> None:
    assert table(["name"]).rows == ()


@pytest.mark.parametrize("rows", [(), ([None],), ([None], ["name"])])
def test_a_grid_without_headings_is_no_table(rows: tuple[list[CellValue | None], ...]) -> None:
    assert refusals(*rows)[0] == "cases.xlsx, sheet 'Cases': no headings. Write them in the first row"


def test_every_mistake_is_listed_and_no_cell_is_quoted() -> None:
    assert refusals(["secret", "secret ", 3], ["a", "b", "c", "secret"], [None], [None], ["secret"], ["secret"]) == [
        "cases.xlsx, sheet 'Cases', cell B1: the heading of cell A1 again. Keep one",
        "cases.xlsx, sheet 'Cases', cell C1: a heading that is not text",
        "cases.xlsx, sheet 'Cases', cell D2: under no heading. Delete it, or give its column one",
        "cases.xlsx, sheet 'Cases', row 5: below an empty row. Delete the empty rows, or what is under them",
    ]
