import codecs
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue
from localgov_components.eligibility.population.files import open_table
from localgov_components.tables.csv_encoding import LONGEST_LINE
from localgov_components.tables.table import Batch, Table


def written(folder: Path, content: bytes, name: str = "cases.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows_of(table: Table, *columns: str, rows: int = 100) -> list[tuple[Any, ...]]:
    return [row for batch in table.batches(columns or table.headings, rows=rows) for row in numbered(batch)]


def numbered(batch: Batch) -> list[tuple[Any, ...]]:
    """The rows of a batch, each with its number first."""
    return [(number, *row) for number, row in zip(batch.numbers, batch.frame.iter_rows(), strict=True)]


def faults_of(path: Path, **options: Any) -> list[Fault]:  # noqa: ANN401
    with pytest.raises(DefinitionError) as refused:
        rows_of(open_table(path, **options))
    return list(refused.value.faults)


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
def test_a_csv_file_is_divided_by_what_finds_its_headings(tmp_path: Path, divider: str) -> None:
    text = f"claim{divider}a, b{divider}c\n1{divider}x{divider}2\n".replace("a, b", '"a, b"')
    table = open_table(written(tmp_path, text.encode()))
    assert list(table.headings) == ["claim", "a, b", "c"]
    assert rows_of(table) == [(2, "1", "x", "2")]


def test_columns_that_are_wanted_tell_dividers_apart(tmp_path: Path) -> None:
    path = written(tmp_path, b"claim;savings, pounds, and pence, and more\n1;2\n")
    assert list(open_table(path, wanted=["Claim"]).headings) == ["claim", "savings, pounds, and pence, and more"]


def test_in_a_file_of_one_column_a_comma_is_part_of_the_text(tmp_path: Path) -> None:
    content = b'Address\n12 Mill Lane, Ambleford\n"Flat 2, 10 Mill Lane"\n3; Mill Lane\n'
    (batch,) = open_table(written(tmp_path, content)).batches(["Address"], rows=10)
    assert batch.frame["Address"].to_list() == ["12 Mill Lane, Ambleford", "Flat 2, 10 Mill Lane", "3; Mill Lane"]


def test_a_title_above_the_headings_is_told_though_it_is_one_cell(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="the headings seem to be on line 3"):
        open_table(written(tmp_path, b"Bins of 2026\n\nId,Address\n1,12 Mill Lane\n"), wanted=["Address"])


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, b'claim,note\r\n1,"two\r\nlines"\r\n\r\n,\r\n2,x\r\n'))
    assert rows_of(table) == [(2, "1", "two\r\nlines"), (5, "2", "x")]
    (batch,) = table.batches(["claim"], rows=100)
    assert batch.read == 2


def test_rows_of_another_length_are_faults(tmp_path: Path) -> None:
    (batch,) = open_table(written(tmp_path, b"a,b\n1\n1,2\n1,2,3\n")).batches(["a"], rows=100)
    assert numbered(batch) == [(3, "1")]
    assert batch.faults.rows() == [(2, None, "row.cells"), (4, None, "row.cells")]
    assert batch.read == 3


def test_empty_cells_beyond_the_headings_and_rows_of_spaces_are_nothing(tmp_path: Path) -> None:
    (batch,) = open_table(written(tmp_path, b"a,b\n1,2, ,\n , \n,\n3,4,,5\n")).batches(["a", "b"], rows=10)
    assert (numbered(batch), batch.read) == ([(2, "1", "2")], 2)
    assert batch.faults.rows() == [(5, None, "row.cells")]


def test_empty_lines_above_the_headings_are_rows_of_the_spreadsheet(tmp_path: Path) -> None:
    path = written(tmp_path, b"\n \na,b\n1,2\n3,4\n")
    assert rows_of(open_table(path), "b") == rows_of(open_table(path), "b", rows=1) == [(4, "2"), (5, "4")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lines_may_end_as_on_old_macintoshes(tmp_path: Path, encoding: str) -> None:
    line = "3,Llyn T\u0177\r"
    table = open_table(written(tmp_path, f"a,b\r{line * 200_000}".encode(encoding)))
    assert (table.notes, table.most_rows >= 200_000) == ((), True)
    assert sum(batch.read for batch in table.batches(["b"], rows=50_000)) == 200_000


def test_an_apostrophe_before_a_formula_is_taken_away_and_no_other(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, b"a\n'=1+1\n''=1\n'twas\n'-5\n"))
    assert [cell for _, cell in rows_of(table)] == ["=1+1", "'=1", "'twas", "-5"]


