"""A review sheet that a person filled in, read back: all its decisions, or every mistake by its cell.

Lines may be sorted, and columns that nobody fills in may be missing; the address and the UPRN of a line must be as they
were. A sheet is CSV, in whatever encoding a spreadsheet saves it, or XLSX.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.address.review.decision import AddressDecision, AddressKey, Verdict, folded_address
from localgov_components.address.review.decisions_file import require_role
from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError, NotFoundError
from localgov_components.identifiers import Uprn
from localgov_components.tables import open_table
from localgov_components.tables.blanks import folded

__all__ = ["ReviewRead", "read_review"]

_NEEDED = ("address", "postcode", "uprn", "decision", "note", "epoch")
_ROWS = 10_000
_MOST_LISTED = 100
_UNREADABLE = {
    "cell.sheet": "a formula, an error, a time or what cannot be seen. Write its value instead",
    "cell.encoding": "not in the encoding of the file. Type it again",
    "row.cells": "more or fewer cells than there are headings",
}
_HOW = "write accept, reject, alias, a UPRN, or alias and a UPRN"
_VERDICTS: Mapping[str, Verdict] = {
    "accept": Verdict.ACCEPTED,
    "accepted": Verdict.ACCEPTED,
    "reject": Verdict.REJECTED,
    "rejected": Verdict.REJECTED,
    "alias": Verdict.ALIAS,
}


@dataclass(frozen=True, slots=True)
class ReviewRead:
    """The decisions of a sheet in the order of its lines, and how many of its addresses have none."""

    decisions: tuple[AddressDecision, ...]
    undecided: int


def read_review(
    path: Path, *, role: str, on: date, gazetteer: Gazetteer | None = None, sheet: str | None = None
) -> ReviewRead:
    """Read a sheet that somebody with this role decided by this day.

    With a `gazetteer`, a UPRN that it does not have is a mistake: most are typed wrong. Raises `DefinitionError` with
    every mistake by line and column, and then nothing was taken in; `InvalidValueError` for what is no role.
    """
    reading = _Reading(path.name, require_role(role), on, gazetteer)
    table = open_table(path, wanted=_NEEDED, sheet=sheet)
    columns = [_heading(each, table.headings, path.name, reading.faults) for each in _NEEDED]
    DefinitionError.raise_for(reading.faults)
    for batch in table.batches(columns, rows=_ROWS):
        for row, column, code in batch.faults.iter_rows():
            reading.fault(row, column, _UNREADABLE.get(code, "cannot be read"))
        cells = [batch.frame.get_column(each).to_list() for each in columns]
        for row, *values in zip(batch.numbers.to_list(), *cells, strict=True):
            line = {name: str(value or "").strip() for name, value in zip(_NEEDED, values, strict=True)}
            if any(line.values()):
                reading.add(row, line)
    DefinitionError.raise_for(sorted(reading.faults, key=lambda each: each.line or 0)[:_MOST_LISTED])
    return ReviewRead(tuple(reading.decisions), len(reading.seen - {each.key for each in reading.decisions}))


def _heading(name: str, headings: Sequence[str], source: str, faults: list[Fault]) -> str:
    found = [each for each in headings if folded(each) == name]
    if len(found) != 1:
        what = "there is no such column" if not found else f"the column is there {len(found)} times"
        faults.append(
            Fault(source, f"{what}. Is it a review sheet, with its headings as they were?", line=1, column=name)
        )
    return found[0] if found else name


class _Reading:
    """What was read so far."""

    def __init__(self, source: str, role: str, on: date, gazetteer: Gazetteer | None) -> None:
        self.source = source
        self.role = role
        self.on = on
        self.gazetteer = gazetteer
        self.faults: list[Fault] = []
        self.decisions: list[AddressDecision] = []
        self.seen: set[AddressKey] = set()
        self._given: dict[AddressKey, tuple[int, Uprn]] = {}

    def fault(self, row: int, column: str | None, message: str) -> None:
        """Note a mistake in a cell."""
        self.faults.append(Fault(self.source, message, line=row, column=column))

    def add(self, row: int, line: Mapping[str, str]) -> None:
        """Take in a line."""
        if len(line["address"]) > MOST_CHARACTERS:
            self.fault(row, "address", f"more than {MOST_CHARACTERS:,} characters. Put back what was there")
            return
        text, postcode = folded_address(line["address"], line["postcode"])
        if not text:
            self.fault(row, "address", "empty. Put back what was there, or delete the line")
            return
        self.seen.add(AddressKey.of_folded(text, postcode))
        if found := self._decided(row, line):
            decision = AddressDecision(text, postcode, *found, self.role, self.on, line["epoch"] or None, line["note"])
            if self._agrees(row, decision):
                self.decisions.append(decision)

    def _decided(self, row: int, line: Mapping[str, str]) -> tuple[Verdict, Uprn] | None:
        """The verdict of a line and the property it is about; None where there is none, or a mistake."""
        word, *rest = line["decision"].lower().split() or [""]
        if not word:
            return None
        verdict = _VERDICTS.get(word)
        typed = rest if verdict is Verdict.ALIAS else ([] if verdict else [word])
        if (verdict is not Verdict.ALIAS and rest) or len(typed) > 1:
            self.fault(row, "decision", f"more than one thing: {_HOW}")
            return None
        if not typed and not line["uprn"]:
            self.fault(row, "decision", "there is no UPRN in this line. Write one, or leave it empty")
            return None
        uprn = self._uprn(row, "decision", typed[0]) if typed else self._uprn(row, "uprn", line["uprn"])
        return None if uprn is None else (verdict or Verdict.ACCEPTED, uprn)

    def _uprn(self, row: int, column: str, text: str) -> Uprn | None:
        try:
            uprn = Uprn.parse(text)
            if self.gazetteer is not None:
                self.gazetteer.get(uprn)
        except NotFoundError:
            self.fault(row, column, "a UPRN that the gazetteer does not have. Look for a slip of the pen")
            return None
        except InvalidValueError as error:
            told = str(error).removesuffix(".")
            self.fault(row, column, told if column == "uprn" else f"neither a decision nor a UPRN: {_HOW}")
            return None
        return uprn

    def _agrees(self, row: int, decision: AddressDecision) -> bool:
        """Whether a decision agrees with those on other lines of the address; if not, that is a mistake."""
        if decision.verdict is Verdict.REJECTED:
            return True
        before, uprn = self._given.setdefault(decision.key, (row, decision.uprn))
        if uprn != decision.uprn:
            self.fault(row, "decision", f"line {before} gives this address another property. Decide for one")
            return False
        return True
