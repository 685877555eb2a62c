"""Rows divided into pieces, kept on the disk, and put in order again."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.tables.in_order import in_order
from localgov_components.tables.pieces import (
    divided,
    read_partition,
    read_slices,
    told,
    write_piece,
)

KEYS = st.lists(st.text(max_size=3), max_size=30)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pieces")


@given(KEYS, st.integers(1, 7), st.integers(1, 9), st.integers(1, 5), st.integers(1, 40))
def test_rows_come_back_in_their_order_however_they_were_divided(
    place: Path, keys: list[str], partitions: int, batch: int, part: int, window: int
) -> None:
    rows = pl.DataFrame({"row": range(2, len(keys) + 2), "case": keys}, {"row": pl.Int64, "case": pl.String})
    pieces = []
    for number, some in enumerate(rows.iter_slices(batch) if keys else [rows]):
        pieces.append(place / f"{number}.arrow")
        write_piece(pieces[-1], divided(some, "case", partitions), {"number": number})
    assert [told(each)["number"] for each in pieces] == list(range(len(pieces)))
    found = [read_partition(pieces, number) for number in range(partitions)]
    of_key = [set(each["case"]) for each in found]
    assert sum(map(len, of_key)) == len(set(keys))
    streams = [each.iter_slices(part) if each.height else iter([each]) for each in found]
    again = list(in_order(streams, last=len(keys) + 1, window=window))
    assert (pl.concat(again) if again else rows).equals(rows)
    assert all(each.height <= window for each in again)


def test_what_has_no_rows_keeps_its_columns(tmp_path: Path) -> None:
    empty = pl.DataFrame(schema={"row": pl.Int64, "when": pl.Date, "text": pl.String, "exact": pl.Decimal(38, 2)})
    write_piece(tmp_path / "x", [empty, empty], {})
    assert [each.schema for each in read_slices(tmp_path / "x")] == [empty.schema] * 2
