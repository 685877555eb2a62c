"""Matching addresses: how many are found, how many wrongly, and how fast, beside uk_address_matcher at its defaults.

The made-up texts are of a seed, and in a wording, that were held back while the matcher was made: see
`benchmarks.addresses`. Every set is also asked with the properties that are meant taken out of the gazetteer and their
neighbours left in: what is matched then is a wrong neighbour. The peer runs in an environment of its own, which is made
the first time. It offers its best candidate and leaves the strength of a match to its reader, so its rates are told at
its defaults, and again at the least match weight at which it is wrong no more often than ours.

Times are of the processor, of all threads together, so that what else the machine does lengthens nobody's. All texts
at once are also timed on the wall; the peer uses as many threads as there are processors, and ours as many processes.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.address_sets import SUITES, LabelledSet, hard_set, london_set, made_up_sets
from benchmarks.measure import machine
from localgov_components.address import Gazetteer
from localgov_components.address.labelling import AddressLabel, LabellingReport, score
from localgov_components.identifiers import Uprn

__all__: list[str] = []

PEER = "uk_address_matcher==1.5.3"
ROOT = Path(__file__).parents[1]
PEER_VENV = ROOT / ".venv" / "peers" / "uk_address_matcher"
SIZE, TEXTS = 200_000, 26_000
BATCH_SIZE, BATCH_TEXTS = 22_000, 5_000
WEIGHTS = range(-20, 81)


class Answer(NamedTuple):
    """What a matcher says of one text; a peer's answer also has a weight."""

    uprn: str
    weight: float = 0.0


class Rates(NamedTuple):
    """Of texts that have a right property, how many were found; of all, how many were matched wrongly."""

    found: int
    have_one: int
    wrong: int
    texts: int

    def __str__(self) -> str:
        """Shares and counts."""
        found = f"{self.found:6,} of {self.have_one:6,} {_share(self.found, self.have_one):>8}"
        return f"{found}   {self.wrong:6,} of {self.texts:6,} {_share(self.wrong, self.texts):>8}"


