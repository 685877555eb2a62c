"""The columns that a mapping names, found in a file: exactly, or but for capitals and spaces.

Everything that does not fit is told at once: columns that are missing or there twice, and kept columns whose names the
output needs for itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, TableMapping, is_enum
from localgov_components.eligibility.population.files.summary import UnusedColumn
from localgov_components.rules import FactDeclaration
from localgov_components.tables.blanks import folded
from localgov_components.tables.filled import Filled
from localgov_components.tables.named_columns import NamedColumns, short_heading

__all__ = ["OUTPUT_COLUMNS", "Columns", "shared_notes", "unused_of"]

OUTPUT_COLUMNS = ("outcome", "tier", "award", "reason", "still_needed", "may_qualify")
"""What the output has beside the key and the columns that are kept."""


class Columns(NamedColumns):
    """The columns of one file that a mapping names; mistakes go to `faults`."""

    __slots__ = ()

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
                self.fault(message, column)
        for each in found.facts:
            if each.column in found.key and not _may_be_key(each.fact):
                self.fault(f"is the key, and is read for {each.fact.id} too. Give that its own", each.column)
        return found

    def kept(self, asked: Sequence[str], key: str) -> tuple[str, ...]:
        """The columns to carry over to the output: those that were asked for, or all; the key comes first."""
        names = tuple(dict.fromkeys([key, *self.asked_for(asked)]))
        self.require_free(names, OUTPUT_COLUMNS)
        return names

    def unused(self, used: Sequence[str]) -> tuple[int, ...]:
        """The places, from 0, of columns that nothing reads."""
        return tuple(place for place, each in enumerate(self.headings) if not each or each not in used)


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
        UnusedColumn(short_heading(headings[place]), place + 1, each.rows, each.first)
        for place, each in found
        if headings[place] or each.rows
    )


def shared_notes(name: str, mapping: TableMapping) -> tuple[str, ...]:
    """A remark on each column that is read for several facts."""
    return tuple(
        f"{name}: {short_heading(column)} is read for {_ids(facts)}." for column, facts in shared(mapping).items()
    )


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
