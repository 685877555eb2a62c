"""A picture as an SVG file: its frame, its words and its first colours.

A picture needs nothing else, and speaks to those who listen: it has a title, and what it shows is told in words too.

>>> lines = list(framed("Bins", "North: 2.", (60, 20), [lettered(4, 14, "North & South", size=13)]))
>>> lines[1:3]
['<title id="title-be8c2a5c">Bins</title>', '<desc id="desc-be8c2a5c">North: 2.</desc>']
>>> lines[4]
'<text x="4.0" y="14.0" font-size="13" font-weight="400" fill="#0b0c0c" text-anchor="start">North &amp; South</text>'
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

__all__ = ["INK", "PAPER", "SOFT", "framed", "lettered", "unique_mark"]

INK, SOFT, PAPER = "#0b0c0c", "#484f55", "#ffffff"
"""Of words, of lesser words and arrows, and of the ground."""

_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"


def framed(title: str, said: str, size: tuple[float, float], parts: Iterable[str]) -> Iterator[str]:
    """The lines of a file of a width and height; `said` is in words what the picture shows."""
    width, height = (f"{each:.0f}" for each in size)
    unique = unique_mark(title, said)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title-{unique}" '
        f'aria-describedby="desc-{unique}" font-family="{_FONT}">'
    )
    yield f'<title id="title-{unique}">{escape(title)}</title>'
    yield f'<desc id="desc-{unique}">{escape(said)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
    yield from parts
    yield "</svg>"


def unique_mark(title: str, said: str) -> str:
    """What tells the names in a picture from those in another: several may stand in one page."""
    return sha256(f"{title}{said}".encode(errors="replace")).hexdigest()[:8]


def lettered(
    x: float, y: float, text: str, *, size: float = 12, weight: int = 400, colour: str = INK, anchor: str = "start"
) -> str:
    """A line of words, whose ground line is at `y`."""
    style = f'font-size="{size:g}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
