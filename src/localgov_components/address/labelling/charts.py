"""Pictures of a labelling report as SVG: what came of each group, and whether scores keep what they promise.

A picture needs nothing else, runs nothing, and tells nothing by colour alone: what is right is solid, what was declined
is dotted, what was missed is hatched and what is wrong is black. The description tells every number, for those who
listen.
"""

from collections.abc import Iterator, Sequence
from math import log

from localgov_components.address.labelling.rate import percent
from localgov_components.address.labelling.report import GroupResults, LabellingReport, ScoreBand
from localgov_components.core.lettering import one_line, width_of, wrapped
from localgov_components.core.svg import INK, PAPER, SOFT, framed, lettered, unique_mark

__all__ = ["calibration_chart", "results_chart"]

_WIDTH, _MARGIN, _LABEL, _NUMBER = 760, 16, 200, 130
_TITLE, _SIZE, _SMALL = 17, 13, 12
_BAR, _ROW = 16, 26
_LEAST = 1.5
"""Width of a part of any number but nought, so that it is seen."""

_PARTS = (
    ("right", "right", "#0f5a9c"),
    ("declined", "rightly declined", "#5d8a3a"),
    ("missed", "missed", "#b36b00"),
    ("wrong", "wrong", INK),
)
_PLOT, _LEFT, _LINE = 420, 90, "#d4d7d9"
_TICKS = (0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999)
_NEAREST, _FURTHEST = 0.05, 0.9995
"""The ends of the axes; what lies beyond is drawn there."""


def results_chart(report: LabellingReport) -> str:
    """A bar for each group, of the shares that were right, rightly declined, missed and wrong."""
    groups = [*report.groups, *([report.total] if len(report.groups) != 1 else [])]
    rows = [line for place, group in enumerate(groups) for line in _bar(group, _MARGIN + 70 + place * _ROW)]
    said = " ".join(f"{group.name or 'all'}: {_said(group)}." for group in groups)
    height = _MARGIN * 2 + 70 + len(groups) * _ROW
    return _picture("What came of each group of texts", said, height, [*_key(), *rows])


def calibration_chart(report: LabellingReport) -> str:
    """The share that was right against the score, with 95 per cent intervals; on the line, scores are true."""
    bands = [band for band in report.bands if band.named]
    said = " ".join(
        f"Scores from {band.least:g} to {band.most:g}: {band.named:,} named, {percent(band.promised)} promised, "
        f"{percent(band.kept.share)} right."
        for band in bands
    )
    drawn = [
        f'<g transform="translate({_LEFT} 70)">',
        *_axes(),
        *(line for band in bands for line in _point(band)),
        "</g>",
    ]
    return _picture("Scores, and the share that was right", said, _PLOT + 70 + 60, drawn)


def _bar(group: GroupResults, y: float) -> Iterator[str]:
    name = wrapped(group.name or "all", _LABEL - 8, size=_SIZE)[0]
    yield lettered(_MARGIN, y + _SIZE, name, size=_SIZE, weight=700 if group.name == "all" else 400)
    x, room = float(_MARGIN + _LABEL), _WIDTH - 2 * _MARGIN - _LABEL - _NUMBER
    for part, _, _ in _PARTS:
        count = _count(group, part)
        if count:
            width = max(_LEAST, count / group.texts * room)
            yield _box(part, x, y, width)
            x += width
    at = _MARGIN + _LABEL + room + 8
    yield lettered(at, y + _SIZE, f"{_count(group, 'wrong'):,} wrong of {group.texts:,}", size=_SMALL, colour=SOFT)


def _count(group: GroupResults, part: str) -> int:
    return {
        "right": group.right,
        "declined": group.declined,
        "missed": group.missed,
        "wrong": group.wrong + group.overreached,
    }[part]


def _said(group: GroupResults) -> str:
    return ", ".join(f"{_count(group, part):,} {words}" for part, words, _ in _PARTS)


def _key() -> Iterator[str]:
    x = float(_MARGIN + _LABEL)
    for part, words, _ in _PARTS:
        yield _box(part, x, _MARGIN + 36, 22)
        yield lettered(x + 28, _MARGIN + 36 + _SIZE, words, size=_SIZE)
        x += 28 + width_of(words, size=_SIZE) * 1.1 + 20


def _box(part: str, x: float, y: float, width: float) -> str:
    colour = {name: each for name, _, each in _PARTS}[part]
    fill = f"url(#{part})" if part in {"declined", "missed"} else colour
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}" fill="{fill}" stroke="{colour}" '
        f'stroke-width="0.8"/>'
    )


def _axes() -> Iterator[str]:
    for tick in _TICKS:
        at = _across(tick)
        yield f'<path d="M{at:.1f} 0 V{_PLOT} M0 {_PLOT - at:.1f} H{_PLOT}" stroke="{_LINE}"/>'
        label = f"{100 * tick:g} %"
        yield lettered(-10, _PLOT - at + 4, label, size=_SMALL, anchor="end")
        yield lettered(at, _PLOT + 18, f"{100 * tick:g}", size=_SMALL, anchor="middle")
    yield f'<path d="M0 {_PLOT} L{_PLOT} 0" stroke="{SOFT}" stroke-dasharray="5 4"/>'
    yield f'<path d="M0 0 V{_PLOT} H{_PLOT}" stroke="{INK}" fill="none"/>'
    yield lettered(_PLOT / 2, _PLOT + 40, "Score, per cent, on a scale of odds", size=_SIZE, anchor="middle")
    yield lettered(0, -12, "Right", size=_SIZE)


def _point(band: ScoreBand) -> Iterator[str]:
    promised, kept, interval = band.promised, band.kept.share, band.kept.interval
    if promised is None or kept is None or interval is None:
        return
    x, y = _across(promised), _PLOT - _across(kept)
    least, most = (_PLOT - _across(each) for each in interval)
    yield f'<path d="M{x:.1f} {least:.1f} V{most:.1f}" stroke="{INK}" stroke-width="1.5"/>'
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{INK}"/>'
    yield lettered(x + 9, y + 16, f"{band.named:,}", size=_SMALL, colour=SOFT)


def _across(share: float) -> float:
    """Where a share lies along an axis of its odds, which spreads out what is near all and near none."""
    held = min(max(share, _NEAREST), _FURTHEST)
    first, at, last = (log(each / (1 - each)) for each in (_NEAREST, held, _FURTHEST))
    return (at - first) / (last - first) * _PLOT


def _picture(title: str, said: str, height: float, drawn: Sequence[str]) -> str:
    said = one_line(said)
    heading = lettered(_MARGIN, _MARGIN + _TITLE, title, size=_TITLE, weight=700)
    lines = framed(title, said, (_WIDTH, height), ["<defs>", *_patterns(), "</defs>", heading, *drawn])
    unique = unique_mark(title, said)
    return "\n".join(
        line.replace("url(#", f"url(#{unique}-").replace('pattern id="', f'pattern id="{unique}-')
        for line in (*lines, "")
    )


def _patterns() -> Iterator[str]:
    colours = {name: colour for name, _, colour in _PARTS}
    yield (
        f'<pattern id="declined" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" '
        f'fill="{PAPER}"/><circle cx="2.5" cy="2.5" r="1.2" fill="{colours["declined"]}"/></pattern>'
    )
    yield (
        f'<pattern id="missed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{PAPER}"/>'
        f'<rect width="2.6" height="6" fill="{colours["missed"]}"/></pattern>'
    )
