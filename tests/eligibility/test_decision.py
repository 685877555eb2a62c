import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from localgov_components.eligibility import Decision, Reason, Scheme, rule
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
        repr(DECISION.known),
    ],
    ids=["repr", "str", "format", "reasons", "known"],
)
def test_nothing_shows_what_is_known_of_a_person(shown: str) -> None:
    assert [text for text in PERSONAL if text in shown] == []
    assert shown


def pickled(thing: Any) -> Any:  # noqa: ANN401 - anything may be pickled
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_decision_and_its_scheme_are_copied_and_pickled_whole(copied: Callable[[Any], Any]) -> None:
    again: list[Decision] = [
        copied(DECISION),
        copied(SCHEME).decide(KNOWN, on=MAY, policy=POLICY, known_at=NOW),
        copied(DECISION.made_by).decide(KNOWN),
    ]
    for each in again:
        assert each.record() == DECISION.record()
        assert [reason.statements for reason in each.reasons] == [reason.statements for reason in DECISION.reasons]
        assert each.reasons[0].policy == DECISION.reasons[0].policy


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_reason_is_copied_and_pickled_by_itself(copied: Callable[[Any], Reason]) -> None:
    for reason in (*DECISION.reasons, *DECISION.award_reasons):
        again = copied(reason)
        assert (again.rule, again.holds, again.facts) == (reason.rule, reason.holds, reason.facts)
        assert (again.policy, again.statements) == (reason.policy, reason.statements)
        assert [each.name for each in again.definitions] == [each.name for each in reason.definitions]
    assert DECISION.award_reasons
