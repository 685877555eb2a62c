"""One person's way through a form, for the answers they have given so far.

The path is found by walking the pages in order. Only facts from pages already on the path count:

- A page whose condition is **true** is on the path. If it is not yet answered, the path ends there.
- A page whose condition is **false** is not on the path, and neither is one whose condition is
  **unknown**. Unknown is not false: `not_` of it stays unknown, so nobody is sent anywhere because
  something was not asked. All that could be asked before a page has been answered when the walk
  reaches it, so what is unknown there was left out, declined, or not told by a source, and cannot
  become known later. Until the walk gets there, the page is simply still to come.
- After each page, the first exit whose condition is **true** ends the journey.

So an answer off the path never matters; it is kept, and counts again if its page comes back onto
the path. An answer that no longer answers its question (a chosen address, after the postcode has
changed) counts as not given.

>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=(
...     Page("benefits", YesNo(Household.credit, id="credit")),
...     Page("blue-badge", YesNo(Household.badge, id="badge"), ask_if=not_(Household.credit)),
... ))
>>> Journey(form, {"benefits": {"credit": False}}).next_page
Page('blue-badge')
>>> changed = Journey(form, {"benefits": {"credit": True}, "blue-badge": {"badge": True}})
>>> changed.complete, changed.path, "household.badge" in changed.known
(True, (Page('benefits'),), False)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import JsonValue

from localgov_components.forms.form import Exit, Form, Page
from localgov_components.forms.questions import Context, OptionSource, Question
from localgov_components.rules import Condition, Known, PolicyLookup, evaluate
from localgov_components.rules.evaluation import NO_POLICY

__all__ = ["Answers", "Journey"]

Answers: TypeAlias = Mapping[str, Mapping[str, JsonValue]]
"""Answers by page id and question id."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Journey:
    """Where somebody is in a form, worked out from their answers alone.

    `draft` holds everything they ever answered; `answers` only what counts. `path` is the pages on
    the route up to and including the first that is not answered, `next_page`. `exit` is the exit
    that was reached. `stale` are the ids of questions on that first page whose kept answer no
    longer answers them.
    """

    form: Form
    draft: Mapping[str, JsonValue] | Answers
    policy: PolicyLookup = field(default=NO_POLICY, kw_only=True)
    given: Known = field(default_factory=Known, kw_only=True)
    path: tuple[Page, ...] = field(init=False)
    next_page: Page | None = field(init=False, default=None)
    exit: Exit | None = field(init=False, default=None)
    known: Known = field(init=False)
    stale: tuple[str, ...] = field(init=False, default=())
    _known_before: dict[str, Known] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Walk the pages once."""
        path: list[Page] = []
        known = self.given
        next_page: Page | None = None
        stale: tuple[str, ...] = ()
        reached = self._exit(known)
        for page in self.form.pages:
            if reached or next_page:
                break
            if not self._holds(page.ask_if, known):
                continue
            path.append(page)
            self._known_before[page.id] = known
            if any(not self._answered(page, question, known) for question in page.questions):
                next_page, stale = page, self._stale(page, known)
            else:
                known = known | self._facts(page)
                reached = self._exit(known)
        found = {"path": tuple(path), "known": known, "next_page": next_page, "exit": reached, "stale": stale}
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @property
    def complete(self) -> bool:
        """Whether every page on the route is answered, and no exit was reached."""
        return self.next_page is None and self.exit is None

    @property
    def answers(self) -> dict[str, dict[str, JsonValue]]:
        """Answers on the path: all that may be shown, decided on, and submitted."""
        return {
            page.id: {question.id: _kept(self.draft, page)[question.id] for question in page.questions}
            for page in self.path
            if page is not self.next_page
        }

    def page(self, id_: str) -> Page:
        """The page of the form with an id. Raises `NotFoundError` naming those there are."""
        return self.form.page(id_)

    def allows(self, id_: str) -> bool:
        """Whether a page may be opened: it is on the path."""
        return id_ in self._known_before

    def previous(self, id_: str) -> Page | None:
        """Where the back link of a page leads: the page before it on the path.

        For an exit, or anything else that is not on the path, that is the last page of the path.
        """
        before: Page | None = None
        for page in self.path:
            if page.id == id_:
                break
            before = page
        return before

    def following(self, id_: str) -> Page | None:
        """The page after one on the path, or None when it is the last."""
        ids = [page.id for page in self.path]
        return self.path[ids.index(id_) + 1] if id_ in ids[:-1] else None

    def answer(self, page: Page, question: Question) -> JsonValue:
        """The answer kept for a question, counting or not; None when there is none."""
        return _kept(self.draft, page).get(question.id)

    def context(self, id_: str, *, sources: Mapping[str, OptionSource]) -> Context:
        """What the questions of a page on the path may ask of the world."""
        return Context(self._known_before.get(id_, self.given), sources, self.policy)

    def _holds(self, condition: Condition | None, known: Known) -> bool:
        return condition is None or evaluate(condition, known, policy=self.policy) is True

    def _exit(self, known: Known) -> Exit | None:
        return next((exit_ for exit_ in self.form.exits if self._holds(exit_.when, known)), None)

    def _answered(self, page: Page, question: Question, known: Known) -> bool:
        kept = _kept(self.draft, page)
        return question.id in kept and question.accepts(kept[question.id], known)

    def _stale(self, page: Page, known: Known) -> tuple[str, ...]:
        kept = _kept(self.draft, page)
        return tuple(
            question.id
            for question in page.questions
            if question.id in kept and not question.accepts(kept[question.id], known)
        )

    def _facts(self, page: Page) -> dict[str, object]:
        kept = _kept(self.draft, page)
        return {id_: value for question in page.questions for id_, value in question.facts(kept[question.id]).items()}

    def __repr__(self) -> str:
        """Ids only: answers are somebody's own business."""
        return f"Journey({self.form.id!r}, path={[page.id for page in self.path]})"


def _kept(draft: Mapping[str, JsonValue] | Answers, page: Page) -> Mapping[str, JsonValue]:
    kept = draft.get(page.id)
    return kept if isinstance(kept, Mapping) else {}
