"""Everybody in a file decided by a scheme: read, divided by case, decided, put in order and written.

Each of these is done a piece at a time, in a folder beside the output: memory stays within bounds however long the
files are, and a run that was stopped goes on where it was. What is written has its final name only when all of it is
there.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from localgov_components.core.errors import NotSupportedError
from localgov_components.core.grid_cell import MOST_CHARACTERS
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.population.files.columns import OUTPUT_COLUMNS, shared_notes, unused_of
from localgov_components.eligibility.population.files.deciding import decided, told_of
from localgov_components.eligibility.population.files.job import Job, Opened
from localgov_components.eligibility.population.files.prepared import KEPT
from localgov_components.eligibility.population.files.reading import InPieces, Reading
from localgov_components.eligibility.population.files.rejects import REJECTS, Rejected
from localgov_components.eligibility.population.files.settled import Rows, settled
from localgov_components.eligibility.population.files.shown import shown
from localgov_components.eligibility.population.files.summary import FileSummary, Summary
from localgov_components.tables.in_order import in_order
from localgov_components.tables.pieces import read_partition, read_slices, told, write_piece
from localgov_components.tables.table import ROW
from localgov_components.tables.table_writer import are_too_long, writing
from localgov_components.tables.work import Work

with needs_extra("population"):
    import polars as pl

__all__ = ["decide_file"]

_ROWS_PUT_IN_ORDER = 1 << 17
_FEWEST_IN_A_SLICE = 256
_MOST_NAMED = 5


def decide_file(job: Job) -> Summary:
    """Decide every case of a file, and write decisions, rejects and a summary.

    Raises `DefinitionError` with every mistake of the files, and `ConflictError` where there is a run or an output that
    must not be written over. A run that ends with an error of the system, or is stopped, can be gone on with, and so
    can one that ends with `NotSupportedError`, for a text that is too long for a workbook: to another kind of output.
    """
    opened = Opened.of(job)
    with Work.begin(job.outputs.folder, opened.identity, resume=job.resume) as work:
        summary = _Run(opened, work).done()
        work.finish(job.outputs.all)
    return summary


class _Run:
    """The pieces of work of one run."""

    def __init__(self, opened: Opened, work: Work) -> None:
        self.opened = opened
        self.job = opened.job
        self.work = work

    def done(self) -> Summary:
        """Do what is not done yet."""
        read = [self._read(number) for number in range(len(self.opened.files))]
        self.opened.require_unchanged()
        for partition in range(self.opened.partitions):
            pieces = [_decided(partition), *(_rejected(partition, number) for number in range(len(read)))]
            if not all(map(self.work.has, pieces)):
                self._decide(partition, read)
            self.job.watch("Deciding", partition + 1, self.opened.partitions)
        self.work.make("output", lambda path: self._write_output(path, read[0]))
        rejected = [Rejected() for _ in read]
        self.work.make("rejects", lambda path: self._write_rejects(path, read, rejected))
        summary = self._summary(read, rejected)
        self.work.make("summary", lambda path: path.write_text(summary.json(), encoding="utf-8", newline="\n"))
        return summary

    def _read(self, number: int) -> InPieces:
        file = self.opened.files[number]
        kept = () if number else self.opened.kept
        name, job = f"read-{number}", self.job
        reading = Reading(file.table, file.mapping, kept, file.unused, name, job.rows_in_batch, self.opened.partitions)
        return reading.done(self.work, job.watch)

    def _decide(self, partition: int, read: Sequence[InPieces]) -> None:
        """Decide the cases of a partition; the decisions are there only when the rejects are."""
        tables = settled([Rows(each.mapping, read_partition(each.pieces, partition)) for each in read])
        result = decided(self.job.bound, tables, unknown=self.job.mapping.unknown)
        about = told_of(tables, result)
        for number, each in enumerate(tables):
            self._keep(_rejected(partition, number), each.rejects, {})
        self._keep(_decided(partition), result, about)

    def _keep(self, name: str, frame: pl.DataFrame, about: Mapping[str, Any]) -> None:
        """Keep a frame in parts so small that one of each partition is little to hold."""
        rows = max(_ROWS_PUT_IN_ORDER // self.opened.partitions, _FEWEST_IN_A_SLICE)
        parts = list(frame.iter_slices(rows)) if frame.height else [frame]
        self.work.make(name, lambda path: write_piece(path, parts, about))

    def _in_order(self, names: Sequence[str], *more: Iterator[pl.DataFrame], last: int) -> Iterator[pl.DataFrame]:
        streams = [*more, *(read_slices(self.work.path(each)) for each in names)]
        return in_order(streams, last=last, window=_ROWS_PUT_IN_ORDER)

    def _write_output(self, path: Path, cases: InPieces) -> None:
        names = [_decided(each) for each in range(self.opened.partitions)]
        scheme, kind = self.job.bound.scheme, self.job.outputs.kind
        columns = {f"{KEPT}{number}": name for number, name in enumerate(self.opened.kept)}

        def final(frame: pl.DataFrame) -> pl.DataFrame:
            return shown(frame.drop(ROW), scheme, kind).select(*columns, *OUTPUT_COLUMNS).rename(columns)

        header = final(next(read_slices(self.work.path(names[0]))).clear())
        with writing(path, kind, header, self.opened.told) as write:
            for frame in self._in_order(names, last=cases.last):
                if kind == "xlsx":
                    self._require_short(frame, columns)
                write(final(frame))
                self.job.watch("Writing", int(frame[ROW][-1]), cases.last)

    def _require_short(self, frame: pl.DataFrame, columns: Mapping[str, str]) -> None:
        """Refuse texts that no cell of a workbook holds; all else is done, and goes to another kind of output."""
        for id_, name in columns.items():
            texts = frame[id_]
            if texts.dtype == pl.String and (rows := frame[ROW].filter(are_too_long(texts))).len():
                shown = ", ".join(map(str, rows.head(_MOST_NAMED)))
                more = ", …" if rows.len() > _MOST_NAMED else ""
                raise NotSupportedError(
                    f"{self.job.cases.name}, column {name}: longer than the {MOST_CHARACTERS:,} characters of a cell "
                    f"of a workbook, in row {shown}{more}. Go on with --output {self.job.output.stem}.csv and "
                    "--resume.",
                    code="population.cell",
                )

    def _write_rejects(self, path: Path, read: Sequence[InPieces], rejected: Sequence[Rejected]) -> None:
        header = pl.DataFrame(schema={"file": pl.String, **REJECTS})
        with writing(path, "csv", header, {}) as write:
            for number, (file, each, found) in enumerate(zip(self.opened.files, read, rejected, strict=True)):
                names = [_rejected(partition, number) for partition in range(self.opened.partitions)]
                of_cells = (frame for piece in each.rejects for frame in read_slices(piece))
                for frame in self._in_order(names, of_cells, last=each.last):
                    found.add(frame)
                    write(frame.select(pl.lit(file.table.name).alias("file"), *REJECTS))

    def _summary(self, read: Sequence[InPieces], rejected: Sequence[Rejected]) -> Summary:
        parts = [told(self.work.path(_decided(each))) for each in range(self.opened.partitions)]
        outcomes = _summed(each["outcomes"] for each in parts)
        undecided = outcomes[Outcome.UNDECIDED.value]
        bound = self.job.bound
        of_files = [{"used": sum(outcomes.values()), "rejected": sum(each["rejected"] for each in parts)}]
        of_files += [_summed(each["members"][number] for each in parts) for number in range(len(read) - 1)]
        return Summary(
            scheme=bound.scheme.id,
            rules_hash=bound.scheme.rules_hash,
            policy_edition=bound.policy.edition,
            on=bound.on,
            known_at=bound.known_at,
            mapping_sha256=self.job.mapping.sha256,
            read=read[0].read,
            decided=sum(outcomes.values()) - undecided,
            undecided=undecided,
            rejected=of_files[0]["rejected"] + read[0].lost,
            outcomes=outcomes,
            unknown=_summed(each["unknown"] for each in parts),
            files=[
                FileSummary(
                    file.table.name,
                    file.mapping.name,
                    file.table.sha256,
                    each.read,
                    counts["used"],
                    counts["rejected"] + each.lost,
                    found.summaries(),
                    unused_of(file.table.headings, file.unused, each.filled),
                    (*file.table.notes, *shared_notes(file.table.name, file.mapping)),
                )
                for file, each, counts, found in zip(self.opened.files, read, of_files, rejected, strict=True)
            ],
        )


def _summed(counts: Iterator[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in counts:
        for name, number in each.items():
            total[name] = total.get(name, 0) + number
    return total


def _decided(partition: int) -> str:
    return f"decided-{partition:05}.arrow"


def _rejected(partition: int, number: int) -> str:
    return f"decided-{partition:05}.rejects-{number}.arrow"
