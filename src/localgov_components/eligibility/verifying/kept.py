"""Proofs that are kept in a folder, so that what has not changed is not proved again.

A proof is filed under the hash of everything that it rests on: the rules, the values of policy, the day, the statement,
the limits, and the version of the prover. So nothing ever has to be thrown away because it is old. With it stands its
own hash, and its households are decided again: a file that was cut, edited or spoilt is as good as none. Only what was
proved or refuted is kept. Whoever can write to the folder can forge a proof: it is to be trusted as the rules are.

>>> from pathlib import Path
>>> kept = KeptProofs(Path("proofs"), {"rules": "4f1c", "prover": "1"}, bounds=())
>>> from localgov_components.eligibility.verifying.proof import ProofKind, Subject, Verdict
>>> proof = Proof(ProofKind.RULE_FIRES, Subject("rule", "low-income"), Verdict.PROVED, "it decides some household")
>>> kept.keep(proof)
>>> kept.find(ProofKind.RULE_FIRES, Subject("rule", "low-income"))
Proof(kind=<ProofKind.RULE_FIRES: 'rule-fires'>, subject=Subject(noun='rule', name='low-income'), ...kept=True)
>>> KeptProofs(Path("proofs"), {"rules": "9a00", "prover": "1"}, bounds=()).find(proof.kind, proof.subject)
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from localgov_components.core.canonical import canonical_hash
from localgov_components.core.errors import LocalGovError
from localgov_components.core.files import replace_file
from localgov_components.core.json_text import read_json
from localgov_components.eligibility.verifying.proof import Proof, ProofKind, Subject, Verdict
from localgov_components.eligibility.verifying.telling.proof_data import proof_data, read_proof

if TYPE_CHECKING:
    from localgov_components.eligibility.scheme_on import SchemeOn

__all__ = ["KeptProofs"]


class KeptProofs:
    """A folder of proofs about one scheme, or two, on a day.

    `rests_on` is everything but the statement on which a proof rests, as JSON. `bounds` decide the households again.
    The folder is made when the first proof is kept.
    """

    def __init__(self, folder: Path, rests_on: Mapping[str, JsonValue], *, bounds: "Sequence[SchemeOn]") -> None:
        self._folder, self._rests_on, self._bounds = folder, dict(rests_on), tuple(bounds)

    def find(self, kind: ProofKind, subject: Subject) -> Proof | None:
        """The proof of a statement, if it was kept and still stands."""
        key = self._key(kind, subject)
        try:
            data = read_json(self._path(key).read_bytes(), source="proof")
        except (OSError, LocalGovError):
            return None
        if not isinstance(data, dict) or data.get("rests_on") != key:
            return None
        content = data.get("proof")
        if not isinstance(content, dict) or data.get("hash") != _hash_of(content):
            return None
        proof = read_proof(content, self._bounds)
        return proof if proof and (proof.kind, proof.subject) == (kind, subject) else None

    def keep(self, proof: Proof) -> None:
        """File a proof; one that was not decided, or not to its end, is left out."""
        if proof.verdict is Verdict.NOT_DECIDED or proof.is_partial or proof.kept:
            return
        key = self._key(proof.kind, proof.subject)
        self._folder.mkdir(parents=True, exist_ok=True)
        data = proof_data(proof)
        content = {"rests_on": key, "hash": _hash_of(data), "proof": data}
        replace_file(self._path(key), json.dumps(content, indent=1, ensure_ascii=False).encode())

    def _key(self, kind: ProofKind, subject: Subject) -> dict[str, JsonValue]:
        return {**self._rests_on, "kind": kind.value, "noun": subject.noun, "name": subject.name}

    def _path(self, key: dict[str, JsonValue]) -> Path:
        return self._folder / f"{canonical_hash(key)}.json"


def _hash_of(proof: Mapping[str, Any]) -> str:
    """The hash of a proof as JSON, but for the time that it took."""
    return canonical_hash({name: value for name, value in proof.items() if name != "seconds"})
