"""Schemes: outcomes settle exactly when they must, ask for no more than matters, and give true reasons."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import DefinitionError, InvalidValueError, NotFoundError
from localgov_components.eligibility import DecisionRecord, Outcome, Rule, Scheme, rule
from localgov_components.money import Money
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import Condition, Fact, Facts, Known, Per, all_of, any_of, fact, not_, policy_value, when

DAY = date(2026, 5, 1)


class Household(Facts, id="household"):
    abroad: Fact[bool] = fact("the household is abroad", denied="the household is here")
    odd: Fact[bool] = fact("the case is out of the ordinary", denied="the case is ordinary")
    credit: Fact[bool] = fact("somebody gets Universal Credit", denied="nobody gets Universal Credit")
    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
    capital: Fact[Money] = fact("savings and investments", sensitivity="financial")


SCHEME = Scheme(
    "concession",
    facts=[Household],
    ineligible=[rule("abroad", Household.abroad)],
    refer=[rule("odd", Household.odd)],
    eligible=[rule("credit", Household.credit), rule("badge", Household.badge)],
)
IDS = ("household.abroad", "household.odd", "household.credit", "household.badge")


def known(values: Mapping[str, bool | None]) -> Known:
    return Known({id_: value for id_, value in values.items() if value is not None})


def decided(values: Mapping[str, bool]) -> Outcome:
    """The definition, for a case of which everything is known."""
    if values["household.abroad"]:
        return Outcome.NOT_ELIGIBLE
    if values["household.odd"]:
        return Outcome.REFER
    return Outcome.ELIGIBLE if values["household.credit"] or values["household.badge"] else Outcome.NOT_ELIGIBLE


def completions(values: Mapping[str, bool | None]) -> list[dict[str, bool]]:
    unknown = [id_ for id_, value in values.items() if value is None]
    return [
        {id_: bool(value) for id_, value in {**values, **dict(zip(unknown, filled, strict=True))}.items()}
        for filled in itertools.product([True, False], repeat=len(unknown))
    ]


CASES = [dict(zip(IDS, values, strict=True)) for values in itertools.product([True, False, None], repeat=len(IDS))]


@pytest.mark.parametrize("values", CASES)
def test_an_outcome_is_settled_exactly_when_no_missing_fact_can_change_it(values: dict[str, bool | None]) -> None:
    possible = {decided(each) for each in completions(values)}
    outcome = SCHEME.decide(known(values), on=DAY).outcome
    assert outcome is (possible.pop() if len(possible) == 1 else Outcome.UNDECIDED)


@pytest.mark.parametrize("values", CASES)
def test_only_facts_that_can_still_change_the_outcome_are_asked_for(values: dict[str, bool | None]) -> None:
    decision = SCHEME.decide(known(values), on=DAY)
    assert (decision.still_needed == ()) is decision.is_settled
    for id_ in decision.still_needed:
        assert values[id_] is None
        ways = [{decided(each) for each in completions({**values, id_: answer})} for answer in (True, False)]
        assert ways[0] != ways[1] or len(ways[0]) > 1


@given(st.fixed_dictionaries({id_: st.booleans() for id_ in IDS}))
def test_answering_the_next_question_settles_every_case_without_asking_twice(truth: dict[str, bool]) -> None:
    told: dict[str, bool | None] = {}
    asked: list[str] = []
    while (decision := SCHEME.decide(known(told), on=DAY)).next_question:
        asked.append(decision.next_question)
        told[asked[-1]] = truth[asked[-1]]
    assert decision.outcome is decided(truth)
    assert len(asked) == len(set(asked))


@given(st.fixed_dictionaries({}, optional={id_: st.booleans() for id_ in IDS}))
def test_the_reasons_alone_give_the_same_outcome(values: dict[str, bool]) -> None:
    decision = SCHEME.decide(known(values), on=DAY)
    if not decision.is_settled or decision.outcome is Outcome.ELIGIBLE:
        return
    used = {id_ for reason in decision.reasons for id_ in reason.facts}
    kept = {id_: value for id_, value in values.items() if id_ in used}
    again = SCHEME.decide(known(kept), on=DAY)
    assert again.outcome in {decision.outcome, Outcome.UNDECIDED}
    assert all(reason.holds is not None for reason in decision.reasons)


def test_reasons_are_in_plain_words_and_true() -> None:
    decision = SCHEME.decide(known(dict(zip(IDS, [False, False, False, False], strict=True))), on=DAY)
    assert [reason.statements for reason in decision.reasons] == [
        ("nobody gets Universal Credit",),
        ("nobody has a Blue Badge",),
        ("the case is ordinary",),
    ]
    assert [reason.holds for reason in decision.reasons] == [False, False, False]


LIMIT = PolicyDeclaration("capital_limit", Money, "Capital limit", "SI 2012/2885")
AWARD = PolicyDeclaration("award", Money, "Award")


def values_of(**amounts: str) -> list[PolicyValue]:
    recorded = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        PolicyValue(key, Money(amount), Layer.COUNCIL, "Ambleford", date(2026, 4, 1), recorded)
        for key, amount in amounts.items()
    ]


POLICY = PolicySet([LIMIT, AWARD], values_of(capital_limit="16000", award="24.00"))
MEANS = Scheme(
    "means",
    facts=[Household],
    policy=["capital_limit", "award"],
    ineligible=[rule("capital", Household.capital > policy_value("capital_limit", Money), cites="SI 2012/2885")],
    award=policy_value("award", Money),
)


def test_a_reason_carries_the_policy_that_took_part_with_its_layer_and_owner() -> None:
    decision = MEANS.decide(Known({"household.capital": Money("16000.01")}), on=DAY, policy=POLICY)
    (reason,) = decision.reasons
    assert reason.statements == ("savings and investments are more than the capital limit",)
    assert [(each.key, each.layer, each.owner) for each in reason.policy] == [
        ("capital_limit", Layer.COUNCIL, "Ambleford")
    ]


def test_a_penny_decides_and_an_eligible_case_has_its_award() -> None:
    at_the_limit = MEANS.decide(Known({"household.capital": Money("16000.00")}), on=DAY, policy=POLICY)
    assert (at_the_limit.outcome, at_the_limit.award) == (Outcome.ELIGIBLE, Money("24.00"))
    over = MEANS.decide(Known({"household.capital": Money("16000.01")}), on=DAY, policy=POLICY)
    assert (over.outcome, over.award) == (Outcome.NOT_ELIGIBLE, None)


def test_a_missing_policy_value_is_an_error_that_names_it() -> None:
    with pytest.raises(NotFoundError, match=r"capital_limit.*31 March 2026"):
        MEANS.decide(Known({"household.capital": Money("1")}), on=date(2026, 3, 31), policy=POLICY)


def test_an_award_that_hangs_on_an_unknown_fact_is_still_asked_for() -> None:
    scheme = Scheme(
        "tiers",
        facts=[Household],
        eligible=[rule("credit", Household.credit)],
        award=when(Household.badge, Money("2.00")).otherwise(Money("1.00")),
    )
    decision = scheme.decide(Known({"household.credit": True}), on=DAY)
    assert (decision.outcome, decision.award, decision.still_needed) == (
        Outcome.ELIGIBLE,
        None,
        ("household.badge",),
    )


def test_a_record_keeps_everything_and_reads_back_the_same() -> None:
    record = MEANS.decide(Known({"household.capital": Money("20000")}), on=DAY, policy=POLICY).record()
    assert DecisionRecord.model_validate_json(record.model_dump_json()) == record
    assert record.facts == {"household.capital": "20000.00"}
    assert (record.rules_hash, record.policy_edition) == (MEANS.rules_hash, POLICY.edition)
    assert record.policy[0].value.says.en == "£16,000.00"


def test_no_fact_is_shown_by_a_repr() -> None:
    decision = MEANS.decide(Known({"household.capital": Money("20000")}), on=DAY, policy=POLICY)
    for shown in (repr(decision), repr(decision.record()), str(decision.record())):
        assert "20000" not in shown
        assert "20,000" not in shown


def test_the_hash_of_the_rules_changes_with_the_rules_and_with_nothing_else() -> None:
    def scheme(condition: Condition, refer: Sequence[Rule] = ()) -> Scheme:
        return Scheme("same", facts=[Household], eligible=[rule("one", condition)], refer=refer)

    first = scheme(any_of(Household.credit, Household.badge)).rules_hash
    assert first == scheme(any_of(Household.credit, Household.badge)).rules_hash
    others = [
        scheme(any_of(Household.badge, Household.credit)),
        scheme(all_of(Household.credit, Household.badge)),
        scheme(any_of(Household.credit, Household.badge), refer=[rule("odd", Household.odd)]),
    ]
    assert len({first, *(other.rules_hash for other in others)}) == 4


class Other(Facts, id="other"):
    thing: Fact[bool] = fact("a thing")


class Tenancy(Facts, id="tenancy"):
    rent: Fact[Money] = fact("rent", per=Per.WEEK)
    charge: Fact[Money] = fact("service charge", per=Per.WEEK)


DEAR = Scheme(
    "dear",
    facts=[Tenancy],
    policy=["rent_limit", "charge_limit", "plain_limit"],
    eligible=[
        rule("rent", Tenancy.rent > policy_value("rent_limit", Money, per=Per.WEEK)),
        rule("charge", Tenancy.charge > policy_value("charge_limit", Money, per=Per.WEEK)),
        rule("plain", Tenancy.rent > policy_value("plain_limit", Money, per=Per.WEEK)),
    ],
)
COSTLY = Known({"tenancy.rent": Money("90"), "tenancy.charge": Money("1")})


def limits(rent: Per | None, charge: Per | None) -> PolicySet:
    """A policy whose values are declared to be for a period, or are not."""
    periods = {"rent_limit": rent, "charge_limit": charge, "plain_limit": None}
    return PolicySet(
        [PolicyDeclaration(key, Money, key, per=per) for key, per in periods.items()],
        [
            PolicyValue(key, Money("80"), layer, "Ambleford", date(2026, 4, 1), datetime(2026, 1, 1, tzinfo=UTC))
            for key, layer in zip(periods, (Layer.GROUP, Layer.COUNCIL, Layer.COUNCIL), strict=True)
        ],
    )


def test_a_scheme_is_not_bound_to_values_that_are_for_other_periods_than_it_reads() -> None:
    for bind in (
        lambda policy: DEAR.on(DAY, policy=policy),
        lambda policy: DEAR.decide(COSTLY, on=DAY, policy=policy),
    ):
        with pytest.raises(DefinitionError) as caught:
            bind(limits(Per.MONTH, Per.YEAR))
        assert [str(fault).partition(".")[0] for fault in caught.value.faults] == [
            "policy, column rent_limit: per month in the layer group, and a rule reads it per week",
            "policy, column charge_limit: per year in the layer council, and a rule reads it per week",
        ]


@pytest.mark.parametrize("periods", [(None, None), (Per.WEEK, None), (Per.WEEK, Per.WEEK)])
def test_values_for_the_same_period_or_for_none_that_is_declared_decide_alike(periods: tuple[Per | None, ...]) -> None:
    decision = DEAR.decide(COSTLY, on=DAY, policy=limits(*periods))
    assert decision.outcome is Outcome.ELIGIBLE


NO_DAYS: list[Any] = ["2026-05-01", 5, None, [], datetime(2026, 5, 1, tzinfo=UTC)]


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_day_that_is_no_date_is_refused_with_what_to_give(day: Any) -> None:  # noqa: ANN401
    for decide in (lambda: SCHEME.decide(Known(), on=day), lambda: SCHEME.on(day)):
        with pytest.raises(InvalidValueError, match=r"Give (a date|the date|it with on)") as caught:
            decide()
        assert caught.value.code == ("rule.day" if day is None else "policy.day")


@pytest.mark.parametrize("facts", [{"household.abroad": True}, None, [], "household.abroad"])
def test_a_plain_dict_is_refused_where_what_is_known_is_wanted(facts: Any) -> None:  # noqa: ANN401
    bound = SCHEME.on(DAY)
    for decide in (bound.decide, bound.result, bound.outcome, bound.trace, lambda each: SCHEME.decide(each, on=DAY)):
        with pytest.raises(InvalidValueError, match="or read what comes from outside with Known") as caught:
            decide(facts)
        assert caught.value.code == "fact.known"


def test_a_scheme_with_mistakes_is_refused_with_every_one() -> None:
    with pytest.raises(DefinitionError) as refused:
        Scheme(
            "Bad Id",
            facts=[Household],
            policy=["unread"],
            ineligible=[rule("same", Household.abroad), rule("same", not_(Other.thing))],
            eligible=[rule("limit", Household.capital > policy_value("unlisted", Money))],
        )
    said = str(refused.value)
    for mistake in ("not an id", "two rules have this id", "other.thing", "unlisted", "unread"):
        assert mistake in said
    assert len(refused.value.faults) == 5
