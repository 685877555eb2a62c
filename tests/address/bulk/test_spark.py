"""The same matches by Spark as by one process, on a cluster of two worker processes on this machine."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from tests.address.core_files import core_file, house
from tests.address.review.town import TWELVE, built, decision
from tests.conftest import absent
from tests.eligibility.population.test_spark import JAVA_HOW, SPARK_HOW

from localgov_components.address import Gazetteer
from localgov_components.address.bulk import match_frame, match_on_spark
from localgov_components.address.review import ReviewedGazetteer, Verdict
from localgov_components.core import InvalidValueError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # PySpark warns of the libraries beside it

STREETS = ("Mill Lane", "Mill Ln, Ambleford", "Tithebarn Stret", "The Old Weighbridge")
FRAME = pl.DataFrame(
    {
        "row": list(range(400)),
        "house": [None if each % 7 == 0 else str(each % 20) * (10_000 if each == 31 else 1) for each in range(400)],
        "street": [STREETS[each % 4] for each in range(400)],
        "pc": ["DT97 1AF" if each % 3 else None for each in range(400)],
    }
)
GIVEN = [
    decision("The Old Weighbridge", TWELVE, Verdict.ALIAS, postcode="DT97 1AF"),
    decision("12, Mill Lane", TWELVE, Verdict.REJECTED, postcode="DT97 1AF"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator["SparkSession"]:
    if find_spec("pyspark") is None:
        absent(SPARK_HOW)
    if shutil.which("java") is None:
        absent(JAVA_HOW)
    import pyspark
    from pyspark.sql import SparkSession

    quiet: dict[str, str | bool | int | float | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.ui.enabled": "false",
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SPARK_HOME", os.path.dirname(pyspark.__file__))  # noqa: PTH120 - workers are started from it
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        session = SparkSession.builder.master("local-cluster[2,1,1024]").config(map=quiet).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("town"))


def collected(frame: Any) -> pl.DataFrame:  # noqa: ANN401 - a frame of Spark
    found = pl.from_arrow(frame.toArrow())
    assert isinstance(found, pl.DataFrame)
    return found.sort("row")


def test_spark_gives_what_one_process_gives(spark: "SparkSession", path: Path) -> None:
    given = spark.createDataFrame(FRAME.to_arrow()).repartition(4)
    with Gazetteer.open(path) as gazetteer:
        plain = match_frame(FRAME, gazetteer, address=["house", "street"], postcode="pc")
        reviewed = ReviewedGazetteer.of(gazetteer, GIVEN)
        decided = match_frame(FRAME, reviewed, address=["house", "street"], postcode="pc")
    assert collected(match_on_spark(given, path, address=["house", "street"], postcode="pc")).equals(plain)
    by_spark = match_on_spark(given, path, address=["house", "street"], postcode="pc", decisions=GIVEN)
    assert collected(by_spark).equals(decided)
    assert not decided.equals(plain)


def test_a_frame_without_rows_has_the_columns(spark: "SparkSession", path: Path) -> None:
    empty = spark.createDataFrame(FRAME.to_arrow()).filter("row < 0")
    found = match_on_spark(empty, path, address=["street"])
    assert found.columns == [*FRAME.columns, "uprn", "match_outcome", "match_score", "parent_uprn"]
    assert found.count() == 0


def test_columns_that_are_not_there_are_told_before_the_work(spark: "SparkSession", path: Path) -> None:
    with pytest.raises(InvalidValueError) as error:
        match_on_spark(spark.createDataFrame(FRAME.to_arrow()), path, address=["road"])
    assert error.value.code == "matching.columns"


def test_another_edition_under_the_same_name_is_refused(spark: "SparkSession", path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gazetteer"
    other.write_bytes(path.read_bytes())
    given = spark.createDataFrame(FRAME.to_arrow())
    assert match_on_spark(given, other, address=["street"]).count() == FRAME.height
    Gazetteer.build(core_file(tmp_path, house()), other)
    with pytest.raises(Exception, match=r"another edition of 'other\.gazetteer' was sent to this session before"):
        collected(match_on_spark(given, other, address=["street"]))


def test_another_version_of_the_package_is_refused(
    spark: "SparkSession", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localgov_components.address.bulk.spark.__version__", "0.0.1")
    found = match_on_spark(spark.createDataFrame(FRAME.to_arrow()), path, address=["street"])
    with pytest.raises(Exception, match=r"the driver has version 0\.0\.1 of this package, and an executor"):
        collected(found)


def test_a_worker_opens_the_gazetteer_once_for_all_its_partitions(
    spark: "SparkSession", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, opened, open_file = spark.createDataFrame(FRAME.to_arrow()), list[str](), Gazetteer.open

    def noted(path: Path | str) -> Gazetteer:
        opened.append(str(path))
        return open_file(path)

    with monkeypatch.context() as patched:
        patched.setattr(type(given), "mapInArrow", lambda _, work, __: work)
        work: Any = match_on_spark(given, path, address=["street"])
    monkeypatch.setattr(Gazetteer, "open", noted)
    monkeypatch.setattr("pyspark.SparkFiles.get", lambda _: str(path))
    for _ in range(3):
        assert [each.num_rows for each in work(iter(FRAME.to_arrow().to_batches()))] == [FRAME.height]
    assert opened == [str(path)]


def test_cells_of_every_kind_are_read_and_columns_without_text_are_refused(spark: "SparkSession", path: Path) -> None:
    frame = pl.DataFrame(
        {
            "row": [1, 2, 3],
            "whole": [12, None, 12],
            "exact": pl.Series(["12.00", None, None]).str.to_decimal(scale=2),
            "nothing": pl.Series([None, None, None], dtype=pl.String),
            "street": ["Mill Lane, DT97 1AF"] * 3,
            "bytes": [b"x", None, b"y"],
        }
    )
    given = spark.createDataFrame(frame.to_arrow())
    with Gazetteer.open(path) as gazetteer:
        for address in (["whole", "street"], ["exact", "street"], ["nothing", "street"], ["nothing"]):
            alone = match_frame(frame, gazetteer, address=address)
            assert collected(match_on_spark(given, path, address=address)).equals(alone)
    with pytest.raises(InvalidValueError, match="bytes holds lists, structures or bytes"):
        match_on_spark(given, path, address=["bytes"])
