from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import POLICY as VALUES_OF_POLICY
from tests.rules.trees import VALUES, Household, complete, conditions, partial

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    Known,
    Unknown,
    UnknownReason,
    all_of,
    any_of,
    evaluate,
    fact,
    not_,
    policy_value,
    when,
)

MAY = date(2026, 5, 1)
PRICE = PolicyDeclaration("limit", Money, "Capital limit")
MOST = PolicyDeclaration("most_bins", int, "Most bins")
POLICY = PolicySet(
    [PRICE, MOST],
    [
        PolicyValue(key, amount, Layer.GROUP, "Shared service", date(2026, 4, 1), datetime(2026, 1, 1, tzinfo=UTC))
        for key, amount in VALUES_OF_POLICY.items()
    ],
)


class Case(Facts, id="case"):
    ineligible: Fact[bool] = fact("excluded", denied="not excluded")
    refer: Fact[bool] = fact("unclear", denied="clear")
    eligible: Fact[bool] = fact("entitled", denied="not entitled")
    capital: Fact[Money] = fact("capital")


ONE_EACH = Scheme(
    "one-each",
    facts=[Case],
    ineligible=[rule("excluded", Case.ineligible)],
    refer=[rule("unclear", Case.refer)],
    eligible=[rule("entitled", Case.eligible)],
)


def by_definition(ineligible: bool, refer: bool, eligible: bool) -> Outcome:  # noqa: FBT001
    if ineligible:
        return Outcome.NOT_ELIGIBLE
    if refer:
        return Outcome.REFER
    return Outcome.ELIGIBLE if eligible else Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize("values", list(product((True, False, None), repeat=3)), ids=str)
def test_an_outcome_is_settled_exactly_when_only_one_is_possible(values: tuple[bool | None, ...]) -> None:
    names = ("case.ineligible", "case.refer", "case.eligible")
    decision = ONE_EACH.decide(Known(dict(zip(names, values, strict=True))), on=MAY)
    worlds = product(*((True, False) if value is None else (value,) for value in values))
    possible = {by_definition(*world) for world in worlds}
    assert decision.outcome is (possible.pop() if len(possible) == 1 else Outcome.UNDECIDED)
    assert decision.is_settled == (decision.outcome is not Outcome.UNDECIDED)


@pytest.mark.parametrize("values", list(product((True, False, None), repeat=3)), ids=str)
def test_a_fact_is_still_needed_exactly_when_it_can_change_the_outcome(values: tuple[bool | None, ...]) -> None:
    names = ("case.ineligible", "case.refer", "case.eligible")
    open_ = [name for name, value in zip(names, values, strict=True) if value is None]
    matters = set()
    for world in product((True, False), repeat=3):
        this = {name: here if value is None else value for name, here, value in zip(names, world, values, strict=True)}
        for name in open_:
            if by_definition(*this.values()) is not by_definition(*{**this, name: not this[name]}.values()):
                matters.add(name)
    decision = ONE_EACH.decide(Known(dict(zip(names, values, strict=True))), on=MAY)
    assert decision.still_needed == tuple(name for name in names if name in matters)


rules_of = st.lists(conditions, max_size=3)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    kinds: dict[str, list[Condition]] = {kind: draw(rules_of) for kind in ("ineligible", "refer", "eligible")}
    read = {key for each in kinds.values() for condition in each for key in policy_keys(condition)}
    return Scheme(
        "any",
        facts=[Household],
        policy=sorted(read),
        **{
            kind: [rule(f"{kind}-{number}", each) for number, each in enumerate(found)] for kind, found in kinds.items()
        },  # type: ignore[arg-type]
    )


def policy_keys(condition: Condition) -> set[str]:
    from localgov_components.rules import policy_read

    return {ref.key for ref in policy_read(condition)}


def decide(scheme: Scheme, known: Known) -> Any:  # noqa: ANN401
    return scheme.decide(known, on=MAY, policy=POLICY)


@given(schemes(), partial, complete)
def test_learning_facts_never_unsettles_an_outcome(scheme: Scheme, known: Known, rest: Known) -> None:
    decision = decide(scheme, known)
    learnt = decide(scheme, rest | {id_: known[id_] for id_ in known if id_ in known})
    assert learnt.is_settled
    if decision.is_settled:
        assert learnt.outcome is decision.outcome
        assert decision.still_needed == ()
        assert decision.next_question is None


