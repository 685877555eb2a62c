"""A review sheet that a person filled in, read back: all its decisions, or every mistake by its cell.

Lines may be sorted, deleted and added, and columns moved, added, or left out where they are not needed. The address of
a line that is decided must be as it was: the letters in `check` tell where a spreadsheet altered it. A sheet is CSV, in
whatever encoding a spreadsheet saves it, or XLSX.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.address.review.decision import AddressDecision, AddressKey, Verdict, folded_address
from localgov_components.address.review.decisions_file import require_role
from localgov_components.address.review.in_force import state_of
from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.identifiers import Uprn

__all__ = ["ReviewRead", "read_review"]

_NEEDED = ("address", "postcode", "uprn", "decision", "note", "epoch")
_CHECK = "check"
_ROWS = 10_000
_UNREADABLE = {
    "cell.sheet": "a formula, an error, a time or what cannot be seen. Write its value instead",
    "cell.encoding": "not in the encoding of the file. Type it again",
    "row.cells": "more or fewer cells than there are headings",
}
_ALTERED = (
    "this or the postcode is not as it was written out: spreadsheets make dates of some texts, and drop letters when "
    "they save as another CSV than UTF-8. Put back what was there; or empty 'check', where another address is meant"
)
_LOST = (
    "not a UPRN: scientific notation has lost digits, as spreadsheets save long numbers in CSV. Format the column as "
    "text, put the UPRN back, and save again; a sheet that is written as XLSX keeps it"
)
_HOW = "write accept, reject, alias, a UPRN, or alias and a UPRN"
_NOT_THERE = {
    "gone": "a UPRN that the gazetteer does not have. Look for a slip of the pen",
    "retired": "a UPRN that is retired. Write that of the property that took its place, or leave it empty",
}
_DIVIDERS = str.maketrans(",:;", "   ")
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

    With a `gazetteer`, a UPRN that it does not have, or that is retired in it, is a mistake: most are typed wrong.
    Raises `DefinitionError` with every mistake by line and column, and then nothing was taken in; `InvalidValueError`
    for what is no role.
    """
    # Whoever matches with decisions imports this too, in each process, and few read a sheet.
    from localgov_components.tables import open_table
    from localgov_components.tables.blanks import folded

    reading = _Reading(path.name, require_role(role), on, gazetteer)
    table = open_table(path, wanted=_NEEDED, sheet=sheet)
    headings: dict[str, list[str]] = defaultdict(list)
    for each in table.headings:
        headings[folded(each)].append(each)
    names = [*_NEEDED, *([_CHECK] if _CHECK in headings else [])]
    columns = [_heading(each, headings[each], path.name, reading.faults) for each in names]
    DefinitionError.raise_for(reading.faults)
    for batch in table.batches(columns, rows=_ROWS):
        for row, column, code in batch.faults.iter_rows():
            reading.fault(row, column, _UNREADABLE.get(code, "cannot be read"))
        cells = [batch.frame.get_column(each).to_list() for each in columns]
        for row, *values in zip(batch.numbers.to_list(), *cells, strict=True):
            line = {name: str(value or "").strip() for name, value in zip(names, values, strict=True)}
            if any(line.values()):
                reading.add(row, line)
    DefinitionError.raise_for_rows(path.name, reading.faults)
    return ReviewRead(tuple(reading.decisions), len(reading.seen - {each.key for each in reading.decisions}))


def _heading(name: str, found: Sequence[str], source: str, faults: list[Fault]) -> str:
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
        self._said: dict[tuple[AddressKey, Uprn], tuple[int, bool]] = {}

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
        key = AddressKey.of_folded(text, postcode)
        self.seen.add(key)
        if found := self._decided(row, line):
            if line.get(_CHECK, "") not in ("", key.check):
                self.fault(row, "address", _ALTERED)
                return
            decision = AddressDecision(text, postcode, *found, self.role, self.on, line["epoch"] or None, line["note"])
            if self._agrees(row, decision):
                self.decisions.append(decision)

    def _decided(self, row: int, line: Mapping[str, str]) -> tuple[Verdict, Uprn] | None:
        """The verdict of a line and the property it is about; None where there is none, or a mistake."""
        word, *rest = line["decision"].lower().translate(_DIVIDERS).split() or [""]
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
        column, text = ("decision", typed[0]) if typed else ("uprn", line["uprn"])
        uprn = self._uprn(row, column, text)
        if uprn is None or (verdict is not Verdict.REJECTED and not self._is_there(row, column, uprn)):
            return None
        return verdict or Verdict.ACCEPTED, uprn

    def _uprn(self, row: int, column: str, text: str) -> Uprn | None:
        try:
            return Uprn.parse(text)
        except InvalidValueError as error:
            told = str(error).removesuffix(".")
            if error.code == "uprn.scientific":
                told = _LOST
            elif column == "decision" and not text[:1].isdigit():
                told = f"neither a decision nor a UPRN: {_HOW}"
            self.fault(row, column, told)
            return None

    def _is_there(self, row: int, column: str, uprn: Uprn) -> bool:
        """Whether the gazetteer has a property, as far as there is one to ask; if not, that is a mistake."""
        state = "" if self.gazetteer is None else state_of(uprn, self.gazetteer)
        if state:
            self.fault(row, column, _NOT_THERE[state])
        return not state

    def _agrees(self, row: int, decision: AddressDecision) -> bool:
        """Whether a decision agrees with those on other lines of the address; if not, that is a mistake."""
        key, uprn, is_rejected = decision.key, decision.uprn, decision.verdict is Verdict.REJECTED
        before, was_rejected = self._said.setdefault((key, uprn), (row, is_rejected))
        if was_rejected is not is_rejected:
            self.fault(row, "decision", f"line {before} says the opposite of this property. Decide for one")
            return False
        before, given = (row, uprn) if is_rejected else self._given.setdefault(key, (row, uprn))
        if given != uprn:
            self.fault(row, "decision", f"line {before} gives this address another property. Decide for one")
            return False
        return True
