"""Everything that was asked of a scheme on a day, and the answers.

>>> from localgov_components.eligibility.verifying.proof import ProofKind, Subject
>>> proofs = (
...     Proof(ProofKind.RULE_FIRES, Subject("rule", "low-income"), Verdict.PROVED, "it decides some household"),
...     Proof(ProofKind.MONOTONE, Subject("fact", "household.income"), Verdict.REFUTED, "less for less"),
... )
>>> found = Verification("support", date(2026, 5, 1), "4f1c", (), proofs)
>>> len(found), len(found.errors), [proof.subject.name for proof in found.warnings]
(2, 0, ['household.income'])
>>> found.summary
'1 proved, 1 refuted'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Self, overload

from pydantic import JsonValue

from localgov_components.eligibility.verifying.proof import Example, Proof, Severity, Verdict
from localgov_components.rules import FactDeclaration, Facts

if TYPE_CHECKING:
    from localgov_components.eligibility.verifying.telling.places import SourcePlace

__all__ = ["Verification"]


@dataclass(frozen=True, slots=True)
class Verification(Sequence[Proof]):
    """Proofs about a scheme on a day, in the order in which its rules are tried.

    `limits` say what is taken for granted in all of them. `facts` are the vocabularies of its households, and
    `results` those of tier and award that it has. Proofs speak of the rules that `rules_hash` names, with the policy
    values of the day.
    """

    scheme: str
    on: date
    rules_hash: str
    limits: tuple[str, ...]
    proofs: tuple[Proof, ...]
    facts: "tuple[type[Facts] | FactDeclaration, ...]" = field(default=(), repr=False)
    results: tuple[str, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        """How many."""
        return len(self.proofs)

    @overload
    def __getitem__(self, place: int) -> Proof: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Proof, ...]: ...
    def __getitem__(self, place: int | slice) -> Proof | tuple[Proof, ...]:
        """One, or several."""
        return self.proofs[place]

    @property
    def errors(self) -> tuple[Proof, ...]:
        """Refuted, and a fault in any scheme."""
        return self._refuted(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Proof, ...]:
        """Refuted, and perhaps meant."""
        return self._refuted(Severity.WARNING)

    @property
    def undecided(self) -> tuple[Proof, ...]:
        """Neither proved nor refuted."""
        return tuple(each for each in self.proofs if each.verdict is Verdict.NOT_DECIDED)

    @property
    def summary(self) -> str:
        """How many of each verdict, in words."""
        counts = ((verdict, sum(each.verdict is verdict for each in self.proofs)) for verdict in Verdict)
        said = [f"{number} {verdict.replace('-', ' ')}" for verdict, number in counts if number]
        return ", ".join(said) or "nothing to prove"

    def with_proof(self, proof: Proof) -> Self:
        """The same and one more."""
        return replace(self, proofs=(*self.proofs, proof))

    def household(self, example: Example) -> tuple[str, ...]:
        """A household in words, one line for each fact and each member."""
        from localgov_components.eligibility.verifying.telling.household import household_lines

        return tuple(household_lines(example.known, self.facts))

    def text(self) -> str:
        """All of it in plain text: what is refuted first, with its households."""
        from localgov_components.eligibility.verifying.telling.report import as_text

        return as_text(self)

    def data(self) -> dict[str, JsonValue]:
        """All of it as JSON."""
        from localgov_components.eligibility.verifying.telling.proof_data import verification_data

        return verification_data(self)

    def sarif(self, places: "Mapping[str, SourcePlace] | None" = None) -> dict[str, JsonValue]:
        """All of it as a SARIF 2.1.0 log of one run, for code review.

        `places` say where rules, tables, definitions and facts are written, by name; see `places_in`.
        """
        from localgov_components.eligibility.verifying.telling.sarif import sarif_log

        return sarif_log([(self, places or {})])

    def _refuted(self, severity: Severity) -> tuple[Proof, ...]:
        return tuple(each for each in self.proofs if each.is_fault and each.severity is severity)
