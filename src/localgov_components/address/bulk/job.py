"""A file whose addresses are to be matched, opened and held against what was asked before anything is done."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Self, TypeAlias

from pydantic import JsonValue

from localgov_components import __version__
from localgov_components.address.bulk.columns import Columns
from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.gazetteer.file import GazetteerEdition
from localgov_components.address.review.decision import AddressDecision
from localgov_components.address.review.decisions_file import read_decisions
from localgov_components.address.review.reviewed import ReviewedGazetteer
from localgov_components.core.errors import ConflictError, DefinitionError, Fault, InvalidValueError, NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.tables import Table, open_table
from localgov_components.tables.named_columns import ALL_COLUMNS
from localgov_components.tables.outputs import Outputs
from localgov_components.tables.sheet_writer import MOST_SHEET_ROWS

__all__ = ["MatchJob", "Opened", "Watch"]

Watch: TypeAlias = Callable[[str, int, int], object]
"""Called now and then with what is being done, how much of it is done, and how much there is."""

_LIBRARIES = ("polars", "pyarrow", "rapidfuzz")


def _nobody(_: str, __: int, ___: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class MatchJob:
    """A file whose addresses are to be matched to a gazetteer.

    The address is read from the columns `address`, in their order, and `postcode` is a column of its own. `keep` names
    columns to carry over; `sheet` the sheet of a workbook that has several. `decisions` is a decisions file, whose
    decisions win; `follow_successors` lets those about a property that is no more hold for the one that took its place.

    `review` and `queries` are files to write besides: the sheet for a person, with matches below `review_below` among
    them, and the list for the custodian. `with_address_text` writes the gazetteer's own wording beside the UPRN, with
    what its licence asks to be shown. `processes` match at the same time; what is written does not depend on them.
    `resume` goes on with a run that was stopped; `overwrite` lets the output take the place of an earlier one. `watch`
    is told now and then how far it is.
    """

    gazetteer: Gazetteer
    file: Path
    address: Sequence[str]
    output: Path
    postcode: str | None = None
    keep: Sequence[str] = ALL_COLUMNS
    sheet: str | None = None
    decisions: Path | None = None
    follow_successors: bool = False
    review: Path | None = None
    review_below: float = 0.95
    queries: Path | None = None
    with_address_text: bool = False
    processes: int = 1
    resume: bool = False
    overwrite: bool = False
    watch: Watch = _nobody
    rows_in_batch: int = 2_000

    @property
    def outputs(self) -> Outputs:
        """What is written, and where."""
        lists = {"review": self.review, "queries": self.queries}
        return Outputs(self.output, {name: path for name, path in lists.items() if path is not None})


@dataclass(frozen=True, slots=True)
class Opened:
    """A job with its file and its decisions, opened; `columns` are all that are read."""

    job: MatchJob
    table: Table
    address: tuple[str, ...]
    postcode: str | None
    kept: tuple[str, ...]
    edition: GazetteerEdition
    matching: ReviewedGazetteer
    decisions_sha256: str | None
    stamp: tuple[int, int]

    @classmethod
    def of(cls, job: MatchJob) -> Self:
        """Open everything. Raises `DefinitionError` with what is wrong with the file."""
        _require_sound(job)
        read = [job.file, job.gazetteer.path, *([] if job.decisions is None else [job.decisions])]
        job.outputs.require_room(read, may_replace=job.resume or job.overwrite)
        stamp = _stamp(job.file)
        table = open_table(
            job.file,
            wanted=[*job.address, *([job.postcode] if job.postcode else [])],
            sheet=job.sheet,
            progress=lambda done, of: job.watch(f"Checking {job.file.name}", done, of),
        )
        columns = Columns(table.name, table.headings, table.nested)
        address = columns.address(job.address)
        postcode = columns.flat(job.postcode) if job.postcode else None
        kept = columns.kept(job.keep, with_text=job.with_address_text)
        if job.outputs.kind == "xlsx" and table.most_rows >= MOST_SHEET_ROWS:
            message = f"more rows than a sheet has ({MOST_SHEET_ROWS:,}). Write CSV or Parquet"
            columns.faults.append(Fault(table.name, message))
        DefinitionError.raise_for(columns.faults)
        decisions, sha256 = ((), None) if job.decisions is None else _decisions(job.decisions)
        matching = ReviewedGazetteer.of(job.gazetteer, decisions, follow_successors=job.follow_successors)
        return cls(job, table, address, postcode, kept, job.gazetteer.edition, matching, sha256, stamp)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, each once."""
        postcode = () if self.postcode is None else (self.postcode,)
        return tuple(dict.fromkeys([*self.address, *postcode, *self.kept]))

    @property
    def unnamed(self) -> list[int]:
        """The places of columns without a heading, where all columns are asked for: they are not carried over."""
        has_all = tuple(self.job.keep) == ALL_COLUMNS
        return [place for place, each in enumerate(self.table.headings) if has_all and not each]

    @property
    def attribution(self) -> str:
        """What the licence of the gazetteer's addresses asks to be shown, in words where nothing was said of it."""
        return self.edition.attribution or "no attribution was given when the gazetteer was built"

    @property
    def told(self) -> dict[str, str]:
        """By what the addresses were matched, for the file that holds the matches."""
        told = {"gazetteer_epoch": self.edition.epoch or ""}
        return told | ({"gazetteer_attribution": self.attribution} if self.job.with_address_text else {})

    @property
    def identity(self) -> dict[str, JsonValue]:
        """Everything that the output follows from, by what it is called."""
        job = self.job
        return {
            "the version of the package or of a library": _versions(),
            "the gazetteer": _edition(self.edition),
            "the input": [self.table.name, self.table.sha256],
            "the sheet": job.sheet,
            "the columns of the address": [*self.address, self.postcode],
            "the columns that are kept": list(self.kept),
            "the decisions": [self.decisions_sha256, job.follow_successors],
            "the score below which a match is reviewed": job.review_below,
            "whether the gazetteer's wording is written": job.with_address_text,
            "the size of pieces": job.rows_in_batch,
        }

    def require_unchanged(self) -> None:
        """Raise where the file was written to, or the gazetteer replaced, since the run was begun."""
        if _stamp(self.job.file) != self.stamp:
            message = "changed while it was read. Begin again when nothing writes to it"
            raise DefinitionError([Fault(self.job.file.name, message)])
        if self.job.gazetteer.edition != self.edition:
            raise ConflictError(
                "the gazetteer was replaced by another edition while addresses were matched to it. Delete "
                f"'{self.job.outputs.folder}' and begin again, so that all are matched to one.",
                code="matching.edition",
            )