@given(schemes(), complete)
def test_a_complete_case_has_the_outcome_of_the_first_kind_that_holds(scheme: Scheme, known: Known) -> None:
    today = POLICY.on(MAY)
    holds = [
        any(evaluate(each.condition, known, policy=today) is True for each in rules)
        for rules in (scheme.ineligible, scheme.refer, scheme.eligible)
    ]
    assert decide(scheme, known).outcome is by_definition(holds[0], holds[1], holds[2] or not scheme.eligible)


@given(schemes(), st.data())
def test_asking_the_next_question_again_and_again_settles_every_case(scheme: Scheme, data: st.DataObject) -> None:
    known, asked = Known(), []
    while (question := decide(scheme, known).next_question) is not None:
        asked.append(question)
        known = known | {question: data.draw(VALUES[question])}
    assert decide(scheme, known).is_settled
    assert len(set(asked)) == len(asked)


@given(schemes(), partial)
def test_a_settled_outcome_has_reasons_that_are_true(scheme: Scheme, known: Known) -> None:
    decision, today = decide(scheme, known), POLICY.on(MAY)
    by_id = {each.id: each for each in scheme.rules}
    if not decision.is_settled:
        assert decision.reasons == ()
        assert decision.still_needed
    if decision.is_settled and scheme.rules and (scheme.eligible or decision.outcome is not Outcome.ELIGIBLE):
        assert decision.reasons
    for reason in decision.reasons:
        assert evaluate(by_id[reason.rule].condition, known, policy=today) is reason.holds
        assert [id_ for id_ in reason.facts if id_ not in known] == []
        assert [each for each in reason.policy if each != today.get(each.key)] == []


@given(schemes(), partial)
def test_the_facts_of_the_reasons_alone_give_the_same_outcome_but_for_rules_tried_before(
    scheme: Scheme, known: Known
) -> None:
    decision = decide(scheme, known)
    if decision.outcome is Outcome.NOT_ELIGIBLE and decision.reasons:
        kept = Known({id_: known[id_] for reason in decision.reasons for id_ in reason.facts})
        again = decide(scheme, kept)
        if decision.reasons[0].holds or not scheme.refer:
            assert again.outcome is Outcome.NOT_ELIGIBLE


def test_reasons_say_which_rule_settled_it_in_plain_words() -> None:
    yes = ONE_EACH.decide(Known({"case.ineligible": False, "case.refer": False, "case.eligible": True}), on=MAY)
    assert [(each.rule, each.holds, each.statements) for each in yes.reasons] == [("entitled", True, ("entitled",))]
    no = ONE_EACH.decide(Known({"case.ineligible": False, "case.refer": False, "case.eligible": False}), on=MAY)
    assert [(each.rule, each.holds, each.statements) for each in no.reasons] == [("entitled", False, ("not entitled",))]
    out = ONE_EACH.decide(Known({"case.ineligible": True}), on=MAY)
    assert [(each.rule, each.holds, each.statements) for each in out.reasons] == [("excluded", True, ("excluded",))]


def test_a_case_that_nothing_speaks_against_is_eligible_because_of_that() -> None:
    scheme = Scheme(
        "open", facts=[Case], ineligible=[rule("excluded", Case.ineligible)], refer=[rule("unclear", Case.refer)]
    )
    decision = scheme.decide(Known({"case.ineligible": False, "case.refer": False}), on=MAY)
    assert decision.outcome is Outcome.ELIGIBLE
    assert [each.statements for each in decision.reasons] == [("not excluded",), ("clear",)]


def test_a_declined_fact_is_still_needed_and_not_asked_again() -> None:
    known = Known({"case.ineligible": UnknownReason.DECLINED, "case.refer": False})
    decision = ONE_EACH.decide(known, on=MAY)
    assert decision.still_needed == ("case.ineligible", "case.eligible")
    assert decision.next_question == "case.eligible"
    decision = ONE_EACH.decide(known | {"case.eligible": True}, on=MAY)
    assert (decision.outcome, decision.still_needed, decision.next_question) == (
        Outcome.UNDECIDED,
        ("case.ineligible",),
        None,
    )


AWARD = Scheme(
    "award",
    facts=[Case],
    policy=["limit"],
    eligible=[rule("entitled", all_of(Case.eligible, Case.capital < policy_value("limit", Money)), cites="Act, s.1")],
    award=when(Case.refer, Money("5.00")).otherwise(policy_value("limit", Money) - Case.capital),
)
RICH = Known({"case.eligible": True, "case.capital": Money("0.75")})


