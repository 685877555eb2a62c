"""Sets of addresses with their labels, as files that ours and the peer read.

They are made up, fictional London, and awkward real ones.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.address.hard.hard_cases import HardCase, read_cases, split_postcode, write_gazetteer

from benchmarks.addresses.__main__ import write_files
from benchmarks.addresses.manner import MANNERS

__all__ = ["SUITES", "LabelledSet", "Row", "hard_set", "london_set", "made_up_sets"]

SEED, WORDING = 2027, "held back"
"""Neither is that with which the matcher was made."""

SUITES = Path(__file__).parents[2] / "shared" / "suites"


@dataclass(frozen=True, slots=True)
class Row:
    """One text: whole, and as the peer wants it; the right UPRN where there is one."""

    id: str
    text: str
    address: str
    postcode: str
    uprn: str
    group: str
    parent: str = ""
    """The building, where that is all that can be told."""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A gazetteer as a file for us, the same for the peer, and texts."""

    name: str
    gazetteer: Path
    canonical: Path
    rows: tuple[Row, ...]

    def without_answers(self, name: str, gazetteer: Path, canonical: Path) -> "LabelledSet":
        """The texts that have one right property, over a gazetteer that lacks it."""
        rows = tuple(Row(r.id, r.text, r.address, r.postcode, "", r.group) for r in self.rows if r.uprn)
        return LabelledSet(name, gazetteer, canonical, rows)


def made_up_sets(
    folder: Path, *, size: int, texts: int, seed: int = SEED, wording: str = WORDING
) -> Iterator[LabelledSet]:
    """The generated set in a wording that was held back, and the same with the truth taken out."""
    write_files(folder, size=size, texts=texts, seed=seed, manner=MANNERS[wording])
    for name in ("gazetteer", "without_truth"):
        _write_canonical(folder / f"{name}.peer.csv", _lines_of(folder / f"{name}.csv"))
    rows = tuple(
        Row(each["id"], each["text"], each["address"], each["postcode"], each["uprn"], each["fault"], each["parent"])
        for each in _read(folder / "typed.csv")
    )
    whole = LabelledSet(f"made up, {size:,}", folder / "gazetteer.csv", folder / "gazetteer.peer.csv", rows)
    yield whole
    yield whole.without_answers(
        f"{whole.name}, truth out", folder / "without_truth.csv", folder / "without_truth.peer.csv"
    )


def london_set(folder: Path) -> Iterator[LabelledSet]:
    """Fictional London, whose labels are the peer's own; identifiers become numbers."""
    source = SUITES / "address"
    gazetteer = [
        (_number(each["unique_id"]), each["address_concat"], each["postcode"])
        for each in _read(source / "fictional_london_canonical.csv")
    ]
    rows = tuple(
        Row(
            each["unique_id"],
            f"{each['address_concat']}, {each['postcode']}",
            each["address_concat"],
            each["postcode"],
            _number(each["ukam_label"]),
            "has one" if each["ukam_label"] else "has none",
        )
        for each in _read(source / "fictional_london_messy.csv")
    )
    yield _plain_set("fictional London", folder, gazetteer, rows)
    wanted = {row.uprn for row in rows}
    lacking = [each for each in gazetteer if each[0] not in wanted]
    less = _plain_set("fictional London, truth out", folder, lacking, rows)
    yield less.without_answers(less.name, less.gazetteer, less.canonical)


def hard_set(folder: Path) -> Iterator[LabelledSet]:
    """Awkward real addresses among look-alikes; texts of which no property is expected have no UPRN."""
    cases = read_cases(SUITES)
    rows = tuple(_awkward(case, split_postcode(case.text)) for case in cases if case.expected != "label-doubted")
    for name, with_truth in (("awkward", True), ("awkward, truth out", False)):
        path = folder / f"{name}.csv"
        write_gazetteer(path, cases, with_truth=with_truth)
        gazetteer = [(each["uprn"], *split_postcode(each["address"])) for each in _read(path)]
        made = _plain_set(name, folder, gazetteer, rows)
        yield made if with_truth else made.without_answers(name, made.gazetteer, made.canonical)


def _awkward(case: HardCase, parts: tuple[str, str]) -> Row:
    uprn = case.uprn if case.expected == "matched" else ""
    parent = case.uprn if case.expected == "parent-only" else ""
    return Row(case.id, case.text, *parts, uprn, case.expected, parent)


def _plain_set(
    name: str, folder: Path, gazetteer: Sequence[tuple[str, str, str]], rows: tuple[Row, ...]
) -> LabelledSet:
    ours, peers = folder / f"{name}.csv", folder / f"{name}.peer.csv"
    with ours.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("uprn", "address"))  # the postcode stays in the line: some made-up ones are of no valid form
        writer.writerows((uprn, f"{line}, {postcode}") for uprn, line, postcode in gazetteer)
    _write_canonical(peers, gazetteer)
    return LabelledSet(name, ours, peers, rows)


def _write_canonical(path: Path, lines: Iterable[tuple[str, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("unique_id", "address_concat", "postcode"))
        writer.writerows(lines)


def _lines_of(path: Path) -> Iterator[tuple[str, str, str]]:
    for each in _read(path):
        line, postcode = each["single_line_address"], each["postcode"]
        yield each["uprn"], line.removesuffix(f", {postcode}"), postcode


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(id_: str) -> str:
    """`c_0000012` as a UPRN."""
    return str(998_000_000_000 + int(id_.rpartition("_")[2])) if id_ else ""
