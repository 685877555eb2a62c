"""One row of a table of scenarios: its cells made plain data, as `Known.parse` reads it.

What a spreadsheet may have changed unasked is refused, such as a number where text is wanted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from localgov_components.core.errors import Fault, InvalidValueError
from localgov_components.core.grid_cell import GridCell
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.json_text import JsonData
from localgov_components.eligibility.scenarios.entry import Entry, Where, Written, plain_of
from localgov_components.rules import FactDeclaration, UnknownReason
from localgov_components.rules.measures import MOST_MEMBERS

__all__ = ["Column", "Step", "TableRow"]

_UNKNOWN = re.compile(r"unknown: *([a-z-]+)", re.ASCII)
_HOW_MANY = re.compile(r"([0-9]{1,4})(\+?)", re.ASCII)
_LISTED = ("reasons", "still_needed")
_REASONS = [str(each) for each in UnknownReason if each not in (UnknownReason.CONTRADICTION, UnknownReason.GAP)]


@dataclass(frozen=True, slots=True)
class Step:
    """A fact, and the number of a member where the path goes on into a list."""

    fact: FactDeclaration
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column for a fact: the steps of its path."""

    heading: str
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Level:
    """What a row says of the case, or of one member."""

    values: dict[str, JsonData] = field(default_factory=dict)
    lists: "dict[str, _List]" = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """What a row says of a list of members: in the cell of the list itself, and of members by their number."""

    told: GridCell | None = None
    members: dict[int, _Level] = field(default_factory=dict)


class TableRow:
    """Reads one row; what is wrong with its cells is added to `faults`."""

    def __init__(self, cells: Mapping[str, GridCell], faults: list[Fault]) -> None:
        self._cells, self._faults = cells, faults
        self._places: dict[str, Where] = {}

    def entry(self, source: str, fields: Iterable[str], columns: Iterable[Column]) -> Entry:
        """The row as a scenario that is still to be read."""
        top = _Level()
        for column in columns:
            self._put(top, column)
        written = {name: found for name in fields if (found := self._written(name)) is not None}
        place = f"{source}, row {next(iter(self._cells.values())).row}"
        return Entry(place, partial(Fault, place), written, self._data(top, ""), self._places)

    def _written(self, heading: str) -> Written | None:
        cell = self._cells.get(heading)
        if cell is None or cell.value is None:
            return None
        text = _text_of(cell)
        texts = [part.strip() for part in text.split(";")] if heading in _LISTED else [text]
        return Written(tuple(texts), cell.fault)

    def _put(self, level: _Level, column: Column) -> None:
        """Note what a cell says where it belongs."""
        cell = self._cells[column.heading]
        if cell.value is None:
            return
        path = ""
        for step in column.steps:
            path = f"{path}{step.fact.id}"
            if step.member is not None:
                level = level.lists.setdefault(step.fact.id, _List()).members.setdefault(step.member, _Level())
                path = f"{path}[{step.member}]."
        self._places[path] = cell.fault
        fact = column.steps[-1].fact
        if fact.nested:
            level.lists.setdefault(fact.id, _List()).told = cell
            return
        unknown = _UNKNOWN.fullmatch(_text_of(cell))
        try:
            level.values[fact.id] = self._reason(unknown[1], cell) if unknown else plain_of(cell.value, fact)
        except InvalidValueError as error:
            self._faults.append(cell.fault(str(error).removesuffix(".")))

    def _data(self, level: _Level, path: str) -> dict[str, JsonData]:
        lists = {id_: self._members(each, f"{path}{id_}") for id_, each in level.lists.items()}
        return {**level.values, **lists}

    def _members(self, found: _List, path: str) -> JsonData:
        number = max(found.members, default=0)
        if found.told is None:
            self._require_each(found, number, path)
            return self._listed(found, path, number, is_complete=True)
        text = _text_of(found.told)
        how_many, unknown = _HOW_MANY.fullmatch(text), _UNKNOWN.fullmatch(text)
        told = min(int(how_many[1]), MOST_MEMBERS + 1) if how_many else 0
        if how_many is None and unknown is None:
            self._faults.append(found.told.fault("not a number of members. Write 2, or 2+ where there may be more"))
        elif told < number:
            self._faults.append(found.told.fault("fewer members than the row tells of. Write how many there are"))
        elif unknown is not None:
            return self._reason(unknown[1], found.told)
        return self._listed(found, path, told, is_complete=bool(how_many and not how_many[2]))

    def _listed(self, found: _List, path: str, number: int, *, is_complete: bool) -> JsonData:
        members = [self._data(found.members.get(at, _Level()), f"{path}[{at}].") for at in range(1, number + 1)]
        return {"members": [*members], "complete": is_complete}

    def _reason(self, reason: str, cell: GridCell) -> JsonData:
        if reason not in _REASONS:
            message = f"not a reason for a fact that is unknown. Write unknown: and one of: {', '.join(_REASONS)}"
            self._faults.append(cell.fault(message))
            return None
        return {"unknown": reason}

    def _require_each(self, found: _List, number: int, path: str) -> None:
        """Of each member up to the last something is said, where it is not said how many there are."""
        missing = next((at for at in range(1, number) if at not in found.members), None)
        if missing:
            message = f"nothing is known of member {missing}. Say in a column '{path}' how many members there are"
            of_last = f"{path}[{number}]."
            self._faults.append(next(where for at, where in self._places.items() if at.startswith(of_last))(message))


def _text_of(cell: GridCell) -> str:
    return "" if cell.value is None else plain_form(cell.value).strip()