def test_an_award_waits_for_its_own_facts_and_is_for_eligible_cases_only() -> None:
    decision = AWARD.decide(RICH, on=MAY, policy=POLICY)
    assert (decision.outcome, decision.award, decision.still_needed) == (Outcome.ELIGIBLE, None, ("case.refer",))
    decision = AWARD.decide(RICH | {"case.refer": False}, on=MAY, policy=POLICY)
    assert (decision.award, decision.still_needed) == (Money("1.25"), ())
    decision = AWARD.decide(Known({"case.eligible": False, "case.refer": True}), on=MAY, policy=POLICY)
    assert (decision.outcome, decision.award) == (Outcome.NOT_ELIGIBLE, None)


def test_a_reason_names_the_policy_value_that_took_part() -> None:
    (reason,) = AWARD.decide(RICH, on=MAY, policy=POLICY).reasons
    assert [each.key for each in reason.policy] == ["limit"]
    assert reason.cites == "Act, s.1"
    assert reason.statements == ("entitled", "capital is less than the limit")


def test_a_missing_policy_value_is_an_error_and_never_a_default() -> None:
    with pytest.raises(NotFoundError, match="no value of 'limit' for 31 March 2026"):
        AWARD.decide(RICH, on=date(2026, 3, 31), policy=POLICY)
    with pytest.raises(NotFoundError, match="'limit'"):
        AWARD.decide(RICH, on=MAY, policy=POLICY, known_at=datetime(2025, 1, 1, tzinfo=UTC))
    with pytest.raises(NotFoundError, match="'limit'"):
        AWARD.decide(RICH, on=MAY)


def test_a_decision_uses_the_policy_of_its_day_as_it_was_known() -> None:
    corrected = POLICY.extended(
        [
            PolicyValue(
                "limit",
                Money("0.50"),
                Layer.GROUP,
                "Shared service",
                date(2026, 4, 1),
                datetime(2026, 6, 1, tzinfo=UTC),
            )
        ]
    )
    now = AWARD.decide(RICH, on=MAY, policy=corrected)
    then = AWARD.decide(RICH, on=MAY, policy=corrected, known_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert (now.outcome, then.outcome) == (Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE)
    assert now.policy_edition == then.policy_edition == corrected.edition


def test_every_mistake_of_a_scheme_is_listed() -> None:
    class Other(Facts, id="case"):
        refer: Fact[int] = fact()

    with pytest.raises(DefinitionError) as caught:
        Scheme(
            "No Id",
            facts=[Case, Other],
            policy=["limit", "unread"],
            eligible=[rule("a", Household.badge), rule("a", any_of(Case.eligible, policy_value("open", bool)))],
            award=policy_value("limit", Money),
        )
    assert [f"{fault.column}: {fault.message}" for fault in caught.value.faults] == [
        "No Id: not an id: give small letters, digits and hyphens",
        "a: two rules have this id",
        "case.refer: two facts have this id",
        "household.badge: reads a fact that is in none of its vocabularies",
        "open: reads a policy value that is not listed in policy=",
        "unread: lists a policy value that no rule reads",
    ]


def test_the_hash_of_the_rules_changes_with_any_of_them_and_with_nothing_else() -> None:
    first = [rule("a", Case.eligible)]

    def scheme(**parts: Any) -> Scheme:  # noqa: ANN401
        return Scheme(parts.pop("id", "one"), **{"facts": [Case], "eligible": first, **parts})

    others = [
        scheme(id="two"),
        scheme(eligible=[rule("b", Case.eligible)]),
        scheme(eligible=[rule("a", Case.refer)]),
        scheme(eligible=[rule("a", Case.eligible, cites="law")]),
        scheme(eligible=[], ineligible=first),
        scheme(eligible=[], refer=first),
        scheme(award=Case.capital),
        scheme(eligible=[rule("a", not_(not_(Case.eligible)))]),
    ]
    assert len({scheme().rules_hash, *(each.rules_hash for each in others)}) == 1 + len(others)
    assert scheme(eligible=[rule("a", Case.eligible)]).rules_hash == scheme(facts=[Case, Household]).rules_hash
    assert scheme() != scheme()


def test_the_outcomes_that_a_scheme_can_have_are_known_beforehand() -> None:
    assert set(ONE_EACH.outcomes) == {Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.REFER}
    assert set(Scheme("x", facts=[Case], eligible=[rule("a", Case.eligible)]).outcomes) == {
        Outcome.ELIGIBLE,
        Outcome.NOT_ELIGIBLE,
    }


@given(schemes(), complete)
def test_no_case_has_an_outcome_that_its_scheme_does_not_list(scheme: Scheme, known: Known) -> None:
    assert decide(scheme, known).outcome in scheme.outcomes


def test_an_unknown_award_is_no_value() -> None:
    assert not isinstance(AWARD.decide(RICH, on=MAY, policy=POLICY).award, Unknown)
