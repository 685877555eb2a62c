"""Every address of a file matched to a gazetteer: read, matched, and written beside the caller's own columns.

Each of these is done a piece at a time, in a folder beside the output. Memory stays within bounds however long the file
is; only the lists for people hold each of their different addresses once. A run that was stopped goes on where it was,
to the same bytes. What is written has its final name only when all of it is there.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from localgov_components.address.bulk.columns import MATCH_COLUMNS, REJECTED
from localgov_components.address.bulk.job import MatchJob, Opened
from localgov_components.address.bulk.lists import Rows, write_queries, write_review
from localgov_components.address.bulk.rows import KEPT, REJECTS, Matched, matched_batches, prepared
from localgov_components.address.bulk.summary import MatchRejects, MatchSummary, rows_named
from localgov_components.address.matching.match import MatchOutcome
from localgov_components.address.review.sheet import TEXT_COLUMNS
from localgov_components.core.errors import NotSupportedError
from localgov_components.core.grid_cell import MOST_CHARACTERS, column_letters
from localgov_components.core.libraries import needs_extra
from localgov_components.tables import ROW, Work, writing
from localgov_components.tables.filled import Filled
from localgov_components.tables.pieces import read_slices, told, write_piece
from localgov_components.tables.table_writer import are_too_long

with needs_extra("population"):
    import polars as pl

__all__ = ["match_file"]

_MOST_NAMED = 5
_END = "matched-end"


def match_file(job: MatchJob) -> MatchSummary:
    """Match every address of a file, and write UPRNs beside its columns, a list of rejects and a summary.

    A row whose address cannot be read is in the output too, with the outcome `rejected`; only one with more or fewer
    cells than the headings is not. Raises `DefinitionError` with every mistake of the file or of the decisions, and
    `ConflictError` where there is a run or an output that must not be written over, or where the gazetteer is replaced
    meanwhile. A run that ends with an error of the system, or is stopped, can be gone on with, and so can one that ends
    with `NotSupportedError`, for what a workbook does not hold: to another kind of output.
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
        self.pieces = 0

    def done(self) -> MatchSummary:
        """Do what is not done yet."""
        self._match()
        reviewed, queries = self._listed("review", write_review), self._listed("queries", write_queries)
        self.work.make("output", self._write_output)
        rejected = _Rejected()
        self.work.make("rejects", lambda path: self._write_rejects(path, rejected))
        self.opened.require_unchanged()
        summary = self._summary(rejected, reviewed, queries)
        self.work.make("summary", lambda path: path.write_text(summary.json(), encoding="utf-8", newline="\n"))
        return summary

    def _match(self) -> None:
        """Match what is not matched yet; each batch is kept when it is, its rejects first."""
        while self.work.has(_piece(self.pieces)) and self.work.has(_rejects(self.pieces)):
            self.pieces += 1
        if self._all() == self.pieces:
            return
        parts = [told(self.work.path(_piece(number))) for number in range(self.pieces)]
        done = sum(each["read"] for each in parts)
        table, job = self.opened.table, self.job
        after = parts[-1]["after"] if parts else None
        batches = table.batches(self.opened.columns, rows=job.rows_in_batch, after=after, counted=self.opened.unnamed)
        for batch in matched_batches((prepared(each, self.opened) for each in batches), self.opened):
            self.opened.require_unchanged()
            self._keep(batch)
            done += batch.read
            job.watch(f"Matching {table.name}", done, table.most_rows)
        self.work.make(_END, lambda path: path.write_text(str(self.pieces), encoding="ascii"))

    def _all(self) -> int | None:
        """How many pieces there are when none is missing; None while the file is not matched to its end."""
        told_of = self.work.path(_END).read_bytes() if self.work.has(_END) else b""
        return int(told_of) if told_of.isdigit() else None

    def _keep(self, batch: Matched) -> None:
        outcomes = dict(batch.rows.get_column("outcome").value_counts().iter_rows())
        about = {
            "read": batch.read,
            "lost": batch.lost,
            "after": batch.after,
            "filled": [(each.rows, each.first) for each in batch.filled],
            "decided": int(batch.rows.get_column("decided").sum()),
            "review": int(batch.rows.get_column("review").sum()),
            "outcomes": {name: outcomes[name] for name in sorted(outcomes)},
        }
        self.work.make(_rejects(self.pieces), lambda path: write_piece(path, [batch.rejects], {}))
        self.work.make(_piece(self.pieces), lambda path: write_piece(path, [batch.rows], about))
        self.pieces += 1

    def _rows(self) -> Iterator[pl.DataFrame]:
        """The rows of the file with what they came to, in order, a piece at a time; the first may be empty."""
        for number in range(self.pieces):
            for frame in read_slices(self.work.path(_piece(number))):
                if frame.height or not number:
                    yield frame

    def _write_output(self, path: Path) -> None:
        kind, kept = self.job.outputs.kind, self.opened.kept
        with writing(path, kind, self._final(next(self._rows()).clear()), self.opened.told) as write:
            for frame in self._rows():
                if kind == "xlsx":
                    for number, name in enumerate(kept):
                        self._require_short(frame.get_column(ROW), frame.get_column(f"{KEPT}{number}"), name)
                if frame.height:
                    write(self._final(frame))
                    self.job.watch("Writing", int(frame.get_column(ROW)[-1]), self.opened.table.most_rows)

    def _final(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows as the output has them."""
        kept = [frame.get_column(f"{KEPT}{number}").alias(name) for number, name in enumerate(self.opened.kept)]
        found = ("uprn", "outcome", "score", "parent")
        columns = [frame.get_column(name).alias(called) for name, called in zip(found, MATCH_COLUMNS, strict=True)]
        if self.job.with_address_text:
            wording = frame.get_column("wording")
            has_wording = pl.Series([self.opened.attribution], dtype=pl.String).new_from_index(0, frame.height)
            attribution = has_wording.zip_with(wording.is_not_null(), pl.Series([None], dtype=pl.String))
            columns += [each.alias(name) for each, name in zip((wording, attribution), TEXT_COLUMNS, strict=True)]
        return pl.DataFrame([*kept, *columns])

    def _require_short(self, rows: pl.Series, texts: pl.Series, name: str) -> None:
        """Refuse texts that no cell of a workbook holds; all else is done, and goes to another kind of output."""
        if texts.dtype != pl.String or not (long := rows.filter(are_too_long(texts))).len():
            return
        shown = ", ".join(map(str, long.head(_MOST_NAMED)))
        more = ", …" if long.len() > _MOST_NAMED else ""
        raise NotSupportedError(
            f"{self.job.file.name}, column {name}: longer than the {MOST_CHARACTERS:,} characters of a cell of a "
            f"workbook, in row {shown}{more}. Go on with --output {self.job.output.stem}.csv and --resume.",
            code="matching.cell",
        )

    def _listed(self, name: str, write: Callable[[Path, Path, Rows, Opened], int]) -> int | None:
        """Write a list for people, if it was asked for; how many different addresses are in it."""
        target = self.job.outputs.lists.get(name)
        if target is None:
            return None
        counts: list[int] = []
        self.work.make(name, lambda path: counts.append(write(path, target, self._rows, self.opened)))
        return counts[0]

    def _write_rejects(self, path: Path, rejected: "_Rejected") -> None:
        with writing(path, "csv", pl.DataFrame(schema=REJECTS), {}) as write:
            for number in range(self.pieces):
                for frame in read_slices(self.work.path(_rejects(number))):
                    rejected.add(frame)
                    if frame.height:
                        write(frame)

    def _summary(self, rejected: "_Rejected", reviewed: int | None, queries: int | None) -> MatchSummary:
        parts = [told(self.work.path(_piece(number))) for number in range(self.pieces)]

        def outcome(name: str) -> int:
            return sum(each["outcomes"].get(name, 0) for each in parts)

        opened = self.opened
        edition, in_force = opened.edition, opened.matching.in_force
        return MatchSummary(
            file=opened.table.name,
            sha256=opened.table.sha256,
            gazetteer=[each.sha256 for each in edition.sources],
            epoch=edition.epoch,
            read=sum(each["read"] for each in parts),
            matched=outcome(MatchOutcome.MATCHED),
            ambiguous=outcome(MatchOutcome.AMBIGUOUS),
            parent_only=outcome(MatchOutcome.PARENT_ONLY),
            not_found=outcome(MatchOutcome.NOT_FOUND),
            rejected=outcome(REJECTED) + sum(each["lost"] for each in parts),
            decided=sum(each["decided"] for each in parts),
            to_review=sum(each["review"] for each in parts),
            addresses_to_review=reviewed,
            queries=queries,
            set_aside=len(in_force.set_aside),
            followed=in_force.followed,
            address_text=opened.attribution if self.job.with_address_text else None,
            rejects=rejected.summaries(),
            notes=[*opened.table.notes, *self._left_out(parts)],
        )

    def _left_out(self, parts: Sequence[dict[str, Any]]) -> Iterator[str]:
        """Columns without a heading that have values, which are in no output."""
        for number, place in enumerate(self.opened.unnamed):
            filled = Filled()
            for part in parts:
                rows, first = part["filled"][number]
                filled = filled.then(Filled(rows, tuple(first)))
            if filled.rows:
                where = rows_named(filled.rows, filled.first)
                yield f"{self.opened.table.name}: column {column_letters(place + 1)} has no heading: left out, {where}"


class _Rejected:
    """Counts rejects by column and code, and notes the first rows of each."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str | None, str], list[int]] = {}
        self._counts: Counter[tuple[str | None, str]] = Counter()

    def add(self, frame: pl.DataFrame) -> None:
        """Count some more, which come after those before."""
        for row, column, code in frame.iter_rows():
            self._counts[column, code] += 1
            shown = self._rows.setdefault((column, code), [])
            if len(shown) < _MOST_NAMED:
                shown.append(row)

    def summaries(self) -> tuple[MatchRejects, ...]:
        """Those with most rows first."""
        found = [MatchRejects(*key, number, tuple(self._rows[key])) for key, number in self._counts.items()]
        return tuple(sorted(found, key=lambda each: (-each.rows, each.column or "", each.code)))


def _piece(number: int) -> str:
    return f"matched-{number:06}.arrow"


def _rejects(number: int) -> str:
    return f"matched-{number:06}.rejects.arrow"
