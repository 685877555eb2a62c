"""What became of everybody in a file: totals that add up, and what was wrong with which rows.

A summary holds counts, names of columns and numbers of rows, and never a value.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from localgov_components.core.grid_cell import column_letters

__all__ = ["CODES", "FileSummary", "RejectSummary", "Summary", "UnusedColumn"]

_MOST_SHOWN = 20

CODES: Mapping[str, str] = MappingProxyType(
    {
        "cell.date": "not a date that is written as the mapping says",
        "cell.encoding": "not in the encoding of the file",
        "cell.money": "not an amount of money",
        "cell.not-finite": "infinite, or not a number",
        "cell.number": "not a number",
        "cell.places": "more decimal places than there may be",
        "cell.range": "smaller or larger than it may be",
        "cell.sheet": "a formula, an error, a time of day, or what cannot be seen",
        "cell.truth": "neither of the words for yes and no",
        "cell.type": "a list, a structure or bytes",
        "cell.value": "none of the words for the values that there are",
        "cell.whole-number": "not a whole number",
        "key.duplicate": "the key of another row too",
        "key.missing": "no key",
        "members.orphan": "no case, or no member, has this key",
        "members.rejected": "a row of one of its members was rejected",
        "members.too-many": "more than 1,000 members, in all lists together",
        "row.cells": "more or fewer cells than there are headings",
    }
)
"""What each code says. A test holds it against the page on file formats."""


@dataclass(frozen=True, slots=True)
class RejectSummary:
    """Rows of one file that were rejected for one reason; `first` are the numbers of the first few."""

    column: str | None
    code: str
    rows: int
    first: tuple[int, ...]

    def __str__(self) -> str:
        """In words."""
        what = CODES.get(self.code, f"not as the rules for it ask ({self.code})")
        place = f"{self.column}: " if self.column else ""
        number = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        return f"{place}{what}, in {number}: {_numbers(self.first, self.rows)}"


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that nothing reads: its heading, its place from 1, and in how many rows it has a value.

    The heading is empty where the column has none. `first` are the numbers of the first few rows that have a value.
    """

    column: str
    place: int
    rows: int
    first: tuple[int, ...]

    def told(self, read: int) -> str:
        """In words; `read` is how many rows the file has."""
        name = self.column or f"column {column_letters(self.place)}, which has no heading"
        if not self.rows:
            return f"{name}: empty"
        return f"{name}: a value in {self.rows:,} of {read:,} rows: {_numbers(self.first, self.rows)}"


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One file that was read: rows read, rows that took part, rows rejected.

    `members_of` is the name of the list whose members its rows are, "" where they are cases. Rows of members that are
    neither used nor rejected are those of rejected cases. `unused` are columns that nothing reads.
    """

    name: str
    members_of: str
    sha256: str
    read: int
    used: int
    rejected: int
    rejects: Sequence[RejectSummary] = ()
    unused: Sequence[UnusedColumn] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Everybody in a file, decided: read is decided and undecided and rejected.

    `outcomes` has how many cases came out how. `unknown` has, for each fact with a column, in how many cases that were
    not rejected it was not known.
    """

    scheme: str
    rules_hash: str
    policy_edition: str
    on: date
    known_at: datetime | None
    mapping_sha256: str
    read: int
    decided: int
    undecided: int
    rejected: int
    outcomes: Mapping[str, int]
    unknown: Mapping[str, int]
    files: Sequence[FileSummary] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        """Refuse totals that do not add up: it is a defect of this package."""
        if self.read != self.decided + self.undecided + self.rejected:
            raise AssertionError("rows read are not rows decided, undecided and rejected")

    def json(self) -> str:
        """The same as JSON."""
        data = {"summary_format": 1, **asdict(self)}
        data["on"] = self.on.isoformat()
        data["known_at"] = None if self.known_at is None else self.known_at.isoformat()
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def text(self) -> str:
        """The same for people, without the hashes."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        parts = f"decided {self.decided:,} + undecided {self.undecided:,} + rejected {self.rejected:,}"
        yield f"read {self.read:,} = {parts}"
        yield from (f"  {outcome}: {number:,}" for outcome, number in self.outcomes.items() if number)
        for id_, number in self.unknown.items():
            if number:
                yield f"not known: {id_}, in {number:,} {'case' if number == 1 else 'cases'}"
        for file in self.files:
            if file.members_of:
                spare = file.read - file.used - file.rejected
                yield (
                    f"{file.name}: read {file.read:,} = used {file.used:,} + of rejected cases {spare:,} + "
                    f"rejected {file.rejected:,}"
                )
            yield from (f"{file.name}: {each}" for each in file.rejects)
            yield from _unused_lines(file)
            yield from file.notes


def _unused_lines(file: FileSummary) -> Iterator[str]:
    if file.unused:
        yield f"{file.name}: columns that nothing reads:"
    yield from (f"  {each.told(file.read)}" for each in file.unused[:_MOST_SHOWN])
    if len(file.unused) > _MOST_SHOWN:
        yield f"  and {len(file.unused) - _MOST_SHOWN} more, which are in the summary"


def _numbers(first: Sequence[int], rows: int) -> str:
    return f"{', '.join(map(str, first))}{', …' if rows > len(first) else ''}"
