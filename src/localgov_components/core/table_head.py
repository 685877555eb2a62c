r"""How a table begins: what divides a CSV, and which line names the columns.

Lists of addresses are read without any library, and files of people in columns; both are divided by what is said here.
It is the one of comma, tab, semicolon and vertical bar by which most of the columns that are looked for are named and,
where they tell nothing, by which the first line has most cells. In a file of one column nothing is divided: a comma is
part of its text. Above the headings there may be empty lines, and the `sep=;` that tells Excel what divides; a title is
told, since nobody can say where it ends.

>>> def named(cells):
...     return len({"uprn", "address"}.intersection(map(str.lower, cells)))
>>> head = csv_head("a.csv", ["UPRN;Address, in one line, with town\n", "1;2, Mill Lane, Ambleford\n"], named)
>>> head.divider, head.first.cells
(';', ['UPRN', 'Address, in one line, with town'])
>>> csv_head("a.csv", ["Addresses of Ambleford\n", "\n", "UPRN,Address\n"], named)
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  a.csv, line 1: the headings seem to be on line 3. Delete what stands above them
"""

import csv
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from localgov_components.core.errors import DefinitionError, Fault

__all__ = ["MOST_LINES", "CsvHead", "Named", "Record", "csv_head", "require_first"]

Named: TypeAlias = Callable[[Sequence[str]], int]
"""How many of the columns that are looked for are named by the cells of a line."""

MOST_LINES = 50
"""Among which the headings are looked for."""

_MOST_CELLS = 100_000
"""With which the looking ends before that: lines may have half a million each."""

_DIVIDERS = ",\t;|"
_NOTHING_DIVIDED = "\x1f"
_EMPTY = "there is nothing in it. The first line must name the columns"
_NO_HEADINGS = "nothing is in its first line. That line must name the columns"
_NOT_CSV = "not CSV. Look for a quotation mark that is not closed, or that stands within a cell"
_DIVIDER_TOLD = re.compile(r"sep=(.?)\s*", re.IGNORECASE)


class Record(NamedTuple):
    """The cells of a line, or of several where one of them has quotation marks round a break."""

    line: int
    until: int
    cells: Sequence[str]


class CsvHead(NamedTuple):
    """What divides a CSV, and its headings; a spreadsheet hides the lines up to and with `hidden`."""

    divider: str
    first: Record
    hidden: int


def csv_head(source: str, lines: Sequence[str], named: Named, *, fewest: int = 1, code: str | None = None) -> CsvHead:
    """How a CSV is divided that begins with these lines, with their ends.

    Raises `DefinitionError`, of this code, where there is nothing in it, where the line of the headings is not CSV, and
    where it stands below the first: it names at least so many columns, and the first none.
    """
    start, dividers, hidden = _first_written(lines, 0), _DIVIDERS, 0
    if start < len(lines) and (told := _DIVIDER_TOLD.fullmatch(lines[start])):
        dividers = told[1] if told[1] and told[1] in _DIVIDERS else _DIVIDERS
        start, hidden = _first_written(lines, start + 1), start + 1
    if start == len(lines):
        raise DefinitionError([Fault(source, _EMPTY, line=1)], code=code)
    divided = {each: _records(lines, start, each) for each in dividers}
    divider = max(divided, key=lambda each: _how_likely(divided[each], named))
    records = divided[divider]
    if not records or (_has_marks(records) and not all(divided.values())):
        raise DefinitionError([Fault(source, _NOT_CSV, line=start + 1)], code=code)
    require_first(source, records, named, fewest=fewest, code=code)
    if not any(map(str.strip, records[0].cells)):
        raise DefinitionError([Fault(source, _NO_HEADINGS, line=start + 1)], code=code)
    if len(records[0].cells) == 1 and dividers == _DIVIDERS and not any(named(each.cells) for each in records[1:]):
        divider, records = _NOTHING_DIVIDED, _records(lines, start, _NOTHING_DIVIDED)
    return CsvHead(divider, records[0], hidden)


def require_first(
    source: str, records: Sequence[Record], named: Named, *, fewest: int = 1, code: str | None = None
) -> None:
    """Refuse a table with a title above its headings, as `csv_head` does."""
    best = max(records, key=lambda each: named(each.cells))
    if named(best.cells) >= max(fewest, 1) and not named(records[0].cells):
        message = f"the headings seem to be on line {best.line}. Delete what stands above them"
        raise DefinitionError([Fault(source, message, line=1)], code=code)


def _how_likely(records: Sequence[Record], named: Named) -> tuple[int, int, bool, int]:
    """The most columns that a line names and how soon, and how well the first line is divided, into how many cells."""
    if not records:
        return (-1, 0, False, 0)
    most, soonest = max((named(each.cells), -each.line) for each in records)
    return most, soonest, not _has_marks(records), len(records[0].cells)


def _has_marks(records: Sequence[Record]) -> bool:
    """Whether quotation marks are left in the first cells, as where something within them was taken to divide."""
    return any('"' in cell for cell in records[0].cells)


def _first_written(lines: Sequence[str], start: int) -> int:
    return next((place for place in range(start, len(lines)) if lines[place].strip()), len(lines))


def _records(lines: Sequence[str], start: int, divider: str) -> list[Record]:
    """Records up to one that is not CSV, or that is the last to be looked at."""
    reader = csv.reader(lines[start:], delimiter=divider, strict=True)
    found: list[Record] = []
    number = 0
    with suppress(csv.Error):
        for cells in reader:
            line = found[-1].until + 1 if found else start + 1
            found.append(Record(line, start + reader.line_num, cells))
            if (number := number + len(cells)) > _MOST_CELLS:
                break
    return found
