import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.address.core_files import HOUSE, address

from localgov_components.address import AddressCapability, AddressPage, AddressQuery, CachedAddresses
from localgov_components.core import (
    InvalidValueError,
    NotSupportedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from localgov_components.identifiers import Postcode

QUERY = AddressQuery(postcode=Postcode.parse("DT97 1AA"))
NONE_THERE = AddressQuery(postcode=Postcode.parse("DT97 9ZZ"))
DAY = timedelta(days=1)


class Behind:
    """The provider behind the cache: counts how often it is asked, and can be taken down."""

    name = "behind"
    capabilities = frozenset({AddressCapability.POSTCODE})

    def __init__(self) -> None:
        self.asked = 0
        self.error: Exception | None = None

    def find(self, query: AddressQuery) -> AddressPage:
        self.asked += 1
        if self.error:
            raise self.error
        welsh = address(**HOUSE).model_copy(update={"language": "CYM"})
        found = (
            (address(**HOUSE).model_copy(update={"alternates": (welsh,)}),) if query.postcode == QUERY.postcode else ()
        )
        return AddressPage(addresses=found, total=len(found))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def behind() -> Behind:
    return Behind()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(behind: Behind, clock: Clock, tmp_path: Path) -> CachedAddresses:
    return CachedAddresses(behind, tmp_path / "cache", keep_for=DAY, clock=clock)


@pytest.mark.parametrize("query", [QUERY, NONE_THERE])
def test_a_question_is_asked_once_while_its_answer_is_good(
    cache: CachedAddresses, behind: Behind, clock: Clock, query: AddressQuery
) -> None:
    first = cache.find(query)
    clock.now += DAY - timedelta(seconds=1)
    assert cache.find(query) == first == Behind().find(query)
    assert behind.asked == 1
    clock.now += timedelta(seconds=1)
    assert cache.find(query) == first
    assert behind.asked == 2


def test_an_answer_says_when_it_was_given(cache: CachedAddresses, clock: Clock) -> None:
    asked_at = clock.now
    cache.find(QUERY)
    clock.now += timedelta(hours=1)
    answer = cache.ask(QUERY)
    assert (answer.asked_at, answer.has_expired) == (asked_at, False)


def test_each_page_is_a_question_of_its_own(cache: CachedAddresses, behind: Behind) -> None:
    cache.find(QUERY)
    cache.find(QUERY.model_copy(update={"limit": 1}))
    cache.find(QUERY.model_copy(update={"include_shells": True}))
    assert behind.asked == 3


def test_an_expired_answer_is_never_given_unasked(cache: CachedAddresses, behind: Behind, clock: Clock) -> None:
    cache.find(QUERY)
    clock.now += DAY
    behind.error = ProviderUnavailableError("no answer", code="transport.no-answer")
    with pytest.raises(ProviderUnavailableError):
        cache.find(QUERY)
    with pytest.raises(ProviderUnavailableError):
        cache.ask(NONE_THERE, accept_expired=True)
    answer = cache.ask(QUERY, accept_expired=True)
    assert (answer.has_expired, answer.page.total) == (True, 1)


def test_a_provider_that_answers_is_preferred_to_what_has_expired(cache: CachedAddresses, clock: Clock) -> None:
    cache.find(QUERY)
    clock.now += DAY
    assert not cache.ask(QUERY, accept_expired=True).has_expired


@pytest.mark.parametrize("error", [ProviderRefusedError("no", code="a.b"), NotSupportedError("no", code="a.c")])
def test_no_failure_is_kept_and_no_refusal_is_answered_from_the_past(
    cache: CachedAddresses, behind: Behind, clock: Clock, error: Exception
) -> None:
    cache.find(QUERY)
    clock.now += DAY
    behind.error = error
    with pytest.raises((ProviderError, NotSupportedError)):
        cache.ask(QUERY, accept_expired=True)
    behind.error = None
    assert cache.find(QUERY).total == 1


def test_an_answer_from_the_future_is_not_trusted(cache: CachedAddresses, behind: Behind, clock: Clock) -> None:
    cache.find(QUERY)
    clock.now -= timedelta(hours=1)
    cache.find(QUERY)
    assert behind.asked == 2


@pytest.mark.parametrize(("minutes", "asked"), [(29, 1), (30, 2), (80, 2)])
def test_the_hour_that_comes_twice_makes_no_answer_younger(
    behind: Behind, tmp_path: Path, minutes: int, asked: int
) -> None:
    london, clock = ZoneInfo("Europe/London"), Clock()
    half_an_hour = timedelta(minutes=30)
    cache = CachedAddresses(
        behind, tmp_path / "cache", keep_for=half_an_hour, clock=lambda: clock.now.astimezone(london)
    )
    clock.now = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    cache.find(QUERY)
    clock.now += timedelta(minutes=minutes)
    cache.find(QUERY)
    assert behind.asked == asked


def test_purging_takes_out_what_a_fast_clock_left(cache: CachedAddresses, clock: Clock) -> None:
    cache.find(QUERY)
    clock.now -= timedelta(hours=1)
    assert cache.purge() == 1


def test_another_process_finds_what_was_kept(
    cache: CachedAddresses, behind: Behind, clock: Clock, tmp_path: Path
) -> None:
    cache.find(QUERY)
    CachedAddresses(behind, tmp_path / "cache", keep_for=DAY, clock=clock).find(QUERY)
    assert behind.asked == 1


def test_purging_takes_out_what_has_expired_so_that_nobody_can_read_it(
    cache: CachedAddresses, clock: Clock, tmp_path: Path
) -> None:
    cache.find(QUERY)
    assert b"Tithebarn" in (tmp_path / "cache").read_bytes()
    assert cache.purge() == 0
    clock.now += DAY
    cache.find(NONE_THERE)
    assert cache.purge() == 1
    assert b"Tithebarn" not in (tmp_path / "cache").read_bytes()
    assert cache.purge(everything=True) == 1


def test_nothing_personal_is_in_a_name_or_a_repr_and_the_file_is_its_owner_s_alone(
    cache: CachedAddresses, tmp_path: Path
) -> None:
    cache.find(QUERY)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert "DT97" not in repr(cache) + repr(cache.ask(QUERY))
    if os.name == "posix":
        assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


def test_threads_share_it(cache: CachedAddresses, behind: Behind) -> None:
    cache.find(QUERY)
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(cache.find, [QUERY, NONE_THERE] * 20))
    assert {page.total for page in pages} == {0, 1}


