"""Made-up addresses matched on a local Spark cluster of two workers, beside one worker, and beside one process.

The workers are processes of their own, as on a real cluster (`local-cluster[2,1,…]`), with one processor each. Every
answer is compared with that of one process. What is being done is told on the way; a hundred thousand texts take some
minutes on a machine with nothing else to do. Needs Java, `[address]`, `[population]` and `[spark]`.
"""

import argparse
import csv
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

from benchmarks.address_sets import SEED, WORDING
from benchmarks.addresses.labelled import labelled_texts
from benchmarks.addresses.manner import MANNERS
from benchmarks.addresses.property import CORE_COLUMNS, core_row
from benchmarks.addresses.town import towns
from benchmarks.measure import machine
from localgov_components.address import Gazetteer
from localgov_components.address.bulk import match_frame, match_on_spark

__all__: list[str] = []

SIZE, TEXTS = 22_000, 100_000
ROUNDS = 2
PARTS = 16
"""Of some thousand rows each, and several for each worker, so that none waits long for the last."""

WARM_UP = 200
"""Rows for each partition, with which workers start, and the virtual machines compile what they do often."""

TEXTS_FOR_A_PROPERTY = 0.5
"""The most in one round of texts, no two of which are about the same property."""


def main() -> None:
    """Make a gazetteer and texts, match them everywhere, compare and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=SIZE, help="properties in the gazetteer")
    arguments.add_argument("--texts", type=int, default=TEXTS, help="addresses to match")
    arguments.add_argument("--parts", type=int, default=PARTS, help="partitions of the frame")
    arguments.add_argument("--rounds", type=int, default=ROUNDS, help="the fastest of so many is told")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = Path(folder) / "made-up.gazetteer"
        tell(f"making {given.size:,} properties and {given.texts:,} texts")
        frame = made_up(gazetteer, size=given.size, texts=given.texts)
        few = frame.head(WARM_UP * given.parts)
        best = partial(fastest, frame=frame, few=few, rounds=given.rounds)
        expected, seconds = best("one process", partial(by_one_process, gazetteer))
        times = {"one process": seconds}
        for workers in (1, 2):
            name = f"Spark, {workers} worker{'s' * (workers > 1)}"
            tell(f"{name}: starting")
            with cluster(workers) as spark:
                found, times[name] = best(name, partial(by_spark, spark, gazetteer, given.parts))
            if not found.equals(expected):
                raise SystemExit("Spark does not give what one process gives: fix that before comparing.")
    print(f"{frame.height:,} addresses against {given.size:,}, in {given.parts} partitions, fastest of {given.rounds}")
    print(f"  {machine()}, wall time; every answer is the same")
    for name, seconds in times.items():
        rate, ratio = frame.height / seconds, times["one process"] / seconds
        print(f"  {name:18}  {seconds:7.1f} s  {rate:8,.0f} a second  {ratio:5.2f} of one process")


def made_up(gazetteer: Path, *, size: int, texts: int) -> pl.DataFrame:
    """Build the gazetteer, and give as many texts as are asked for: each property is meant by several, if need be."""
    rounds = -(-texts // int(size * TEXTS_FOR_A_PROPERTY))
    rows: list[tuple[str, str]] = []
    source = gazetteer.with_suffix(".csv")
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CORE_COLUMNS)
        for town in towns(size, seed=SEED):
            writer.writerows(map(core_row, town.properties))
            number = -(-texts * len(town.properties) // (size * rounds))
            for seed in range(SEED, SEED + rounds):
                labelled = labelled_texts(town, number, seed=seed, manner=MANNERS[WORDING])
                rows += [(each.address, each.postcode) for each in labelled]
    Gazetteer.build(source, gazetteer)
    texts_made = pl.DataFrame(rows, {"address": pl.String, "postcode": pl.String}, orient="row")
    return texts_made.select(pl.int_range(pl.len()).alias("row"), pl.all())


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


def by_one_process(gazetteer: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Match in this process."""
    with Gazetteer.open(gazetteer) as opened:
        return match_frame(frame, opened, address=["address"], postcode="postcode")


def by_spark(spark: SparkSession, gazetteer: Path, parts: int, frame: pl.DataFrame) -> pl.DataFrame:
    """Match on the cluster."""
    given = spark.createDataFrame(frame.to_arrow()).repartition(parts)
    found: Any = match_on_spark(given, gazetteer, address=["address"], postcode="postcode")
    return pl.DataFrame(pl.from_arrow(found.toArrow())).sort("row")


def fastest(
    name: str, match: Callable[[pl.DataFrame], pl.DataFrame], *, frame: pl.DataFrame, few: pl.DataFrame, rounds: int
) -> tuple[pl.DataFrame, float]:
    """What it gives, and seconds of the quickest of some rounds, after a few rows to warm up."""
    tell(f"{name}: warming up")
    found, seconds = match(few), []
    for number in range(1, rounds + 1):
        tell(f"{name}: round {number} of {rounds}")
        start = time.perf_counter()
        found = match(frame)
        seconds.append(time.perf_counter() - start)
    return found, min(seconds)


def tell(what: str) -> None:
    """Say what is being done, apart from the figures."""
    print(f"{time.strftime('%H:%M:%S')}  {what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
