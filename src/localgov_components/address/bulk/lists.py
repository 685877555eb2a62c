"""The review sheet and the query list of a file that was matched, written from its pieces of work."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from localgov_components.address.bulk.job import Opened
from localgov_components.address.bulk.rows import gazetteer_wording
from localgov_components.address.review.queries import QUERY_COLUMNS, AddressQueryLine, QueryLines
from localgov_components.address.review.sheet import REVIEW_COLUMNS, TEXT_COLUMNS, ToReview, review_rows
from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.tables import ROW, kind_of, writing

with needs_extra("population"):
    import polars as pl

__all__ = ["write_queries", "write_review"]

Rows: TypeAlias = Callable[[], Iterator[pl.DataFrame]]
"""Gives the rows of the file with what they came to, from the first, each time it is called."""

_LINES_AT_ONCE = 10_000
_MOST_SHEET_LINES = 150_000
"""As many as are read back from a workbook, whose cells are held in memory."""

_NUMBERS: Mapping[str, type[pl.DataType]] = {"row": pl.Int64, "rows": pl.Int64, "score": pl.Float64}


def write_review(path: Path, target: Path, rows: Rows, opened: Opened) -> int:
    """Write the sheet; how many different addresses are in it.

    Raises `NotSupportedError` for more lines than are read back from a workbook.
    """
    counts: Counter[str] = Counter()
    lines = 0
    for frame in _to_review(rows):
        for key, proposals in frame.select("key", "proposals").iter_rows():
            lines += 0 if key in counts else len(json.loads(proposals))
            counts[key] += 1
    if kind_of(target) == "xlsx" and lines > _MOST_SHEET_LINES:
        raise NotSupportedError(
            f"the review sheet has {lines:,} lines, more than the {_MOST_SHEET_LINES:,} of a workbook that is read "
            f"back. Go on with --review {target.stem}.csv and --resume.",
            code="matching.review-lines",
        )
    columns = [*REVIEW_COLUMNS, *(TEXT_COLUMNS if opened.job.with_address_text else ())]
    wording = partial(gazetteer_wording, opened.job.gazetteer) if opened.job.with_address_text else None
    found = review_rows(
        _each_once(rows, counts), epoch=opened.edition.epoch, wording=wording, attribution=opened.attribution
    )
    _write(path, target, columns, (tuple(line[name] for name in columns) for line in found), opened)
    return len(counts)


def write_queries(path: Path, target: Path, rows: Rows, opened: Opened) -> int:
    """Write the list; how many different addresses are in it."""
    lines = QueryLines()
    columns = (ROW, "address", "postcode", "outcome", "parent", "key", "proposals")
    for frame in rows():
        queries = frame.filter(pl.col("query")).select(columns).iter_rows()
        for row, address, postcode, outcome, parent, key, proposals in queries:
            (uprn, _, why), *_ = json.loads(proposals)
            near = None if uprn == parent else uprn
            lines.add(key, AddressQueryLine(row, address, postcode, outcome, parent, near, why))
    _write(path, target, QUERY_COLUMNS, lines.rows(), opened)
    return len(lines)


def _to_review(rows: Rows) -> Iterator[pl.DataFrame]:
    return (frame.filter(pl.col("review")) for frame in rows())


def _each_once(rows: Rows, counts: Mapping[str, int]) -> Iterator[ToReview]:
    """Each different address where it stands first."""
    seen: set[str] = set()
    for frame in _to_review(rows):
        found = frame.select(ROW, "address", "postcode", "outcome", "key", "proposals").iter_rows()
        for row, address, postcode, outcome, key, proposals in found:
            if key not in seen:
                seen.add(key)
                yield ToReview(row, counts[key], address, postcode, outcome, json.loads(proposals))


def _write(
    path: Path,
    target: Path,
    columns: "tuple[str, ...] | list[str]",
    lines: Iterator[tuple[object, ...]],
    opened: Opened,
) -> None:
    schema = pl.Schema({name: _NUMBERS.get(name, pl.String) for name in columns})
    with writing(path, kind_of(target), pl.DataFrame(schema=schema), opened.told) as write:
        while some := list(islice(lines, _LINES_AT_ONCE)):
            write(pl.DataFrame(some, schema, orient="row"))
