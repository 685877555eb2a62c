"""What matching an address to a gazetteer comes to: one property, several, a building, or none.

Only `matched` has a UPRN. The other outcomes say why there is none, so that a person can decide.

>>> Match(MatchOutcome.NOT_FOUND).uprn is None
True
"""

from dataclasses import dataclass, field
from enum import StrEnum

from localgov_components.core.redaction import REDACTED
from localgov_components.identifiers import Uprn

__all__ = ["ElementCompared", "How", "Match", "MatchOutcome", "PossibleMatch"]


class MatchOutcome(StrEnum):
    """What matching came to."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    PARENT_ONLY = "parent-only"
    NOT_FOUND = "not-found"


class How(StrEnum):
    """How an element of the text compares with that of the gazetteer.

    `equivalent` is another way to write the same, such as `12A` for `Flat A, 12`; `spelling` a typing fault;
    `missing` that one side does not say it: `why` tells which.
    """

    EQUAL = "equal"
    EQUIVALENT = "equivalent"
    SPELLING = "spelling"
    MISSING = "missing"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class ElementCompared:
    """One element, such as `number` or `street`, and how the two sides compare.

    `why` says more where there is more to say.
    """

    element: str
    how: How
    why: str = ""

    def __str__(self) -> str:
        """In words, without what the address says."""
        return f"{self.element}: {self.how}{f' ({self.why})' if self.why else ''}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as it is made: matches of another process come by the million."""
        return type(self), (self.element, self.how, self.why)


@dataclass(frozen=True, slots=True, repr=False)
class PossibleMatch:
    """A property that the text may mean, with the probability that it does.

    `score` is from 0 to 1, and 0 for a part of a building that is only listed.
    """

    uprn: Uprn
    score: float
    explanation: tuple[ElementCompared, ...] = ()

    def __repr__(self) -> str:
        """Without the property."""
        return f"PossibleMatch({REDACTED!r}, score={self.score:.4f})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as it is made."""
        return type(self), (self.uprn, self.score, self.explanation)


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """The outcome of matching one address.

    `uprn` is set when the outcome is matched, `parent` when only the building was found, with its known parts in
    `possible`. `score` is the probability that `uprn`, or `parent`, is right; 0 where there is neither. `explanation`
    compares the text with that property or, where none was found, with the `nearest` one, whose conflict is named: it
    is for whoever looks into it, and no answer.
    """

    outcome: MatchOutcome
    uprn: Uprn | None = None
    parent: Uprn | None = None
    possible: tuple[PossibleMatch, ...] = ()
    score: float = 0.0
    explanation: tuple[ElementCompared, ...] = field(default=())
    nearest: Uprn | None = None

    def __repr__(self) -> str:
        """The outcome, and no property."""
        return f"Match({str(self.outcome)!r}, score={self.score:.4f}, possible={len(self.possible)})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as it is made."""
        made_of = (self.outcome, self.uprn, self.parent, self.possible, self.score, self.explanation, self.nearest)
        return type(self), made_of