def test_a_byte_order_mark_is_not_part_of_a_heading(tmp_path: Path) -> None:
    assert list(open_table(written(tmp_path, codecs.BOM_UTF8 + b"a,b\n")).headings) == ["a", "b"]


def test_a_byte_order_mark_makes_a_file_utf_8_whatever_was_pasted_into_it(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, codecs.BOM_UTF8 + b"claim,street\n1,Weaver\x92s Row\n2,Mill Lane\n"))
    assert list(table.headings) == ["claim", "street"]
    assert "is UTF-8, but not on every line: see 2" in table.notes[0]


def test_a_file_without_rows_is_an_empty_batch(tmp_path: Path) -> None:
    (batch,) = open_table(written(tmp_path, b"a,b\n")).batches(["b"], rows=100)
    assert (batch.frame.columns, batch.frame.height, batch.read) == (["b"], 0, 0)


def test_windows_1252_is_read_and_told_of(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a,b\n1,£20\n2,Weaver’s\n".encode("cp1252")))
    assert rows_of(table) == [(2, "1", "£20"), (3, "2", "Weaver’s")]
    assert [*table.notes] == ["cases.csv is not UTF-8 and was read as Windows-1252. Save it as 'CSV UTF-8'."]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_as_spreadsheets_save_unicode_text(tmp_path: Path, codec: str) -> None:
    text = '"claim"\tstreet\r\n' + "1\tT\u0177 \U0001f600\r\n" * 40_000
    path = written(tmp_path, text.encode(codec))
    table = open_table(path)
    assert (table.headings, table.notes, table.most_rows) == (["claim", "street"], (), 40_002)
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    (batch,) = table.batches(["street"], rows=100_000)
    assert batch.frame["street"].unique().to_list() == ["T\u0177 \U0001f600"]
    assert (batch.numbers[-1], batch.faults.height) == (40_001, 0)


def test_lines_in_another_encoding_are_named_and_so_are_their_cells(tmp_path: Path) -> None:
    lines = [b"a,b\n", "1,Tŷ\n".encode(), "2,£20\n".encode("cp1252"), "é3,x\n".encode("cp1252"), b"4,y\n"]
    table = open_table(written(tmp_path, b"".join(lines)))
    assert [*table.notes] == ["cases.csv is UTF-8, but not on every line: see 3, 4. Save it as 'CSV UTF-8'."]
    (batch,) = table.batches(["b"], rows=100)
    assert batch.faults.rows() == [(3, "b", "cell.encoding")]
    assert numbered(batch) == [(2, "Tŷ"), (3, "?20"), (4, "x"), (5, "y")]


def test_bytes_that_windows_1252_does_not_have_are_named(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, b"a\n\x81\n\xa3\n" + b"\x81\n" * 12))
    assert "is Windows-1252, but not on every line: see 2, 4, 5" in table.notes[0]
    assert table.notes[0].endswith("12 and 3 more. Save it as 'CSV UTF-8'.")
    (batch,) = table.batches(["a"], rows=100)
    assert batch.faults.height == 13


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("a,b\n".encode("utf-16") + b"\x00\xd8a", 1, "begins as UTF-16"),
        ("a,b\n1,2\n3,\0".encode("utf-16"), 3, "NUL byte"),
        (b"a,b\n" * 300 + "3,4\n".encode("utf-16-le"), 301, "NUL byte"),
        (("a,b\n" + "x" * LONGEST_LINE * 2).encode("utf-16"), 2, "this is not CSV"),
        (b"PK\x03\x04a,b\n1,2\n", 1, "a workbook or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1a,b\n1,2\n", 1, "a workbook, not CSV"),
        (b'a,"b\n1,2\n', 1, "Look for a quotation mark"),
        (b'\n"a"x,b\n1,2\n', 2, "Look for a quotation mark"),
        (b"a,b\n1,2\n3,\0\n", 3, "NUL byte"),
        (b"a,b\n1,2\n" + b"x" * (LONGEST_LINE * 3), 3, "this is not CSV"),
        (b"", 1, "there is nothing in it"),
        (b",,\n1,2,3\n", 1, "nothing is in its first line"),
        (b'a,b\n1,2\n3,4\n5,"never\nclosed\n', 4, "a quotation mark is not closed. Look from this line on"),
        (b'a,b\n1,2\n3,"closed"wrongly\n5,6\n', 3, "something follows the quotation mark that closes a cell"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', 2, "a cell is too long"),
    ],
)
def test_what_is_not_csv_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int, says: str) -> None:
    (fault,) = faults_of(written(tmp_path, content))
    assert (fault.line, says in fault.message) == (line, True), fault


