"""What is to be decided, and the files for it, opened and held against the mapping before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from math import ceil
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import JsonValue

from localgov_components import __version__
from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.eligibility.population.files.columns import Columns
from localgov_components.eligibility.population.files.mapping.mapping import FileMapping, TableMapping
from localgov_components.eligibility.population.files.reading import Watch
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.tables.outputs import Outputs
from localgov_components.tables.sheet_writer import MOST_SHEET_ROWS
from localgov_components.tables.table import Table, open_table

__all__ = ["Job", "Opened", "OpenedFile"]

_LIBRARIES = ("narwhals", "polars", "pyarrow")


def _nobody(_: str, __: int, ___: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file of cases to decide by a scheme on a day.

    `members` are the files of members by list. `keep` names columns of the cases to carry over to the output, or is
    `("all",)`. `sheets` names the sheet of a workbook that has several, by list, and under "" that of the cases.
    `resume` goes on with a run that was stopped, also to another kind of output; `overwrite` lets the output take the
    place of an earlier one. `watch` is told now and then how far it is. Rows are read by `rows_in_batch` and decided by
    about `rows_in_partition`: the memory depends on these, and what is written does not.
    """

    bound: SchemeOn
    cases: Path
    mapping: FileMapping
    output: Path
    members: Mapping[str, Path] = field(default_factory=dict)
    keep: Sequence[str] = ()
    sheets: Mapping[str, str] = field(default_factory=dict)
    resume: bool = False
    overwrite: bool = False
    watch: Watch = _nobody
    rows_in_batch: int = 1 << 16
    rows_in_partition: int = 1 << 18

    @property
    def outputs(self) -> Outputs:
        """What is written, and where."""
        return Outputs(self.output)


class OpenedFile(NamedTuple):
    """One file of a job, with its mapping as its own headings have it, and the places of columns that nothing reads."""

    path: Path
    table: Table
    mapping: TableMapping
    unused: tuple[int, ...]
    stamp: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A job with its files: first the cases, then members after whom they belong to."""

    job: Job
    files: tuple[OpenedFile, ...]
    kept: tuple[str, ...]

    @classmethod
    def of(cls, job: Job) -> Self:
        """Open every file. Raises `DefinitionError` with what is wrong with any."""
        job.outputs.require_room([job.cases, *job.members.values()], may_replace=job.resume or job.overwrite)
        faults: list[Fault] = []
        lists = {each.name: each for each in job.mapping.members}
        for id_ in sorted(set(job.members) - set(job.mapping.unread) ^ set(lists)):
            there = "no file. Give one with --members" if id_ in lists else "a file, and no word of it in the mapping"
            faults.append(Fault("members", there, column=id_))
        strangers = sorted(set(job.sheets) - {"", *lists})
        faults += (
            Fault("sheets", "no list of the mapping, and a sheet of it. Leave it out", column=id_) for id_ in strangers
        )
        files: list[OpenedFile] = []
        kept: tuple[str, ...] = ()
        sources = [
            (job.mapping.cases, job.cases),
            *((lists[id_], job.members[id_]) for id_ in lists if id_ in job.members),
        ]
        for mapping, path in sources:
            try:
                file, kept_here = _opened(job, mapping, path, faults)
            except DefinitionError as error:
                faults += error.faults
                continue
            files.append(file)
            kept = kept or kept_here
        DefinitionError.raise_for(faults)
        return cls(job, tuple(files), kept)

    @property
    def partitions(self) -> int:
        """Into how many parts the cases are divided."""
        return max(1, ceil(sum(each.table.most_rows for each in self.files) / self.job.rows_in_partition))

    @property
    def told(self) -> dict[str, str]:
        """What made the decisions, for the file that holds them."""
        bound = self.job.bound
        return {
            "scheme": bound.scheme.id,
            "rules_hash": bound.scheme.rules_hash,
            "policy_edition": bound.policy.edition,
            "on": bound.on.isoformat(),
        }

    @property
    def identity(self) -> dict[str, JsonValue]:
        """Everything that the output follows from, by what it is called."""
        bound, job = self.job.bound, self.job
        return {
            "the version of the package or of a library": [__version__, *map(metadata.version, _LIBRARIES)],
            "the scheme": bound.scheme.rules_hash,
            "the policy": bound.policy.edition,
            "the day": [bound.on.isoformat(), str(bound.known_at)],
            "the mapping": job.mapping.sha256,
            "the input": [each.table.sha256 for each in self.files],
            "the names of the files": [each.table.name for each in self.files],
            "the sheets": dict(job.sheets),
            "the columns that are kept": list(self.kept),
            "the size of pieces": [job.rows_in_batch, job.rows_in_partition],
        }

    def require_unchanged(self) -> None:
        """Raise `DefinitionError` where a file was written to since it was opened."""
        changed = [each.path.name for each in self.files if _stamp(each.path) != each.stamp]
        message = "changed while it was read. Begin again when nothing writes to it"
        DefinitionError.raise_for([Fault(name, message) for name in changed])


def _opened(job: Job, mapping: TableMapping, path: Path, faults: list[Fault]) -> tuple[OpenedFile, tuple[str, ...]]:
    stamp = _stamp(path)
    is_cases = not mapping.name
    table = open_table(
        path,
        wanted=mapping.columns,
        sheet=job.sheets.get(mapping.name),
        list_name=mapping.name,
        progress=lambda done, of: job.watch(f"Checking {path.name}", done, of),
    )
    columns = Columns(table.name, table.headings, table.nested, faults)
    resolved = columns.resolved(mapping)
    kept = columns.kept(job.keep, resolved.key[0]) if is_cases else ()
    columns.require_flat(*resolved.columns, *kept)
    if is_cases and job.outputs.kind == "xlsx" and table.most_rows >= MOST_SHEET_ROWS:
        faults.append(Fault(path.name, f"more rows than a sheet has ({MOST_SHEET_ROWS:,}). Write CSV or Parquet"))
    return OpenedFile(path, table, resolved, columns.unused([*resolved.columns, *kept]), stamp), kept


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
