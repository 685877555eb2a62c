"""A verification as SARIF: what code hosts show beside the lines of a scheme.

SARIF is the form of OASIS, version 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A proved statement is a
result of kind `pass`, a refuted one of kind `fail` with a level, one that was not decided of kind `open` (3.27.9).
Each scheme has a run with an id of its own (3.17), by which a code host keeps several of one log apart.

>>> from datetime import date
>>> from localgov_components.eligibility.verifying.proof import Subject
>>> from localgov_components.eligibility.verifying.verification import Verification
>>> proof = Proof(ProofKind.RULE_FIRES, Subject("rule", "too-much"), Verdict.REFUTED, "no household meets it")
>>> found = Verification("support", date(2026, 5, 1), "4f1c", (), (proof,))
>>> log = sarif_log([(found, {"too-much": SourcePlace("scheme.py", 7)})])
>>> (result,) = log["runs"][0]["results"]
>>> result["kind"], result["level"], result["locations"][0]["physicalLocation"]["region"]
('fail', 'error', {'startLine': 7})
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from pydantic import JsonValue

from localgov_components import __version__
from localgov_components.core.canonical import canonical_hash
from localgov_components.eligibility.verifying.proof import Proof, ProofKind, Severity, Verdict
from localgov_components.eligibility.verifying.telling.places import SourcePlace
from localgov_components.eligibility.verifying.telling.proof_data import proof_data
from localgov_components.eligibility.verifying.telling.report import result_in_words

if TYPE_CHECKING:
    from localgov_components.eligibility.verifying.verification import Verification

__all__ = ["sarif_log"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOOL = "localgov check --prove"
_KINDS: Mapping[Verdict, str] = {Verdict.PROVED: "pass", Verdict.REFUTED: "fail", Verdict.NOT_DECIDED: "open"}
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif_log(found: "Iterable[tuple[Verification, Mapping[str, SourcePlace]]]") -> dict[str, JsonValue]:
    """A log with a run for each verification, in which there is a result for each proof.

    With each verification go the places where its rules, tables, definitions and facts are written, by name.
    """
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(*each) for each in found]}


def _run(verification: "Verification", places: Mapping[str, SourcePlace]) -> JsonValue:
    kinds = list(dict.fromkeys(proof.kind for proof in verification))
    rules: list[JsonValue] = [_rule(kind) for kind in kinds]
    results: list[JsonValue] = [_result(proof, kinds, verification, places) for proof in verification]
    driver: dict[str, JsonValue] = {"name": _TOOL, "version": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"localgov-check-prove/{verification.scheme}/"},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "language": "en-GB",
        "results": results,
        "properties": {
            "scheme": verification.scheme,
            "on": verification.on.isoformat(),
            "rulesHash": verification.rules_hash,
            "limits": [*verification.limits],
        },
    }


def _rule(kind: ProofKind) -> JsonValue:
    return {
        "id": kind.value,
        "shortDescription": {"text": f"{kind.says[:1].upper()}{kind.says[1:]}."},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _result(
    proof: Proof, kinds: list[ProofKind], verification: "Verification", places: Mapping[str, SourcePlace]
) -> JsonValue:
    identity = canonical_hash([verification.scheme, proof.kind.value, *proof.subject])
    return {
        "ruleId": proof.kind.value,
        "ruleIndex": kinds.index(proof.kind),
        "kind": _KINDS[proof.verdict],
        "level": _LEVELS[proof.severity] if proof.is_fault else "none",
        "message": {"text": "\n".join(_message(proof, verification))},
        "locations": [_location(proof, verification, places)],
        "partialFingerprints": {"statement/v1": identity},
        "properties": {"verdict": proof.verdict.value, "proof": proof_data(proof)},
    }


def _message(proof: Proof, verification: "Verification") -> list[str]:
    lines = [f"{proof.subject}: {proof.words or proof.reason}."]
    for example in proof.examples if proof.is_fault else ():
        lines.append(f"{example.title}: {result_in_words(example.result, verification.results)}")
        lines += [f"  {line}" for line in verification.household(example)]
    return lines


def _location(proof: Proof, verification: "Verification", places: Mapping[str, SourcePlace]) -> JsonValue:
    name = proof.subject.name or verification.scheme
    location: dict[str, JsonValue] = {
        "logicalLocations": [{"name": name, "fullyQualifiedName": f"{verification.scheme}/{proof.subject}"}]
    }
    place = places.get(name.partition(",")[0]) or places.get(verification.scheme)
    if place is not None:
        uri = quote(place.file.replace("\\", "/"), errors="surrogateescape")
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}, "region": {"startLine": place.line}}
    return location
