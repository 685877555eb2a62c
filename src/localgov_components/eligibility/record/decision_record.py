"""A decision as it is kept: data that can be understood, and made again, years later.

A record has every fact that the rules read, the reasons with what took part in them, and two hashes: of the scheme
and of the policy that decided. An archive finds both by these, and `replay` decides again. Facts that no rule reads are
left out: a record keeps no more about a person than the decision needs (UK GDPR, Article 5(1)(c)).

>>> from localgov_components.eligibility import Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
...     email: Fact[str] = fact("email address")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge)])
>>> known = Known({"household.blue_badge": False, "household.email": "j@example.com"})
>>> record = scheme.decide(known, on=date(2026, 5, 1)).record()
>>> record.facts, record.reasons[0].statements()
({'household.blue_badge': False}, ('nobody has a Blue Badge',))
>>> read_record(record.model_dump(mode="json"), source="record.json") == record
True
>>> read_record({**record.model_dump(mode="json"), "outcome": "maybe"}, source="record.json")
Traceback (most recent call last):
    ...
localgov_components.core.errors.DefinitionError: 1 mistake; nothing was loaded:
  record.json, column outcome: Input should be 'eligible', 'not-eligible', 'refer' or 'undecided'
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, JsonValue, StringConstraints, ValidationError, model_validator

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.eligibility.outcome import Outcome
from localgov_components.eligibility.record.effect import Effect
from localgov_components.eligibility.record.instant import Instant
from localgov_components.eligibility.record.override import Override
from localgov_components.eligibility.record.reason_record import MissingRecord, ReasonRecord
from localgov_components.eligibility.record.used import DefinitionUsed, FactUsed, PolicyUsed
from localgov_components.eligibility.record.words import RecordedValue
from localgov_components.rules.document.place import Place

__all__ = ["RECORD_FORMAT", "DecisionRecord", "Standing", "Superseded", "read_record"]

RECORD_FORMAT: Literal[1] = 1
"""Version of the form of a record."""

_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Superseded(Model):
    """The record that a decision takes the place of, by its hash.

    `reason` says why, and `facts` which of them differ.
    """

    record: _Hash
    reason: Annotated[str, StringConstraints(pattern=r"\S"), Sensitive("personal")]
    facts: tuple[str, ...]


class Standing(NamedTuple):
    """What a record says for a day: by the rules, or by an officer instead."""

    outcome: Outcome
    tier: RecordedValue | None
    award: RecordedValue | None
    override: Override | None


class DecisionRecord(Model):
    """A decision as it is kept.

    `outcome`, `tier`, `award` and the reasons are those of the rules, whatever an officer decided instead;
    `standing` says which of them counts on a day. `facts` are plain data as `Known.parse` reads them; `used` are those
    that the decision rests on or still needs, in words. `known_at` is None where all that the policy had recorded was
    taken; `decided` is when the decision was made, where that was said.
    """

    record_format: Literal[1] = RECORD_FORMAT
    scheme: str
    cites: str
    on: date
    known_at: Instant | None
    decided: Instant | None
    outcome: Outcome
    tier: Annotated[RecordedValue | None, Sensitive("personal")]
    award: Annotated[RecordedValue | None, Sensitive("financial")]
    facts: Annotated[dict[str, JsonValue], Sensitive("personal")]
    reasons: Annotated[tuple[ReasonRecord, ...], Sensitive("personal")]
    award_reasons: Annotated[tuple[ReasonRecord, ...], Sensitive("personal")]
    definitions: Annotated[tuple[DefinitionUsed, ...], Sensitive("personal")]
    policy: Annotated[tuple[PolicyUsed, ...], Sensitive("personal")]
    used: Annotated[tuple[FactUsed, ...], Sensitive("personal")]
    missing: Annotated[MissingRecord, Sensitive("personal")]
    rules_hash: _Hash
    rules_language: Annotated[int, Field(strict=True, ge=1)]
    policy_edition: _Hash
    effect: Effect
    overrides: tuple[Override, ...] = ()
    supersedes: Superseded | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Refuse a record whose parts name what it does not have."""
        held = (
            {each.key for each in self.policy},
            {each.name for each in self.definitions},
            {each.path for each in self.used},
        )
        reasons = (*self.reasons, *self.award_reasons)
        named = (
            {key for each in reasons for key in each.policy},
            {name for each in reasons for name in each.definitions},
            {path for facts in self._fact_lists() for path in facts},
        )
        if any(names - has for names, has in zip(named, held, strict=True)):
            raise InvalidValueError(
                "a record that names policy values, definitions or facts which it does not have. "
                "Read it as it was kept.",
                code="record.parts",
            )
        return self

    def _fact_lists(self) -> Iterator[tuple[str, ...]]:
        yield self.missing.facts
        yield from (each.facts for each in (*self.reasons, *self.award_reasons))
        yield from (each.facts for each in self.definitions)

    @property
    def content_hash(self) -> str:
        """SHA-256, in hexadecimal, of the record as canonical JSON: names it for good."""
        return canonical_hash(self.model_dump(mode="json"))

    @property
    def settled_by(self) -> tuple[ReasonRecord, ...]:
        """The reasons to give first: the rule that holds, or else all that do not."""
        return tuple(each for each in self.reasons if each.holds) or self.reasons

    @property
    def last_day(self) -> date:
        """The day of the decision, or that on which the last override begins."""
        return self.overrides[-1].on if self.overrides else self.on

    def standing(self, day: date) -> Standing:
        """What the record says for a day: by the last override that stands then, or else by the rules."""
        for each in reversed(self.overrides):
            if each.stands_on(day):
                return Standing(each.outcome, each.tier, each.award, each)
        return Standing(self.outcome, self.tier, self.award, None)


def read_record(data: object, *, source: str) -> DecisionRecord:
    """The record that plain JSON data holds.

    Read text with `core.json_text.read_json` first. Raises `DefinitionError` with every mistake and its path, and
    without any value.
    """
    place = Place(source, [])
    if not isinstance(data, dict) or "record_format" not in data:
        place.fault('not a decision record, which has {"record_format": 1, …}')
    elif data["record_format"] != RECORD_FORMAT or type(data["record_format"]) is not int:
        place.at("record_format").fault(
            f"not format {RECORD_FORMAT}, the one that this version of localgov-components reads. "
            "Read the record with the version that wrote it, or a later one"
        )
    DefinitionError.raise_for(place.faults)
    try:
        return DecisionRecord.model_validate(data)
    except ValidationError as error:
        _tell(error, place)
        raise DefinitionError(place.faults) from None


def _tell(error: ValidationError, place: Place) -> None:
    for item in error.errors(include_input=False):
        here = place
        for part in item["loc"]:
            here = here.item(part + 1) if isinstance(part, int) else here.at(part)
        here.fault(item["msg"].removeprefix("Value error, "))
