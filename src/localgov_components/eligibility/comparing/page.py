"""A published comparison as one page of HTML, for a committee paper: nothing is fetched, nothing runs.

It reads on a small screen, prints on A4, and says what was compared, by which rules and policy, and how figures are
hidden.
"""

from collections.abc import Iterator
from html import escape

from localgov_components.eligibility.comparing.published import HIDDEN, Breakdown, PublishedComparison
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
from localgov_components.eligibility.comparing.wording import headline, not_told, rule
from localgov_components.eligibility.rendering.lettering import one_line

__all__ = ["as_page"]

_MOST_IN_A_CHART = 60
"""Groups in a picture; more are told in the table alone."""

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #0b0c0c; background: #fff; font: 1rem/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid; }
p, li { max-width: 44rem; }
.summary p { font-size: 1.15rem; margin: 0 0 .75rem; }
.wide { overflow-x: auto; margin: 1rem 0 1.5rem; }
.wide:focus { outline: 3px solid #0b0c0c; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: 0 0 .5rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #b1b4b6; text-align: left; vertical-align: bottom; }
thead th { border-bottom: 2px solid #0b0c0c; }
tbody th { font-weight: 400; }
td.figure, th.figure { text-align: right; padding: .35rem 0 .35rem 1rem; }
td.figure { white-space: nowrap; }
th.figure { max-width: 8rem; }
table.figure tbody th { min-width: 10.5rem; }
td.words { overflow-wrap: anywhere; max-width: 24rem; }
table.words th, td.words { vertical-align: top; }
figure { margin: 1rem 0 1.5rem; }
figure svg { max-width: 100%; height: auto; display: block; }
.warning { border: 3px solid #0b0c0c; padding: .75rem 1rem; font-weight: 700; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { font-size: 13pt; margin: 8mm 0 3mm; break-after: avoid; }
  .summary p { font-size: 11pt; }
  .wide { overflow: visible; }
  table { width: 100%; font-size: 8.5pt; }
  caption { break-after: avoid; font-size: 9.5pt; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  td.figure, th.figure { padding-left: 2mm; }
  figure svg { max-height: 230mm; width: auto; }
}
""".strip()


def as_page(published: PublishedComparison) -> str:
    """The whole page."""
    return "\n".join([*_Page(published).lines(), ""])


class _Page:
    def __init__(self, published: PublishedComparison) -> None:
        self._published = published
        self._charts = published.charts()
        self._tables = 0

    def lines(self) -> Iterator[str]:
        """Everything from the first line of the file to the last."""
        title = _said(self._published.title)
        yield "<!DOCTYPE html>"
        yield '<html lang="en-GB">'
        yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>"
        yield f"<style>\n{_STYLE}\n</style>"
        yield "</head>"
        yield "<body>"
        yield "<main>"
        yield f"<h1>{title}</h1>"
        yield from self._summary()
        yield from self._whole()
        for each in self._published.breakdowns:
            yield from self._breakdown(each)
        yield from self._missing()
        yield from self._method()
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def _summary(self) -> Iterator[str]:
        yield '<div class="summary">'
        yield from (f"<p>{_said(each)}</p>" for each in headline(self._published))
        yield "</div>"
        if not self._published.threshold:
            yield f'<p class="warning">{_said(next(rule(self._published)))}</p>'
        if self._published.policy:
            yield from self._table(policy_table(self._published.policy))

    def _whole(self) -> Iterator[str]:
        yield "<h2>What would change</h2>"
        yield from self._table(changes_table(self._published))
        if self._published.cost is not None:
            yield from self._table(cost_table(self._published, self._published.cost))
            yield from _figure(self._published.moves_chart())
            yield from self._table(moves_table(self._published))

    def _breakdown(self, breakdown: Breakdown) -> Iterator[str]:
        yield f"<h2>By {_said(breakdown.label)}</h2>"
        if len(breakdown.rows) <= _MOST_IN_A_CHART:
            yield from _figure(self._charts[breakdown.column])
        yield from self._table(numbers_table(self._published, breakdown))
        if self._published.cost is not None:
            yield from self._table(money_table(self._published, breakdown))

    def _missing(self) -> Iterator[str]:
        tables = list(missing_tables(self._published))
        if tables:
            yield "<h2>Who might qualify if we knew more</h2>"
            yield (
                f"<p>These {_said(self._published.counted)} are undecided, and could still be eligible after. "
                "Each is in one row of the last table.</p>"
            )
        for table in tables:
            yield from self._table(table)

    def _method(self) -> Iterator[str]:
        yield "<h2>How this was worked out</h2>"
        yield from (f"<p>{_said(each)}</p>" for each in (*not_told(self._published), *rule(self._published)))
        yield (
            "<p>The difference is what the rules say of the same cases. It does not foresee who will apply, move, or "
            "change what they do.</p>"
        )
        yield from self._table(sides_table(self._published))

    def _table(self, table: ReportTable) -> Iterator[str]:
        self._tables += 1
        name = f"table-{self._tables}"
        kind = "figure" if table.has_figures else "words"
        yield f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">'
        yield f'<table class="{kind}">\n<caption id="{name}">{_said(table.caption)}</caption>'
        first, *others = table.headings
        heads = "".join(f'<th scope="col" class="{kind}">{_said(each)}</th>' for each in others)
        yield f'<thead><tr><th scope="col">{_said(first)}</th>{heads}</tr></thead>'
        yield "<tbody>"
        for row_name, *cells in table.rows:
            written = "".join(f'<td class="{kind}">{_said(each)}</td>' for each in cells)
            yield f'<tr><th scope="row">{_said(row_name)}</th>{written}</tr>'
        yield "</tbody>\n</table>"
        yield "</div>"
        if any(HIDDEN in row for row in table.rows):
            yield f"<p>{HIDDEN}: not shown, so that nobody can be recognised.</p>"


def _figure(chart: str | None) -> Iterator[str]:
    if chart is not None:
        yield f"<figure>{chart.strip()}</figure>"


def _said(text: str) -> str:
    return escape(one_line(text))
