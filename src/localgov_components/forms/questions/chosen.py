"""Questions answered by choosing: yes or no, one of several, any of several.

Only the option's value is kept; its words are found when it is shown.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Household(Facts, id="household"):
...     bins: Fact[int] = fact("number of bins")
...     credit: Fact[bool] = fact("somebody gets Universal Credit")
...     pension: Fact[bool] = fact("somebody gets Pension Credit")
>>> Choice(Household.bins, options=(1, 2, 3)).read({"household-bins": ["2"]}, Context()).answer
2
>>> benefits = TickBoxes({"credit": Household.credit, "pension": Household.pension}, id="benefits")
>>> benefits.facts(["credit"])
{'household.credit': True, 'household.pension': False}
>>> benefits.read({"benefits": ["credit", "none"]}, Context()).problems[0].code
'tick-boxes.none-and-others'
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import JsonValue

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.messages import Catalogue
from localgov_components.forms.fact_values import as_json, declaration, question_id, typed
from localgov_components.forms.questions.question import Context, Possible, Question, Reading
from localgov_components.forms.typed_text import Submitted, first
from localgov_components.rules import Expression, FactDeclaration, Known

__all__ = ["NONE", "Choice", "TickBoxes", "YesNo"]

T = TypeVar("T")

NONE = "none"
"""The option of a `TickBoxes` that says none of the others is so."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class YesNo(Question):
    """Radios for yes and no, which set a fact that is true or false."""

    fact: Expression[bool]
    kind: ClassVar[str] = "yes-no"
    choices: ClassVar[tuple[str, ...]] = ("yes", "no")

    def __post_init__(self) -> None:
        """Take the id of the fact when none was given."""
        object.__setattr__(self, "id", self.id or question_id(declaration(self.fact, bool)))

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """The one fact."""
        return (declaration(self.fact),)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Nothing was chosen."""
        return {"empty": ()}

    @property
    def words(self) -> tuple[str, ...]:
        """The words for yes and no."""
        return ("option.yes", "option.no")

    @property
    def optional_words(self) -> tuple[str, ...]:
        """Hints under the question and under each option."""
        return ("hint", "option.yes.hint", "option.no.hint")

    def read(self, submitted: Submitted, context: Context) -> Reading:  # noqa: ARG002 - part of every question
        """True for yes, false for no."""
        chosen = first(submitted, self.id)
        return Reading(chosen == "yes") if chosen in self.choices else Reading(None, (self.problem("empty"),))

    def accepts(self, answer: JsonValue, known: Known) -> bool:  # noqa: ARG002 - part of every question
        """True or false."""
        return isinstance(answer, bool)

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """The fact."""
        return {declaration(self.fact).id: answer}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The word for yes or no."""
        return (self.text("option.yes" if answer else "option.no", catalogue, language),)

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The radio that is on."""
        return {self.id: ["yes" if answer else "no"]}

    def schema(self) -> dict[str, JsonValue]:
        """True or false."""
        return {"type": "boolean"}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:  # noqa: ARG002 - part of every question
        """True and false."""
        return iter([self.facts(answer=True), self.facts(answer=False)])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice(Question, Generic[T]):
    """Radios for one of several values of a fact.

    `options` are values of the fact's type; those of an enumeration may be left out, meaning all.
    """

    fact: Expression[T]
    options: Sequence[T] = field(default=(), kw_only=True)
    kind: ClassVar[str] = "choice"

    def __post_init__(self) -> None:
        """Take the id of the fact when none was given, and the members of an enumeration."""
        fact = declaration(self.fact)
        options = tuple(self.options) or (tuple(fact.type) if issubclass(fact.type, Enum) else ())
        if not options:
            raise InvalidValueError(f"no options for '{fact.id}'. Give options=(…).", code="question.options")
        if not all(isinstance(option, fact.type) for option in options):
            message = f"an option of '{fact.id}' is not {fact.type.__name__}. Give values of the fact's type."
            raise InvalidValueError(message, code="question.options")
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "id", self.id or question_id(fact))

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """The one fact."""
        return (declaration(self.fact),)

    @property
    def choices(self) -> tuple[str, ...]:
        """The options as a browser sends them, and as the wording names them."""
        return tuple(str(answer) for answer in self._answers)

    @property
    def _answers(self) -> tuple[JsonValue, ...]:
        return tuple(as_json(self.sets[0], option) for option in self.options)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Nothing was chosen."""
        return {"empty": ()}

    @property
    def words(self) -> tuple[str, ...]:
        """A text for each option."""
        return tuple(f"option.{choice}" for choice in self.choices)

    @property
    def optional_words(self) -> tuple[str, ...]:
        """Hints under the question and under each option."""
        return ("hint", *(f"option.{choice}.hint" for choice in self.choices))

    def read(self, submitted: Submitted, context: Context) -> Reading:  # noqa: ARG002 - part of every question
        """The JSON of the option that was chosen."""
        answers = dict(zip(self.choices, self._answers, strict=True))
        chosen = first(submitted, self.id)
        return Reading(answers[chosen]) if chosen in answers else Reading(None, (self.problem("empty"),))

    def accepts(self, answer: JsonValue, known: Known) -> bool:  # noqa: ARG002 - part of every question
        """One of the options; 1 is not true."""
        return any(type(answer) is type(option) and answer == option for option in self._answers)

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """The fact."""
        (fact,) = self.sets
        return {fact.id: typed(fact, answer)}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The text of the option."""
        return (self.text(f"option.{answer}", catalogue, language),)

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The radio that is on."""
        return {self.id: [str(answer)]}

    def schema(self) -> dict[str, JsonValue]:
        """One of the options."""
        return {"enum": list(self._answers)}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:  # noqa: ARG002 - part of every question
        """Each option."""
        return iter([self.facts(answer) for answer in self._answers])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TickBoxes(Question):
    """Checkboxes that each set a fact true or false; the last says none of these.

    Somebody who ticks nothing has not answered: "none of these" is an answer that they give.
    """

    options: Mapping[str, Expression[bool]]
    kind: ClassVar[str] = "tick-boxes"

    def __post_init__(self) -> None:
        """Refuse a fact that is not true or false, and an option called none."""
        for fact in self.options.values():
            declaration(fact, bool)
        if not self.options or NONE in self.options:
            message = f"tick boxes need options, none of them called '{NONE}'. Name each after its fact."
            raise InvalidValueError(message, code="question.options")
        object.__setattr__(self, "id", self.id or question_id(self.sets[0]))

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """A fact for each option."""
        return tuple(declaration(fact) for fact in self.options.values())

    @property
    def choices(self) -> tuple[str, ...]:
        """The options that set facts, without the last."""
        return tuple(self.options)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Nothing was ticked, or none of these together with one of them."""
        return {"empty": (), "none-and-others": ()}

    @property
    def words(self) -> tuple[str, ...]:
        """A text for each option and for the last."""
        return tuple(f"option.{choice}" for choice in (*self.options, NONE))

    @property
    def optional_words(self) -> tuple[str, ...]:
        """Hints under the question and under each option."""
        return ("hint", *(f"option.{choice}.hint" for choice in (*self.options, NONE)))

    def read(self, submitted: Submitted, context: Context) -> Reading:  # noqa: ARG002 - part of every question
        """The options that were ticked, in the order of the page."""
        sent = set(submitted.get(self.id, ()))
        ticked: list[JsonValue] = [choice for choice in self.options if choice in sent]
        if not ticked and NONE not in sent:
            return Reading(None, (self.problem("empty"),))
        if ticked and NONE in sent:
            return Reading(None, (self.problem("none-and-others"),))
        return Reading(ticked)

    def accepts(self, answer: JsonValue, known: Known) -> bool:  # noqa: ARG002 - part of every question
        """Some of the options, or an empty list for none of them."""
        return isinstance(answer, list) and answer == [choice for choice in self.options if choice in answer]

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """True for what was ticked and false for the rest."""
        ticked = answer if isinstance(answer, list) else []
        return {declaration(fact).id: choice in ticked for choice, fact in self.options.items()}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The text of each option that was ticked, or of none of these."""
        ticked = answer if isinstance(answer, list) else []
        return tuple(self.text(f"option.{choice}", catalogue, language) for choice in ticked or [NONE])

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The boxes that are ticked."""
        ticked = answer if isinstance(answer, list) else []
        return {self.id: [str(choice) for choice in ticked] or [NONE]}

    def schema(self) -> dict[str, JsonValue]:
        """A list of options, each at most once."""
        return {"type": "array", "items": {"enum": list(self.options)}, "uniqueItems": True}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:
        """Every way to tick the boxes whose facts matter."""
        facts = self.sets
        for ticks in itertools.product(*(possible(fact) for fact in facts)):
            yield {fact.id: tick for fact, tick in zip(facts, ticks, strict=True)}
