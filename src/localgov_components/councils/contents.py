"""A register as it is read from its folder: whole, or refused with every fault.

The tables are read first; when every row of them can be read, they are held against each other
(`consistency`). Nothing is returned unless all of it is sound.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     read_contents(Path(folder))
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  manifest.toml: this file cannot be read: ...
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.councils.consistency import check_contents
from localgov_components.councils.council import AreaCode, Council, CouncilKind, Nation, Style
from localgov_components.councils.manifest import MANIFEST, Manifest, read_manifest
from localgov_components.councils.tables import (
    CHANGES,
    CODES,
    COUNCILS,
    COUNTIES,
    DUTIES,
    STYLES,
    TABLES,
    Row,
    read_table,
)

__all__ = ["Answers", "Change", "Contents", "Duty", "read_contents"]

_GSS = re.compile(r"[EWSN][0-9]{8}", re.ASCII)
_CUSTODIAN = re.compile(r"[0-9]{4}", re.ASCII)
_FAMILY = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)
_LGSL_IDS = re.compile(r"[1-9][0-9]*(;[1-9][0-9]*)*", re.ASCII)

_Rows: TypeAlias = Mapping[str, Sequence[Row]]


class Answers(StrEnum):
    """Whether a kind of council answers for a family of services."""

    YES = "yes"
    NO = "no"
    SHARED = "shared"
    UNKNOWN = "unknown"


class Change(NamedTuple):
    """A reorganisation of councils, from a day.

    `predecessors` ended the day before; `successors` answer from the day; `continuing` are those of them that were
    there before, as the same body.
    """

    day: date
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    continuing: tuple[str, ...]
    name: str


class Duty(NamedTuple):
    """What one kind of council has to do with one family of services.

    `lgsl_ids` are ids of the Local Government Service List whose tier was checked; none were where it is empty.
    """

    kind: CouncilKind
    family: str
    answers: Answers
    lgsl_ids: tuple[int, ...]
    note: str


class Contents(NamedTuple):
    """Everything that a register holds."""

    manifest: Manifest
    councils: tuple[Council, ...]
    counties: Mapping[str, str]
    changes: tuple[Change, ...]
    duties: Mapping[tuple[str, CouncilKind], Duty]


def read_contents(folder: Path) -> Contents:
    """Read a folder whole. Raises `DefinitionError` with every fault."""
    faults: list[Fault] = []
    content = _content(folder, MANIFEST, faults)
    manifest = None if content is None else read_manifest(content, MANIFEST, faults)
    if manifest is None:
        raise DefinitionError(faults)
    rows = _read_tables(folder, manifest, faults)
    before = len(faults)
    if len(rows) < len(TABLES):
        raise DefinitionError(faults)
    contents = Contents(
        manifest,
        _councils(rows),
        {row.slug("district") or "": row.slug("county") or "" for row in rows[COUNTIES.name]},
        tuple(map(_change, rows[CHANGES.name])),
        {(duty.family, duty.kind): duty for duty in map(_duty, rows[DUTIES.name]) if duty},
    )
    is_cut = any(len(rows[name]) != manifest.seals[name].rows for name in rows)
    if (
        len(faults) == before and not is_cut
    ):  # rows that cannot be read, or are missing, would be found again as riddles
        check_contents(rows, contents.councils, faults)
    DefinitionError.raise_for(faults)
    return contents


def _read_tables(folder: Path, manifest: Manifest, faults: list[Fault]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        seal = manifest.seals.get(table.name)
        if seal is None:
            faults.append(Fault(MANIFEST, "this file is not listed", column=f"file.{table.name}"))
        content = _content(folder, table.name, faults)
        rows = None if content is None else read_table(table, content, seal, faults)
        if seal is not None and rows is not None:
            found[table.name] = rows
    known = {table.name for table in TABLES}
    faults += [
        Fault(MANIFEST, "there is no such file in this format", column=f"file.{name}")
        for name in manifest.seals
        if name not in known
    ]
    return found


def _content(folder: Path, name: str, faults: list[Fault]) -> bytes | None:
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        faults.append(Fault(name, f"this file cannot be read: {error.strerror}"))
        return None


def _councils(rows: _Rows) -> tuple[Council, ...]:
    codes: dict[str, list[AreaCode]] = {}
    for row in rows[CODES.name]:
        text = row.matching("gss_code", _GSS, "a code of nine characters such as E06000066")
        codes.setdefault(row.slug("slug") or "", []).append(AreaCode(text or "", *row.days(), row["note"]))
    styles: dict[str, list[Style]] = {}
    for row in rows[STYLES.name]:
        kind = row.choice("kind", CouncilKind) or CouncilKind.UNITARY
        styles.setdefault(row.slug("slug") or "", []).append(Style(row.text("name") or "", kind, *row.days()))
    return tuple(_council(row, codes, styles) for row in rows[COUNCILS.name])


def _council(row: Row, codes: Mapping[str, list[AreaCode]], styles: Mapping[str, list[Style]]) -> Council:
    slug, name = row.slug("slug") or "", row.text("name") or ""
    kind = row.choice("kind", CouncilKind) or CouncilKind.UNITARY  # a refused row goes no further
    start, end = row.days()
    custodian = row["local_custodian_code"] and row.matching("local_custodian_code", _CUSTODIAN, "four digits")
    return Council(
        slug,
        name,
        row.text("name_cy") or "" if row["name_cy"] else "",
        row.choice("nation", Nation) or Nation.ENGLAND,
        kind,
        start,
        end,
        row.slugs("successors"),
        custodian or "",
        tuple(codes.get(slug, ())),
        tuple(styles.get(slug, ())) or (Style(name, kind, None, None),),
    )


def _change(row: Row) -> Change:
    day = row.day("date")
    if not row["date"]:
        row.fault("this cell is empty", "date")
    return Change(
        day or date.min,
        row.slugs("predecessors"),
        row.slugs("successors"),
        row.slugs("continuing"),
        row.text("name") or "",
    )


def _duty(row: Row) -> Duty | None:
    kind, answers = row.choice("kind", CouncilKind), row.choice("answers", Answers)
    family = row.matching("service_family", _FAMILY, "a name: small letters with hyphens between")
    ids = row["lgsl_ids"] and row.matching("lgsl_ids", _LGSL_IDS, "numbers divided by semicolons")
    if kind is None or answers is None or family is None:
        return None
    return Duty(kind, family, answers, tuple(map(int, ids.split(";"))) if ids else (), row["note"])
