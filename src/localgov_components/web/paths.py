"""Where the pages of a service are. No address holds anything that somebody told us.

>>> paths = Paths("ambleford", "garden-waste")
>>> paths.start, paths.page("bins"), paths.change("bins")
('/ambleford/garden-waste/', '/ambleford/garden-waste/bins', '/ambleford/garden-waste/bins?change=yes')
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["CHANGE", "RESERVED", "Paths", "origin_of"]

CHANGE = "change"
"""Query that says somebody came from the check-answers page, and goes back there."""

_CHANGING = f"?{CHANGE}=yes"

RESERVED = frozenset({"check-answers", "payment", "confirmation"})
"""Names of pages that no form may use."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Addresses of one service of one council, from the root of the site."""

    council_id: str
    service_id: str

    @property
    def base(self) -> str:
        """The service, without the slash at the end."""
        return f"/{self.council_id}/{self.service_id}"

    @property
    def council(self) -> str:
        """The council's list of services."""
        return f"/{self.council_id}/"

    @property
    def theme(self) -> str:
        """The council's theme."""
        return f"/{self.council_id}/theme.css"

    @property
    def start(self) -> str:
        """The page on which the service begins."""
        return f"{self.base}/"

    @property
    def check(self) -> str:
        """Everything to check before sending."""
        return self.page("check-answers")

    @property
    def payment(self) -> str:
        """What is known about the payment."""
        return self.page("payment")

    @property
    def confirmation(self) -> str:
        """The end."""
        return self.page("confirmation")

    def page(self, id_: str) -> str:
        """A page of the form."""
        return f"{self.base}/{id_}"

    def search(self, id_: str, *, changing: bool = False) -> str:
        """Where the options of a page's look-up are searched, perhaps by somebody who comes from check answers."""
        return f"{self.page(id_)}/search{_CHANGING if changing else ''}"

    def suggestions(self, id_: str) -> str:
        """Where a script asks what begins as somebody types."""
        return f"{self.page(id_)}/suggestions"

    def change(self, id_: str) -> str:
        """A page of the form, for somebody who comes from check answers."""
        return f"{self.page(id_)}{_CHANGING}"


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
