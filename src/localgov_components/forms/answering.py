"""Taking the submission of one page.

Nothing is stored here: what comes back is a new draft, or the problems to show. A page is taken
whole or not at all.

>>> from localgov_components.forms.form import Page
>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=[Page("blue-badge", YesNo(Household.badge, id="badge"))])
>>> answer(form, {}, "blue-badge", {"badge": ["yes"]}).answers
{'blue-badge': {'badge': True}}
>>> answer(form, {}, "blue-badge", {"badge": ["perhaps"]}).problems
(Problem(code='yes-no.empty', field='badge', params={}),)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from localgov_components.core.errors import ConflictError
from localgov_components.core.problems import Problem
from localgov_components.forms.form import Form
from localgov_components.forms.journey import Answers, Journey
from localgov_components.forms.questions import Context
from localgov_components.forms.typed_text import Submitted

__all__ = ["Answered", "answer"]


@dataclass(frozen=True, slots=True)
class Answered:
    """The draft after a submission: unchanged where there are problems."""

    answers: dict[str, JsonValue] = field(repr=False)
    problems: tuple[Problem, ...] = ()


def answer(
    form: Form,
    draft: Mapping[str, JsonValue] | Answers,
    page_id: str,
    submitted: Submitted,
    context: Context | None = None,
) -> Answered:
    """Read what was sent for a page on the path.

    `context` holds the sources of options, the policy, and as `known` what is given to the form
    from outside. Raises `ConflictError` for a page that is not on the path: ask `Journey.allows`
    first, and send the person to `next_page`.
    """
    context = context or Context()
    journey = Journey(form, draft, policy=context.policy, given=context.known)
    page = form.page(page_id)
    if not journey.allows(page_id):
        message = f"the page '{page_id}' is not on the path. Send the person to the journey's next page."
        raise ConflictError(message, code="journey.page")
    here = journey.context(page_id, sources=context.sources)
    readings = {question.id: question.read(submitted, here) for question in page.questions}
    problems = tuple(problem for reading in readings.values() for problem in reading.problems)
    kept: dict[str, JsonValue] = {id_: _plain(value) for id_, value in draft.items()}
    if problems:
        return Answered(kept, problems)
    return Answered({**kept, page_id: {id_: reading.answer for id_, reading in readings.items()}})


def _plain(kept: JsonValue | Mapping[str, JsonValue]) -> JsonValue:
    return dict(kept) if isinstance(kept, Mapping) else kept
