r"""Cells of one worksheet of a workbook (ECMA-376 part 1, section 18.3).

What somebody who reads the sheet could not see, or would see otherwise, is refused with its place: formulas,
errors, merged cells, hidden rows and columns that hold something, times of day. What the sheet says of its
own size is not believed, and not needed.

>>> sheet = b'<worksheet><row r="3"><c r="B3" t="s"><v>0</v></c><c><v>16000</v></c></row></worksheet>'
>>> read_sheet(sheet, SheetContext(strings=["capital"]), GridFaults("rules.xlsx"))
{(3, 2): 'capital', (3, 3): 16000}
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.grid_cell import (
    MOST_COLUMNS,
    USUAL_LIMITS,
    Cells,
    CellValue,
    GridFaults,
    GridLimits,
    address_of,
    column_letters,
    plain_text,
    position_of,
    size_fault,
    text_fault,
)
from localgov_components.core.grid_number import Shown, day_of, number_of
from localgov_components.core.grid_strings import TextRuns, unescaped
from localgov_components.core.grid_xml import read_xml

__all__ = ["MOST_TEXT", "SheetContext", "read_sheet"]

MOST_TEXT = USUAL_LIMITS.characters
"""Characters in all cells together: many cells may share one text, and a small file hold much in this way."""

_COUNT = re.compile(r"[0-9]{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What the cells of a sheet refer to.

    `strings` are the texts that cells share, `shown` what the number format of each style makes of a number.
    """

    strings: Sequence[str] = ()
    shown: Sequence[Shown] = ()
    since_1904: bool = False


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    row: int
    column: int
    type: str
    style: str
    is_formula: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"cell {address_of(self.row, self.column)}"


class _TooLarge(Exception):  # noqa: N818 - not an error: it ends the reading of a sheet
    """The rest of the sheet is not read."""


def read_sheet(content: bytes, context: SheetContext, faults: GridFaults, limits: GridLimits = USUAL_LIMITS) -> Cells:
    """Cells that hold something, by row and column; mistakes go to `faults`."""
    reader = _SheetReader(context, faults, limits)
    try:
        read_xml(content, started=reader.start, ended=reader.end, said=reader.text, most_elements=limits.elements)
    except _TooLarge:
        pass
    else:
        reader.report_hidden()
    return reader.cells


class _SheetReader:
    """Takes the elements of a sheet as they come."""

    def __init__(self, context: SheetContext, faults: GridFaults, limits: GridLimits) -> None:
        self.cells: Cells = {}
        self._limits = limits
        self._values = _Values(context)
        self._faults = faults
        self._row = self._column = 0
        self._cell: _Open | None = None
        self._in_value = False
        self._inline = TextRuns()
        self._text = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[tuple[int, int]] = set()

    def start(self, tag: str, of: dict[str, str]) -> None:
        match tag:
            case "c":
                self._open(of)
            case "v":
                self._in_value = True
            case "row":
                self._row, self._column = _count(of.get("r")) or self._row + 1, 0
                if _is_true(of.get("hidden")):
                    self._hidden_rows.add(self._row)
            case "f" if self._cell:
                self._cell.is_formula = True
            case "col" if _is_true(of.get("hidden")):
                self._hidden_columns.add((_count(of.get("min")), min(_count(of.get("max")), MOST_COLUMNS)))
            case "mergeCell":
                self._faults.add("merged cells. Unmerge them, and write in each what it means", _area(of.get("ref")))
            case _:
                self._inline.start(tag)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._close()
        elif tag == "v":
            self._in_value = False
        else:
            self._inline.end(tag)

    def text(self, text: str) -> None:
        if self._in_value and self._cell:
            self._cell.parts.append(text)
        else:
            self._inline.text(text)

    def report_hidden(self) -> None:
        rows, columns = {row for row, _ in self.cells}, {column for _, column in self.cells}
        for row in sorted(self._hidden_rows & rows):
            self._faults.add("hidden, but not empty. Show it (clear any filter) or delete it", f"row {row}")
        for column in sorted(columns):
            if any(first <= column <= last for first, last in self._hidden_columns):
                self._faults.add("hidden, but not empty. Show it or delete it", f"column {column_letters(column)}")

    def _open(self, of: dict[str, str]) -> None:
        address = of.get("r")
        place = (self._row, self._column + 1) if address is None else position_of(address)
        if place is None or not self._row:
            self._faults.add("damaged: a cell without a place. Save the workbook again")
            return
        self._row, self._column = place
        self._cell = _Open(*place, of.get("t", "n"), of.get("s", ""))
        self._inline.take()

    def _close(self) -> None:
        cell, self._cell = self._cell, None
        inline = self._inline.take()
        if cell is None or not (cell.parts or inline or cell.is_formula):
            return
        try:
            value = self._values.of(cell, inline)
        except InvalidValueError as error:
            self._faults.add_unreadable(str(error).rstrip("."), cell.row, cell.column)
            value = ""
        if value is not None:
            self._keep(cell, value)

    def _keep(self, cell: _Open, value: CellValue) -> None:
        message = size_fault(cell.row, cell.column, len(self.cells), self._limits)
        if isinstance(value, str):
            self._text += len(value)
            if self._text > self._limits.characters:
                message = f"beyond {self._limits.characters // 10**6} million characters of text. Divide the table"
        if message:
            self._faults.add(message, cell.place)
            raise _TooLarge
        if (cell.row, cell.column) in self.cells:
            self._faults.add("damaged: the cell is there twice. Save the workbook again", cell.place)
        self.cells[cell.row, cell.column] = value


