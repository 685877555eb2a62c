"""A Parquet file as a table: columns keep their types, and only those that are asked for are read."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.libraries import needs_extra
from localgov_components.tables.filled import Filled, has_value
from localgov_components.tables.table import Batch, Place, Progress, no_faults

with needs_extra("population"):
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["ParquetTable"]

_CHUNK = 1 << 22
_MOST_AT_ONCE = 1 << 15
_BYTES_AT_ONCE = 1 << 24


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

    def batches(
        self, columns: Sequence[str], *, rows: int, after: Place | None = None, counted: Sequence[int] = ()
    ) -> Iterator[Batch]:
        """See `Table.batches`."""
        place = after or {"group": 0, "batches": 0, "row": 0}
        with self._opened() as file:
            waiting: list[pa.RecordBatch] = []
            start, ends = place["row"], place
            filled = nothing = [Filled()] * len(counted)
            for batch, ends in _from(file, columns, rows, place):
                waiting.append(batch)
                if ends["batches"] == 1:
                    of_group = _filled(file, ends["group"], counted, ends["row"] - batch.num_rows)
                    filled = [one.then(more) for one, more in zip(filled, of_group, strict=True)]
                if ends["row"] - start >= rows:
                    yield _batch(waiting, columns, start, ends, filled)
                    waiting, start, filled = [], ends["row"], nothing
            yield _batch(waiting, columns, start, ends, filled)

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


def _batch(
    pieces: Sequence[pa.RecordBatch], columns: Sequence[str], start: int, after: Place, filled: Sequence[Filled]
) -> Batch:
    if pieces:
        read = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(pieces)))
        frame = pl.DataFrame([read.get_column(column) for column in columns])
    else:
        frame = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    numbers = pl.int_range(start + 1, after["row"] + 1, dtype=pl.Int64, eager=True)
    return Batch(numbers, frame, no_faults(), frame.height, after, filled)


def _filled(file: pq.ParquetFile, group: int, counted: Sequence[int], start: int) -> Iterator[Filled]:
    """Rows of a group that have a value in each of some columns, which are read one by one, a little at a time."""
    names = file.schema_arrow.names
    for place in counted:
        among = names[:place].count(names[place])  # columns may have one name
        found, row = Filled(), start
        rows = _rows_at_once(file.metadata.row_group(group), names[place])
        for piece in file.iter_batches(batch_size=rows, row_groups=[group], columns=[names[place]]):
            numbers = pl.int_range(row + 1, row + piece.num_rows + 1, eager=True)
            found, row = found.then(Filled.of(_has_value(piece.column(among)), numbers)), row + piece.num_rows
        yield found


def _rows_at_once(group: pq.RowGroupMetaData, name: str) -> int:
    """How many rows of a column are little to hold, be they long texts or pictures."""
    columns = (group.column(number) for number in range(group.num_columns))
    own = (each for each in columns if f"{each.path_in_schema}.".startswith(f"{name}."))
    size: int = sum(each.total_uncompressed_size for each in own)
    rows: int = group.num_rows
    return max(1, min(_MOST_AT_ONCE, _BYTES_AT_ONCE * rows // max(size, 1)))


def _has_value(cells: pa.Array) -> pl.Series:
    if _is_text(cells.type.value_type if pa.types.is_dictionary(cells.type) else cells.type):
        return has_value(pl.Series(pl.from_arrow(cells.cast(pa.large_string()))))
    return pl.Series(pl.from_arrow(cells.is_valid()))


def _is_text(kind: pa.DataType) -> bool:
    return any(test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


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
