"""A labelling report as one page of HTML: nothing is fetched, nothing runs, and it prints on A4."""

from collections.abc import Iterator, Sequence
from html import escape

from localgov_components.address.labelling.plain import headline, table_of
from localgov_components.address.labelling.report import LabellingReport

__all__ = ["as_page"]

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #0b0c0c; background: #fff; font: 1rem/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid; }
p, li { max-width: 44rem; }
.wide { overflow-x: auto; margin: 1rem 0 1.5rem; }
.wide:focus { outline: 3px solid #0b0c0c; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: 0 0 .5rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #b1b4b6; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #0b0c0c; }
tbody th { font-weight: 400; }
td.figure, th.figure { text-align: right; padding-left: 1rem; padding-right: 0; }
figure { margin: 1rem 0 1.5rem; }
figure svg { max-width: 100%; height: auto; display: block; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  table { width: 100%; font-size: 8.5pt; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
}
""".strip()


def as_page(report: LabellingReport, title: str) -> str:
    """The whole page."""
    return "\n".join([*_lines(report, escape(" ".join(title.split()))), ""])


def _lines(report: LabellingReport, title: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield "</head>"
    yield "<body><main>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{escape(each)}</p>" for each in headline(report))
    charts = report.charts()
    yield "<h2>What came of each group</h2>"
    yield f"<figure>{charts['results']}</figure>"
    yield from _table("Texts by group", table_of(report))
    if "calibration" in charts:
        yield "<h2>Whether scores keep what they promise</h2>"
        yield f"<figure>{charts['calibration']}</figure>"
    yield from _failures(report)
    yield "</main></body>"
    yield "</html>"


def _failures(report: LabellingReport) -> Iterator[str]:
    if not report.failures:
        return
    yield "<h2>How texts failed</h2>"
    yield from _table("Failures by kind", [("Kind", "texts"), *((k.value, f"{n:,}") for k, n in report.kinds.items())])
    shown = [
        (each.kind.value, each.group, " ".join(each.text.split())) for each in report.failures if each.text is not None
    ]
    if shown:
        yield from _table("What was typed", [("Kind", "group", "text"), *shown], figures=False)


def _table(caption: str, rows: Sequence[Sequence[str]], *, figures: bool = True) -> Iterator[str]:
    kind = ' class="figure"' if figures else ""
    heading, *others = rows
    name = escape(caption)
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
    first, *columns = heading
    cells = "".join(f'<th scope="col"{kind}>{escape(column)}</th>' for column in columns)
    yield f'<thead><tr><th scope="col">{escape(first or "Group")}</th>{cells}</tr></thead><tbody>'
    for name, *values in others:
        cells = "".join(f"<td{kind}>{escape(value)}</td>" for value in values)
        yield f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    yield "</tbody></table></div>"
