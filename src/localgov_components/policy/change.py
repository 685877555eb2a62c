"""What becomes different between two policies, from a day on: read before accepting an update.

A change of a shared value shows only where it is inherited; where a council has a value of its
own, nothing changes for that council, and nothing is listed. A change that takes effect later is
listed with its day: next April's price is no secret in November.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from localgov_components.policy.policy_set import PolicySet
from localgov_components.policy.values import PolicyValue

__all__ = ["PolicyChange", "changes"]

_Pair: TypeAlias = tuple[PolicyValue | None, PolicyValue | None]


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A key whose value in force differs; None on a side that has no value.

    `on` is the first day, of those asked about, on which it differs in this way.
    """

    key: str
    label: str
    before: PolicyValue | None
    after: PolicyValue | None
    on: date


def changes(before: PolicySet, after: PolicySet, *, on: date) -> tuple[PolicyChange, ...]:
    """Every key whose value differs between two policies, from a day on.

    By day, and within a day in the order of the later policy.
    """
    keys = dict.fromkeys([*after.declarations, *before.declarations])
    shown: dict[str, object] = {}
    found = []
    for day in _days([*before.values, *after.values], on):
        old, new = before.on(day), after.on(day)
        for key in keys:
            pair = (old.find(key), new.find(key))
            difference = _difference(pair)
            if difference is not None and difference != shown.get(key):
                label = (after.declarations.get(key) or before.declarations[key]).label
                found.append(PolicyChange(key, label, *pair, day))
            shown[key] = difference
    return tuple(found)


def _days(values: Iterable[PolicyValue], on: date) -> list[date]:
    """The day asked about, and every later one on which something begins or ends."""
    turns = {day for value in values for day in (value.effective_from, value.effective_until) if day and day > on}
    return [on, *sorted(turns)]


def _difference(pair: _Pair) -> tuple[Any, ...] | None:
    """What is on either side, or None where both say the same."""
    left, right = (() if value is None else (value.value,) for value in pair)
    return None if left == right else (left, right)