def _versions() -> list[JsonValue]:
    with needs_extra("address"):
        return [__version__, *map(metadata.version, _LIBRARIES)]


def _decisions(path: Path) -> tuple[tuple[AddressDecision, ...], str]:
    return read_decisions(path), hashlib.sha256(path.read_bytes()).hexdigest()


def _edition(edition: GazetteerEdition) -> list[JsonValue]:
    built = None if edition.built_at is None else edition.built_at.isoformat()
    sources: list[JsonValue] = [f"{each.kind} {each.name} {each.sha256} {each.kept}" for each in edition.sources]
    return [edition.epoch, edition.attribution, built, edition.addresses, sources]


def _require_sound(job: MatchJob) -> None:
    if not 0 <= job.review_below <= 1:
        raise InvalidValueError("not a score: give a number from 0 to 1, such as 0.95.", code="matching.score")
    if job.processes < 1:
        raise InvalidValueError("not a number of processes: give 1 or more.", code="matching.processes")
    if job.review is not None and job.review.suffix.lower() == ".parquet":
        raise NotSupportedError(
            "nobody fills in a Parquet file. Write the review sheet as XLSX or CSV.", code="matching.review"
        )
    if not job.gazetteer.edition.addresses:
        name = job.gazetteer.path.name
        raise ConflictError(
            f"the gazetteer '{name}' has no addresses, only places of UPRNs. Build it from addresses too.",
            code="matching.no-addresses",
        )


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
