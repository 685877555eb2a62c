"""Column types give back what was put in, on both databases, and refuse what could not be read back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from localgov_components.core import InvalidValueError
from localgov_components.money import Money
from localgov_components.storage import JsonText, Pence, Store, UtcDateTime

ONE_STORE_FOR_ALL_EXAMPLES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
LARGEST = 10**17 - 1  # the most pence that Money holds; the column holds more

rows = Table(
    "rows",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("answers", JsonText, nullable=False),
    Column("gross", Pence(Money)),
)


@pytest.fixture
def table(store: Store) -> Store:
    with store.begin() as connection:
        rows.create(connection)
        connection.execute(insert(rows).values(id=1, answers={}))
    return store


def kept(store: Store, column: str, value: object) -> object:
    with store.begin() as connection:
        connection.execute(update(rows).values({column: value}))
        return connection.execute(select(rows.c[column])).scalar_one()


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - Hypothesis wants bounds without a zone
@ONE_STORE_FOR_ALL_EXAMPLES
def test_an_instant_comes_back_as_the_same_instant_in_utc(table: Store, at: datetime) -> None:
    found = kept(table, "at", at)
    assert (found, found.tzinfo) == (at.astimezone(UTC), UTC) if isinstance(found, datetime) else False


def test_instants_sort_by_time_and_not_by_how_their_zone_writes_them(table: Store) -> None:
    tokyo = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    london = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with table.begin() as connection:
        connection.execute(insert(rows).values(id=2, at=tokyo, answers={}))
        connection.execute(update(rows).where(rows.c.id == 1).values(at=london))
        assert connection.execute(select(rows.c.id).order_by(rows.c.at)).scalars().all() == [2, 1]


def test_a_datetime_without_a_time_zone_is_refused(table: Store) -> None:
    with pytest.raises(InvalidValueError) as refused:
        kept(table, "at", datetime(2026, 3, 2, 9))  # noqa: DTZ001 - that is the point
    assert refused.value.code == "storage.naive-datetime"


@pytest.mark.parametrize("value", [None, {}, {"a": [1, 2.5, None, True, "ŷ\x00\n"]}, [], "text", 0, 1.0, 2**70])
def test_json_comes_back_as_it_was(table: Store, value: JsonValue) -> None:
    found = kept(table, "answers", value)
    assert (found, type(found)) == (value, type(value))


def test_json_null_is_a_value_of_its_own_and_a_missing_value_is_refused(table: Store) -> None:
    with table.begin() as connection:
        connection.execute(update(rows).values(answers=None))
        assert connection.exec_driver_sql("SELECT answers FROM rows").scalar_one() == "null"
    with pytest.raises(IntegrityError), table.begin() as connection:
        connection.exec_driver_sql("UPDATE rows SET answers = NULL")


def test_a_missing_instant_or_amount_comes_back_missing(table: Store) -> None:
    assert [kept(table, column, None) for column in ("at", "gross")] == [None, None]


def test_what_is_not_json_is_refused_with_the_reason(table: Store) -> None:
    with pytest.raises(InvalidValueError) as refused:
        kept(table, "answers", {"born": datetime(1950, 1, 1, tzinfo=UTC)})
    assert refused.value.code == "json.type"


def test_text_that_somebody_else_wrote_and_that_is_not_json_is_refused_without_quoting_it(table: Store) -> None:
    with table.begin() as connection:
        connection.exec_driver_sql("UPDATE rows SET answers = 'resident@example.com'")
    with pytest.raises(InvalidValueError) as refused, table.read() as connection:
        connection.execute(select(rows.c.answers)).scalar_one()
    assert refused.value.code == "storage.not-json"
    assert refused.value.__cause__ is None
    assert "resident" not in str(refused.value)


@given(st.integers(-LARGEST, LARGEST))
@ONE_STORE_FOR_ALL_EXAMPLES
def test_an_amount_comes_back_to_the_penny(table: Store, pence: int) -> None:
    assert kept(table, "gross", Money.from_pence(pence)) == Money.from_pence(pence)


@pytest.mark.parametrize("value", [50, 0.5, "50.00"])
def test_a_bare_number_is_no_amount_of_money(table: Store, value: object) -> None:
    with pytest.raises(InvalidValueError) as refused:
        kept(table, "gross", value)
    assert refused.value.code == "storage.not-money"
