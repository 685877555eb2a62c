"""The amounts of a group: what is awarded before and after, what is gained and lost, and the difference.

What is awarded before, and the difference, make what is awarded after. What is gained is what is lost, and the
difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from localgov_components.eligibility.comparing.outcome_change import AFTER, BEFORE, GAINING, LOSING, OutcomeChange
from localgov_components.eligibility.comparing.tally import Tally, added

__all__ = ["AMOUNTS", "Amount", "Amounts"]

AMOUNTS: Final = ("before", "gain", "loss", "after", "difference")
"""Their names."""


class Amount(NamedTuple):
    """An amount in pence, how many people it goes to, and the most that goes to one."""

    pence: int
    people: int
    most: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """Those of a group, of the people whom the rules decide on both sides."""

    before: Amount
    gain: Amount
    loss: Amount
    after: Amount

    @classmethod
    def of(cls, numbers: Mapping[OutcomeChange, Tally]) -> "Amounts":
        """What becomes of a group, in money."""
        had, gains, loses, has = (added(numbers[each] for each in kinds) for kinds in (BEFORE, GAINING, LOSING, AFTER))
        return cls(
            Amount(had.before, had.number, had.most_before),
            Amount(gains.change, gains.number, gains.most_change),
            Amount(-loses.change, loses.number, loses.most_change),
            Amount(has.after, has.number, has.most_after),
        )

    @property
    def difference(self) -> Amount:
        """What is gained less what is lost, by all whose award moves. No single one stands out in it."""
        return Amount(self.gain.pence - self.loss.pence, self.gain.people + self.loss.people, 0)

    def pence(self) -> dict[str, int]:
        """Each in pence, by name."""
        return {name: self._named(name).pence for name in AMOUNTS}

    def _named(self, name: str) -> Amount:
        found: Amount = getattr(self, name)
        return found