def main() -> None:
    """Make the sets, match them both ways, and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=SIZE)
    arguments.add_argument("--texts", type=int, default=TEXTS)
    arguments.add_argument("--wording", choices=["held back", "afterwards", "fresh"], default="held back")
    arguments.add_argument("--no-peer", action="store_true", help="ours alone")
    arguments.add_argument("--report", type=Path, help="a folder for the page and the pictures of the made-up set")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = [
            *made_up_sets(folder / "large", size=given.size, texts=given.texts, wording=given.wording),
            *(set_ for make in (london_set, hard_set) if SUITES.is_dir() for set_ in make(folder)),
            replace(next(made_up_sets(folder / "batch", size=BATCH_SIZE, texts=BATCH_TEXTS)), name="a batch"),
        ]
        peer = {} if given.no_peer else ask_peer(sets, folder)
        show(sets, peer, folder, report=given.report)


def show(sets: Sequence[LabelledSet], peer: Mapping[str, "PeerResult"], folder: Path, *, report: Path | None) -> None:
    """Match each set with ours and print both."""
    print(f"Matching addresses beside {PEER.replace('==', ' ')} ({machine()}, processor time)")
    print(f"  {'':34}  {'found of those that have one':30}   {'wrong of all':24}  {'prepare':>9}  {'a text':>10}")
    for place, set_ in enumerate(sets):
        ours = match_all(set_, folder)
        print(f"  {set_.name}")
        print(f"  {'  localgov-components':34}  {ours.rates}  {ours.prepare:7.1f} s  {ours.each * 1e6:7,.0f} µs")
        if set_.name in peer:
            theirs = peer[set_.name]
            print(f"  {'  ' + PEER:34}  {theirs.rates(set_)}  {theirs.prepare:7.1f} s  {theirs.each * 1e6:7,.0f} µs")
            if as_careful := theirs.at_most(set_, ours.rates.wrong):
                print(f"  {f'    at a weight of {as_careful[0]} or more':34}  {as_careful[1]}")
            else:
                print(f"  {'    as seldom wrong as ours':34}  at no weight")
            print(f"  {'    all texts, on the wall':34}  {theirs.wall:.1f} s; ours {ours.wall:.1f} s")
            if theirs.single:
                print(f"  {'    one address alone':34}  median {theirs.single:.2f} s")
        print(f"  {'    one address alone (ours)':34}  {ours.alone}", flush=True)
        if place == 0:
            print("\n" + ours.report.as_text() + "\n")
            if report is not None:
                write_report(ours.report, report)


def write_report(report: LabellingReport, folder: Path) -> None:
    """The page, and each picture as `matching-….svg`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"matching.html": report.as_page()} | {
        f"matching-{name}.svg": each for name, each in report.charts().items()
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


class OurResult(NamedTuple):
    """What ours made of a set, and how long it took."""

    report: LabellingReport
    prepare: float
    times: list[float]
    wall: float
    """Of the batch, by as many processes as there are processors."""

    @property
    def rates(self) -> Rates:
        """As for the peer."""
        total = self.report.total
        return Rates(total.right, total.recall.of, total.wrongly.count, total.texts)

    @property
    def each(self) -> float:
        """Seconds for one text, one after another in one process."""
        return sum(self.times) / len(self.times)

    @property
    def alone(self) -> str:
        """Of single calls: half are faster than the first, one in a hundred slower than the second."""
        cut = statistics.quantiles(self.times, n=100)
        return f"median {cut[49] * 1e3:.2f} ms, 99 of 100 within {cut[98] * 1e3:.2f} ms"


def match_all(set_: LabelledSet, folder: Path) -> OurResult:
    """Build a gazetteer, and match every text alone."""
    path = folder / "ours.gazetteer"
    start = time.process_time()
    Gazetteer.build(set_.gazetteer, path)
    prepare = time.process_time() - start
    matches, times = [], []
    with Gazetteer.open(path) as gazetteer:
        for row in set_.rows:
            start = time.process_time()
            matches.append(gazetteer.match(row.text))
            times.append(time.process_time() - start)
        wall = time.perf_counter()
        deque(gazetteer.match_many([row.text for row in set_.rows], processes=os.cpu_count() or 1), maxlen=0)
        wall = time.perf_counter() - wall
    labels = [AddressLabel(Uprn.parse(row.uprn) if row.uprn else None, group=row.group) for row in set_.rows]
    return OurResult(score(matches, labels), prepare, times, wall)


class PeerResult(NamedTuple):
    """What the peer made of a set."""

    answers: Mapping[str, Answer]
    prepare: float
    each: float
    wall: float
    single: float

    def rates(self, set_: LabelledSet, *, least: float = float("-inf")) -> Rates:
        """What it found with at least a weight; a building is not wrong where it is all that can be told."""
        given = [(row, self.answers.get(row.id)) for row in set_.rows]
        kept = [(row, answer.uprn) for row, answer in given if answer and answer.uprn and answer.weight >= least]
        kept = [(row, uprn) for row, uprn in kept if uprn != row.parent]
        found = sum(uprn == row.uprn for row, uprn in kept)
        return Rates(found, sum(row.uprn != "" for row in set_.rows), len(kept) - found, len(set_.rows))

    def at_most(self, set_: LabelledSet, wrong: int) -> tuple[int, Rates] | None:
        """The lowest whole weight at which it is wrong no more often, and its rates there; None where there is none."""
        told = ((weight, self.rates(set_, least=weight)) for weight in WEIGHTS)
        return next((each for each in told if each[1].wrong <= wrong), None)


def ask_peer(sets: Sequence[LabelledSet], folder: Path) -> Mapping[str, PeerResult]:
    """Let the peer match every set, in its own environment."""
    tasks: dict[str, dict[str, str | bool]] = {}
    for place, set_ in enumerate(sets):
        messy, found = folder / f"messy-{place}.csv", folder / f"found-{place}.csv"
        with messy.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("unique_id", "address_concat", "postcode"))
            writer.writerows((row.id, " ".join(row.address.split()), row.postcode) for row in set_.rows)
        single = place in {0, len(sets) - 1}
        tasks[set_.name] = {
            "canonical": str(set_.canonical),
            "messy": str(messy),
            "found": str(found),
            "single": single,
        }
    work = folder / "work.json"
    work.write_text(json.dumps(tasks), encoding="utf-8")
    subprocess.run([peer_python(), "-m", "benchmarks.address_peer", work], check=True, cwd=ROOT)  # noqa: S603 - ourselves
    done = json.loads(work.with_suffix(".done.json").read_text(encoding="utf-8"))
    return {
        set_.name: PeerResult(
            dict(_answers(folder / f"found-{place}.csv")),
            done[set_.name]["prepare"],
            done[set_.name]["batch"] / len(set_.rows),
            done[set_.name]["wall"],
            done[set_.name].get("single", 0.0),
        )
        for place, set_ in enumerate(sets)
    }


def peer_python() -> Path:
    """The Python of the peer's environment, which is made where it is not there."""
    python = PEER_VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        print(f"Installing {PEER} in an environment of its own ...", flush=True)
        venv.create(PEER_VENV, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PEER], check=True)  # noqa: S603 - what is named above
    return python


def _answers(path: Path) -> Iterator[tuple[str, Answer]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weight = float(row["match_weight"]) if row["match_weight"] else float("inf")  # an exact match has none
            yield row["unique_id"], Answer(row["resolved_canonical_id"], weight)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.2f} %" if of else "–"


if __name__ == "__main__":
    main()
