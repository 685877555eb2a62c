import sqlite3
from collections.abc import Callable
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core import InvalidValueError, ProviderUnavailableError
from localgov_components.transport import RateLimit, RequestLimit, SharedRateLimit

Make = Callable[..., RequestLimit]


@pytest.fixture(params=["in process", "in a file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    def limit(times: int, *, seconds: float = 60) -> RequestLimit:
        if request.param == "in process":
            return RateLimit(times, seconds=seconds)
        return SharedRateLimit(tmp_path / "limit", times, seconds=seconds)

    return limit


def test_requests_within_the_limit_start_at_once_and_the_next_waits(make: Make) -> None:
    limit = make(3, seconds=60)
    assert [limit.reserve(now=100 + second, within=60) for second in range(4)] == [0, 0, 0, 57]


def test_who_cannot_wait_so_long_takes_no_turn(make: Make) -> None:
    limit = make(1, seconds=60)
    assert limit.reserve(now=100, within=0) == 0
    assert limit.reserve(now=101, within=10) is None
    assert limit.reserve(now=101, within=60) == 59


def test_a_hold_makes_everybody_wait_and_a_shorter_one_does_not_shorten_it(make: Make) -> None:
    limit = make(5, seconds=60)
    limit.hold(now=100, seconds=30)
    limit.hold(now=101, seconds=1)
    assert limit.reserve(now=102, within=60) == 28
    assert limit.reserve(now=131, within=60) == 0


def test_no_answer_however_odd_holds_for_more_than_an_hour(make: Make) -> None:
    limit = make(5, seconds=60)
    limit.hold(now=100, seconds=1e12)
    assert limit.reserve(now=100 + 3601, within=0) == 0


def test_a_clock_that_is_set_back_does_not_stop_everything(make: Make) -> None:
    limit = make(1, seconds=60)
    limit.reserve(now=1_000_000, within=60)
    limit.hold(now=1_000_000, seconds=3600)
    assert limit.reserve(now=100, within=60) == 0


@pytest.mark.parametrize(("times", "seconds"), [(0, 60), (-1, 60), (1, 0), (1, float("inf")), (1, float("nan"))])
def test_a_limit_that_limits_nothing_is_refused(make: Make, times: int, seconds: float) -> None:
    with pytest.raises(InvalidValueError, match="not a rate limit"):
        make(times, seconds=seconds)


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.floats(0, 20), st.floats(0, 60)), max_size=40),
)
def test_no_span_of_the_period_ever_holds_more_than_the_limit(times: int, asked: list[tuple[float, float]]) -> None:
    limit, now, starts = RateLimit(times, seconds=30), 1000.0, []
    for later, within in asked:
        now += later
        wait = limit.reserve(now=now, within=within)
        if wait is not None:
            assert 0 <= wait <= within
            starts.append(now + wait)
    starts.sort()
    for first, after in zip(starts, starts[times:], strict=False):
        assert after - first >= 30 - 1e-6


def test_a_file_and_a_process_give_the_same_turns(tmp_path: Path) -> None:
    limits: list[RequestLimit] = [RateLimit(4, seconds=10), SharedRateLimit(tmp_path / "limit", 4, seconds=10)]
    moments = [(1000 + step * 0.7, step % 7) for step in range(60)]
    ours, shared = ([limit.reserve(now=now, within=within) for now, within in moments] for limit in limits)
    assert ours == pytest.approx(shared)
    assert None in ours


def _reserve_many(path: Path, times: int) -> list[float]:
    limit = SharedRateLimit(path, 20)
    waits = [limit.reserve(now=1000, within=1000) for _ in range(times)]
    return [wait for wait in waits if wait is not None]


def test_processes_that_name_one_file_share_its_turns(tmp_path: Path) -> None:
    path = tmp_path / "limit"
    with get_context("spawn").Pool(2) as pool:
        found = pool.starmap(_reserve_many, [(path, 30), (path, 30)])
    assert sorted(chain.from_iterable(found)) == [0] * 20 + [60] * 20 + [120] * 20


def test_a_file_that_cannot_be_used_is_said_with_its_name_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a rate limit " * 100)
    with pytest.raises(ProviderUnavailableError, match=r"'notes.txt'") as error:
        SharedRateLimit(tmp_path / "notes.txt", 1).reserve(now=1, within=1)
    assert error.value.code == "transport.rate-limit-file"
    assert str(tmp_path) not in str(error.value)
    with sqlite3.connect(tmp_path / "theirs") as theirs:
        theirs.execute("CREATE TABLE t (x)")
    theirs.close()
    with pytest.raises(ProviderUnavailableError, match="another program's"):
        SharedRateLimit(tmp_path / "theirs", 1).reserve(now=1, within=1)
    with pytest.raises(ProviderUnavailableError):
        SharedRateLimit(tmp_path / "no such folder" / "limit", 1).hold(now=1, seconds=1)


def test_a_repr_says_what_the_limit_is(tmp_path: Path) -> None:
    assert repr(RateLimit(600)) == "RateLimit(600, seconds=60)"
    assert repr(SharedRateLimit(tmp_path / "os.limit", 600)) == "SharedRateLimit('os.limit', 600, seconds=60)"
