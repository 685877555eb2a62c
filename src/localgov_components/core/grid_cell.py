r"""One cell of a spreadsheet: where it is, its plain value, and what its text may hold.

A value is text, a whole number, an exact `Decimal`, true or false, or a date. What cannot be seen in a
cell but would be read is refused: control characters, no-break and zero-width spaces, marks that turn
the direction of writing. A cell of nothing but spaces is empty.

>>> GridCell("rules.xlsx", 3, 2, None).address
'B3'
>>> text_fault("16\u00a0000")
'holds the invisible character U+00A0. Delete it, and type a space if one is meant'
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.plurals import counted

__all__ = [
    "MOST_CELLS",
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "USUAL_LIMITS",
    "CellValue",
    "Cells",
    "GridCell",
    "GridFaults",
    "GridLimits",
    "address_of",
    "column_letters",
    "plain_text",
    "position_of",
    "size_fault",
    "text_fault",
]

CellValue: TypeAlias = str | int | Decimal | bool | date
"""What a cell may hold; an empty one holds None."""

Cells: TypeAlias = dict[tuple[int, int], CellValue]
"""Cells that hold something, by row and column, both counted from 1."""

MOST_ROWS = 10_000
MOST_COLUMNS = 256
MOST_CELLS = 500_000
MOST_CHARACTERS = 32_767
"""Characters in one cell: what Excel keeps ("Excel specifications and limits", Microsoft)."""


@dataclass(frozen=True, slots=True)
class GridLimits:
    """How much a grid may hold: the usual is several times what a sheet full of rules takes.

    `cells` are those that are not empty, `characters` those of all cells together. `packed` are bytes of a file,
    `unpacked` those of one part of a workbook, which may have so many `elements`.
    """

    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS
    cells: int = MOST_CELLS
    characters: int = 10_000_000
    packed: int = 10 << 20
    unpacked: int = 32 << 20
    elements: int = 2_000_000


USUAL_LIMITS = GridLimits()
"""Limits where nothing else is said."""

_MOST_LISTED = 100
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_LETTERS = 26
_JOINERS = "\u200c\u200d"
"""Seen by their effect: scripts of South Asia and Persian need them, and so do some emoji."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid, empty or not.

    `source` is the file, and the sheet if there is one. `repr` does not show the value: it may be about a person.
    """

    source: str
    row: int
    column: int
    value: CellValue | None = field(repr=False)

    @property
    def address(self) -> str:
        """Its place as spreadsheets write it, such as `B3`."""
        return address_of(self.row, self.column)

    def fault(self, message: str) -> Fault:
        """A mistake in this cell."""
        return Fault(f"{self.source}, cell {self.address}", message)


class GridFaults:
    """Mistakes of one grid: the first hundred in words, the rest by number.

    `unreadable`, where it is given, takes the places of cells that hold nothing that can be read, which are then no
    mistakes.
    """

    def __init__(self, source: str, *, unreadable: "set[tuple[int, int]] | None" = None) -> None:
        self.source = source
        self.unreadable = unreadable
        self.count = 0
        self._listed: list[Fault] = []

    def add(self, message: str, place: str = "") -> None:
        """Note a mistake of the file, or of a place in it such as `cell B3`."""
        self.count += 1
        if len(self._listed) < _MOST_LISTED:
            self._listed.append(Fault(f"{self.source}, {place}" if place else self.source, message))

    def add_unreadable(self, message: str, row: int, column: int) -> None:
        """Note a cell that holds nothing that can be read."""
        if self.unreadable is None:
            self.add(message, f"cell {address_of(row, column)}")
        else:
            self.unreadable.add((row, column))

    def raise_if_any(self) -> None:
        """Raise one `DefinitionError` with all of them."""
        DefinitionError.raise_for(list(self._all()))

    def _all(self) -> Iterator[Fault]:
        yield from self._listed
        if more := self.count - len(self._listed):
            left = counted(more, "more mistake is", "more mistakes are")
            yield Fault(self.source, f"{left} not listed. Put these right first")


def address_of(row: int, column: int) -> str:
    """A place as spreadsheets write it, such as `B3`."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: `A`, `Z`, `AA`."""
    letters = ""
    while column:
        column, last = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + last) + letters
    return letters


def position_of(address: str) -> tuple[int, int] | None:
    """Row and column of an address such as `B3`, or None when it is none."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]), column


def size_fault(row: int, column: int, number: int, limits: GridLimits = USUAL_LIMITS) -> str | None:
    """Why a cell is one too many, after `number` others; None when there is room."""
    if row > limits.rows or column > limits.columns:
        return f"beyond {limits.rows:,} rows and {limits.columns} columns. Delete it, or divide the table"
    return f"beyond {limits.cells:,} cells that are not empty. Divide the table" if number >= limits.cells else None


def plain_text(text: str) -> str | None:
    """The text with line feeds for line ends; None when it is only spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() else None


def text_fault(text: str) -> str | None:
    """What is wrong with a text, without quoting it; None when nothing is."""
    if len(text) > MOST_CHARACTERS:
        return f"longer than the {MOST_CHARACTERS:,} characters of a cell"
    if text.isascii() and text.isprintable():
        return None
    for character in text:
        if character in " \n" or character in _JOINERS or unicodedata.category(character) not in _UNSEEN:
            continue
        code = f"U+{ord(character):04X}"
        return f"holds the invisible character {code}. Delete it, and type a space if one is meant"
    return None
