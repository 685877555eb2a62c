"""A question: how it is read, kept, shown, worded, and turned into facts.

Every type of question is a `Question`. The answer that it keeps is JSON; the facts that it sets are
typed. It knows no words: those are in the form's catalogue under the question's id
(`name.error.too-long`), or else in the package's under its kind (`text.error.too-long`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeAlias, runtime_checkable

from pydantic import JsonValue

from localgov_components.core.errors import NotFoundError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.core.problems import Problem
from localgov_components.forms.fact_values import question_id
from localgov_components.forms.typed_text import Submitted
from localgov_components.rules import FactDeclaration, Known, PolicyLookup
from localgov_components.rules.evaluation import NO_POLICY

__all__ = ["Context", "Option", "OptionSource", "Possible", "Question", "Reading", "SearchableSource"]

Possible: TypeAlias = Callable[[FactDeclaration], Sequence[Any]]
"""For a fact, the values worth trying when every route through a form is walked."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice that a source offers at run time, and what choosing it makes known.

    `facts` are JSON values by fact id; null, or absence, leaves a fact unknown. `given` is what the source
    offers it for, as canonical text, where somebody found it otherwise.
    """

    value: str = field(repr=False)
    label: str = field(repr=False)
    facts: Mapping[str, JsonValue] = field(default_factory=dict, repr=False)
    given: str = field(default="", repr=False)


class OptionSource(Protocol):
    """Where the options of a `Lookup` come from, such as addresses at a postcode."""

    def find(self, given: str, /) -> Sequence[Option]:
        """Options for the canonical text of a value, such as `DT97 1AA`.

        Raises `ProviderError` when it cannot tell: "I do not know" is never an empty list.
        """


@runtime_checkable
class SearchableSource(OptionSource, Protocol):
    """A source whose options can also be found by how their labels begin."""

    def search(self, beginning: str, /, *, limit: int) -> Sequence[Option]:
        """At most `limit` options whose labels begin so, each with what it is `given` for.

        Raises `ProviderError` when it cannot tell.
        """


@dataclass(frozen=True, slots=True)
class Context:
    """What a question may ask of the world while it reads an answer.

    `known` is what is known before its page.
    """

    known: Known = field(default_factory=Known)
    sources: Mapping[str, OptionSource] = field(default_factory=dict)
    policy: PolicyLookup = NO_POLICY


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a submission: an answer to keep, or problems to put right.

    An answer of None without a problem means that an optional question was left empty.
    """

    answer: JsonValue = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Question(ABC):
    """One thing that a page asks.

    `kind` names the type, for templates and for the package's own words.
    """

    id: str = ""
    kind: ClassVar[str]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its controls in HTML; problems name one of them."""
        return (self.id,)

    @property
    @abstractmethod
    def sets(self) -> tuple[FactDeclaration, ...]:
        """Every fact that an answer may make known."""

    @property
    def is_unnamed(self) -> bool:
        """Whether it was given no id, and goes by that of a fact."""
        return self.id in map(question_id, self.sets)

    @property
    def reads(self) -> tuple[FactDeclaration, ...]:
        """Facts that must be known before it can be asked."""
        return ()

    @property
    @abstractmethod
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Short codes of the problems it can find, with their sentences' parameters."""

    @property
    def words(self) -> tuple[str, ...]:
        """Texts it needs besides its label and its problems: `option.yes`, `field.town`."""
        return ()

    @property
    def optional_words(self) -> tuple[str, ...]:
        """Texts it shows if there are any."""
        return ("hint",)

    @abstractmethod
    def read(self, submitted: Submitted, context: Context) -> Reading:
        """Read what a browser sent; whatever that is, it never raises."""

    @abstractmethod
    def accepts(self, answer: JsonValue, known: Known) -> bool:
        """Whether a kept answer still answers it, given what is known before its page."""

    @abstractmethod
    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """Typed facts by id, of an answer that it accepts."""

    @abstractmethod
    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The answer in lines, as a summary shows it."""

    @abstractmethod
    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """What to fill the controls with, by field, to show the answer again."""

    @abstractmethod
    def schema(self) -> dict[str, JsonValue]:
        """JSON Schema of its answers."""

    @abstractmethod
    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:
        """Facts that its answers can lead to; of open ones, what `possible` supplies."""

    def text(self, name: str, catalogue: Catalogue, language: str, **values: str) -> str:
        """Its own text, or the package's for its kind.

        Raises `NotFoundError` when there is neither.
        """
        text = self.find_text(name, catalogue, language, **values)
        if text is None:
            raise NotFoundError(f"no text for '{self.id}.{name}'. Add it to the wording.", code="wording.missing")
        return text

    def find_text(self, name: str, catalogue: Catalogue, language: str, **values: str) -> str | None:
        """Its own text, or the package's for its kind, or None."""
        own = catalogue.find(f"{self.id}.{name}", language, **values)
        return package_catalogue().find(f"{self.kind}.{name}", language, **values) if own is None else own

    def has_general_text(self, name: str) -> bool:
        """Whether the package has a text that is good for every question of its kind."""
        return f"{self.kind}.{name}" in package_catalogue().keys

    def problem(self, code: str, *, at: str = "", **params: str) -> Problem:
        """A problem of this question, at one of its fields (the first if none is named)."""
        return Problem(f"{self.kind}.{code}", at or self.fields[0], params)

    def problem_text(self, problem: Problem, catalogue: Catalogue, language: str, **values: str) -> str:
        """The sentence for one of its problems."""
        code = problem.code.removeprefix(f"{self.kind}.")
        return self.text(f"error.{code}", catalogue, language, **{**values, **problem.params})

    def __repr__(self) -> str:
        """Its type and id."""
        return f"{type(self).__name__}({self.id!r})"
