"""Words in every row: however many names there are, in memory and elsewhere alike."""

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.rules.frames.column import FALSE, Column
from localgov_components.rules.frames.listing import Listed, Worded


def listed(many: int, rows: list[set[int]]) -> tuple[list[str], list[str]]:
    """The text of rows in which some of so many names hold: as an engine makes it, and by its code."""
    frame = nw.from_native(pl.DataFrame({f"n{number}": [number in row for row in rows] for number in range(many)}))
    names = Listed(tuple((f"name.{number}", nw.col(f"n{number}")) for number in range(many)))
    text = frame.with_columns(made=names.text)["made"].to_list()
    code = names.code
    if code is None:
        return text, text
    return text, names.decoded(frame.with_columns(made=code)["made"]).to_list()


@pytest.mark.parametrize("many", [1, 3, 16, 17, 62, 63])
@given(data=st.data())
def test_the_names_that_hold_are_listed_in_order(many: int, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.sets(st.integers(0, many - 1), max_size=4), min_size=1, max_size=5))
    expected = [" ".join(f"name.{number}" for number in sorted(row)) for row in rows]
    assert listed(many, rows) == (expected, expected)


def test_no_names_are_an_empty_text() -> None:
    assert Listed(()).code is None
    assert nw.from_native(pl.DataFrame({"a": [1]})).with_columns(made=Listed(()).text)["made"].to_list() == [""]


def test_no_rows_have_no_words() -> None:
    names = Listed((("a", nw.col("a")),))
    assert names.decoded(nw.new_series("code", [], nw.Int64, backend="polars")).to_list() == []


def test_the_word_of_the_first_condition_that_is_true() -> None:
    frame = nw.from_native(pl.DataFrame({"a": [True, False, None, False], "b": [True, True, False, False]}))
    a, b = Column(nw.col("a"), nullable=True), Column(nw.col("b"))
    words = Worded([(a, "a"), (FALSE, "never"), (b, None)], "last")
    assert frame.with_columns(made=words.text)["made"].to_list() == ["a", None, "last", "last"]
    assert words.decoded(frame.with_columns(made=words.code)["made"]).to_list() == ["a", None, "last", "last"]
