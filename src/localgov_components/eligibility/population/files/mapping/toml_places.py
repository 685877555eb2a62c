r"""The line on which each key of a TOML text stands, for those who tell of a mistake in one.

Python's reader of TOML does not say where it found a value. Statements are told apart here by their brackets and
quotation marks, and each is read by itself for the keys that it sets.

>>> places = TomlPlaces('key = "Claim"\n\n[facts."household.capital"]\ncolumn = "Savings"\nunknown = [\n  "n/k",\n]\n')
>>> places.line(("facts", "household.capital", "unknown"))
5
>>> places.line(("facts", "household.capital", "amounts"))
3
>>> places.line(("members",)) is None
True
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["TomlPlaces"]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n]",
    re.DOTALL,
)


class TomlPlaces:
    """Lines by key, of a text that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for line, statement in _statements(text):
            keys = list(_keys(tomllib.loads(statement)))
            if statement.lstrip().startswith("["):
                table = max(keys, key=len, default=())
                keys = [table[: length + 1] for length in range(len(table))]
            else:
                keys = [(*table, *each) for each in keys]
            for each in keys:
                self._lines.setdefault(each, line)

    def line(self, path: Sequence[str]) -> int | None:
        """The line of a key, or of the table that it would stand in; None where there is neither."""
        for length in range(len(path), 0, -1):
            if (found := self._lines.get(tuple(path[:length]))) is not None:
                return found
        return None


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line that it begins on."""
    depth = start = 0
    line = first = 1
    text = text.replace("\r\n", "\n") + "\n"
    for found in _TOKEN.finditer(text):
        mark = found[0]
        line += mark.count("\n")
        depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        if mark == "\n" and not depth:
            if statement := text[start : found.end()].strip():
                yield first, statement
            start, first = found.end(), line


def _keys(data: object) -> Iterator[tuple[str, ...]]:
    if isinstance(data, list):
        data = data[0] if data else None
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield (key,)
            yield from ((key, *rest) for rest in _keys(value))
