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

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError, NotFoundError
from localgov_components.policy.document import BOUND, policy_document
from localgov_components.policy.layers import Layer
from localgov_components.policy.timeline import Timeline
from localgov_components.policy.values import Bound, PolicyDeclaration, PolicyValue
from localgov_components.policy.written import TYPE_WORDS
from localgov_components.rules import evaluate, facts_read, policy_read
from localgov_components.rules.building import as_expression, faults_in, nodes_of
from localgov_components.rules.document import to_document
from localgov_components.rules.fact_data import range_fault
from localgov_components.rules.fact_reading import require_day
from localgov_components.rules.facts import measure_fault
from localgov_components.rules.known import Known
from localgov_components.rules.policy_reading import DeclaredPeriod, clashing_periods
from localgov_components.rules.reading import read_aloud, read_value
from localgov_components.rules.tree import DecisionDate

__all__ = ["PolicyOn", "PolicySet"]

_TYPES = ", ".join(kind.__name__ for kind in TYPE_WORDS)


class PolicySet:
    """Declared keys and their values in all layers.

    Never changed, only extended into another set.

    Raises `DefinitionError` with every fault: undeclared keys, keys declared twice, wrong types, two values
    of one layer recorded as one, even by two owners; when there is none of these, values outside their bounds on any
    day.
    """

    def __init__(self, declarations: Iterable[PolicyDeclaration], values: Iterable[PolicyValue]) -> None:
        declared = tuple(declarations)
        self.declarations: Mapping[str, PolicyDeclaration] = {each.key: each for each in declared}
        self.values = tuple(values)
        DefinitionError.raise_for([*self._declaration_faults(declared), *self._shape_faults()])
        self._by_key: dict[str, list[PolicyValue]] = {}
        self._timelines: dict[str, Mapping[Layer, Timeline]] = {}
        for value in sorted(self.values, key=_widest_and_earliest_first):
            self._by_key.setdefault(value.key, []).append(value)
        DefinitionError.raise_for([*self._prescribed_faults(), *self._bound_faults()])

    def extended(self, values: Iterable[PolicyValue], *, declarations: Iterable[PolicyDeclaration] = ()) -> "PolicySet":
        """A set with more values, and keys, beside these."""
        return PolicySet([*self.declarations.values(), *declarations], [*self.values, *values])

    def on(self, day: date, *, known_at: datetime | None = None) -> "PolicyOn":
        """The policy in force on a day, as far as was recorded by `known_at` (all of it when left out)."""
        require_day(day)
        if known_at is not None:
            _require_instant(known_at)
        return PolicyOn(self, day, known_at)

    def history(self, key: str) -> tuple[PolicyValue, ...]:
        """Every value of a key in every layer, widest layer and earliest effect first."""
        return tuple(self._by_key.get(key, ()))

    def timelines(self, key: str, *, known_at: datetime | None = None) -> Mapping[Layer, Timeline]:
        """What each layer that has values says of a key, day by day, as far as was recorded by `known_at`."""
        if known_at is not None:
            return _timelines(each for each in self.history(key) if each.recorded <= known_at)
        if key not in self._timelines:
            self._timelines[key] = _timelines(self.history(key))
        return self._timelines[key]

    @cached_property
    def edition(self) -> str:
        """SHA-256 of its policy document, which has everything in it: names this policy for good."""
        return canonical_hash(policy_document(self))

    def _declaration_faults(self, declared: tuple[PolicyDeclaration, ...]) -> Iterable[Fault]:
        keys = [each.key for each in declared]
        for key in sorted(key for key in self.declarations if keys.count(key) > 1):
            yield Fault("policy", "declared twice. Keep one", column=key)
        for declaration in declared:
            if declaration.type not in TYPE_WORDS:
                yield Fault("policy", f"no type of policy value. There are: {_TYPES}", column=declaration.key)
            if measure_fault(declaration.type, per=declaration.per):
                yield Fault("policy", "no period, or of what has none. Give Per.WEEK to money", column=declaration.key)
            for bound in declaration.bounds:
                yield from (Fault("policy", message, column=declaration.key) for message in self._misread(bound))

    def _misread(self, bound: Bound) -> Iterable[str]:
        try:
            to_document({BOUND: bound.rule})
        except DefinitionError as error:
            yield from (fault.message for fault in error.faults)
        if any(isinstance(node, DecisionDate) for node in nodes_of(bound.rule)):
            yield "its bound reads the day of the decision. A bound reads policy values only"
        for id_ in facts_read(bound.rule):
            yield f"its bound reads the fact '{id_}'. A bound reads policy values only"
        for ref in policy_read(bound.rule):
            other = self.declarations.get(ref.key)
            if other is None:
                yield f"its bound reads '{ref.key}', which is not declared. Declare it or mend the bound"
            elif other.type is not ref.value_type:
                yield f"its bound reads '{ref.key}' as {ref.value_type.__name__}, which is {other.type.__name__}"
            elif (periods := clashing_periods(ref, other.per)) is not None:
                yield f"its bound reads '{ref.key}' per {periods.read}, which is per {periods.declared}"

    def _shape_faults(self) -> Iterable[Fault]:
        seen: set[tuple[object, ...]] = set()
        for value in self.values:
            declaration = self.declarations.get(value.key)
            if declaration is None:
                yield Fault(value.owner, f"'{value.key}' is not declared. Declare it or mend the key", column=value.key)
            elif type(value.value) is not declaration.type:
                yield Fault(value.owner, f"not a {declaration.type.__name__}", column=value.key)
            else:
                yield from (Fault(value.owner, message, column=value.key) for message in _value_faults(value.value))
            yield from (Fault(value.owner, message, column=value.key) for message in _time_faults(value))
            place = (value.key, value.layer, value.effective_from, value.recorded)  # whoever owns it
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
                for value, message in dict.fromkeys(self._outside(declaration.key, bound)):
                    yield Fault(value.owner, message, column=value.key)

    def _outside(self, key: str, bound: Bound) -> Iterable[tuple[PolicyValue, str]]:
        """Values that break a bound, and how, on each day on which something changes that it reads.

        Where several take part, the one to answer for it is the nearest and the latest to take effect.
        """
        broken = (
            f"outside what is allowed: {read_aloud(bound.rule)} ({bound.cites}). "
            "Change the value, or record a legal basis of your own with set_aside"
        )
        read = dict.fromkeys([key, *(ref.key for ref in policy_read(bound.rule))])
        for day in self._days(*read):
            today = self.on(day)
            values = [value for each in read if (value := today.find(each)) is not None]
            if len(values) < len(read) or any(value.set_aside for value in values):
                continue
            try:
                holds = evaluate(bound.rule, Known(), policy=today) is True
            except InvalidValueError as error:  # a value is outside what the bound says that it reads
                yield max(values, key=_standing), f"its bound cannot read it: {error}"
            else:
                if not holds:
                    yield max(values, key=_standing), broken

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

    def period(self, key: str) -> DeclaredPeriod | None:
        """The period that a key declares, with the layer of the value in force; None where it declares none."""
        declared = self.policy.declarations.get(key)
        found = self.find(key) if declared and declared.per else None
        return DeclaredPeriod(declared.per, found.layer) if declared and declared.per and found else None

    def inherited(self, key: str, layer: Layer) -> PolicyValue | None:
        """What would be in force had this layer and those nearer said nothing."""
        return self._nearest(key, tuple(each for each in Layer if layer.is_nearer_than(each)))

    def in_layers(self, key: str) -> tuple[PolicyValue, ...]:
        """The value that each layer gives, widest layer first; layers that give none are left out."""
        found = (self._nearest(key, (layer,)) for layer in Layer)
        return tuple(each for each in found if each is not None)

    def _nearest(self, key: str, layers: tuple[Layer, ...]) -> PolicyValue | None:
        timelines = self.policy.timelines(key, known_at=self.known_at)
        found = (timelines[layer].on(self.day) for layer in reversed(layers) if layer in timelines)
        return next((each for each in found if each is not None), None)


