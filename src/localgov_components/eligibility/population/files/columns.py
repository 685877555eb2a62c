"""The columns that a mapping names, found in a file: exactly, or but for capitals and spaces.

Everything that does not fit is told at once: columns that are missing or there twice, and kept columns whose names the
output needs for itself.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from localgov_components.core.errors import Fault
from localgov_components.eligibility.population.files.mapping.mapping import TableMapping, folded

__all__ = ["OUTPUT_COLUMNS", "Columns"]

OUTPUT_COLUMNS = ("outcome", "tier", "award", "reason", "still_needed", "may_qualify")
"""What the output has beside the key and the columns that are kept."""

_LONGEST_HEADING = 60
_MOST_NAMED = 20
_ALL = "all"


@dataclass(slots=True)
class Columns:
    """The columns of one file; mistakes go to `faults`."""

    name: str
    headings: Sequence[str]
    faults: list[Fault] = field(default_factory=list)

    def resolved(self, mapping: TableMapping) -> TableMapping:
        """The mapping of the file with its columns as the file has them."""
        return replace(
            mapping,
            key=tuple(map(self.find, mapping.key)),
            id=None if mapping.id is None else self.find(mapping.id),
            facts=tuple(replace(each, column=self.find(each.column)) for each in mapping.facts),
        )

    def kept(self, asked: Sequence[str], key: str) -> tuple[str, ...]:
        """The columns to carry over to the output: those that were asked for, or all; the key comes first."""
        if tuple(asked) == (_ALL,):
            names = [each for each in self.headings if each]
            for name in dict.fromkeys(each for each in names if names.count(each) > 1):
                self._fault(f"the column is there {names.count(name)} times. Rename one, or keep others by name", name)
        else:
            names = [self.find(each) for each in self._divided(asked)]
        names = list(dict.fromkeys([key, *names]))
        for name in names:
            if name in OUTPUT_COLUMNS:
                self._fault("the output has a column of this name. Rename it, or do not keep it", name)
        return tuple(names)

    def unused(self, used: Sequence[str]) -> tuple[str, ...]:
        """Columns that nothing reads."""
        return tuple(_short(each) for each in dict.fromkeys(self.headings) if each and each not in used)

    def require_flat(self, used: Sequence[str], nested: Sequence[str]) -> None:
        """Note columns that are used and hold what no cell does."""
        for name in used:
            if name in nested:
                self._fault("holds lists, structures or bytes. Leave it out, or write it as text", name)

    def find(self, column: str) -> str:
        """The heading that a name means; the name itself, and a mistake, where there is none or more than one."""
        exact = [each for each in self.headings if each.strip() == column.strip()]
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
        near = difflib.get_close_matches(folded(column), [folded(each) for each in self.headings], n=1)
        if near:
            meant = next(each for each in self.headings if folded(each) == near[0])
            return f"Is it '{_short(meant)}'?"
        if any(each and not any(map(str.isalpha, each)) for each in self.headings):  # an amount, a date: of somebody
            return "Does the first line name the columns? It has numbers in it"
        return f"There are: {', '.join([_short(each) for each in self.headings if each][:_MOST_NAMED])}"

    def _fault(self, message: str, column: str) -> None:
        fault = Fault(self.name, message, column=_short(column))
        if fault not in self.faults:
            self.faults.append(fault)


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
