"""A question whose options are looked up when it is asked: the addresses at a postcode.

The options depend on an earlier answer, so an answer is kept with the value it was chosen for. When
that value changes, the answer no longer answers the question. The last option says "not in this
list": a list can lack somebody's home, and nobody may be stuck for that.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Property(Facts, id="property"):
...     postcode: Fact[str] = fact("postcode")
...     uprn: Fact[str] = fact("UPRN")
...     listed: Fact[bool] = fact("the address is in the list")
...     in_area: Fact[bool] = fact("the property is in the council's area")
>>> class Addresses:
...     def find(self, given):
...         return [Option("999900000001", "1 High Street", {"property.in_area": True})]
>>> address = Lookup(Property.uprn, source="addresses", given=Property.postcode,
...                  listed=Property.listed, also=(Property.in_area,))
>>> known = Known({"property.postcode": "DT97 1AA"})
>>> reading = address.read({"property-uprn": ["999900000001"]}, Context(known, {"addresses": Addresses()}))
>>> address.facts(reading.answer)
{'property.listed': True, 'property.uprn': '999900000001', 'property.in_area': True}
>>> address.accepts(reading.answer, Known({"property.postcode": "DT98 1AA"}))
False
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import JsonValue

from localgov_components.core.errors import NotFoundError
from localgov_components.core.messages import Catalogue
from localgov_components.forms.fact_values import as_json, declaration, holds, question_id, typed
from localgov_components.forms.questions.question import Context, Option, Possible, Question, Reading
from localgov_components.forms.typed_text import Submitted, first
from localgov_components.rules import Expression, FactDeclaration, Known

__all__ = ["NOT_LISTED", "Lookup"]

NOT_LISTED = "not-listed"
"""The value of the last option; a source may not use it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lookup(Question):
    """Radios whose options a named source finds, for the value of an earlier fact.

    `fact` takes the option's value, `listed` whether one was chosen at all, and each of `also` what
    the option says of it. When none was chosen, `fact` and `also` stay unknown.
    """

    fact: Expression[Any]
    source: str = field(kw_only=True)
    given: Expression[Any] = field(kw_only=True)
    listed: Expression[bool] = field(kw_only=True)
    also: Sequence[Expression[Any]] = field(default=(), kw_only=True)
    kind: ClassVar[str] = "lookup"

    def __post_init__(self) -> None:
        """Take the id of the fact when none was given."""
        declaration(self.given)
        declaration(self.listed, bool)
        object.__setattr__(self, "also", tuple(self.also))
        object.__setattr__(self, "id", self.id or question_id(declaration(self.fact)))

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """Whether an option was chosen, its value, and what it says."""
        return tuple(declaration(fact) for fact in (self.listed, self.fact, *self.also))

    @property
    def reads(self) -> tuple[FactDeclaration, ...]:
        """The fact to look up by."""
        return (declaration(self.given),)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Nothing was chosen, or something that is not in the list."""
        return {"empty": ()}

    @property
    def words(self) -> tuple[str, ...]:
        """The text of the last option."""
        return (f"option.{NOT_LISTED}",)

    @property
    def optional_words(self) -> tuple[str, ...]:
        """A hint, and what to say when the list is empty."""
        return ("hint", "nothing-found")

    def options(self, context: Context) -> tuple[Option, ...]:
        """What the source offers, without the last option.

        Nothing while there is nothing to look up.

        Raises what the source raises, and `NotFoundError` when the context has no such source.
        """
        if self.source not in context.sources:
            message = f"no source of options called '{self.source}'. Pass it in sources=…"
            raise NotFoundError(message, code="question.source")
        given = self._given(context.known)
        return () if given is None else tuple(context.sources[self.source].find(str(given)))

    def read(self, submitted: Submitted, context: Context) -> Reading:
        """The option that was chosen among those that the source offers now."""
        chosen = first(submitted, self.id)
        given = self._given(context.known)
        if chosen == NOT_LISTED and given is not None:
            return Reading({"given": given, "listed": False})
        option = next((option for option in self.options(context) if option.value == chosen), None)
        if not chosen or option is None:
            return Reading(None, (self.problem("empty"),))
        facts = {id_: option.facts.get(id_) for id_ in (declaration(fact).id for fact in self.also)}
        answer: JsonValue = {
            "given": given,
            "listed": True,
            "value": option.value,
            "label": option.label,
            "facts": facts,
        }
        self.facts(answer)
        return Reading(answer)

    def _given(self, known: Known) -> JsonValue:
        (fact,) = self.reads
        return as_json(fact, known[fact.id]) if fact.id in known else None

    def accepts(self, answer: JsonValue, known: Known) -> bool:
        """An answer made for the value that is now given."""
        if not isinstance(answer, dict) or answer.get("given") is None or answer["given"] != self._given(known):
            return False
        if answer.get("listed") is False:
            return answer.keys() == {"given", "listed"}
        return answer.get("listed") is True and self._holds(answer)

    def _holds(self, answer: Mapping[str, JsonValue]) -> bool:
        facts = answer.get("facts")
        return (
            answer.keys() == {"given", "listed", "value", "label", "facts"}
            and isinstance(answer["label"], str)
            and holds(declaration(self.fact), answer["value"])
            and isinstance(facts, dict)
            and facts.keys() == {declaration(fact).id for fact in self.also}
            and all(
                facts[fact.id] is None or holds(fact, facts[fact.id])
                for fact in (declaration(fact) for fact in self.also)
            )
        )

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """Whether one was chosen, and what that makes known."""
        listed, chosen, *also = self.sets
        if not isinstance(answer, dict) or answer["listed"] is not True:
            return {listed.id: False}
        facts = answer["facts"] if isinstance(answer["facts"], dict) else {}
        told = {fact.id: typed(fact, facts[fact.id]) for fact in also if facts[fact.id] is not None}
        return {listed.id: True, chosen.id: typed(chosen, answer["value"]), **told}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:
        """The label of the option as it was when it was chosen."""
        if isinstance(answer, dict) and answer["listed"] is True:
            return (str(answer["label"]),)
        return (self.text(f"option.{NOT_LISTED}", catalogue, language),)

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The radio that is on."""
        chosen = isinstance(answer, dict) and answer["listed"] is True
        return {self.id: [str(answer["value"]) if chosen and isinstance(answer, dict) else NOT_LISTED]}

    def schema(self) -> dict[str, JsonValue]:
        """What was looked up, and the option chosen or that there was none."""
        facts: dict[str, JsonValue] = {declaration(fact).id: {} for fact in self.also}
        chosen: dict[str, JsonValue] = {
            "given": {},
            "listed": {"const": True},
            "value": {"type": "string"},
            "label": {"type": "string"},
            "facts": {"type": "object", "properties": facts, "required": list(facts), "additionalProperties": False},
        }
        unlisted: dict[str, JsonValue] = {"given": {}, "listed": {"const": False}}
        return {"oneOf": [_exactly(chosen), _exactly(unlisted)]}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:
        """Not in the list; and every way in which an option's facts can fall."""
        listed, chosen, *also = self.sets
        yield {listed.id: False}
        for value in possible(chosen):
            for told in itertools.product(*((*possible(fact), None) for fact in also)):
                facts = {fact.id: tell for fact, tell in zip(also, told, strict=True) if tell is not None}
                yield {listed.id: True, chosen.id: value, **facts}


def _exactly(properties: dict[str, JsonValue]) -> JsonValue:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
