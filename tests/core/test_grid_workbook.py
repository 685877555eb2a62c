import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from tests.core.workbooks import (
    RELATIONS,
    SHEET,
    STRICT,
    archive,
    book,
    read,
    read_or_refused,
    refusals,
    relations,
    saved,
    sheet,
    workbook,
)

SAVE_AGAIN = "Open it in a spreadsheet and save it as XLSX"


def test_a_workbook_of_another_library_is_read() -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(["capital", 16000, 0.1, 1.1, True, date(2026, 4, 1), datetime(2026, 4, 1), -5.5, None, " text "])  # noqa: DTZ001
    page["A3"] = "below"
    page["A3"].font = Font(bold=True)
    assert read(saved(made)) == {
        (1, 1): "capital",
        (1, 2): 16000,
        (1, 3): Decimal("0.1"),
        (1, 4): Decimal("1.1"),
        (1, 5): True,
        (1, 6): date(2026, 4, 1),
        (1, 7): date(2026, 4, 1),
        (1, 8): Decimal("-5.5"),
        (1, 10): " text ",
        (3, 1): "below",
    }


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    main = book("Rules", head='<workbookPr date1904="1"/>')
    assert read(workbook('<row><c s="1"><v>44651</v></c></row>', extra={"xl/workbook.xml": main})) == {
        (1, 1): date(2026, 4, 1)
    }


def test_the_strict_edition_with_prefixes_and_absolute_targets_is_read() -> None:
    sheets = '<x:sheets><x:sheet name="R" q:id="r1"/></x:sheets>'
    main = f'<x:workbook xmlns:x="{STRICT}" xmlns:q="urn:strict">{sheets}</x:workbook>'
    parts = {
        "_rels/.rels": relations(("officeDocument", "/book/main.xml")),
        "book/main.xml": main,
        "book/_rels/main.xml.rels": relations(("worksheet", "../sheets/a.xml")),
        "sheets/a.xml": sheet("<row><c><v>1</v></c></row>", namespace=STRICT),
    }
    assert read(archive(parts)) == {(1, 1): 1}


TWO_SHEETS: Mapping[str, str] = {
    "xl/workbook.xml": book("Rules", "Notes", "Old", states={"Old": "veryHidden"}),
    "xl/_rels/workbook.xml.rels": relations(
        ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/2.xml"), ("worksheet", "worksheets/3.xml")
    ),
    "xl/worksheets/2.xml": sheet("<row><c><v>2</v></c></row>"),
    "xl/worksheets/3.xml": sheet("<row><c><v>3</v></c></row>"),
}


def test_a_sheet_is_chosen_by_name_and_the_others_are_not_read() -> None:
    content = workbook("<row><c><f>A1</f></c></row>", extra=TWO_SHEETS)
    assert read(content, "Notes") == {(1, 1): 2}
    assert refusals(content) == [": several sheets. Name one with sheet=…: Rules, Notes"]
    assert refusals(content, "Nots") == [": no such sheet. Name one with sheet=…: Rules, Notes"]
    assert refusals(content, "Old") == [": the sheet that was named is hidden. Name one with sheet=…: Rules, Notes"]


def test_the_one_sheet_that_is_shown_is_read() -> None:
    main = book("Rules", "Notes", states={"Rules": "hidden"})
    assert read(workbook("", extra={**TWO_SHEETS, "xl/workbook.xml": main})) == {(1, 1): 2}
    hidden = book("Rules", states={"Rules": "hidden"})
    assert refusals(workbook("", extra={"xl/workbook.xml": hidden})) == [
        ": no sheet that is shown. Show the one that is meant"
    ]


def test_of_many_sheets_the_first_are_named() -> None:
    names = [f"Sheet {number}" for number in range(1, 41)]
    pairs = [("worksheet", "worksheets/sheet1.xml")] * 40
    extra = {"xl/workbook.xml": book(*names), "xl/_rels/workbook.xml.rels": relations(*pairs)}
    (said,) = refusals(workbook("", extra=extra))
    assert said.endswith("Sheet 19, Sheet 20, …")


def test_links_to_other_files_are_refused() -> None:
    extra = {
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("externalLink", "externalLinks/externalLink1.xml")
        )
    }
    assert refusals(workbook("", extra=extra)) == [
        ": the workbook takes values from other files. Break the links (Data, Edit Links)"
    ]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f"not an XLSX workbook. {SAVE_AGAIN}"),
        (b"capital,rate\n", f"not an XLSX workbook. {SAVE_AGAIN}"),
        (b"PK\x03\x04 and no more", f"damaged, or not an XLSX workbook. {SAVE_AGAIN}"),
        (OLE + b"BIFF", "a workbook in the form of Excel 97 (.xls). Save it as XLSX"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password. Save it without one"),
        (archive({"a.txt": "x"}), f"not an XLSX workbook. {SAVE_AGAIN}"),
        (archive({"mimetype": "application/vnd.oasis"}), f"an OpenDocument spreadsheet. {SAVE_AGAIN}"),
        (
            archive({"_rels/.rels": relations(("officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b""}),
            f"a binary workbook (.xlsb). {SAVE_AGAIN}",
        ),
        (
            archive({"_rels/.rels": relations(("officeDocument", "xl/workbook.xml"))}),
            f"damaged: a part of the workbook is missing. {SAVE_AGAIN}",
        ),
        (workbook("", extra={SHEET: "<worksheet>"}), "not well-formed XML"),
        (workbook("", extra={SHEET: "<!DOCTYPE a><a/>"}), "XML with a document type, which no spreadsheet writes"),
        (workbook("", extra={"xl/sharedStrings.xml": b"\xff"}), "not well-formed XML"),
        (
            workbook("", extra={"xl/_rels/workbook.xml.rels": relations(("worksheet", "../../../etc/passwd"))}),
            f"damaged: a part of the workbook is missing. {SAVE_AGAIN}",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_or_damaged_is_named(content: bytes, said: str) -> None:
    assert refusals(content) == [f": {said}"]


def test_an_archive_with_two_parts_of_one_name_is_refused() -> None:
    content = io.BytesIO(workbook(""))
    with zipfile.ZipFile(content, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr(SHEET, sheet("<row><c><v>2</v></c></row>"))
    assert refusals(content.getvalue()) == [f": damaged: two parts of the archive have one name. {SAVE_AGAIN}"]


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(workbook(""))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = content.find(mark)
        content[start + place] |= 1
    assert refusals(bytes(content)) == [f": damaged, or not an XLSX workbook. {SAVE_AGAIN}"]


def test_a_part_that_unpacks_to_too_much_is_refused_by_its_size() -> None:
    content = workbook("", extra={SHEET: b" " * (33 << 20)})
    assert len(content) < 100_000
    assert refusals(content) == [": a part of it has more than 32 MB. Keep only the table in the workbook"]


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    content = workbook("", extra={SHEET: sheet("<row><c><v>1</v></c></row>") + " " * 1_000_000})
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        size = file.getinfo(SHEET).file_size
    lying = content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refusals(lying) == [f": damaged, or not an XLSX workbook. {SAVE_AGAIN}"]


def test_a_workbook_is_read_whatever_namespace_its_relations_have() -> None:
    main = book("Rules").replace(RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    assert read(workbook("<row><c><v>1</v></c></row>", extra={"xl/workbook.xml": main})) == {(1, 1): 1}


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46113</v></c></row>'))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert read_or_refused(bytes(content))
