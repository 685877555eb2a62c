from datetime import UTC, date, datetime
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.growing import TRUTH
from tests.rules.trees import rules_together
from tests.rules.vocabulary import POLICY as VALUES_OF_POLICY
from tests.rules.vocabulary import VALUES, Household, answered, complete, looked_up, only, partial, some_and_more

from localgov_components.core.errors import DefinitionError, NotFoundError
from localgov_components.eligibility import Outcome, Scheme, rule
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import (
    Condition,
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    all_of,
    any_of,
    evaluate,
    fact,
    facts_of,
    not_,
    policy_value,
    when,
)

MAY = date(2026, 5, 1)
POLICY = PolicySet(
    [PolicyDeclaration(key, type(value), key.replace("_", " ")) for key, value in VALUES_OF_POLICY.items()],
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


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    numbers = [draw(st.integers(0, 3)) for _ in KINDS]
    conditions = list(draw(rules_together(*[TRUTH] * sum(numbers))))
    kinds = {kind: [conditions.pop() for _ in range(number)] for kind, number in zip(KINDS, numbers, strict=True)}
    read = {key for each in kinds.values() for condition in each for key in policy_keys(condition)}
    return Scheme(
        "any",
        facts=[Household],
        policy=sorted(read),
        **{
            kind: [rule(f"{kind}-{number}", each) for number, each in enumerate(found)] for kind, found in kinds.items()
        },  # type: ignore[arg-type]
    )


KINDS = ("ineligible", "refer", "eligible")


def policy_keys(condition: Condition) -> set[str]:
    from localgov_components.rules import policy_read

    return {ref.key for ref in policy_read(condition)}


def decide(scheme: Scheme, known: Known) -> Any:  # noqa: ANN401
    return scheme.decide(known, on=MAY, policy=POLICY)


@given(schemes(), some_and_more())
def test_learning_facts_never_unsettles_an_outcome(scheme: Scheme, cases: tuple[Known, Known, Known]) -> None:
    decisions = [decide(scheme, known) for known in cases]
    for before, after in pairwise(decisions):
        if before.is_settled:
            assert after.outcome is before.outcome
            assert before.still_needed == ()
            assert before.next_question is None


@given(schemes(), complete)
def test_a_complete_case_has_the_outcome_of_the_first_kind_that_holds(scheme: Scheme, known: Known) -> None:
    today = POLICY.on(MAY)
    holds = [
        any(evaluate(each.condition, known, policy=today, on=MAY) is True for each in rules)
        for rules in (scheme.ineligible, scheme.refer, scheme.eligible)
    ]
    assert decide(scheme, known).outcome is by_definition(holds[0], holds[1], holds[2] or not scheme.eligible)


@given(st.data())
def test_asking_the_next_question_again_and_again_settles_every_case(data: st.DataObject) -> None:
    scheme, known, asked = data.draw(schemes()), Known(), []
    while (question := decide(scheme, known).next_question) is not None:
        asked.append(question)
        known = answered(known, question, data.draw(VALUES[question]))
    decision = decide(scheme, known)
    assert decision.is_settled or all(id_ in JUDGEMENTS for way in decision.missing.ways for id_ in way)
    assert len(set(asked)) == len(asked)


JUDGEMENTS = {each.id for each in facts_of(Household) if each.judgement}


@given(schemes(), partial)
def test_a_settled_outcome_has_reasons_that_are_true(scheme: Scheme, known: Known) -> None:
    decision, today = decide(scheme, known), POLICY.on(MAY)
    by_id = {each.id: each for each in scheme.rules}
    if not decision.is_settled:
        assert decision.reasons == ()
        assert decision.still_needed
    for reason in decision.reasons:
        assert evaluate(by_id[reason.rule].condition, known, policy=today, on=MAY) is reason.holds
        assert [each for each in reason.policy if each != today.get(each.key)] == []


@given(schemes(), partial)
def test_the_facts_of_the_reasons_alone_settle_the_outcome_and_none_can_be_left_out(
    scheme: Scheme, known: Known
) -> None:
    decision = decide(scheme, known)
    if not decision.is_settled:
        return
    facts = tuple(dict.fromkeys(id_ for reason in decision.reasons for id_ in reason.facts))
    assert decide(scheme, only(known, facts)).outcome is decision.outcome
    for left_out in facts:
        fewer = tuple(each for each in facts if each != left_out)
        rules = {each.rule: each.holds for each in decide(scheme, only(known, fewer)).reasons}
        assert rules != {each.rule: each.holds for each in decision.reasons}


@given(schemes(), some_and_more())
def test_a_case_is_settled_only_by_learning_every_fact_of_a_way(
    scheme: Scheme, cases: tuple[Known, Known, Known]
) -> None:
    for before, after in pairwise(cases):
        missing = decide(scheme, before).missing
        assert not any(set(one) < set(other) for one in missing.ways for other in missing.ways)
        assert set(missing.facts) >= {id_ for way in missing.ways for id_ in way}
        if missing.facts and decide(scheme, after).is_settled and not missing.cut:
            assert any(all(is_known(after, id_) for id_ in way) for way in missing.ways)


def is_known(known: Known, path: str) -> bool:
    value = looked_up(known, path)
    if isinstance(value, Members):
        return value.complete
    if isinstance(value, Judgement):
        return value.until is None or value.until >= MAY
    return value is not None and not isinstance(value, Unknown | UnknownReason)


def test_reasons_say_which_rule_settled_it_in_plain_words() -> None:
    yes = ONE_EACH.decide(Known({"case.ineligible": False, "case.refer": False, "case.eligible": True}), on=MAY)
    assert [(each.rule, each.holds, each.statements) for each in yes.reasons] == [
        ("entitled", True, ("entitled",)),
        ("excluded", False, ("not excluded",)),
        ("unclear", False, ("clear",)),
    ]
    assert [each.rule for each in yes.settled_by] == ["entitled"]
    no = ONE_EACH.decide(Known({"case.ineligible": False, "case.refer": False, "case.eligible": False}), on=MAY)
    assert [(each.rule, each.holds, each.statements) for each in no.reasons] == [
        ("entitled", False, ("not entitled",)),
        ("unclear", False, ("clear",)),
    ]
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
    assert decision.still_needed == ("case.eligible", "case.ineligible")
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
