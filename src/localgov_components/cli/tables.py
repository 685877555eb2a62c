"""A table in the forms in which councils publish: text, CSV, Markdown, HTML."""

import csv
import io
import textwrap
from collections.abc import Sequence
from html import escape

from localgov_components.core.spreadsheets import plain_cell

__all__ = ["render_csv", "render_html", "render_markdown", "render_text"]

_WIDTH = 100


def render_text(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """One block for each row, a line for each filled column; nothing is cut."""
    width = max(map(len, headings)) + 2
    lines = [title]
    for row in rows:
        lines.append("")
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                lines.append(textwrap.fill(f"{heading + ':':<{width}}{cell}", _WIDTH, subsequent_indent=" " * width))
    return "\n".join(lines)


def render_csv(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:  # noqa: ARG001 - one shape
    """Comma-separated, with cells that a spreadsheet could take for a formula made plain text."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(map(plain_cell, row) for row in rows)
    return target.getvalue().rstrip("\n")


def render_markdown(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A heading and a table."""
    lines = [f"# {title}", "", _markdown_row(headings), _markdown_row(["---"] * len(headings))]
    return "\n".join([*lines, *map(_markdown_row, rows)])


def render_html(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A whole page with one table, readable by a screen reader and on paper."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table>\n</body>\n</html>"
    )


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
