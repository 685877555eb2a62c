"""A labelling report for a terminal, and as JSON for a program."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from localgov_components.address.labelling.rate import Rate
from localgov_components.address.labelling.report import GroupResults, LabellingReport
from localgov_components.core.lettering import one_line
from localgov_components.core.plurals import counted

__all__ = ["FORMAT", "as_json", "as_text", "headline", "table_of"]

FORMAT = "localgov-labelling/1"
_HEADINGS = ("", "texts", "right", "declined", "missed", "wrong", "overreached", "precision", "recall")
_MOST_SHOWN = 20


def as_text(report: LabellingReport) -> str:
    """Sentences, the groups, how texts failed, and what was typed where the report has it."""
    parts = ["\n".join(headline(report)), "\n".join(_table(table_of(report)))]
    if report.failures:
        parts.append(
            "\n".join(_table([("How texts failed", ""), *((k.value, f"{n:,}") for k, n in report.kinds.items())]))
        )
    shown = [f"  {each.kind}: {one_line(each.text)}" for each in report.failures if each.text is not None]
    if shown:
        left = [f"  and {len(shown) - _MOST_SHOWN:,} more"] if len(shown) > _MOST_SHOWN else []
        parts.append("\n".join(["What was typed", *shown[:_MOST_SHOWN], *left]))
    return "\n\n".join(parts)


def headline(report: LabellingReport) -> Iterator[str]:
    """What the report comes to, a sentence each."""
    total = report.total
    have = "has" if report.recall.of == 1 else "have"
    yield f"{counted(total.texts, 'text')}, of which {report.recall.of:,} {have} one right property."
    yield f"Matched rightly: {_counted(report.recall)} of those that have one."
    yield f"Matched wrongly: {_counted(report.wrong)} of all{_reach(report.wrong)}."
    yield f"Matched with none: {_counted(report.abstention)} of all."
    if report.calibration_error is not None:
        yield f"Scores differ from what was right by {100 * report.calibration_error:.2f} percentage points on average."


def as_json(report: LabellingReport) -> str:
    """Counts, from which every rate follows; failures by place and kind, and their text where the report has it."""
    document = {
        "format": FORMAT,
        "groups": [asdict(group) for group in report.groups],
        "failures": [
            {name: value for name, value in asdict(failure).items() if value is not None} for failure in report.failures
        ],
        "bands": [asdict(band) for band in report.bands],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def table_of(report: LabellingReport) -> Sequence[Sequence[str]]:
    """Headings, a row for each group, and one for all of them where there is more than one."""
    together = [_row(report.total)] if len(report.groups) != 1 else []
    return [_HEADINGS, *map(_row, report.groups), *together]


def _row(group: GroupResults) -> Sequence[str]:
    counts = (group.texts, group.right, group.declined, group.missed, group.wrong, group.overreached)
    return (one_line(group.name) or "all", *(f"{count:,}" for count in counts), str(group.precision), str(group.recall))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def _counted(rate: Rate) -> str:
    return f"{rate.count:,} ({rate})"


def _reach(rate: Rate) -> str:
    """Between which rates the true one lies."""
    if rate.interval is None:
        return ""
    least, most = (100 * each for each in rate.interval)
    return f", and of texts like these between {least:.2f} % and {most:.2f} % at 95 % confidence"
