"""What a page shows, as data, and what is answered to a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

__all__ = ["Reply", "View", "go", "show", "tell"]


@dataclass(frozen=True, slots=True)
class View:
    """A template and what fills it.

    `pays` marks a page whose form may lead to the payment pages; `suggests` one on which our script may run and ask us.
    """

    template: str
    content: Mapping[str, object] = field(repr=False)
    status: HTTPStatus = HTTPStatus.OK
    pays: bool = False
    suggests: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A view to show, or a location to go to, or data for our script with its `status`.

    `token` is what the cookie is to hold from now on; `completed` says that a case may have been
    completed, and messages wait to be sent.
    """

    view: View | None = None
    location: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    completed: bool = False
    data: Mapping[str, object] | None = field(default=None, repr=False)
    status: HTTPStatus = HTTPStatus.OK


def show(view: View, *, token: str = "") -> Reply:
    """Answer with a page."""
    return Reply(view=view, token=token)


def go(location: str, *, token: str = "", completed: bool = False) -> Reply:
    """Answer with a redirect that the browser follows with GET (303)."""
    return Reply(location=location, token=token, completed=completed)


def tell(data: Mapping[str, object], *, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    """Answer our script."""
    return Reply(data=data, status=status)
