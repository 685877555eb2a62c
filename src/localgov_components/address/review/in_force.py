"""The decisions that hold: the latest on each address, about properties that the gazetteer still has.

Which is the latest says `review.latest`. A property that has gone from the gazetteer, or is retired in it, is no
answer: its decisions are set aside and told, or follow to the one property that took its place where that is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.matching.match import ElementCompared, How
from localgov_components.address.review.decision import AddressDecision, AddressKey
from localgov_components.address.review.latest import Latest
from localgov_components.core.errors import NotFoundError
from localgov_components.identifiers import Uprn

__all__ = ["DECISION", "DecisionsInForce", "SetAside", "decisions_in_force", "state_of"]

DECISION = "decision"
"""The element of an explanation that names whoever decided."""

_HISTORICAL = 8
"""The logical status of an address that is no more (BS 7666)."""


@dataclass(frozen=True, slots=True, repr=False)
class SetAside:
    """A decision that does not hold, because its property is `gone` or `retired`; and what took its place, if known."""

    decision: AddressDecision
    why: str
    successors: tuple[Uprn, ...]

    @property
    def told(self) -> ElementCompared:
        """Whose decision it was, and why it does not hold, as a part of an explanation."""
        return ElementCompared(DECISION, How.MISSING, f"{self.decision.told}, for a property that is {self.why}")

    def __repr__(self) -> str:
        """Why, and neither address nor property."""
        return f"SetAside({self.decision!r}, {self.why!r})"


@dataclass(frozen=True, slots=True, repr=False)
class DecisionsInForce:
    """Decisions by address: what it was said to be, and what it was said not to be.

    `followed` counts those that now name the successor of the property that was decided.
    """

    given: Mapping[AddressKey, AddressDecision] = field(default_factory=dict)
    rejected: Mapping[AddressKey, Mapping[Uprn, AddressDecision]] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    followed: int = 0

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.given or self.rejected or self.set_aside)

    def __repr__(self) -> str:
        """How many there are, and neither addresses nor properties."""
        return (
            f"DecisionsInForce({len(self.given)} given, {len(self.rejected)} rejected, {len(self.set_aside)} set aside)"
        )


def decisions_in_force(
    decisions: Iterable[AddressDecision], gazetteer: Gazetteer, *, follow_successors: bool = False
) -> DecisionsInForce:
    """What holds of some decisions; those of one day are in the order in which they were taken."""
    latest = Latest(decisions)
    state = lru_cache(None)(partial(state_of, gazetteer=gazetteer))
    held: dict[AddressKey, AddressDecision] = {}
    aside: list[SetAside] = []
    followed = 0
    for key, decision in latest.given.items():
        why = state(decision.uprn)
        if not why:
            held[key] = decision
            continue
        successors = gazetteer.successors(decision.uprn)
        if follow_successors and len(successors) == 1 and not state(successors[0]):
            held[key] = replace(decision, uprn=successors[0])
            followed += 1
        else:
            aside.append(SetAside(decision, why, successors))
    return DecisionsInForce(held, latest.rejected, tuple(aside), followed)


def state_of(uprn: Uprn, gazetteer: Gazetteer) -> str:
    """Why a property is no answer: it is `gone` or `retired`; empty where it is one."""
    try:
        is_retired = gazetteer.get(uprn).logical_status == _HISTORICAL
    except NotFoundError as error:
        return "retired" if error.code == "gazetteer.retired" else "gone"
    return "retired" if is_retired else ""
