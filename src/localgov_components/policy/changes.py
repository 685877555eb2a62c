"""What becomes different between two policies on a day: read before accepting an update.

A change of a shared value shows only where it is inherited; where a council has a value of its
own, nothing changes for that council, and nothing is listed.
"""

from dataclasses import dataclass
from datetime import date

from localgov_components.policy.policy_set import PolicySet
from localgov_components.policy.values import PolicyValue

__all__ = ["PolicyChange", "changes"]


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A key whose value in force differs; None on the side that has no value."""

    key: str
    label: str
    before: PolicyValue | None
    after: PolicyValue | None


def changes(before: PolicySet, after: PolicySet, *, on: date) -> tuple[PolicyChange, ...]:
    """Every key whose value in force on a day differs between two policies.

    In the order of the later one.
    """
    old, new = before.on(on), after.on(on)
    keys = dict.fromkeys([*after.declarations, *before.declarations])
    found = []
    for key in keys:
        left, right = old.find(key), new.find(key)
        if (left and left.value) != (right and right.value) or (left is None) != (right is None):
            label = (after.declarations.get(key) or before.declarations[key]).label
            found.append(PolicyChange(key, label, left, right))
    return tuple(found)
