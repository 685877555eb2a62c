from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.workbooks import MAIN, SHEET, read, read_or_refused, refusals, saved, sheet, workbook

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid


def test_everything_of_another_library_that_would_mislead_is_listed() -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.title = "Rules"
    page.append(["secret", "=A1", "#REF!", time(9, 30), datetime(2026, 4, 1, 12), "a\u00a0b"])  # noqa: DTZ001
    page.append(["secret"])
    page.append(["a", "b", "c"])
    page.merge_cells("E5:F6")
    page.row_dimensions[2].hidden = True
    page.row_dimensions[9].hidden = True
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["Z"].hidden = True
    assert refusals(saved(made)) == [
        ", cell B1: a formula. Write its value instead",
        ", cell C1: an error such as #REF!. Write the value that is meant",
        ", cell D1: a time of day. Write a date or a number",
        ", cell E1: a date with a time of day. Leave the time out",
        ", cell F1: holds the invisible character U+00A0. Delete it, and type a space if one is meant",
        ", cells E5:F6: merged cells. Unmerge them, and write in each what it means",
        ", row 2: hidden, but not empty. Show it (clear any filter) or delete it",
        ", column C: hidden, but not empty. Show it or delete it",
    ]


def test_cells_that_cannot_be_read_are_empty_texts_for_those_who_ask_where_they_are() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["a", "=A1", "#REF!", time(9, 30), "a\u00a0b", 5])
    unreadable: set[tuple[int, int]] = set()
    grid = Grid.parse(saved(made), name="x.xlsx", unreadable=unreadable)
    assert unreadable == {(1, 2), (1, 3), (1, 4), (1, 5)}
    assert [grid.cell(1, column).value for column in range(1, 7)] == ["a", "", "", "", "", 5]
    made.worksheets[0].merge_cells("A3:B3")
    with pytest.raises(DefinitionError, match=r"^1 mistake.*\n.*merged cells"):
        Grid.parse(saved(made), name="x.xlsx", unreadable=set())


def test_cells_of_every_kind_are_read() -> None:
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="E2" s="1"><v>46113</v></c></row>'
        '<row><c><v> 7 </v></c><c t="b"><v>0</v></c><c t="str"><v>x_x000A_y</v></c>'
        '<c t="inlineStr"><is><t>in</t></is></c><c s="2"/><c t="e"/><c t="d"><v>2026-04-01</v></c>'
        '<c t="d"><v>2026-04-01T00:00:00</v></c><c s="9"><v>1</v></c></row>'
        '<row r="9"><c s="3"><v>46113</v></c><c s="4"><v>12.5</v></c></row>'
    )
    assert read(workbook(rows)) == {
        (2, 2): "capital",
        (2, 5): date(2026, 4, 1),
        (3, 1): 7,
        (3, 2): False,
        (3, 3): "x\ny",
        (3, 4): "in",
        (3, 7): date(2026, 4, 1),
        (3, 8): date(2026, 4, 1),
        (3, 9): 1,
        (9, 1): date(2026, 4, 1),
        (9, 2): Decimal("12.5"),
    }


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c t="s"><v>2</v></c>', ", cell A1: damaged: its text is missing. Save the workbook again"),
        ('<c t="s"><v>-1</v></c>', ", cell A1: damaged: its text is missing. Save the workbook again"),
        ("<c><v>secret</v></c>", ", cell A1: damaged: not a number. Type it again"),
        ('<c t="b"><v>2</v></c>', ", cell A1: damaged, or a kind of cell that is not known. Type it again"),
        ('<c t="secret"><v>2</v></c>', ", cell A1: damaged, or a kind of cell that is not known. Type it again"),
        ('<c t="d"><v>secret</v></c>', ", cell A1: damaged: not a date. Type it again"),
        ('<c t="d"><v>2026-04-01T09:00</v></c>', ", cell A1: a date with a time of day. Leave the time out"),
        (
            '<c s="1"><v>60</v></c>',
            ", cell A1: not a date that spreadsheets count rightly. Write it as text, like 1899-12-31",
        ),
        ("<c><f>A2</f></c>", ", cell A1: a formula. Write its value instead"),
        ('<c r="secret"><v>1</v></c>', ": damaged: a cell without a place. Save the workbook again"),
        (
            '<c><v>1</v></c><c r="A1"><v>1</v></c>',
            ", cell A1: damaged: the cell is there twice. Save the workbook again",
        ),
        ('<c r="IW1"><v>1</v></c>', ", cell IW1: beyond 10,000 rows and 256 columns. Delete it, or divide the table"),
    ],
)
def test_a_cell_that_cannot_be_right_is_named_and_not_quoted(cell: str, said: str) -> None:
    assert refusals(workbook(f"<row>{cell}</row>")) == [said]


def test_a_cell_outside_of_every_row_has_no_place() -> None:
    assert refusals(workbook("<c><v>1</v></c>")) == [": damaged: a cell without a place. Save the workbook again"]


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    claims = '<dimension ref="A1:XFD1048576"/>'
    rows = '<row r="1"><c><v>1</v></c></row><row r="1048576" spans="1:16384"><c r="XFD1048576" s="1"/></row>'
    assert read(workbook(rows, before=claims)) == {(1, 1): 1}


@pytest.mark.slow
def test_a_sheet_of_very_many_cells_is_given_up() -> None:
    full = "<row>" + "<c><v>1</v></c>" * 256 + "</row>"
    assert refusals(workbook(full * 2_000)) == [
        ", cell AG1954: beyond 500,000 cells that are not empty. Divide the table"
    ]


def test_one_long_text_shared_by_many_cells_is_given_up() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"ŵ" * 32_000}</t></si></sst>'
    rows = "<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    assert refusals(workbook(rows * 1_000, extra={"xl/sharedStrings.xml": strings})) == [
        ", cell DI2: beyond 10 million characters of text. Divide the table"
    ]


def test_very_many_hidden_columns_and_merged_cells_are_borne() -> None:
    hidden = "".join(f'<col min="{number}" max="9999999" hidden="1"/>' for number in range(50_000))
    merged = '<mergeCell ref="B2:C3"/>' * 50_000
    content = workbook("<row><c><v>1</v></c></row>", before=f"<cols>{hidden}</cols>", after=merged)
    assert refusals(content)[-1] == ": 49,901 more mistakes are not listed. Put these right first"


@given(st.data())
def test_a_damaged_sheet_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    part = bytearray(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46113</v></c></row>').encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(part) - 1))
        part[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert read_or_refused(workbook("", extra={SHEET: bytes(part)}))
