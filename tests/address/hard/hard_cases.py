"""Awkward addresses of real places with what is expected of each, and look-alikes that are made where the test runs.

The addresses are licensed: they are read where they lie, and `expected.csv` beside this file knows them by number.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

EXPECTED = Path(__file__).with_name("expected.csv")
OUTCOMES = {"matched", "parent-only", "ambiguous", "label-doubted"}

_POSTCODE = re.compile(r"\s[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$")
_NUMBER = re.compile(r"(?:(?<=^[A-Z])|(?<![A-Z0-9]))[0-9]+")
"""Not the number of a road, as in B6413; the figures of a flat A15 that a line begins with."""

_RANGE = re.compile(r"(?<!FLAT )(?<![0-9])(?=([0-9]+)[- ]([0-9]+)\b)")
_LETTER = re.compile(r"\b(?:FLAT |[0-9]+ ?)([A-H])\b")
_STREET_END = re.compile(r"^(.*\b(?:ROAD|STREET|AVENUE|GROVE|LANE|CLOSE|PLACE|MEWS|SQUARE|DRIVE|WAY|TERRACE)) .*")
_HOUSE_END = re.compile(r"^(?:\S+ ){0,3}?(?:HOUSE|COTTAGE|FARM|GRANGE|COURT|HALL|LODGE) |^\S+ ")
_FIRST_UPRN = 998_000_000_001
_STEPS = (1, 2, 4)
_ELSEWHERE = "BRACKWATER DT98 1AE"
_OTHER_HOUSES = ("SALTMARSH COTTAGE", "DOVECOTE HOUSE")


@dataclass(frozen=True, slots=True)
class HardCase:
    """A text, the property that its label says, and what is expected."""

    id: str
    text: str
    uprn: str
    line: str
    expected: str


def read_expected() -> dict[str, str]:
    """What is expected, by the number of the case."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["expected"] for row in csv.DictReader(file)}


def read_cases(suites: Path) -> list[HardCase]:
    """All cases of the visible set."""
    expected = read_expected()
    with (suites / "address" / "ons_hard_visible.csv").open(encoding="utf-8", newline="") as file:
        return [
            HardCase(row["id"], row["address"], row["UPRN"], row["MATCHED_ABP_E32_ADDRESS"], expected[row["id"]])
            for row in csv.DictReader(file)
        ]


def write_gazetteer(path: Path, cases: list[HardCase], *, with_truth: bool) -> None:
    """Write the look-alikes of every case as a plain file, with or without the properties that are meant."""
    truths = {case.line for case in cases}
    lines = sorted({line for case in cases for line in look_alikes(case)} - truths)
    numbers = count(_FIRST_UPRN)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("uprn", "address"))
        writer.writerows((next(numbers), line) for line in lines)
        if with_truth:
            writer.writerows((case.uprn, case.line) for case in cases)


def look_alikes(case: HardCase) -> Iterator[str]:
    """Neighbours that the text does not mean: numbers, flats, suffixes and houses beside it, and the same elsewhere."""
    body = _POSTCODE.sub("", case.line)
    postcode = case.line[len(body) :]
    if street := _STREET_END.match(body):
        yield f"{street[1]} {_ELSEWHERE}"
    alike = [*_other_letters(case.text, body), *_other_numbers(case.text, body)]
    others = alike or [f"{house} {_HOUSE_END.sub('', body)}" for house in _OTHER_HOUSES]
    yield from (f"{other}{postcode}" for other in others)


def _other_letters(text: str, body: str) -> Iterator[str]:
    typed = {found[1] for found in _LETTER.finditer(text)}
    for found in _LETTER.finditer(body):
        start = 0 if found[1] in typed else found.start()  # what the text does not say would not tell them apart
        for letter in sorted(set("ABCD") - {found[1]}):
            yield f"{body[start : found.start(1)]}{letter}{body[found.end(1) :]}"


def _other_numbers(text: str, body: str) -> Iterator[str]:
    """The line with each number, or range, moved to where the text does not say it is."""
    said = set(_numbers(_POSTCODE.sub("", text)))
    typed = set(said)
    done: set[int] = set()
    for found in _NUMBER.finditer(body):
        group = _group(body, found)
        if found.start() in done:
            continue
        done |= {each.start() for each in group}
        values = {int(each[0]) for each in group}
        held = set(range(min(values), max(values) + 1))
        start = 0 if held & typed else found.start()
        typed -= values  # said of this part, and so not of a later one
        span = max(values) - min(values)
        for step in (sign * (span + each) for each in _STEPS for sign in (-1, 1)):
            if min(values) + step > 0 and not {each + step for each in held} & said:
                yield _moved(body, group, step)[start:]


def _group(body: str, found: re.Match[str]) -> list[re.Match[str]]:
    """The number, the other end of its range, and where the line says either again."""
    values = {found[0]}
    for between in _RANGE.finditer(body):
        if found[0] in between.groups() and int(between[1]) < int(between[2]):
            values |= set(between.groups())
    return [each for each in _NUMBER.finditer(body) if each[0] in values]


def _moved(body: str, group: list[re.Match[str]], step: int) -> str:
    for each in reversed(group):
        body = f"{body[: each.start()]}{int(each[0]) + step}{body[each.end() :]}"
    return body


def _numbers(text: str) -> Iterator[int]:
    """Every number that a text says, those within its ranges too."""
    yield from (int(found[0]) for found in _NUMBER.finditer(text))
    for first, last in re.findall(r"\b([0-9]+)-([0-9]+)\b", text):
        yield from range(int(first), int(last) + 1)


def split_postcode(text: str) -> tuple[str, str]:
    """The text without its postcode, and the postcode."""
    body = _POSTCODE.sub("", text)
    return body, text[len(body) :].strip()
