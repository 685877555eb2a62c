"""A published comparison as text for a terminal, and as CSV for a spreadsheet."""

import csv
import io
import textwrap
from collections.abc import Iterator

from localgov_components.core.spreadsheets import plain_cell
from localgov_components.eligibility.comparing.published import Cost, PublishedComparison, ShownAmount, ShownNumber
from localgov_components.eligibility.comparing.tables import (
    ReportTable,
    changes_table,
    cost_table,
    missing_tables,
    money_table,
    moves_table,
    numbers_table,
    policy_table,
    sides_table,
)
from localgov_components.eligibility.comparing.wording import headline, missing_name, move_name, not_told, rule
from localgov_components.eligibility.rendering.lettering import one_line

__all__ = ["as_csv", "as_text"]

_WIDTH = 100
_WIDEST = 22
"""Characters of a heading before it is broken into lines."""


def as_text(published: PublishedComparison) -> str:
    """Sentences and tables, without charts."""
    title = one_line(published.title)
    parts = [f"{title}\n{'=' * len(title)}", *map(_paragraph, headline(published))]
    parts += [_table(each) for each in _tables(published)]
    parts += [_table(sides_table(published)), *map(_paragraph, (*not_told(published), *rule(published)))]
    return "\n\n".join(parts)


def as_csv(published: PublishedComparison) -> str:
    """One figure on each line: its table, its group, what it is of, and the figure."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["table", "group", "of", "figure"])
    for table, group, of, figure in _figures(published):
        writer.writerow(
            [plain_cell(one_line(table)), plain_cell(one_line(group)), plain_cell(one_line(of)), str(figure)]
        )
    return target.getvalue().rstrip("\n")


def _tables(published: PublishedComparison) -> Iterator[ReportTable]:
    yield changes_table(published)
    if published.cost is not None:
        yield cost_table(published, published.cost)
        yield moves_table(published)
    for each in published.breakdowns:
        yield numbers_table(published, each)
        if published.cost is not None:
            yield money_table(published, each)
    yield from missing_tables(published)
    if published.policy:
        yield policy_table(published.policy)


def _figures(published: PublishedComparison) -> Iterator[tuple[str, str, str, ShownNumber | ShownAmount]]:
    counted = published.counted
    yield "all", "", counted, published.rows
    for change in published.changes:
        yield "all", "", change.change.value, change.number
        if change.amount is not None:
            yield "all", "", f"{change.change.value}: amount", change.amount
    yield from _cost_figures("all", "", published.cost)
    for move in published.moves:
        yield "change of award", move_name(move), counted, move.number
    for breakdown in published.breakdowns:
        table = f"by {breakdown.column}"  # a column may have the name of another table
        names = [" or ".join(each.value for each in column) for column in breakdown.columns]
        for row in breakdown.rows:
            yield table, row.name, counted, row.number
            for name, number in zip(names, row.numbers, strict=True):
                yield table, row.name, name, number
            yield from _cost_figures(table, row.name, row.cost)
    if published.might_qualify is not None:
        labels = {each.fact: each.label for each in published.might_qualify.facts}
        for together in published.might_qualify.together:
            yield "missing", missing_name(together, labels), counted, together.number
        yield "missing", "others", counted, published.might_qualify.others


def _cost_figures(
    table: str, group: str, cost: Cost | None
) -> Iterator[tuple[str, str, str, ShownNumber | ShownAmount]]:
    if cost is not None:
        for name in Cost.model_fields:
            yield table, group, name, getattr(cost, name)


def _paragraph(text: str) -> str:
    return textwrap.fill(one_line(text), _WIDTH)


def _table(table: ReportTable) -> str:
    """Columns under each other, figures to the right; words of more than a line are broken."""
    if not table.has_figures:
        return _blocks(table)
    rows = [[one_line(cell) for cell in row] for row in table.rows]
    headings = [textwrap.wrap(one_line(each), _WIDEST) for each in table.headings]
    first = max([len(row[0]) for row in rows] + [len(line) for line in headings[0]], default=0)
    widths = [first] + [
        max([len(row[place]) for row in rows] + [len(line) for line in headings[place]], default=0)
        for place in range(1, len(headings))
    ]
    height = max(map(len, headings))
    head = [[""] * (height - len(each)) + each for each in headings]
    lines = [_line([each[number] for each in head], widths) for number in range(height)]
    lines.append("-" * len(_line(["x"] * len(widths), widths)))
    return "\n".join([_paragraph(table.caption), "", *lines, *(_line(row, widths) for row in rows)])


def _line(cells: list[str], widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()


def _blocks(table: ReportTable) -> str:
    """A row for each name, and below it what stands in each column."""
    lines = [_paragraph(table.caption), ""]
    for name, *cells in table.rows:
        lines.append(one_line(name))
        for heading, cell in zip(table.headings[1:], cells, strict=True):
            start = f"  {heading + ':':<8}"
            lines.append(textwrap.fill(f"{start}{one_line(cell)}", _WIDTH, subsequent_indent=" " * len(start)))
    return "\n".join(lines)
