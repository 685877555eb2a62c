"""Columns that somebody names, found in a file: exactly, or but for capitals and spaces.

Everything that does not fit is told at once: columns that are missing, or there twice.

>>> columns = NamedColumns("bins.csv", ["Ward", "Net income"])
>>> columns.find("net  INCOME"), columns.find("Wrad")
('Net income', 'Wrad')
>>> print(*columns.faults)
bins.csv, column Wrad: there is no such column. Is it 'Ward'?
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from localgov_components.core.errors import Fault
from localgov_components.tables.blanks import folded
from localgov_components.tables.first_line import holds_values

__all__ = ["ALL_COLUMNS", "NamedColumns", "short_heading"]

ALL_COLUMNS = ("all",)
"""Every column of the file."""

_LONGEST_HEADING = 60
_MOST_NAMED = 20


@dataclass(slots=True)
class NamedColumns:
    """The headings of a file, and those of them that hold lists, structures or bytes; mistakes go to `faults`.

    Where `is_named` is false, no heading is one that is looked for: the first line may be about somebody, and is not
    shown.
    """

    name: str
    headings: Sequence[str]
    nested: Sequence[str] = ()
    faults: list[Fault] = field(default_factory=list)
    is_named: bool = True

    def find(self, column: str) -> str:
        """The heading that a name means; the name itself, and a mistake, where there is none or more than one."""
        exact = [each for each in self.headings if each.strip() == column.strip()]
        found = exact or [each for each in self.headings if folded(each) == folded(column)]
        if len(found) == 1:
            return found[0]
        if found:
            self.fault(f"the column is there {len(found)} times. Rename one", column)
        else:
            self.fault(f"there is no such column. {self._there(column)}", column)
        return column

    def flat(self, column: str) -> str:
        """The heading that a name means, of a column whose cells can be read as text."""
        name = self.find(column)
        self.require_flat(name)
        return name

    def require_flat(self, *names: str) -> None:
        """Note columns that hold what no cell does."""
        for name in names:
            if name in self.nested:
                self.fault("holds lists, structures or bytes. Leave it out, or write it as text", name)

    def asked_for(self, asked: Sequence[str]) -> list[str]:
        """The columns that were asked for one by one or divided by commas, or all."""
        if tuple(asked) != ALL_COLUMNS:
            return [self.find(each) for each in self._divided(asked)]
        names = [each for each in self.headings if each]
        for name in dict.fromkeys(each for each in names if names.count(each) > 1):
            self.fault(f"the column is there {names.count(name)} times. Rename one, or keep others by name", name)
        return names

    def require_free(self, names: Sequence[str], taken: Sequence[str]) -> None:
        """Note columns whose names the output needs for itself."""
        for name in dict.fromkeys(names):
            if name in taken:
                self.fault("the output has a column of this name. Rename it, or do not keep it", name)

    def fault(self, message: str, column: str) -> None:
        """Note a mistake in a column, once."""
        fault = Fault(self.name, message, column=short_heading(column))
        if fault not in self.faults:
            self.faults.append(fault)

    def _divided(self, asked: Sequence[str]) -> Iterator[str]:
        """Names that were given one by one or divided by commas; a heading may have a comma in it."""
        for each in asked:
            yield from [each] if each in self.headings else filter(None, map(str.strip, each.split(",")))

    def _there(self, column: str) -> str:
        if not self.is_named or holds_values(self.headings):
            return "Does the first line name the columns? It may be about somebody, and is not shown"
        near = difflib.get_close_matches(folded(column), [folded(each) for each in self.headings], n=1)
        if near:
            meant = next(each for each in self.headings if folded(each) == near[0])
            return f"Is it '{short_heading(meant)}'?"
        return f"There are: {', '.join([short_heading(each) for each in self.headings if each][:_MOST_NAMED])}"


def short_heading(heading: str) -> str:
    """A heading as messages show it: of a long one, its beginning."""
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
