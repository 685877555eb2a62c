"""A change-only update beside a build from the full supply of the next epoch, which comes to the same addresses.

    python -m benchmarks.bench_gazetteer_update --addresses 1000000

Towns are made up. A third of the changes delete an address, a third insert one, and a third give one an organisation.
Every row says how many were changed, what each took, and how large each file is afterwards.
"""

import argparse
import csv
import random
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.addresses.property import CORE_COLUMNS, core_row
from benchmarks.addresses.town import towns
from benchmarks.measure import machine
from localgov_components.address import Gazetteer

__all__: list[str] = []

ADDRESSES = 100_000
CHANGES = (10, 1_000, 20_000)
SEED = 2_027
MEBIBYTE = 2**20
NEW = 900_000_000_000
"""Inserted addresses have UPRNs beyond those of the towns."""

Cells = dict[str, str]


def main() -> None:
    """Update and build with more and more changes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--addresses", type=int, default=ADDRESSES)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), given.addresses)


def run(folder: Path, size: int) -> None:
    """Measure all numbers of changes on a gazetteer of this size."""
    rows = [dict(zip(CORE_COLUMNS, core_row(each), strict=True)) for town in towns(size) for each in town.properties]
    present, updated, anew = (folder / f"{name}.gazetteer" for name in ("present", "updated", "anew"))
    Gazetteer.build(written(folder / "supply.csv", rows), present, epoch="118")
    print(f"Updates of {len(rows):,} addresses ({machine()}, processor time)")
    print(
        f"  {'changes':>8}  {'update':>10}  {'build anew':>10}  {'ratio':>7}  {'updated file':>12}  {'built file':>12}"
    )
    for many in CHANGES:
        changes, after = changed(rows, min(many, len(rows)))
        change_file = written(folder / "changes.csv", changes)
        supply = written(folder / "next.csv", after)
        updated.write_bytes(present.read_bytes())
        start = time.process_time()
        report = Gazetteer.update(change_file, updated, epoch="119")
        update = time.process_time() - start
        start = time.process_time()
        built = Gazetteer.build(supply, anew, epoch="119")
        build = time.process_time() - start
        if report.addresses != built.addresses or report.rejected:
            raise SystemExit("The update came to other addresses than the build.")
        sizes = "  ".join(f"{path.stat().st_size / MEBIBYTE:8,.1f} MiB" for path in (updated, anew))
        print(f"  {len(changes):8,}  {update:8,.2f} s  {build:8,.1f} s  {build / update:7,.1f}  {sizes}", flush=True)


def changed(rows: list[Cells], many: int) -> tuple[list[Cells], list[Cells]]:
    """So many changes, and all rows with them."""
    chosen = random.Random(SEED).sample(range(len(rows)), many)
    after: list[Cells | None] = list(rows)
    changes: list[Cells] = []
    for number, at in enumerate(chosen):
        row = rows[at]
        if number % 3 == 0:
            changes.append(row | {"change_code": "D"})
            after[at] = None
        elif number % 3 == 1:
            changes.append(row | {"uprn": str(NEW + number), "change_code": "I"})
            after.append(changes[-1])
        else:
            changes.append(row | {"organisation": f"Sails {number}", "change_code": "U"})
            after[at] = changes[-1]
    return changes, [row for row in after if row is not None]


def written(path: Path, rows: Iterable[Cells]) -> Path:
    """The rows as a file of AddressBase Core."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CORE_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


if __name__ == "__main__":
    main()
