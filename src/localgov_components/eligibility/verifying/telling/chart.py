r"""The award of one household against one amount, as a picture: one SVG that needs nothing else.

Edges are numbered in the picture and told in a table below it, and the whole is told in words in the picture's
description. Nothing is told by colour alone, and it reads in black and white.

>>> from localgov_components.eligibility.verifying.curve import Edge
>>> edge = Edge(Money("99.99"), Money("100.00"), Money("23.00"), Money("14.50"))
>>> points = [("0.00", "23.00"), ("99.99", "23.00"), ("100.00", "14.50"), ("120.00", "14.50")]
>>> curve = Curve("household.members[1].earnings", "gross earnings", Per.WEEK, Per.WEEK,
...               tuple((Money(x), Money(y)) for x, y in points), (edge,))
>>> print("\n".join(told(curve)))
With gross earnings from £0.00 to £99.99 a week the award is £23.00 a week.
From £99.99 to £100.00 a week the award falls by £8.50, from £23.00 to £14.50 a week.
From £100.00 to £120.00 a week the award is £14.50 a week.
>>> picture = chart(curve, title="Support against earnings")
>>> picture.startswith("<svg "), picture.count("<title")
(True, 1)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from localgov_components.core.lettering import one_line, wrapped
from localgov_components.core.svg import INK, PAPER, SOFT, framed, lettered
from localgov_components.eligibility.verifying.curve import Curve, Edge
from localgov_components.money import Money
from localgov_components.rules import Per
from localgov_components.rules.drawing.shapes import SIZE, SMALL, Row, words

__all__ = ["chart", "told"]

_WIDTH, _MARGIN, _HEADING, _BOLD = 760, 24, 19, 700
_LEFT, _PLOT_HEIGHT, _BELOW = 92, 300, 58
_PLOT_WIDTH = _WIDTH - _LEFT - _MARGIN
_GRID, _LINE = "#d4d7d9", "#0f5a9c"
_FALL = "#a3140a"
_LINE_HEIGHT, _ROW_HEIGHT = 20, 25
_COLUMNS = (0, 70, 260, 450)
_MOST_TICKS = 7
_MOST_ROWS = 12
_MOST_SEGMENTS = 24
_POUND = 100


def chart(curve: Curve, *, title: str, household: Sequence[str] = ()) -> str:
    """A curve as the text of an SVG file; `household` are lines that say whose award it is."""
    picture = _Picture(curve, title, [line for each in household for line in wrapped(each, _inner(), size=SMALL)])
    return "\n".join([*picture.parts(), ""])


def told(curve: Curve) -> Iterator[str]:
    """What a curve shows, in sentences, from the least amount on."""
    per, award_per = _a(curve.per), _a(curve.award_per)
    edges = {(edge.begin, edge.end): edge for edge in curve.edges}
    begins = f"With {curve.label} from"
    for number, ((x, y), (next_x, next_y)) in enumerate(pairwise(curve.points)):
        if number == _MOST_SEGMENTS:
            yield f"It goes on to {curve.points[-1][0].format()}{per}."
            return
        span = f"{begins} {x.format()} to {next_x.format()}{per}"
        if (edge := edges.get((x, next_x))) is not None:
            yield (
                f"{span} the award falls by {edge.loss.format()}, "
                f"from {edge.before.format()} to {edge.after.format()}{award_per}."
            )
        elif y is None and next_y is None:
            yield f"{span} no award is settled by the rules alone."
        elif y is None or next_y is None:
            continue
        elif y == next_y:
            yield f"{span} the award is {y.format()}{award_per}."
        else:
            goes = "falls" if next_y < y else "rises"
            yield f"{span} the award {goes} from {y.format()} to {next_y.format()}{award_per}."
        begins = "From"


def _a(per: Per | None) -> str:
    return f" a {per}" if per else ""


def _inner() -> int:
    return _WIDTH - 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class _Axis:
    """Pence on a line of so many pixels, with ticks at round amounts."""

    first: int
    last: int
    pixels: float

    @classmethod
    def around(cls, values: Sequence[int], pixels: float, *, first: int = 0) -> "_Axis":
        """An axis on which some values stand, and an amount that comes before all of them."""
        first, last = min(first, *values), max(first + _POUND, *values)
        step = _step(last - first)
        return cls(first // step * step, -(-last // step) * step, pixels)

    def at(self, pence: int) -> float:
        """Where an amount stands, in pixels from the beginning."""
        return (pence - self.first) * self.pixels / (self.last - self.first)

    @property
    def ticks(self) -> range:
        """Round amounts."""
        return range(self.first, self.last + 1, _step(self.last - self.first))


def _step(span: int) -> int:
    """The distance of ticks: 1, 2 or 5 and noughts, in pence."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if span <= _MOST_TICKS * step * factor:
                return step * factor
        step *= 10