def test_no_fault_quotes_a_cell(tmp_path: Path) -> None:
    assert "Tithebarn" not in str(faults_of(written(tmp_path, b'a,b\n1,"Tithebarn"Street\n')))


@pytest.mark.parametrize("name", ["cases.xls", "cases", "cases.json"])
def test_a_file_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    assert "neither Parquet nor CSV nor XLSX" in faults_of(written(tmp_path, b"a\n1\n", name))[0].message


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook as a spreadsheet saves it."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_one_of_several_sheets_is_asked_for_as_the_command_names_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", {"Homes": [["a"], [1]], "People": [["b"], [2]]})
    (fault,) = faults_of(path)
    assert fault.message == "several sheets. Name one with --sheet …: Homes, People"
    (fault,) = faults_of(path, list_name="household.members", sheet="Persons")
    assert fault.message == "no such sheet. Name one with --sheet household.members=…: Homes, People"


def test_a_cell_that_cannot_be_read_is_a_fault_of_its_row_in_a_column_that_is_read(tmp_path: Path) -> None:
    moment = datetime(2026, 4, 1, 9, 30)  # noqa: DTZ001 - spreadsheets know no time zones
    rows: list[list[object]] = [
        ["a", "b"],
        [1, "x"],
        ["=1+1", "=A2"],
        ["#N/A", "y"],
        [moment, "z"],
        ["\u00a0\u200b", None],
    ]
    table = open_table(workbook(tmp_path / "x.xlsx", {"S": rows}))
    faults = [(3, "a", "cell.sheet"), (4, "a", "cell.sheet"), (5, "a", "cell.sheet"), (6, "a", "cell.sheet")]
    (batch,) = table.batches(["a"], rows=10)
    assert (batch.frame["a"].to_list(), batch.faults.rows()) == (["1", "", "", "", ""], faults)
    (batch,) = table.batches(["b", "a"], rows=10)
    assert batch.faults.rows() == [(3, "b", "cell.sheet"), *faults]
    assert [each.faults.rows() for each in table.batches(["b"], rows=3)] == [[(3, "b", "cell.sheet")], []]


def test_a_heading_that_cannot_be_read_is_refused_with_its_cell(tmp_path: Path) -> None:
    (fault,) = faults_of(workbook(tmp_path / "x.xlsx", {"S": [["a", "=A2"], [1, 2]]}))
    assert str(fault) == "x.xlsx, sheet 'S', cell B1: no heading that can be read. Write it as text"


def test_only_workbooks_have_sheets(tmp_path: Path) -> None:
    assert "has no sheets" in faults_of(written(tmp_path, b"a\n1\n"), sheet="x")[0].message


def parquet(folder: Path, frame: pl.DataFrame, **options: Any) -> Path:  # noqa: ANN401
    path = folder / "cases.parquet"
    frame.write_parquet(path, **options)
    return path


def test_columns_of_parquet_keep_their_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"household.a": [1, None], "b": [date(2026, 4, 1), None], "c": [[1], []]})
    table = open_table(parquet(tmp_path, frame))
    (batch,) = table.batches(["b", "household.a"], rows=100)
    assert batch.frame.schema == {"b": pl.Date, "household.a": pl.Int64}
    assert table.nested == ["c"]
    assert numbered(batch) == [(1, date(2026, 4, 1), 1), (2, None, None)]


