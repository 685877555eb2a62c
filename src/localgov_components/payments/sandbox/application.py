"""The sandbox as an ASGI application, so that any server can serve it.

A lost answer becomes what it is on a real network: headers that promise a body, and then silence.
"""

from typing import TYPE_CHECKING
from urllib.parse import quote

from localgov_components.core import ProviderUnavailableError
from localgov_components.core.libraries import needs_extra
from localgov_components.transport import Request, Response

with needs_extra("web"):
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request as HttpRequest
    from starlette.responses import Response as HttpResponse
    from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from localgov_components.payments.sandbox.server import PaySandbox

__all__ = ["application"]


def application(sandbox: "PaySandbox") -> Starlette:
    """An application that hands every request to the sandbox, in a worker thread."""

    async def answer(request: HttpRequest, _no_route: Exception) -> HttpResponse:
        headers = {name: value for name, value in request.headers.items() if value.isascii() and value.isprintable()}
        asked = Request(request.method, _address(request), headers=headers, body=await request.body())
        try:
            response = await run_in_threadpool(sandbox.send, asked)
        except ProviderUnavailableError:
            return _Broken()
        return _http(response)

    # The sandbox has its own routes. A pattern here would miss addresses that it should refuse itself.
    return Starlette(exception_handlers={404: answer})


def _address(request: HttpRequest) -> str:
    """The address as it was sent.

    Unquoted, an id with a line feed, a slash or a question mark would be another path.
    """
    path = request.scope.get("raw_path") or quote(request.scope["path"]).encode("ascii")
    query = request.scope["query_string"]
    place = (path + b"?" + query if query else path).decode("latin-1")
    return f"{request.url.scheme}://{request.url.netloc}{place}"


def _http(response: Response) -> HttpResponse:
    return HttpResponse(response.body, status_code=response.status, headers=dict(response.headers))


class _Broken(HttpResponse):
    """An answer that ends before it is complete; the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI passes both
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
        await send({"type": "http.response.body", "body": b"", "more_body": True})
