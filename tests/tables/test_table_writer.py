import csv
import io
import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.vocabulary import Household

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotSupportedError
from localgov_components.core.grid import Grid
from localgov_components.eligibility import Scheme
from localgov_components.eligibility.population.files import open_table
from localgov_components.eligibility.population.files.shown import shown
from localgov_components.tables.table_writer import Kind, kind_of, writing


def written(path: Path, *frames: pl.DataFrame) -> Path:
    with writing(path, kind_of(path), frames[0].clear(), {"scheme": "x"}) as write:
        for frame in frames:
            write(frame)
    return path


FRAME = pl.DataFrame(
    {
        "key": ["=1+1", "-5", "+44", "'=x", 'a,"b"\r\nc', None],
        "n": [1, -2, None, 4, 5, 10**16],
        "on": [date(2026, 4, 1), date(1899, 12, 31), None, date(1900, 3, 1), date(2999, 12, 31), date(1000, 1, 1)],
        "pounds": [Decimal("12.30"), Decimal("-0.05"), None, Decimal(1), Decimal(2), Decimal(3)],
        "yes": [True, False, None, True, True, True],
        "f": [1.5, math.nan, math.inf, None, -0.0, 1e300],
    },
    schema_overrides={"pounds": pl.Decimal(38, 2)},
)


def test_a_csv_file_is_one_that_spreadsheets_open_and_do_not_run(tmp_path: Path) -> None:
    content = written(tmp_path / "x.csv", FRAME.head(2), FRAME.slice(2)).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfkey,n,on,pounds,yes,f\r\n'=1+1,1,2026-04-01,12.30,true,1.5\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows] == ["key", "'=1+1", "-5", "'+44", "''=x", 'a,"b"\r\nc', ""]
    assert [row[3] for row in rows[1:]] == ["12.30", "-0.05", "", "1.00", "2.00", "3.00"]


def test_what_was_guarded_reads_back(tmp_path: Path) -> None:
    (batch,) = open_table(written(tmp_path / "x.csv", FRAME)).batches(["key"], rows=100)
    assert batch.frame["key"].to_list() == ["=1+1", "-5", "+44", "'=x", 'a,"b"\r\nc', ""]


def test_a_heading_may_not_run_either(tmp_path: Path) -> None:
    assert b"'=x," in written(tmp_path / "x.csv", pl.DataFrame({"=x": ["1"], "y": ["2"]})).read_bytes()


@pytest.mark.parametrize("kind", [pl.Categorical(), pl.Enum(["=1+1", "x"])])
def test_words_that_are_kept_as_numbers_do_not_run_either(tmp_path: Path, kind: pl.DataType) -> None:
    frame = pl.DataFrame({"*": pl.Series(["=1+1", "x", None], dtype=kind)})
    assert written(tmp_path / "x.csv", frame).read_bytes().splitlines()[1:] == [b"'=1+1", b"x", b""]
    assert Grid.read(written(tmp_path / "x.xlsx", frame)).cells == {(1, 1): "*", (2, 1): "=1+1", (3, 1): "x"}


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_every_type_of_column_of_a_parquet_file_can_be_written(tmp_path: Path, name: str) -> None:
    frame = pl.DataFrame(
        {
            "span": [timedelta(days=1, seconds=2.5), None],
            "time": [time(1, 2, 3), None],
            "instant": [datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), None],
            "nothing": [None, None],
            "large": pl.Series([2**100, None], dtype=pl.Int128),
        }
    )
    (batch,) = open_table(written(tmp_path / name, frame)).batches(["span", "time", "large"], rows=10)
    assert [each[:8] for each in batch.frame.row(0)] == ["P1DT2.5S", "01:02:03", "12676506"]


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({f"c{number}": [1] for number in range(16_385)})
    with pytest.raises(NotSupportedError) as error:
        written(tmp_path / "x.xlsx", frame)
    assert error.value.code == "grid.columns"


def test_parquet_keeps_types_and_what_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "x.parquet", FRAME, FRAME)
    assert pl.read_parquet(path).equals(pl.concat([FRAME, FRAME]))
    assert pq.read_schema(path).metadata == {b"scheme": b"x"}


