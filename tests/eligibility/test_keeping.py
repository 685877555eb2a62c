from pathlib import Path

from tests.eligibility.memory import MemoryArchive
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, SCHEME, UNDECIDED

from localgov_components.core.canonical import canonical_hash
from localgov_components.eligibility import ArchiveFolder, Effect, keep, keep_rules
from localgov_components.policy import policy_document

DECISION = SCHEME.decide(KNOWN, on=MAY, policy=POLICY)


def test_what_is_kept_is_found_under_the_hashes_of_the_record() -> None:
    archive = MemoryArchive()
    record = keep(DECISION, archive, decided=DECIDED)
    assert archive.get(record.rules_hash) == SCHEME.document
    assert archive.get(record.policy_edition) == policy_document(POLICY)
    assert record == DECISION.record(decided=DECIDED)


def test_an_archive_holds_nothing_about_the_person() -> None:
    archive = MemoryArchive()
    keep(DECISION, archive)
    kept = b"".join(archive.contents.values()).decode()
    assert [text for text in ("2300.77", "171.15", "123.45", "secret@", "Seen on 3 April") if text in kept] == []


def test_what_decided_many_cases_is_kept_once(tmp_path: Path) -> None:
    archive = ArchiveFolder(tmp_path / "archive")
    for known in (KNOWN, UNDECIDED, KNOWN):
        keep(SCHEME.decide(known, on=MAY, policy=POLICY), archive)
    keep_rules(SCHEME.on(MAY, policy=POLICY), archive)
    assert archive.hashes() == tuple(sorted([SCHEME.rules_hash, POLICY.edition]))


def test_a_record_has_the_effect_that_was_said() -> None:
    effect = Effect(MAY, notified=MAY)
    assert keep(DECISION, MemoryArchive(), effect=effect).effect == effect


def test_the_hashes_of_a_record_are_those_of_canonical_json() -> None:
    assert DECISION.record().rules_hash == canonical_hash(SCHEME.document)
    assert DECISION.record().policy_edition == canonical_hash(policy_document(POLICY))
