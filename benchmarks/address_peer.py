"""uk_address_matcher at its defaults, in an environment of its own: it wants another DuckDB than we test with.

    python -m benchmarks.address_peer WORK.json

It reads which gazetteers to prepare and which texts to match, and writes what it found and how long it took. Nothing of
ours is imported. It is given each text as its documentation asks: the address without its postcode, and the postcode in
a column of its own.
"""

import csv
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

__all__: list[str] = []

SINGLE_CALLS = 5


def main() -> None:
    """Do each task of the file in turn."""
    path = Path(sys.argv[1])
    tasks = json.loads(path.read_text(encoding="utf-8"))
    done = {name: match(task) for name, task in tasks.items()}
    path.with_suffix(".done.json").write_text(json.dumps(done), encoding="utf-8")


def match(task: Mapping[str, Any]) -> dict[str, float]:
    """Prepare one gazetteer, match all texts with it, and then a few of them alone."""
    from uk_address_matcher import AddressMatcher, prepare_canonical_folder

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    start = time.process_time()
    prepared = str(Path(task["canonical"]).with_suffix(".prepared"))
    prepare_canonical_folder(
        connection.read_csv(task["canonical"], all_varchar=True),
        prepared,
        con=connection,
        overwrite=True,
        show_progress="off",
    )
    seconds = {"prepare": time.process_time() - start}
    start, start_on_the_wall = time.process_time(), time.perf_counter()
    result = AddressMatcher(
        prepared, connection.read_csv(task["messy"], all_varchar=True), con=connection, show_progress="off"
    ).match()
    columns = "unique_id, resolved_canonical_id, match_weight, distinguishability"
    rows = connection.sql(f"SELECT {columns} FROM ({result.matches().sql_query()})").fetchall()  # noqa: S608 - its own names
    seconds |= {"batch": time.process_time() - start, "wall": time.perf_counter() - start_on_the_wall}
    with Path(task["found"]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split(", "))
        writer.writerows(rows)
    if task.get("single"):
        seconds["single"] = single(prepared, task["messy"], connection)
    return seconds


def single(prepared: str, messy: str, connection: duckdb.DuckDBPyConnection) -> float:
    """The median of some calls with one address each."""
    from uk_address_matcher import AddressMatcher

    rows = connection.read_csv(messy, all_varchar=True).limit(SINGLE_CALLS).fetchall()
    times = []
    for unique_id, address, postcode in rows:
        start = time.process_time()
        one = [{"unique_id": unique_id, "address_concat": address, "postcode": postcode or ""}]
        AddressMatcher(prepared, one, con=connection, show_progress="off").match().matches().fetchall()
        times.append(time.process_time() - start)
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main()