def _require_instant(known_at: object) -> None:
    if not isinstance(known_at, datetime):
        kind = type(known_at).__name__
        raise InvalidValueError(f"known_at is {kind}, no instant. Give an aware datetime.", code="policy.known-at")
    if known_at.tzinfo is None:
        raise InvalidValueError("known_at has no time zone. Give an aware datetime.", code="policy.known-at")


def _timelines(history: Iterable[PolicyValue]) -> Mapping[Layer, Timeline]:
    return {layer: Timeline(values) for layer, values in groupby(history, key=attrgetter("layer"))}


def _widest_and_earliest_first(value: PolicyValue) -> tuple[object, ...]:
    return value.layer.depth, value.effective_from, value.recorded, value.owner


def _value_faults(value: object) -> Iterable[str]:
    """Why no rule could read a value of the right type."""
    yield from (fault.message for fault in faults_in([as_expression(value)]))
    out_of_range = range_fault(value, None)
    if out_of_range:
        yield out_of_range


def _time_faults(value: PolicyValue) -> Iterable[str]:
    if isinstance(value.effective_from, datetime) or isinstance(value.effective_until, datetime):
        yield "effective from or until an instant. Give dates"
    elif value.effective_until and value.effective_until < value.effective_from:
        yield "ends before it begins. Give a later end, or the same day to withdraw the value"
    aside = value.set_aside and value.set_aside.date
    if any(isinstance(day, datetime) for day in (value.signature.signed, value.signature.review, aside)):
        yield "signed, to be reviewed or set aside at an instant. Give dates"
    if value.recorded.tzinfo is None:
        yield "recorded at a time without a zone. Give an aware datetime"
    elif not _is_an_instant_in_utc(value.recorded):
        yield "recorded at an instant that UTC has no year for. Check the year"


def _is_an_instant_in_utc(at: datetime) -> bool:
    try:
        at.astimezone(UTC)
    except OverflowError:
        return False
    return True


def _standing(value: PolicyValue) -> tuple[int, date, datetime]:
    """Which of two values counts: the nearer, then the later to take effect, then the later recorded."""
    return value.layer.depth, value.effective_from, value.recorded
