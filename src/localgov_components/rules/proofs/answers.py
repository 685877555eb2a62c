"""What a prover answers: a case, none at all, or that it did not find out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from localgov_components.rules.known import Known

__all__ = ["Answer", "Found", "Impossible", "NotDecided"]


@dataclass(frozen=True, slots=True)
class Found:
    """There is such a case: `known` is what is known of it, by the name that the prover was given for it.

    Every rule that was asked about had the same value when it was evaluated for it. `repr` shows names only.
    """

    known: Mapping[str, Known] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Impossible:
    """There is no such case, whatever the facts are, within their limits and the number of members unrolled."""


@dataclass(frozen=True, slots=True)
class NotDecided:
    """Whether there is one was not found out.

    Not within the `time` or the `steps`; not by any `method` of the solver; or there is one, and it needs a further
    `value` of a type of which none can be made up.
    """

    reason: Literal["time", "steps", "method", "value"]


Answer: TypeAlias = Found | Impossible | NotDecided
"""Whether there is a case of which everything that was asked holds."""
