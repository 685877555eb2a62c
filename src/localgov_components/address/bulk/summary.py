"""What became of every row of a file that was matched: totals that add up, and what was wrong with which rows.

A summary holds counts, names of columns and numbers of rows, and never an address.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType

__all__ = ["MATCH_CODES", "MatchRejects", "MatchSummary", "rows_named"]

MATCH_CODES: Mapping[str, str] = MappingProxyType(
    {
        "cell.empty": "no address",
        "cell.encoding": "not in the encoding of the file",
        "cell.long": "an address of more than 10,000 characters",
        "cell.sheet": "a formula, an error, a time of day, or what cannot be seen",
        "row.cells": "more or fewer cells than there are headings",
    }
)
"""What each code of a reject says. A test holds it against the page on file formats."""


@dataclass(frozen=True, slots=True)
class MatchRejects:
    """Rows with the same mistake; `first` are the numbers of the first few.

    A cell of a column that is only carried over is empty in the output, and its row is matched.
    """

    column: str | None
    code: str
    rows: int
    first: tuple[int, ...]

    def __str__(self) -> str:
        """In words."""
        place = f"{self.column}: " if self.column else ""
        return f"{place}{MATCH_CODES[self.code]}, {rows_named(self.rows, self.first)}"


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """Every row of a file: read is matched and ambiguous and parent only and not found and rejected.

    `decided` counts rows that a decision settled. `to_review` are the rows that a person should look at, and
    `addresses_to_review` the different addresses of the review sheet; `queries` those of the query list; None where
    there is no such file. `set_aside` are decisions that do not hold, because their property is gone or retired, and
    `followed` those that hold for the property that took its place. `address_text` is what the licence of the
    gazetteer's wording asks to be shown, where the output has it.
    """

    file: str
    sha256: str
    gazetteer: Sequence[str]
    epoch: str | None
    read: int
    matched: int
    ambiguous: int
    parent_only: int
    not_found: int
    rejected: int
    decided: int
    to_review: int
    addresses_to_review: int | None
    queries: int | None
    set_aside: int
    followed: int
    address_text: str | None
    rejects: Sequence[MatchRejects] = ()
    notes: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        """Refuse totals that do not add up: it is a defect of this package."""
        found = self.matched + self.ambiguous + self.parent_only + self.not_found
        if self.read != found + self.rejected:
            raise AssertionError("rows read are not rows matched, ambiguous, parent only, not found and rejected")

    def json(self) -> str:
        """The same as JSON."""
        return json.dumps({"summary_format": 1, **asdict(self)}, indent=2, ensure_ascii=False) + "\n"

    def text(self) -> str:
        """The same for people, without the hashes."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield (
            f"read {self.read:,} = matched {self.matched:,} + ambiguous {self.ambiguous:,} + "
            f"parent only {self.parent_only:,} + not found {self.not_found:,} + rejected {self.rejected:,}"
        )
        if self.decided:
            yield f"settled by a decision: {_rows(self.decided)}"
        if self.to_review:
            listed = "" if self.addresses_to_review is None else f", {_addresses(self.addresses_to_review)}"
            yield f"for a person to look at: {_rows(self.to_review)}{listed}"
        if self.queries is not None:
            yield f"for the custodian: {_addresses(self.queries)}"
        if self.followed:
            yield f"decisions that follow to the property that took the place of another: {self.followed:,}"
        if self.set_aside:
            yield f"decisions that do not hold, because their property is gone or retired: {self.set_aside:,}"
        yield from (f"{self.file}: {each}" for each in self.rejects)
        yield from self.notes
        if self.address_text is not None:
            yield f"the output holds the gazetteer's wording of addresses. Show with it: {self.address_text}"


def rows_named(number: int, first: Sequence[int]) -> str:
    """How many rows, and the numbers of the first of them.

    >>> rows_named(3, (2, 5))
    'in 3 rows: 2, 5, …'
    """
    more = ", …" if number > len(first) else ""
    return f"in {_rows(number)}: {', '.join(map(str, first))}{more}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _addresses(number: int) -> str:
    return "1 address" if number == 1 else f"{number:,} different addresses"
