"""Every UPRN of Great Britain in one file: how long it takes to build, and to look one up, beside plain SQLite.

The build runs in a process of its own, so that the most memory it held is its own, and once more with a SIGKILL half
way, after which it goes on. Look-ups of random UPRNs are timed one by one, ours and the peer's in turn; the peer is a
table of SQLite with the UPRN as its row id and nothing round it. The memory is that of a process which only looks up.
`python -m benchmarks.bench_gazetteer --rows 40000000` is the size of the real file; usual is a tenth of it.
"""

import argparse
import csv
import json
import math
import random
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.measure import machine
from benchmarks.open_uprn_file import uprn_in_row, write_open_uprn
from localgov_components.address import Gazetteer, OpenUprn, UprnLocation
from localgov_components.identifiers import Uprn

__all__: list[str] = []

ROWS = 4_000_000
LOOKUPS = 100_000
KIBIBYTES_IN_MEBIBYTE = 1_024


def main() -> None:
    """Make the file, build it twice, and look things up."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--folder", type=Path, help="where there is room for six times the source")
    arguments.add_argument("--work", nargs=3, metavar=("WHAT", "FROM", "ROWS"), help="what each process is told")
    given = arguments.parse_args()
    if given.work:
        what, path, rows = given.work
        print(json.dumps(WORKS[what](Path(path), int(rows))), flush=True)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        run(Path(folder), given.rows)


def run(folder: Path, rows: int) -> None:
    """Measure everything for a file of so many rows."""
    print(f"A gazetteer of {rows:,} UPRNs ({machine()}, wall time)", flush=True)
    source = folder / "open-uprn.csv"
    write_open_uprn(source, rows)
    print(f"  source            {source.stat().st_size / 2**20:10,.0f} MiB", flush=True)
    seconds, own, peak = done("build", source, rows)
    size = source.with_suffix(".gazetteer").stat().st_size / 2**20
    print(f"  build             {seconds:10,.1f} s, of them {own:,.1f} s on the processor", flush=True)
    print(f"                    {peak:10,.0f} MiB of memory, {size:,.0f} MiB on the disk", flush=True)
    before, after = killed_and_resumed(source, rows, kill_after=seconds / 2)
    print(f"  killed at         {before:10,.1f} s; the rest took {after:,.1f} s", flush=True)
    done("peer", source, rows)
    *ours, their_middle, their_slowest = done("look up", source, rows)
    theirs = [their_middle, their_slowest]
    for name, (middle, slowest) in (("ours", ours), ("plain SQLite", theirs)):
        print(f"  {name:16}  {middle:10,.1f} µs median  {slowest:8,.1f} µs 99th percentile", flush=True)
    print(f"  ratio             {ours[0] / theirs[0]:10.2f} median  {ours[1] / theirs[1]:8.2f} 99th percentile")
    (memory,) = done("memory", source, rows)
    print(f"  memory to look up {memory:10,.0f} MiB")


def told(what: str, source: Path, rows: int) -> list[str]:
    """The command of a process that does one thing."""
    return [sys.executable, "-m", "benchmarks.bench_gazetteer", "--work", what, str(source), str(rows)]


def done(what: str, source: Path, rows: int) -> list[float]:
    """The figures of one process."""
    ran = subprocess.run(told(what, source, rows), check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    figures: list[float] = json.loads(ran.stdout)
    return figures


def killed_and_resumed(source: Path, rows: int, *, kill_after: float) -> tuple[float, float]:
    """How long a build ran until it was killed, and the one that went on from there."""
    source.with_suffix(".gazetteer").unlink()
    start = time.perf_counter()
    with subprocess.Popen(told("build", source, rows), stdout=subprocess.DEVNULL) as build:  # noqa: S603 - ourselves
        time.sleep(kill_after)
        build.send_signal(signal.SIGKILL)
    before = time.perf_counter() - start
    seconds, *_ = done("build", source, rows)
    return before, seconds


def build(source: Path, _: int) -> list[float]:
    """Seconds on the wall and on the processor, and the most memory."""
    start, own = time.perf_counter(), time.process_time()
    Gazetteer.build(OpenUprn(source), source.with_suffix(".gazetteer"))
    return [time.perf_counter() - start, time.process_time() - own, most_memory()]


def build_peer(source: Path, _: int) -> list[float]:
    """Seconds to fill the peer's table."""
    start = time.perf_counter()
    with closing(sqlite3.connect(source.with_suffix(".sqlite"))) as connection, source.open(newline="") as file:
        connection.execute(
            "CREATE TABLE point (uprn INTEGER PRIMARY KEY, x REAL, y REAL, latitude REAL, longitude REAL)"
        )
        rows = csv.reader(file)
        next(rows)
        connection.executemany("INSERT INTO point VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    return [time.perf_counter() - start]


def look_up(source: Path, rows: int) -> list[float]:
    """Median and 99th percentile in microseconds: ours, then the peer's."""
    numbers = [uprn_in_row(random.Random(seed).randrange(rows)) for seed in range(LOOKUPS)]
    uprns = [Uprn.parse(str(number)) for number in numbers]
    with (
        Gazetteer.open(source.with_suffix(".gazetteer")) as gazetteer,
        closing(sqlite3.connect(source.with_suffix(".sqlite"))) as connection,
    ):
        locate, execute = gazetteer.locate, connection.execute

        def peer(number: int) -> object:
            return execute("SELECT x, y, latitude, longitude FROM point WHERE uprn = ?", (number,)).fetchone()

        require_agreement(locate, peer, uprns[:1_000])
        ours, theirs = [], []
        for uprn, number in zip(uprns, numbers, strict=True):
            ours.append(timed(locate, uprn))
            theirs.append(timed(peer, number))
    return [*summary(ours), *summary(theirs)]


def require_agreement(locate: Callable[[Uprn], UprnLocation], peer: Callable[[int], object], uprns: list[Uprn]) -> None:
    """Stop where the two say that a UPRN is in different places; SQLite reads some decimals a little off."""
    for uprn in uprns:
        ours, theirs = [value or 0.0 for value in locate(uprn)], peer(uprn.number)
        if not isinstance(theirs, tuple) or not all(map(math.isclose, ours, theirs)):
            raise SystemExit("The contenders disagree about where a UPRN is: fix that before comparing their speed.")


def timed(work: Callable[..., object], argument: object) -> float:
    """Microseconds of one call."""
    start = time.perf_counter_ns()
    work(argument)
    return (time.perf_counter_ns() - start) / 1_000


def summary(times: list[float]) -> list[float]:
    """Median and 99th percentile."""
    return [statistics.median(times), statistics.quantiles(times, n=100)[98]]


def memory(source: Path, rows: int) -> list[float]:
    """The most memory of a process that looks up random UPRNs."""
    with Gazetteer.open(source.with_suffix(".gazetteer")) as gazetteer:
        for seed in range(LOOKUPS):
            gazetteer.locate(Uprn.parse(str(uprn_in_row(random.Random(seed).randrange(rows)))))
    return [most_memory()]


def most_memory() -> float:
    """MiB that this process held at its most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_IN_MEBIBYTE


WORKS = {"build": build, "peer": build_peer, "look up": look_up, "memory": memory}

if __name__ == "__main__":
    main()
