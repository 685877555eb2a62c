"""The key below a picture: what its signs and its arrows mean."""

from collections.abc import Iterator
from typing import NamedTuple

from localgov_components.core.lettering import width_of
from localgov_components.core.svg import SOFT
from localgov_components.rules.drawing.case import State
from localgov_components.rules.drawing.graph import Drawn, Graph
from localgov_components.rules.drawing.shapes import SMALL, Row, sign, words

__all__ = ["Key"]

_LINE, _SPACE, _SHAFT = 22, 22, 34


class _Entry(NamedTuple):
    """A state, or an arrow (dashed for a mention), and the words for it."""

    text: str
    state: State | None = None
    mention: bool = False

    @property
    def before(self) -> float:
        """Width of what stands before the words."""
        return 16 if self.state else _SHAFT + 8

    @property
    def width(self) -> float:
        """Width of it all."""
        return self.before + width_of(self.text, size=SMALL) * 1.1 + _SPACE


class Key:
    """The key of a graph, in as many lines as a width needs."""

    def __init__(self, graph: Graph, drawn: Drawn, width: float) -> None:
        self._lines: list[list[_Entry]] = []
        room = 0.0
        for entry in _entries(graph, drawn):
            if entry.width > room:
                self._lines.append([])
                room = width
            self._lines[-1].append(entry)
            room -= entry.width

    @property
    def height(self) -> float:
        """From its top to the end of its last line."""
        return len(self._lines) * _LINE

    def parts(self, x: float, y: float) -> Iterator[str]:
        """Everything in it, below and to the right of a point."""
        for number, line in enumerate(self._lines):
            middle, at = y + number * _LINE + _LINE / 2, x
            for entry in line:
                yield sign(entry.state, at + 5, middle) if entry.state else _arrow(at, middle, mention=entry.mention)
                yield words(at + entry.before, middle + 4, Row(entry.text, SMALL))
                at += entry.width


def _entries(graph: Graph, drawn: Drawn) -> Iterator[_Entry]:
    states = {box.state for box in graph.boxes}
    for state in State:
        if state in states:
            yield _Entry(drawn.word(f"state.{state}"), state)
    kinds = {arrow.mention for arrow in graph.arrows}
    for mention in (False, True):
        if mention in kinds:
            yield _Entry(drawn.word("arrow.mention" if mention else "arrow.part"), mention=mention)


def _arrow(x: float, y: float, *, mention: bool) -> str:
    dashes = ' stroke-dasharray="5 4"' if mention else ""
    shaft = f'<path d="M{x:.1f} {y:.1f} h{_SHAFT}" stroke="{SOFT}" stroke-width="1.3"{dashes}/>'
    return f'{shaft}<path d="M{x + _SHAFT:.1f} {y:.1f} l-7 -4 v8 z" fill="{SOFT}"/>'
