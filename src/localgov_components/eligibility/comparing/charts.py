"""Pictures of a published comparison as SVG: how far awards move, and who gains and loses in each group.

A picture needs nothing else, runs nothing, and tells nothing by colour alone: gains are solid and losses hatched, which
shows in black and white too. Every number stands at its bar, and again in the description, which a screen reader reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from localgov_components.core.lettering import one_line, width_of, wrapped
from localgov_components.core.svg import INK, PAPER, SOFT, framed, lettered, unique_mark
from localgov_components.eligibility.comparing.outcome_change import GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.published import Breakdown, PublishedComparison, ShownNumber, among
from localgov_components.eligibility.comparing.wording import move_name, number, period

__all__ = ["charts_of", "moves_chart"]

_Kind = Literal["more", "less"]

_WIDTH, _MARGIN, _LABEL = 680, 16, 190
_TITLE, _SIZE = 17, 13
_BAR, _BAR_SPACE, _ROW_SPACE = 16, 3, 10
_NUMBER = 60
"""Room for the number at the end of a bar."""

_LEAST = 1.5
"""Width of the bar of any number but nought, so that it is seen."""

_COLOURS: dict[_Kind, str] = {"more": "#0f5a9c", "less": "#a3140a"}
"""Of a lightness and hue that differ for the colour-blind too."""

_GETTING: Mapping[_Kind, str] = {"more": "Get more", "less": "Get less"}
_GAINING: Mapping[_Kind, str] = {"more": "Gain", "less": "Lose"}
"""Those who become eligible gain too, which tables tell apart from those who get more."""


def moves_chart(published: PublishedComparison) -> str | None:
    """How far awards move; None where they are no money."""
    if not published.moves:
        return None
    per = f" {period(published.per)}" if published.per else ""
    rows = [
        _Row(move_name(each), (_Bar(each.direction, each.number),))
        for each in reversed(published.moves)
        if each.direction != "same"  # by far the most, mostly; the table has them
    ]
    return _picture(f"How far awards move{per}: number of {published.counted}", rows, _GETTING)


def charts_of(published: PublishedComparison) -> dict[str, str]:
    """Who gains and loses in each group, by the column that tells the groups."""
    return {each.column: _gains_and_losses(published, each) for each in published.breakdowns}


@dataclass(frozen=True, slots=True)
class _Bar:
    kind: _Kind
    number: ShownNumber


@dataclass(frozen=True, slots=True)
class _Row:
    """A group, with a bar or two."""

    name: str
    bars: tuple[_Bar, ...]


def _gains_and_losses(published: PublishedComparison, breakdown: Breakdown) -> str:
    told: list[tuple[_Kind, tuple[OutcomeChange, ...]]] = [("more", GAINING), ("less", LOSING)]
    told = [each for each in told if any(not set(each[1]).isdisjoint(column) for column in breakdown.columns)] or told
    rows = [
        _Row(row.name, tuple(_Bar(kind, among(kinds, breakdown.columns, row.numbers)) for kind, kinds in told))
        for row in breakdown.rows
    ]
    return _picture(f"Who gains and who loses, by {breakdown.label}: number of {published.counted}", rows, _GAINING)


def _picture(title: str, rows: Sequence[_Row], kinds: Mapping[_Kind, str]) -> str:
    return "\n".join([*_Chart(title, rows, kinds).lines(), ""])


class _Chart:
    """Where everything of a picture goes; `kinds` are what the kinds of bars are called."""

    def __init__(self, title: str, rows: Sequence[_Row], kinds: Mapping[_Kind, str]) -> None:
        self._title = one_line(title)
        self._rows = rows
        self._heading = wrapped(self._title, _WIDTH - 2 * _MARGIN, size=_TITLE)
        self._names = [wrapped(row.name, _LABEL - 10, size=_SIZE) for row in rows]
        self._kinds = {
            kind: said for kind, said in kinds.items() if any(bar.kind == kind for row in rows for bar in row.bars)
        }
        self._most = max((bar.number for row in rows for bar in row.bars if isinstance(bar.number, int)), default=0)
        self._unique = unique_mark(self._title, self._words())

    def lines(self) -> Iterator[str]:
        """The whole file."""
        top = _MARGIN + len(self._heading) * _TITLE * 1.3 + 34
        heights = [self._height(place) for place in range(len(self._rows))]
        size = (_WIDTH, top + sum(heights) + _MARGIN)
        return framed(self._title, self._words(), size, self._parts(top, heights))

    def _parts(self, top: float, heights: Sequence[float]) -> Iterator[str]:
        foot = top + sum(heights)
        yield self._pattern()
        for place, line in enumerate(self._heading):
            yield lettered(_MARGIN, _MARGIN + _TITLE + place * _TITLE * 1.3, line, size=_TITLE, weight=700)
        yield from self._key(top - 22)
        for place, row in enumerate(self._rows):
            yield from self._row(row, self._names[place], top)
            top += heights[place]
        left = _MARGIN + _LABEL
        yield f'<path d="M{left} {foot - sum(heights):.1f} V{foot:.1f}" stroke="{INK}"/>'

    def _height(self, place: int) -> float:
        bars = len(self._rows[place].bars) * (_BAR + _BAR_SPACE)
        return max(bars, len(self._names[place]) * _SIZE * 1.3) + _ROW_SPACE

    def _pattern(self) -> str:
        return (
            f'<defs><pattern id="less-{self._unique}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{PAPER}"/>'
            f'<rect width="2.6" height="6" fill="{_COLOURS["less"]}"/></pattern></defs>'
        )

    def _key(self, y: float) -> Iterator[str]:
        x = float(_MARGIN + _LABEL)
        for kind, said in self._kinds.items():
            yield self._box(kind, x, y, 22, 12)
            yield lettered(x + 28, y + 11, said, size=_SIZE)
            x += 28 + width_of(said, size=_SIZE) * 1.1 + 24

    def _row(self, row: _Row, name: Sequence[str], top: float) -> Iterator[str]:
        for place, line in enumerate(name):
            yield lettered(_MARGIN, top + _SIZE + place * _SIZE * 1.3, line, size=_SIZE)
        for place, bar in enumerate(row.bars):
            y = top + place * (_BAR + _BAR_SPACE)
            width = self._width(bar.number)
            if width:
                yield self._box(bar.kind, _MARGIN + _LABEL, y, width, _BAR)
            colour = INK if isinstance(bar.number, int) else SOFT
            yield lettered(_MARGIN + _LABEL + width + 6, y + 13, number(bar.number), size=_SIZE, colour=colour)

    def _width(self, shown: ShownNumber) -> float:
        if isinstance(shown, str) or not shown:
            return 0
        return max(_LEAST, shown / self._most * (_WIDTH - 2 * _MARGIN - _LABEL - _NUMBER))

    def _box(self, kind: _Kind, x: float, y: float, width: float, height: float) -> str:
        fill = f"url(#less-{self._unique})" if kind == "less" else _COLOURS[kind]
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" fill="{fill}" '
            f'stroke="{_COLOURS[kind]}" stroke-width="1.2"/>'
        )

    def _words(self) -> str:
        return " ".join(f"{one_line(row.name)}: {self._said(row)}." for row in self._rows)

    def _said(self, row: _Row) -> str:
        shown = [number(bar.number) if isinstance(bar.number, int) else "not shown" for bar in row.bars]
        return ", ".join(f"{each} {self._kinds[bar.kind].lower()}" for each, bar in zip(shown, row.bars, strict=True))
