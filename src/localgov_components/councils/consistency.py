"""Whether the tables of a register agree with each other.

A body named anywhere has a row; successors lead somewhere and never round in circles; no council has two
codes on a day and no code two councils; names and kinds follow each other without a gap; a
reorganisation begins the day after its predecessors end; a service id belongs to one family.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from localgov_components.core.errors import Fault
from localgov_components.councils.council import AreaCode, Council, CouncilKind, Style
from localgov_components.councils.tables import CHANGES, CODES, COUNCILS, COUNTIES, DUTIES, STYLES, Row

__all__ = ["check_contents"]

_Rows: TypeAlias = Mapping[str, Sequence[Row]]
_BySlug: TypeAlias = Mapping[str, Council]

_NAMES_COUNCILS = (
    (COUNCILS.name, ("successors",)),
    (CODES.name, ("slug",)),
    (STYLES.name, ("slug",)),
    (COUNTIES.name, ("district", "county")),
    (CHANGES.name, ("predecessors", "successors", "continuing")),
)
_DAY = timedelta(days=1)


def check_contents(rows: _Rows, councils: Sequence[Council], faults: list[Fault]) -> None:
    """Note every place where the tables contradict each other."""
    by_slug = {council.slug: council for council in councils}
    before = len(faults)
    _check_slugs(rows, by_slug)
    if len(faults) > before:  # what follows looks councils up
        return
    _check_lives(rows[COUNCILS.name], by_slug)
    _check_circles(rows[COUNCILS.name], by_slug)
    _check_codes(rows[CODES.name], by_slug)
    _check_styles(rows[STYLES.name], by_slug)
    _check_counties(rows[COUNTIES.name], by_slug)
    _check_changes(rows[CHANGES.name], by_slug)
    _check_duties(rows[DUTIES.name])


def _check_slugs(rows: _Rows, by_slug: _BySlug) -> None:
    for name, columns in _NAMES_COUNCILS:
        for row in rows[name]:
            for column in columns:
                for slug in filter(None, row[column].split(";")):
                    if slug not in by_slug:
                        row.fault(f"no council has the slug '{slug}'", column)


def _check_lives(rows: Sequence[Row], by_slug: _BySlug) -> None:
    for row in rows:
        council = by_slug[row["slug"]]
        if council.successors and not council.end:
            row.fault("successors of a body that does not end", "successors")


def _check_circles(rows: Sequence[Row], by_slug: _BySlug) -> None:
    """Note the last row of each circle of successors, by walking every path once."""
    done: set[str] = set()
    for row in rows:
        if not row["successors"]:
            continue
        path: list[str] = []
        waiting: list[Iterator[str]] = [iter((row["slug"],))]
        while waiting:
            slug = next(waiting[-1], None)
            if slug is None:
                waiting.pop()
                done.update(path[-1:])
                del path[-1:]
            elif slug in path:
                row.fault(f"successors go round in a circle at '{slug}'", "successors")
            elif slug not in done:
                path.append(slug)
                waiting.append(iter(by_slug[slug].successors))


def _check_codes(rows: Sequence[Row], by_slug: _BySlug) -> None:
    holders: dict[str, list[tuple[Council, AreaCode]]] = {}
    for row, council, code in _versions(rows, by_slug):
        if any(_overlap(code, other) for other in council.codes if other is not code):
            row.fault("another code of this council holds on one of these days", "start")
        if any(_overlap(code, other) for holder, other in holders.get(code.text, ()) if holder is not council):
            row.fault("another council has this code on one of these days", "gss_code")
        if council.is_principal and council.end and (code.end is None or code.end > council.end):
            row.fault("this code outlives its council", "end")
        if council.is_principal and council.start and code.start and code.start < council.start:
            row.fault("this code is older than its council", "start")
        holders.setdefault(code.text, []).append((council, code))


def _versions(rows: Sequence[Row], by_slug: _BySlug) -> Iterator[tuple[Row, Council, AreaCode]]:
    """Each row with its council and its code, which stand in the same order."""
    number: dict[str, int] = {}
    for row in rows:
        council = by_slug[row["slug"]]
        place = number[council.slug] = number.get(council.slug, -1) + 1
        yield row, council, council.codes[place]


def _check_styles(rows: Sequence[Row], by_slug: _BySlug) -> None:
    last_rows = {row["slug"]: row for row in rows}
    for slug, row in last_rows.items():
        council = by_slug[slug]
        first, last = council.styles[0], council.styles[-1]
        if (last.name, last.kind, last.end) != (council.name, council.kind, council.end):
            row.fault(f"the last row is not what {COUNCILS.name} says of the body", "name")
        if first.start != council.start:
            row.fault("the first row does not begin with the body", "start")
        if not all(_follows(*two) for two in pairwise(council.styles)):
            row.fault("a row of this body does not begin the day after the one before ends", "start")


def _check_counties(rows: Sequence[Row], by_slug: _BySlug) -> None:
    for row in rows:
        for column, kind in (("district", CouncilKind.DISTRICT), ("county", CouncilKind.COUNTY)):
            if all(style.kind is not kind for style in by_slug[row[column]].styles):
                row.fault(f"this body was never a {kind}", column)


def _check_changes(rows: Sequence[Row], by_slug: _BySlug) -> None:
    for row in rows:
        day = date.fromisoformat(row["date"])
        successors, continuing = set(row["successors"].split(";")), set(filter(None, row["continuing"].split(";")))
        if not continuing <= successors:
            row.fault("a body that goes on is not among the successors", "continuing")
        for slug in filter(None, row["predecessors"].split(";")):
            if by_slug[slug].end != day - _DAY:
                row.fault(f"'{slug}' does not end the day before", "predecessors")
        for slug in successors - continuing - {""}:
            if by_slug[slug].start != day:
                row.fault(f"'{slug}' does not begin on the day, and is not among those that go on", "successors")


def _check_duties(rows: Sequence[Row]) -> None:
    family_of: dict[str, str] = {}
    for row in rows:
        for number in filter(None, row["lgsl_ids"].split(";")):
            if family_of.setdefault(number, row["service_family"]) != row["service_family"]:
                row.fault(f"{number} is an id of {family_of[number]} too", "lgsl_ids")


def _overlap(one: AreaCode, other: AreaCode) -> bool:
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (one.end or date.max)


def _follows(before: Style, after: Style) -> bool:
    return before.end is not None and after.start == before.end + _DAY
