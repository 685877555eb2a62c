"""Transports for tests: a function answers, and every request is kept.

>>> transport = FakeTransport(lambda request: Response(404))
>>> transport.send(Request("GET", "https://pay.example/v1/payments/unknown")).status
404
>>> transport.requests[0].path
'/v1/payments/unknown'
"""

from collections.abc import Callable
from typing import Self
from urllib.parse import urlsplit

from localgov_components.core import ProviderUnavailableError
from localgov_components.transport.exchange import Request, Response

__all__ = ["AsyncFakeTransport", "FakeTransport"]


class FakeTransport:
    """Answers through a function; `requests` holds what was sent, in order.

    The function may raise `ProviderUnavailableError`, as a transport does that got no answer.
    """

    def __init__(self, handler: Callable[[Request], Response]) -> None:
        self._handler = handler
        self.requests: list[Request] = []

    @classmethod
    def unreachable(cls) -> Self:
        """A transport behind which nobody answers."""
        return cls(_no_answer)

    def send(self, request: Request) -> Response:
        """Keep the request, and answer it."""
        self.requests.append(request)
        return self._handler(request)


class AsyncFakeTransport(FakeTransport):
    """As `FakeTransport`, for an event loop."""

    async def send(self, request: Request) -> Response:  # type: ignore[override]
        """Keep the request, and answer it."""
        return super().send(request)


def _no_answer(request: Request) -> Response:
    raise ProviderUnavailableError(
        f"no answer from {urlsplit(request.url).hostname}. Try again later.", code="transport.no-answer"
    )
