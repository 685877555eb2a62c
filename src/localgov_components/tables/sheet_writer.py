r"""A workbook of one sheet, written a row at a time: as long as a sheet can be, in little memory (ECMA-376 part 1).

Text is never run. A cell whose text would run as a formula when somebody edits it is marked as quoted. What a
spreadsheet does not keep as it is, such as a number of more than 15 digits, is written as text. The same rows give the
same bytes.
"""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Self
from xml.sax.saxutils import escape

from localgov_components.core.errors import InvalidValueError, NotSupportedError
from localgov_components.core.grid_cell import MOST_CHARACTERS, column_letters
from localgov_components.core.grid_number import FIRST_DAY, MOST_DIGITS
from localgov_components.core.spreadsheets import plain_cell

__all__ = ["MOST_SHEET_ROWS", "SheetWriter"]

MOST_SHEET_ROWS = 1_048_576
"""Rows of a sheet, headings and all ("Excel specifications and limits", Microsoft)."""

_MOST_COLUMNS = 16_384

_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can note: whoever writes a file does not read the clock."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY_0 = date(1899, 12, 30)
_PLAIN, _BOLD, _DAY, _QUOTED, _PENCE = range(5)
_PENCE_PLACES = 2
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
    '<sheet name="Rows" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)


class SheetWriter:
    """Writes rows below headings, of which there are as many as cells in each row."""

    def __init__(self, sheet: IO[bytes], headings: Sequence[str]) -> None:
        self._sheet = sheet
        self._letters = [column_letters(number) for number in range(1, len(headings) + 1)]
        self._row = 0
        sheet.write((_HEAD + _SHEET).encode())
        self._write(map(_heading, headings))

    @classmethod
    @contextmanager
    def open(cls, path: Path, headings: Sequence[str]) -> Iterator[Self]:
        """Write a workbook, which is whole at the end. Raises `NotSupportedError` for more columns than a sheet has."""
        if len(headings) > _MOST_COLUMNS:
            raise NotSupportedError(
                f"more columns than a sheet has ({_MOST_COLUMNS:,}). Write CSV or Parquet.", code="grid.columns"
            )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _PARTS.items():
                archive.writestr(_entry(name), _HEAD + content)
            with archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
                writer = cls(sheet, headings)
                yield writer
                sheet.write(b"</sheetData></worksheet>")

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows of text, numbers, truths, dates and None.

        Raises `InvalidValueError` for a text that is too long for a cell.
        """
        for row in rows:
            self._write(map(_cell, row))

    def _write(self, cells: Iterable[str]) -> None:
        self._row += 1
        written = "".join(
            cell.replace("@", f'r="{letters}{self._row}"', 1)
            for letters, cell in zip(self._letters, cells, strict=True)
            if cell
        )
        self._sheet.write(f'<row r="{self._row}">{written}</row>'.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _SAME_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _heading(text: str) -> str:
    return _text(text, _BOLD)


def _cell(value: object) -> str:
    """A cell, with `@` where its place goes; nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c @ t="b"><v>{int(value)}</v></c>'
    if (number := _number(value)) is not None:
        style, written = number
        return f'<c @ s="{style}"><v>{written}</v></c>'
    text = value.isoformat() if isinstance(value, date) else str(value)
    return _text(text, _PLAIN if plain_cell(text) == text else _QUOTED)


def _number(value: object) -> tuple[int, str] | None:
    """The style and the text of what a sheet keeps as a number; None for anything else."""
    match value:
        case int() if abs(value) < 10**MOST_DIGITS:
            return _PLAIN, str(value)
        case Decimal() if len(value.as_tuple().digits) <= MOST_DIGITS:
            return _PENCE if value.as_tuple().exponent == -_PENCE_PLACES else _PLAIN, format(value, "f")
        case float() if math.isfinite(value):
            return _PLAIN, repr(value)
        case date() if not isinstance(value, datetime) and value >= FIRST_DAY:
            return _DAY, str((value - _DAY_0).days)
        case _:
            return None


def _text(text: str, style: int) -> str:
    if 2 * len(text) > MOST_CHARACTERS and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
        raise InvalidValueError("a text is too long for a cell of a workbook. Write CSV or Parquet.", code="grid.text")
    text = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f'<c @ s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
