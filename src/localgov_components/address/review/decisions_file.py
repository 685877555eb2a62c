r"""The decisions file: what was decided about addresses, kept by the council as an open CSV.

It is only ever added to, and always whole: new lines are written to a copy beside it that then takes its place. The
later day wins and, of one day, the later line (`review.latest`), so that a decision is changed by another one, the file
says what held when, and a sheet that is taken in late undoes nothing.

>>> from datetime import date
>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> path = Path(folder.name) / "decisions.csv"
>>> decision = AddressDecision("12 MILL LANE", "DT97 1AF", Verdict.ACCEPTED, Uprn.parse("999900104304"),
...     role="Address officer", on=date(2026, 11, 26), epoch="120")
>>> append_decisions(path, [decision]), append_decisions(path, [decision])
(1, 0)
>>> read_decisions(path) == (decision,)
True
>>> print(path.read_text(encoding="utf-8"))
address,postcode,decision,uprn,role,on,epoch,note
12 MILL LANE,DT97 1AF,accepted,999900104304,Address officer,2026-11-26,120,
<BLANKLINE>
>>> folder.cleanup()
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.address.review.decision import AddressDecision, AddressKey, Verdict, folded_address
from localgov_components.address.review.latest import Latest
from localgov_components.core.errors import ConflictError, DefinitionError, Fault, InvalidValueError
from localgov_components.core.files import replace_file
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import GridLimits
from localgov_components.core.spreadsheets import plain_cell
from localgov_components.identifiers import Uprn

__all__ = ["DECISION_COLUMNS", "append_decisions", "count_overtaken", "read_decisions", "require_role"]

DECISION_COLUMNS = ("address", "postcode", "decision", "uprn", "role", "on", "epoch", "note")
"""The headings of the file, in their order."""

_LIMITS = GridLimits(rows=1_000_001, cells=8_000_008, characters=400_000_000, packed=400 << 20)
_LONGEST_ROLE = 100


def read_decisions(path: Path) -> tuple[AddressDecision, ...]:
    """The decisions of a file, in the order in which they were taken.

    Raises `DefinitionError` with every mistake by line, and `FileNotFoundError` where there is no file.
    """
    grid = Grid.read(path, limits=_LIMITS)
    texts: dict[int, list[str]] = {}
    for (row, column), value in sorted(grid.cells.items()):
        texts.setdefault(row, [""] * max(grid.width, len(DECISION_COLUMNS)))[column - 1] = str(value)
    headings = [each.strip().lower() for each in texts.pop(1, [])]
    if tuple(headings) != DECISION_COLUMNS:
        wanted = f"not the headings of a decisions file. They are: {','.join(DECISION_COLUMNS)}"
        raise DefinitionError([Fault(path.name, wanted, line=1)])
    faults: list[Fault] = []
    read = [_decision(path.name, row, cells, faults) for row, cells in texts.items()]
    DefinitionError.raise_for_rows(path.name, faults)
    return tuple(each for each in read if each is not None)


def append_decisions(path: Path, decisions: Iterable[AddressDecision]) -> int:
    """Add decisions to a file, which is made where there is none; how many were new.

    A decision that holds already, by the same epoch, is not added again, and neither is one that is in the file and
    was overtaken. Raises `DefinitionError` for a file with a mistake, which stays as it is, and `ConflictError` while
    another program adds to it.
    """
    with _alone(path):
        before = read_decisions(path) if path.exists() else ()
        latest, written = Latest(before), set(map(_said, before))
        new: list[AddressDecision] = []
        for each in decisions:
            if _said(each) not in written or not (latest.is_overtaken(each) or latest.holds(each)):
                latest.take(each)
                written.add(_said(each))
                new.append(each)
        if new:
            replace_file(path, _before(path) + _lines(_cells(each) for each in new))
    return len(new)


def count_overtaken(path: Path, decisions: Iterable[AddressDecision]) -> int:
    """How many of some decisions do not hold, because the file says something else on a later day.

    Raises as `read_decisions` does.
    """
    latest = Latest(read_decisions(path))
    return sum(latest.is_overtaken(each) and not latest.holds(each) for each in decisions)


def require_role(role: str) -> str:
    """A role as it is written beside decisions. Raises `InvalidValueError` for none, or more than one line."""
    told = role.strip()
    if not told or len(told) > _LONGEST_ROLE or not told.isprintable():
        raise InvalidValueError(
            f"not a role: give one line of up to {_LONGEST_ROLE} characters, such as Address officer.",
            code="decision.role",
        )
    return told


def _said(decision: AddressDecision) -> tuple[AddressKey, Uprn, Verdict, str | None]:
    """What a line says by its epoch, whoever said it and when."""
    return decision.key, decision.uprn, decision.verdict, decision.epoch


def _decision(source: str, row: int, cells: Sequence[str], faults: list[Fault]) -> AddressDecision | None:
    named = {name: cell.strip() for name, cell in zip(DECISION_COLUMNS, cells, strict=False)}
    wrong: list[tuple[str, str]] = []
    text, postcode = "", None
    if len(named["address"]) > MOST_CHARACTERS:
        wrong.append(("address", f"more than {MOST_CHARACTERS:,} characters"))
    else:
        text, postcode = folded_address(named["address"], named["postcode"])
    if not text and not wrong:
        wrong.append(("address", "empty. Write the address that was decided"))
    if named["postcode"] and not folded_address("", named["postcode"])[1]:
        wrong.append(("postcode", "not a postcode. Write one such as DT97 1AF, or leave it empty"))
    uprn, on = _uprn(named["uprn"], wrong), _day(named["on"], wrong)
    if named["decision"] not in set(Verdict):
        wrong.append(("decision", "not a decision: write accepted, rejected or alias"))
    if not named["role"]:
        wrong.append(("role", "empty. Write the role of whoever decided"))
    faults += (Fault(source, message, line=row, column=column) for column, message in wrong)
    if wrong or uprn is None or on is None:
        return None
    verdict = Verdict(named["decision"])
    return AddressDecision(text, postcode, verdict, uprn, named["role"], on, named["epoch"] or None, named["note"])


def _uprn(text: str, wrong: list[tuple[str, str]]) -> Uprn | None:
    try:
        return Uprn.parse(text)
    except InvalidValueError as error:
        wrong.append(("uprn", str(error).removesuffix(".")))
        return None


def _day(text: str, wrong: list[tuple[str, str]]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong.append(("on", "not a date. Write it like 2026-04-01"))
        return None


def _cells(decision: AddressDecision) -> list[str]:
    return [
        decision.text,
        decision.postcode or "",
        decision.verdict,
        str(decision.uprn),
        decision.role,
        decision.on.isoformat(),
        _plain(decision.epoch or ""),
        _plain(decision.note),
    ]


def _plain(text: str) -> str:
    """A text on one line, without what cannot be seen: the file must read back."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(map(_guarded, row) for row in rows)
    return text.getvalue().encode()


def _guarded(text: str) -> str:
    """A text that a spreadsheet does not run; an apostrophe that stands before such a one gets another, and is kept."""
    return f"'{text}" if plain_cell(text.lstrip("'")) != text.lstrip("'") else text


def _before(path: Path) -> bytes:
    """What is in the file, to the byte, ending with its last line; the headings where there is no file."""
    if not path.exists():
        return _lines([DECISION_COLUMNS])
    before = path.read_bytes()
    return before if before.endswith(b"\n") else before + b"\n"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let nobody else add to the file meanwhile, who would not see what is added now."""
    lock = path.with_name(f".{path.name}.lock")
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        raise ConflictError(
            f"another program is adding to '{path.name}', or was stopped while it did. Wait; or, where none runs, "
            f"delete '{lock.name}' beside it and try again.",
            code="decision.locked",
        ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
