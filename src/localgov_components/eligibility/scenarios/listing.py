r"""Scenarios as a YAML list: for cases with few facts out of many, or with members.

    - name: A couple, one of them under age
      date: 2026-05-01
      facts:
        household.capital: 5000.00
        household.members:
          - {member.age: 40}
          - {member.age: 17, member.income: {unknown: declined}}
      expect: {outcome: eligible, award: 12.50}

Values need no quotes: each is read as its fact's type has it.

>>> from localgov_components.rules import Fact, Facts, fact, facts_of
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
>>> declared = {each.id: each for each in facts_of(Household)}
>>> text = "- name: Two bins\n  date: 2026-05-01\n  facts: {household.bins: 2}\n  expect: {outcome: eligible}\n"
>>> (entry,) = read_listing(text.encode(), "cases.yaml", declared, ["outcome"], [])
>>> entry.facts, entry.fields["outcome"].texts
({'household.bins': 2}, ('eligible',))
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from localgov_components.core.errors import Fault, InvalidValueError
from localgov_components.core.json_text import JsonData
from localgov_components.core.scalar_text import truth_of
from localgov_components.core.yaml_text import YamlNode, read_yaml
from localgov_components.eligibility.scenarios.entry import HEADINGS, Entry, Where, Written, plain_of
from localgov_components.rules import FactDeclaration

__all__ = ["read_listing"]

_PARTS = (*HEADINGS, "facts", "expect")


def read_listing(
    content: bytes,
    source: str,
    declared: Mapping[str, FactDeclaration],
    expected: Sequence[str],
    faults: list[Fault],
) -> Iterator[Entry]:
    """Every scenario that a YAML file lists; what is wrong with its shape is added to `faults`.

    `expected` are the names of what may be expected.
    """
    root = read_yaml(content, source=source)
    if not root.items:
        faults.append(Fault(source, "not a list of scenarios. Begin each with: - name: …", line=root.line))
    for number, node in enumerate(root.items or (), start=1):
        if node.entries is None:
            faults.append(Fault(source, "not a scenario. Begin it with: - name: …", line=node.line))
        else:
            yield _Reader(source, declared, faults).entry(node, number, expected)


class _Reader:
    """Reads one scenario."""

    def __init__(self, source: str, declared: Mapping[str, FactDeclaration], faults: list[Fault]) -> None:
        self._source, self._declared, self._faults = source, declared, faults
        self._places: dict[str, Where] = {}

    def entry(self, node: YamlNode, number: int, expected: Sequence[str]) -> Entry:
        parts = node.entries or {}
        self._refuse_others(parts, _PARTS)
        expect = self._mapping(parts, "expect")
        self._refuse_others(expect, expected)
        fields = {name: parts[name] for name in HEADINGS if name in parts} | expect
        facts = {
            id_: self._fact(each, self._declared.get(id_), id_) for id_, each in self._mapping(parts, "facts").items()
        }
        written = {name: self._written(name, each) for name, each in fields.items() if not each.is_nothing}
        return Entry(f"{self._source}, scenario {number}", self._where(node), written, facts, self._places)

    def _mapping(self, parts: Mapping[str, YamlNode], name: str) -> dict[str, YamlNode]:
        node = parts.get(name)
        if node is None or node.is_nothing:
            return {}
        if node.entries is None:
            self._faults.append(self._where(node, name)("not a mapping. Write {…: …}, or a line for each"))
        return node.entries or {}

    def _refuse_others(self, parts: Mapping[str, YamlNode], known: Sequence[str]) -> None:
        for name, node in parts.items():
            if name not in known:
                message = f"not known here. There are: {', '.join(known)}"
                self._faults.append(self._where(node, name)(message))

    def _written(self, name: str, node: YamlNode) -> Written:
        where = self._where(node, name)
        nodes = [node] if node.items is None else node.items
        if any(each.text is None for each in nodes):
            self._faults.append(where("neither text nor a list of texts"))
        return Written(tuple(each.text or "" for each in nodes), where)

    def _where(self, node: YamlNode, column: str | None = None) -> Where:
        return partial(Fault, self._source, line=node.line, column=column)

    def _fact(self, node: YamlNode, fact: FactDeclaration | None, path: str) -> JsonData:
        """The plain data of a fact; what is no fact is left for `Known.parse` to refuse."""
        self._places[path] = self._where(node, path)
        if fact is not None and fact.nested:
            return self._members(node, fact, path)
        if fact is None or node.text is None:
            return self._plain(node)
        try:
            return plain_of(node.text, fact)
        except InvalidValueError as error:
            self._faults.append(self._places[path](str(error).removesuffix(".")))
            return None

    def _members(self, node: YamlNode, fact: FactDeclaration, path: str) -> JsonData:
        entries = node.entries or {}
        if "members" in entries and "complete" in entries:
            told = entries["complete"].text or ""
            complete = truth_of(told)
            return {
                **{name: self._plain(each) for name, each in entries.items()},
                "members": self._members(entries["members"], fact, path),
                "complete": told if complete is None else complete,
            }
        if node.items is None:
            return self._plain(node)
        nested = {each.id: each for each in fact.nested}
        return [
            {id_: self._fact(inner, nested.get(id_), f"{path}[{number}].{id_}") for id_, inner in each.entries.items()}
            if each.entries is not None
            else self._plain(each)
            for number, each in enumerate(node.items, start=1)
        ]

    def _plain(self, node: YamlNode) -> JsonData:
        if node.items is not None:
            return [self._plain(each) for each in node.items]
        if node.entries is not None:
            return {name: self._plain(each) for name, each in node.entries.items()}
        return node.text
