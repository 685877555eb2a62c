"""Rows of a file with their addresses, and with what matching these came to."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from localgov_components.address.bulk.columns import REJECTED, match_columns
from localgov_components.address.bulk.job import Opened
from localgov_components.address.bulk.texts import joined, texts
from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.matching.match import How, Match
from localgov_components.address.parsing.parts import MOST_CHARACTERS
from localgov_components.address.review.decision import address_key
from localgov_components.address.review.in_force import DECISION
from localgov_components.address.review.sheet import asks_custodian, needs_person, proposals_of
from localgov_components.core.errors import NotFoundError
from localgov_components.core.libraries import needs_extra
from localgov_components.identifiers import Uprn
from localgov_components.tables import ROW, Batch, Place
from localgov_components.tables.filled import Filled

with needs_extra("population"):
    import polars as pl

__all__ = [
    "EMPTY",
    "KEPT",
    "LONG",
    "REJECTS",
    "Matched",
    "Prepared",
    "gazetteer_wording",
    "matched_batches",
    "prepared",
]

KEPT = "kept"
"""Columns that are carried over are `kept0`, `kept1` and so on, whatever they are called."""

REJECTS = pl.Schema({ROW: pl.Int64, "column": pl.String, "code": pl.String})
"""The columns of a frame of rejects; a row that has several mistakes is there for each."""

EMPTY, LONG = "cell.empty", "cell.long"
"""Codes of an address that is empty, or of more than 10,000 characters."""

_FOUND = {
    "uprn": pl.String,
    "outcome": pl.String,
    "score": pl.Float64,
    "parent": pl.String,
    "decided": pl.Boolean,
    "review": pl.Boolean,
    "query": pl.Boolean,
    "key": pl.String,
    "proposals": pl.String,
    "wording": pl.String,
}
_REJECTED = (None, REJECTED, *([None] * (len(_FOUND) - 2)))


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """A batch: its rows with address and postcode, what is to be matched, what is wrong, and where reading goes on.

    Rows of another length are counted in `read` and in no frame. The address of a row that cannot be matched is None.
    `filled` says which rows have a value in each column without a heading.
    """

    rows: pl.DataFrame
    addresses: Sequence[tuple[str, str | None]]
    rejects: pl.DataFrame
    read: int
    after: Place
    filled: Sequence[Filled]


@dataclass(frozen=True, slots=True, repr=False)
class Matched:
    """A batch whose addresses are matched; `rows` has what they came to, and `lost` counts rows of another length."""

    rows: pl.DataFrame
    rejects: pl.DataFrame
    read: int
    lost: int
    after: Place
    filled: Sequence[Filled]


def prepared(batch: Batch, opened: Opened) -> Prepared:
    """The rows of a batch, in the columns that are worked with."""
    frame = batch.frame
    address = joined([frame.get_column(each) for each in opened.address])
    postcode = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    if opened.postcode is not None:
        postcode = texts(frame.get_column(opened.postcode))
    rejects = _rejects(batch, address, opened)
    sound = ~batch.numbers.is_in(_unmatched(rejects, opened))
    kept = [frame.get_column(name).alias(f"{KEPT}{number}") for number, name in enumerate(opened.kept)]
    whole = address.zip_with(sound, pl.Series([None], dtype=pl.String))
    rows = pl.DataFrame([batch.numbers.alias(ROW), *kept, whole.alias("address"), postcode.alias("postcode")])
    given = rows.filter(pl.col("address").is_not_null()).select("address", "postcode")
    return Prepared(rows, list(given.iter_rows()), rejects, batch.read, batch.after, batch.filled)


def matched_batches(batches: Iterator[Prepared], opened: Opened) -> Iterator[Matched]:
    """Batches with their addresses matched, in order; some are read ahead, so that no process waits."""
    waiting: deque[Prepared] = deque()

    def addresses() -> Iterator[tuple[str, str | None]]:
        for each in batches:
            waiting.append(each)
            yield from each.addresses

    found: list[Match] = []
    with closing(opened.matching.match_many(addresses(), processes=opened.job.processes)) as matches:
        for match in matches:
            found.append(match)
            yield from _whole(waiting, found, opened)
        yield from _whole(waiting, found, opened)


def _whole(waiting: deque[Prepared], found: list[Match], opened: Opened) -> Iterator[Matched]:
    """Those batches at the front whose addresses are all matched."""
    while waiting and len(found) >= (number := len(waiting[0].addresses)):
        yield _matched(waiting.popleft(), found[:number], opened)
        del found[:number]


def _matched(batch: Prepared, matches: Sequence[Match], opened: Opened) -> Matched:
    following = iter(matches)
    given = batch.rows.select("address", "postcode").iter_rows()
    records = [
        _REJECTED if address is None else _record(next(following), address, postcode, opened)
        for address, postcode in given
    ]
    found = pl.DataFrame(records, pl.Schema(_FOUND), orient="row")
    lost = batch.read - batch.rows.height
    return Matched(batch.rows.hstack(found), batch.rejects, batch.read, lost, batch.after, batch.filled)


def _record(match: Match, address: str, postcode: str | None, opened: Opened) -> tuple[object, ...]:
    """What is kept of a match: what the output shows of it and, where it is not certain, what it proposes."""
    to_review = needs_person(match, below=opened.job.review_below)
    is_certain = match.uprn is not None and not to_review
    wording = None
    if opened.job.with_address_text and match.uprn is not None:
        wording = gazetteer_wording(opened.job.gazetteer, match.uprn)
    return (
        *match_columns(match),
        any(each.element == DECISION and each.how is not How.MISSING for each in match.explanation),
        to_review,
        asks_custodian(match),
        None if is_certain else json.dumps(address_key(address, postcode)),
        None if is_certain else json.dumps(proposals_of(match)),
        wording,
    )


def gazetteer_wording(gazetteer: Gazetteer, uprn: Uprn) -> str | None:
    """The gazetteer's own wording of a property; None for one that it does not have."""
    try:
        return gazetteer.get(uprn).single_line_address
    except NotFoundError:
        return None


def _read(opened: Opened) -> list[str]:
    return [*opened.address, *([opened.postcode] if opened.postcode else [])]


def _rejects(batch: Batch, address: pl.Series, opened: Opened) -> pl.DataFrame:
    """What the table could not read, and addresses that are empty or too long."""
    told = batch.faults.match_to_schema(REJECTS)
    rows = pl.DataFrame([batch.numbers.alias(ROW), address.alias("address")])
    rows = rows.filter(~pl.col(ROW).is_in(_unmatched(told, opened)))
    column = pl.lit(opened.address[0], pl.String).alias("column")
    faults = {EMPTY: pl.col("address").is_null(), LONG: pl.col("address").str.len_chars() > MOST_CHARACTERS}
    found = [rows.filter(wrong).select(ROW, column, pl.lit(code).alias("code")) for code, wrong in faults.items()]
    return pl.concat([told, *found]).sort(ROW, maintain_order=True)


def _unmatched(rejects: pl.DataFrame, opened: Opened) -> list[int]:
    """The rows whose address cannot be matched; a cell that is only carried over is no reason."""
    return rejects.filter(pl.col("column").is_in(_read(opened))).get_column(ROW).to_list()
