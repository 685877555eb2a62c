"""The pages on which a service asks: its start, its questions, and its exits.

Nothing changes by looking at a page: only what is sent by a form does, and it is answered with a
redirect, so that going back and loading again are safe everywhere.
"""

from localgov_components.core.errors import ConflictError, ProviderError
from localgov_components.forms import Answered, Exit, Journey, Page
from localgov_components.web.cookies import new_value
from localgov_components.web.messages import ended, not_found
from localgov_components.web.question_page import QuestionPage
from localgov_components.web.text_blocks import Block, text_blocks
from localgov_components.web.view import Reply, View, go, show
from localgov_components.web.visit import Visit

__all__ = ["begin", "contact_blocks", "place_of", "show_page", "start", "take_answer"]

STORAGE = "storage."
"""How the codes of the database's own errors begin: they are not an address service's, nor a payment provider's."""

_ATTEMPTS = 3


def start(visit: Visit) -> Reply:
    """The page on which the service begins. Somebody new gets a cookie, to which its form is bound."""
    words = visit.words
    content: dict[str, object] = {
        "title": words.text("start.title"),
        "blocks": text_blocks(words.text("start.body")),
        "action": visit.paths.start,
        "submit_label": words.text("start.button"),
        "contact": contact_blocks(visit),
    }
    if visit.draft is not None:
        content["after"] = [{"kind": "line", "parts": [{"text": words.text("web.go-on"), "href": place_of(visit)}]}]
    return show(View("start.html", content), token="" if visit.cookie else new_value())


def begin(visit: Visit) -> Reply:
    """Begin a new draft; its token replaces whatever the cookie held."""
    token = visit.desk.start(now=visit.now)
    return go(visit.paths.page(visit.desk.service.form.pages[0].id), token=token)


def show_page(visit: Visit) -> Reply:
    """A question with what is kept for it, or an exit; somewhere else when it is not on the way."""
    form = visit.desk.service.form
    page = form.find_page(visit.page)
    exit_ = next((each for each in form.exits if each.id == visit.page), None)
    if page is None and exit_ is None:
        return show(not_found(visit.words, href=visit.paths.start))
    if visit.draft is None:
        return go(visit.paths.start)
    if visit.draft.reference is not None:
        return go(place_of(visit))
    journey = visit.desk.journey(visit.draft, now=visit.now)
    if exit_ is not None and journey.exit is exit_:
        return show(_exit(visit, exit_, journey))
    if page is not None and journey.allows(page.id):
        return show(_question(visit, page, journey).blank_or_kept())
    return go(place_of(visit))


def take_answer(visit: Visit) -> Reply:
    """Take in what was sent for a page: on to the next one, or the page again with what to put right."""
    page = visit.desk.service.form.find_page(visit.page)
    if page is None:
        return show(not_found(visit.words, href=visit.paths.start))
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    journey = visit.desk.journey(visit.draft, now=visit.now)
    try:
        answered = _answer(visit)
    except ConflictError:
        return go(place_of(visit))
    except ProviderError as error:
        if error.code.startswith(STORAGE):
            raise
        return show(_question(visit, page, journey).unavailable())
    if answered.problems:
        return show(_question(visit, page, journey).with_problems(visit.form, answered.problems))
    return go(place_of(visit), token=visit.cookie)


def place_of(visit: Visit) -> str:
    """Where the applicant is to go on, by the draft as it is now."""
    draft = visit.desk.find(visit.cookie)
    if draft is None:
        return visit.paths.start
    if draft.reference is not None:
        complete = visit.desk.receipt(draft.reference).is_complete
        return visit.paths.confirmation if complete else visit.paths.payment
    journey = visit.desk.journey(draft, now=visit.now)
    if journey.exit is not None:
        return visit.paths.page(journey.exit.id)
    return visit.paths.check if journey.next_page is None else visit.paths.page(journey.next_page.id)


def contact_blocks(visit: Visit) -> list[Block]:
    """How to reach the council, as links."""
    contact = visit.desk.running.council.contact
    number = "".join(character for character in contact.telephone if character in "+0123456789")
    lines: list[object] = [
        {"text": contact.email, "href": f"mailto:{contact.email}"},
        {"text": contact.telephone, "href": f"tel:{number}"},
        contact.hours,
    ]
    return [{"kind": "lines", "lines": lines}]


def _answer(visit: Visit) -> Answered:
    """Answer, and once more when another tab saved another page at the same moment: each page's last answer stays."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return visit.desk.answer(visit.cookie, visit.page, visit.form, now=visit.now)
        except ConflictError as error:
            if error.code != "records.draft-stale":
                raise
    return visit.desk.answer(visit.cookie, visit.page, visit.form, now=visit.now)


def _question(visit: Visit, page: Page, journey: Journey) -> QuestionPage:
    sources = visit.desk.context(now=visit.now).sources
    context = journey.context(page.id, sources=sources)
    return QuestionPage(page, journey, context, visit.words, visit.paths, changing=visit.changing)


def _exit(visit: Visit, exit_: Exit, journey: Journey) -> View:
    content = {
        "title": visit.words.text(f"{exit_.id}.title"),
        "blocks": text_blocks(visit.words.text(f"{exit_.id}.body")),
        "back_href": visit.paths.page(journey.path[-1].id) if journey.path else visit.paths.start,
        "contact": contact_blocks(visit),
    }
    return View("exit.html", content)
