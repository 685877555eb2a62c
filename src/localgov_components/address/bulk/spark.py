"""Addresses matched on a Spark cluster: the gazetteer's file is shipped to the executors, and each matches its rows.

Executors need this package, in the driver's version, with the extras `[address]` and `[population]`, as any Python on
Spark needs its libraries there. What comes out is what one process gives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from localgov_components import __version__
from localgov_components.address.bulk.columns import MATCH_COLUMNS
from localgov_components.address.bulk.frames import addresses_of_rows, matched_rows, require_columns
from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.gazetteer.file import GazetteerEdition
from localgov_components.address.review.decision import AddressDecision
from localgov_components.address.review.in_force import DecisionsInForce, decisions_in_force
from localgov_components.address.review.reviewed import ReviewedGazetteer
from localgov_components.core.errors import ConflictError
from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import pyarrow as pa

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["match_on_spark"]

_ADDED = pa.schema(
    [("uprn", pa.string()), ("match_outcome", pa.string()), ("match_score", pa.float64()), ("parent_uprn", pa.string())]
)

_ODD = ("array", "binary", "map", "struct", "variant")
"""Types of columns, as Spark calls them, that hold no text."""


def match_on_spark(
    frame: "DataFrame",
    path: Path | str,
    *,
    address: Sequence[str],
    postcode: str | None = None,
    decisions: Sequence[AddressDecision] = (),
    follow_successors: bool = False,
) -> "DataFrame":
    """Match the address in each row of a frame of Spark to the gazetteer in a file of the driver's.

    The rows come with the same four columns as from `match_frame`. They are matched in the partitions that the frame
    has, each time that Spark works it out: divide it first, `frame.repartition(64)`, into a few for each processor, and
    write what comes out before it is counted or sorted. The file is sent to each executor once, by its name: while a
    session lasts, one name means one edition, and another is refused with `ConflictError` where it is read, as is
    another version of this package. Raises `InvalidValueError` for columns that are not there or would be there twice.
    The session is one with a `SparkContext`, not one of Spark Connect.
    """
    with needs_extra("spark"):
        from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    odd = [name for name, kind in frame.dtypes if kind.startswith(_ODD)]
    require_columns(frame.columns, address, postcode, odd=odd)
    context = frame.sparkSession.sparkContext
    with Gazetteer.open(path) as gazetteer:
        edition = gazetteer.edition
        in_force = decisions_in_force(decisions, gazetteer, follow_successors=follow_successors)
    context.addFile(str(Path(path).absolute()))
    shipped = _Shipped(__version__, Path(path).name, edition, in_force, tuple(address), postcode)
    schema = StructType(
        [
            *frame.schema.fields,
            *(
                StructField(each.name, StringType() if pa.types.is_string(each.type) else DoubleType())
                for each in _ADDED
            ),
        ]
    )
    return frame.mapInArrow(shipped.matched, schema)


@dataclass(frozen=True, slots=True)
class _Shipped:
    """What an executor is sent: by what to match, the gazetteer's file by its name, decisions, and columns."""

    version: str
    name: str
    edition: GazetteerEdition
    in_force: DecisionsInForce
    address: tuple[str, ...]
    postcode: str | None

    def matched(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of rows with what their addresses came to."""
        from pyspark import SparkFiles

        if self.version != __version__:
            raise ConflictError(
                f"the driver has version {self.version} of this package, and an executor {__version__}. Install one "
                "version everywhere, so that all give the same answers.",
                code="matching.version",
            )
        gazetteer = _opened(SparkFiles.get(self.name))
        if gazetteer.edition != self.edition:
            raise ConflictError(
                f"another edition of '{self.name}' was sent to this session before. Give the file another name, or "
                "begin a new session.",
                code="matching.edition",
            )
        matching = ReviewedGazetteer(gazetteer, self.in_force)
        for batch in batches:
            yield self._with_matches(batch, matching)

    def _with_matches(self, batch: pa.RecordBatch, matching: ReviewedGazetteer) -> pa.RecordBatch:
        columns = [batch.column(each).to_pylist() for each in self.address]
        postcodes = [None] * batch.num_rows if self.postcode is None else batch.column(self.postcode).to_pylist()
        rows = list(matched_rows(addresses_of_rows(columns, postcodes), matching))
        cells = zip(*rows, strict=True) if rows else [()] * len(MATCH_COLUMNS)
        added = [pa.array(values, each.type) for values, each in zip(cells, _ADDED, strict=True)]
        return pa.RecordBatch.from_arrays([*batch.columns, *added], schema=_with_columns(batch.schema))


@lru_cache(1)
def _opened(path: str) -> Gazetteer:
    """A gazetteer, opened once in each worker, which remembers for the next partition what it read for the last."""
    return Gazetteer.open(path)


def _with_columns(schema: pa.Schema) -> pa.Schema:
    for each in _ADDED:
        schema = schema.append(each)
    return schema
