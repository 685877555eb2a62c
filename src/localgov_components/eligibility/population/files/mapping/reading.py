r"""A mapping file: TOML that says which column of a file holds which fact.

    format = 1
    key = "Claim number"

    [facts."household.capital"]
    column = "Savings"
    amounts = "pounds"
    unknown = ["n/k"]

    [facts."household.hardship"]
    not_in_file = true

    [members."household.members"]
    key = "Claim number"
    complete = "all"

    [members."household.members".facts."member.born"]
    column = "DOB"
    dates = "DD/MM/YYYY"

Every fact that the scheme reads has a place in it, and says so where no column holds it: a column that was forgotten
must not make everybody's fact unknown. A file is refused whole, with every mistake and its line.

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     tenant: Fact[bool] = fact("you rent your home")
>>> scheme = Scheme("rent-help", facts=[Household], eligible=[rule("tenant", Household.tenant)])
>>> read_mapping(b'format = 1\n[facts."household.tennant"]\ncolumn = "Rents"', scheme=scheme, source="rent.toml")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 3 mistakes; nothing was loaded:
  rent.toml, column key: missing. Write the heading in quotation marks, such as key = "Claim"; ...
  rent.toml, line 2, column facts.household.tennant: no such fact. Is it household.tenant?
  rent.toml, line 2, column facts: no word of 'household.tenant' (you rent your home). Give its column, or ...
"""

import difflib
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model
from localgov_components.eligibility.population.files.mapping.columns import (
    ColumnName,
    SaidOfColumn,
    SaidOfCompleteness,
    column_of,
    completeness_of,
)
from localgov_components.eligibility.population.files.mapping.facts_read import FactsRead
from localgov_components.eligibility.population.files.mapping.faults import MappingFaults
from localgov_components.eligibility.population.files.mapping.mapping import FactColumn, FileMapping, TableMapping
from localgov_components.eligibility.scheme import Scheme
from localgov_components.rules import FactDeclaration

__all__ = ["MOST_BYTES", "read_mapping"]

MOST_BYTES = 1 << 20


class _Heading(Model):
    format: Literal[1]
    key: ColumnName


class _Members(Model):
    key: ColumnName | Annotated[tuple[ColumnName, ...], Field(min_length=2, max_length=2)]
    id: ColumnName | None = None
    complete: Literal["all"] | SaidOfCompleteness


class _Section(NamedTuple):
    """What is said of a file of members, None where it cannot be read; and its table of facts."""

    said: _Members | None
    facts: dict[str, Any]


def read_mapping(content: bytes, *, scheme: Scheme, source: str) -> FileMapping:
    """Read a mapping file for a scheme.

    Raises `DefinitionError` with every mistake: keys that are none, facts that are none or have no place, words that
    mean two things, ways of writing that a fact's type does not have.
    """
    text = _text(content, source)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # beside its own error tomllib lets these two through
        raise DefinitionError([Fault(source, f"not TOML: {error}")]) from error
    faults = MappingFaults(source, text)
    cases, unread = _cases(data, FactsRead.of(scheme), faults)
    faults.raise_if_any()
    return FileMapping(cases, unread, hashlib.sha256(content).hexdigest())


