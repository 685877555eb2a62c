from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import KNOWN, MAY, POLICY, SCHEME
from tests.rules.vocabulary import partial

from localgov_components.eligibility import Decision, Scheme, SchemeOn, rule
from localgov_components.rules import Fact, Facts, Known, UnknownReason, all_of, fact, not_
from localgov_components.rules.compiling.remembered import MOST_SHAPES, Remembered


def told(decision: Decision) -> object:
    """All that a decision says."""
    reasons = [
        (each.rule, each.holds, each.facts, each.policy, each.definitions, each.statements, each.explanation.value)
        for each in (*decision.reasons, *decision.award_reasons)
    ]
    return decision.outcome, decision.tier, decision.award, reasons, decision.missing


def afresh(scheme: Scheme, known: Known) -> Decision:
    return SchemeOn(scheme, POLICY_SET, ON, None).decide(known)


@given(schemes(gaps=True), st.lists(partial, min_size=2, max_size=5))
def test_a_case_is_told_the_same_whatever_cases_were_decided_before(scheme: Scheme, cases: list[Known]) -> None:
    bound = scheme.on(ON, policy=POLICY_SET)
    for known in (*cases, *cases):
        assert told(bound.decide(known)) == told(afresh(scheme, known))


def counted(bound: SchemeOn, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often it was worked out of a case what it rests on, or what could settle it."""
    found = 0

    def noted(name: str) -> None:
        worked_out = getattr(bound, name)

        def noting(*arguments: Any) -> Any:  # noqa: ANN401 - whatever the method takes
            nonlocal found
            found += 1
            return worked_out(*arguments)

        monkeypatch.setattr(bound, name, noting)

    noted("_tell")
    noted("_still_needed")
    return lambda: found


def test_cases_of_one_shape_have_their_reasons_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bound = SchemeOn(SCHEME, POLICY, MAY, None)
    worked_out = counted(bound, monkeypatch)
    first = bound.decide(KNOWN)
    before = worked_out()
    again = bound.decide(Known(KNOWN.stored))
    assert worked_out() == before == 1
    assert told(again) == told(first)
    known = Known(KNOWN.stored | {"household.passported": True})
    assert told(bound.decide(known)) == told(SchemeOn(SCHEME, POLICY, MAY, None).decide(known)) != told(first)


def test_what_is_remembered_says_whose_case_it_was_in_no_way() -> None:
    bound = SchemeOn(SCHEME, POLICY, MAY, None)
    one, other = bound.decide(KNOWN), bound.decide(Known(KNOWN.stored))
    assert one.reasons[0] is not other.reasons[0]
    assert other.reasons[0].grounds.case.known is other.known


class Claim(Facts, id="claim"):
    resident: Fact[bool] = fact("lives here", denied="lives elsewhere")
    liable: Fact[bool] = fact("pays the bill", denied="pays no bill")


def test_what_is_still_needed_is_worked_out_once_for_cases_of_which_the_same_can_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scheme = Scheme("claims", facts=[Claim], ineligible=[rule("none", not_(all_of(Claim.resident, Claim.liable)))])
    bound = SchemeOn(scheme, POLICY, MAY, None)
    worked_out = counted(bound, monkeypatch)
    for _ in range(2):
        assert bound.decide(Known()).next_question == "claim.resident"
        assert worked_out() == 2
    declined = Known({"claim.resident": UnknownReason.DECLINED})
    for _ in range(2):
        assert bound.decide(declined).next_question == "claim.liable"
        assert worked_out() == 3
    assert bound.decide(Known()).next_question == "claim.resident"


@pytest.mark.parametrize(("parts", "most"), [(1, MOST_SHAPES), (2**15, 8), (2**20, 1)])
def test_no_more_is_remembered_than_there_is_room_for(parts: int, most: int) -> None:
    remembered: Remembered[int] = Remembered()
    shapes = [(number,) * parts for number in range(most + 1)]
    for number, shape in enumerate(shapes[:most]):
        assert remembered.put(shape, number) == number
    assert remembered.get(shapes[0]) == 0
    remembered.put(shapes[most], most)
    assert [remembered.get(shape) for shape in (shapes[0], shapes[most])] == [None, most]
