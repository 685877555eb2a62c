"""How an operation is carried out: it asks, a transport answers, until it returns.

An operation is a generator: it yields each `Request`, receives its `Response`, and returns a
result. Nothing in it knows whether a socket, a thread or a test stands behind. When no answer
comes, the transport's `ProviderUnavailableError` is raised inside the operation, at its `yield`.

>>> from localgov_components.transport import FakeTransport
>>> def status_of(url: str) -> Operation[int]:
...     response = yield Request("GET", url)
...     return response.status
>>> run(status_of("https://pay.example/"), FakeTransport(lambda request: Response(204)))
204
>>> run(status_of("https://pay.example/"), FakeTransport.unreachable())
Traceback (most recent call last):
    ...
localgov_components.core.errors.ProviderUnavailableError: no answer from pay.example. Try again later.
"""

from collections.abc import Generator
from typing import Protocol, TypeVar

from localgov_components.core import ProviderError
from localgov_components.transport.exchange import Request, Response

__all__ = ["AsyncTransport", "Operation", "Transport", "run", "run_async"]

T = TypeVar("T")

Operation = Generator[Request, Response, T]
"""Work against a service: yields requests, receives responses."""


class Transport(Protocol):
    """Carries one request and brings its answer, whatever its status.

    Raises `ProviderUnavailableError` when no answer came; whether the far side acted is not known.
    """

    def send(self, request: Request) -> Response:
        """Send a request and wait for its answer."""
        ...


class AsyncTransport(Protocol):
    """As `Transport`, for an event loop."""

    async def send(self, request: Request) -> Response:
        """Send a request and wait for its answer."""
        ...


def run(operation: Operation[T], transport: Transport) -> T:
    """Drive an operation to its result over a transport."""
    try:
        request = next(operation)
        while True:
            try:
                response = transport.send(request)
            except ProviderError as error:
                request = operation.throw(error)
            else:
                request = operation.send(response)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
    finally:
        operation.close()


async def run_async(operation: Operation[T], transport: AsyncTransport) -> T:
    """Drive an operation to its result over a transport of an event loop."""
    try:
        request = next(operation)
        while True:
            try:
                response = await transport.send(request)
            except ProviderError as error:
                request = operation.throw(error)
            else:
                request = operation.send(response)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
    finally:
        operation.close()
