"""Write the made-up gazetteer and its labelled texts as files: see the package's own words."""

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.addresses.labelled import LabelledText, labelled_texts
from benchmarks.addresses.manner import MANNERS, Manner
from benchmarks.addresses.property import CORE_COLUMNS, Property, core_row
from benchmarks.addresses.town import towns

__all__ = ["write_files"]

SIZE, TEXTS, SEED = 200_000, 26_000, 2026


def write_files(
    folder: Path, *, size: int = SIZE, texts: int = TEXTS, seed: int = SEED, manner: Manner = MANNERS["made with"]
) -> None:
    """Write `gazetteer.csv`, `typed.csv` and `without_truth.csv`, a town at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "gazetteer.csv").open("w", encoding="utf-8", newline="") as whole,
        (folder / "without_truth.csv").open("w", encoding="utf-8", newline="") as lacking,
        (folder / "typed.csv").open("w", encoding="utf-8", newline="") as typed,
    ):
        gazetteer, without, said = csv.writer(whole), csv.writer(lacking), csv.writer(typed)
        gazetteer.writerow(CORE_COLUMNS)
        without.writerow(CORE_COLUMNS)
        said.writerow(("id", "text", "address", "postcode", "outcome", "uprn", "parent", "possible", "fault"))
        for town in towns(size, seed=seed):
            share = round(texts * len(town.properties) / size)
            labelled = list(labelled_texts(town, share, seed=seed, manner=manner))
            said.writerows(map(_row, labelled))
            gazetteer.writerows(map(core_row, town.properties))
            without.writerows(map(core_row, _less_truth(town.properties, labelled)))


def _row(each: LabelledText) -> Sequence[object]:
    possible = " ".join(map(str, each.possible))
    return (
        each.id, each.text, each.address, each.postcode, each.outcome, each.uprn, each.parent, possible, each.fault
    )  # fmt: skip


def _less_truth(properties: Iterable[Property], labelled: Iterable[LabelledText]) -> Iterable[Property]:
    meant = {each.uprn for each in labelled}
    return (each for each in properties if each.uprn not in meant)


def main() -> None:
    """Read the arguments and write."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.addresses", description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--size", type=int, default=SIZE)
    arguments.add_argument("--texts", type=int, default=TEXTS)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--wording", choices=list(MANNERS), default="made with")
    given = arguments.parse_args()
    write_files(given.folder, size=given.size, texts=given.texts, seed=given.seed, manner=MANNERS[given.wording])


if __name__ == "__main__":
    main()
