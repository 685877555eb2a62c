"""Transports over HTTP, on httpx2 (https://github.com/pydantic/httpx2).

Redirects are not followed: an API that redirects is not the API that was asked, and a bearer key
must not travel on. Proxies and certificates are taken from arguments, never from the environment.
httpx2 notes the address of every request in its log; of ours, without the query, which may be personal.

>>> transport = HttpTransport(timeout=2)
>>> transport.send(Request("GET", "https://nowhere.invalid/"))
Traceback (most recent call last):
    ...
localgov_components.core.errors.ProviderUnavailableError: no answer from nowhere.invalid (ConnectError). \
Try again later.
>>> transport.close()
"""

import logging
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self
from urllib.parse import urlsplit

from localgov_components.core import InvalidValueError, ProviderUnavailableError
from localgov_components.core.libraries import needs_extra
from localgov_components.transport.exchange import Request, Response

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncHttpTransport", "HttpTransport"]

DEFAULT_TIMEOUT = 20.0
"""Seconds to wait for a connection, and then for each part of an answer."""

MOST_BYTES = 64 * 1024 * 1024
"""Of an answer, unpacked: it is held in memory, and a few bytes on the wire may be the packing of any number."""

_MOST_WAITS = 6
"""An answer may take so many time-outs until it is whole, however steadily it drips."""

_is_ours: ContextVar[bool] = ContextVar("_is_ours", default=False)


class HttpTransport:
    """Sends over HTTP(S), keeping connections open; close it, or use `with`.

    `timeout` is in seconds, for connecting and for each wait on the wire; an answer that is not whole after six
    times as long is given up, and so is one of more than 64 MiB. `proxy` is the address of a proxy; `tls` replaces
    the platform's list of trusted certificates. Safe to share between threads.
    """

    def __init__(
        self,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        with needs_extra("http"):
            import httpx2
        self._timeout, self._clock = timeout, clock
        self._client = httpx2.Client(timeout=timeout, proxy=proxy, verify=tls or True, trust_env=False)

    def send(self, request: Request) -> Response:
        """Send a request and wait for its answer, whatever its status."""
        import httpx2

        body = _Body(self._clock, self._timeout)
        try:
            with (
                _queries_unlogged(),
                self._client.stream(
                    request.method, request.url, headers=dict(request.headers), content=request.body
                ) as answer,
            ):
                for part in answer.iter_bytes():
                    body.take(part)
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            _explain(request, error)
        return body.of(answer)

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._client.close()

    def __enter__(self) -> Self:
        """The transport itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()


class AsyncHttpTransport:
    """As `HttpTransport`, for an event loop; `aclose` it, or use `async with`."""

    def __init__(
        self,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        with needs_extra("http"):
            import httpx2
        self._timeout, self._clock = timeout, clock
        self._client = httpx2.AsyncClient(timeout=timeout, proxy=proxy, verify=tls or True, trust_env=False)

    async def send(self, request: Request) -> Response:
        """Send a request and wait for its answer, whatever its status."""
        import httpx2

        body = _Body(self._clock, self._timeout)
        try:
            with _queries_unlogged():
                async with self._client.stream(
                    request.method, request.url, headers=dict(request.headers), content=request.body
                ) as answer:
                    async for part in answer.aiter_bytes():
                        body.take(part)
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            _explain(request, error)
        return body.of(answer)

    async def aclose(self) -> None:
        """Close the connections that were kept open."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        """The transport itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.aclose()


class _QueryHidden(logging.Filter):
    """Cuts the query off every address in a record about a request of ours; other people's records stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        import httpx2

        if _is_ours.get() and isinstance(record.args, tuple):
            record.args = tuple(
                str(each.copy_with(query=None)) if isinstance(each, httpx2.URL) else each for each in record.args
            )
        return True


_QUERY_HIDDEN = _QueryHidden()


@contextmanager
def _queries_unlogged() -> Iterator[None]:
    logging.getLogger("httpx2").addFilter(_QUERY_HIDDEN)  # once: a filter that is there is not added again
    token = _is_ours.set(True)
    try:
        yield
    finally:
        _is_ours.reset(token)


class _Body:
    """The body of an answer as it comes in: too much of it is refused, and so is too long a wait for its end."""

    def __init__(self, clock: Callable[[], float], timeout: float) -> None:
        self._clock, self._deadline = clock, clock() + _MOST_WAITS * timeout
        self._parts: list[bytes] = []
        self._length = 0

    def take(self, part: bytes) -> None:
        import httpx2

        self._parts.append(part)
        self._length += len(part)
        if self._length > MOST_BYTES:
            raise ProviderUnavailableError(
                f"an answer of more than {MOST_BYTES >> 20} MiB, which was not read to its end. Ask for less.",
                code="transport.too-large",
            )
        if self._clock() > self._deadline:
            raise httpx2.ReadTimeout("")

    def of(self, answer: "httpx2.Response") -> Response:
        return Response(answer.status_code, headers=dict(answer.headers), body=b"".join(self._parts))


def _explain(request: Request, error: Exception) -> NoReturn:
    """Raise ours in its place, and not `from` it.

    An HTTP library may quote a header it could not send, and that header may be an API key.
    """
    import httpx2

    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol | httpx2.LocalProtocolError | UnicodeError):
        raise InvalidValueError(
            "not a request that HTTP can carry. Check the address, and that header values are printable ASCII.",
            code="transport.request",
        ) from None
    host = urlsplit(request.url).hostname
    late = isinstance(error, httpx2.TimeoutException)
    raise ProviderUnavailableError(
        f"no answer from {host}{' in time' if late else ''} ({type(error).__name__}). Try again later.",
        code="transport.timed-out" if late else "transport.no-answer",
    ) from None
