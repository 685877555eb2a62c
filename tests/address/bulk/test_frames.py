from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.address.review.town import BUILDING, FLAT_2, TWELVE, built, decision

from localgov_components.address import Gazetteer
from localgov_components.address.bulk import MatchJob, match_file, match_frame
from localgov_components.address.bulk.columns import match_columns
from localgov_components.address.review import ReviewedGazetteer
from localgov_components.core import InvalidValueError, NotSupportedError

CELLS: dict[str, list[object]] = {
    "house": ["12", "Flat 2, 10", "10", None, "99", " "],
    "street": ["Mill Lane", "Mill Ln", "Mill Lane", "The Old Weighbridge", "Mill Lane", ""],
    "pc": ["DT97 1AF", "dt971af", "DT97 1AF", None, "DT97 1AF", "DT97 1AF"],
    "bins": [1, 2, 3, 4, 5, 6],
}
FOUND = {
    "uprn": [str(TWELVE), str(FLAT_2), None, None, None, None],
    "match_outcome": ["matched", "matched", "parent-only", "not-found", "not-found", "not-found"],
    "parent_uprn": [None, None, str(BUILDING), None, None, None],
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("town"))


@pytest.fixture
def gazetteer(path: Path) -> Iterator[Gazetteer]:
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


def pandas_frame(cells: dict[str, list[object]]) -> Any:  # noqa: ANN401 - pandas ships no types
    return pd.DataFrame(cells, index=[30, 20, 10, 5, 4, 3])


@pytest.mark.parametrize("make", [pl.DataFrame, pandas_frame, pa.table])
def test_rows_stay_as_they_are_with_uprns_beside_them(gazetteer: Gazetteer, make: Callable[[Any], Any]) -> None:
    frame = make(CELLS)
    found = match_frame(frame, gazetteer, address=["house", "street"], postcode="pc")
    assert type(found) is type(frame)
    as_polars = pl.DataFrame(found.reset_index(drop=True)) if make is pandas_frame else pl.DataFrame(found)
    assert as_polars.columns == [*CELLS, "uprn", "match_outcome", "match_score", "parent_uprn"]
    assert as_polars["bins"].to_list() == CELLS["bins"]
    assert {name: as_polars[name].to_list() for name in FOUND} == FOUND
    assert [None if each is None else 0.9 <= each < 1 for each in as_polars["match_score"].to_list()] == [
        True, True, True, None, None, None,
    ]  # fmt: skip


def test_a_house_number_that_became_a_fraction_is_a_number_again(gazetteer: Gazetteer, tmp_path: Path) -> None:
    frame = pl.DataFrame({"house": [12.0, None], "street": ["Mill Lane", "Mill Lane"], "pc": ["DT97 1AF"] * 2})
    found = match_frame(frame, gazetteer, address=["house", "street"], postcode="pc")
    assert found["uprn"].to_list() == [str(TWELVE), None]
    frame.write_csv(tmp_path / "bins.csv")
    done = MatchJob(gazetteer, tmp_path / "bins.csv", ["house", "street"], tmp_path / "out.parquet", "pc")
    assert match_file(done).matched == 1
    assert pl.read_parquet(tmp_path / "out.parquet")["house"].to_list() == ["12.0", ""]


HOUSES: dict[str, Callable[[], Any]] = {
    "null": lambda: pl.DataFrame({"house": [None, None]}),
    "categorical": lambda: pl.DataFrame({"house": pl.Series(["12", None], dtype=pl.Categorical)}),
    "decimal": lambda: pl.DataFrame({"house": pl.Series(["12.00", None]).str.to_decimal(scale=2)}),
    "dictionary": lambda: pa.table({"house": pa.array(["12", None]).dictionary_encode()}),
    "large text": lambda: pa.table({"house": pa.array(["12", None], pa.large_string())}),
    "text in pieces": lambda: pa.table({"house": pa.chunked_array([["12"], [None]], pa.string())}),
    "pandas text": lambda: pd.DataFrame({"house": pd.Series(["12", None], dtype="string")}),
    "pandas number": lambda: pd.DataFrame({"house": pd.Series([12, None], dtype="Int64")}),
    "pandas object": lambda: pd.DataFrame({"house": pd.Series([12, pd.NA], dtype=object)}),
    "pandas time": lambda: pd.DataFrame({"house": pd.Series([12, pd.NaT], dtype=object)}),
}