class _Picture:
    """The parts of the file, from the top down."""

    def __init__(self, curve: Curve, title: str, household: Sequence[str]) -> None:
        self._curve, self._title, self._household = curve, one_line(title), household
        self._heading = wrapped(title, _inner() / 1.08, size=_HEADING)
        self._top = _MARGIN + 26 * len(self._heading) + 34
        self._table_at = self._top + _PLOT_HEIGHT + _BELOW
        amounts = [x.pence for x, _ in curve.points]
        self._across = _Axis.around(amounts, _PLOT_WIDTH, first=amounts[0])
        known = [y.pence for _, y in curve.points if y is not None]
        self._up = _Axis.around(known or [0], _PLOT_HEIGHT)
        self._shown = curve.edges[:_MOST_ROWS]

    def parts(self) -> Iterator[str]:
        """Every line of the file."""
        said = "\n".join(one_line(line) for line in (*told(self._curve), *self._household))
        lines_at = self._table_at + self._table_height() + 8
        height = lines_at + _LINE_HEIGHT * len(self._household) + _MARGIN
        return framed(self._title, said, (_WIDTH, height), self._drawn(lines_at))

    def _drawn(self, lines_at: float) -> Iterator[str]:
        for number, line in enumerate(self._heading):
            yield words(_MARGIN, _MARGIN + _HEADING + 26 * number, Row(line, _HEADING, _BOLD))
        yield f'<g transform="translate({_LEFT} {self._top})">'
        yield from self._grid()
        yield from self._line()
        for number, edge in enumerate(self._shown, start=1):
            yield from self._mark(number, edge)
        yield "</g>"
        yield f'<g transform="translate({_MARGIN} {self._table_at})">'
        yield from self._table()
        yield "</g>"
        for number, line in enumerate(self._household, start=1):
            yield words(_MARGIN, lines_at + _LINE_HEIGHT * number, Row(line, SMALL, colour=SOFT))

    def _grid(self) -> Iterator[str]:
        for tick in self._up.ticks:
            y = _PLOT_HEIGHT - self._up.at(tick)
            yield f'<path d="M0 {y:.1f} H{_PLOT_WIDTH}" stroke="{INK if tick == 0 else _GRID}" stroke-width="1"/>'
            yield lettered(-10, y + 4, _pounds(tick), anchor="end")
        for tick in self._across.ticks:
            x = self._across.at(tick)
            yield f'<path d="M{x:.1f} {_PLOT_HEIGHT} v6" stroke="{INK}" stroke-width="1"/>'
            yield lettered(x, _PLOT_HEIGHT + 22, _pounds(tick), anchor="middle")
        yield lettered(-_LEFT + _MARGIN, -12, f"Award{_a(self._curve.award_per)}", weight=_BOLD)
        label = f"{self._curve.label[:1].upper()}{self._curve.label[1:]}{_a(self._curve.per)}"
        yield lettered(_PLOT_WIDTH, _PLOT_HEIGHT + 42, one_line(label), anchor="end", weight=_BOLD)

    def _line(self) -> Iterator[str]:
        """The curve, broken where there is no award and at every edge that is a penny wide."""
        falls = {(edge.begin, edge.end) for edge in self._curve.edges if edge.end.pence - edge.begin.pence == 1}
        steps, is_down = [], False
        before: Money | None = None
        for x, y in self._curve.points:
            if y is None:
                is_down = False
            else:
                draws = is_down and (before, x) not in falls
                steps.append(f"{'L' if draws else 'M'}{self._place(x, y)}")
                is_down = True
            before = x
        yield f'<path d="{" ".join(steps)}" fill="none" stroke="{_LINE}" stroke-width="2.6" stroke-linejoin="round"/>'

    def _mark(self, number: int, edge: Edge) -> Iterator[str]:
        """An edge: its fall as a dashed line between two dots, and its number."""
        begin, end = self._place(edge.begin, edge.before), self._place(edge.end, edge.after)
        yield f'<path d="M{begin} L{end}" fill="none" stroke="{_FALL}" stroke-width="2" stroke-dasharray="4 3"/>'
        for place in (begin, end):
            x, _, y = place.partition(" ")
            yield f'<circle cx="{x}" cy="{y}" r="5" fill="{_FALL}"/>'
        x, _, y = begin.partition(" ")
        beside = -20 if float(x) > _PLOT_WIDTH - 30 else 20
        yield f'<circle cx="{float(x) + beside:.1f}" cy="{y}" r="10" fill="{_FALL}"/>'
        yield lettered(float(x) + beside, float(y) + 4, str(number), anchor="middle", weight=_BOLD, colour=PAPER)

    def _place(self, x: Money, y: Money) -> str:
        return f"{self._across.at(x.pence):.1f} {_PLOT_HEIGHT - self._up.at(y.pence):.1f}"

    def _table_height(self) -> float:
        more = len(self._curve.edges) > len(self._shown)
        return _ROW_HEIGHT * (len(self._shown) + 1 + more) + 12

    def _table(self) -> Iterator[str]:
        """The edges as rows."""
        if not self._shown:
            yield lettered(0, _ROW_HEIGHT - 8, "No edge: no pound more loses more than a pound of award.", size=SIZE)
            return
        headings = ("Edge", f"{self._curve.label[:1].upper()}{self._curve.label[1:]}", "Award", "Loss")
        yield from _cells(0, headings, weight=_BOLD)
        for number, edge in enumerate(self._shown, start=1):
            amounts = (edge.begin, edge.end), (edge.before, edge.after)
            fall = [" to ".join(each.format() for each in pair) for pair in amounts]
            yield from _cells(number, (str(number), *fall, edge.loss.format()))
        if more := len(self._curve.edges) - len(self._shown):
            yield from _cells(len(self._shown) + 1, ("", f"and {more} more"))


def _cells(row: int, texts: Sequence[str], *, weight: int = 400) -> Iterator[str]:
    y = _ROW_HEIGHT * (row + 1)
    for column, text in zip(_COLUMNS, texts, strict=False):
        fitted = wrapped(text, 185, size=SIZE)
        yield lettered(column, y - 8, fitted[0] + ("…" if len(fitted) > 1 else ""), weight=weight, size=SIZE)
    yield f'<path d="M0 {y} H{_inner()}" stroke="{_GRID if row else INK}" stroke-width="1"/>'


def _pounds(pence: int) -> str:
    """An amount at a tick: without pence where there are none."""
    return Money.from_pence(pence).format().removesuffix(".00")