def _text(content: bytes, source: str) -> str:
    if len(content) > MOST_BYTES:
        raise DefinitionError([Fault(source, f"more than {MOST_BYTES >> 20} MB. Is it the right file?")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DefinitionError([Fault(source, "not UTF-8. Save it as UTF-8", line=line)]) from None


def _cases(data: dict[str, Any], read: FactsRead, faults: MappingFaults) -> tuple[TableMapping, tuple[str, ...]]:
    """The columns of the file of cases, and of those of members; and files of members that no rule reads."""
    facts, members = faults.table(data, "facts", ()), faults.table(data, "members", ())
    heading = faults.model(_Heading, data, ())
    lists = {each.name: each for each in read.all_lists()}
    sections: dict[str, _Section] = {}
    for id_ in [*members]:
        if id_ in lists:
            said = faults.table(members, id_, ("members",))
            inner = faults.table(said, "facts", ("members", id_))
            sections[id_] = _Section(faults.model(_Members, said, ("members", id_)), inner)
        else:
            there = f"There are: {', '.join(lists)}" if lists else "There are none"
            faults.add(("members", id_), f"no such list. {there}")
    table = _Table(read, "", ("facts",), facts, sections, faults)
    cases = table.mapping(("",) if heading is None else (heading.key,), None)
    _require_alike(cases, faults)
    for name in sorted(sections.keys() - table.told):
        faults.add(("members", name), "the list that it is in has no file. Describe that one too")
    return cases, tuple(sections.keys() - {each.name for each in cases.tables()})


def _require_alike(cases: TableMapping, faults: MappingFaults) -> None:
    """Note facts of members of several lists that have a column in one file and none in another."""
    tables = list(cases.tables())
    columns = {each.fact.id for table in tables for each in table.facts}
    for table in tables:
        for id_ in table.unknown:
            if id_ in columns:
                path = ("members", table.name, "facts", id_) if table.name else ("facts", id_)
                faults.add(path, "another list has a column for it. Give one here too, or in neither")


@dataclass(frozen=True, slots=True)
class _Table:
    """The table of facts of one file; `path` leads to it, and `list_id` is that of the list whose members rows are.

    `told` are the names of lists whose files were met.
    """

    read: FactsRead
    list_id: str
    path: tuple[str, ...]
    data: Mapping[str, Any]
    sections: Mapping[str, _Section]
    faults: MappingFaults
    told: set[str] = field(default_factory=set)

    def mapping(self, key: tuple[str, ...], id_column: str | None) -> TableMapping:
        """What it says."""
        columns, unknown = self._columns()
        read = {each.id for each in self.read.facts}
        members = []
        for id_, each in self.read.lists.items():
            if each.name in self.sections:
                table, complete = self._members(self.read.declared[id_], id_column)
                members += [table] if id_ in read else []
                columns += complete
        for fact in self.read.facts:
            has_file = fact.nested and self.read.lists[fact.id].name in self.sections
            if not has_file and fact.id not in self.data:
                self.faults.add(self.path, self._forgotten(fact))
        return TableMapping(
            self.read.name,
            self.list_id,
            key,
            tuple(each for each in columns if each.fact.id in read),
            tuple(id_ for id_ in unknown if id_ in read),
            id=id_column,
            members=tuple(members),
        )

    def _columns(self) -> tuple[list[FactColumn], list[str]]:
        """The columns of facts, and the facts that have none."""
        columns, unknown = [], []
        for id_, each in self.data.items():
            path = (*self.path, id_)
            if id_ not in self.read.declared:
                self.faults.add(path, self._no_fact(id_))
            elif (said := self.faults.model(SaidOfColumn, each, path)) is None:
                continue
            elif said.not_in_file:
                if said.model_fields_set != {"not_in_file"}:
                    self.faults.add(path, "not in the file, and yet a column is described. Keep one")
                unknown.append(id_)
            elif (column := column_of(self.read.declared[id_], said, path, self.faults)) is not None:
                columns.append(column)
        return columns, unknown

    def _members(self, fact: FactDeclaration, id_column: str | None) -> tuple[TableMapping, list[FactColumn]]:
        """The columns of a file of members, and the column of this file that says whether they are all there."""
        read = self.read.lists[fact.id]
        section, path = self.sections[read.name], ("members", read.name)
        if fact.id in self.data:
            self.faults.add((*self.path, fact.id), f'there is also [members."{read.name}"]. Keep one')
        self.told.add(read.name)
        inner = _Table(read, fact.id, (*path, "facts"), section.facts, self.sections, self.faults, self.told)
        said = section.said
        if said is None:
            return inner.mapping(("",), ""), []
        key = (said.key,) if isinstance(said.key, str) else said.key
        self._check_key(read.name, key, id_column)
        table = inner.mapping(key, said.id)
        if isinstance(said.complete, str):
            return replace(table, complete=True), []
        return table, [completeness_of(fact, said.complete, (*path, "complete"), self.faults)]

    def _check_key(self, name: str, key: tuple[str, ...], id_column: str | None) -> None:
        """Members of a case are found by its key, and members of a member by that and by what tells members apart."""
        path = ("members", name, "key")
        if not self.list_id and len(key) > 1:
            self.faults.add(path, 'the rows of a case are found by its key alone. Write key = "…"')
        if self.list_id and len(key) == 1:
            self.faults.add(path, 'a list of each member. Write key = ["the key of the case", "the id of the member"]')
        if self.list_id and id_column is None:
            what = f"'{name}' is a list of each of these. Write id = \"…\", the column that tells them apart"
            self.faults.add(("members", self.read.name), what)

    def _no_fact(self, id_: str) -> str:
        near = difflib.get_close_matches(id_, self.read.declared, n=3)
        return (
            f"no such fact. Is it {' or '.join(near)}?"
            if near
            else f"no such fact. There are: {', '.join(self.read.declared)}"
        )

    def _forgotten(self, fact: FactDeclaration) -> str:
        what = f'Write [members."{self.read.lists[fact.id].name}"]' if fact.nested else "Give its column"
        return f"no word of '{fact.id}' ({fact.label}). {what}, or not_in_file = true"
