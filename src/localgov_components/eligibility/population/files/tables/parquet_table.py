"""A Parquet file as a table: columns keep their types, and only those that are asked for are read."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.eligibility.population.files.tables.table import Batch, Place, Progress, no_faults

with needs_extra("population"):
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["ParquetTable"]

_CHUNK = 1 << 22


class ParquetTable:
    """A Parquet file."""

    def __init__(self, path: Path, *, progress: Progress | None = None) -> None:
        self.path = path
        self.name = path.name
        self.sha256 = _checksum(path, progress)
        self.notes: tuple[str, ...] = ()
        with self._opened() as file:
            self.headings: list[str] = file.schema_arrow.names
            self.nested = [each.name for each in file.schema_arrow if not _is_flat(each.type)]
            self.most_rows: int = file.metadata.num_rows

    def batches(self, columns: Sequence[str], *, rows: int, after: Place | None = None) -> Iterator[Batch]:
        """See `Table.batches`."""
        place = after or {"group": 0, "batches": 0, "row": 0}
        with self._opened() as file:
            waiting: list[pa.RecordBatch] = []
            start, ends = place["row"], place
            for batch, ends in _from(file, columns, rows, place):
                waiting.append(batch)
                if ends["row"] - start >= rows:
                    yield _batch(waiting, columns, start, ends)
                    waiting, start = [], ends["row"]
            yield _batch(waiting, columns, start, ends)

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        """The file; what its library raises for one that is cut or altered is a refusal."""
        try:
            with pq.ParquetFile(self.path, memory_map=False, pre_buffer=False) as file:
                yield file
        except (pa.ArrowException, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise DefinitionError([Fault(self.name, "damaged, or not a Parquet file. Write it again")]) from None


def _from(
    file: pq.ParquetFile, columns: Sequence[str], rows: int, place: Place
) -> Iterator[tuple[pa.RecordBatch, Place]]:
    """Pieces of the file from a place on, each with what comes after it: a group of rows may have several."""
    row = place["row"]
    for group in range(place["group"], file.num_row_groups):
        done = place["batches"] if group == place["group"] else 0
        pieces = file.iter_batches(batch_size=rows, row_groups=[group], columns=list(columns))
        for number, piece in enumerate(pieces, start=1):
            if number > done:
                row += piece.num_rows
                yield piece, {"group": group, "batches": number, "row": row}


def _batch(pieces: Sequence[pa.RecordBatch], columns: Sequence[str], start: int, after: Place) -> Batch:
    if pieces:
        read = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(pieces)))
        frame = pl.DataFrame([read.get_column(column) for column in columns])
    else:
        frame = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    numbers = pl.int_range(start + 1, after["row"] + 1, dtype=pl.Int64, eager=True)
    return Batch(numbers, frame, no_faults(), frame.height, after)


def _is_flat(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    is_bytes = pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
    return not (pa.types.is_nested(kind) or is_bytes)


def _checksum(path: Path, progress: Progress | None) -> str:
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if progress:
                progress(done, size)
    return digest.hexdigest()
