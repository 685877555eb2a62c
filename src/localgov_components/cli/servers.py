"""Running several ASGI applications on one machine until somebody presses Ctrl-C.

Each is told apart by its port; all listen on loopback unless asked otherwise. Work that must go on
beside them, such as finding out about payments that nobody came back for, is called every so often.
"""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localgov_components.core.errors import LocalGovError, NotSupportedError
from localgov_components.core.libraries import needs_extra

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from uvicorn import Server

__all__ = ["Listener", "run"]

_LOG = logging.getLogger(__name__)
_CHECK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Listener:
    """Where an application listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Address for a browser."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def bound(self) -> socket.socket:
        """A bound socket. Raises `NotSupportedError` naming the port when another program has it."""
        bound = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two programs have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((self.host, self.port))
        except OSError as error:
            bound.close()
            message = (
                f"port {self.port} on {self.host} cannot be used: another program has it, or it is not ours. "
                "Stop that program, or choose another port with --port."
            )
            raise NotSupportedError(message, code="serve.port") from error
        return bound


def run(
    sites: Sequence[tuple["Starlette", socket.socket]],
    *,
    meanwhile: Callable[[], object],
    every: float,
    ready: Callable[[], int | None],
) -> int:
    """Serve until interrupted, or until `ready`, called in a thread once all answer, gives an exit code."""
    with contextlib.suppress(KeyboardInterrupt):
        return asyncio.run(_serve(sites, meanwhile, every, ready))
    return 0


async def _serve(
    sites: Sequence[tuple["Starlette", socket.socket]],
    meanwhile: Callable[[], object],
    every: float,
    ready: Callable[[], int | None],
) -> int:
    servers = [_server(site) for site, _ in sites]
    serving = [
        asyncio.ensure_future(server.serve(sockets=[bound])) for server, (_, bound) in zip(servers, sites, strict=True)
    ]
    async with _repeating(meanwhile, every):
        # uvicorn has no event to wait for
        while not all(server.started or task.done() for server, task in zip(servers, serving, strict=True)):  # noqa: ASYNC110
            await asyncio.sleep(_CHECK_SECONDS)
        code = await asyncio.to_thread(ready)
        if code is not None:
            for server in servers:
                server.should_exit = True
        await asyncio.gather(*serving)
    return code or 0


def _server(site: "Starlette") -> "Server":
    with needs_extra("web"):
        import uvicorn
    settings = uvicorn.Config(site, log_level="warning", access_log=False, server_header=False)
    return uvicorn.Server(settings)


@contextlib.asynccontextmanager
async def _repeating(work: Callable[[], object], every: float) -> AsyncIterator[None]:
    task = asyncio.ensure_future(_repeat(work, every))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _repeat(work: Callable[[], object], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(work)
        except LocalGovError as error:
            _LOG.warning("background work will be tried again: %s", error.code)
