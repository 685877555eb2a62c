"""Suggestions while somebody types an address: ours beside SQLite's own search of text, on the same gazetteer.

    python -m benchmarks.bench_address_typing --addresses 22000 200000 1000000

Some addresses are typed letter by letter from the third on, in three ways: as they are written, the street and then the
number or name, and with the street's word shortened. Each beginning is asked of every contender in turn, for ten
addresses. The peers are FTS5 tables of the same lines: one finds words of which the last may be unfinished, one finds
letters anywhere in a line (trigrams). They give UPRN and line as they come. Ours gives whole addresses in order,
and its file holds all else that a gazetteer does. The second table says how often the address was among the ten by the
last letter. Towns are made up.
"""

import argparse
import csv
import random
import re
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from benchmarks.addresses.property import CORE_COLUMNS, Property, core_row
from benchmarks.addresses.town import towns
from benchmarks.measure import CLOCK, machine, now
from localgov_components.address import AddressQuery, Gazetteer

__all__: list[str] = []

ADDRESSES = (22_000, 200_000)
TYPED = 150
MOST = 10
FIRST, LAST = 3, 24
"""The letters after which somebody is shown suggestions, and has surely seen them."""

SEED = 2_027
MEBIBYTE = 2**20
SHORTER = {"Street": "St", "Road": "Rd", "Lane": "Ln", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Gardens": "Gdns"}

Ask: TypeAlias = Callable[[str], list[int]]
"""The UPRNs that are suggested for what was typed."""


def main() -> None:
    """Measure each size."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--addresses", type=int, nargs="+", default=ADDRESSES)
    for size in arguments.parse_args().addresses:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), size)


def run(folder: Path, size: int) -> None:
    """Make the files of one size, and type."""
    properties = [each for town in towns(size) for each in town.properties]
    source, ours, peer = (folder / name for name in ("source.csv", "made.gazetteer", "lines.sqlite"))
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(CORE_COLUMNS)
        writer.writerows(map(core_row, properties))
    Gazetteer.build(source, ours)
    sizes = {"ours": ours.stat().st_size} | {f"FTS5, {kind}": size_of(peer, kind, properties) for kind in KINDS}
    with Gazetteer.open(ours) as gazetteer, closing(sqlite3.connect(peer)) as connection:
        contenders: dict[str, Ask] = {"ours": lambda typed: suggested(gazetteer, typed)}
        contenders |= {f"FTS5, {kind}": asking(connection, kind) for kind in KINDS}
        chosen = random.Random(SEED).sample([each for each in properties if each.street and not each.is_shell], TYPED)
        show(len(properties), *measured(contenders, chosen), sizes)


def measured(
    contenders: Mapping[str, Ask], chosen: list[Property]
) -> tuple[dict[str, list[float]], dict[str, dict[str, int]]]:
    """The seconds of each beginning, and how many addresses were among those suggested in the end, by way to type."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    found = {name: dict.fromkeys(WAYS, 0) for name in contenders}
    orders = random.Random(SEED)
    for place, each in enumerate([*chosen[:5], *chosen]):  # the first warm caches, and are not counted
        for way, text in ways_to_type(each):
            answers: dict[str, list[int]] = {}
            for letters in range(FIRST, len(text) + 1):
                for name in orders.sample(list(contenders), len(contenders)):
                    start = now(CLOCK)
                    answers[name] = contenders[name](text[:letters])
                    if place >= 5:
                        times[name].append(now(CLOCK) - start)
            for name, uprns in answers.items():
                found[name][way] += place >= 5 and each.uprn in uprns
    return times, found


WAYS = ("as it is written", "the street first", "shortened")


def ways_to_type(each: Property) -> Iterator[tuple[str, str]]:
    """What somebody types who means this property, in each way."""
    before, after = each.line.split(each.street, maxsplit=1)
    name, _, kind = each.street.rpartition(" ")
    shorter = f"{name} {SHORTER.get(kind, kind)}"
    texts = (each.line, f"{each.street} {each.number or each.name or each.flat}", f"{before}{shorter}{after}")
    yield from zip(WAYS, (text[:LAST].rstrip(" ,") for text in texts), strict=True)


def suggested(gazetteer: Gazetteer, typed: str) -> list[int]:
    """What ours suggests."""
    return [each.uprn.number for each in gazetteer.find(AddressQuery(prefix=typed, limit=MOST)).addresses]


KINDS = {
    "words": ("prefix='2 3 4', tokenize='unicode61 remove_diacritics 2'", "line MATCH ?"),
    "trigrams": ("tokenize='trigram'", "text LIKE ?"),
}


def size_of(path: Path, kind: str, properties: list[Property]) -> int:
    """Make the table of a peer; how much larger its file is then."""
    before = path.stat().st_size if path.exists() else 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE {kind} USING fts5(text, {KINDS[kind][0]})")
        rows = ((each.uprn, each.line) for each in properties)
        connection.executemany(f"INSERT INTO {kind} (rowid, text) VALUES (?, ?)", rows)  # noqa: S608 - our own names
        connection.execute(f"INSERT INTO {kind} ({kind}) VALUES ('optimize')")  # noqa: S608 - our own names
        connection.commit()
    return path.stat().st_size - before


def asking(connection: sqlite3.Connection, kind: str) -> Ask:
    """What a peer suggests."""
    condition = KINDS[kind][1].replace("line", kind)
    statement = f"SELECT rowid, text FROM {kind} WHERE {condition} LIMIT {MOST}"  # noqa: S608 - our own names

    def ask(typed: str) -> list[int]:
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", typed))
        return [uprn for uprn, _ in connection.execute(statement, (f"{words} *" if kind == "words" else f"%{typed}%",))]

    return ask


def show(
    size: int, times: Mapping[str, list[float]], found: Mapping[str, Mapping[str, int]], sizes: Mapping[str, int]
) -> None:
    """Print both tables."""
    print(f"Suggestions from {size:,} addresses, {len(times['ours']):,} beginnings ({machine()}, {CLOCK} time)")
    print(f"  {'':16}  {'median':>9}  {'99 of 100':>9}  {'slowest':>9}  {'file':>9}")
    for name, seconds in times.items():
        figures = (statistics.median(seconds), statistics.quantiles(seconds, n=100)[98], max(seconds))
        told = "  ".join(f"{1e3 * each:6.2f} ms" for each in figures)
        print(f"  {name:16}  {told}  {sizes[name] / MEBIBYTE:5,.0f} MiB")
    print(f"  {f'found, of {TYPED}':16}  {'  '.join(f'{way:>16}' for way in WAYS)}")
    for name, by_way in found.items():
        print(f"  {name:16}  {'  '.join(f'{by_way[way]:16}' for way in WAYS)}")
    print(flush=True)


if __name__ == "__main__":
    main()
