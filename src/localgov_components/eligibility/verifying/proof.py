"""What was proved of a scheme, one statement at a time: the verdict, in words, with made-up households.

A statement is *proved* when no household breaks it, *refuted* when one does, and *not decided* when the time was up.
Every household that is shown was made up by the prover and then decided by the scheme itself. So nothing in it is
anybody's, and its facts may be printed.

>>> proof = Proof(ProofKind.RULE_FIRES, Subject("rule", "too-much"), Verdict.REFUTED, "no household meets it")
>>> print(proof)
error: rule too-much: no household meets it (rule-fires, refuted)
>>> proof.is_fault, proof.severity.value
(True, 'error')
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self

from localgov_components.eligibility.scheme_on import Result
from localgov_components.eligibility.verifying.curve import Curve
from localgov_components.rules import Known

__all__ = ["Example", "Proof", "ProofKind", "Severity", "Subject", "Verdict"]


class Verdict(StrEnum):
    """What the prover found."""

    PROVED = "proved"
    """No household breaks the statement."""
    REFUTED = "refuted"
    """A household breaks it, or the household that it promises does not exist."""
    NOT_DECIDED = "not-decided"
    """The time was up, or the prover gave up."""


class Severity(StrEnum):
    """What a refuted statement is to a scheme."""

    ERROR = "error"
    """A fault, whatever the scheme is for."""
    WARNING = "warning"
    """Something that may be meant, and that somebody should answer for."""
    NOTE = "note"
    """Worth knowing."""


class ProofKind(StrEnum):
    """What is proved, or refuted, of a scheme.

    `severity` is what the statement is to a scheme when it is refuted; `says` is the statement.
    """

    TABLE_OVERLAP = "table-overlap", Severity.ERROR, "rows of a table that apply together do not contradict each other"
    TABLE_GAP = "table-gap", Severity.ERROR, "a table gives something wherever the decision needs it"
    TABLE_ROW = "table-row", Severity.ERROR, "every row of a table settles what it gives to some household"
    RULE_FIRES = "rule-fires", Severity.ERROR, "some household meets the rule, and none that is tried before"
    RULE_NEEDED = "rule-needed", Severity.WARNING, "without the rule some household would come out differently"
    BRANCH_TAKEN = "branch-taken", Severity.WARNING, "some household takes the branch"
    OUTCOME_REACHED = "outcome-reached", Severity.ERROR, "some household has the outcome"
    ALWAYS_SETTLED = "always-settled", Severity.ERROR, "once everything is known, every household is decided"
    FACT_NEEDED = "fact-needed", Severity.WARNING, "the fact alone changes what some household gets"
    AWARD_BOUNDS = "award-bounds", Severity.ERROR, "no award is below nothing"
    MONOTONE = "monotone", Severity.WARNING, "nobody gets less for having less"
    CLIFF_EDGE = "cliff-edge", Severity.WARNING, "nobody loses more than a pound of award for a pound more"
    EQUIVALENT = "equivalent", Severity.ERROR, "two schemes give every household the same"

    severity: Severity
    says: str

    @classmethod
    def of(cls, word: str) -> Self:
        """The kind that a word names. Raises `KeyError` where there is none."""
        return {each.value: each for each in cls}[word]

    def __new__(cls, value: str, severity: Severity, says: str) -> Self:
        """A word, what it is to a scheme when it is refuted, and what it says."""
        kind = str.__new__(cls, value)
        kind._value_, kind.severity, kind.says = value, severity, says
        return kind


class Subject(NamedTuple):
    """What a statement is about: `rule too-much-capital`, `fact household.income`, `award`."""

    noun: str
    name: str = ""

    def __str__(self) -> str:
        """As it is read."""
        return f"{self.noun} {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up household, and what the scheme gives it. `title` says what it shows."""

    title: str
    known: Known
    result: Result


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement about a scheme, and what became of it.

    `words` say what was found. `examples` are made-up households that show it: what breaks the statement, or what it
    promises. `curve` is the award against the income of the first of them, for statements about income. `reason` is
    why it was not decided; `is_partial` says that with more time there would be more to say. `seconds` are those that
    it took; a proof that was `kept` took them when it was made.
    """

    kind: ProofKind
    subject: Subject
    verdict: Verdict
    words: str
    examples: tuple[Example, ...] = ()
    curve: Curve | None = None
    reason: str = ""
    is_partial: bool = False
    seconds: float = field(default=0.0, compare=False)
    kept: bool = field(default=False, compare=False)

    @property
    def is_fault(self) -> bool:
        """Whether the statement is refuted."""
        return self.verdict is Verdict.REFUTED

    @property
    def severity(self) -> Severity:
        """What the statement is to a scheme when it is refuted."""
        return self.kind.severity

    def __str__(self) -> str:
        """In one line."""
        mark = f"{self.severity}: " if self.is_fault else ""
        return f"{mark}{self.subject}: {self.words} ({self.kind}, {self.verdict})"
