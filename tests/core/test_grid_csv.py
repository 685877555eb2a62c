import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid_cell import Cells, GridFaults
from localgov_components.core.grid_csv import read_csv, write_csv


def read(content: bytes) -> Cells:
    faults = GridFaults("cases.csv")
    cells = read_csv(content, faults)
    faults.raise_if_any()
    return cells


def refusals(content: bytes) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        read(content)
    return [str(fault) for fault in refused.value.faults]


def test_every_cell_is_text_and_empty_ones_are_left_out() -> None:
    assert read(b'a,"b,c"\n1,\n ,true\n') == {(1, 1): "a", (1, 2): "b,c", (2, 1): "1", (3, 2): "true"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_divide_rows(ends: str) -> None:
    assert read(f"a,b{ends}1,2{ends}".encode()) == {(1, 1): "a", (1, 2): "b", (2, 1): "1", (2, 2): "2"}


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    assert read(codecs.BOM_UTF8 + "£,a\n".encode()) == {(1, 1): "£", (1, 2): "a"}


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    assert read(b'a,"two\r\nlines"\n\n1,2\n') == {(1, 1): "a", (1, 2): "two\nlines", (3, 1): "1", (3, 2): "2"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,,\n", codecs.BOM_UTF8])
def test_a_file_with_nothing_in_it_has_no_cells(content: bytes) -> None:
    assert read(content) == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n".encode("utf-16"), "this is UTF-16. Save it as 'CSV UTF-8'"),
        ("a,b\n".encode("utf-16-le"), "a NUL byte: this is UTF-16 or not a text file. Save it as 'CSV UTF-8'"),
        (b"a,\0\n", "a NUL byte: this is UTF-16 or not a text file. Save it as 'CSV UTF-8'"),
        (b"PK\x03\x04...", "a workbook under the name of a CSV file. Give it a name that ends in .xlsx"),
        (b"a;b\n1;2\n", "divided by semicolons. Save it as CSV divided by commas"),
        (b"sep=;\na;b\n", "divided by semicolons. Save it as CSV divided by commas"),
        (b"a\tb\n", "divided by tabs. Save it as CSV divided by commas"),
        (b"a|b\n", "divided by vertical bars. Save it as CSV divided by commas"),
    ],
)
def test_a_file_of_another_kind_is_named(content: bytes, said: str) -> None:
    assert refusals(content) == [f"cases.csv: {said}"]


def test_a_first_cell_of_several_lines_with_other_dividers_in_it_is_no_other_kind_of_file() -> None:
    assert read(b'"a|b\nc",d\n1,2\n') == {(1, 1): "a|b\nc", (1, 2): "d", (2, 1): "1", (2, 2): "2"}


def test_windows_1252_is_named_with_the_line_of_its_first_byte() -> None:
    assert refusals("a,b\n1,£2\n".encode("cp1252")) == [
        "cases.csv, line 2: not UTF-8 but perhaps Windows-1252: the byte 0xa3. Save it as 'CSV UTF-8'"
    ]


def test_every_mistake_is_listed_with_its_place_and_no_cell_is_quoted() -> None:
    content = 'name,born\nZuleika,=1+1\nDobson\u00a0,x\nDuke,y,z\n"Noaks"\n'.encode()
    assert refusals(content) == [
        "cases.csv, cell B2: a formula. Write its value instead",
        "cases.csv, cell A3: holds the invisible character U+00A0. Delete it, and type a space if one is meant",
        "cases.csv, row 4: 3 cells where the first row has 2",
        "cases.csv, row 5: 1 cell where the first row has 2",
    ]


@pytest.mark.parametrize("content", [b'a,b\n"1"x,2\n', b'a,b\n1,"2\n'])
def test_quotation_marks_out_of_place_are_refused(content: bytes) -> None:
    (said,) = refusals(content)
    assert said.startswith("cases.csv, line 2: not CSV: ")


def test_reading_stops_at_the_limits() -> None:
    assert refusals(b"1\n" * 200_000) == [
        "cases.csv, cell A10001: beyond 10,000 rows and 256 columns. Delete it, or divide the table"
    ]
    assert refusals(b"1," * 300 + b"1\n") == [
        "cases.csv, cell IW1: beyond 10,000 rows and 256 columns. Delete it, or divide the table"
    ]
    assert "longer than" in refusals(b"a" * 40_000 + b"\n")[0]
    assert "a cell is too long" in refusals(b"a" * 200_000 + b"\n")[0]


def test_a_comma_more_than_the_limit_of_columns_is_no_column() -> None:
    assert read(b"1" + b"," * 400 + b"\n") == {(1, 1): "1"}


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@SUM", "'=1+1", "''-", "'", "it's", "-5"])
def test_text_that_would_run_is_guarded_and_reads_back(text: str) -> None:
    written = write_csv({(1, 1): text}, 1, 1)
    assert not written.removeprefix(codecs.BOM_UTF8).startswith((b"=", b"+", b"-", b"@"))
    assert read(written) == {(1, 1): text}


@given(st.lists(st.sampled_from(["'", "=", "-", "\uff1d", "a", '"', ",", "\n", " "]), min_size=1).map("".join))
def test_any_text_reads_back(text: str) -> None:
    assert read(write_csv({(2, 2): text}, 2, 2)).get((2, 2)) == (text if text.strip() else None)
