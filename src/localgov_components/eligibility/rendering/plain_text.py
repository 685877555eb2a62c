"""Sections as plain text: for an e-mail, a letter or a terminal.

>>> from localgov_components.eligibility.rendering.blocks import Paragraph
>>> print(as_text(Section("Why", (Paragraph("It is so."), Pairs((("Amount", ("£24.00",)),))))))
Why
===
<BLANKLINE>
It is so.
<BLANKLINE>
Amount: £24.00
"""

from collections.abc import Iterator

from localgov_components.eligibility.rendering.blocks import Bullets, Lines, Pairs, Paragraph, Plain, Section, Table
from localgov_components.eligibility.rendering.lettering import one_line

__all__ = ["as_text"]

_RULES = "=-"
"""What stands under a heading, from the highest down."""

_STEP = "  "


def as_text(section: Section) -> str:
    """A section in plain text, without an end of line at its end."""
    return "\n\n".join(_parts(section, 0))


def _parts(section: Section, depth: int) -> Iterator[str]:
    title = one_line(section.title)
    yield f"{title}\n{_RULES[depth] * len(title)}" if depth < len(_RULES) else title
    for block in section.blocks:
        yield from _parts(block, depth + 1) if isinstance(block, Section) else [_block(block)]


def _block(block: Plain) -> str:
    match block:
        case Bullets():
            return "\n".join(f"- {one_line(item)}" for item in block.items)
        case Pairs():
            return "\n".join(_pair(name, lines) for name, lines in block.rows)
        case Table():
            caption = [one_line(block.caption)] if block.shows_caption else []
            return "\n".join([*caption, *(_row(block, row) for row in block.rows)])
        case Paragraph():
            return one_line(block.text)


def _row(table: Table, row: tuple[Lines, ...]) -> str:
    """The cells of a row below one another, because a line of text is narrow; empty ones are left out."""
    first, *others = row
    if len(others) == 1:
        return f"- {_joined(first)}: {_joined(others[0])}"
    named = (_pair(name, lines) for name, lines in zip(table.headings[1:], others, strict=True) if lines)
    return f"- {_joined(first)}" + "".join(f"\n{_STEP}{line}" for line in named)


def _pair(name: str, lines: Lines) -> str:
    return f"{one_line(name)}: {_joined(lines)}"


def _joined(lines: Lines) -> str:
    return "; ".join(map(one_line, lines))
