r"""Rows of a JSON array of objects, with the line and character at which every value begins.

`json.loads` forgets where things stood, so the array and its objects are walked here, and only keys and values
are left to the decoder.

>>> text = '[\n  {"gss": "E07000223",\n   "name": "Adur"}]'
>>> [(row, row.line, row.place("name")) for row in read_json_rows(text, ["gss", "name"], "codes.json")]
[({'gss': 'E07000223', 'name': 'Adur'}, 2, (3, 12))]
>>> list(read_json_rows('{"gss": []}', ["gss"], "codes.json"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  codes.json, line 1, column 1: expected [, because the file is an array of objects
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import NoReturn, TypeAlias

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.councils.linting.finding import PlacedRow

__all__ = ["read_json_rows"]

_SPACE = re.compile(r"[ \t\r\n]*")

_Place: TypeAlias = tuple[int, int]


def read_json_rows(text: str, columns: Sequence[str], source: str) -> Iterator[PlacedRow]:
    """One row for each object; `DefinitionError` where the text is no such array."""
    rows = list(_Walk(text, columns, source).rows())
    absent = [column for column in columns if rows and all(column not in row for row in rows)]
    DefinitionError.raise_for([Fault(source, f"no object has the key '{column}'") for column in absent])
    yield from rows


class _JsonRow(PlacedRow):
    __slots__ = ("_places", "_start")

    def __init__(self, cells: dict[str, object], start: _Place, places: dict[str, _Place]) -> None:
        super().__init__(cells, start[0])
        self._start = start
        self._places = places

    def place(self, column: str) -> _Place:
        return self._places.get(column, self._start)


class _Walk:
    def __init__(self, text: str, columns: Sequence[str], source: str) -> None:
        self._text = text
        self._columns = frozenset(columns)
        self._source = source
        self._decode = json.JSONDecoder().raw_decode
        self._at = 0
        self._line, self._line_start, self._counted = 1, 0, 0

    def rows(self) -> Iterator[PlacedRow]:
        self._expect("[", "because the file is an array of objects")
        if self._sees("]"):
            self._end()
            return
        while True:
            self._skip()
            start = self._place(self._at)
            cells, places = self._object()
            yield _JsonRow(cells, start, places)
            if not self._sees(","):
                break
        self._expect("]", "at the end of the array, or a comma")
        self._end()

    def _object(self) -> tuple[dict[str, object], dict[str, _Place]]:
        cells: dict[str, object] = {}
        places: dict[str, _Place] = {}
        self._expect("{", "because every item is an object")
        if self._sees("}"):
            return cells, places
        while True:
            key, _ = self._value()
            if not isinstance(key, str):
                self._refuse("a key is text in quotation marks")
            self._expect(":", "after a key")
            value, at = self._value()
            if key in self._columns:
                if key in cells:
                    self._refuse(f"the key '{key}' is given twice in one object")
                cells[key], places[key] = value, self._place(at)
            if not self._sees(","):
                break
        self._expect("}", "at the end of an object, or a comma")
        return cells, places

    def _value(self) -> tuple[object, int]:
        self._skip()
        at = self._at
        try:
            value, self._at = self._decode(self._text, at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            self._refuse(f"not JSON: {error.msg}")
        except (RecursionError, ValueError):  # nested too deep, or a number of too many digits
            self._refuse("not JSON that can be read: nested too deep, or too long a number")
        return value, at

    def _place(self, at: int) -> _Place:
        """Line and character, counted on from the last place, so that no part of a file is counted twice."""
        if lines := self._text.count("\n", self._counted, at):
            self._line += lines
            self._line_start = self._text.rfind("\n", self._counted, at) + 1
        self._counted = at
        return self._line, at - self._line_start + 1

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _sees(self, mark: str) -> bool:
        self._skip()
        seen = self._text.startswith(mark, self._at)
        self._at += seen
        return seen

    def _expect(self, mark: str, why: str) -> None:
        if not self._sees(mark):
            self._refuse(f"expected {mark}, {why}")

    def _end(self) -> None:
        self._skip()
        if self._at < len(self._text):
            self._refuse("more text after the end of the array")

    def _refuse(self, message: str) -> NoReturn:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        raise DefinitionError([Fault(self._source, message, line=line, column=column)])
