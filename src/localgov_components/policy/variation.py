"""Where a council departs from what it shares, exactly: from what, to what, and who answers for it.

A local value equal to the one it replaces is not a variation.
"""

from dataclasses import dataclass
from datetime import date

from localgov_components.policy.layers import Layer
from localgov_components.policy.policy_set import PolicySet
from localgov_components.policy.values import PolicyDeclaration, PolicyValue

__all__ = ["Variation", "variations"]


@dataclass(frozen=True, slots=True)
class Variation:
    """One departure: the value that would hold, and the one that does.

    `before` is None where the wider layers say nothing.
    """

    declaration: PolicyDeclaration
    before: PolicyValue | None
    after: PolicyValue

    @property
    def is_signed(self) -> bool:
        """Whether somebody answers for it: reason, decision, role and date are all there."""
        return self.after.signature.is_complete

    def is_due_for_review(self, on: date) -> bool:
        """Whether its review date has come."""
        review = self.after.signature.review
        return review is not None and review <= on


def variations(policy: PolicySet, *, on: date, layer: Layer = Layer.COUNCIL) -> tuple[Variation, ...]:
    """Every value that a layer sets, and that differs from what it would inherit.

    Values of nearer layers are counted in.
    """
    today = policy.on(on)
    found = []
    for key, declaration in policy.declarations.items():
        after = today.find(key)
        if after is None or layer.is_nearer_than(after.layer):
            continue
        before = today.inherited(key, layer)
        if before is None or before.value != after.value:
            found.append(Variation(declaration, before, after))
    return tuple(found)
