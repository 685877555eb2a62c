"""Rows of a source that cannot be used: which line and column, and why; never what was in the cell.

A gazetteer is built from the rows that are sound. The others are listed in a CSV beside it, and where they
are more than the share that was allowed nothing is built: so bad a file is the wrong file.

>>> rejects = Rejects()
>>> rejects.add(14, [("postcode", "not a postcode.")])
>>> rejects.rows, rejects.take()
(1, [Reject(line=14, column='postcode', why='not a postcode.')])
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from localgov_components.core import LocalGovError
from localgov_components.core.files import replace_file

__all__ = ["Reject", "Rejects", "reasons_of", "rejects_path", "write_rejects"]

_HEADINGS = ("source", "line", "column", "why")


class Reject(NamedTuple):
    """One mistake of a row that was left out."""

    line: int
    column: str | None
    why: str


class Rejects:
    """Collects the rejects of one source.

    `rows` counts the rows, each of which may have several mistakes; `last_line` is the line of the last of them.
    """

    def __init__(self, rows: int = 0) -> None:
        self.rows = rows
        self.last_line = 0
        self._waiting: list[Reject] = []

    def add(self, line: int, mistakes: Iterable[tuple[str | None, str]]) -> None:
        """Reject the row that begins in `line`, for each column and reason."""
        self.rows += 1
        self.last_line = max(self.last_line, line)
        self._waiting += [Reject(line, column, why) for column, why in mistakes]

    def take(self) -> list[Reject]:
        """Those that came since this was last called."""
        taken, self._waiting = self._waiting, []
        return taken


def reasons_of(error: ValidationError) -> list[tuple[str | None, str]]:
    """Column and reason for each mistake that a model found in a row."""
    return [
        (str(item["loc"][0]) if item["loc"] else None, _explained(item["type"], item.get("ctx", {}), item["msg"]))
        for item in error.errors(include_url=False, include_input=False)
    ]


def rejects_path(target: Path) -> Path:
    """Where the rejects of a gazetteer are listed: `addresses.gazetteer.rejects.csv`."""
    return target.with_name(f"{target.name}.rejects.csv")


def write_rejects(target: Path, rejects: Iterable[tuple[str, int, str | None, str]]) -> Path | None:
    """Write the list beside the gazetteer `target`, or take away an older one when there are none.

    Each reject is source, line, column and reason. Raises `LocalGovError` when the list cannot be written, as where a
    spreadsheet has the older one open.
    """
    path = rejects_path(target)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    before = text.tell()
    writer.writerows(rejects)
    try:
        if text.tell() == before:
            path.unlink(missing_ok=True)
            return None
        replace_file(path, text.getvalue().encode())
    except OSError as error:
        raise LocalGovError(
            f"'{path.name}' could not be written: {error.strerror}. Close it in every program, and build again.",
            code="rejects.not-written",
        ) from error
    return path


def _explained(kind: str, context: dict[str, object], message: str) -> str:
    if kind in {"missing", "string_too_short", "string_type"}:  # cells are text: what is none was empty
        return "this cell is empty, and every address has one."
    return str(context["error"]) if kind == "value_error" else f"{message}."
