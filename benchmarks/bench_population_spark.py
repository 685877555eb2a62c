"""Ten million claims on a local Spark cluster of two workers, beside one worker and beside Polars on the same file.

The workers are processes of their own, as on a real cluster (`local-cluster[2,1,…]`), with one processor each. Every
answer is compared with that of Polars. Needs Java and `[spark]`.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pyspark
from pyspark.sql import SparkSession

from benchmarks.measure import machine
from benchmarks.population_cases import population
from benchmarks.rules_scheme import BOUND

__all__: list[str] = []

ROWS = 10_000_000
ROUNDS = 3
ANSWERS = ["case", "outcome", "award", "reason"]


def main() -> None:
    """Make the file, decide it everywhere, compare and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    rows = arguments.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        source = population(unknown="0.02").write(Path(folder), rows)["cases"]
        parts = split(source, Path(folder) / "parts")
        by_polars = Path(folder) / "polars.parquet"
        times = {"Polars": fastest(lambda: decide_with_polars(source, by_polars))}
        for workers in (1, 2):
            target = Path(folder) / f"spark-{workers}"
            with cluster(workers) as spark:
                times[f"Spark, {workers} worker{'s' * (workers > 1)}"] = fastest(
                    lambda spark=spark, target=target: decide_with_spark(spark, parts, target)
                )
            require_the_same(by_polars, target)
        print(f"Outcome, award and reason of {rows:,} claims, from Parquet to Parquet, fastest of {ROUNDS}")
        print(f"  {machine()}, wall time; every answer is the same")
        for name, seconds in times.items():
            print(f"  {name:18}  {seconds:7.1f} s  {times['Spark, 1 worker'] / seconds:5.2f} of one worker's speed")


def split(source: Path, folder: Path) -> Path:
    """The file in parts, as a cluster keeps one."""
    folder.mkdir()
    claims = pl.scan_parquet(source)
    height = claims.select(pl.len()).collect().item()
    size = -(-height // 8)
    for number in range(8):
        claims.slice(number * size, size).sink_parquet(folder / f"part-{number}.parquet")
    return folder


@contextmanager
def cluster(workers: int) -> Iterator[SparkSession]:
    """A local cluster of so many worker processes with one processor each."""
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)  # noqa: PTH120 - workers are started from it
    settings: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "2g",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master(f"local-cluster[{workers},1,2560]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def decide_with_polars(source: Path, target: Path) -> object:
    """Decide the file with Polars, a part of it in memory at a time."""
    return BOUND.decide_many(pl.scan_parquet(source), key="case").select(ANSWERS).sink_parquet(target)


def decide_with_spark(spark: SparkSession, source: Path, target: Path) -> object:
    """Decide the file on the cluster."""
    decided: Any = BOUND.decide_many(spark.read.parquet(str(source)), key="case")
    return decided.select(*ANSWERS).write.mode("overwrite").parquet(str(target))


def fastest(work: Any) -> float:  # noqa: ANN401 - any workload
    """Seconds of the quickest of some rounds, the first of which warms up."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds[1:])


def require_the_same(one: Path, other: Path) -> None:
    """Stop where two runs do not give each claim the same."""
    frames = [pl.read_parquet(each).sort("case") for each in (one, other / "*.parquet")]
    if not frames[0].equals(frames[1]):
        raise SystemExit("Spark does not give what Polars gives: fix that before comparing.")


if __name__ == "__main__":
    main()
