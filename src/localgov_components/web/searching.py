"""Searching for an address by how it begins, for somebody who does not know its postcode.

The page that asks the postcode leads here, where source and form allow. Somebody types the beginning of the address,
and chooses among what is found; that answers two pages at once, the postcode's and the address's, each
read and checked as if it had been sent by itself. Our script offers what is found while somebody types; without it
the same is found by pressing the button.

What is typed travels in the body of a POST with the form's token. It stands in no address of a page and in no log.
"""

from dataclasses import replace
from http import HTTPStatus

from localgov_components.core.errors import ProviderError
from localgov_components.web.asking import place_of, take_answer
from localgov_components.web.messages import ended, not_found
from localgov_components.web.search import Search, searches
from localgov_components.web.search_page import CHOSEN, LISTED, TYPED, SearchPage, found_text
from localgov_components.web.view import Reply, View, go, show, tell
from localgov_components.web.visit import Visit

__all__ = ["show_search", "suggest", "take_search"]

MOST_SUGGESTED = 10
"""Suggestions at once: what somebody can take in while typing."""

MOST_LISTED = 20
"""Options on the page of what was found."""


def show_search(visit: Visit) -> Reply:
    """The page on which somebody types the beginning of an address."""
    search = _search(visit)
    if search is None:
        return show(not_found(visit.words, href=visit.paths.start))
    if not _is_open(visit, search):
        return go(place_of(visit))
    return show(_page(visit, search).blank())


def take_search(visit: Visit) -> Reply:
    """An option that was chosen answers its pages; what was only typed is searched."""
    search = _search(visit)
    if search is None:
        return show(not_found(visit.words, href=visit.paths.start))
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    if not _is_open(visit, search):
        return go(place_of(visit))
    chosen = _first(visit, CHOSEN)
    return _choose(visit, search, chosen) if chosen else show(_found(visit, search))


def suggest(visit: Visit) -> Reply:
    """What begins with the letters typed so far, for our script."""
    search = _search(visit)
    if search is None or not _is_open(visit, search):
        return tell({}, status=HTTPStatus.NOT_FOUND)
    typed = _first(visit, TYPED)
    if not search.is_enough(typed):
        return tell({"options": [], "status": ""})
    if not visit.allowance.take(visit.cookie, now=visit.now.timestamp()):
        return tell({}, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        found = search.found(typed, most=MOST_SUGGESTED + 1)
    except ProviderError:
        return tell({}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    options = [{"value": value, "label": label} for value, label in found[:MOST_SUGGESTED]]
    return tell({"options": options, "status": found_text(visit.words, len(found), most=MOST_SUGGESTED)})


def _search(visit: Visit) -> Search | None:
    sources = visit.desk.context(now=visit.now).sources
    return next((each for each in searches(visit.desk.service.form, sources) if each.looks_up.id == visit.page), None)


def _is_open(visit: Visit, search: Search) -> bool:
    """Whether the page from which the search is reached is on the way of a draft that was not sent yet."""
    if visit.draft is None or visit.draft.reference is not None:
        return False
    return visit.desk.journey(visit.draft, now=visit.now).allows(search.asks.id)


def _found(visit: Visit, search: Search) -> View:
    typed, page = _first(visit, TYPED), _page(visit, search)
    if not search.is_enough(typed):
        return page.too_short(typed)
    try:
        found = search.found(typed, most=MOST_LISTED + 1)
    except ProviderError:
        return page.unavailable(typed)
    if not found:
        return page.nothing_found(typed)
    return page.found(typed, found, most=MOST_LISTED, none_chosen=LISTED in visit.form)


def _choose(visit: Visit, search: Search, chosen: str) -> Reply:
    given, looked_up = search.answers(chosen)
    reply = take_answer(replace(visit, page=given[0], form=given[1]))
    if reply.view is not None:
        return reply
    return take_answer(
        replace(visit, page=looked_up[0], form=looked_up[1], draft=visit.desk.find(visit.cookie)),
    )


def _page(visit: Visit, search: Search) -> SearchPage:
    return SearchPage(search, visit.words, visit.paths, changing=visit.changing)


def _first(visit: Visit, name: str) -> str:
    return " ".join(next(iter(visit.form.get(name, ())), "").split())