def test_a_workbook_holds_numbers_dates_and_text(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", FRAME.drop("f"))
    grid = Grid.read(path)
    assert [grid.cell(row, 1).value for row in range(2, 8)] == ["=1+1", "-5", "+44", "'=x", 'a,"b"\nc', None]
    assert [grid.cell(row, 2).value for row in range(2, 8)] == [1, -2, None, 4, 5, str(10**16)]
    assert [grid.cell(row, 3).value for row in range(2, 8)] == [
        date(2026, 4, 1), "1899-12-31", None, date(1900, 3, 1), date(2999, 12, 31), "1000-01-01"
    ]  # fmt: skip
    assert [grid.cell(row, 4).value for row in range(2, 6)] == [Decimal("12.3"), Decimal("-0.05"), None, 1]
    assert [grid.cell(row, 5).value for row in range(2, 5)] == [True, False, None]


def test_another_reader_of_workbooks_sees_the_same(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path / "x.xlsx", FRAME))["Rows"]
    assert [cell.value for cell in page[2]] == ["=1+1", 1, datetime(2026, 4, 1), 12.3, True, 1.5]  # noqa: DTZ001 - of no place
    assert (page["A2"].data_type, page["A2"].quotePrefix, page["B3"].data_type) == ("s", True, "n")
    assert (page["A1"].font.bold, page.freeze_panes, page["D2"].number_format) == (True, "A2", "#,##0.00")
    assert [page.cell(row, 6).value for row in (3, 4)] == ["nan", "inf"]


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_the_same_rows_give_the_same_bytes_and_no_rows_are_headings(tmp_path: Path, name: str) -> None:
    content = written(tmp_path / name, FRAME).read_bytes()
    assert written(tmp_path / name, FRAME).read_bytes() == content
    empty = written(tmp_path / name, FRAME.clear())
    assert list(open_table(empty).headings) == FRAME.columns


TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"]) | st.sampled_from(" _x<&>\"'")
)


@given(st.lists(TEXT, min_size=1, max_size=5), st.sampled_from(["x.csv", "x.xlsx"]))
def test_any_text_reads_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str], name: str) -> None:
    path = written(tmp_path_factory.mktemp("any") / name, pl.DataFrame({"k": ["k"] * len(texts), "t": texts}))
    (batch,) = open_table(path).batches(["t"], rows=100)
    assert [each or "" for each in batch.frame["t"]] == [
        each if each.strip() or name == "x.csv" else "" for each in texts
    ]


def test_characters_that_xml_does_not_hold_are_escaped(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", pl.DataFrame({"t": ["\x01\r_x0041_\ufffe"]}))
    value = openpyxl.load_workbook(path)["Rows"]["A2"].value
    assert value == "_x0001__x000D__x005F_x0041__xFFFE_"


def test_a_text_that_no_cell_holds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="Write CSV or Parquet"):
        written(tmp_path / "x.xlsx", pl.DataFrame({"t": ["x" * 32_768]}))


@pytest.mark.parametrize("name", ["x.txt", "x", "x.xls"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(DefinitionError, match="Give it one of those ends"):
        kind_of(Path(name))


KINDS: tuple[Kind, ...] = ("parquet", "csv", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
def test_money_is_pence_in_parquet_and_pounds_elsewhere(kind: Kind) -> None:
    scheme = Scheme("x", facts=Household, award=Household.capital)
    frame = shown(pl.DataFrame({"award": [1234, -5, None, 10**12]}), scheme, kind)
    pounds = [Decimal("12.34"), Decimal("-0.05"), None, Decimal("10000000000.00")]
    assert frame["award"].to_list() == ([1234, -5, None, 10**12] if kind == "parquet" else pounds)
    assert frame["tier"].to_list() == [None] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_decimals_have_their_point_everywhere(kind: Kind) -> None:
    scheme = Scheme("x", facts=Household, tier=Household.share)
    frame = shown(pl.DataFrame({"tier": [25, -5, None]}), scheme, kind)
    assert frame["tier"].to_list() == [Decimal("0.25"), Decimal("-0.05"), None]


@pytest.mark.parametrize("kind", KINDS)
def test_other_tiers_are_as_they_are(kind: Kind) -> None:
    values: Any = ["owned", None]
    scheme = Scheme("x", facts=Household, tier=Household.tenure)
    assert shown(pl.DataFrame({"tier": values}), scheme, kind)["tier"].to_list() == values