class _Values:
    """Makes values of what cells hold. Raises `InvalidValueError`, which does not quote it."""

    def __init__(self, context: SheetContext) -> None:
        self._context = context
        self._shared: dict[int, tuple[str | None, str | None]] = {}

    def of(self, cell: _Open, inline: str) -> CellValue | None:
        text = "".join(cell.parts)
        if cell.is_formula:
            raise _refused("a formula. Write its value instead")
        match cell.type:
            case "s":
                return self._shared_text(_count(text, nothing=-1))
            case "inlineStr":
                return _sound(*_judged(inline))
            case "str":
                return _sound(*_judged(unescaped(text)))
            case "n":
                return self._number(cell.style, text.strip())
            case "b" if text in ("0", "1"):
                return text == "1"
            case "d":
                return _day(text)
            case "e":
                raise _refused("an error such as #REF!. Write the value that is meant")
            case _:
                raise _refused("damaged, or a kind of cell that is not known. Type it again")

    def _shared_text(self, place: int) -> str | None:
        if place not in self._shared:
            if not 0 <= place < len(self._context.strings):
                raise _refused("damaged: its text is missing. Save the workbook again")
            self._shared[place] = _judged(self._context.strings[place])
        return _sound(*self._shared[place])

    def _number(self, style: str, text: str) -> CellValue | None:
        if not text:
            return None
        place = _count(style)
        shown = self._context.shown[place] if place < len(self._context.shown) else Shown.NUMBER
        if shown is Shown.TIME:
            raise _refused("a time of day. Write a date or a number")
        return day_of(text, since_1904=self._context.since_1904) if shown is Shown.DATE else number_of(text)


def _judged(text: str) -> tuple[str | None, str | None]:
    """A text as a cell holds it, and what is wrong with it."""
    plain = plain_text(text)
    return plain, plain and text_fault(plain)


def _sound(text: str | None, message: str | None) -> str | None:
    if message:
        raise _refused(message)
    return text


def _day(text: str) -> date:
    """A date as the strict edition writes it (ECMA-376 part 1, section 18.18.11)."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise _refused("damaged: not a date. Type it again") from None
    if instant.time() != time():
        raise _refused("a date with a time of day. Leave the time out")
    return instant.date()


def _area(cells: str | None) -> str:
    return f"cells {cells}" if cells and all(map(position_of, cells.split(":"))) else ""


def _count(text: str | None, *, nothing: int = 0) -> int:
    """A whole number of up to seven digits, or what stands for nothing."""
    found = _COUNT.fullmatch((text or "").strip())
    return int(found[0]) if found else nothing


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _refused(message: str) -> InvalidValueError:
    return InvalidValueError(f"{message}.", code="cell.refused")
