"""The same decisions by Spark: a few batches of many rules and schemes, in one session on this machine alone."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import absent
from tests.eligibility.comparing.samples import side
from tests.eligibility.comparing.test_compare import CASES as COMPARED
from tests.eligibility.comparing.test_compare import WRITTEN, sizes
from tests.eligibility.population.populations import COLUMNS, bound, decided, decisions, populations
from tests.eligibility.population.test_bad_frames import faults_of_keys, scheme_of
from tests.rules.frames.frames import frames_of, meant, reckoned
from tests.rules.trees import KINDS, partial_for, rules_together

from localgov_components.eligibility import Bands, Scheme, compare
from localgov_components.money import Rounding
from localgov_components.rules import Known
from localgov_components.rules.frames import FrameError
from localgov_components.rules.frames.column import Column, constant
from localgov_components.rules.frames.places import CASES
from localgov_components.rules.frames.plan import Plan
from localgov_components.rules.frames.quotients import quotient
from localgov_components.rules.frames.running import Source, carried_out

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # PySpark warns of the libraries beside it

JAVA_HOW = "Java is not installed, and Spark needs it. On Debian or Ubuntu: `apt install openjdk-17-jre-headless`."
SPARK_HOW = "PySpark is not installed. It is in the extra [spark]."

BATCHES = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""A batch takes seconds, most of them for planning: few batches with many rules in each."""


@pytest.fixture(scope="module")
def spark() -> Iterator["SparkSession"]:
    if find_spec("pyspark") is None:
        absent(SPARK_HOW)
    if shutil.which("java") is None:
        absent(JAVA_HOW)
    from pyspark.sql import SparkSession

    quiet: dict[str, str | bool | int | float | None] = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    session = SparkSession.builder.master("local[2]").config(map=quiet).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def test_quotients_past_what_doubles_hold_are_exact(spark: "SparkSession") -> None:
    numbers = [*range(-12, 13), 2**53 + 1, -(2**53) - 1, 2**59 + 1, -(2**59) - 1]
    number = Column(nw.col("n"), low=min(numbers), high=max(numbers), name="n")
    wanted = [(rounding, divisor) for rounding in Rounding for divisor in (-7, 2, 10)]
    plan = Plan()
    made = {
        f"{rounding.name} {divisor}": quotient(number, constant(divisor), rounding, partial(plan.named, CASES)).read
        for rounding, divisor in wanted
    }
    source = Source(nw.from_native(spark.createDataFrame(pl.DataFrame({"n": numbers}).to_arrow())))
    found = carried_out(plan, {CASES: source})[CASES].with_columns(**made).collect("polars").sort("n")
    for rounding, divisor in wanted:
        expected = [rounding.to_whole(Fraction(each, divisor)) for each in sorted(numbers)]
        assert found[f"{rounding.name} {divisor}"].to_list() == expected


@BATCHES
@given(data=st.data())
def test_rules_are_what_they_are_one_by_one(spark: "SparkSession", data: st.DataObject) -> None:
    rules = data.draw(rules_together(*KINDS[:12], gaps=True, parts=8))
    cases = [data.draw(partial_for(*rules)) for _ in range(8)]
    frames = frames_of(cases).by(lambda frame: spark.createDataFrame(frame.to_arrow()))
    assert reckoned(rules, frames) == [tuple(meant(rule, known) for rule in rules) for known in cases]


@BATCHES
@given(population=populations())
def test_schemes_decide_as_they_decide_one_by_one(
    spark: "SparkSession", population: tuple[Scheme, list[Known]]
) -> None:
    scheme, cases = population
    found: Any = decided(bound(scheme), cases, lambda frame: spark.createDataFrame(frame.to_arrow()))
    frame = pl.from_arrow(found.toArrow())
    assert isinstance(frame, pl.DataFrame)
    assert frame.columns[: len(frames_of(cases).cases.columns)] == frames_of(cases).cases.columns
    made = [pl.lit(None).alias(name) for name in COLUMNS if name not in frame.columns]
    assert frame.sort("case").with_columns(made).select(COLUMNS).rows() == decisions(bound(scheme), cases)


def test_the_rows_of_a_mistake_can_be_had(spark: "SparkSession") -> None:
    fault = next(
        each
        for each in faults_of_keys(lambda frame: spark.createDataFrame(frame.to_arrow()))
        if each.frame == "member.jobs"
    )
    assert (fault.many, fault.rows) == (2, ())
    found: Any = fault.selected()
    assert found.columns == ["person", "job.hours"]
    assert sorted(row["person"] for row in found.collect()) == [7, 8]


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("share", "decimal(38, 28)", ["0.25", "0.2500000000000000000000000001"]),
        ("moved", "timestamp_ntz", ["2026-05-01", "2026-05-01 00:00:00.000001"]),
    ],
)
def test_what_is_not_exact_is_refused_to_the_last_digit(
    spark: "SparkSession", name: str, kind: str, values: list[str]
) -> None:
    frame: Any = spark.sql(" union all ".join(f"select cast('{each}' as {kind}) as `home.{name}`" for each in values))
    with pytest.raises(FrameError) as error:
        scheme_of(name).decide_many(frame)
    (fault,) = error.value.faults
    found: Any = fault.selected()
    assert (fault.many, found.columns, found.count()) == (1, [f"home.{name}"], 1)


def test_numbers_that_are_written_as_text_are_told_by_bands(spark: "SparkSession") -> None:
    frame = COMPARED.with_columns(age=pl.Series(WRITTEN))
    by = [Bands("age", (18, 25))]
    found: Any = spark.createDataFrame(frame.to_arrow())
    assert sizes(compare(side(), side(), found, by=by), "age") == sizes(compare(side(), side(), frame, by=by), "age")