def test_threads_that_come_first_together_share_one_file(behind: Behind, clock: Clock, tmp_path: Path) -> None:
    def ask(number: int) -> int | None:
        cache = CachedAddresses(behind, tmp_path / f"cache {number % 4}", keep_for=DAY, clock=clock)
        return cache.find(QUERY).total

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(64))) == {1}


def test_a_cache_of_another_version_is_emptied(cache: CachedAddresses, behind: Behind, tmp_path: Path) -> None:
    cache.find(QUERY)
    with sqlite3.connect(tmp_path / "cache") as connection:
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    cache.find(QUERY)
    assert behind.asked == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answer SET page = x'ff'",
        "UPDATE answer SET page = ''",
        "UPDATE answer SET asked_at = 1e300",
        "UPDATE answer SET asked_at = 'noon'",
    ],
)
def test_a_row_that_cannot_be_read_is_asked_for_again(
    cache: CachedAddresses, behind: Behind, tmp_path: Path, change: str
) -> None:
    cache.find(QUERY)
    with sqlite3.connect(tmp_path / "cache") as connection:
        connection.execute(change)
    connection.close()
    assert [cache.find(QUERY).total, cache.find(QUERY).total] == [1, 1]
    assert behind.asked == 2


def test_answers_may_be_kept_for_ever(behind: Behind, clock: Clock, tmp_path: Path) -> None:
    cache = CachedAddresses(behind, tmp_path / "cache", keep_for=timedelta.max, clock=clock)
    assert cache.find(QUERY) == cache.find(QUERY)
    assert (behind.asked, cache.purge()) == (1, 0)


def test_an_answer_of_another_edition_is_asked_for_again(
    cache: CachedAddresses, behind: Behind, tmp_path: Path
) -> None:
    cache.find(QUERY)
    with sqlite3.connect(tmp_path / "cache") as connection:
        connection.execute("""UPDATE answer SET page = '{"addresses": [], "total": 0, "colour": 1}'""")
    connection.close()
    assert cache.find(QUERY).total == 1
    assert behind.asked == 2


def test_a_file_that_cannot_be_used_is_told_and_left_alone(behind: Behind, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine " * 1000)
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    for name in ("notes", "other", "no/folder"):
        with pytest.raises(ProviderUnavailableError) as error:
            CachedAddresses(behind, tmp_path / name, keep_for=DAY, clock=clock).find(QUERY)
        assert error.value.code == "address-cache.unusable"
        assert str(tmp_path) not in str(error.value)
    assert (tmp_path / "notes").read_text() == "mine " * 1000
    assert behind.asked == 0


def test_what_it_is_set_up_with_is_checked(behind: Behind, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="no time"):
        CachedAddresses(behind, tmp_path / "cache", keep_for=timedelta(0), clock=Clock())
    naive = CachedAddresses(behind, tmp_path / "cache", keep_for=DAY, clock=lambda: datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(InvalidValueError, match="time zone"):
        naive.find(QUERY)


def test_it_is_called_and_can_be_asked_as_the_one_behind_it(cache: CachedAddresses) -> None:
    assert (cache.name, cache.capabilities) == (Behind.name, Behind.capabilities)
