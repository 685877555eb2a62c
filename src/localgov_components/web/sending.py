"""Check answers: what was said, what it leads to, what it costs; and the button that sends it."""

import re
from http import HTTPStatus

from localgov_components.core.errors import ConflictError, ProviderError
from localgov_components.eligibility import Decision
from localgov_components.forms import Journey, summary
from localgov_components.services import Summary
from localgov_components.web.asking import STORAGE, place_of
from localgov_components.web.charge_lines import charge_lines
from localgov_components.web.messages import ended
from localgov_components.web.paying import after
from localgov_components.web.text_blocks import text_blocks
from localgov_components.web.view import Reply, View, go, show
from localgov_components.web.visit import Visit
from localgov_components.web.words import Words

__all__ = ["check", "send"]

_SEAL = "seal"
_POSTCODE_AT_END = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9][A-Z]{2})$", re.ASCII)


def check(visit: Visit) -> Reply:
    """Everything to check, once every question on the way is answered."""
    here = visit.paths.check
    place = visit.paths.start if visit.draft is None else place_of(visit)
    return show(_view(visit, HTTPStatus.OK)) if place == here else go(place)


def send(visit: Visit) -> Reply:
    """Open the case and go on to pay; sent twice, it is the same case and the same payment.

    When something changed since the page was shown, it is shown again, and says so.
    """
    if visit.draft is None:
        return show(ended(visit.words, href=visit.paths.start))
    seal = next(iter(visit.form.get(_SEAL, ())), "")
    try:
        sending = visit.desk.send(visit.cookie, seal=seal, return_url=visit.return_url, now=visit.now)
    except ConflictError as error:
        return show(_view(visit, HTTPStatus.CONFLICT)) if error.code == "service.changed" else go(place_of(visit))
    except ProviderError as error:
        if error.code.startswith(STORAGE):
            raise
        return go(place_of(visit), token=visit.cookie)
    return after(visit, sending)


def _view(visit: Visit, status: HTTPStatus) -> View:
    shown = visit.desk.summary(visit.kept, now=visit.now)
    words = visit.words
    total = shown.charge.total.format()
    content: dict[str, object] = {
        "title": words.text("web.check.title"),
        "sections": [{"rows": _rows(visit, shown.journey)}],
        "decision": _decision(shown.decision, words),
        "charge": charge_lines(shown.charge, words),
        "declaration": {
            "heading": words.text("web.check.declaration-heading"),
            "blocks": text_blocks(words.text("web.check.declaration")),
        },
        "action": visit.paths.check,
        "back_href": visit.paths.page(shown.journey.path[-1].id) if shown.journey.path else visit.paths.start,
        "hidden": [{"name": _SEAL, "value": shown.seal}],
        "submit_label": _submit(shown, words, total),
    }
    if status is HTTPStatus.CONFLICT:
        content["notice"] = {"title": words.text("web.check.changed-title"), "text": words.text("web.check.changed")}
    return View("check_answers.html", content, status, pays=True)


def _rows(visit: Visit, journey: Journey) -> list[dict[str, object]]:
    catalogue, language, values = visit.words.catalogue, visit.words.language, visit.words.values
    answers = journey.answers
    return [
        {
            "label": summary(page, question, catalogue, language, **values),
            "value": [_unbroken(line) for line in question.show(answers[page.id][question.id], catalogue, language)],
            "change_href": visit.paths.change(page.id),
        }
        for page in journey.path
        for question in page.questions
    ]


def _unbroken(line: str) -> str:
    """A line whose postcode at the end stays in one piece on a narrow screen."""
    return _POSTCODE_AT_END.sub("\\1\N{NO-BREAK SPACE}\\2", line)


def _decision(decision: Decision, words: Words) -> dict[str, object]:
    statements = dict.fromkeys(statement for reason in decision.settled_by for statement in reason.statements)
    return {
        "heading": words.text("decision.heading"),
        "outcome": words.text(f"decision.{decision.outcome}"),
        "reasons": [statement[:1].upper() + statement[1:] for statement in statements],
    }


def _submit(shown: Summary, words: Words, total: str) -> str:
    """The button names the act, and the amount where there is one."""
    text = words.text("check.submit", total=total)
    return f"{text} {total}" if shown.charge.total and total not in text else text
