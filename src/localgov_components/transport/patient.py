"""A transport that waits for its turn, and asks again when it was told to ask less.

Before each request it waits as its rate limit says. An answer 429 (RFC 6585 section 4) makes everybody who
shares the limit wait as long as `Retry-After` asks (RFC 9110 section 10.2.3), or a second, then two, then four
where it does not say; then the request is sent again. No other answer, and no silence, is repeated: only
429 says for certain that nothing was done. A request that would wait too long in all is given up.

>>> from localgov_components.transport import FakeTransport, RateLimit
>>> answers = iter([Response(429, headers={"retry-after": "3"}), Response(200)])
>>> waits = []
>>> transport = PatientTransport(FakeTransport(lambda request: next(answers)), RateLimit(600), sleep=waits.append,
...                              clock=lambda: 1000.0 + sum(waits))
>>> transport.send(Request("GET", "https://places.example/")).status, waits
(200, [3.0])
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime

from localgov_components.core import ProviderUnavailableError
from localgov_components.transport.driver import AsyncTransport, Transport
from localgov_components.transport.exchange import Request, Response
from localgov_components.transport.rate_limit import LONGEST_HOLD, RequestLimit

__all__ = ["AsyncPatientTransport", "PatientTransport"]

LONGEST_WAIT = 10.0
"""Seconds that a person can be left waiting for an address before it is kinder to let them type it."""

_TOO_MANY = 429
_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)


class PatientTransport:
    """Sends over another transport, in turn and no faster than its limit.

    `longest_wait` is in seconds, for all the waiting of one request. A request that would wait longer raises
    `ProviderUnavailableError` before it is sent; an answer 429 after which it would, is handed back.
    """

    def __init__(
        self,
        transport: Transport,
        limit: RequestLimit,
        *,
        longest_wait: float = LONGEST_WAIT,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._transport, self._limit = transport, limit
        self._longest_wait, self._clock, self._sleep = longest_wait, clock, sleep

    def send(self, request: Request) -> Response:
        """Wait for a turn, send, and wait for the answer."""
        turns = _Turns(self._limit, self._clock, self._longest_wait)
        while True:
            if seconds := turns.seconds_to_wait():
                self._sleep(seconds)
            response = self._transport.send(request)
            if not turns.ask_again(response):
                return response


class AsyncPatientTransport:
    """As `PatientTransport`, for an event loop."""

    def __init__(
        self,
        transport: AsyncTransport,
        limit: RequestLimit,
        *,
        longest_wait: float = LONGEST_WAIT,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._transport, self._limit = transport, limit
        self._longest_wait, self._clock, self._sleep = longest_wait, clock, sleep

    async def send(self, request: Request) -> Response:
        """Wait for a turn, send, and wait for the answer."""
        turns = _Turns(self._limit, self._clock, self._longest_wait)
        while True:
            if seconds := turns.seconds_to_wait():
                await self._sleep(seconds)
            response = await self._transport.send(request)
            if not turns.ask_again(response):
                return response


class _Turns:
    """The turns of one request: how long before each, and whether there is another."""

    def __init__(self, limit: RequestLimit, clock: Callable[[], float], longest_wait: float) -> None:
        self._limit, self._clock = limit, clock
        self._left = longest_wait  # and no moment by the clock, which somebody may set back meanwhile
        self._refusals = 0

    def seconds_to_wait(self) -> float:
        seconds = self._limit.reserve(now=self._clock(), within=self._left)
        if seconds is None:
            raise ProviderUnavailableError(
                "too many requests are waiting for their turn, so this one was not sent. Try again later.",
                code="transport.too-many-waiting",
            )
        self._left -= seconds
        return seconds

    def ask_again(self, response: Response) -> bool:
        if response.status != _TOO_MANY:
            return False
        now = self._clock()
        pause = _asked_pause(response, now)
        if pause is None:
            pause = 2.0**self._refusals
        self._refusals += 1
        self._limit.hold(now=now, seconds=pause)
        return pause <= self._left


def _asked_pause(response: Response, now: float) -> float | None:
    """Seconds that the answer asks to wait, at least a second; None where it does not say, or not in HTTP's words."""
    text = response.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return max(1.0, min(float(text), LONGEST_HOLD))
    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(1.0, min(moment - now, LONGEST_HOLD))
