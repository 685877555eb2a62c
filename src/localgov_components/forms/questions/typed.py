r"""Questions answered by typing one line: text, an e-mail address, a postcode.

Nobody's real name, address or number may be refused: what is checked is only what must be so.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Applicant(Facts, id="applicant"):
...     name: Fact[str] = fact("full name")
>>> name = Text(Applicant.name, max_length=80, autocomplete="name")
>>> name.id, name.read({"applicant-name": [" Resident\u202e "]}, Context()).answer
('applicant-name', 'Resident')
>>> name.read({}, Context()).problems
(Problem(code='text.empty', field='applicant-name', params={}),)
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import JsonValue

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.forms.fact_values import declaration, declined, question_id, typed
from localgov_components.forms.questions.question import Context, Possible, Question, Reading
from localgov_components.forms.typed_text import Submitted, first
from localgov_components.identifiers import Email, Postcode
from localgov_components.rules import Expression, FactDeclaration, Known

__all__ = ["EmailInput", "PostcodeInput", "Text"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _OneLine(Question):
    """A question with one control for one line; an optional one may be left empty."""

    fact: Expression[Any]
    optional: bool = field(default=False, kw_only=True)
    autocomplete: str = field(default="", kw_only=True)
    types: ClassVar[tuple[type, ...]] = (str,)

    def __post_init__(self) -> None:
        """Take the id of the fact when none was given."""
        fact = declaration(self.fact, *self.types)
        object.__setattr__(self, "id", self.id or question_id(fact))

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """The one fact."""
        return (declaration(self.fact),)

    def read(self, submitted: Submitted, context: Context) -> Reading:  # noqa: ARG002 - part of every question
        """The line, tidied and checked."""
        line = first(submitted, self.id)
        if not line:
            return Reading() if self.optional else Reading(None, (self.problem("empty"),))
        return self._checked(line)

    @abstractmethod
    def _checked(self, line: str) -> Reading:
        """The answer that a line gives, or what is wrong with it."""

    def accepts(self, answer: JsonValue, known: Known) -> bool:  # noqa: ARG002 - part of every question
        """A line that would be read as itself."""
        if answer is None:
            return self.optional
        return isinstance(answer, str) and self.read({self.id: (answer,)}, Context()) == Reading(answer)

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """The fact, or that it was declined."""
        (fact,) = self.sets
        return declined(fact) if answer is None else {fact.id: typed(fact, answer)}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The line, or that nothing was given."""
        if answer is None:
            key = "forms.not-provided"
            return (catalogue.find(key, language) or package_catalogue().text(key, language),)
        return (str(answer),)

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The line."""
        return {self.id: [] if answer is None else [str(answer)]}

    def schema(self) -> dict[str, JsonValue]:
        """Text, or null when it may be left empty."""
        return {"type": ["string", "null"] if self.optional else "string", "minLength": 1}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:
        """Each value worth trying; and unknown, when it may be left empty."""
        (fact,) = self.sets
        yield from ({fact.id: value} for value in possible(fact))
        if self.optional:
            yield declined(fact)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Text(_OneLine):
    """One line of text, of at most `max_length` characters.

    `autocomplete` is the HTML token for what it holds, such as `name` (WCAG 2.2, 1.3.5).
    """

    fact: Expression[str]
    max_length: int = field(default=200, kw_only=True)
    kind: ClassVar[str] = "text"

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Empty, or too long."""
        return ({} if self.optional else {"empty": ()}) | {"too-long": ("max_length",)}

    def schema(self) -> dict[str, JsonValue]:
        """Text of limited length."""
        return {**_OneLine.schema(self), "maxLength": self.max_length}

    def _checked(self, line: str) -> Reading:
        if len(line) > self.max_length:
            return Reading(None, (self.problem("too-long", max_length=str(self.max_length)),))
        return Reading(line)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EmailInput(_OneLine):
    """An e-mail address, checked for its form only: nothing is looked up."""

    fact: Expression[str]
    autocomplete: str = field(default="email", kw_only=True)
    kind: ClassVar[str] = "email"

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Empty, too long to be sent to, or not the form of an address."""
        return ({} if self.optional else {"empty": ()}) | {"format": (), "too-long": ("max_length",)}

    def schema(self) -> dict[str, JsonValue]:
        """Text of limited length, with an @ in it."""
        return {**_OneLine.schema(self), "maxLength": Email.most_typed, "pattern": "@"}

    def _checked(self, line: str) -> Reading:
        try:  # a person may try a service with an address that reaches nobody
            return Reading(str(Email.parse(line, allow_example=True)))
        except InvalidValueError as refused:
            if refused.code == "email.too-long":
                return Reading(None, (self.problem("too-long", max_length=str(Email.most_typed)),))
            return Reading(None, (self.problem("format"),))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PostcodeInput(_OneLine):
    """A full UK postcode, in any case and with any spaces or punctuation."""

    fact: Expression[Postcode] | Expression[str]
    autocomplete: str = field(default="postal-code", kw_only=True)
    kind: ClassVar[str] = "postcode"
    types: ClassVar[tuple[type, ...]] = (Postcode, str)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Empty, or not a full postcode."""
        return ({} if self.optional else {"empty": ()}) | {"format": ()}

    def schema(self) -> dict[str, JsonValue]:
        """Text of the form of a postcode."""
        return {**_OneLine.schema(self), "pattern": Postcode.json_schema["pattern"]}

    def _checked(self, line: str) -> Reading:
        try:
            return Reading(str(Postcode.parse(line)))
        except InvalidValueError:
            return Reading(None, (self.problem("format"),))
