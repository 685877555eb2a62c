"""A browser without JavaScript, as far as the card pages need one."""

import re
from collections.abc import Callable
from urllib.parse import urlencode, urljoin

from localgov_components.transport import Request, Response

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Browser:
    """Keeps cookies and the address it is at; follows redirects on its own site."""

    def __init__(self, send: Callable[[Request], Response]) -> None:
        self._send = send
        self._cookies: dict[str, str] = {}
        self.url = ""
        self.response = Response(0)

    @property
    def text(self) -> str:
        """The page that is shown."""
        return self.response.body.decode("utf-8")

    @property
    def location(self) -> str:
        """Where a redirect to elsewhere leads."""
        return self.response.headers.get("location", "")

    def open(self, url: str) -> None:
        """Go to an address."""
        self._ask("GET", url, b"")

    def submit(self, path: str, **fields: str) -> None:
        """Send the page's form, with its hidden fields."""
        hidden = dict(_HIDDEN.findall(self.text))
        self._ask("POST", urljoin(self.url, path), urlencode(hidden | fields).encode())

    def _ask(self, method: str, url: str, body: bytes) -> None:
        headers = {"content-type": "application/x-www-form-urlencoded"} if body else {}
        if self._cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self.url, self.response = url, self._send(Request(method, url, headers=headers, body=body))
        if "set-cookie" in self.response.headers:
            name, _, value = self.response.headers["set-cookie"].partition(";")[0].partition("=")
            self._cookies[name] = value
        if self.location.startswith("/"):
            self.open(urljoin(url, self.location))
