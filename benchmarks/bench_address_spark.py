"""Made-up addresses matched on a local Spark cluster of two workers, beside one worker, and beside one process.

The workers are processes of their own, as on a real cluster (`local-cluster[2,1,…]`), with one processor each. Every
answer is compared with that of one process. Needs Java, `[address]`, `[population]` and `[spark]`.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pyspark
from pyspark.sql import SparkSession

from benchmarks.address_sets import made_up_sets
from benchmarks.measure import machine
from localgov_components.address import Gazetteer
from localgov_components.address.bulk import match_frame, match_on_spark

__all__: list[str] = []

SIZE, TEXTS = 200_000, 26_000
ROUNDS = 2
PARTS = 8


def main() -> None:
    """Make a gazetteer and texts, match them everywhere, compare and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=SIZE, help="properties in the gazetteer")
    arguments.add_argument("--texts", type=int, default=TEXTS, help="addresses to match")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = next(made_up_sets(folder, size=given.size, texts=given.texts))
        gazetteer = folder / "made-up.gazetteer"
        Gazetteer.build(made.gazetteer, gazetteer)
        rows = [(number, row.address, row.postcode) for number, row in enumerate(made.rows)]
        frame = pl.DataFrame(rows, {"row": pl.Int64, "address": pl.String, "postcode": pl.String}, orient="row")
        expected, seconds = fastest(partial(by_one_process, frame, gazetteer))
        times = {"one process": seconds}
        for workers in (1, 2):
            with cluster(workers) as spark:
                found, seconds = fastest(partial(by_spark, spark, frame, gazetteer))
            if not found.equals(expected):
                raise SystemExit("Spark does not give what one process gives: fix that before comparing.")
            times[f"Spark, {workers} worker{'s' * (workers > 1)}"] = seconds
    print(f"{frame.height:,} addresses against {given.size:,}, fastest of {ROUNDS} after one to warm up")
    print(f"  {machine()}, wall time; every answer is the same")
    for name, seconds in times.items():
        rate, ratio = frame.height / seconds, times["one process"] / seconds
        print(f"  {name:18}  {seconds:7.1f} s  {rate:8,.0f} a second  {ratio:5.2f} of one process")


@contextmanager
def cluster(workers: int) -> Iterator[SparkSession]:
    """A local cluster of so many worker processes with one processor each."""
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)  # noqa: PTH120 - workers are started from it
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master(f"local-cluster[{workers},1,1536]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def by_one_process(frame: pl.DataFrame, gazetteer: Path) -> pl.DataFrame:
    """Match in this process."""
    with Gazetteer.open(gazetteer) as opened:
        return match_frame(frame, opened, address=["address"], postcode="postcode")


def by_spark(spark: SparkSession, frame: pl.DataFrame, gazetteer: Path) -> pl.DataFrame:
    """Match on the cluster."""
    given = spark.createDataFrame(frame.to_arrow()).repartition(PARTS)
    found: Any = match_on_spark(given, gazetteer, address=["address"], postcode="postcode")
    return pl.DataFrame(pl.from_arrow(found.toArrow())).sort("row")


def fastest(work: Callable[[], pl.DataFrame]) -> tuple[pl.DataFrame, float]:
    """What it gives, and seconds of the quickest of some rounds, before which one warms up."""
    found, seconds = work(), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - start)
    return found, min(seconds)


if __name__ == "__main__":
    main()
