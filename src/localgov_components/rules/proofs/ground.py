"""What all cases of one prover have in common: the day and its policy, how long lists are, and names of values."""

from dataclasses import dataclass
from datetime import date

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.proofs.names import Names

with needs_extra("proofs"):
    import z3

__all__ = ["Ground"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What rules are read with, beside the facts of a case; every formula is of its context."""

    on: date | None
    policy: PolicyLookup
    most_members: int
    context: z3.Context
    names: Names
