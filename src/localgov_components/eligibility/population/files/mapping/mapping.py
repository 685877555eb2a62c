"""How the columns of a file stand for facts.

A mapping says for each fact which column holds it and how it is written there: pounds or pence, which way round a date
is, which word means yes. `read_mapping` reads one from TOML. Words are compared without regard to capitals and spaces.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Literal

from localgov_components.eligibility.population.files.mapping.day_pattern import ISO, DayPattern
from localgov_components.rules import FactDeclaration

__all__ = ["TRUTHS", "FactColumn", "FileMapping", "TableMapping", "is_enum"]

TRUTHS: Mapping[str, bool] = MappingProxyType({"yes": True, "true": True, "no": False, "false": False})
"""What yes and no are written as where a mapping does not say."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """The column that holds a fact, and how it is written there.

    Of a list, the column says whether all members are in the members' file. `unknown`, `truths` and `values` are by
    folded word. `dates` are the patterns that are tried in turn.
    """

    fact: FactDeclaration
    column: str
    unknown: frozenset[str] = frozenset()
    amounts: Literal["pounds", "pence"] = "pounds"
    dates: tuple[DayPattern, ...] = (ISO,)
    truths: Mapping[str, bool] = field(default_factory=lambda: TRUTHS)
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The columns of one file.

    `name` is that of the list whose members its rows are, "" where they are cases; `list_id` its id. `key` names the
    columns that tell rows apart: the case's key, then for the members of a member the column that tells members of one
    case apart. `id` is the column that tells the members of one case apart, where they have lists of their own.
    `unknown` are facts that no column holds; `complete` says that every list has all its members in the file.
    """

    name: str
    list_id: str
    key: tuple[str, ...]
    facts: tuple[FactColumn, ...]
    unknown: tuple[str, ...] = ()
    complete: bool = False
    id: str | None = None
    members: "tuple[TableMapping, ...]" = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it reads, once each."""
        more = () if self.id is None else (self.id,)
        return tuple(dict.fromkeys([*self.key, *more, *(each.column for each in self.facts)]))

    def tables(self) -> "Iterator[TableMapping]":
        """This file, and those of the members within."""
        yield self
        for each in self.members:
            yield from each.tables()


@dataclass(frozen=True, slots=True)
class FileMapping:
    """Everything that a mapping file says, and the SHA-256 of its bytes.

    `unread` are lists that have files, and that no rule reads.
    """

    cases: TableMapping
    unread: tuple[str, ...]
    sha256: str

    @property
    def members(self) -> tuple[TableMapping, ...]:
        """The files of members."""
        _, *members = self.cases.tables()
        return tuple(members)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Facts that no column holds, of cases and of members."""
        return tuple(id_ for table in self.cases.tables() for id_ in table.unknown)


def is_enum(fact: FactDeclaration) -> bool:
    """Whether a fact is one of several values."""
    return isinstance(fact.type, type) and issubclass(fact.type, Enum)
