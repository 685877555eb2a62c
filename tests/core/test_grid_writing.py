from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from tests.core.grids import grids

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue


@given(grids)
def test_the_same_cells_give_the_same_bytes(rows: list[list[CellValue | None]]) -> None:
    one, two = (Grid.of(rows, name="cases.xlsx") for _ in range(2))
    assert [one.encode(kind=kind) for kind in ("csv", "xlsx")] == [two.encode(kind=kind) for kind in ("csv", "xlsx")]


def test_another_library_sees_the_same_workbook(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    rows: list[list[CellValue | None]] = [["capital", "=1+1"], [Decimal("0.1"), 16000], [True, date(2026, 4, 1)]]
    Grid.of(rows, name="cases.xlsx", sheet="Cases").write(path)
    page = openpyxl.load_workbook(path).worksheets[0]
    assert page.title == "Cases"
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["capital", "=1+1"],
        [0.1, 16000],
        [True, datetime(2026, 4, 1)],  # noqa: DTZ001 - a day, as that library reads one
    ]
    assert (page["B1"].data_type, page["B1"].quotePrefix, page["A1"].quotePrefix) == ("s", True, False)
    assert (page["A1"].font.b, page["A2"].font.b, page.freeze_panes) == (True, False, "A2")


def test_a_text_that_grows_past_the_limit_in_a_workbook_is_refused_there() -> None:
    grid = Grid.of([["_x0041_" * 4_681]], name="cases.xlsx")
    with pytest.raises(InvalidValueError) as refused:
        grid.encode(kind="xlsx")
    assert refused.value.code == "grid.text"


@pytest.mark.parametrize("sheet", ["a/b", "a:b", "[a]", "x" * 32, "'a", "a'", "a?"])
def test_a_name_that_no_sheet_has_is_refused(sheet: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Grid.of([["a"]], name="cases.xlsx", sheet=sheet).encode(kind="xlsx")
    assert refused.value.code == "grid.sheet"
