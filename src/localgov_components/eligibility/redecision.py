"""A case decided by another policy beside the record of it: which values changed, and what that changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.record import DecisionRecord
from localgov_components.policy import PolicyOn, PolicyValue

__all__ = ["Redecision", "ValueChange", "redecision"]

_RESULTS: tuple[Literal["outcome", "tier", "award"], ...] = ("outcome", "tier", "award")


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A policy value that the rules read and that is now another.

    Each side has its layer, source and dates.
    `matters` says that the decision, before or after, rests on it.
    """

    key: str
    label: str
    before: PolicyValue
    after: PolicyValue
    matters: bool = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Redecision:
    """What a recorded case would be decided now. `again` is the record of `decision`.

    Both are as the rules decide; what an officer decided instead stays in `record`.
    """

    record: DecisionRecord = field(repr=False)
    decision: Decision = field(repr=False)
    again: DecisionRecord = field(repr=False)
    changes: tuple[ValueChange, ...]

    @property
    def differs_in(self) -> tuple[Literal["outcome", "tier", "award"], ...]:
        """Which of outcome, tier and award are now another."""
        return tuple(name for name in _RESULTS if _plain(self.record, name) != _plain(self.again, name))


def redecision(record: DecisionRecord, decision: Decision, before: PolicyOn) -> Redecision:
    """A decision beside an earlier record of the same case, which was decided by the policy `before`."""
    again = decision.record(effect=record.effect)
    return Redecision(record, decision, again, tuple(_changes(record, again, before, decision)))


def _plain(record: DecisionRecord, name: str) -> JsonValue:
    """A result as data: the words for it may be those of another version."""
    result: JsonValue = record.model_dump(mode="json", include={name})[name]
    return result["value"] if isinstance(result, dict) else result


def _changes(
    record: DecisionRecord, again: DecisionRecord, before: PolicyOn, decision: Decision
) -> Iterator[ValueChange]:
    rested_on = {each.key for each in (*record.policy, *again.policy)}
    declarations = decision.made_by.policy.declarations
    for key, after in decision.made_by.policy_values.items():
        earlier = before.get(key)
        if earlier.value != after.value or type(earlier.value) is not type(after.value):
            yield ValueChange(key, declarations[key].label, earlier, after, key in rested_on)
