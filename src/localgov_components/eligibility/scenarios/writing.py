r"""Scenarios written for a person to finish: everything but what is expected.

>>> from localgov_components.money import Money
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     capital: Fact[Money] = fact("savings and investments")
>>> draft = Draft("Just over the limit", date(2026, 5, 1), Known({"household.capital": Money("16000.01")}))
>>> print(drafts_as_yaml([draft]))
- name: "Just over the limit"
  date: 2026-05-01
  facts:
    household.capital: "16000.01"
  expect: {outcome: }
>>> grid = grid_of_drafts([draft], facts=[Household], name="cases.csv")
>>> [grid.cell(1, column).value for column in range(1, 5)]
['name', 'date', 'household.capital', 'outcome']
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from pydantic import JsonValue

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.files import replace_file
from localgov_components.core.grid import Grid
from localgov_components.core.grid_cell import CellValue
from localgov_components.core.value import Value
from localgov_components.rules import FactDeclaration, Facts, Judgement, Known, Members, Unknown, UnknownReason
from localgov_components.rules.fact_data import declarations_of, write_known

__all__ = ["Draft", "drafts_as_yaml", "grid_of_drafts", "write_drafts"]

_LAST_OF_FOUR_DIGITS = 0xFFFF


@dataclass(frozen=True, slots=True)
class Draft:
    """A case on one day, of which a person is to say what is expected. `repr` does not show the facts."""

    name: str
    on: date
    known: Known = field(repr=False)


def write_drafts(drafts: Sequence[Draft], path: Path, *, facts: Iterable[type[Facts] | FactDeclaration]) -> None:
    """Write a YAML, CSV or XLSX file, as its name says. `facts` give the columns of a table their order."""
    if path.suffix.lower() in (".yaml", ".yml"):
        replace_file(path, f"{drafts_as_yaml(drafts)}\n".encode())
    else:
        grid_of_drafts(drafts, facts=facts, name=path.name).write(path)


def drafts_as_yaml(drafts: Iterable[Draft]) -> str:
    """A YAML list of them."""
    return "\n".join(line for draft in drafts for line in _yaml_lines(draft))


def grid_of_drafts(drafts: Sequence[Draft], *, facts: Iterable[type[Facts] | FactDeclaration], name: str) -> Grid:
    """A table of them, with a column for each fact that one of them has.

    Of a judgement it has the value only. Raises `NotSupportedError` for a fact that no cell holds: a list of texts.
    """
    declared = declarations_of(facts)
    rows = [{path: (order, value) for order, path, value in _cells(draft.known, declared, "", ())} for draft in drafts]
    orders = {path: order for row in rows for path, (order, _) in row.items()}
    columns = sorted(orders, key=orders.__getitem__)
    lines: list[list[CellValue | None]] = [["name", "date", *columns, "outcome"]]
    for draft, row in zip(drafts, rows, strict=True):
        lines.append([draft.name, draft.on, *(row[path][1] if path in row else None for path in columns), None])
    return Grid.of(lines, name=name)


_Order = tuple[int, ...]


def _cells(
    known: Known, declared: Mapping[str, FactDeclaration], path: str, order: _Order
) -> Iterator[tuple[_Order, str, CellValue]]:
    """Each fact of a case, or of a member, with its path and its place among the columns."""
    for number, (id_, fact) in enumerate(declared.items()):
        stored = known.stored.get(id_)
        if stored is None:
            continue
        here = f"{path}{fact.name}" if path else id_
        yield (*order, number), here, _cell(stored)
        members = stored.value if isinstance(stored, Judgement) else stored
        if isinstance(members, Members):
            nested = {each.id: each for each in fact.nested}
            for at, member in enumerate(members.items, start=1):
                yield from _cells(member, nested, f"{here}[{at}].", (*order, number, at))


def _cell(stored: object) -> CellValue:
    value = stored.value if isinstance(stored, Judgement) else stored
    match value:
        case Unknown() | UnknownReason():
            return f"unknown: {value.reason if isinstance(value, Unknown) else value}"
        case Members():
            return f"{len(value)}{'' if value.complete else '+'}"
        case bool():
            return "yes" if value else "no"
        case date():
            return value
        case str() | int() | Decimal() | Value() | Enum():
            return str(value.value if isinstance(value, Enum) else value)
        case _:
            raise NotSupportedError("a fact that no cell of a table holds. Write a YAML file.", code="scenario.cell")


def _yaml_lines(draft: Draft) -> Iterator[str]:
    yield f"- name: {_in_yaml(draft.name)}"
    yield f"  date: {draft.on.isoformat()}"
    yield "  facts:" if draft.known else "  facts: {}"
    for id_, value in write_known(draft.known).items():
        members = value["members"] if isinstance(value, dict) and value.get("complete") is True else None
        if isinstance(members, list) and members:
            yield f"    {id_}:"
            yield from (f"      - {_in_yaml(member)}" for member in members)
        else:
            yield f"    {id_}: {_in_yaml(value if members is None else members)}"
    yield "  expect: {outcome: }"


def _in_yaml(value: JsonValue) -> str:
    """JSON, which YAML is too, once what YAML does not take as it is is written as an escape."""
    return "".join(map(_escaped, json.dumps(value, ensure_ascii=False)))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"
