import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, SCHEME, UNDECIDED
from tests.rules.trees import partial

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.core.json_text import read_json
from localgov_components.eligibility import DecisionRecord, Outcome, Scheme, read_record
from localgov_components.rules import Known

RECORD = SCHEME.decide(KNOWN, on=MAY, policy=POLICY, known_at=DECIDED).record(decided=DECIDED)
KEPT = Path(__file__).with_name("record-1.json")
"""A record of format 1 as it was kept by the version that first wrote it; later versions have to read it."""


@given(schemes(gaps=True), partial)
def test_a_record_is_the_same_after_it_was_text(scheme: Scheme, known: Known) -> None:
    record = scheme.decide(known, on=ON, policy=POLICY_SET).record()
    text = record.model_dump_json()
    again = read_record(read_json(text, source="record.json"), source="record.json")
    assert again == record
    assert again.model_dump_json() == text
    assert again.content_hash == record.content_hash
    assert DecisionRecord.model_validate_json(text) == record


def test_a_record_that_was_kept_by_the_first_version_is_read_and_written_the_same() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    record = read_record(json.loads(kept), source="record-1.json")
    assert json.loads(record.model_dump_json()) == json.loads(kept)
    assert (record.outcome, record.award and record.award.value) == (Outcome.ELIGIBLE, "13.45")


PERSONAL = ["2300", "171.15", "123.45", "13.45", "Partner", "Seen on", "partial", "Part of", "nobody gets", "true"]


@pytest.mark.parametrize(
    "shown",
    [
        repr(RECORD),
        str(RECORD),
        f"{RECORD}",
        repr(RECORD.reasons),
        repr(RECORD.reasons[0].conditions),
        repr(RECORD.award),
        repr(RECORD.used),
        repr(RECORD.definitions),
        repr(RECORD.policy),
    ],
)
def test_no_repr_shows_what_is_known_of_a_person(shown: str) -> None:
    assert [text for text in PERSONAL if text in shown] == []
    assert shown


def test_instants_are_in_utc_however_they_were_given() -> None:
    there = timezone(timedelta(hours=1))
    decided = datetime(2026, 5, 2, 11, 30, tzinfo=there)
    record = SCHEME.decide(KNOWN, on=MAY, policy=POLICY, known_at=decided).record(decided=decided)
    assert record == RECORD
    assert record.model_dump(mode="json")["decided"] == "2026-05-02T10:30:00Z"


def test_an_instant_without_a_zone_or_outside_the_calendar_is_refused() -> None:
    data = RECORD.model_dump(mode="json")
    for instant, message in (
        ("2026-05-02T10:30:00", "timezone"),
        ("0001-01-01T00:00:00+14:00", "an instant before the year 1"),
    ):
        with pytest.raises(DefinitionError, match=message):
            read_record(data | {"decided": instant}, source="record.json")


def test_the_hash_of_a_record_changes_with_everything_in_it() -> None:
    data = RECORD.model_dump(mode="json")
    other = [
        data | {"on": "2026-05-02"},
        data | {"decided": None},
        data | {"facts": {}},
        data | {"award": None},
        data | {"effect": data["effect"] | {"effective_until": "2027-01-01"}},
    ]
    hashes = {read_record(each, source="record.json").content_hash for each in (data, *other)}
    assert len(hashes) == 1 + len(other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"record_format": 2}, "record_format: not format 1"),
        ({"record_format": True}, "record_format: not format 1"),
        ({"outcome": "s3cret"}, "outcome: Input should be 'eligible'"),
        ({"on": "s3cret"}, "on: Input should be a valid date"),
        ({"rules_hash": "s3cret"}, "rules_hash: String should match pattern"),
        ({"s3cret": 1}, "s3cret: Extra inputs are not permitted"),
        ({"policy": []}, "names policy values, definitions or facts which it does not have"),
        ({"used": []}, "names policy values, definitions or facts which it does not have"),
        ({"definitions": []}, "names policy values, definitions or facts which it does not have"),
        ({"facts": ["s3cret"]}, "facts: Input should be a valid dictionary"),
        (
            {"effect": {"effective_from": "2026-05-01", "notified": "2026-05-02"}},
            "effect: effective before the council",
        ),
        (
            {"effect": {"effective_from": "2026-05-01", "notified": "2026-05-01", "x": 1}},
            "effect.x: Unexpected keyword",
        ),
        ({"rules_language": 1.5}, "rules_language"),
        ({"missing": {"facts": ["household.unheard"]}}, "missing.ways: Field required"),
    ],
)
def test_a_record_with_a_mistake_is_refused_with_its_path_and_no_value(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        read_record(RECORD.model_dump(mode="json") | change, source="record.json")
    assert message in str(refused.value)
    assert "s3cret:" in message or "s3cret" not in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "text", 1, {}, {"scheme": "a"}])
def test_what_is_no_record_is_said_to_be_none(data: object) -> None:
    with pytest.raises(DefinitionError, match="not a decision record, which has"):
        read_record(data, source="record.json")


def test_every_mistake_of_a_record_is_told() -> None:
    data = RECORD.model_dump(mode="json") | {"on": "x", "outcome": "x", "policy_edition": "x"}
    with pytest.raises(DefinitionError) as refused:
        read_record(data, source="record.json")
    assert {fault.column for fault in refused.value.faults} == {"on", "outcome", "policy_edition"}


def test_words_that_a_record_does_not_have_are_refused() -> None:
    with pytest.raises(NotFoundError, match="There are: en, cy"):
        RECORD.reasons[0].statements("fr")


def test_a_record_says_first_which_rule_holds() -> None:
    assert [each.rule for each in RECORD.settled_by] == ["low-income"]
    undecided = SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY).record()
    assert undecided.settled_by == ()


def test_without_an_officer_the_rules_stand_on_every_day() -> None:
    for day in (date(1, 1, 1), MAY, date(9999, 12, 31)):
        assert RECORD.standing(day) == (Outcome.ELIGIBLE, RECORD.tier, RECORD.award, None)


def test_the_record_of_a_decision_made_now_says_so() -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert SCHEME.decide(KNOWN, on=MAY, policy=POLICY).record(decided=now).decided == now
    assert SCHEME.decide(KNOWN, on=MAY, policy=POLICY).record().decided is None


@pytest.mark.parametrize("depth", [900, 100_000])
def test_a_record_that_is_deep_without_end_is_refused(depth: int) -> None:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    with pytest.raises(DefinitionError):
        read_record(RECORD.model_dump(mode="json") | {"facts": {"household.capital": deep}}, source="record.json")


def test_a_record_with_mistakes_without_number_tells_the_first_hundred() -> None:
    data = RECORD.model_dump(mode="json") | {"overrides": [{}] * 10_000}
    with pytest.raises(DefinitionError) as refused:
        read_record(data, source="record.json")
    assert len(refused.value.faults) == 101
