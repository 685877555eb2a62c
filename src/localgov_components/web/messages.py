"""Pages that say what happened when no page of the service fits."""

from http import HTTPStatus

from localgov_components.web.text_blocks import text_blocks
from localgov_components.web.view import View
from localgov_components.web.words import Words

__all__ = ["busy", "ended", "expired", "index", "not_found", "problem", "too_large"]


def not_found(words: Words, *, href: str, status: HTTPStatus = HTTPStatus.NOT_FOUND) -> View:
    """Nothing is at this address, or not for this way of asking."""
    key = "web.to-services" if href == "/" else "web.to-start"
    return _message("not-found", words, status, links=[(words.text(key), href)])


def expired(words: Words, *, href: str, begun: bool) -> View:
    """The form was not shown by us to this browser, or its draft is another by now."""
    text = words.text("web.go-on" if begun else "web.to-start")
    return _message("expired", words, HTTPStatus.FORBIDDEN, links=[(text, href)])


def ended(words: Words, *, href: str) -> View:
    """There is no draft any more, or not in this browser."""
    return _message("ended", words, HTTPStatus.GONE, links=[(words.text("web.to-start"), href)])


def too_large(words: Words) -> View:
    """More was sent than any page asks for."""
    return _message("too-large", words, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def busy(words: Words) -> View:
    """The database, or another part, does not answer."""
    return _message("busy", words, HTTPStatus.SERVICE_UNAVAILABLE)


def problem(words: Words, *, incident: str) -> View:
    """Something unexpected, to be found in the log by its code."""
    return _message("problem", words, HTTPStatus.INTERNAL_SERVER_ERROR, incident=incident)


def index(words: Words, links: list[tuple[str, str]]) -> View:
    """A list of services, or of councils."""
    content = {"title": words.text("web.services"), "blocks": (), "links": _links(links)}
    return View("message.html", content)


def _message(
    name: str, words: Words, status: HTTPStatus, *, links: list[tuple[str, str]] | None = None, **values: str
) -> View:
    content = {
        "title": words.text(f"web.{name}.title"),
        "blocks": text_blocks(words.text(f"web.{name}.body", **values)),
        "links": _links(links or []),
    }
    return View("message.html", content, status)


def _links(links: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"text": text, "href": href} for text, href in links]
