r"""An address typed by hand, for a home that no list holds.

Lines 1 and 2, town or city, and postcode, as the GOV.UK Design System asks for them
(https://design-system.service.gov.uk/patterns/addresses/). County is not asked: no letter needs it.

>>> from localgov_components.rules import Fact, Facts, fact
>>> class Property(Facts, id="property"):
...     address: Fact[str] = fact("address")
>>> home = ManualAddress(Property.address)
>>> home.fields
('property-address-line1', 'property-address-line2', 'property-address-town', 'property-address-postcode')
>>> sent = {"property-address-line1": ["1 High Street"], "property-address-town": ["Ambleford"],
...         "property-address-postcode": ["dt971aa"]}
>>> home.facts(home.read(sent, Context()).answer)
{'property.address': '1 High Street\nAmbleford\nDT97 1AA'}
>>> [problem.code for problem in home.read({}, Context()).problems]
['manual-address.line1-empty', 'manual-address.town-empty', 'manual-address.postcode-empty']
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import JsonValue

from localgov_components.core.messages import Catalogue
from localgov_components.core.problems import Problem
from localgov_components.forms.fact_values import declaration, question_id
from localgov_components.forms.questions.question import Context, Possible, Question, Reading
from localgov_components.forms.typed_text import Submitted, first, tidy
from localgov_components.identifiers import Postcode
from localgov_components.rules import Expression, FactDeclaration, Known

__all__ = ["ManualAddress"]

PARTS: Mapping[str, str] = MappingProxyType(
    {"line1": "address-line1", "line2": "address-line2", "town": "address-level2", "postcode": "postal-code"}
)
"""Parts of the address, each with its HTML autocomplete token."""

_MAY_BE_EMPTY = "line2"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ManualAddress(Question):
    """Four lines that set one fact: the address, a line each, its postcode last.

    No part may be longer than `max_length` characters.
    """

    fact: Expression[str]
    max_length: int = field(default=100, kw_only=True)
    kind: ClassVar[str] = "manual-address"
    autocomplete: ClassVar[Mapping[str, str]] = PARTS

    def __post_init__(self) -> None:
        """Take the id of the fact when none was given."""
        object.__setattr__(self, "id", self.id or question_id(declaration(self.fact, str)))

    @property
    def parts(self) -> Mapping[str, str]:
        """Field names by part: line1, line2, town, postcode."""
        return {part: f"{self.id}-{part}" for part in PARTS}

    @property
    def fields(self) -> tuple[str, ...]:
        """A control for each part."""
        return tuple(self.parts.values())

    @property
    def sets(self) -> tuple[FactDeclaration, ...]:
        """The one fact."""
        return (declaration(self.fact),)

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Each part may be empty or too long, and the postcode not a full one."""
        empty = {f"{part}-empty": () for part in PARTS if part != _MAY_BE_EMPTY}
        long = {f"{part}-too-long": ("max_length",) for part in PARTS if part != "postcode"}
        return {**empty, **long, "postcode-format": ()}

    @property
    def words(self) -> tuple[str, ...]:
        """A label for each part."""
        return tuple(f"field.{part}" for part in PARTS)

    def read(self, submitted: Submitted, context: Context) -> Reading:  # noqa: ARG002 - part of every question
        """The parts, tidied, the postcode as it is written."""
        typed = {part: first(submitted, name) for part, name in self.parts.items()}
        problems = tuple(self._found(typed))
        return Reading(None, problems) if problems else Reading(_kept(typed))

    def _found(self, typed: Mapping[str, str]) -> Iterator[Problem]:
        for part, text in typed.items():
            if not text:
                if part != _MAY_BE_EMPTY:
                    yield self.problem(f"{part}-empty", at=self.parts[part])
            elif part == "postcode":
                if not Postcode.is_valid(text):
                    yield self.problem("postcode-format", at=self.parts[part])
            elif len(text) > self.max_length:
                yield self.problem(f"{part}-too-long", at=self.parts[part], max_length=str(self.max_length))

    def accepts(self, answer: JsonValue, known: Known) -> bool:  # noqa: ARG002 - part of every question
        """Parts that would be read as themselves."""
        if not isinstance(answer, dict) or answer.keys() != PARTS.keys():
            return False
        typed = {part: text for part in PARTS if isinstance(text := answer[part], str) and tidy(text) == text}
        return typed.keys() == PARTS.keys() and not any(self._found(typed)) and _kept(typed) == answer

    def facts(self, answer: JsonValue) -> Mapping[str, Any]:
        """The lines of the address as one text."""
        return {declaration(self.fact).id: "\n".join(_lines(answer))}

    def show(self, answer: JsonValue, catalogue: Catalogue, language: str) -> tuple[str, ...]:  # noqa: ARG002
        """The lines of the address."""
        return _lines(answer)

    def values(self, answer: JsonValue) -> dict[str, list[str]]:
        """The parts by field."""
        kept = answer if isinstance(answer, dict) else {}
        return {name: [str(kept[part])] if kept.get(part) else [] for part, name in self.parts.items()}

    def schema(self) -> dict[str, JsonValue]:
        """The four parts, of limited length."""
        parts: dict[str, JsonValue] = {
            part: {"type": "string", "minLength": 0 if part == _MAY_BE_EMPTY else 1, "maxLength": self.max_length}
            for part in PARTS
        }
        parts["postcode"] = {"type": "string", "pattern": Postcode.json_schema["pattern"]}
        return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}

    def outcomes(self, possible: Possible) -> Iterator[Mapping[str, Any]]:
        """Each value worth trying."""
        (fact,) = self.sets
        return iter([{fact.id: value} for value in possible(fact)])


def _kept(typed: Mapping[str, str]) -> dict[str, JsonValue]:
    return {**typed, "postcode": str(Postcode.parse(typed["postcode"]))}


def _lines(answer: JsonValue) -> tuple[str, ...]:
    kept = answer if isinstance(answer, dict) else {}
    return tuple(str(kept[part]) for part in PARTS if kept.get(part))
