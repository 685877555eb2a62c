"""What all cases of one prover have in common: the day and its policy, how long lists are, and names of values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from localgov_components.core.libraries import needs_extra
from localgov_components.rules.building import require_sound
from localgov_components.rules.evaluation import PolicyLookup
from localgov_components.rules.expressions import Expression
from localgov_components.rules.proofs.names import Names
from localgov_components.rules.scopes import spoken_of
from localgov_components.rules.tree import Binding

with needs_extra("proofs"):
    import z3

__all__ = ["Ground", "SoundRules"]


@dataclass(slots=True)
class SoundRules:
    """Rules that were looked through once, for all cases: in `speaks_of` is of which members each part speaks."""

    speaks_of: dict[int, frozenset[Binding]] = field(default_factory=dict)
    _seen: dict[int, Expression[Any]] = field(default_factory=dict)

    def take(self, rule: Expression[Any]) -> None:
        """Look a rule through, unless it was. Raises `DefinitionError` with every mistake in it."""
        if id(rule) not in self._seen:
            require_sound(rule)
            self.speaks_of.update(spoken_of([rule]))
            self._seen[id(rule)] = rule


@dataclass(frozen=True, slots=True)
class Ground:
    """What rules are read with, beside the facts of a case; every formula is of its context."""

    on: date | None
    policy: PolicyLookup
    most_members: int
    context: z3.Context
    names: Names
    rules: SoundRules = field(default_factory=SoundRules)
