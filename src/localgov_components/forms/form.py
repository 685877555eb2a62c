"""A form: pages in the order they are asked, the conditions for asking them, and its exits.

Every page has a place in one order, so a route only ever goes forward. A page with a condition is
asked when the condition is true; an exit ends the journey as soon as its condition is true, which
is a piece of news and not an error. Texts are not here: the wording names pages and questions by id.

>>> from localgov_components.forms.questions import YesNo
>>> from localgov_components.rules import Fact, Facts, fact, not_
>>> class Household(Facts, id="household"):
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> form = Form("concession", pages=(
...     Page("benefits", YesNo(Household.credit)),
...     Page("blue-badge", YesNo(Household.badge), ask_if=not_(Household.credit)),
... ))
>>> [page.id for page in form.pages]
['benefits', 'blue-badge']
>>> form.wording().required
('benefits.title', 'benefits.error.empty', 'blue-badge.title', 'blue-badge.error.empty')
>>> form.page("bleu-badge")
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: the form 'concession' has no page 'bleu-badge'. \
It has: benefits, blue-badge
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from localgov_components.core.errors import NotFoundError
from localgov_components.forms.fact_values import declaration
from localgov_components.forms.questions import Question
from localgov_components.rules import Condition, Expression, FactDeclaration

__all__ = ["Exit", "Form", "Page", "WordingNeeds"]


@dataclass(frozen=True, slots=True, eq=False, init=False, repr=False)
class Page:
    """What is asked at once: usually one question.

    `ask_if` may read facts asked on earlier pages, and those given to the form from outside. The
    page is asked when it is true; while it is false or unknown, the page is not on the path. A
    question that is alone on its page, and was given no id, takes the page's.
    """

    id: str
    questions: tuple[Question, ...]
    ask_if: Condition | None

    def __init__(self, id: str, *questions: Question, ask_if: Condition | None = None) -> None:
        object.__setattr__(self, "id", id)
        alone = len(questions) == 1 and questions[0].is_unnamed
        object.__setattr__(self, "questions", (replace(questions[0], id=id),) if alone else questions)
        object.__setattr__(self, "ask_if", ask_if)

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """Facts that its questions may make known."""
        return tuple(fact for question in self.questions for fact in question.sets)

    def __repr__(self) -> str:
        """How it begins in code."""
        return f"Page({self.id!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Exit:
    """A page that ends the journey: this service is not for you, and here is what is."""

    id: str
    when: Condition = field(kw_only=True)

    def __repr__(self) -> str:
        """How it begins in code."""
        return f"Exit({self.id!r})"


@dataclass(frozen=True, slots=True)
class WordingNeeds:
    """Keys that a form's catalogue must hold, and keys that it may."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Form:
    """Pages in order, and exits in the order in which they are tried.

    `given` are the facts that the service makes known from outside, before the first page.
    """

    id: str
    pages: Sequence[Page]
    exits: Sequence[Exit] = field(default=(), kw_only=True)
    given: Sequence[Expression[Any]] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Keep what was given from changing."""
        for name in ("pages", "exits", "given"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for fact in self.given:
            declaration(fact)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the pages."""
        return tuple(question for page in self.pages for question in page.questions)

    @property
    def facts(self) -> tuple[FactDeclaration, ...]:
        """Every fact that is given or may be asked, once each."""
        given = (declaration(fact) for fact in self.given)
        return tuple(dict.fromkeys([*given, *(fact for page in self.pages for fact in page.sets)]))

    def page(self, id_: str) -> Page:
        """The page with an id. Raises `NotFoundError` naming those there are."""
        page = self.find_page(id_)
        if page is None:
            pages = ", ".join(page.id for page in self.pages)
            raise NotFoundError(f"the form '{self.id}' has no page '{id_}'. It has: {pages}", code="form.page")
        return page

    def find_page(self, id_: str) -> Page | None:
        """The page with an id, or None."""
        return next((page for page in self.pages if page.id == id_), None)

    def wording(self) -> WordingNeeds:
        """Every key that the form reads in a catalogue, in the order of its pages.

        A question needs a text for each option and for each problem it can find, unless the package
        has one that is good for every question of its kind: "Enter your full name" can only be
        written for that question.
        """
        required: list[str] = []
        optional: list[str] = []
        for page in self.pages:
            required.append(f"{page.id}.title")
            for question in page.questions:
                (required if len(page.questions) > 1 else optional).append(f"{question.id}.label")
                for name in (*question.words, *(f"error.{code}" for code in question.problems)):
                    (optional if question.has_general_text(name) else required).append(f"{question.id}.{name}")
                optional.extend(f"{question.id}.{name}" for name in ("summary", *question.optional_words))
        for exit_ in self.exits:
            required.extend([f"{exit_.id}.title", f"{exit_.id}.body"])
        return WordingNeeds(tuple(dict.fromkeys(required)), tuple(dict.fromkeys(optional)))

    def __repr__(self) -> str:
        """How it begins in code."""
        return f"Form({self.id!r})"
