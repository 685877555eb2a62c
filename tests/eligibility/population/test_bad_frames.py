"""Frames with mistakes: all of them are told at once, with column, count and first rows, and never a value."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from localgov_components.core.errors import NotSupportedError
from localgov_components.eligibility import Scheme, rule
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, all_of, count_of, exists, fact
from localgov_components.rules.frames import FrameError

DAY = date(2026, 5, 1)


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class Job(Facts, id="job"):
    hours: Fact[int] = fact("hours", at_most=168)


class Member(Facts, id="member"):
    born: Fact[date] = fact("date of birth", protected="age")
    jobs: Fact[list[Job]] = fact("jobs")


class Home(Facts, id="home"):
    bins: Fact[int] = fact("bins", at_most=50)
    rent: Fact[Money] = fact("rent", at_most=1000)
    share: Fact[Decimal] = fact("share", places=2, at_most=100)
    moved: Fact[date] = fact("day of moving in")
    credit: Fact[bool] = fact("credit")
    tenure: Fact[Tenure] = fact("tenure")
    postcode: Fact[Postcode] = fact("postcode")
    members: Fact[list[Member]] = fact("members")


CONDITIONS: Mapping[str, Any] = {
    "bins": Home.bins > 1,
    "rent": Home.rent > Money("1.00"),
    "share": Home.share > Decimal("0.5"),
    "moved": Home.moved > DAY,
    "credit": Home.credit,
    "tenure": Home.tenure == Tenure.OWNED,
    "postcode": Home.postcode == Postcode.parse("DT97 1AA"),
}
RIGHT: Mapping[str, list[Any]] = {
    "bins": [1, 2, None],
    "rent": [100, None, 0],
    "share": [25, 50, None],
    "moved": [DAY, None, date(1000, 1, 1)],
    "credit": [True, False, None],
    "tenure": ["owned", None, "rented"],
    "postcode": ["DT97 1AA", None, "DT97 1AB"],
}


def scheme_of(*names: str) -> Any:  # noqa: ANN401 - a scheme on a day
    condition = all_of(*(CONDITIONS[name] for name in names))
    return Scheme("any", facts=[Home], eligible=[rule("all", condition)]).on(DAY)


def faults(name: str, values: Any) -> list[tuple[str, str | None, int | None, tuple[int, ...]]]:  # noqa: ANN401
    frame = pl.DataFrame({f"home.{name}": values})
    with pytest.raises(FrameError) as refused:
        scheme_of(name).decide_many(frame)
    assert refused.value.code == refused.value.faults[0].code
    return [(fault.code, fault.column, fault.many, fault.rows) for fault in refused.value.faults]


def test_a_frame_without_mistakes_is_decided() -> None:
    frame = pl.DataFrame({f"home.{name}": values for name, values in RIGHT.items()})
    assert scheme_of(*RIGHT).decide_many(frame).height == 3


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("bins", ["1", "2"]),
        ("bins", [True, False]),
        ("rent", [1.5, 2.0]),
        ("rent", [Decimal("1.50")]),
        ("share", ["0.25"]),
        ("moved", ["2026-05-01"]),
        ("moved", [datetime(2026, 5, 1, tzinfo=UTC)]),
        ("credit", [1, 0]),
        ("credit", ["yes"]),
        ("tenure", [1]),
        ("postcode", [1]),
    ],
)
def test_a_column_of_another_type_is_refused(name: str, values: list[Any]) -> None:
    assert faults(name, values) == [("frame.type", f"home.{name}", None, ())]


@pytest.mark.parametrize(
    ("name", "values", "code", "count", "rows"),
    [
        ("bins", [1, 51, None, -51], "frame.range", 2, (2, 4)),
        ("bins", pl.Series([1, 2**64 - 1], dtype=pl.UInt64), "frame.range", 1, (2,)),
        ("bins", [1.0, 1.5, None], "frame.inexact", 1, (2,)),
        ("bins", [1.0, float("inf"), float("nan")], "frame.infinite", 2, (2, 3)),
        ("bins", [1.0, 1e300], "frame.infinite", 1, (2,)),
        ("bins", [1.0, 51.0], "frame.range", 1, (2,)),
        ("rent", [100_000, 100_001], "frame.range", 1, (2,)),
        ("share", [0.25, 0.255], "frame.inexact", 1, (2,)),
        ("share", [Decimal("0.25"), Decimal("0.255")], "frame.inexact", 1, (2,)),
        ("share", pl.Series([Decimal("0.25"), Decimal("0.25") + Decimal(1).scaleb(-28)]), "frame.inexact", 1, (2,)),
        ("share", [Decimal("1e20")], "frame.infinite", 1, (1,)),
        ("moved", [DAY, date(999, 12, 31), date(3000, 1, 1)], "frame.range", 2, (2, 3)),
        ("moved", [datetime(2026, 5, 1), datetime(2026, 5, 1, 9)], "frame.instant", 1, (2,)),  # noqa: DTZ001
        ("moved", pl.Series([0, 1, 86_400_000_000_001], dtype=pl.Datetime("ns")), "frame.instant", 2, (2, 3)),
        ("moved", pl.Series([1, 2**31 - 1, -(2**31)], dtype=pl.Int32).cast(pl.Date), "frame.range", 2, (2, 3)),
        ("moved", pl.Series([0, 2**62], dtype=pl.Int64).cast(pl.Datetime("ms")), "frame.range", 1, (2,)),
        ("tenure", ["owned", "Owned", None, "let"], "frame.option", 2, (2, 4)),
        ("postcode", ["DT97 1AA", "dt97 1aa", "secret", None], "frame.identifier", 2, (2, 3)),
    ],
)
def test_wrong_values_are_told_by_their_rows(
    name: str,
    values: Any,  # noqa: ANN401 - of any type
    code: str,
    count: int,
    rows: tuple[int, ...],
) -> None:
    assert faults(name, values) == [(code, f"home.{name}", count, rows)]


def test_no_message_has_a_value() -> None:
    with pytest.raises(FrameError) as refused:
        scheme_of("postcode", "bins").decide_many(pl.DataFrame({"home.postcode": ["secret"], "home.bins": [977]}))
    assert "secret" not in str(refused.value)
    assert "977" not in str(refused.value)
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize(
    ("name", "values", "same"),
    [
        ("bins", [2.0, None], [2, None]),
        ("bins", pl.Series([2, None], dtype=pl.UInt8), [2, None]),
        ("share", [0.75, None], [75, None]),
        ("share", [Decimal("0.75"), None], [75, None]),
        ("moved", pl.Series([datetime(2026, 5, 2), None], dtype=pl.Datetime("ns")), [date(2026, 5, 2), None]),  # noqa: DTZ001
        ("share", pl.Series([Decimal("0.75"), None], dtype=pl.Decimal(38, 36)), [75, None]),
        ("share", pl.Series([Decimal("100.0"), None], dtype=pl.Decimal(5, 1)), [10_000, None]),
        ("moved", [datetime(2026, 5, 2), None], [date(2026, 5, 2), None]),  # noqa: DTZ001
        ("tenure", pl.Series(["owned", None], dtype=pl.Categorical), ["owned", None]),
        ("tenure", pl.Series(["owned", None], dtype=pl.Enum(["owned"])), ["owned", None]),
        ("credit", pl.Series([None, None], dtype=pl.Null), pl.Series([None, None], dtype=pl.Boolean)),
    ],
)
def test_what_can_be_read_exactly_is_read(name: str, values: Any, same: Any) -> None:  # noqa: ANN401
    scheme = scheme_of(name)
    found = scheme.decide_many(pl.DataFrame({f"home.{name}": values}))
    assert found["outcome"].to_list() == scheme.decide_many(pl.DataFrame({f"home.{name}": same}))["outcome"].to_list()


def refused(scheme: Any, frame: Any, **given: Any) -> list[tuple[str, str | None]]:  # noqa: ANN401
    with pytest.raises(FrameError) as error:
        scheme.decide_many(frame, **given)
    return [(fault.code, fault.column) for fault in error.value.faults]


def test_names_are_told_together() -> None:
    frame = pl.DataFrame({"home.bin": [1], "outcome": ["x"], "ward": ["a"]})
    found = refused(scheme_of("bins", "credit"), frame, columns={"home.rents": "rents"}, unknown=["home.cred"])
    assert found == [
        ("frame.missing", "home.bins"),
        ("frame.missing", "home.credit"),
        ("frame.stranger", "home.bin"),
        ("frame.taken", "outcome"),
        ("frame.fact", None),
        ("frame.fact", None),
    ]


def test_columns_that_nothing_makes_are_not_asked_for() -> None:
    assert refused(scheme_of("bins"), pl.DataFrame({"home.bins": [1]}), only=["awards"]) == [("frame.only", None)]


def test_to_ask_for_no_column_is_refused() -> None:
    assert refused(scheme_of("bins"), pl.DataFrame({"home.bins": [1]}), only=[]) == [("frame.only", None)]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "0044-01-01 (BC)", "5000-01-01"])
def test_dates_of_an_engine_that_python_does_not_have_are_refused(day: str) -> None:
    relation = duckdb.sql(f"select date '{day}' as \"home.moved\"")
    assert refused(scheme_of("moved"), relation) == [("frame.range", "home.moved")]


@pytest.mark.parametrize(
    "make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table], ids=["eager", "lazy", "pandas", "arrow"]
)
def test_rows_of_which_nothing_is_known_are_decided(make: Any) -> None:  # noqa: ANN401 - a kind of frame
    found = scheme_of("bins").decide_many(make({"ward": ["a", "b"]}), unknown=["home.bins"])
    frame = pl.DataFrame(found.collect() if isinstance(found, pl.LazyFrame) else found)
    assert frame["outcome"].to_list() == ["undecided", "undecided"]


@pytest.mark.parametrize("name", ["*", "^home.*$"])
def test_a_name_that_polars_takes_for_a_pattern_is_refused_where_it_is_read(name: str) -> None:
    frame = pl.DataFrame({name: [2], "home.rent": [1]})
    columns = {"home.bins": name}
    assert refused(scheme_of("bins"), frame, columns=columns) == [("frame.name", name)]
    assert refused(scheme_of("bins"), frame.lazy(), columns=columns) == [("frame.name", name)]
    carried = scheme_of("rent").decide_many(frame)
    assert carried["outcome"].to_list() == ["not-eligible"]


def test_columns_of_pandas_whose_names_are_no_text_are_carried() -> None:
    found = scheme_of("bins").decide_many(pd.DataFrame({"home.bins": [2, 1], 7: ["a", "b"]}))
    assert found["outcome"].to_list() == ["eligible", "not-eligible"]
    assert found[7].to_list() == ["a", "b"]


def test_a_type_is_told_without_the_values_that_it_lists() -> None:
    with pytest.raises(FrameError, match=r"a column of Enum\. Convert it"):
        scheme_of("bins").decide_many(pl.DataFrame({"home.bins": pl.Series(["secret"], dtype=pl.Enum(["secret"]))}))


def test_what_is_no_number_is_unknown_where_nothing_is_checked() -> None:
    frame = pl.DataFrame({"home.bins": [2.0, float("nan"), 1.5]})
    found = scheme_of("bins").decide_many(frame, trusted=True)
    assert found["outcome"].to_list()[:2] == ["eligible", "undecided"]


def test_a_misspelt_name_is_told_with_the_nearest() -> None:
    with pytest.raises(FrameError, match=r"home\.creddit: no fact has this id\. Nearest: home\.credit"):
        scheme_of("credit").decide_many(pl.DataFrame({"home.creddit": [True]}))


def test_a_fact_that_is_there_is_not_said_to_be_unknown() -> None:
    frame = pl.DataFrame({"home.bins": [1]})
    assert refused(scheme_of("bins"), frame, unknown=["home.bins"]) == [("frame.unknown", "home.bins")]


def test_a_name_that_two_columns_have_is_refused() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=["home.bins", "ward", "ward"])
    assert refused(scheme_of("bins"), frame)[0] == ("frame.twice", "ward")
    table = pa.Table.from_arrays([pa.array([1])] * 3, names=["home.bins", "ward", "ward"])
    assert refused(scheme_of("bins"), table) == [("frame.twice", "ward")]
    relation = duckdb.sql('select 1 as "home.bins", 2 as "home.bins"')
    assert refused(scheme_of("bins"), relation) == [("frame.twice", "home.bins")]


def test_a_column_of_pandas_with_values_of_several_types_is_refused() -> None:
    frame = pd.DataFrame({"home.bins": [1, "secret", None], "ward": ["a", 1, None]})
    assert refused(scheme_of("bins"), frame) == [("frame.type", "home.bins")]


@pytest.mark.parametrize("values", [np.array([1j]), pd.arrays.SparseArray([1])])
def test_a_column_of_pandas_of_a_type_that_is_no_facts_is_refused(values: Any) -> None:  # noqa: ANN401 - an array
    assert refused(scheme_of("bins"), pd.DataFrame({"home.bins": values})) == [("frame.type", "home.bins")]


def wide(values: list[Any], scale: int) -> Any:  # noqa: ANN401 - a column of Arrow
    return pa.array(values, pa.decimal256(60, scale))


@pytest.mark.parametrize("make", [pa.table, lambda columns: pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)])
def test_decimals_of_more_digits_than_polars_has_are_read_where_they_fit(make: Any) -> None:  # noqa: ANN401 - a maker
    found = scheme_of("share").decide_many(make({"home.share": wide([Decimal("0.75"), Decimal("0.25"), None], 20)}))
    assert nw.from_native(found)["outcome"].to_list() == ["eligible", "not-eligible", "undecided"]
    for values, scale in (([Decimal(10) ** 40], 2), ([Decimal(0)], 40)):
        assert refused(scheme_of("share"), make({"home.share": wide(values, scale)})) == [("frame.type", "home.share")]


def test_columns_of_arrow_that_polars_does_not_have_are_refused_where_they_are_read() -> None:
    spans = pa.array([(1, 2, 3), None], pa.month_day_nano_interval())
    assert refused(scheme_of("bins"), pa.table({"home.bins": spans})) == [("frame.type", "home.bins")]
    carried = scheme_of("bins").decide_many(pa.table({"home.bins": [2, 1], "ward": spans, "empty": pa.nulls(2)}))
    assert carried["outcome"].to_pylist() == ["eligible", "not-eligible"]
    empty = scheme_of("bins").decide_many(pa.table({"home.bins": pa.nulls(2)}))
    assert empty["outcome"].to_pylist() == ["undecided", "undecided"]


def test_capitals_do_not_make_another_name_where_the_engine_says_so() -> None:
    relation = duckdb.sql('select 1::bigint as "home.bins", 2 as "Outcome"')
    assert refused(scheme_of("bins"), relation) == [("frame.taken", "Outcome")]


def test_what_is_no_frame_is_not_supported() -> None:
    with pytest.raises(NotSupportedError) as error:
        scheme_of("bins").decide_many({"home.bins": [1]})
    assert error.value.code == "frame.kind"


FAMILIES = Scheme(
    "families",
    facts=[Home],
    eligible=[
        rule("works", exists(Home.members, lambda member: exists(member.jobs, lambda job: job.hours > 16))),
        rule("many", count_of(Home.members) > 2),
    ],
).on(DAY)
HOMES = pl.DataFrame({"home": ["a", "b", "c"], "home.members": [True, False, None]})
MEMBERS = pl.DataFrame({"home": ["a", "b"], "person": [1, 2], "member.jobs": [True, True]})
JOBS = pl.DataFrame({"person": [1], "job.hours": [20]})


def family_faults(homes: Any = HOMES, members: Any = MEMBERS, jobs: Any = JOBS, **given: Any) -> Any:  # noqa: ANN401
    options = {"key": "home", "member_keys": {"home.members": "person"}, **given}
    with pytest.raises(FrameError) as error:
        FAMILIES.decide_many(homes, members={"home.members": members, "member.jobs": jobs}, **options)
    return [(fault.code, fault.frame, fault.column, fault.many) for fault in error.value.faults]


def test_members_and_their_lists_are_decided() -> None:
    keys = {"home.members": "person"}
    lists = {"home.members": MEMBERS, "member.jobs": JOBS}
    found = FAMILIES.decide_many(HOMES, members=lists, key="home", member_keys=keys)
    assert found["outcome"].to_list() == ["eligible", "undecided", "undecided"]
    assert found["still_needed"].to_list() == ["", "home.members", "home.members"]


def test_keys_that_are_missing_twice_there_or_of_nothing() -> None:
    homes = HOMES.with_columns(home=pl.Series(["a", "a", None]))
    assert family_faults(homes=homes) == [
        ("frame.key-missing", "the cases", "home", 1),
        ("frame.key-twice", "the cases", "home", 2),
        ("frame.orphan", "home.members", "home", 1),
    ]
    jobs = pl.DataFrame({"person": [1, 7], "job.hours": [20, 1]})
    assert family_faults(jobs=jobs) == [("frame.orphan", "member.jobs", "person", 1)]
    members = MEMBERS.with_columns(person=1)
    assert family_faults(members=members) == [("frame.key-twice", "home.members", "person", 2)]


IN_MEMORY: Mapping[str, Any] = {
    "polars": lambda frame: frame,
    "lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": lambda frame: frame.to_arrow(),
}
ENGINES: Mapping[str, Any] = {**IN_MEMORY, "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow())}
WRONG_KEYS = (
    pl.DataFrame({"home": ["b", "a", "a"], "home.members": [True] * 3}),
    pl.DataFrame({"home": ["c", "a", None, "b", "c"], "person": [1, 2, 3, 3, 4], "member.jobs": [True] * 5}),
    pl.DataFrame({"person": [7, 1, 8], "job.hours": [20, 20, 20]}),
)


def faults_of_keys(convert: Any) -> Any:  # noqa: ANN401 - how a frame is made, and faults
    homes, members, jobs = map(convert, WRONG_KEYS)
    lists = {"home.members": members, "member.jobs": jobs}
    with pytest.raises(FrameError) as error:
        FAMILIES.decide_many(homes, key="home", member_keys={"home.members": "person"}, members=lists)
    return error.value.faults


WRONG_VALUES = {
    "share": "0.25::decimal(38, 30) as x union all select 0.2500000000000000000000000001::decimal(38, 30)",
    "moved": "'2026-05-01 00:00:00.000000001'::timestamp_ns as x union all select '2026-05-01'::timestamp_ns",
    "bins": "51 as x union all select 1",
    "tenure": "'owned' as x union all select 'let'",
    "postcode": "'DT97 1AA' as x union all select 'dt97'",
}


@pytest.mark.parametrize("name", WRONG_VALUES)
def test_rows_with_wrong_values_can_be_had_where_they_have_no_order(name: str) -> None:
    relation = duckdb.sql(f'select x as "home.{name}", 7 as ward from (select {WRONG_VALUES[name]})')  # noqa: S608 - our own
    with pytest.raises(FrameError) as error:
        scheme_of(name).decide_many(relation)
    (fault,) = error.value.faults
    assert (fault.many, fault.rows) == (1, ())
    found = fault.selected()
    assert isinstance(found, duckdb.DuckDBPyRelation)
    assert found.columns == [f"home.{name}", "ward"]
    assert len(found.fetchall()) == 1


@pytest.mark.parametrize("kind", IN_MEMORY)
def test_mistakes_of_keys_are_told_by_rows(kind: str) -> None:
    found = [(fault.code, fault.frame, fault.many, fault.rows) for fault in faults_of_keys(IN_MEMORY[kind])]
    assert found == [
        ("frame.key-twice", "the cases", 2, (2, 3)),
        ("frame.key-twice", "home.members", 2, (3, 4)),
        ("frame.orphan", "home.members", 3, (1, 3, 5)),
        ("frame.orphan", "member.jobs", 2, (1, 3)),
    ]


@pytest.mark.parametrize("kind", ENGINES)
def test_the_rows_of_a_mistake_can_be_had_in_every_engine(kind: str) -> None:
    fault = next(each for each in faults_of_keys(ENGINES[kind]) if each.frame == "member.jobs")
    found = fault.selected()
    assert isinstance(found, type(ENGINES[kind](HOMES)))
    rows = nw.from_native(found).lazy().collect("polars")
    assert rows.columns == ["person", "job.hours"]
    assert sorted(rows["person"]) == [7, 8]


def test_where_rows_have_no_order_a_mistake_says_how_to_get_at_them() -> None:
    fault = next(each for each in faults_of_keys(ENGINES["duckdb"]) if each.frame == "member.jobs")
    assert fault.rows == ()
    assert str(fault).endswith("(2 rows, without an order to number them by: selected() gives them)")


def test_a_mistake_that_is_of_no_row_has_none() -> None:
    with pytest.raises(FrameError) as error:
        scheme_of("bins").decide_many(pl.DataFrame({"home.bins": ["1"]}))
    assert error.value.faults[0].selected() is None


@pytest.mark.parametrize("dtype", [pl.Categorical(), pl.Enum(["a", "b", "c"]), pl.Binary()], ids=str)
def test_keys_of_two_types_are_refused(dtype: pl.DataType) -> None:
    homes = HOMES.with_columns(pl.col("home").cast(dtype))
    assert family_faults(homes=homes) == [("frame.key", "home.members", "home", None)]
    frames = (duckdb.from_arrow(each.to_arrow()) for each in (HOMES.with_columns(home=1), MEMBERS, JOBS))
    assert family_faults(*frames) == [("frame.key", "home.members", "home", None)]


def test_whole_numbers_of_two_sizes_are_the_same_keys() -> None:
    homes = HOMES.with_columns(home=pl.Series([1, 2, 3], dtype=pl.Int32))
    lists = {"home.members": MEMBERS.with_columns(home=pl.Series([1, 2], dtype=pl.UInt64)), "member.jobs": JOBS}
    found = FAMILIES.decide_many(homes, members=lists, key="home", member_keys={"home.members": "person"})
    assert found["outcome"].to_list() == ["eligible", "undecided", "undecided"]


def test_a_key_may_have_any_name() -> None:
    lists = {"home.members": MEMBERS.rename({"home": "rows_of_key"}), "member.jobs": JOBS}
    homes = HOMES.rename({"home": "rows_of_key"})
    found = FAMILIES.decide_many(homes, members=lists, key="rows_of_key", member_keys={"home.members": "person"})
    assert found["outcome"].to_list() == ["eligible", "undecided", "undecided"]


def test_members_of_a_list_that_is_not_known() -> None:
    members = MEMBERS.with_columns(home=pl.Series(["a", "c"]))
    assert family_faults(members=members) == [("frame.unlisted", "home.members", "home", 1)]


def test_more_members_than_a_case_may_have() -> None:
    members = pl.DataFrame({"home": ["a"] * 1001, "person": range(1001), "member.jobs": [True] * 1001})
    assert family_faults(members=members) == [("frame.too-many", "home.members", "home", 1001)]


@pytest.mark.parametrize("kind", ENGINES)
def test_members_of_lists_within_a_list_are_counted_as_in_a_single_case(kind: str) -> None:
    convert = ENGINES[kind]
    homes = pl.DataFrame({"home": ["a", "b"], "home.members": [True, True]})
    members = pl.DataFrame({"home": ["a", "a", "b"], "person": [1, 2, 3], "member.jobs": [True] * 3})
    jobs = pl.DataFrame({"person": [1] * 600 + [2] * 398 + [3], "job.hours": [20] * 999})
    keys = {"home.members": "person"}

    def given(jobs: pl.DataFrame) -> Any:  # noqa: ANN401 - lists of an engine
        return {"home.members": convert(members), "member.jobs": convert(jobs)}

    decided = FAMILIES.decide_many(convert(homes), key="home", member_keys=keys, members=given(jobs))
    assert len(nw.from_native(decided).lazy().collect()) == 2
    with pytest.raises(FrameError) as error:
        FAMILIES.decide_many(convert(homes), key="home", member_keys=keys, members=given(jobs.vstack(jobs[:1])))
    assert [(fault.code, fault.frame, fault.many) for fault in error.value.faults] == [
        ("frame.too-many", "home.members", 2)
    ]


def test_keys_and_frames_that_are_not_given() -> None:
    assert family_faults(key=None) == [("frame.key", "the cases", None, None)]
    assert family_faults(member_keys={}) == [("frame.key", "home.members", None, None)]
    assert family_faults(members=MEMBERS.drop("home")) == [("frame.key", "home.members", "home", None)]
    with pytest.raises(FrameError) as error:
        FAMILIES.decide_many(HOMES, key="home", members={"home.member": MEMBERS})
    assert [(fault.code, fault.column) for fault in error.value.faults] == [
        ("frame.members", None),
        ("frame.members", "home.members"),
        ("frame.members", "member.jobs"),
    ]


def test_frames_of_two_engines_do_not_go_together() -> None:
    with pytest.raises(NotSupportedError) as error:
        FAMILIES.decide_many(HOMES.lazy(), key="home", members={"home.members": MEMBERS})
    assert error.value.code == "frame.kind"
