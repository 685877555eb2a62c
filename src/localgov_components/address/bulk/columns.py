"""The columns of a file that is matched: those the address is read from, and those that are carried over."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from localgov_components.address.matching.match import Match
from localgov_components.address.review.sheet import TEXT_COLUMNS, shown_score
from localgov_components.core.errors import Fault
from localgov_components.tables.blanks import folded
from localgov_components.tables.first_line import holds_values

__all__ = ["ALL", "MATCH_COLUMNS", "Columns", "match_columns"]

MATCH_COLUMNS = ("uprn", "match_outcome", "match_score", "parent_uprn")
"""What an output has beside the caller's own columns."""

ALL = ("all",)
"""Every column of the file."""

_LONGEST_HEADING = 60
_MOST_NAMED = 20


def match_columns(match: Match) -> tuple[str | None, str, float | None, str | None]:
    """What the columns of an output hold of a match; without a property there is no score."""
    answer = match.uprn or match.parent
    return (
        None if match.uprn is None else str(match.uprn),
        match.outcome.value,
        None if answer is None else shown_score(match.score),
        None if match.parent is None else str(match.parent),
    )


@dataclass(slots=True)
class Columns:
    """The headings of a file, and those of them that hold lists, structures or bytes; mistakes go to `faults`."""

    source: str
    headings: Sequence[str]
    nested: Sequence[str]
    faults: list[Fault] = field(default_factory=list)

    def address(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The columns of the address, in the order in which they are read."""
        if not asked:
            self.faults.append(Fault(self.source, "no column of the address is named. Name one or more"))
        return tuple(dict.fromkeys(map(self.flat, asked)))

    def kept(self, asked: Sequence[str], *, with_text: bool) -> tuple[str, ...]:
        """The columns to carry over: those that were asked for, or all."""
        if tuple(asked) == ALL:
            names = [each for each in self.headings if each]
            for name in dict.fromkeys(each for each in names if names.count(each) > 1):
                self._fault(f"the column is there {names.count(name)} times. Rename one, or keep others by name", name)
        else:
            names = [self.find(each) for each in self._divided(asked)]
        for name in dict.fromkeys(names):
            if name in (*MATCH_COLUMNS, *(TEXT_COLUMNS if with_text else ())):
                self._fault("the output has a column of this name. Rename it, or do not keep it", name)
            self._require_flat(name)
        return tuple(dict.fromkeys(names))

    def flat(self, column: str) -> str:
        """The heading that a name means, of a column whose cells can be read as text."""
        name = self.find(column)
        self._require_flat(name)
        return name

    def find(self, column: str) -> str:
        """The heading that a name means; the name itself, and a mistake, where there is none or more than one."""
        exact = [each for each in self.headings if each == column.strip()]
        found = exact or [each for each in self.headings if folded(each) == folded(column)]
        if len(found) == 1:
            return found[0]
        if found:
            self._fault(f"the column is there {len(found)} times. Rename one", column)
        else:
            self._fault(f"there is no such column. {self._there(column)}", column)
        return column

    def _divided(self, asked: Sequence[str]) -> Iterator[str]:
        """Names that were given one by one or divided by commas; a heading may have a comma in it."""
        for each in asked:
            yield from [each] if each in self.headings else filter(None, map(str.strip, each.split(",")))

    def _there(self, column: str) -> str:
        if holds_values(self.headings):
            return "Does the first line name the columns? It may be about somebody, and is not shown"
        near = difflib.get_close_matches(folded(column), [folded(each) for each in self.headings], n=1)
        if near:
            meant = next(each for each in self.headings if folded(each) == near[0])
            return f"Is it '{_short(meant)}'?"
        return f"There are: {', '.join([_short(each) for each in self.headings if each][:_MOST_NAMED])}"

    def _require_flat(self, name: str) -> None:
        if name in self.nested:
            self._fault("holds lists, structures or bytes. Leave it out, or write it as text", name)

    def _fault(self, message: str, column: str) -> None:
        fault = Fault(self.source, message, column=_short(column))
        if fault not in self.faults:
            self.faults.append(fault)


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
