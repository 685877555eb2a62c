"""Make the page and the picture of the register from the package data.

    python scripts/draw_register.py    writes docs/reference/register-of-councils.md and docs/images/reorganisations.svg

A test holds both files against what this makes.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from localgov_components.core.files import replace_file
from localgov_components.councils import Change, Council, CouncilKind, Nation, Register

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "register-of-councils.md"
PICTURE = ROOT / "docs" / "images" / "reorganisations.svg"

ALTERNATIVE = "Timeline of reorganisations from 2009 to 2027; the table below says the same in words."
NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
KINDS = {
    CouncilKind.COUNTY: "county",
    CouncilKind.DISTRICT: "district",
    CouncilKind.UNITARY: "unitary",
    CouncilKind.METROPOLITAN_DISTRICT: "metropolitan district",
    CouncilKind.LONDON_BOROUGH: "London borough",
    CouncilKind.CITY_CORPORATION: "City corporation",
    CouncilKind.NI_DISTRICT: "district",
    CouncilKind.COMBINED_AUTHORITY: "combined authority",
    CouncilKind.STRATEGIC: "strategic authority",
}

WIDTH = 800
LEFT, RIGHT = 118, WIDTH - 24  # where the events of the timeline stand, and the margin
DOT, STEP, PER_LINE = 4.5, 12.5, 13  # of the marks for councils that ended
PILL_HEIGHT, PILL_GAP, LETTER = 24, 8, 7.6  # of the names of those that answer; a letter's width at their size
PILLS_FROM = LEFT + STEP * PER_LINE + 64
TOP, EVENT_GAP, YEAR_GAP, TITLE_HEIGHT = 112, 22, 10, 22

INK, SOFT, PAPER = "#1f2933", "#52606d", "#ffffff"
FONTS = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
ENDED, NEW, GOES_ON, LINE = "#b4530a", "#0b5c8a", "#e3f0f8", "#c3ccd5"


class Event(NamedTuple):
    """A reorganisation and the places of its parts."""

    change: Change
    top: float
    dots: list[tuple[float, float]]
    pills: list[tuple[float, float, float, str, bool]]
    bottom: float


def main() -> int:
    """Write the page and the picture."""
    register = Register.load()
    replace_file(PAGE, page(register).encode())
    replace_file(PICTURE, picture(register).encode())
    print(f"Written: {PAGE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")
    return 0


def page(register: Register) -> str:
    """The reference page: the picture, the reorganisations as a table, and every body in being."""
    day = register.compiled
    ended = [council for council in register if council.end and council.end < day]
    future = [council for council in register if council.start and council.start > day]
    return "\n".join(
        [
            "# Register of councils",
            "",
            "<!-- Made by scripts/draw_register.py from the package data; a test holds it against that. -->",
            "",
            f"What [`Register`](councils.md) holds on {in_words(day)}, the day it was compiled. Dates are those of",
            "the legal body: where none is given it is unknown, or before these records. Sources, licences and known",
            "gaps are at the [end of the page](#sources).",
            "",
            "## Reorganisations",
            "",
            f"![{ALTERNATIVE}](../images/reorganisations.svg)",
            "",
            *table(
                ["From", "Reorganisation", "Ended the day before", "Answer since"],
                (change_row(register, change) for change in register.changes),
            ),
            "",
            "*Italics*: the body was there before, and went on.",
            "",
            *(line for nation in Nation for line in nation_section(register, nation)),
            *section("Decided, and not yet in being", future),
            *section("Ended", ended),
            *sources_section(register),
        ]
    )


def nation_section(register: Register, nation: Nation) -> list[str]:
    """The bodies of one nation on the day of compilation."""
    view = register.on(register.compiled).nation(nation)
    principal = section(f"{NATIONS[nation]}: {len(view.principal)} councils", list(view.principal))
    others = [council for council in view if not council.is_principal]
    return principal + (section(f"{NATIONS[nation]}: combined authorities and the GLA", others) if others else [])


def section(heading: str, councils: Sequence[Council]) -> list[str]:
    """A heading and a table of councils."""
    return [
        f"## {heading}",
        "",
        *table(["Name", "Kind", "Code", "Custodian", "Since", "Until"], map(row, councils)),
        "",
    ]


def row(council: Council) -> list[str]:
    """A council: its names, kind, last code, custodian code and life."""
    name = f"{council.name} / {council.name_cy}" if council.name_cy else council.name
    codes = ", ".join(code.text for code in council.codes[-1:])
    return [name, KINDS[council.kind], codes, council.custodian, written(council.start), written(council.end)]


def change_row(register: Register, change: Change) -> list[str]:
    """A reorganisation: its day, its name, and the bodies before and after."""
    before = [register.get(slug).name for slug in change.predecessors]
    after = [
        f"*{register.get(slug).name}*" if slug in change.continuing else register.get(slug).name
        for slug in change.successors
    ]
    return [change.day.isoformat(), change.name, "; ".join(before), "; ".join(after)]


def sources_section(register: Register) -> list[str]:
    """The sources with their licences, the attribution, and what is not known."""
    rows = ([source.name, source.files, source.version, source.licence] for source in register.sources)
    return [
        "## Sources",
        "",
        *table(["Source", "Files", "Version", "Licence"], rows),
        "",
        *(f"- {line}" for line in register.attribution),
        "",
        "## Known gaps",
        "",
        "- Reorganisations after Surrey are not included.",
        "- The Code History Database used ends in July 2024. Later changes that are included are the codes of Barnsley",
        "  and Sheffield from 2025, and Surrey.",
        "- The days on which E47000016 and E47000017 began are unknown.",
        "- Council names before 2009 and the days of most renamings are not recorded.",
        "- The start of the East Midlands authority is given as 27 or 28 February 2024 by different sources.",
        "",
    ]


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"


def picture(register: Register) -> str:
    """The timeline: for each reorganisation a mark for every council that ended, and the names of those that answer."""
    placed = list(place(register))
    height = placed[-1][1][-1].bottom + 66
    parts = [part for year, events in placed for part in draw_year(year, events)]
    return "\n".join([*head(register, height), *key(), *parts, *foot(register, height), "</svg>", ""])


def place(register: Register) -> Iterator[tuple[int, list[Event]]]:
    """Lay the reorganisations out from top to bottom, year by year."""
    top: float = TOP
    for year, changes in groupby(register.changes, key=lambda change: change.day.year):
        events = []
        for change in changes:
            event = place_event(register, change, top)
            events.append(event)
            top = event.bottom + EVENT_GAP
        top += YEAR_GAP
        yield year, events


def place_event(register: Register, change: Change, top: float) -> Event:
    """Lay one reorganisation out: marks at the left, names at the right, in as many lines as they need."""
    under = top + TITLE_HEIGHT
    dots = [
        (LEFT + DOT + number % PER_LINE * STEP, under + PILL_HEIGHT / 2 + number // PER_LINE * STEP)
        for number in range(len(change.predecessors))
    ]
    pills: list[tuple[float, float, float, str, bool]] = []
    x, y = float(PILLS_FROM), under
    for slug in change.successors:
        name = short(register.get(slug))
        width = len(name) * LETTER + 22
        if x + width > RIGHT and x > PILLS_FROM:
            x, y = float(PILLS_FROM), y + PILL_HEIGHT + PILL_GAP
        pills.append((x, y, width, name, slug in change.continuing))
        x += width + PILL_GAP
    return Event(change, top, dots, pills, max(y + PILL_HEIGHT, dots[-1][1] + DOT))


def head(register: Register, height: float) -> Iterator[str]:
    """Title, description, heading and ground."""
    first, last = register.changes[0].day.year, register.changes[-1].day.year
    said = " ".join(f"{in_words(change.day)}: {described(register, change)}" for change in register.changes)
    named = f'role="img" aria-labelledby="title desc" font-family="{FONTS}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" {named}>'
    yield f'<title id="title">Reorganisations of councils, {first} to {last}</title>'
    yield f'<desc id="desc">{escape(said)}</desc>'
    yield f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>'
    yield text(24, 42, f"Reorganisations of councils, {first} to {last}", size=22, weight=600)


def key() -> Iterator[str]:
    """What the marks mean."""
    yield f'<circle cx="{24 + DOT}" cy="71" r="{DOT}" fill="{ENDED}"/>'
    yield text(40, 76, "a council that ended", colour=SOFT)
    yield pill(196, 59, 46, "name", goes_on=False)
    yield text(250, 76, "a new council", colour=SOFT)
    yield pill(356, 59, 46, "name", goes_on=True)
    yield text(410, 76, "a council that was there before and took over", colour=SOFT)
    yield f'<path d="M24 94 H{RIGHT}" stroke="{LINE}"/>'


def draw_year(year: int, events: Sequence[Event]) -> Iterator[str]:
    """A year, the line beside its events, and the events."""
    top, bottom = events[0].top, events[-1].bottom
    yield f'<path d="M{LEFT - 22} {top + 2} V{bottom:.0f}" stroke="{LINE}" stroke-width="2"/>'
    yield text(24, top + 15, str(year), size=20, weight=600)
    days = sorted({event.change.day for event in events})
    yield text(24, top + 34, f"{days[0].day} {days[0]:%B}", colour=SOFT)
    for event in events:
        yield from draw_event(event)


def draw_event(event: Event) -> Iterator[str]:
    """A reorganisation: its name, its marks, an arrow, and the names of those that answer since."""
    yield f'<circle cx="{LEFT - 22}" cy="{event.top + 10}" r="4" fill="{PAPER}" stroke="{SOFT}" stroke-width="2"/>'
    yield text(LEFT, event.top + 15, event.change.name, weight=600, size=15)
    for x, y in event.dots:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{ENDED}"/>'
    number, y = str(len(event.dots)), event.dots[0][1]
    start = LEFT + min(len(event.dots), PER_LINE) * STEP + 4
    yield text(start, y + 4.5, number, colour=SOFT)
    shaft = f"M{start + 9 * len(number) + 5} {y} H{PILLS_FROM - 10}"
    yield f'<path d="{shaft} m-6 -4.5 l6 4.5 l-6 4.5" stroke="{SOFT}" stroke-width="1.4" fill="none"/>'
    for x, top, width, name, goes_on in event.pills:
        yield pill(x, top, width, name, goes_on=goes_on)


def foot(register: Register, height: float) -> Iterator[str]:
    """How many principal councils England had, and where it was read."""
    first, last = register.changes[0].day, register.changes[-1].day
    numbers = [len(register.on(day).nation(Nation.ENGLAND).principal) for day in (date(first.year, 3, 31), last)]
    yield f'<path d="M24 {height - 48:.0f} H{RIGHT}" stroke="{LINE}"/>'
    line = (
        f"Principal councils in England: {numbers[0]} before the first of these changes, {numbers[1]} after the last."
    )
    yield text(24, height - 26, line, colour=SOFT)


def pill(x: float, y: float, width: float, name: str, *, goes_on: bool) -> str:
    """The name of a council that answers, filled when it is new."""
    ground, ink = (GOES_ON, NEW) if goes_on else (NEW, PAPER)
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{PILL_HEIGHT}" rx="12" fill="{ground}"'
    return (
        f'{box} stroke="{NEW}" stroke-width="1.2"/>'
        f"{text(x + width / 2, y + 16.5, name, colour=ink, size=13, anchor='middle')}"
    )


def text(
    x: float, y: float, words: str, *, size: int = 13, weight: int = 400, colour: str = INK, anchor: str = "start"
) -> str:
    """Words in the picture."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def short(council: Council) -> str:
    """A name without what it shares with most others, for the picture."""
    name = council.name
    for ending in (" Council", " Borough", " City", " District", " County", " Mayoral Combined Authority"):
        name = name.removesuffix(ending)
    return name


def described(register: Register, change: Change) -> str:
    """A reorganisation in a sentence."""
    after = ", ".join(short(register.get(slug)) for slug in change.successors)
    return f"{change.name}; {len(change.predecessors)} bodies ended, and since then {after}."


def in_words(day: date) -> str:
    """A day as it is read."""
    return f"{day.day} {day:%B %Y}"


def written(day: date | None) -> str:
    """A day as a table has it, or nothing."""
    return day.isoformat() if day else ""


if __name__ == "__main__":
    sys.exit(main())
