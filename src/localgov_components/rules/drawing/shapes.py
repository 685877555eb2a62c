"""What a picture is drawn of: words, boxes, arrows and the signs of states, as parts of an SVG.

>>> words(10, 20, Row("savings & investments", SMALL))
'<text x="10.0" y="20.0" font-size="11" font-weight="400" fill="#0b0c0c">savings &amp; investments</text>'
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from localgov_components.core.lettering import wrapped
from localgov_components.core.svg import INK, SOFT
from localgov_components.rules.drawing.case import State
from localgov_components.rules.drawing.colours import COLOURS, PLAIN
from localgov_components.rules.drawing.graph import Box, BoxKind, Drawn
from localgov_components.rules.drawing.layout import Place

__all__ = ["ACROSS", "SIZE", "SMALL", "WIDTH", "Row", "arrow", "box_of", "height_of", "rows_of", "sign", "words"]

WIDTH, ACROSS = 216, 44
"""Of a box, and of the space between two columns."""
SIZE, SMALL = 13, 11
"""Of letters."""
SIGN_WIDTH = 16
"""What a sign takes, with the space after it."""

_PADDING = 11
_INNER = WIDTH - 2 * _PADDING
_BOLD, _BOLD_IS_WIDER = 700, 1.08
_LINE_HEIGHT = 1.35
_CORNERS = {BoxKind.RULE: 0, BoxKind.NAMED: 3, BoxKind.LINE: 12}
_STROKES = {BoxKind.RULE: 2.6, BoxKind.NAMED: 1.8, BoxKind.LINE: 1.2}
_SIGNS = {
    State.TRUE: '<path d="M-4 .5 L-1.2 3.5 L4.5 -3.5" {line}/>',
    State.NOT_TRUE: '<path d="M-3.5 -3.5 L3.5 3.5 M3.5 -3.5 L-3.5 3.5" {line}/>',
    State.KNOWN: '<circle r="3.4" fill="{colour}"/>',
    State.UNKNOWN: '<text y="4.5" font-size="13" font-weight="700" text-anchor="middle" fill="{colour}">?</text>',
    State.NOT_NEEDED: '<path d="M-4 0 H4" {line}/>',
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of words, perhaps with a sign before it."""

    text: str
    size: float = SIZE
    weight: int = 400
    colour: str = INK
    sign: State | None = None

    @property
    def height(self) -> float:
        """From one line to the next."""
        return self.size * _LINE_HEIGHT


def rows_of(box: Box, drawn: Drawn) -> list[Row]:
    """The words of a box: how it stands, what it is called, what it says, and who says so."""
    rows: list[Row] = []
    ink = INK
    if box.state:
        ink = COLOURS[box.state].ink
        rows += _state_rows(box.state, drawn.word(f"state.{box.state}"), box.value)
    titles = wrapped(box.title, _INNER / _BOLD_IS_WIDER, size=SIZE)
    rows += [Row(each, SIZE, _BOLD, ink) for each in titles if each]
    rows += [Row(each, SIZE, colour=ink) for each in wrapped(box.text, _INNER, size=SIZE)]
    rows += [Row(each, SMALL, colour=SOFT) for each in wrapped(box.cites, _INNER, size=SMALL) if each]
    return rows


def _state_rows(state: State, word: str, value: str) -> Iterator[Row]:
    said = wrapped(f"{word}: {value}" if value else word, (_INNER - SIGN_WIDTH) / _BOLD_IS_WIDER, size=SMALL)
    for number, each in enumerate(said):
        yield Row(each, SMALL, _BOLD, COLOURS[state].line, None if number else state)


def height_of(rows: Sequence[Row]) -> float:
    """How high a box must be for some lines of words."""
    return 2 * _PADDING + sum(row.height for row in rows)


def box_of(box: Box, rows: Sequence[Row], place: Place) -> Iterator[str]:
    """A box with its words."""
    colours = COLOURS[box.state] if box.state else PLAIN
    dashes = f' stroke-dasharray="{colours.dashes}"' if colours.dashes else ""
    yield (
        f'<rect x="{place.x:.1f}" y="{place.y:.1f}" width="{WIDTH}" height="{place.height:.1f}" '
        f'rx="{_CORNERS[box.kind]}" fill="{colours.ground}" stroke="{colours.line}" '
        f'stroke-width="{_STROKES[box.kind]}"{dashes}/>'
    )
    x, y = place.x + _PADDING, place.y + _PADDING
    for row in rows:
        if row.sign:
            yield sign(row.sign, x + 5, y + row.height / 2)
        yield words(x + (SIGN_WIDTH if row.sign else 0), y + row.size * 1.05, row)
        y += row.height


def words(x: float, y: float, row: Row) -> str:
    """A line of words; `y` is that of the line they stand on."""
    style = f'font-size="{row.size:g}" font-weight="{row.weight}" fill="{row.colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(row.text)}</text>'


def sign(state: State, x: float, y: float) -> str:
    """The sign of a state, around a point."""
    colour = COLOURS[state].line
    line = f'fill="none" stroke="{colour}" stroke-width="2.2"'
    return f'<g transform="translate({x:.1f} {y:.1f})">{_SIGNS[state].format(colour=colour, line=line)}</g>'


def arrow(source: Place, lanes: Sequence[Place], target: Place, *, mention: bool) -> str:
    """An arrow from the right of one box to the left of another, straight through its lanes; dashed for a mention."""
    steps = [f"M{source.x + WIDTH:.1f} {source.middle:.1f}"]
    for here, there in pairwise([source, *lanes, target]):
        x, y, half = here.x + WIDTH, there.middle, here.x + WIDTH + ACROSS / 2
        steps.append(f"H{x:.1f} C{half:.1f} {here.middle:.1f} {half:.1f} {y:.1f} {there.x:.1f} {y:.1f}")
    dashes = ' stroke-dasharray="5 4"' if mention else ""
    line = f'<path d="{" ".join(steps)}" fill="none" stroke="{SOFT}" stroke-width="1.3"{dashes}/>'
    return f"{line}{_head(target.x, target.middle)}"


def _head(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f} l-7 -4 v8 z" fill="{SOFT}"/>'
