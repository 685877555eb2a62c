"""How a gazetteer grows: the time to build it, its file, and the time to match one address.

    python -m benchmarks.bench_address_growth --most 10000000 --plot docs/images/gazetteer-growth.svg

Each size, from ten thousand addresses, is built and asked in a process of its own. The source is made first and is not
counted. Texts are of towns all over the gazetteer; those with no postcode or a wrong one, which take longest, are
measured apart. It ends at a million unless it is told to go on.
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.addresses.labelled import labelled_texts
from benchmarks.addresses.property import CORE_COLUMNS, core_row
from benchmarks.addresses.town import towns
from benchmarks.growth_chart import Line, growth_chart
from benchmarks.measure import machine

__all__: list[str] = []

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
MOST = 1_000_000
TEXTS = 2_000
MEBIBYTE = 2**20
WITH_POSTCODE = {"as written", "abbreviation", "typing fault", "flat in other words", "locality missing", "order"}
WITHOUT = {"postcode missing", "postcode wrong", "postcode one fault away", "two or three faults"}


class Measured(NamedTuple):
    """What one size took."""

    size: int
    build: float
    file: int
    memory: int
    usual: tuple[float, float]
    """Median and 99th percentile of texts with their postcode, in seconds."""

    hard: tuple[float, float]
    """The same of texts without it, or with a wrong one."""


def main() -> None:
    """Measure each size and print the curve."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--most", type=int, default=MOST)
    arguments.add_argument("--plot", type=Path, help="where to write the picture")
    arguments.add_argument("--measure", nargs=2, metavar=("SIZE", "FOLDER"), help="what each process is told")
    given = arguments.parse_args()
    if given.measure:
        print(json.dumps(measure(int(given.measure[0]), Path(given.measure[1]))))
        return
    print(f"A gazetteer by its size ({machine()}, processor time)")
    print(f"  {'':48}  {'with postcode':>22}  {'without, or wrong':>22}")
    print(
        f"  {'addresses':>12}  {'build':>10}  {'file':>10}  {'memory':>10}" + 2 * f"  {'median':>10}  {'99 of 100':>10}"
    )
    done = [each for size in SIZES if size <= given.most for each in [alone(size)] if show(each)]
    if given.plot is not None:
        given.plot.write_text(picture(done), encoding="utf-8", newline="\n")


def alone(size: int) -> Measured:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_source(size, Path(folder))
        told = [sys.executable, "-m", "benchmarks.bench_address_growth", "--measure", str(size), folder]
        line = subprocess.run(told, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    size, build, file, memory, usual, hard = json.loads(line.stdout)
    return Measured(size, build, file, memory, tuple(usual), tuple(hard))


def show(each: Measured) -> bool:
    """Print a row."""
    times = "  ".join(f"{1e3 * seconds:7.2f} ms" for seconds in (*each.usual, *each.hard))
    file, memory = (f"{size / MEBIBYTE:6,.0f} MiB" for size in (each.file, each.memory))
    print(f"  {each.size:12,}  {each.build:8,.1f} s  {file:>10}  {memory:>10}  {times}", flush=True)
    return True


def write_source(size: int, folder: Path) -> None:
    """The gazetteer as a file, and texts of every few towns."""
    every = max(1, size // 8_000 // 40)
    texts: list[tuple[str, str]] = []
    with (folder / "source.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CORE_COLUMNS)
        for place, town in enumerate(towns(size)):
            writer.writerows(map(core_row, town.properties))
            if place % every == 0:
                number = max(50, TEXTS * every * 8_000 // size)
                texts += [(each.fault, each.text) for each in labelled_texts(town, number)]
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")


def measure(size: int, folder: Path) -> Measured:
    """Build, then match."""
    from localgov_components.address import Gazetteer

    path = folder / "made.gazetteer"
    start = time.process_time()
    Gazetteer.build(folder / "source.csv", path)
    build = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    with Gazetteer.open(path) as gazetteer:
        times = [
            sorted(seconds(gazetteer, [text for fault, text in texts if fault in faults]))
            for faults in (WITH_POSTCODE, WITHOUT)
        ]
    usual, hard = ((statistics.median(each), each[len(each) * 99 // 100]) for each in times)
    return Measured(size, build, path.stat().st_size, memory, usual, hard)


def seconds(gazetteer: object, texts: Sequence[str]) -> Iterator[float]:
    """How long each text takes; the first ones, which warm caches, are not counted."""
    for place, text in enumerate([*texts[:20], *texts]):
        start = time.process_time()
        gazetteer.match(text)  # type: ignore[attr-defined]
        if place >= 20:
            yield time.process_time() - start


def picture(done: Sequence[Measured]) -> str:
    """The curves, on axes of powers of ten."""
    lines = [
        Line("build, seconds", tuple((each.size, each.build) for each in done), "solid"),
        Line("file, MiB", tuple((each.size, each.file / MEBIBYTE) for each in done), "long dashes"),
        Line("match with postcode, median, ms", tuple((each.size, 1e3 * each.usual[0]) for each in done), "dots"),
        Line(
            "match without postcode, 99 of 100, ms", tuple((each.size, 1e3 * each.hard[1]) for each in done), "dashes"
        ),
    ]
    return growth_chart("A gazetteer by its number of addresses", lines, across="Addresses")


if __name__ == "__main__":
    main()
