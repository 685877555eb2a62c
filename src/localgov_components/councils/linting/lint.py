"""Holding a column of council codes against the register, row by row.

Rows are read once and none is kept, so a file may have any number of them.

>>> from datetime import date
>>> rows = [{"gss": "E07000154", "name": "Northampton"}, {"gss": "E06000062", "name": "North Northants"}]
>>> for finding in lint_codes(rows, columns=["gss"], name_column="name", on=date(2026, 5, 1)):
...     print(finding)
line 1, column gss: retired: ended on 2021-03-31 with Northampton Borough Council; \
now West Northamptonshire Council (E06000062)
line 2, column name: name-mismatched: the name is North Northamptonshire Council's, and the code \
West Northamptonshire Council's
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.core.errors import InvalidValueError
from localgov_components.councils.council import AreaCode, Council, checked_day
from localgov_components.councils.linting.finding import CodeFinding, FindingKind, PlacedRow
from localgov_components.councils.register import Register

if TYPE_CHECKING:
    from localgov_components.identifiers import GssCode

__all__ = ["lint_codes"]

_REMEMBERED = 10_000
_AREAS = {
    "E04": "a parish", "E05": "a ward", "E12": "a region", "E60": "a local planning authority", "N08": "a ward",
    "N13": "a local planning authority", "S13": "a ward", "S44": "a local planning authority", "W04": "a community",
    "W05": "a ward", "W43": "a local planning authority",
}  # fmt: skip
"""Kinds of area that are mistaken for councils (Office for National Statistics, Register of Geographic Codes)."""


_COUNCIL_ENTITIES = frozenset({"E06", "E07", "E08", "E09", "E10", "E47", "E61", "N09", "S12", "W06"})
"""What the codes of councils, combined authorities and the Greater London Authority begin with (same source)."""


class _Fault(NamedTuple):
    kind: FindingKind
    message: str
    suggestion: str = ""


class _Verdict(NamedTuple):
    """What is wrong with a cell by itself, and the council whose code it is."""

    faults: tuple[_Fault, ...]
    code: str = ""
    holder: Council | None = None


def lint_codes(
    rows: Iterable[Mapping[str, object]],
    *,
    columns: Sequence[str],
    on: date,
    name_column: str | None = None,
    allow_repeats: bool = False,
    register: Register | None = None,
) -> Iterator[CodeFinding]:
    """What is wrong with codes in columns of rows, on a day, row by row.

    Rows are mappings by heading, such as those of `csv.DictReader`, and are counted from 1; those of a `CodeFile` know
    their own lines. The name is held against the first of the columns. `allow_repeats` is for files in which many
    rows name one council.
    """
    if isinstance(columns, str) or not columns:
        raise InvalidValueError("no columns. Give a list of headings.", code="councils.columns")
    register = Register.load() if register is None else register
    return _Lint(register, checked_day(on), tuple(columns), name_column, allow_repeats=allow_repeats).findings(rows)


class _Lint:
    def __init__(
        self, register: Register, on: date, columns: tuple[str, ...], name_column: str | None, *, allow_repeats: bool
    ) -> None:
        self._register = register
        self._on = on
        self._columns = columns
        self._name_column = name_column
        self._allow_repeats = allow_repeats
        self._first_lines: dict[tuple[str, str], int] = {}
        self._verdict = lru_cache(_REMEMBERED)(self._judge)
        self._find = lru_cache(_REMEMBERED)(register.find)

    def findings(self, rows: Iterable[Mapping[str, object]]) -> Iterator[CodeFinding]:
        for number, row in enumerate(rows, start=1):
            placed = row if isinstance(row, PlacedRow) else PlacedRow(dict(row), number)
            if placed.shape:
                yield CodeFinding(FindingKind.ROW_SHAPE, placed.shape, placed.line, self._columns[0])
                continue
            for column in self._columns:
                yield from self._of_cell(placed, column)

    def _of_cell(self, row: PlacedRow, column: str) -> Iterator[CodeFinding]:
        cell = row.get(column)
        name = row.get(self._name_column) if self._name_column and column == self._columns[0] else None
        name = name.strip() if isinstance(name, str) else ""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            yield from self._placed(row, column, self._missing(name))
            return
        if not isinstance(cell, str):
            yield from self._placed(row, column, [_Fault(FindingKind.MALFORMED, "it is not text")])
            return
        verdict = self._verdict(cell)
        if verdict.faults:
            yield from self._placed(row, column, verdict.faults)
        if verdict.holder is None:
            return
        if not self._allow_repeats:
            yield from self._placed(row, column, self._repeated(row, column, verdict.code))
        if name and self._name_column:
            yield from self._placed(row, self._name_column, self._misnamed(name, verdict.holder))

    def _placed(self, row: PlacedRow, column: str, faults: Iterable[_Fault]) -> Iterator[CodeFinding]:
        for fault in faults:
            line, position = row.place(column)
            yield CodeFinding(fault.kind, fault.message, line, column, position, fault.suggestion)

    def _judge(self, cell: str) -> _Verdict:
        from localgov_components.identifiers import GssCode, Status

        try:
            code = GssCode.parse(cell)
        except InvalidValueError:
            return _Verdict((_Fault(FindingKind.MALFORMED, "it is not a letter and eight digits. Copy it again"),))
        text = str(code)
        written = "it is written with small letters or spaces. Write"
        faults = () if text == cell else (_Fault(FindingKind.MALFORMED, f"{written} {text}", text),)
        if code.status is Status.ADMINISTRATIVE:
            return _Verdict((*faults, _Fault(FindingKind.NOT_A_COUNCIL, "it stands for 'not applicable'")), text)
        holders = self._register.holders(text)
        if not holders:
            return _Verdict((*faults, _no_holder(code)), text)
        holder, version = holders[-1]
        return _Verdict((*faults, *self._out_of_use(holder, version)), text, holder)

    def _out_of_use(self, holder: Council, version: AreaCode) -> Iterator[_Fault]:
        if holder.area_code_on(self._on) == version:
            return
        if version.end is None or version.end >= self._on:
            yield _Fault(FindingKind.NOT_YET, f"{holder} has it only from {version.start or holder.start}")
            return
        after = self._register.code_succession(version.text, on=self._on)
        places = [_named(council, self._on) for council in after.successors.councils]
        suggestion = after.codes[0].text if len(places) == 1 and after.codes else ""
        ended = f"ended on {version.end}"
        if after.is_recode:
            yield _Fault(
                FindingKind.RETIRED, f"{ended}; {holder} goes on, now {suggestion or 'without a code'}", suggestion
            )
        elif len(places) > 1:
            message = f"{ended} with {holder}; the address decides between {' and '.join(places)}"
            yield _Fault(FindingKind.RETIRED, message)
        else:
            yield _Fault(
                FindingKind.RETIRED, f"{ended} with {holder}; now {''.join(places) or 'not known'}", suggestion
            )

    def _missing(self, name: str) -> Iterator[_Fault]:
        """A council that has no code on the day may have none in the file."""
        councils = [council for council in self._find(name) if council.in_being_on(self._on)] if name else []
        codes = [version.text for council in councils if (version := council.area_code_on(self._on))]
        if len(codes) == 1 == len(councils):
            yield _Fault(FindingKind.MISSING, f"there is no code. {councils[0]} has {codes[0]}", codes[0])
        elif codes or not councils:
            yield _Fault(FindingKind.MISSING, "there is no code")

    def _repeated(self, row: PlacedRow, column: str, code: str) -> Iterator[_Fault]:
        first = self._first_lines.get((column, code))
        if first is None:
            self._first_lines[column, code] = row.place(column)[0]
        else:
            yield _Fault(FindingKind.DUPLICATED, f"it is in line {first} already")

    def _misnamed(self, name: str, holder: Council) -> Iterator[_Fault]:
        named = self._find(name)
        if not named:
            yield _Fault(FindingKind.NAME_UNKNOWN, f"the register knows no such name; the code is {holder}'s")
        elif holder not in named:
            whose = " or ".join(f"{council}'s" for council in named)
            yield _Fault(FindingKind.NAME_MISMATCHED, f"the name is {whose}, and the code {holder}'s")


def _no_holder(code: "GssCode") -> _Fault:
    if code.entity in _COUNCIL_ENTITIES:
        return _Fault(FindingKind.UNKNOWN, "no council has or had it")
    return _Fault(FindingKind.NOT_A_COUNCIL, f"it is the code of {_AREAS.get(code.entity, 'another sort of area')}")


def _named(council: Council, on: date) -> str:
    version = council.area_code_on(on)
    return f"{council} ({version.text if version else 'no code yet'})"
