"""How the cost of deciding a population grows, from ten thousand claims to a hundred million, and its memory.

Each size runs in a process of its own, so that the most memory it ever held is its own. Up to ten million claims are
decided in memory. Every size is also decided from a Parquet file to a Parquet file, a part of it in memory at a time;
the largest is several times larger than the memory that is used. Files are made first, in a folder that is thrown away.
It ends at ten million; `python -m benchmarks.bench_population_growth --most 100000000` goes on to the largest.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.measure import machine
from benchmarks.population_cases import population
from benchmarks.rules_scheme import BOUND

__all__: list[str] = []

SIZES = (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
MOST_IN_MEMORY = 10_000_000
MEBIBYTE = 2**20


def main() -> None:
    """Make the files, then run each size in a process of its own and print the curve."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--most", type=int, default=MOST_IN_MEMORY)
    arguments.add_argument("--decide", nargs=3, metavar=("HOW", "FROM", "TO"), help="what each process is told")
    given = arguments.parse_args()
    if given.decide:
        how, source, target = given.decide
        return decide(how, Path(source), Path(target))
    print(f"Deciding a population, by its size ({machine()}, wall time)")
    print(f"  {'claims':>12}  {'how':12}  {'seconds':>9}  {'ns a claim':>10}  {'peak memory':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for size in (each for each in SIZES if each <= given.most):
            show(size, Path(folder))
    return None


def show(size: int, folder: Path) -> None:
    """Make one file, decide it, and throw it away."""
    source = population().write(folder / str(size), size)["cases"]
    for how in ("in memory", "from a file"):
        if how == "in memory" and size > MOST_IN_MEMORY:
            continue
        told = [sys.executable, "-m", "benchmarks.bench_population_growth", "--decide", how, str(source)]
        line = subprocess.run([*told, str(folder / "out.parquet")], check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
        seconds, peak = map(float, line.stdout.split())
        each = 1e9 * seconds / size
        print(f"  {size:12,}  {how:12}  {seconds:9.3f}  {each:10,.1f}  {peak:8,.0f} MiB", flush=True)
    source.unlink()


def decide(how: str, source: Path, target: Path) -> None:
    """Decide a file, in this process, and print seconds and mebibytes."""
    import resource

    if how == "in memory":
        claims = pl.read_parquet(source)
        BOUND.decide_many(claims.head(1_000), key="case")  # what is made once is not counted
        start = time.perf_counter()
        BOUND.decide_many(claims, key="case")
    else:
        BOUND.decide_many(pl.read_parquet(source, n_rows=1_000), key="case")
        start = time.perf_counter()
        BOUND.decide_many(pl.scan_parquet(source), key="case").sink_parquet(target)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEBIBYTE)


if __name__ == "__main__":
    main()
