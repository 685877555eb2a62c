"""Workbooks made part by part, as no spreadsheet would write them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

import openpyxl
import pytest

from localgov_components.core.errors import DefinitionError
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import Cells

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def relations(*pairs: tuple[str, str]) -> str:
    """Relations of the kinds and targets that are given, with the ids r1, r2, …."""
    lines = (
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f"<Relationships>{''.join(lines)}</Relationships>"


def book(*sheets: str, states: Mapping[str, str] | None = None, head: str = "") -> str:
    """The main part, with sheets of these names and the relations r1, r2, …."""
    listed = "".join(
        f'<sheet name="{name}" state="{(states or {}).get(name, "visible")}" r:id="r{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{head}<sheets>{listed}</sheets></workbook>'


def sheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


def workbook(rows: str, *, extra: Mapping[str, str | bytes] | None = None, before: str = "", after: str = "") -> bytes:
    """A workbook of one sheet; `extra` are parts to add or to put in the place of others."""
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 20, 164, 165))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book("Rules"),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml")
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/>'
            f'<numFmt numFmtId="165" formatCode="&quot;£&quot;#,##0.00"/></numFmts>'
            f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>capital</t></si><si><t> </t></si></sst>',
        SHEET: sheet(rows, before=before, after=after),
    }
    return archive(parts | dict(extra or {}))


def read(content: bytes, name: str | None = None) -> Cells:
    return Grid.parse(content, name="cases.xlsx", sheet=name).cells


def refusals(content: bytes, name: str | None = None) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        read(content, name)
    return [str(fault).removeprefix("cases.xlsx").removeprefix(", sheet 'Rules'") for fault in refused.value.faults]


def read_or_refused(content: bytes) -> bool:
    """Whether a file was read, or refused with its mistakes; anything else is raised."""
    try:
        read(content)
    except DefinitionError as error:
        return bool(error.faults)
    return True


def saved(made: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()
