import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from localgov_components.eligibility import DecisionRecord, Outcome, Scheme, rule
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue, Signature
from localgov_components.rules import Fact, Facts, Known, UnknownReason, all_of, fact, policy_value

MAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


class Household(Facts, id="household"):
    badge: Fact[bool] = fact("somebody has a Blue Badge", sensitivity="special")
    capital: Fact[Money] = fact("capital", sensitivity="financial")
    postcode: Fact[Postcode] = fact("postcode")
    moved: Fact[date] = fact("day of moving in")
    rate: Fact[Decimal] = fact("rate")
    streets: Fact[list[str]] = fact("streets")
    name: Fact[str] = fact("name")


POLICY = PolicySet(
    [PolicyDeclaration("limit", Money, "Capital limit")],
    [
        PolicyValue(
            "limit",
            Money("16000"),
            Layer.COUNCIL,
            "Brackwater",
            date(2026, 4, 1),
            datetime(2026, 1, 1, tzinfo=UTC),
            signature=Signature(decision="Minute 47"),
        )
    ],
)
SCHEME = Scheme(
    "concession",
    facts=[Household],
    policy=["limit"],
    eligible=[
        rule("badge", all_of(Household.badge, Household.capital <= policy_value("limit", Money)), cites="Act, s.1")
    ],
    award=Household.capital,
)
KNOWN = Known(
    {
        "household.badge": True,
        "household.capital": Money("987.65"),
        "household.postcode": Postcode.parse("DT97 1AA"),
        "household.moved": date(2019, 7, 8),
        "household.rate": Decimal("0.4321"),
        "household.streets": ["Secret Street"],
        "household.name": UnknownReason.DECLINED,
    }
)
DECISION = SCHEME.decide(KNOWN, on=MAY, policy=POLICY, known_at=NOW)
PERSONAL = ["987.65", "DT97", "2019", "0.4321", "Secret", "Blue Badge", "True", "declined"]


@pytest.mark.parametrize(
    "shown",
    [
        repr(DECISION),
        str(DECISION),
        f"{DECISION}",
        repr(DECISION.reasons),
        repr(DECISION.record()),
        str(DECISION.record()),
        repr(DECISION.record().reasons),
        repr(DECISION.known),
    ],
    ids=["repr", "str", "format", "reasons", "record", "record as text", "reasons of the record", "known"],
)
def test_nothing_shows_what_is_known_of_a_person(shown: str) -> None:
    assert [text for text in PERSONAL if text in shown] == []
    assert shown


def test_a_record_holds_every_fact_reason_and_policy_value() -> None:
    record = json.loads(DECISION.record().model_dump_json())
    assert record == {
        "scheme": "concession",
        "on": "2026-05-01",
        "known_at": "2026-05-01T09:00:00Z",
        "outcome": "eligible",
        "award": "987.65",
        "facts": {
            "household.badge": True,
            "household.capital": "987.65",
            "household.postcode": "DT97 1AA",
            "household.moved": "2019-07-08",
            "household.rate": "0.4321",
            "household.streets": ["Secret Street"],
        },
        "unknown": {"household.name": "declined"},
        "reasons": [
            {
                "rule": "badge",
                "holds": True,
                "cites": "Act, s.1",
                "statements": ["somebody has a Blue Badge", "capital is at most the limit"],
                "facts": ["household.badge", "household.capital"],
                "policy": [
                    {
                        "key": "limit",
                        "value": "£16,000.00",
                        "layer": "council",
                        "owner": "Brackwater",
                        "effective_from": "2026-04-01",
                        "decision": "Minute 47",
                        "set_aside": None,
                    }
                ],
            }
        ],
        "rules_hash": SCHEME.rules_hash,
        "policy_edition": POLICY.edition,
    }


def test_a_record_is_whole_in_json() -> None:
    record = DECISION.record()
    assert DecisionRecord.model_validate_json(record.model_dump_json()) == record
    assert DecisionRecord.model_validate(json.loads(json.dumps(record.model_dump(mode="json")))) == record


def test_the_facts_of_a_record_lead_to_the_same_decision() -> None:
    record = DECISION.record()
    unknown = {id_: UnknownReason(reason) for id_, reason in record.unknown.items()}
    known = Known.parse(record.facts, facts=[Household]) | unknown
    assert known == KNOWN
    assert SCHEME.decide(known, on=record.on, policy=POLICY, known_at=record.known_at).record() == record


def test_an_undecided_case_is_recorded_as_undecided_with_what_is_known() -> None:
    record = SCHEME.decide(
        Known({"household.badge": True, "household.capital": UnknownReason.AWAITING_EVIDENCE}), on=MAY, policy=POLICY
    ).record()
    assert (record.outcome, record.reasons, record.award) == (Outcome.UNDECIDED, (), None)
    assert record.facts == {"household.badge": True}
    assert record.unknown == {"household.capital": UnknownReason.AWAITING_EVIDENCE}


def test_a_record_that_holds_something_else_is_refused_without_showing_it() -> None:
    data = DECISION.record().model_dump(mode="json") | {"outcome": "s3cret"}
    with pytest.raises(ValueError, match="outcome") as caught:
        DecisionRecord.model_validate(data)
    assert "s3cret" not in str(caught.value)
