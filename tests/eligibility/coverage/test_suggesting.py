from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.eligibility.cases import ON, POLICY_SET, schemes

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.eligibility.coverage import Coverage, suggest
from localgov_components.eligibility.coverage.coverage import Seen
from localgov_components.eligibility.scheme_files import load_scheme
from localgov_components.money import Money
from localgov_components.policy import PolicySet
from localgov_components.rules import Fact, Facts, Judgement, Known, Members, all_of, fact, not_, policy_value

FOLDER = Path(__file__).parents[1] / "council_support"
DAY = date(2026, 5, 1)


class Case(Facts, id="case"):
    refused: Fact[bool] = fact("refused", denied="not refused")
    capital: Fact[Money] = fact("capital")
    frail: Fact[bool] = fact("frail", denied="not frail", judgement=True)
    name: Fact[str] = fact("name")


SCHEME = Scheme(
    "any",
    facts=[Case],
    ineligible=[rule("refused", Case.refused)],
    eligible=[rule("frail", all_of(Case.frail, Case.capital < Money("100"), Case.name == "A"))],
)


def test_suggestions_show_everything_that_can_be_shown_of_a_whole_scheme() -> None:
    found = load_scheme(FOLDER)
    suggested = suggest(Coverage.of(found.scheme, []), on=DAY, policy=found.policy)
    assert [(each.place, each.words()) for each in suggested.unreached] == []
    assert not suggested.is_cut
    bound = found.scheme.on(DAY, policy=found.policy)
    decisions = [(each.name, bound.decide(each.known)) for each in suggested.suggestions]
    assert Coverage.of(found.scheme, decisions).missing == ()
    assert {decision.outcome for _, decision in decisions} >= {
        Outcome.ELIGIBLE,
        Outcome.NOT_ELIGIBLE,
        Outcome.REFER,
    }


def test_only_what_is_missing_is_suggested() -> None:
    refused = [("A", SCHEME.decide(Known({"case.refused": value}), on=DAY)) for value in (True, False)]
    suggested = suggest(Coverage.of(SCHEME, refused), on=DAY)
    assert not any("refused" in each.name for each in suggested.suggestions)
    assert any("frail" in each.name for each in suggested.suggestions)


def test_a_suggestion_has_as_few_facts_as_will_do() -> None:
    suggested = suggest(Coverage.of(SCHEME, []), on=DAY).suggestions
    found = {f"{each.place}: {each.words()}": one.known for one in suggested for each in one.targets}
    assert dict(found["rule refused: holds"]) == {"case.refused": True}
    assert set(found["rule frail: capital is £100.00"]) == {"case.capital"}  # either way it is refused
    assert found["rule frail: frail"].judgement("case.frail") == Judgement(
        value=True, role="officer", reason="tried as a boundary case"
    )


def test_a_scheme_whose_scenarios_show_everything_needs_no_more() -> None:
    first = suggest(Coverage.of(SCHEME, []), on=DAY)
    decisions = [(each.name, SCHEME.decide(each.known, on=DAY)) for each in first.suggestions]
    assert suggest(Coverage.of(SCHEME, decisions), on=DAY).suggestions == ()


def test_what_no_case_can_show_is_left_and_said() -> None:
    never = Scheme("any", facts=[Case], eligible=[rule("never", all_of(Case.refused, not_(Case.refused)))])
    assert [each.words() for each in suggest(Coverage.of(never, []), on=DAY).unreached] == ["holds"]


def test_no_negative_amount_is_suggested() -> None:
    scheme = Scheme("any", facts=[Case], eligible=[rule("some", Case.capital > Money("0"))])
    suggested = suggest(Coverage.of(scheme, []), on=DAY)
    assert [each.words() for each in suggested.unreached] == ["capital is less than £0.00"]
    assert {str(each.known["case.capital"]) for each in suggested.suggestions} == {"0.00", "0.01"}


def test_a_search_that_was_cut_short_says_so() -> None:
    assert suggest(Coverage.of(SCHEME, []), on=DAY, most=3).is_cut


def test_policy_is_that_of_the_day() -> None:
    scheme = Scheme(
        "any", facts=[Case], policy=["limit"], eligible=[rule("few", Case.capital < policy_value("limit", Money))]
    )
    with pytest.raises(NotFoundError):
        suggest(Coverage.of(scheme, []), on=DAY, policy=PolicySet([], []))


@settings(max_examples=12, deadline=None)
@given(schemes(parts=8))
def test_of_any_scheme_each_suggestion_shows_what_it_is_for(scheme: Scheme) -> None:
    coverage = Coverage.of(scheme, [])
    suggested = suggest(coverage, on=ON, policy=POLICY_SET, most=150)
    bound = scheme.on(ON, policy=POLICY_SET)
    shown = [target for each in suggested.suggestions for target in each.targets]
    for each in suggested.suggestions:
        assert set(each.targets) == set(Seen.of(bound, each.known).shown(each.targets))
        assert all(value is not None for value in each.known.stored.values())
        assert not any(isinstance(value, Members) and len(value) > 1000 for value in each.known.stored.values())
    assert len(shown) == len(set(shown))
    assert {*shown, *suggested.unreached} == set(coverage.shown)
