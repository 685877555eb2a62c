"""A statement about a scheme, and how it is proved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from localgov_components.eligibility.verifying import wording
from localgov_components.eligibility.verifying.asking.workbench import Workbench
from localgov_components.eligibility.verifying.curve import Curve
from localgov_components.eligibility.verifying.proof import Example, ProofKind, Subject, Verdict

if TYPE_CHECKING:
    import z3

    from localgov_components.rules.proofs import Answer, NotDecided

__all__ = ["Shown", "Statement", "not_decided", "promised", "refused"]


class Shown(NamedTuple):
    """What came of a statement; `is_partial` where more could be said in more time."""

    verdict: Verdict
    words: str
    examples: tuple[Example, ...] = ()
    curve: Curve | None = None
    reason: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is proved of a scheme, or refuted."""

    kind: ProofKind
    subject: Subject
    prove: Callable[[Workbench], Shown]


def promised(bench: Workbench, *constraints: "z3.BoolRef", proved: str, refuted: str) -> Shown:
    """That there is a household of which some constraints hold."""
    return _shown(
        bench, bench.ask(*constraints, plain=True), found=(Verdict.PROVED, proved), none=(Verdict.REFUTED, refuted)
    )


def refused(bench: Workbench, *constraints: "z3.BoolRef", proved: str, refuted: str) -> Shown:
    """That there is no household of which some constraints hold."""
    return _shown(bench, bench.find(*constraints), found=(Verdict.REFUTED, refuted), none=(Verdict.PROVED, proved))


def not_decided(answer: "NotDecided") -> Shown:
    """What is shown where the prover did not find out."""
    return Shown(Verdict.NOT_DECIDED, "", reason=wording.NOT_DECIDED[answer.reason])


def _shown(bench: Workbench, answer: "Answer", *, found: tuple[Verdict, str], none: tuple[Verdict, str]) -> Shown:
    """A verdict with its words, where a household was found and where there is none."""
    from localgov_components.rules.proofs import Found, NotDecided

    if isinstance(answer, NotDecided):
        return not_decided(answer)
    if isinstance(answer, Found):
        return Shown(*found, (bench.example(wording.HOUSEHOLD, bench.known(answer)),))
    return Shown(*none)
