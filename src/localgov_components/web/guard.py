"""The outermost layer: safe headers on every answer, and no exception that gets past it.

An unexpected exception becomes a page with a random code. The log holds the code, the kind of the
exception and where it was raised; never its message, which may quote what somebody typed.
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from pathlib import PurePath

from localgov_components.core.errors import LocalGovError, ProviderUnavailableError
from localgov_components.core.libraries import needs_extra
from localgov_components.web.headers import SAFE_HEADERS

with needs_extra("web"):
    from starlette.datastructures import MutableHeaders
    from starlette.requests import ClientDisconnect
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard", "log_failure"]

_LOG = logging.getLogger(__name__)
_INCIDENT_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_INCIDENT_LENGTH = 8


class Guard:
    """ASGI middleware. `problem` makes the answer for a path, an incident, and whether trying again may help."""

    def __init__(self, app: ASGIApp, *, problem: Callable[[str, str, bool], Response]) -> None:
        self._app = app
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and whatever comes of it back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_safely)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - this is where nothing may pass
            incident = log_failure(error)
            if not begun:
                busy = isinstance(error, ProviderUnavailableError)
                await self._problem(scope["path"], incident, busy)(scope, receive, send_safely)


def log_failure(error: Exception) -> str:
    """Log an exception without its message; gives the incident that was written with it."""
    incident = "".join(secrets.choice(_INCIDENT_LETTERS) for _ in range(_INCIDENT_LENGTH))
    code = error.code if isinstance(error, LocalGovError) else "unexpected"
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    _LOG.error("incident %s: %s (%s) at %s", incident, type(error).__name__, code, places)
    return incident
