"""Sections as HTML: a fragment with the classes of the GOV.UK Design System, everything in it escaped.

>>> from localgov_components.eligibility.rendering.blocks import Paragraph
>>> print(as_html(Section("Why", (Paragraph("1 < 2"),)), language="en"))
<section lang="en">
<h2 class="govuk-heading-l">Why</h2>
<p class="govuk-body">1 &lt; 2</p>
</section>
"""

from collections.abc import Iterable, Iterator
from html import escape

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility.rendering.blocks import Bullets, Lines, Pairs, Paragraph, Plain, Section, Table
from localgov_components.eligibility.rendering.lettering import one_line

__all__ = ["as_html"]

_HEADING_SIZES = ("l", "m", "s")
_LOWEST = 6
_HIGHEST_LEVELS = range(1, 5)


def as_html(section: Section, *, language: str, level: int = 2) -> str:
    """A section as a fragment of HTML, whose first heading is of a level.

    Raises `InvalidValueError` for a level below which there is no room for the headings inside.
    """
    if level not in _HIGHEST_LEVELS:
        raise InvalidValueError("not a level of a first heading. Give 1, 2, 3 or 4.", code="rendering.level")
    return "\n".join([f'<section lang="{escape(language)}">', *_parts(section, level, 0), "</section>"])


def _parts(section: Section, level: int, depth: int) -> Iterator[str]:
    size, tag = _HEADING_SIZES[min(depth, len(_HEADING_SIZES) - 1)], f"h{min(level + depth, _LOWEST)}"
    yield f'<{tag} class="govuk-heading-{size}">{_said(section.title)}</{tag}>'
    for block in section.blocks:
        yield from _parts(block, level, depth + 1) if isinstance(block, Section) else _block(block)


def _block(block: Plain) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f'<p class="govuk-body">{_said(block.text)}</p>'
        case Bullets():
            yield '<ul class="govuk-list govuk-list--bullet">'
            yield from (f"<li>{_said(item)}</li>" for item in block.items)
            yield "</ul>"
        case Pairs():
            yield from _pairs(block)
        case Table():
            yield from _table(block)


def _pairs(block: Pairs) -> Iterator[str]:
    yield '<dl class="govuk-summary-list">'
    for name, lines in block.rows:
        yield '<div class="govuk-summary-list__row">'
        yield f'<dt class="govuk-summary-list__key">{_said(name)}</dt>'
        yield f'<dd class="govuk-summary-list__value">{_lines(lines)}</dd>'
        yield "</div>"
    yield "</dl>"


def _table(block: Table) -> Iterator[str]:
    yield '<table class="govuk-table">'
    shown = "govuk-table__caption--s" if block.shows_caption else "govuk-visually-hidden"
    yield f'<caption class="govuk-table__caption {shown}">{_said(block.caption)}</caption>'
    headings = (f'<th scope="col" class="govuk-table__header">{_said(each)}</th>' for each in block.headings)
    yield f'<thead class="govuk-table__head">{_row(headings)}</thead>'
    yield '<tbody class="govuk-table__body">'
    for first, *others in block.rows:
        cells = (f'<td class="govuk-table__cell">{_lines(each)}</td>' for each in others)
        yield _row([f'<th scope="row" class="govuk-table__header">{_lines(first)}</th>', *cells])
    yield "</tbody>"
    yield "</table>"


def _row(cells: Iterable[str]) -> str:
    return f'<tr class="govuk-table__row">{"".join(cells)}</tr>'


def _lines(lines: Lines) -> str:
    return "<br>".join(map(_said, lines))


def _said(text: str) -> str:
    return escape(one_line(text))