@pytest.mark.parametrize("kind", HOUSES)
def test_cells_of_every_kind_are_read_as_match_many_is_given_them(gazetteer: Gazetteer, kind: str) -> None:
    frame = nw.from_native(HOUSES[kind](), eager_only=True)
    streets = nw.new_series("street", ["Mill Lane, DT97 1AF"] * 2, backend=frame.implementation)
    found = match_frame(frame.with_columns(streets).to_native(), gazetteer, address=["house", "street"])
    texts = ["" if kind == "null" else "12, ", ""]
    expected = [
        match_columns(each)[:2] for each in gazetteer.match_many(f"{each}Mill Lane, DT97 1AF" for each in texts)
    ]
    rows = nw.from_native(found, eager_only=True).select("uprn", "match_outcome").to_arrow().to_pylist()
    assert [tuple(row.values()) for row in rows] == expected


@pytest.mark.parametrize("cells", [[["12"]], [{"x": "12"}], [b"12"]])
def test_columns_that_hold_no_text_are_refused(gazetteer: Gazetteer, cells: list[object]) -> None:
    with pytest.raises(InvalidValueError, match="holds lists, structures or bytes") as error:
        match_frame(pl.DataFrame({"house": cells}), gazetteer, address=["house"])
    assert error.value.code == "matching.columns"


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame([["12", "x"]], columns=["house", "house"]),
        pa.table([pa.array(["12"]), pa.array(["x"])], names=["house", "house"]),
    ],
)
def test_two_columns_of_one_name_are_refused(gazetteer: Gazetteer, frame: Any) -> None:  # noqa: ANN401 - of any library
    with pytest.raises(InvalidValueError, match="two columns of one name"):
        match_frame(frame, gazetteer, address=["house"])


@pytest.mark.parametrize("processes", [1, 2])
def test_an_address_that_is_too_long_is_rejected_alone(gazetteer: Gazetteer, processes: int) -> None:
    frame = pl.DataFrame({"where": ["12 Mill Lane, DT97 1AF", "x" * 10_001, None] * 100})
    found = match_frame(frame, gazetteer, address=["where"], processes=processes)
    assert found["match_outcome"].to_list() == ["matched", "rejected", "not-found"] * 100
    assert found.filter(pl.col("match_outcome") != "matched").select("uprn", "match_score").null_count().row(0) == (
        200,
        200,
    )


def test_decisions_win(gazetteer: Gazetteer) -> None:
    reviewed = ReviewedGazetteer.of(gazetteer, [decision("The Old Weighbridge", TWELVE)])
    found = match_frame(pl.DataFrame(CELLS), reviewed, address=["house", "street"], postcode="pc")
    assert found["uprn"][3] == str(TWELVE)


def test_several_processes_give_what_one_gives(gazetteer: Gazetteer) -> None:
    frame = pl.concat([pl.DataFrame(CELLS)] * 800)
    assert frame.height > 3_000
    one = match_frame(frame, gazetteer, address=["house", "street"], postcode="pc")
    assert match_frame(frame, gazetteer, address=["house", "street"], postcode="pc", processes=2).equals(one)


def test_a_frame_without_rows_has_the_columns(gazetteer: Gazetteer) -> None:
    found = match_frame(pl.DataFrame(CELLS).clear(), gazetteer, address=["street"])
    assert found.schema["match_score"] == pl.Float64
    assert found.height == 0


@pytest.mark.parametrize(
    ("address", "postcode", "says"),
    [
        ([], None, "no list of columns"),
        ("house", None, "no list of columns"),
        (["road"], "zip", "no column road, zip"),
        (["house"], None, "UPRN already"),
    ],
)
def test_columns_that_cannot_be_are_refused(
    gazetteer: Gazetteer, address: list[str], postcode: str | None, says: str
) -> None:
    frame = pl.DataFrame(CELLS | ({"UPRN": CELLS["bins"]} if address == ["house"] else {}))
    with pytest.raises(InvalidValueError, match=says) as error:
        match_frame(frame, gazetteer, address=address, postcode=postcode)
    assert error.value.code == "matching.columns"


def test_a_frame_that_is_not_in_memory_is_refused(gazetteer: Gazetteer) -> None:
    lazy: Any = pl.LazyFrame(CELLS)
    with pytest.raises(NotSupportedError) as error:
        match_frame(lazy, gazetteer, address=["street"])
    assert error.value.code == "matching.frame"
