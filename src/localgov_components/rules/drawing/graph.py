"""Rules as boxes and arrows, before anything is drawn: what each box says and how it stands in a case.

A rule, a definition and a part with a number have a box each, and so has every line of their outline.
Arrows lead from a box to what it is made of, and to the definitions that its words speak of.

>>> from localgov_components.rules import Fact, Facts, all_of, fact
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> graph = graph_of({"pays-less": all_of(Household.credit, Household.badge)}, Drawn())
>>> [(box.title, box.text) for box in graph.boxes]
[('pays-less', 'all of these'), ('', 'somebody gets Universal Credit'), ('', 'somebody has a Blue Badge')]
>>> [(arrow.source, arrow.target) for arrow in graph.arrows]
[(0, 1), (0, 2)]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from localgov_components.core.messages import package_catalogue
from localgov_components.money import Money
from localgov_components.rules.building import require_sound
from localgov_components.rules.drawing.case import CaseStates, State
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.known import Known
from localgov_components.rules.reading import read_value
from localgov_components.rules.reading.outlines import written_out
from localgov_components.rules.reading.passages import Line, Passage, passages_of
from localgov_components.rules.reading.reader import Reader
from localgov_components.rules.reading.sentence import reader_for

__all__ = ["Arrow", "Box", "BoxKind", "Drawn", "Graph", "graph_of"]


class BoxKind(StrEnum):
    """What a box stands for."""

    RULE = "rule"
    NAMED = "named"
    """A definition, or a part with a number."""
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be drawn beside the rules themselves: a case, the policy of a day, values, and in which language."""

    known: Known | None = None
    policy: PolicyLookup | None = None
    on: date | None = None
    show_values: bool = False
    language: str = "en"

    def word(self, key: str, **parts: str) -> str:
        """A word of the drawing."""
        return package_catalogue().text(f"rules.drawing.{key}", self.language, **parts)


@dataclass(frozen=True, slots=True)
class Box:
    """A box: what it is called, its words, who says so, how it stands in the case, and its value there."""

    kind: BoxKind
    title: str
    text: str
    cites: str
    state: State | None
    value: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two boxes, by their numbers; a `mention` leads to what the words speak of."""

    source: int
    target: int
    mention: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes in reading order, arrows, and the same in words."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    words: str


def graph_of(rules: Mapping[str, Expression[Any]], drawn: Drawn) -> Graph:
    """The boxes and arrows of some rules.

    Raises `DefinitionError` with every mistake in the rules.
    """
    require_sound(*rules.values())
    shown = drawn.known if drawn.show_values else None
    reader = reader_for(drawn.language, policy=drawn.policy, known=shown, numbering=True)
    case = None
    if drawn.known is not None:
        day = require_day(drawn.on)
        case = CaseStates(list(rules.values()), drawn.known, on=day, policy=drawn.policy)
    passages = list(passages_of(rules, reader))
    return _Making(drawn, reader, case).graph(passages, len(rules))


class _Making:
    """Making a graph of passages."""

    def __init__(self, drawn: Drawn, reader: Reader, case: CaseStates | None) -> None:
        self._drawn = drawn
        self._reader = reader
        self._case = case
        self._boxes: list[Box] = []
        self._arrows: list[Arrow] = []
        self._mentions: list[tuple[int, int, bool]] = []

    def graph(self, passages: list[Passage], rules: int) -> Graph:
        """Boxes of every passage, the first of them rules, and the arrows between them."""
        numbers: dict[int, int] = {}
        for count, passage in enumerate(passages):
            is_rule = count < rules
            if not is_rule:
                numbers[id(passage.node)] = len(self._boxes)
            cites = (passage.cites, *passage.line.cites)
            self._box(BoxKind.RULE if is_rule else BoxKind.NAMED, passage.line, cites, passage.title)
        mentions = (Arrow(box, numbers[node], mention=mention) for box, node, mention in self._mentions)
        return Graph(tuple(self._boxes), (*self._arrows, *mentions), written_out(passages, self._said))

    def _box(self, kind: BoxKind, line: Line, cites: Sequence[str], title: str = "") -> None:
        number = len(self._boxes)
        sources = "; ".join(dict.fromkeys(each for each in cites if each))
        self._boxes.append(Box(kind, title, line.text, sources, self._state(line), self._value(line)))
        self._mentions += [(number, id(each.node), True) for each in line.mentions]
        for below in line.lines:
            if below.is_mention:
                self._mentions.append((number, id(below.node), False))
            else:
                self._arrows.append(Arrow(number, len(self._boxes), mention=False))
                self._box(BoxKind.LINE, below, below.cites)

    def _state(self, line: Line) -> State | None:
        """How a line stands in the case; one that speaks of each member of a list stands in no one way."""
        if self._case is None:
            return None
        if line.branch:
            return self._case.branch(*line.branch)
        return self._case.state(line.node, holds=line.holds)

    def _value(self, line: Line) -> str:
        """The value of a line that is neither true nor false, where values are shown."""
        if self._case is None or not self._drawn.show_values or line.branch or self._state(line) is not State.KNOWN:
            return ""
        value, measure = self._case.value(line.node), line.node.measure
        if line.node.value_type is Money and isinstance(value, Decimal):  # with parts of a penny
            value = self._drawn.word("pounds", number=read_value(value, language=self._drawn.language))
        return self._reader.value(value, measure.per if measure else None)

    def _said(self, line: Line) -> str:
        """How a line stands, in words."""
        state, value = self._state(line), self._value(line)
        parts = [self._drawn.word(f"state.{state}") if state else "", value]
        return ": ".join(part for part in parts if part)
