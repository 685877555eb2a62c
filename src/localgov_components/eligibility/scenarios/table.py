r"""Scenarios as rows of a CSV file or of a sheet of an XLSX workbook, one column for each fact.

A fact of a member has its path for a heading: `household.members[1].age`. The column `household.members` itself may
say how many there are, `2`, or `2+` where there may be more; without it there are as many as the row tells of. An
empty cell is a fact that is not known, and `unknown: declined` says why it is not.

>>> from localgov_components.rules import Fact, Facts, fact, facts_of
>>> class Member(Facts, id="member"):
...     age: Fact[int] = fact("age")
>>> class Household(Facts, id="household"):
...     members: Fact[list[Member]] = fact("members of the household")
>>> declared = {each.id: each for each in facts_of(Household)}
>>> text = "name,date,household.members,household.members[1].age,outcome\nMore may come,2026-05-01,2+,40,refer\n"
>>> (entry,) = read_table(Grid.parse(text.encode(), name="cases.csv"), declared, ["outcome"], [])
>>> entry.facts
{'household.members': {'members': [{'member.age': 40}, {}], 'complete': False}}
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from localgov_components.core.errors import Fault
from localgov_components.core.grid import Grid
from localgov_components.core.grid_table import GridTable
from localgov_components.eligibility.scenarios.entry import HEADINGS, Entry
from localgov_components.eligibility.scenarios.table_row import Column, Step, TableRow
from localgov_components.rules import FactDeclaration
from localgov_components.rules.measures import MOST_MEMBERS

__all__ = ["read_table"]

_MEMBER = re.compile(r"\[([1-9][0-9]{0,3})\]\.", re.ASCII)
_NEEDED = ("name", "date", "outcome")


def read_table(
    grid: Grid, declared: Mapping[str, FactDeclaration], expected: Sequence[str], faults: list[Fault]
) -> Iterator[Entry]:
    """Every scenario of a table; what is wrong with its headings and cells is added to `faults`.

    `expected` are the headings of what may be expected.
    """
    table, fields = GridTable.of(grid), (*HEADINGS, *expected)
    columns = []
    for heading in table.headings:
        if heading not in fields:
            steps = _steps(heading, declared, fields)
            if isinstance(steps, str):
                faults.append(table.headings[heading].fault(steps))
            else:
                columns.append(Column(heading, steps))
    faults += [Fault(grid.source, f"no column '{name}'. Add one") for name in _NEEDED if name not in table.headings]
    if not table.rows:
        faults.append(Fault(grid.source, "no scenarios: there is nothing below the headings"))
    for cells in table.rows:
        yield TableRow(cells, faults).entry(grid.source, fields, columns)


def _steps(heading: str, declared: Mapping[str, FactDeclaration], fields: Iterable[str]) -> tuple[Step, ...] | str:
    """The facts on the way that a heading names, each with the number of a member; or what is wrong with it."""
    *way, name = _MEMBER.split(heading)
    facts, steps = dict(declared), []
    for list_name, number in zip(way[::2], map(int, way[1::2]), strict=True):
        fact = facts.get(list_name)
        if fact is None or not fact.nested:
            return f"no such list of members. There are: {', '.join(each for each in facts if facts[each].nested)}"
        if number > MOST_MEMBERS:
            return f"a list has at most {MOST_MEMBERS} members"
        steps.append(Step(fact, number))
        facts = {each.name: each for each in fact.nested}
    if name not in facts:
        there_are = ", ".join(facts if steps else [*fields, *facts])
        return (
            f"no such fact of a member. There are: {there_are}" if steps else f"no such heading. There are: {there_are}"
        )
    return (*steps, Step(facts[name]))
