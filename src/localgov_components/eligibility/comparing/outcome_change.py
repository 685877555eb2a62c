"""What becomes of a case between two ways of deciding it.

Every case is one of these and only one, so their numbers make the number of cases. Undecided is a kind of its own: a
case that was not decided, before or after, has neither gained nor lost.

>>> OutcomeChange("gets-more") in GAINING
True
"""

from enum import StrEnum

__all__ = ["AFTER", "BEFORE", "DECIDED", "GAINING", "LOSING", "OutcomeChange"]


class OutcomeChange(StrEnum):
    """What becomes of a case: it gains, loses, stays as it is, or is not decided.

    `SOMETHING_ELSE`: eligible on both sides, with another tier, or another award that is no money.
    `REFERRED`: an officer decides, before or after. `UNDECIDED`: something is not known, so that outcome, tier or award
    is open before or after; `MIGHT_QUALIFY` are those of them that could still be eligible after.
    """

    BECOMES_ELIGIBLE = "becomes-eligible"
    GETS_MORE = "gets-more"
    STAYS = "stays"
    SOMETHING_ELSE = "something-else"
    GETS_LESS = "gets-less"
    STOPS_BEING_ELIGIBLE = "stops-being-eligible"
    NOT_ELIGIBLE = "not-eligible"
    REFERRED = "referred"
    MIGHT_QUALIFY = "might-qualify"
    UNDECIDED = "undecided"


GAINING = (OutcomeChange.BECOMES_ELIGIBLE, OutcomeChange.GETS_MORE)
"""Whose awards are higher after."""

LOSING = (OutcomeChange.GETS_LESS, OutcomeChange.STOPS_BEING_ELIGIBLE)
"""Whose awards are lower after."""

_AS_BEFORE = (OutcomeChange.STAYS, OutcomeChange.SOMETHING_ELSE)

BEFORE = (OutcomeChange.GETS_MORE, *_AS_BEFORE, *LOSING)
"""Who has an award before, of those decided by the rules on both sides."""

AFTER = (*GAINING, *_AS_BEFORE, OutcomeChange.GETS_LESS)
"""Who has an award after, of those decided by the rules on both sides."""

DECIDED = tuple(each for each in OutcomeChange if each not in (OutcomeChange.MIGHT_QUALIFY, OutcomeChange.UNDECIDED))
"""Settled on both sides, an officer's cases among them."""
