"""The cases of a file as frames, by a mapping, to be compared.

The whole file is held in memory. A Parquet file that has its facts under their ids needs no mapping, and may be larger
than memory: it is compared as a frame that is read as it is decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.columns import Columns
from localgov_components.eligibility.population.files.deciding import frames_of
from localgov_components.eligibility.population.files.mapping.mapping import FileMapping, TableMapping
from localgov_components.eligibility.population.files.prepared import KEPT, prepared
from localgov_components.eligibility.population.files.settled import Rows, settled
from localgov_components.tables.table import Table, open_table

with needs_extra("population"):
    import polars as pl

__all__ = ["Cases", "read_cases", "scan_cases"]

_ROWS_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Cases:
    """A frame of cases, what `decide_many` is told beside it, and how many rows of the file are not in it."""

    frame: pl.DataFrame | pl.LazyFrame
    about: Mapping[str, Any] = field(default_factory=dict)
    rejected: int = 0


def scan_cases(cases: Path, members: Mapping[str, Path], key: str | None) -> Cases:
    """Cases of Parquet files that have facts under their ids; members belong to them by a column `key`."""
    if wrong := [path.name for path in (cases, *members.values()) if path.suffix.lower() != ".parquet"]:
        raise DefinitionError([Fault(name, "no Parquet file. Give a mapping with --mapping") for name in wrong])
    frames = {id_: pl.scan_parquet(path) for id_, path in members.items()}
    return Cases(pl.scan_parquet(cases), {"key": key, "members": frames})


def read_cases(
    cases: Path,
    mapping: FileMapping,
    members: Mapping[str, Path],
    *,
    keep: Sequence[str] = (),
    sheets: Mapping[str, str] | None = None,
) -> Cases:
    """Cases of any file by a mapping, with some columns beside the facts.

    `sheets` names the sheet of a workbook that has several, by list, and under "" that of the cases.
    Raises `DefinitionError` with every mistake of the files. Rows that cannot be read are counted and left out.
    """
    faults: list[Fault] = []
    lists = {each.name: each for each in mapping.members}
    for id_ in sorted(set(members) ^ set(lists)):
        there = "no file. Give one with --members" if id_ in lists else "a file, and no word of it in the mapping"
        faults.append(Fault("members", there, column=id_))
    strangers = sorted(set(sheets or {}) - {"", *lists})
    faults += (
        Fault("sheets", "no list of the mapping, and a sheet of it. Leave it out", column=id_) for id_ in strangers
    )
    sources = [(mapping.cases, cases), *((lists[id_], path) for id_, path in members.items() if id_ in lists)]
    opened = []
    for each, path in sources:
        sheet = (sheets or {}).get(each.name)
        table = open_table(path, wanted=each.columns, sheet=sheet, list_name=each.name)
        columns = Columns(table.name, table.headings, table.nested, faults)
        opened.append((table, columns.resolved(each), () if each.name else tuple(map(columns.find, keep))))
    DefinitionError.raise_for(faults)
    read = [_read(*each) for each in opened]
    tables = settled([rows for rows, _ in read])
    kept = {f"{KEPT}{number}": name for number, name in enumerate(opened[0][2])}
    frame, about = _apart(*frames_of(tables), {*kept.values()})
    return Cases(
        frame.hstack(tables[0].rows.select(pl.col(old).alias(new) for old, new in kept.items())),
        {**about, "unknown": mapping.unknown},
        tables[0].rejected + read[0][1],
    )


def _apart(frame: pl.DataFrame, about: Mapping[str, Any], kept: set[str]) -> tuple[pl.DataFrame, Mapping[str, Any]]:
    """The frames with keys that no column which is kept is called."""
    keys = (about["key"], *about["member_keys"].values())
    names = {key: f"{key}{' ' * (1 + max(map(len, kept)))}" for key in keys if key in kept}
    members = {id_: each.rename(names, strict=False) for id_, each in about["members"].items()}
    member_keys = {id_: names.get(key, key) for id_, key in about["member_keys"].items()}
    found = {"key": names.get(about["key"], about["key"]), "members": members, "member_keys": member_keys}
    return frame.rename(names, strict=False), found


def _read(table: Table, mapping: TableMapping, kept: Sequence[str]) -> tuple[Rows, int]:
    """The rows of a file that have a key, and how many have none."""
    columns = list(dict.fromkeys([*mapping.columns, *kept]))
    found = [prepared(batch, mapping, kept) for batch in table.batches(columns, rows=_ROWS_AT_ONCE)]
    return Rows(mapping, pl.concat([each.rows for each in found])), sum(each.lost for each in found)
