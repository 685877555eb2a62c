"""Proofs as JSON, for programs and to be kept, and read back.

A household is written as its facts; what the scheme gives it, along its curve too, is worked out again when it is read.
So what was kept and is no longer so is found out, and never shown.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from localgov_components.core.errors import LocalGovError
from localgov_components.eligibility.scheme_on import Result
from localgov_components.eligibility.verifying.asking.fact_place import facts_in
from localgov_components.eligibility.verifying.curve import Curve, Edge
from localgov_components.eligibility.verifying.proof import Example, Proof, ProofKind, Subject, Verdict
from localgov_components.money import Money
from localgov_components.rules import Known, Per
from localgov_components.rules.fact_data import read_known, write_known

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme_on import SchemeOn
    from localgov_components.eligibility.verifying.verification import Verification

__all__ = ["VERIFICATION_FORMAT", "proof_data", "read_proof", "verification_data"]

VERIFICATION_FORMAT = 1
"""Version of the form of this JSON; part of every one."""


def verification_data(verification: "Verification") -> dict[str, JsonValue]:
    """A verification as JSON."""
    return {
        "verification_format": VERIFICATION_FORMAT,
        "scheme": verification.scheme,
        "on": verification.on.isoformat(),
        "rules_hash": verification.rules_hash,
        "limits": [*verification.limits],
        "proofs": [proof_data(each) for each in verification],
    }


def proof_data(proof: Proof) -> dict[str, JsonValue]:
    """A proof as JSON."""
    return {
        "kind": proof.kind.value,
        "subject": {"noun": proof.subject.noun, "name": proof.subject.name},
        "verdict": proof.verdict.value,
        "severity": proof.severity.value,
        "words": proof.words,
        "reason": proof.reason,
        "is_partial": proof.is_partial,
        "examples": [_example(each) for each in proof.examples],
        "curve": None if proof.curve is None else _curve(proof.curve),
        "seconds": round(proof.seconds, 3),
        "kept": proof.kept,
    }


def read_proof(data: object, bounds: "Sequence[SchemeOn]") -> Proof | None:
    """A proof that was kept; None where it is not one, or a household in it comes out differently now.

    Each household is decided by the scheme in its place; the last of them decides all that follow.
    """
    try:
        return _read(data, bounds) if isinstance(data, dict) else None
    except (LocalGovError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _read(data: Mapping[str, Any], bounds: "Sequence[SchemeOn]") -> Proof | None:
    examples = tuple(
        _read_example(each, bounds[min(number, len(bounds) - 1)]) for number, each in enumerate(data["examples"])
    )
    if [_example(each) for each in examples] != data["examples"]:
        return None
    curve = None if data["curve"] is None else _read_curve(data["curve"])
    if curve is not None and not _is_still_so(curve, examples[0].known, bounds[0]):
        return None
    subject = Subject(data["subject"]["noun"], data["subject"]["name"])
    kind, verdict = ProofKind.of(data["kind"]), Verdict(data["verdict"])
    words, seconds = str(data["words"]), float(data["seconds"])
    return Proof(kind, subject, verdict, words, examples, curve, seconds=seconds, kept=True)


def _is_still_so(curve: Curve, known: Known, bound: "SchemeOn") -> bool:
    """Whether the household of a curve gets what the curve says."""
    facts = facts_in(*bound.scheme.expressions.values())
    place = next((each.place for each in facts if each.path == curve.fact), None)
    return place is not None and curve.is_still_so(bound, known, place)


def _example(example: Example) -> dict[str, JsonValue]:
    return {"title": example.title, "facts": write_known(example.known), "result": _result(example.result)}


def _result(result: Result) -> dict[str, JsonValue]:
    written = write_known(Known({"tier": result.tier, "award": result.award}))
    return {"outcome": result.outcome.value, "tier": written.get("tier"), "award": written.get("award")}


def _read_example(data: Mapping[str, Any], bound: "SchemeOn") -> Example:
    known = read_known(data["facts"], facts=bound.scheme.vocabularies, kept=True)
    return Example(str(data["title"]), known, bound.result(known))


def _curve(curve: Curve) -> dict[str, JsonValue]:
    return {
        "fact": curve.fact,
        "label": curve.label,
        "per": curve.per,
        "award_per": curve.award_per,
        "points": [[str(x), None if y is None else str(y)] for x, y in curve.points],
        "edges": [[str(each) for each in (edge.begin, edge.end, edge.before, edge.after)] for edge in curve.edges],
    }


def _read_curve(data: Mapping[str, Any]) -> Curve:
    points = tuple((Money(x), None if y is None else Money(y)) for x, y in data["points"])
    edges = tuple(Edge(*map(Money, each)) for each in data["edges"])
    per, award_per = (None if data[key] is None else Per(data[key]) for key in ("per", "award_per"))
    return Curve(str(data["fact"]), str(data["label"]), per, award_per, points, edges)
