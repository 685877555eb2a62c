"""The columns that a mapping names, found in a file: exactly, or but for capitals and spaces.

Everything that does not fit is told at once: columns that are missing or there twice, and kept columns whose names the
output needs for itself.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from localgov_components.core.errors import Fault
from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, TableMapping, is_enum
from localgov_components.eligibility.population.files.summary import UnusedColumn
from localgov_components.rules import FactDeclaration
from localgov_components.tables.blanks import folded
from localgov_components.tables.filled import Filled
from localgov_components.tables.first_line import holds_values

__all__ = ["OUTPUT_COLUMNS", "Columns", "shared_notes", "unused_of"]

OUTPUT_COLUMNS = ("outcome", "tier", "award", "reason", "still_needed", "may_qualify")
"""What the output has beside the key and the columns that are kept."""

_LONGEST_HEADING = 60
_MOST_NAMED = 20
_ALL = "all"


@dataclass(slots=True)
class Columns:
    """The columns of one file; mistakes go to `faults`.

    Where `is_named` is false, no heading is one that is looked for: the first line may be about somebody, and is not
    shown.
    """

    name: str
    headings: Sequence[str]
    faults: list[Fault] = field(default_factory=list)
    is_named: bool = True

    def resolved(self, mapping: TableMapping) -> TableMapping:
        """The mapping of the file with its columns as the file has them; no column may stand for two things."""
        self.is_named = not {folded(each) for each in mapping.columns}.isdisjoint(map(folded, self.headings))
        found = replace(
            mapping,
            key=tuple(map(self.find, mapping.key)),
            id=None if mapping.id is None else self.find(mapping.id),
            facts=tuple(replace(each, column=self.find(each.column)) for each in mapping.facts),
        )
        for column, facts in shared(found).items():
            if not _are_told_apart(facts):
                message = f"is read for {_ids(facts)}. Give each a column of its own, or words of its own"
                self._fault(message, column)
        for each in found.facts:
            if each.column in found.key and not _may_be_key(each.fact):
                self._fault(f"is the key, and is read for {each.fact.id} too. Give that its own", each.column)
        return found

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

    def unused(self, used: Sequence[str]) -> tuple[int, ...]:
        """The places, from 0, of columns that nothing reads."""
        return tuple(place for place, each in enumerate(self.headings) if not each or each not in used)

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
        if not self.is_named or holds_values(self.headings):
            return "Does the first line name the columns? It may be about somebody, and is not shown"
        near = difflib.get_close_matches(folded(column), [folded(each) for each in self.headings], n=1)
        if near:
            meant = next(each for each in self.headings if folded(each) == near[0])
            return f"Is it '{_short(meant)}'?"
        return f"There are: {', '.join([_short(each) for each in self.headings if each][:_MOST_NAMED])}"

    def _fault(self, message: str, column: str) -> None:
        fault = Fault(self.name, message, column=_short(column))
        if fault not in self.faults:
            self.faults.append(fault)


def shared(mapping: TableMapping) -> dict[str, list[FactColumn]]:
    """The columns that are read for several facts."""
    by_column: dict[str, list[FactColumn]] = {}
    for each in mapping.facts:
        by_column.setdefault(each.column, []).append(each)
    return {column: facts for column, facts in by_column.items() if len(facts) > 1}


def unused_of(headings: Sequence[str], places: Sequence[int], filled: Sequence[Filled]) -> tuple[UnusedColumn, ...]:
    """What is in columns that nothing reads; a column without a heading and without a value is none."""
    found = zip(places, filled, strict=True)
    return tuple(
        UnusedColumn(_short(headings[place]), place + 1, each.rows, each.first)
        for place, each in found
        if headings[place] or each.rows
    )


def shared_notes(name: str, mapping: TableMapping) -> tuple[str, ...]:
    """A remark on each column that is read for several facts."""
    return tuple(f"{name}: {_short(column)} is read for {_ids(facts)}." for column, facts in shared(mapping).items())


def _ids(facts: Sequence[FactColumn]) -> str:
    *others, last = (each.fact.id for each in facts)
    return f"{', '.join(others)} and {last}"


def _are_told_apart(facts: Sequence[FactColumn]) -> bool:
    """Whether a column may stand for all of them: its words mean another thing for each.

    "Council tenant" may say that somebody rents, and from whom. One column that says which lists are complete may say
    so of several lists.
    """
    words = [dict(each.truths if each.fact.type is bool else each.values) for each in facts if not each.fact.nested]
    lists = [dict(each.truths) for each in facts if each.fact.nested]
    are_words = all(each.fact.nested or each.fact.type in (bool, str) or is_enum(each.fact) for each in facts)
    told = words + lists[:1]
    return are_words and not any(each in told[:number] for number, each in enumerate(told))


def _may_be_key(fact: FactDeclaration) -> bool:
    """Whether what tells rows apart may be a fact as well: a text or an identifier, such as the UPRN of a home."""
    is_number = fact.measure is not None or fact.type in (bool, date)
    return not (is_number or fact.nested or is_enum(fact))


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"
