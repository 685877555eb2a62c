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
from collections.abc import Iterator
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

_is_ours: ContextVar[bool] = ContextVar("_is_ours", default=False)


class HttpTransport:
    """Sends over HTTP(S), keeping connections open; close it, or use `with`.

    `timeout` is in seconds, for connecting and for each wait on the wire. `proxy` is the address of
    a proxy; `tls` replaces the platform's list of trusted certificates. Safe to share between threads.
    """

    def __init__(
        self, *, timeout: float = DEFAULT_TIMEOUT, proxy: str | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        with needs_extra("http"):
            import httpx2
        self._client = httpx2.Client(timeout=timeout, proxy=proxy, verify=tls or True, trust_env=False)

    def send(self, request: Request) -> Response:
        """Send a request and wait for its answer, whatever its status."""
        import httpx2

        try:
            with _queries_unlogged():
                answer = self._client.request(
                    request.method, request.url, headers=dict(request.headers), content=request.body
                )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            _explain(request, error)
        return _received(answer)

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
        self, *, timeout: float = DEFAULT_TIMEOUT, proxy: str | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        with needs_extra("http"):
            import httpx2
        self._client = httpx2.AsyncClient(timeout=timeout, proxy=proxy, verify=tls or True, trust_env=False)

    async def send(self, request: Request) -> Response:
        """Send a request and wait for its answer, whatever its status."""
        import httpx2

        try:
            with _queries_unlogged():
                answer = await self._client.request(
                    request.method, request.url, headers=dict(request.headers), content=request.body
                )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            _explain(request, error)
        return _received(answer)

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


def _received(answer: "httpx2.Response") -> Response:
    return Response(answer.status_code, headers=dict(answer.headers), body=answer.content)


def _explain(request: Request, error: Exception) -> NoReturn:
    """Raise ours in its place, and not `from` it.

    An HTTP library may quote a header it could not send, and that header may be an API key.
    """
    import httpx2

    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
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