def test_an_empty_parquet_file_is_an_empty_batch(tmp_path: Path) -> None:
    (batch,) = open_table(parquet(tmp_path, pl.DataFrame(schema={"a": pl.Int64}))).batches(["a"], rows=100)
    assert (batch.frame.columns, batch.frame.height) == (["a"], 0)


def test_a_parquet_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, pl.DataFrame({"a": list(range(1000))}), row_group_size=100)
    whole = path.read_bytes()
    for size in (0, 3, 200, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert "damaged" in faults_of(path)[0].message


def test_a_parquet_file_that_is_altered_is_refused_or_read(tmp_path: Path) -> None:
    path = parquet(tmp_path, pl.DataFrame({"a": list(range(1000))}), row_group_size=100, compression="uncompressed")
    whole = path.read_bytes()
    refused = 0
    for place in range(4, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            rows_of(open_table(path))
        except DefinitionError:
            refused += 1
    assert refused


def sheet(folder: Path) -> Path:
    rows: list[list[Any]] = [["claim", "Date  of birth", "n"], ["1", date(1980, 2, 1), 3], ["2", None, True]]
    path = folder / "cases.xlsx"
    Grid.of(rows, name=path.name).write(path)
    return path


def test_cells_of_a_workbook_are_text(tmp_path: Path) -> None:
    table = open_table(sheet(tmp_path))
    assert list(table.headings) == ["claim", "Date of birth", "n"]
    assert rows_of(table) == [(2, "1", "1980-02-01", "3"), (3, "2", None, "true")]


def big_csv(folder: Path) -> Path:
    rows = "".join(f"{number},x{number}\n" if number % 7 else "\n" for number in range(1, 60))
    return written(folder, f"a,b\n{rows}".encode())


def big_parquet(folder: Path) -> Path:
    return parquet(folder, pl.DataFrame({"a": range(59), "b": range(59)}), row_group_size=13)


def big_sheet(folder: Path) -> Path:
    path = folder / "cases.xlsx"
    rows: list[list[CellValue | None]] = [["a", "b"]]
    rows += ([str(number), number] for number in range(59))
    Grid.of(rows, name=path.name).write(path)
    return path


FILES = [big_csv, big_parquet, big_sheet]


@pytest.mark.parametrize("make", FILES)
@pytest.mark.parametrize("rows", [1, 5, 13, 59, 100])
def test_reading_goes_on_after_any_batch(tmp_path: Path, make: Callable[[Path], Path], rows: int) -> None:
    table = open_table(make(tmp_path))
    batches = list(table.batches(["b"], rows=rows))
    every = [row for batch in batches for row in numbered(batch)]
    assert every == rows_of(table, "b")
    assert sum(batch.read for batch in batches) == len(every) <= table.most_rows
    done = 0
    for batch in batches:
        done += batch.frame.height
        rest = table.batches(["b"], rows=rows, after=batch.after)
        assert [row for each in rest for row in numbered(each)] == every[done:]


@pytest.mark.parametrize("make", FILES)
def test_the_checksum_is_of_the_file(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    assert open_table(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("make", [big_csv, big_parquet])
def test_opening_tells_how_far_it_is(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    told: list[tuple[int, int]] = []
    path = make(tmp_path)
    open_table(path, progress=lambda done, of: told.append((done, of)))
    assert told == [(path.stat().st_size, path.stat().st_size)]


@given(st.binary(max_size=60), st.integers(1, 4))
def test_any_bytes_are_a_table_or_refused_and_batches_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, rows: int
) -> None:
    path = written(tmp_path_factory.mktemp("any"), b"a,b\n" + content)
    try:
        table = open_table(path)
        (whole,) = table.batches(["b"], rows=1000)
    except DefinitionError:
        return
    parts = list(table.batches(["b"], rows=rows))
    assert [row for each in parts for row in numbered(each)] == numbered(whole)
    assert pl.concat([each.faults for each in parts]).equals(whole.faults)
    assert sum(each.read for each in parts) == whole.read
