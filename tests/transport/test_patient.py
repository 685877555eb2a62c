import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest

from localgov_components.core import ProviderUnavailableError
from localgov_components.transport import (
    AsyncFakeTransport,
    AsyncPatientTransport,
    FakeTransport,
    PatientTransport,
    RateLimit,
    Request,
    RequestLimit,
    Response,
)

ASK = Request("GET", "https://places.example/")
Send = Callable[..., "Waited"]


class Waited:
    """What came of sending: the answer, how long was waited each time, and how many requests left."""

    def __init__(self, response: Response, waits: list[float], sent: int) -> None:
        self.status, self.waits, self.sent = response.status, waits, sent


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.waits = 1_800_000_000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


def send_sync(answers: Iterable[Response], limit: RequestLimit, *, longest_wait: float = 10, time: Time) -> Waited:
    left = iter(answers)
    fake = FakeTransport(lambda _: next(left))
    patient = PatientTransport(fake, limit, longest_wait=longest_wait, clock=time, sleep=time.sleep)
    return Waited(patient.send(ASK), time.waits, len(fake.requests))


def send_async(answers: Iterable[Response], limit: RequestLimit, *, longest_wait: float = 10, time: Time) -> Waited:
    left = iter(answers)
    fake = AsyncFakeTransport(lambda _: next(left))
    patient = AsyncPatientTransport(fake, limit, longest_wait=longest_wait, clock=time, sleep=time.sleep_async)
    return Waited(asyncio.run(patient.send(ASK)), time.waits, len(fake.requests))


@pytest.fixture(params=[send_sync, send_async])
def send(request: pytest.FixtureRequest) -> Send:
    sender: Send = request.param
    return sender


def refusal(retry_after: str | None = None) -> Response:
    return Response(429, headers={} if retry_after is None else {"retry-after": retry_after})


def test_a_request_waits_for_its_turn(send: Send) -> None:
    limit, time = RateLimit(1, seconds=4), Time()
    send([Response(200)], limit, time=time)
    assert send([Response(200)], limit, time=time).waits == [4]


def test_one_that_would_wait_too_long_is_not_sent(send: Send) -> None:
    limit, time = RateLimit(1, seconds=60), Time()
    send([Response(200)], limit, time=time)
    with pytest.raises(ProviderUnavailableError) as error:
        send([], limit, time=time)
    assert error.value.code == "transport.too-many-waiting"


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        ("3", 3),
        (" 7 ", 7),
        ("0", 1),
        ("Fri, 15 Jan 2027 08:00:05 GMT", 5),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 1),
        (None, 1),
        ("soon", 1),
        ("-4", 1),
        ("1e2", 1),
        ("Fri, 99 Jan 2027 08:00:05 GMT", 1),
    ],
)
def test_an_answer_429_is_asked_again_after_what_it_asks_for(send: Send, asked: str | None, waited: float) -> None:
    result = send([refusal(asked), Response(200)], RateLimit(600), time=Time())
    assert (result.status, result.waits, result.sent) == (200, [waited], 2)


def test_without_a_time_each_pause_is_twice_the_last_and_in_the_end_the_refusal_is_handed_back(send: Send) -> None:
    result = send([refusal()] * 9, RateLimit(600), longest_wait=10, time=Time())
    assert (result.status, result.waits, result.sent) == (429, [1, 2, 4], 4)


def test_a_pause_longer_than_anybody_waits_is_handed_back_at_once(send: Send) -> None:
    result = send([refusal("86400")], RateLimit(600), time=Time())
    assert (result.status, result.waits, result.sent) == (429, [], 1)


def test_everybody_who_shares_the_limit_waits_after_a_429(send: Send) -> None:
    limit, time = RateLimit(600), Time()
    send([refusal("30")], limit, time=time)
    with pytest.raises(ProviderUnavailableError):
        send([], limit, time=time)
    time.now += 30
    assert send([Response(200)], limit, time=time).waits == []


@pytest.mark.parametrize("status", [200, 400, 401, 500, 503])
def test_no_other_answer_is_asked_for_again(send: Send, status: int) -> None:
    assert send([Response(status, headers={"retry-after": "1"})], RateLimit(600), time=Time()).sent == 1


@pytest.mark.parametrize("back", [60, 3_000, 100_000])
def test_a_clock_that_is_set_back_meanwhile_makes_nobody_wait_longer(back: float) -> None:
    limit, time = RateLimit(1, seconds=5), Time()

    def refuse(_: Request) -> Response:
        time.now -= back
        return refusal("1")

    patient = PatientTransport(FakeTransport(refuse), limit, longest_wait=10, clock=time, sleep=time.sleep)
    with suppress(ProviderUnavailableError):  # that, or the refusal: by then nobody knows what time it was
        patient.send(ASK)
    assert sum(time.waits) <= 10


def test_silence_is_not_repeated() -> None:
    fake, time = FakeTransport.unreachable(), Time()
    with pytest.raises(ProviderUnavailableError):
        PatientTransport(fake, RateLimit(600), clock=time, sleep=time.sleep).send(ASK)
    assert len(fake.requests) == 1
