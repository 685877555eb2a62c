"""The page of a form's question: blank, filled with what is kept, or with what was typed and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from localgov_components.core.errors import ProviderError
from localgov_components.core.problems import Problem
from localgov_components.forms import (
    NOT_LISTED,
    Context,
    Form,
    Journey,
    Lookup,
    ManualAddress,
    Option,
    Page,
    PostcodeInput,
    Question,
    Submitted,
    label,
    title,
)
from localgov_components.web.fields import Field, field_of
from localgov_components.web.paths import Paths
from localgov_components.web.search import Search, searches
from localgov_components.web.text_blocks import text_blocks
from localgov_components.web.view import View
from localgov_components.web.words import Words

__all__ = ["QuestionPage"]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One page on the path of a journey, ready to be shown.

    `context` holds what is known before the page. `changing` says that the applicant came from check answers.
    """

    page: Page
    journey: Journey
    context: Context
    words: Words
    paths: Paths
    changing: bool = False

    def blank_or_kept(self) -> View:
        """The page with the answers that are kept for it."""
        return self._view({question.id: self._kept(question) for question in self.page.questions}, ())

    def with_problems(self, submitted: Submitted, problems: Sequence[Problem]) -> View:
        """The page with what was typed, and what to put right."""
        return self._view({question.id: submitted for question in self.page.questions}, problems)

    def unavailable(self) -> View:
        """The page when its options cannot be looked up: try again, or go on by hand."""
        again = [{"text": self.words.text("web.lookup.try-again"), "href": self._href}]
        return self._by_hand(self.words.text("web.lookup.unavailable"), again, HTTPStatus.SERVICE_UNAVAILABLE)

    def _view(self, filled: Mapping[str, Submitted], problems: Sequence[Problem]) -> View:
        try:
            offered = {each.id: each.options(self.context) for each in self.page.questions if isinstance(each, Lookup)}
        except ProviderError:
            return self.unavailable()
        if len(self.page.questions) == 1 and offered and not any(offered.values()):
            return self._nothing_found()
        errors = self._sentences(problems)
        fields = [self._field(each, filled[each.id], errors, offered.get(each.id, ())) for each in self.page.questions]
        content = {
            **self._frame,
            "fields": fields,
            "errors": [{"text": text, "field": name} for name, text in errors.items()],
            "links": [
                self._link_to(search, "web.search.link") for search in self._searches if search.asks is self.page
            ],
        }
        return View("question.html", content, HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)

    def _field(
        self, question: Question, filled: Submitted, errors: Mapping[str, str], offered: Sequence[Option]
    ) -> Field:
        catalogue, language, values = self.words.catalogue, self.words.language, self.words.values
        text = label(self.page, question, catalogue, language, **values)
        text = self._optional(text) if getattr(question, "optional", False) else text
        return field_of(question, self.words, label=text, filled=filled, errors=errors, offered=offered)

    def _sentences(self, problems: Sequence[Problem]) -> dict[str, str]:
        """What to put right, by control, in the order of the page."""
        owners = {name: question for question in self.page.questions for name in question.fields}
        catalogue, language, values = self.words.catalogue, self.words.language, self.words.values
        return {
            problem.field: owners[problem.field].problem_text(problem, catalogue, language, **values)
            for problem in problems
        }

    def _kept(self, question: Question) -> Submitted:
        kept = self.journey.draft.get(self.page.id)
        answers = kept if isinstance(kept, Mapping) else {}
        if question.id in answers and question.accepts(answers[question.id], self.context.known):
            return question.values(answers[question.id])
        return _with_postcode(question, self.journey) if isinstance(question, ManualAddress) else {}

    def _nothing_found(self) -> View:
        (question,) = self.page.questions
        catalogue, language, values = self.words.catalogue, self.words.language, self.words.values
        own = question.find_text("nothing-found", catalogue, language, **values)
        given = self._page_before(question)
        links = (
            []
            if given is None
            else [{"text": self.words.text("web.lookup.another"), "href": self.paths.page(given.id)}]
        )
        links += [
            self._link_to(search, "web.search.instead") for search in self._searches if search.looks_up is self.page
        ]
        return self._by_hand(own or self.words.text("web.lookup.nothing-found"), links, HTTPStatus.OK)

    def _page_before(self, question: Question) -> Page | None:
        """The page that asked what this question looks up by."""
        return next((page for page in self.journey.path if set(page.sets) & set(question.reads)), None)

    def _by_hand(self, text: str, links: Sequence[Mapping[str, str]], status: HTTPStatus) -> View:
        """The page without its options: its one button answers that the right one is not listed."""
        lookups = [question for question in self.page.questions if isinstance(question, Lookup)]
        content = {
            **self._frame,
            "fields": [],
            "intro": text_blocks(text),
            "hidden": [{"name": question.id, "value": NOT_LISTED} for question in lookups],
            "submit_label": self.words.text("web.lookup.by-hand"),
            "links": links,
        }
        return View("question.html", content, status)

    @property
    def _searches(self) -> Iterator[Search]:
        return searches(self.journey.form, self.context.sources)

    def _link_to(self, search: Search, key: str) -> dict[str, str]:
        href = self.paths.search(search.looks_up.id, changing=self.changing)
        return {"text": self.words.text(key), "href": href}

    @property
    def _frame(self) -> dict[str, object]:
        text = title(self.page, self.words.catalogue, self.words.language, **self.words.values)
        alone = len(self.page.questions) == 1 and getattr(self.page.questions[0], "optional", False)
        before = self.journey.previous(self.page.id)
        back = self.paths.start if before is None else self.paths.page(before.id)
        return {
            "title": self._optional(text) if alone else text,
            "action": self._href,
            "back_href": self.paths.check if self.changing else back,
        }

    @property
    def _href(self) -> str:
        return self.paths.change(self.page.id) if self.changing else self.paths.page(self.page.id)

    def _optional(self, text: str) -> str:
        return self.words.text("web.optional", label=text)


def _with_postcode(question: ManualAddress, journey: Journey) -> dict[str, list[str]]:
    """The postcode that was given for the look-up, which need not be typed again (WCAG 2.2, 3.3.7)."""
    for page, asked in _asked(journey.form):
        if isinstance(asked, PostcodeInput) and journey.allows(page.id) and page is not journey.next_page:
            return {question.parts["postcode"]: asked.values(journey.answer(page, asked))[asked.id]}
    return {}


def _asked(form: Form) -> list[tuple[Page, Question]]:
    return [(page, question) for page in form.pages for question in page.questions]
