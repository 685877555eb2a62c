from datetime import date
from typing import Any

import pytest
from tests.eligibility.support import KNOWN, MAY, POLICY, SCHEME, UNDECIDED, Tier, more_capital

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.core.json_text import read_json
from localgov_components.eligibility import Outcome, override, read_record
from localgov_components.money import Money
from localgov_components.rules import Per

REFUSED = SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY)
UNSETTLED = SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY)
BY: dict[str, Any] = {
    "role": "Benefits manager",
    "reason": "The money is held in trust",
    "cites": "Scheme of delegation, B7",
    "on": date(2026, 5, 8),
}
ASIDE: dict[str, Any] = {"set_aside": "Counsel's advice of 5 May 2026"}


def test_the_reasoning_of_the_rules_stays_beside_what_an_officer_decides() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, award=Money("12.00"), per=Per.WEEK, **BY, **ASIDE)
    plain = REFUSED.record()
    assert record.model_copy(update={"overrides": ()}) == plain
    (made,) = record.overrides
    assert (made.outcome, made.role, made.reason, made.cites) == (
        Outcome.ELIGIBLE,
        "Benefits manager",
        "The money is held in trust",
        "Scheme of delegation, B7",
    )
    assert made.award is not None
    assert (made.award.value, made.award.says.en) == ("12.00", "£12.00 a week")


def test_it_stands_from_its_first_day_to_its_last_and_then_the_rules_do_again() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, until=date(2026, 8, 31), **BY, **ASIDE)
    outcomes = {
        day: record.standing(day).outcome
        for day in (date(2026, 5, 7), date(2026, 5, 8), date(2026, 8, 31), date(2026, 9, 1))
    }
    no, yes = Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE
    assert list(outcomes.values()) == [no, yes, yes, no]


def test_without_a_last_day_it_stands_for_good() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, **BY, **ASIDE)
    assert record.standing(date(9999, 12, 31)).override is record.overrides[0]


def test_of_several_the_last_one_made_counts_while_it_stands() -> None:
    first = override(REFUSED, outcome=Outcome.ELIGIBLE, **BY, **ASIDE)
    second = override(first, outcome=Outcome.REFER, until=date(2026, 5, 31), **BY, **ASIDE)
    assert [second.standing(date(2026, month, 15)).outcome for month in (5, 6)] == [Outcome.REFER, Outcome.ELIGIBLE]
    assert len(second.overrides) == 2


def test_a_decision_on_what_law_prescribes_is_not_set_aside_in_silence() -> None:
    with pytest.raises(
        InvalidValueError, match="rests on what law prescribes: too-much-capital, capital_limit"
    ) as refused:
        override(REFUSED, outcome=Outcome.ELIGIBLE, **BY)
    assert refused.value.code == "override.prescribed"
    made = override(REFUSED, outcome=Outcome.ELIGIBLE, **BY, **ASIDE).overrides[0]
    assert (made.prescribed, made.set_aside) == (("too-much-capital", "capital_limit"), ASIDE["set_aside"])


def test_where_nothing_is_prescribed_no_legal_basis_is_asked_for() -> None:
    made = override(UNSETTLED, outcome=Outcome.NOT_ELIGIBLE, **BY).overrides[0]
    assert (made.prescribed, made.set_aside) == ((), "")


def test_a_tier_may_be_given_with_an_award() -> None:
    record = override(UNSETTLED, outcome=Outcome.ELIGIBLE, tier=Tier.FULL, award=Money("30.00"), **BY)
    standing = record.standing(BY["on"])
    assert standing.tier is not None
    assert (standing.tier.value, standing.tier.says.en) == ("full", "All of the bill")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"outcome": Outcome.UNDECIDED}, "override.outcome"),
        ({"outcome": Outcome.NOT_ELIGIBLE, "award": Money("1.00")}, "override.award"),
        ({"outcome": Outcome.REFER, "tier": Tier.FULL}, "override.award"),
        ({"role": " "}, "override.reason"),
        ({"reason": ""}, "override.reason"),
        ({"cites": "\n"}, "override.reason"),
        ({"until": date(2026, 5, 7)}, "override.until"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused(change: dict[str, Any], code: str) -> None:
    given = {"outcome": Outcome.ELIGIBLE, **BY, **ASIDE, **change}
    with pytest.raises(InvalidValueError) as refused:
        override(REFUSED, **given)
    assert refused.value.code == code
    assert "trust" not in str(refused.value)


def test_an_override_is_the_same_after_it_was_text() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, award=Money("1.00"), **BY, **ASIDE)
    assert read_record(read_json(record.model_dump_json(), source="r"), source="r") == record


def test_a_reason_is_not_shown() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, award=Money("12.34"), **BY, **ASIDE)
    assert "trust" not in repr(record)
    assert "12.34" not in repr(record.overrides)


def test_a_decision_may_be_overridden_that_grants() -> None:
    granted = SCHEME.decide(KNOWN, on=MAY, policy=POLICY)
    record = override(granted, outcome=Outcome.NOT_ELIGIBLE, **BY, **ASIDE)
    assert record.standing(BY["on"]).outcome is Outcome.NOT_ELIGIBLE
    assert record.standing(BY["on"]).award is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outcome": "undecided"}, "an override that decides nothing"),
        ({"until": "2026-05-07"}, "an override that ends before it begins"),
        ({"set_aside": ""}, "rests on what law prescribes: too-much-capital, capital_limit"),
        ({"role": ""}, "an override without a role"),
        ({"power": "any"}, "overrides[1].power: Unexpected keyword argument"),
    ],
)
def test_an_override_that_was_changed_in_a_record_is_held_to_the_same(change: dict[str, Any], message: str) -> None:
    data = override(REFUSED, outcome=Outcome.ELIGIBLE, **BY, **ASIDE).model_dump(mode="json")
    data["overrides"][0] |= change
    with pytest.raises(DefinitionError) as refused:
        read_record(data, source="record.json")
    assert message in str(refused.value)
