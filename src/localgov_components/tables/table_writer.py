"""Rows as a file: Parquet, CSV or XLSX, as its name says, written a frame at a time.

A text that a spreadsheet would run as a formula is written to CSV with an apostrophe before it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.grid_cell import MOST_CHARACTERS
from localgov_components.core.libraries import needs_extra
from localgov_components.tables.formulas import guarded
from localgov_components.tables.sheet_writer import SheetWriter

with needs_extra("population"):
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["Kind", "are_too_long", "kind_of", "writing"]

Kind: TypeAlias = Literal["parquet", "csv", "xlsx"]
"""Kinds of files that are written."""

Write: TypeAlias = Callable[[pl.DataFrame], None]

_KINDS: Mapping[str, Kind] = {".parquet": "parquet", ".csv": "csv", ".xlsx": "xlsx"}


def kind_of(path: Path) -> Kind:
    """The kind of a file by its name. Raises `DefinitionError` for another name."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise DefinitionError(
            [Fault(path.name, "neither Parquet nor CSV nor XLSX by its name. Give it one of those ends")]
        )
    return kind


def are_too_long(texts: pl.Series) -> pl.Series:
    """Which texts no cell of a workbook holds. Spreadsheets count a character beyond U+FFFF as two."""
    may_be = (texts.str.len_bytes() > MOST_CHARACTERS).fill_null(value=False)
    if not may_be.any():
        return may_be
    as_counted = texts.str.len_chars() + texts.str.count_matches("[\U00010000-\U0010ffff]")
    return (as_counted > MOST_CHARACTERS).fill_null(value=False)


@contextmanager
def writing(path: Path, kind: Kind, header: pl.DataFrame, told: Mapping[str, str]) -> Iterator[Write]:
    """A function that writes frames with the columns of `header` to a new file.

    `told` goes into the metadata of Parquet.
    """
    writers = {"parquet": _parquet, "csv": _csv, "xlsx": _xlsx}
    with writers[kind](path, header, told) as write:
        yield write


@contextmanager
def _parquet(path: Path, header: pl.DataFrame, told: Mapping[str, str]) -> Iterator[Write]:
    schema = header.to_arrow(compat_level=pl.CompatLevel.oldest()).schema.with_metadata(dict(told))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        yield lambda frame: writer.write_table(_arrow(frame, schema))


def _arrow(frame: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest()).replace_schema_metadata(schema.metadata)


@contextmanager
def _csv(path: Path, header: pl.DataFrame, _: Mapping[str, str]) -> Iterator[Write]:
    with path.open("wb") as file:
        names = pl.DataFrame([guarded(pl.Series("", header.columns, dtype=pl.String))]).transpose()
        file.write("\ufeff".encode())  # as spreadsheets want it
        names.write_csv(file, include_header=False, line_terminator="\r\n")

        def write(frame: pl.DataFrame) -> None:
            frame = _as_text(frame)
            texts = [each.name for each in frame.iter_columns() if each.dtype == pl.String]
            # An empty text would stand there as two quotation marks.
            plain = frame.with_columns(_guarded(frame.get_column(name)) for name in texts)
            plain.write_csv(file, include_header=False, line_terminator="\r\n")

        yield write


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """With words that are kept as numbers as words, and spans of time as ISO 8601 writes them."""
    words = [each.cast(pl.String) for each in frame.iter_columns() if each.dtype in (pl.Categorical, pl.Enum)]
    spans = [each.dt.to_string("iso") for each in frame.iter_columns() if each.dtype == pl.Duration]
    return frame.with_columns(*words, *spans)


def _guarded(text: pl.Series) -> pl.Series:
    """What is written of a column of text; meanwhile it has no name, since Polars takes some for patterns."""
    return guarded(text.alias("").replace("", None)).alias(text.name)


@contextmanager
def _xlsx(path: Path, header: pl.DataFrame, _: Mapping[str, str]) -> Iterator[Write]:
    with SheetWriter.open(path, header.columns) as sheet:
        yield lambda frame: sheet.write(_as_text(frame).iter_rows())
