from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.grids import UNSEEN, grids

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.core.grid import MOST_BYTES, Grid
from localgov_components.core.grid_cell import CellValue, GridLimits
from localgov_components.core.grid_value import value_as


class Band(StrEnum):
    A = "a"


@given(grids, st.sampled_from(["csv", "xlsx"]))
def test_every_value_reads_back_as_its_type_exactly(rows: list[list[CellValue | None]], kind: str) -> None:
    grid = Grid.of(rows, name=f"cases.{kind}")
    again = Grid.parse(grid.encode(kind=kind), name=f"cases.{kind}")
    assert again.cells.keys() == grid.cells.keys()
    for place, value in grid.cells.items():
        read = value_as(again.cell(*place), type(value))
        assert read == value
        assert type(read) is type(value)


@pytest.mark.parametrize("name", ["cases.csv", "CASES.CSV", "cases.xlsx", "cases.XLSX"])
def test_a_file_is_written_and_read_as_its_name_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Grid.of([["a", "b"], ["c", None]], name=name).write(path)
    grid = Grid.read(path)
    assert (grid.name, grid.height, grid.width) == (name, 2, 2)
    assert grid.cells == {(1, 1): "a", (1, 2): "b", (2, 1): "c"}


@pytest.mark.parametrize("name", ["cases", "cases.xls", "cases.xlsm", "cases.ods", "cases.csv.txt", ""])
def test_a_name_that_says_neither_is_refused(name: str) -> None:
    with pytest.raises(DefinitionError, match="neither a CSV file nor an XLSX workbook by its name"):
        Grid.parse(b"a,b\n", name=name)


def test_a_csv_file_has_no_sheets() -> None:
    with pytest.raises(DefinitionError, match=r"cases\.csv: a CSV file has no sheets"):
        Grid.parse(b"a,b\n", name="cases.csv", sheet="Cases")


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(DefinitionError, match=r"cases\.csv: more than 10 MB"):
        Grid.read(path)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Grid.read(tmp_path / "cases.csv")


def test_a_grid_does_not_show_its_cells_and_names_its_sheet() -> None:
    grid = Grid.of([["Zuleika"]], name="cases.xlsx", sheet="Cases")
    assert "Zuleika" not in repr(grid)
    assert str(grid.cell(1, 1).fault("no")) == "cases.xlsx, sheet 'Cases', cell A1: no"
    assert grid.cell(7, 7).value is None


def test_an_empty_grid_has_no_size_and_reads_back() -> None:
    grid = Grid.of([], name="cases.csv")
    assert (grid.height, grid.width) == (0, 0)
    assert Grid.parse(grid.encode(kind="csv"), name="cases.csv").cells == {}
    assert Grid.parse(grid.encode(kind="xlsx"), name="cases.xlsx").cells == {}


def test_values_become_plain_and_spaces_alone_are_empty() -> None:
    cells = Grid.of([[Band.A, " \u00a0", "a\r\nb", None]], name="cases.csv").cells
    assert cells == {(1, 1): "a", (1, 3): "a\nb"}
    assert type(cells[1, 1]) is str


@pytest.mark.parametrize("value", [0.1, Decimal("NaN"), Decimal("Infinity"), datetime(2026, 4, 1), b"x", ["x"]])  # noqa: DTZ001
def test_a_value_that_no_cell_holds_is_refused(value: CellValue) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Grid.of([[value]], name="cases.csv")
    assert refused.value.code == "grid.value"


@pytest.mark.parametrize("text", ["a\tb", "a\u200bb", "\x07", "x" * 40_000])
def test_a_text_that_could_not_be_read_back_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Grid.of([[text]], name="cases.csv")
    assert refused.value.code == "grid.text"


def test_more_cells_than_a_grid_has_are_refused() -> None:
    with pytest.raises(InvalidValueError) as refused:
        Grid.of([["a"]] * 10_001, name="cases.csv")
    assert refused.value.code == "grid.size"


@given(st.text(st.characters(), max_size=5))
def test_any_text_is_written_and_read_back_or_refused(text: str) -> None:
    try:
        grid = Grid.of([["a", text]], name="cases.csv")
    except InvalidValueError:
        assert any(category(each) in UNSEEN for each in text)
        return
    for kind in ("csv", "xlsx"):
        assert Grid.parse(grid.encode(kind=kind), name=f"cases.{kind}").cells == grid.cells


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (GridLimits(rows=2), "beyond 2 rows"),
        (GridLimits(cells=3), "beyond 3 cells"),
        (GridLimits(packed=0), "more than 0 MB"),
    ],
)
def test_limits_may_be_narrower_or_wider(kind: str, limits: GridLimits, says: str) -> None:
    content = Grid.of([["a"], ["b"], ["c"], ["d"]], name="x").encode(kind=kind)
    with pytest.raises(DefinitionError, match=says):
        Grid.parse(content, name=f"x.{kind}", limits=limits)
    assert Grid.parse(content, name=f"x.{kind}", limits=GridLimits(rows=4, cells=4)).height == 4


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (GridLimits(characters=2), "0 million characters"),
        (GridLimits(unpacked=100), "more than 0 MB"),
        (GridLimits(elements=10), "more than 10 elements"),
    ],
)
def test_a_workbook_has_limits_of_its_own(limits: GridLimits, says: str) -> None:
    content = Grid.of([["a"], ["b"], ["c"], ["d"]], name="x").encode(kind="xlsx")
    with pytest.raises(DefinitionError, match=says):
        Grid.parse(content, name="x.xlsx", limits=limits)
