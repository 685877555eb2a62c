"""What is wrong with a code in a file, and exactly where it stands.

No finding repeats a cell: the column may be the wrong one, and hold names of people.

>>> print(CodeFinding(FindingKind.DUPLICATED, "it is in line 2 already", line=7, column="gss"))
line 7, column gss: duplicated: it is in line 2 already
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CodeFinding", "FindingKind", "PlacedRow"]


class FindingKind(StrEnum):
    """What can be wrong with a code.

    `UNKNOWN`: a council's sort of code that the register does not have. `RETIRED`, `NOT_YET`: not in use on the day.
    `MALFORMED`: not nine characters, or spoilt on its way through a spreadsheet. `NOT_A_COUNCIL`: of a ward, a
    region or another area. `MISSING`: no code where there is one. `DUPLICATED`: in the column already.
    `NAME_MISMATCHED`: the name beside it is another council's. `NAME_UNKNOWN`: the name beside it is none the
    register knows. `ROW_SHAPE`: the row has not the cells that the headings name.
    """

    UNKNOWN = "unknown"
    RETIRED = "retired"
    NOT_YET = "not-yet"
    MALFORMED = "malformed"
    NOT_A_COUNCIL = "not-a-council"
    MISSING = "missing"
    DUPLICATED = "duplicated"
    NAME_MISMATCHED = "name-mismatched"
    NAME_UNKNOWN = "name-unknown"
    ROW_SHAPE = "row-shape"


@dataclass(frozen=True, slots=True)
class CodeFinding:
    """One thing that is wrong, at a line and a column heading.

    `position` is the character of the line at which the cell begins, counting from 1. `suggestion` is the one code
    to write instead, where there is one.
    """

    kind: FindingKind
    message: str
    line: int
    column: str
    position: int = 1
    suggestion: str = ""

    def __str__(self) -> str:
        """Where and what, as a person reads it."""
        return f"line {self.line}, column {self.column}: {self.kind}: {self.message}"


class PlacedRow(dict[str, object]):
    """The cells of a row by their headings, and where they stand in a file."""

    __slots__ = ("line",)

    def __init__(self, cells: dict[str, object], line: int) -> None:
        super().__init__(cells)
        self.line = line

    @property
    def shape(self) -> str:
        """What is wrong with the row as a whole, or nothing."""
        return ""

    def place(self, column: str) -> tuple[int, int]:  # noqa: ARG002 - what reads a file knows better
        """Line and character at which a cell begins, both counting from 1."""
        return self.line, 1
