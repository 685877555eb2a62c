"""Rows kept on the disk between reading and deciding, divided so that all rows of one case lie together.

A batch is one file with a record batch for each partition. Which partition a row is in follows from the key of its
case. Counts are kept in the file itself, so that they cannot disagree with its rows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from localgov_components.core.errors import ConflictError
from localgov_components.core.libraries import needs_extra

with needs_extra("population"):
    import polars as pl
    import pyarrow as pa

__all__ = ["divided", "read_partition", "read_slices", "told", "write_piece"]

_TOLD = b"localgov"
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")
_OLDEST = pl.CompatLevel.oldest()


def divided(rows: pl.DataFrame, by: str, partitions: int) -> list[pl.DataFrame]:
    """The rows of each partition, in their order."""
    if partitions == 1:
        return [rows]
    numbered = rows.with_columns(partition=(pl.col(by).hash() % partitions).cast(pl.UInt32))
    found = numbered.partition_by("partition", maintain_order=True, include_key=False, as_dict=True)
    return [found.get((number,), rows.clear()) for number in range(partitions)]


def write_piece(path: Path, parts: Sequence[pl.DataFrame], told: Mapping[str, Any]) -> None:
    """Write a file of several record batches, with what is to be told of it."""
    first = parts[0].to_arrow(compat_level=_OLDEST).schema
    schema = first.with_metadata({_TOLD: json.dumps(told)})
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, schema, options=_OPTIONS) as writer:
        for part in parts:
            table = part.to_arrow(compat_level=_OLDEST).combine_chunks()
            arrays = [column.combine_chunks() for column in table.columns]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def told(path: Path) -> dict[str, Any]:
    """What is told of a file."""
    with _opened(path) as reader:
        found: dict[str, Any] = json.loads(reader.schema.metadata[_TOLD])
        return found


def read_partition(paths: Sequence[Path], number: int) -> pl.DataFrame:
    """The rows of one partition in all batches, in their order."""
    return pl.concat([_record_batch(path, number) for path in paths])


def read_slices(path: Path) -> Iterator[pl.DataFrame]:
    """The record batches of a file, one after another; between them it is closed, since there may be many."""
    with _opened(path) as reader:
        number = reader.num_record_batches
    for each in range(number):
        yield _record_batch(path, each)


def _record_batch(path: Path, number: int) -> pl.DataFrame:
    with _opened(path) as reader:
        return pl.DataFrame(pl.from_arrow(pa.Table.from_batches([reader.get_batch(number)])))


@contextmanager
def _opened(path: Path) -> "Iterator[pa.ipc.RecordBatchFileReader]":
    """A file to read. Raises `ConflictError` for one that somebody or something else wrote to."""
    try:
        with pa.OSFile(str(path), "rb") as source, pa.ipc.open_file(source) as reader:
            yield reader
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise ConflictError(
            f"'{path}' is damaged. Delete this one file, and go on with --resume: it is made again.",
            code="work.damaged",
        ) from None
