"""What is asked of frames: the facts that some rules read, by list, and under which columns they are."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from localgov_components.rules.building import nodes_of
from localgov_components.rules.expressions import Expression
from localgov_components.rules.facts import FactDeclaration
from localgov_components.rules.frames.faults import FrameFault
from localgov_components.rules.frames.kept import Kept
from localgov_components.rules.frames.places import Places
from localgov_components.rules.frames.plan import OWN
from localgov_components.rules.frames.written import Written
from localgov_components.rules.tree import FactRef

__all__ = ["CASES_NAME", "Asked", "facts_by_list", "in_declared_order"]

CASES_NAME = "the cases"
"""What the frame of the cases is called in messages; that of members is called by its list."""

_MOST_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of frames.

    `facts` are those that the rules read, by the path of the list whose members they are of, and by id; `declared` all
    that there are. `columns` are the columns of facts that are not called by the fact's id; `unknown` facts that no
    frame has. `made` are columns that will be made. `queries` are those by which frames like these were read.
    """

    facts: Mapping[str, Mapping[str, FactDeclaration]]
    declared: Mapping[str, FactDeclaration]
    key: str | None = None
    member_keys: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown: Collection[str] = ()
    made: Sequence[str] = ()
    trusted: bool = False
    queries: Kept[Written] = field(default_factory=Kept)

    def column_of(self, id_: str) -> str:
        """The name of the column of a fact."""
        return self.columns.get(id_, id_)

    def needed(self, path: str) -> frozenset[str]:
        """Names of the columns that are read of the cases, or of the members of a list."""
        keys = [each for each in (self.key, *self.member_keys.values()) if each is not None]
        return frozenset([*map(self.column_of, self.facts.get(path, {})), *keys])

    def faults_of_names(self) -> Iterator[FrameFault]:
        """Ids that no fact has."""
        for what, ids in (("columns", self.columns), ("unknown", self.unknown)):
            for id_ in ids:
                if id_ not in self.declared:
                    message = f"no fact '{id_}', which {what}= names.{_nearest(id_, self.declared)}"
                    yield FrameFault("what is asked", None, message, code="frame.fact")

    def faults_of(self, frame: str, path: str, names: Collection[str], *, ignores_case: bool) -> Iterator[FrameFault]:
        """What is wrong with the names of a frame's columns."""
        facts = self.facts.get(path, {})
        for id_ in facts:
            column = self.column_of(id_)
            if id_ in self.unknown and column in names:
                yield FrameFault(
                    frame, column, "there, and said to be unknown. Leave out one of them", code="frame.unknown"
                )
            if id_ not in self.unknown and column not in names:
                message = "not there, and the rules read it. Add it, name it in columns=, or list it in unknown="
                yield FrameFault(frame, column, message, code="frame.missing")
        yield from self._strangers(frame, names)
        if not path:
            yield from self._in_the_way(frame, names, ignores_case=ignores_case)

    def _strangers(self, frame: str, names: Collection[str]) -> Iterator[FrameFault]:
        beginnings = {id_.partition(".")[0] for id_ in self.declared}
        named = set(self.columns.values())
        for name in names:
            beginning, dot, _ = name.partition(".")
            if dot and beginning in beginnings and name not in self.declared and name not in named:
                message = f"no fact has this id.{_nearest(name, self.declared)}"
                yield FrameFault(frame, name, message, code="frame.stranger")

    def _in_the_way(self, frame: str, names: Collection[str], *, ignores_case: bool) -> Iterator[FrameFault]:
        fold = str.casefold if ignores_case else str
        made = {fold(name) for name in self.made}
        for name in names:
            if fold(name) in made or name.startswith(OWN):
                message = "has the name of a column that is made. Give it another name"
                yield FrameFault(frame, name, message, code="frame.taken")


def facts_by_list(roots: Sequence[Expression[Any]], places: Places) -> dict[str, dict[str, FactDeclaration]]:
    """The facts that some rules read: of the case under "", and those of members by the path of their list."""
    found: dict[str, dict[str, FactDeclaration]] = {"": {}}
    for path in places.paths.values():
        found.setdefault(path, {})
    for node in nodes_of(*roots):
        if isinstance(node, FactRef):
            found["" if node.of is None else places.paths[node.of]].setdefault(node.id, node.fact)
    return found


def in_declared_order(facts: Iterable[FactDeclaration]) -> dict[str, FactDeclaration]:
    """Every fact by its id, those of a list's members after the list."""
    found: dict[str, FactDeclaration] = {}
    for each in facts:
        found.setdefault(each.id, each)
        for id_, inner in in_declared_order(each.nested).items():
            found.setdefault(id_, inner)
    return found


def _nearest(name: str, ids: Iterable[str]) -> str:
    nearest = difflib.get_close_matches(name, ids, n=_MOST_NEAREST, cutoff=0.6)
    return f" Nearest: {', '.join(nearest)}" if nearest else ""
