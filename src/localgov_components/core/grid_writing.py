r"""A sheet of cells as an XLSX workbook, the same bytes for the same cells.

Text is never run: one that looks like a formula is kept as text, also when somebody edits it. What a
spreadsheet would not keep as it is becomes text, and reads back exactly: numbers of more than 15 digits, and
days before March 1900.
"""

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import MOST_CHARACTERS, Cells, CellValue
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.grid_number import FIRST_DAY, MOST_DIGITS
from localgov_components.core.libraries import needs_extra
from localgov_components.core.spreadsheets import plain_cell

with needs_extra("xlsx"):
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Font
    from openpyxl.xml.constants import ARC_CORE
    from openpyxl.xml.functions import tostring

__all__ = ["write_xlsx"]

_DATE_FORMAT = "yyyy-mm-dd"
_ESCAPABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TITLE = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can note: whoever writes a file does not read the clock."""


def write_xlsx(cells: Cells, *, sheet: str) -> bytes:
    """A workbook of one sheet, its first row bold and always in view."""
    if not _TITLE.fullmatch(sheet or "Sheet1"):
        message = r"not a name for a sheet: 1 to 31 characters, none of them [ ] : * ? / \ and no apostrophe at an end."
        raise InvalidValueError(message, code="grid.sheet")
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet or "Sheet1"
    page.freeze_panes = "A2"
    for (row, column), value in sorted(cells.items()):
        _fill(page.cell(row, column), value)
    content = BytesIO()
    book.save(content)
    return _at_one_time(book, content)


def _fill(cell: Cell | MergedCell, value: CellValue) -> None:
    kept = _kept(value)
    if isinstance(kept, str):
        cell.value = _escaped(kept)
        cell.data_type = "s"  # after the value, which would else make a formula of some texts
        cell.quotePrefix = plain_cell(kept) != kept
    else:
        cell.value = kept
        if isinstance(kept, date):
            cell.number_format = _DATE_FORMAT
    if cell.row == 1:
        cell.font = Font(bold=True)


def _escaped(text: str) -> str:
    """The text with what would be read as an escaped character escaped itself."""
    escaped = _ESCAPABLE.sub("_x005F_", text)
    if len(escaped) > MOST_CHARACTERS:  # the library would cut it
        raise InvalidValueError("a text is too long for a cell of a workbook. Shorten it.", code="grid.text")
    return escaped


def _kept(value: CellValue) -> CellValue:
    """The value where a spreadsheet keeps it, else its text."""
    match value:
        case bool():
            return value
        case int() if abs(value) >= 10**MOST_DIGITS:
            return plain_form(value)
        case Decimal() if len(value.as_tuple().digits) > MOST_DIGITS or abs(value.adjusted()) > MOST_DIGITS:
            return plain_form(value)
        case date() if value < FIRST_DAY:
            return plain_form(value)
        case _:
            return value


def _at_one_time(book: Workbook, content: BytesIO) -> bytes:
    """The same archive without the times at which it and its parts were written."""
    book.properties.created = book.properties.modified = datetime(*_SAME_TIME)  # noqa: DTZ001 - of no place
    timeless = BytesIO()
    with zipfile.ZipFile(content) as archive, zipfile.ZipFile(timeless, "w") as copy:
        for name in archive.namelist():
            part = tostring(book.properties.to_tree()) if name == ARC_CORE else archive.read(name)
            copy.writestr(zipfile.ZipInfo(name, _SAME_TIME), part, zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
