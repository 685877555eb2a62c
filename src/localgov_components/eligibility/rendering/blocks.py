r"""What a notice or a report is laid out in: sections of paragraphs, lists and tables, for text and HTML alike.

>>> prose("Bring these:\n\n- your card\n- a bill")
(Paragraph(text='Bring these:'), Bullets(items=('your card', 'a bill')))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

__all__ = ["Block", "Bullets", "Lines", "Pairs", "Paragraph", "Plain", "Section", "Table", "in_lines", "prose"]

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BULLET = "- "

Lines: TypeAlias = tuple[str, ...]
"""The lines of a cell."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values."""

    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its heading.

    Its caption is for those who hear the page, where the heading above already shows it.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]
    shows_caption: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    blocks: tuple["Block", ...]


Plain: TypeAlias = Paragraph | Bullets | Pairs | Table
"""A block without others inside it."""

Block: TypeAlias = Plain | Section


def in_lines(*parts: str) -> Lines:
    """A cell of those parts that say something."""
    return tuple(part for part in parts if part)


def prose(text: str) -> tuple[Block, ...]:
    """Somebody's text: paragraphs are divided by blank lines, and lines that begin with `- ` are a list."""
    return tuple(block for part in _BLANK_LINES.split(text.strip()) for block in _blocks(part))


def _blocks(part: str) -> Iterator[Block]:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: line.startswith(_BULLET)):
        if is_list:
            yield Bullets(tuple(line.removeprefix(_BULLET).strip() for line in group))
        else:
            yield Paragraph(" ".join(group))
