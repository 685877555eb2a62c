"""A scenario as it is written: text under headings, facts as plain data, and where each of them stands.

Tables and YAML lists become entries, and entries scenarios. What is wrong with an entry is told with the cell or
the line that it is wrong in, and is never quoted.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from localgov_components.core.errors import Fault
from localgov_components.core.grid_cell import CellValue, GridCell
from localgov_components.core.grid_csv import plain_form
from localgov_components.core.grid_value import value_as
from localgov_components.core.json_text import JsonData
from localgov_components.core.value import Value
from localgov_components.money import Money
from localgov_components.rules import FactDeclaration

__all__ = ["EXPECTED", "HEADINGS", "Entry", "Where", "Written", "paths_of", "plain_of"]

Where: TypeAlias = Callable[[str], Fault]
"""A cell or a line: makes a mistake of a message."""

EXPECTED = ("outcome", "tier", "award", "reasons", "still_needed", "next_question")
"""What may be expected of any scheme."""

HEADINGS = ("name", "date", "known_at")
"""What a scenario has beside its facts and what is expected."""

_JUDGED: Mapping[str, str] = {"role": "officer", "reason": "as the scenario has it"}
"""Who made a judgement of which a scenario gives the value only."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands under a heading: one text, or several where a list is wanted. `repr` does not show it."""

    texts: tuple[str, ...] = field(repr=False)
    where: Where = field(repr=False)

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "; ".join(self.texts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario as it is written.

    `fields` are by heading, `facts` plain data as `Known.parse` reads it, and `places` say where the fact of each path
    stands, such as `household.members[2].member.age`.
    """

    place: str
    where: Where = field(repr=False)
    fields: Mapping[str, Written] = field(repr=False)
    facts: Mapping[str, JsonData] = field(repr=False)
    places: Mapping[str, Where] = field(repr=False)

    def of_fact(self, path: str) -> Where:
        """Where the fact of a path stands, or what it is within."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.where


def paths_of(declared: Mapping[str, FactDeclaration]) -> Iterator[str]:
    """The paths that unknown facts may have, without the numbers of members: `household.members.age`."""
    for id_, fact in declared.items():
        yield id_
        yield from (f"{id_}.{inner}" for inner in paths_of({each.name: each for each in fact.nested}))


def plain_of(value: CellValue, fact: FactDeclaration) -> JsonData:
    """What is written for a fact as plain data; of a judgement the value alone is enough.

    Raises `InvalidValueError` for what does not fit the fact's type, and for what a spreadsheet may have changed.
    """
    given = _of_type(value, fact.type)
    return {"value": given, **_JUDGED} if fact.judgement else given


def _of_type(value: CellValue, kind: Any) -> JsonData:  # noqa: ANN401 - a fact has any type
    cell = GridCell("", 1, 1, value)
    if kind in (bool, int, Decimal):
        found: JsonData = value_as(cell, kind)
        return found
    if kind is date:
        return value_as(cell, date).isoformat()
    is_text = kind is str or (isinstance(kind, type) and issubclass(kind, Value) and kind is not Money)
    return value_as(cell, str) if is_text else plain_form(value).strip()
