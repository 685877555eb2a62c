"""Decision tables as they are found in rules: their rows, and what stands before each.

A table is seen by its rows, which are definitions named `<table>_row_<number>`, and by what it gives where it
contradicts itself or says nothing. So the tables of a scheme document are found too, of which there is no
`DecisionTable` any longer.

>>> from localgov_components.rules import Fact, Facts, fact
>>> from localgov_components.rules.tables import DecisionTable, Output, row
>>> class Household(Facts, id="household"):
...     adults: Fact[int] = fact("adults", at_most=9)
>>> band = DecisionTable("band", inputs=[Household.adults], outputs=[Output("band", str)],
...                      rows=[row("< 2", then="A"), row("[2..5]", then="B")])
>>> (found,) = tables_in(band.expression)
>>> found.name, [*found.rows], found.clash is not None, found.has_gap, found.results
('band', [1, 2], True, True, ('band',))
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from localgov_components.rules import Condition, Expression, UnknownReason
from localgov_components.rules.boundaries.threshold import Loop, each_member, nodes_with_members
from localgov_components.rules.building import nodes_of
from localgov_components.rules.compiling import Valuation
from localgov_components.rules.tree import AllOf, AnyOf, Choice, Definition, Not, Quantified, Undefined, children

__all__ = ["FoundTable", "tables_in"]

_ROW = re.compile(r"(?P<table>[a-z][a-z0-9_]*)_row_(?P<number>[1-9][0-9]*)")


@dataclass(slots=True, eq=False)
class FoundTable:
    """A table: its rows by number, and the condition under which they contradict each other, if they can.

    `loops` go over the members that it speaks of. `before` has the branches that are tried before that of a row,
    `branches` which one that is: rows that give the same may share one. `results` are the definitions that it became.
    """

    name: str
    loops: tuple[Loop, ...]
    rows: dict[int, Definition[bool]] = field(default_factory=dict)
    clash: Definition[bool] | None = None
    has_gap: bool = False
    before: dict[int, tuple[Condition, ...]] = field(default_factory=dict)
    branches: dict[int, int] = field(default_factory=dict)
    results: tuple[str, ...] = ()

    def asked(self, condition: Condition) -> Condition:
        """A condition on its inputs, for one of the members that it speaks of."""
        for loop in reversed(self.loops):
            condition = Quantified("exists", loop.members, loop.binding, condition)
        return condition

    def together(self, *conditions: Condition) -> tuple[Condition, ...]:
        """Conditions that say together that some others hold: of members they are one, so that they are of the same."""
        return (self.asked(AllOf(conditions)),) if self.loops else conditions

    def wins(self, number: int) -> Condition:
        """That a row applies and no branch before it does."""
        return AllOf((self.rows[number], *map(Not, self.before.get(number, ()))))

    def are_alike(self, one: int, other: int) -> bool:
        """Whether two rows are seen to give the same."""
        return one in self.branches and self.branches[one] == self.branches.get(other)

    def applying(self, noted: Valuation) -> Iterator[tuple[int, ...]]:
        """The rows that apply to a case; where it speaks of members, to each of them."""
        for each in each_member(noted, self.loops):
            yield tuple(number for number, row in self.rows.items() if each.raw(row) is True)

    def winning(self, noted: Valuation) -> Iterator[int]:
        """Rows that apply while no branch before does, to a case or to any of its members."""
        for each in each_member(noted, self.loops):
            for number, row in self.rows.items():
                if each.raw(row) is True and not any(each.raw(other) for other in self.before.get(number, ())):
                    yield number


def tables_in(*expressions: Expression[Any]) -> tuple[FoundTable, ...]:
    """Every table that some rules read, in the order of first mention."""
    loops = {id(node): around for node, around in nodes_with_members(expressions)}
    nodes = [*nodes_of(*expressions)]
    found: dict[str, FoundTable] = {}
    for node in nodes:
        if isinstance(node, Definition) and (match := _ROW.fullmatch(node.name)) and _is_row(node, match):
            table = found.setdefault(match["table"], FoundTable(match["table"], loops[id(node)]))
            table.rows[int(match["number"])] = node
    for table in found.values():
        table.rows = dict(sorted(table.rows.items()))
        _complete(table, nodes)
    return tuple(found.values())


def _is_row(node: Definition[Any], match: re.Match[str]) -> bool:
    return node.label.startswith(f"row {match['number']} of the ")


def _complete(table: FoundTable, nodes: Sequence[Expression[Any]]) -> None:
    """Find what became of the rows."""
    numbers = {id(row): number for number, row in table.rows.items()}
    for node in nodes:
        if isinstance(node, Undefined) and node.name == table.name:
            table.has_gap = table.has_gap or node.reason is UnknownReason.GAP
        elif isinstance(node, Definition) and _is_part(node, table.name, numbers):
            if node.name == f"{table.name}_clash":
                table.clash = node
            else:
                table.results += (node.name,)
                if isinstance(node.expression, Choice):
                    _place(table, node.expression, numbers)


def _is_part(node: Definition[Any], name: str, numbers: Mapping[int, int]) -> bool:
    """Whether a definition is what a table became: named after it, and made of its rows, not of other definitions."""
    if id(node) in numbers or not (node.name == name or node.name.startswith(f"{name}_")):
        return False
    waiting: list[Expression[Any]] = [node.expression]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in numbers:
            return True
        if id(part) not in seen and not isinstance(part, Definition):
            seen.add(id(part))
            waiting += children(part)
    return False


def _place(table: FoundTable, choice: Choice[Any], numbers: Mapping[int, int]) -> None:
    """Note for each row which branch stands for it, and the conditions of the branches before."""
    earlier: list[Condition] = []
    for place, (condition, value) in enumerate(choice.branches):
        if not isinstance(value, Undefined):
            parts = condition.parts if isinstance(condition, AnyOf) else (condition,)
            for number in (numbers[id(part)] for part in parts if id(part) in numbers):
                table.before.setdefault(number, tuple(earlier))
                table.branches.setdefault(number, place)
        earlier.append(condition)
