"""Curves of growth as SVG, on axes of powers of ten; every point stands in the description too."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

__all__ = ["Line", "growth_chart"]

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 520, 70, 64, 270, 60
_INK, _SOFT, _GRID, _PAPER = "#0b0c0c", "#484f55", "#d4d7d9", "#ffffff"
_COLOURS = ("#0f5a9c", "#a3140a", "#00602f", "#6b5900")
_DASHES = {"solid": "", "long dashes": "12 5", "dots": "2 4", "dashes": "6 4"}


_SVG = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
    'role="img" aria-labelledby="growth-title" aria-describedby="growth-desc" '
    "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">"
)


class Line(NamedTuple):
    """A curve: what it is, its points, and how it is drawn, so that colour is not all that tells it."""

    name: str
    points: tuple[tuple[float, float], ...]
    stroke: str


class _Axes(NamedTuple):
    x: tuple[int, int]
    y: tuple[int, int]

    def at(self, across: float, up: float) -> tuple[float, float]:
        """Where a point is."""
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        share = (log10(across) - self.x[0]) / (self.x[1] - self.x[0])
        risen = (log10(up) - self.y[0]) / (self.y[1] - self.y[0])
        return _LEFT + share * width, _TOP + (1 - risen) * height


def growth_chart(title: str, lines: Sequence[Line], *, across: str) -> str:
    """The whole file."""
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    axes = _Axes(_decades(xs), _decades(ys))
    said = " ".join(f"{line.name}: {', '.join(f'{up:,.3g} at {x:,.0f}' for x, up in line.points)}." for line in lines)
    parts = [
        _SVG,
        f'<title id="growth-title">{escape(title)}</title>',
        f'<desc id="growth-desc">{escape(said)}</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>',
        _text(16, 32, title, size=17, weight=700),
        *_grid(axes),
        *(part for place, line in enumerate(lines) for part in _curve(axes, line, _COLOURS[place % len(_COLOURS)])),
        _text(_LEFT, _HEIGHT - 14, across, size=13),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    least, most = floor(log10(min(values))), ceil(log10(max(values)))
    return least, max(most, least + 1)


def _grid(axes: _Axes) -> Iterator[str]:
    for power in range(axes.x[0], axes.x[1] + 1):
        x, bottom = axes.at(10.0**power, 10.0 ** axes.y[0])
        yield f'<path d="M{x:.1f} {_TOP} V{bottom:.1f}" stroke="{_GRID}"/>'
        yield _text(x, bottom + 18, f"{10**power:,}", size=12, anchor="middle")
    for power in range(axes.y[0], axes.y[1] + 1):
        x, y = axes.at(10.0 ** axes.x[0], 10.0**power)
        yield f'<path d="M{x:.1f} {y:.1f} H{_WIDTH - _RIGHT}" stroke="{_GRID}"/>'
        yield _text(x - 8, y + 4, f"{10.0**power:,g}", size=12, anchor="end")


def _curve(axes: _Axes, line: Line, colour: str) -> Iterator[str]:
    points = [axes.at(*each) for each in line.points]
    path = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = _DASHES[line.stroke]
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)
    x, y = points[-1]
    yield _text(x + 10, y + 4, line.name, size=12, colour=colour)


def _text(x: float, y: float, text: str, **style: str | int) -> str:
    size, weight = style.get("size", 13), style.get("weight", 400)
    colour, anchor = style.get("colour", _INK), style.get("anchor", "start")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
