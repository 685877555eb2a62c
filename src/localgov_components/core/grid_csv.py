r"""Cells of a CSV file: UTF-8 with or without a byte order mark, divided by commas (RFC 4180).

Every cell is text: what type it has is for the reader of the grid to say. Each row has as many cells as
the first. A text that would run as a formula is written with an apostrophe before it, which reading takes
away again; a cell that begins with `=` is a formula, and is refused.

>>> faults = GridFaults("rules.csv")
>>> read_csv("capital,rate\n<= 6000,£0.00\n".encode(), faults)
{(1, 1): 'capital', (1, 2): 'rate', (2, 1): '<= 6000', (2, 2): '£0.00'}
>>> _ = read_csv(b"capital;rate\n", faults)
>>> faults.raise_if_any()
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  rules.csv: divided by semicolons. Save it as CSV divided by commas
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from localgov_components.core.csv_mistakes import csv_mistake
from localgov_components.core.grid_cell import (
    USUAL_LIMITS,
    Cells,
    CellValue,
    GridFaults,
    GridLimits,
    address_of,
    plain_text,
    size_fault,
    text_fault,
)
from localgov_components.core.plurals import counted
from localgov_components.core.spreadsheets import STARTERS, plain_cell

__all__ = ["plain_form", "read_csv", "write_csv"]

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_OTHER_DIVIDERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_GUARDED = re.compile(f"'+[{re.escape(''.join(STARTERS))}]")
_SAVE_AS = "Save it as 'CSV UTF-8'"


def read_csv(content: bytes, faults: GridFaults, limits: GridLimits = USUAL_LIMITS) -> Cells:
    """Cells that hold something, by row and column; mistakes go to `faults`."""
    text = _decoded(content, faults)
    cells: Cells = {}
    if text is None or _is_divided_otherwise(text, faults):
        return cells
    width = 0
    for row, record in enumerate(_records(text, faults), start=1):
        width = width or len(record)
        if record and len(record) != width:
            faults.add(f"{counted(len(record), 'cell')} where the first row has {width}", f"row {row}")
        for column, cell in enumerate(record, start=1):
            value = plain_text(cell)
            if value is None:
                continue
            if message := size_fault(row, column, len(cells), limits):
                faults.add(message, f"cell {address_of(row, column)}")
                return cells
            if message := "a formula. Write its value instead" if value.startswith("=") else text_fault(value):
                faults.add(message, f"cell {address_of(row, column)}")
            cells[row, column] = value[1:] if _GUARDED.match(value) else value
    return cells


def write_csv(cells: Cells, height: int, width: int) -> bytes:
    """A CSV with a byte order mark, as spreadsheets want it, and no formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL if width == 1 else csv.QUOTE_MINIMAL)
    for row in range(1, height + 1):
        record = [_written(cells.get((row, column))) for column in range(1, width + 1)]
        writer.writerow(record)
    return codecs.BOM_UTF8 + file.getvalue().encode("utf-8")


def plain_form(value: CellValue) -> str:
    """A value as text that reads back exactly: `16000`, `0.10`, `true`, `2026-04-01`."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _written(value: CellValue | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return plain_form(value)
    if value.isspace():  # no formula, and nothing to whoever reads it
        return value
    return f"'{value}" if _GUARDED.match(value) else plain_cell(value)


def _decoded(content: bytes, faults: GridFaults) -> str | None:
    if content.startswith(_UTF_16_MARKS):
        faults.add(f"this is UTF-16. {_SAVE_AS}")
    elif content.startswith(_ZIP):
        faults.add("a workbook under the name of a CSV file. Give it a name that ends in .xlsx")
    elif b"\0" in content:
        faults.add(f"a NUL byte: this is UTF-16 or not a text file. {_SAVE_AS}")
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"the byte 0x{content[error.start]:02x}"
            faults.add(f"not UTF-8 but perhaps Windows-1252: {found}. {_SAVE_AS}", f"line {line}")
    return None


def _is_divided_otherwise(text: str, faults: GridFaults) -> bool:
    """Whether the first row is one cell with other dividers in it, and not in quotation marks as a whole."""
    first = next(_records(text, GridFaults("")), [])
    if len(first) != 1 or text.startswith('"{}"'.format(first[0].replace('"', '""'))):
        return False
    found = [name for divider, name in _OTHER_DIVIDERS.items() if divider in first[0]]
    if found:
        faults.add(f"divided by {found[0]}. Save it as CSV divided by commas")
    return bool(found)


def _records(text: str, faults: GridFaults) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        faults.add(f"not CSV: {csv_mistake(error)}", f"line {reader.line_num}")
