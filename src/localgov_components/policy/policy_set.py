"""All the policy that a service runs on, in layers; asked for one date at a time.

>>> from datetime import UTC, date, datetime
>>> from localgov_components.money import Money
>>> price = PolicyDeclaration("price", Money, "Yearly price of a bin")
>>> shared = PolicyValue("price", Money("48"), Layer.GROUP, "Shared service", date(2026, 4, 1),
...                      datetime(2026, 1, 15, tzinfo=UTC))
>>> policy = PolicySet([price], [shared])
>>> policy.on(date(2026, 5, 1)).value("price")
Money('48.00')
>>> policy.on(date(2026, 3, 31)).value("price")
Traceback (most recent call last):
    ...
localgov_components.core.errors.NotFoundError: no value of 'price' for 31 March 2026. \
Add one that is effective by then.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from pydantic import JsonValue
from pydantic_core import to_jsonable_python

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError, NotFoundError
from localgov_components.policy.layers import Layer
from localgov_components.policy.values import Bound, PolicyDeclaration, PolicyValue
from localgov_components.rules import evaluate, facts_read, policy_read
from localgov_components.rules.canonical import as_json, canonical_hash
from localgov_components.rules.known import Known
from localgov_components.rules.reading import read_aloud, read_value

__all__ = ["PolicyOn", "PolicySet"]


class PolicySet:
    """Declared keys and their values in all layers.

    Never changed, only extended into another set.

    Raises `DefinitionError` with every fault: undeclared keys, keys declared twice, wrong types, two values
    recorded as one; when there is none of these, values outside their bounds on any day.
    """

    def __init__(self, declarations: Iterable[PolicyDeclaration], values: Iterable[PolicyValue]) -> None:
        declared = tuple(declarations)
        self.declarations: Mapping[str, PolicyDeclaration] = {each.key: each for each in declared}
        self.values = tuple(values)
        DefinitionError.raise_for([*self._declaration_faults(declared), *self._shape_faults()])
        self._by_key: dict[str, list[PolicyValue]] = {}
        for value in sorted(self.values, key=_widest_and_earliest_first):
            self._by_key.setdefault(value.key, []).append(value)
        DefinitionError.raise_for([*self._prescribed_faults(), *self._bound_faults()])

    def extended(self, values: Iterable[PolicyValue], *, declarations: Iterable[PolicyDeclaration] = ()) -> "PolicySet":
        """A set with more values, and keys, beside these."""
        return PolicySet([*self.declarations.values(), *declarations], [*self.values, *values])

    def on(self, day: date, *, known_at: datetime | None = None) -> "PolicyOn":
        """The policy in force on a day, as far as was recorded by `known_at` (all of it when left out)."""
        if isinstance(day, datetime):
            raise InvalidValueError("an instant is not a day. Give the date that it is locally.", code="policy.day")
        if known_at is not None and known_at.tzinfo is None:
            raise InvalidValueError("known_at has no time zone. Give an aware datetime.", code="policy.known-at")
        return PolicyOn(self, day, known_at)

    def history(self, key: str) -> tuple[PolicyValue, ...]:
        """Every value of a key in every layer, widest layer and earliest effect first."""
        return tuple(self._by_key.get(key, ()))

    @cached_property
    def edition(self) -> str:
        """SHA-256 of all declarations and values, with who answers for them: names this policy for good."""
        declared: list[JsonValue] = [_declaration_data(self.declarations[key]) for key in sorted(self.declarations)]
        values: list[JsonValue] = [_value_data(each) for key in sorted(self._by_key) for each in self._by_key[key]]
        return canonical_hash({"declared": declared, "values": values})

    def _declaration_faults(self, declared: tuple[PolicyDeclaration, ...]) -> Iterable[Fault]:
        keys = [each.key for each in declared]
        for key in sorted(key for key in self.declarations if keys.count(key) > 1):
            yield Fault("policy", "declared twice. Keep one", column=key)
        for declaration in declared:
            for bound in declaration.bounds:
                yield from (Fault("policy", message, column=declaration.key) for message in self._misread(bound))

    def _misread(self, bound: Bound) -> Iterable[str]:
        for id_ in facts_read(bound.rule):
            yield f"its bound reads the fact '{id_}'. A bound reads policy values only"
        for ref in policy_read(bound.rule):
            other = self.declarations.get(ref.key)
            if other is None:
                yield f"its bound reads '{ref.key}', which is not declared. Declare it or mend the bound"
            elif other.type is not ref.value_type:
                yield f"its bound reads '{ref.key}' as {ref.value_type.__name__}, which is {other.type.__name__}"

    def _shape_faults(self) -> Iterable[Fault]:
        seen: set[tuple[object, ...]] = set()
        for value in self.values:
            declaration = self.declarations.get(value.key)
            if declaration is None:
                yield Fault(value.owner, f"'{value.key}' is not declared. Declare it or mend the key", column=value.key)
            elif type(value.value) is not declaration.type:
                yield Fault(value.owner, f"not a {declaration.type.__name__}", column=value.key)
            yield from (Fault(value.owner, message, column=value.key) for message in _time_faults(value))
            place = (value.key, value.layer, value.owner, value.effective_from, value.recorded)
            if place in seen:
                yield Fault(
                    value.owner,
                    f"two values from {read_value(value.effective_from)} recorded at one instant. Keep one",
                    column=value.key,
                )
            seen.add(place)

    def _prescribed_faults(self) -> Iterable[Fault]:
        for declaration in self.declarations.values():
            if declaration.prescribed:
                for value in dict.fromkeys(self._departures(declaration.key)):
                    yield Fault(
                        value.owner,
                        f"prescribed by law and not open to local choice ({declaration.cites}). "
                        "Remove the value, or record a legal basis of your own with set_aside",
                        column=value.key,
                    )

    def _departures(self, key: str) -> Iterable[PolicyValue]:
        """Values that differ, on a day on which something changes, from that of the widest layer."""
        for day in self._days(key):
            found = self.on(day).in_layers(key)
            yield from (each for each in found[1:] if each.value != found[0].value and not each.set_aside)

    def _bound_faults(self) -> Iterable[Fault]:
        for declaration in self.declarations.values():
            for bound in declaration.bounds:
                for value in dict.fromkeys(self._outside(declaration.key, bound)):
                    yield Fault(
                        value.owner,
                        f"outside what is allowed: {read_aloud(bound.rule)} ({bound.cites}). "
                        "Change the value, or record a legal basis of your own with set_aside",
                        column=value.key,
                    )

    def _outside(self, key: str, bound: Bound) -> Iterable[PolicyValue]:
        """Values that break a bound, on each day on which something changes that it reads.

        Where several take part, the one to answer for it is the nearest and the latest to take effect.
        """
        read = dict.fromkeys([key, *(ref.key for ref in policy_read(bound.rule))])
        for day in self._days(*read):
            today = self.on(day)
            values = [value for each in read if (value := today.find(each)) is not None]
            if len(values) < len(read) or any(value.set_aside for value in values):
                continue
            if evaluate(bound.rule, Known(), policy=today) is not True:
                yield max(values, key=_standing)

    def _days(self, *keys: str) -> list[date]:
        values = [value for key in keys for value in self._by_key.get(key, ())]
        ends = {value.effective_until for value in values if value.effective_until}
        return sorted({value.effective_from for value in values} | ends)


class PolicyOn:
    """The policy of one day: what rules and pages look values up in."""

    def __init__(self, policy: PolicySet, day: date, known_at: datetime | None = None) -> None:
        self.policy = policy
        self.day = day
        self.known_at = known_at

    def value(self, key: str) -> Any:  # noqa: ANN401 - declared by the policy, not to the checker
        """The value in force. Raises `NotFoundError` naming the key and the day: never a default."""
        return self.get(key).value

    def get(self, key: str) -> PolicyValue:
        """The value in force with its layer, source and dates. Raises `NotFoundError`."""
        found = self.find(key)
        if found is None:
            raise NotFoundError(
                f"no value of '{key}' for {read_value(self.day)}. Add one that is effective by then.",
                code="policy.missing",
            )
        return found

    def find(self, key: str) -> PolicyValue | None:
        """The value in force, or None: from the nearest layer that has one, the latest to take effect."""
        return self._nearest(key, tuple(Layer))

    def inherited(self, key: str, layer: Layer) -> PolicyValue | None:
        """What would be in force had this layer and those nearer said nothing."""
        return self._nearest(key, tuple(each for each in Layer if layer.is_nearer_than(each)))

    def in_layers(self, key: str) -> tuple[PolicyValue, ...]:
        """The value that each layer gives, widest layer first; layers that give none are left out."""
        found = (self._nearest(key, (layer,)) for layer in Layer)
        return tuple(each for each in found if each is not None)

    def _nearest(self, key: str, layers: tuple[Layer, ...]) -> PolicyValue | None:
        standing = {
            # A later record from the same day corrects an earlier one, also when it ends sooner.
            (each.layer, each.effective_from): each
            for each in self.policy.history(key)
            if each.layer in layers and (self.known_at is None or each.recorded <= self.known_at)
        }
        effective = [each for each in standing.values() if each.is_effective(self.day)]
        return effective[-1] if effective else None


def _widest_and_earliest_first(value: PolicyValue) -> tuple[object, ...]:
    return value.layer.depth, value.effective_from, value.recorded, value.owner


def _time_faults(value: PolicyValue) -> Iterable[str]:
    if isinstance(value.effective_from, datetime) or isinstance(value.effective_until, datetime):
        yield "effective from or until an instant. Give dates"
    elif value.effective_until and value.effective_until < value.effective_from:
        yield "ends before it begins. Give a later end, or the same day to withdraw the value"
    if value.recorded.tzinfo is None:
        yield "recorded at a time without a zone. Give an aware datetime"


def _declaration_data(declaration: PolicyDeclaration) -> JsonValue:
    return {
        "key": declaration.key,
        "type": declaration.type.__name__,
        "label": declaration.label,
        "cites": declaration.cites,
        "bounds": [[as_json(bound.rule), bound.cites] for bound in declaration.bounds],
        "prescribed": declaration.prescribed,
    }


def _value_data(value: PolicyValue) -> JsonValue:
    data: dict[str, JsonValue] = to_jsonable_python(
        dataclasses.replace(value, recorded=value.recorded.astimezone(UTC)), fallback=str
    )
    return data


def _standing(value: PolicyValue) -> tuple[int, date, datetime]:
    """Which of two values counts: the nearer, then the later to take effect, then the later recorded."""
    return value.layer.depth, value.effective_from, value.recorded
