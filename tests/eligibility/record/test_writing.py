from datetime import date
from decimal import Decimal

from hypothesis import given
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import DECIDED, KNOWN, MAY, POLICY, RECORDED, SCHEME, UNDECIDED, more_capital
from tests.rules.trees import partial

from localgov_components.eligibility import Effect, Outcome, Scheme, rule
from localgov_components.identifiers import Nino
from localgov_components.money import Money
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
    count_of,
    define,
    exists,
    fact,
    not_,
)
from localgov_components.rules.fact_data import read_known

DECISION = SCHEME.decide(KNOWN, on=MAY, policy=POLICY)
RECORD = DECISION.record()
REFUSED = SCHEME.decide(more_capital("16000.01"), on=MAY, policy=POLICY).record()


def test_a_record_names_what_decided_for_when_and_by_what() -> None:
    record = SCHEME.decide(KNOWN, on=MAY, policy=POLICY, known_at=RECORDED).record(decided=DECIDED)
    assert (record.scheme, record.cites) == ("council-support", "Local Government Finance Act 1992, section 13A")
    assert (record.on, record.known_at, record.decided) == (MAY, RECORDED, DECIDED)
    assert (record.rules_hash, record.policy_edition) == (SCHEME.rules_hash, POLICY.edition)
    assert record.rules_language == 1
    assert record.effect == Effect(MAY, notified=MAY)


def test_facts_are_kept_as_far_as_the_rules_read_them() -> None:
    assert RECORD.facts == {
        "household.capital": "2300.77",
        "household.income": "171.15",
        "household.liability": "30.00",
        "household.passported": False,
        "household.vulnerable": {
            "value": False,
            "role": "Benefits officer",
            "reason": "Seen on 3 April",
            "until": "2026-12-31",
        },
        "household.members": {
            "members": [
                {"member.partner": True, "member.earnings": "0.00"},
                {"member.partner": False, "member.earnings": "123.45"},
            ],
            "complete": True,
        },
    }


def test_why_a_fact_is_unknown_is_kept() -> None:
    record = SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY).record()
    assert record.outcome is Outcome.UNDECIDED
    assert record.facts["household.passported"] == {"unknown": "declined"}
    assert record.facts["household.members"] == {
        "members": [{"member.partner": {"unknown": "awaiting-evidence"}}],
        "complete": False,
    }


@given(schemes(gaps=True), partial)
def test_the_facts_that_are_kept_are_read_back_and_lead_to_the_same_decision(scheme: Scheme, known: Known) -> None:
    decision = scheme.decide(known, on=ON, policy=POLICY_SET)
    record = decision.record()
    read = read_known(record.facts, facts=scheme.vocabularies, kept=True)
    again = scheme.decide(read, on=ON, policy=POLICY_SET)
    assert again.record() == record
    assert (again.outcome, again.tier, again.award) == (decision.outcome, decision.tier, decision.award)


@given(schemes(gaps=True), partial)
def test_reasons_are_recorded_as_the_decision_has_them_in_whatever_order_they_were_looked_at(
    scheme: Scheme, known: Known
) -> None:
    decision, other = (scheme.decide(known, on=ON, policy=POLICY_SET) for _ in range(2))
    for reason in reversed((*other.reasons, *other.award_reasons)):
        assert set(reason.explanation.facts) == set(reason.facts)
    assert other.record() == decision.record()
    for recorded, reason in zip(decision.record().reasons, decision.reasons, strict=True):
        assert (recorded.rule, recorded.holds, recorded.cites) == (reason.rule, reason.holds, reason.cites)
        assert recorded.facts == reason.facts
        assert recorded.policy == tuple(each.key for each in reason.policy)
        assert {path for each in recorded.conditions for path in each.facts} <= set(recorded.facts)


def test_an_amount_is_kept_exactly_and_said_with_its_period_in_each_language() -> None:
    assert RECORD.award is not None
    assert (RECORD.award.value, RECORD.award.says.en) == ("13.45", "£13.45 a week")
    assert RECORD.award.says.cy == "£13.45 yr wythnos"
    assert RECORD.tier is not None
    assert (RECORD.tier.value, RECORD.tier.says.en) == ("partial", "Part of the bill")


def test_what_is_said_to_a_person_has_the_values_of_policy_and_what_is_shown_to_officers_those_of_facts_too() -> None:
    (condition,) = REFUSED.reasons[0].conditions
    assert condition.says.en == "savings and investments are more than the capital limit (£16,000.00)"
    assert condition.shows.en == "savings and investments (£16,000.01) are more than the capital limit (£16,000.00)"
    assert (condition.facts, condition.policy, condition.value) == (("household.capital",), ("capital_limit",), None)


def test_a_rule_that_law_prescribes_is_marked() -> None:
    assert [(each.rule, each.prescribed) for each in REFUSED.reasons] == [("too-much-capital", True)]
    assert [each.prescribed for each in RECORD.reasons] == [False, True, False]


def test_a_policy_value_has_its_layer_owner_law_dates_and_who_answers_for_it() -> None:
    taper = next(each for each in RECORD.policy if each.key == "taper")
    assert (taper.value.value, taper.layer, taper.owner, taper.cites) == (
        "0.2",
        "council",
        "Ambleford Council",
        "scheme, paragraph 7",
    )
    assert (taper.effective_from, taper.effective_until) == (date(2026, 4, 1), date(2027, 4, 1))
    assert (taper.recorded, taper.decision, taper.approved_by) == (RECORDED, "Council minute 9", "Head of Revenues")
    assert taper.set_aside is not None
    assert taper.set_aside.basis == "Localism Act 2011, section 1"
    allowance = next(each for each in RECORD.policy if each.key == "couple_allowance")
    assert (allowance.value.says.en, allowance.set_aside) == ("£150.15 a week", None)
    assert next(each.prescribed for each in RECORD.policy if each.key == "capital_limit") is True


def test_only_policy_values_that_took_part_are_kept() -> None:
    assert [each.key for each in REFUSED.policy] == ["capital_limit"]


def test_a_definition_has_the_value_it_had_and_the_facts_it_rests_on() -> None:
    found = {each.name: each for each in RECORD.definitions}
    assert found["excess_income"].value is not None
    assert found["excess_income"].value.says.en == "£21.00 a week"
    assert found["excess_income"].facts == ("household.income", "household.members[1].partner")
    assert found["applicable_amount"].cites == "Schedule 1, paragraph 6"


def test_a_definition_about_each_member_has_no_value_of_its_own() -> None:
    class Person(Facts, id="person"):
        age: Fact[int] = fact("age")

    class Home(Facts, id="home"):
        people: Fact[list[Person]] = fact("people")

    adult = exists(Home.people, lambda person: define("adult", person.age >= 18))
    scheme = Scheme("adults", facts=[Home], eligible=[rule("some", adult)])
    known = Known({"home.people": Members([Known({"person.age": 17}), Known({"person.age": 18})])})
    (found,) = scheme.decide(known, on=MAY).record().definitions
    assert (found.name, found.value, found.facts) == ("adult", None, ())


def test_a_fact_that_was_used_is_told_once_with_its_value_in_words() -> None:
    used = {each.path: each for each in RECORD.used}
    assert len(used) == len(RECORD.used)
    partner = used["household.members[1].partner"]
    assert partner.says is not None
    assert (partner.label, partner.says.en) == ("is the partner", "yes")
    assert [(each.members, each.number) for each in partner.members] == [("Members of the household", 1)]
    judged = used["household.vulnerable"].judged
    assert judged is not None
    assert (judged.role, judged.reason, judged.until) == ("Benefits officer", "Seen on 3 April", date(2026, 12, 31))


def test_money_is_financial_also_where_nobody_said_so() -> None:
    used = {each.path: each.sensitivity for each in RECORD.used}
    assert used["household.members[2].earnings"] == "financial"
    assert used["household.members[2].partner"] == "personal"
    assert used["household.vulnerable"] == "special"


def test_what_is_missing_is_kept_with_why() -> None:
    record = SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY).record()
    used = {each.path: each for each in record.used}
    assert set(record.missing.facts) <= set(used)
    assert used["household.passported"].unknown is UnknownReason.DECLINED
    assert used["household.members[1].partner"].unknown is UnknownReason.AWAITING_EVIDENCE
    assert used["household.vulnerable"].judgement is True


def test_a_judgement_that_has_lapsed_is_kept_as_unknown() -> None:
    lapsed = Judgement(False, "officer", "seen", date(2026, 4, 30))  # noqa: FBT003
    record = SCHEME.decide(KNOWN | {"household.vulnerable": lapsed}, on=MAY, policy=POLICY).record()
    used = {each.path: each for each in record.used}
    assert used["household.vulnerable"].unknown is UnknownReason.OFFICER_JUDGEMENT
    assert record.facts["household.vulnerable"] == {
        "value": False,
        "role": "officer",
        "reason": "seen",
        "until": "2026-04-30",
    }


class Odd(Facts, id="odd"):
    nino: Fact[Nino] = fact("National Insurance number")
    rate: Fact[Decimal] = fact("rate")
    money: Fact[Money] = fact("money")


def test_an_identifier_that_is_an_example_and_a_number_of_any_spelling_are_read_back() -> None:
    nino = Nino.parse("QQ123456A", allow_example=True)
    known = Known({"odd.nino": nino, "odd.rate": Decimal("1E+1"), "odd.money": UnknownReason.GAP})
    scheme = Scheme(
        "odd",
        facts=[Odd],
        eligible=[rule("one", Odd.rate > Decimal(1))],
        refer=[rule("two", Odd.nino != nino), rule("three", Odd.money > Money("1"))],
    )
    record = scheme.decide(known, on=MAY).record()
    read = read_known(record.facts, facts=scheme.vocabularies, kept=True)
    assert scheme.decide(read, on=MAY).record() == record
    assert (read["odd.nino"], read["odd.money"]) == (nino, Unknown(UnknownReason.GAP, ("odd.money",)))


def test_of_a_list_that_is_only_counted_nothing_of_the_members_is_kept() -> None:
    class Person(Facts, id="person"):
        name: Fact[str] = fact("name")

    class Home(Facts, id="home"):
        people: Fact[list[Person]] = fact("people")

    scheme = Scheme("count", facts=[Home], eligible=[rule("two", count_of(Home.people) == 2)])
    known = Known({"home.people": Members([Known({"person.name": "Secret"}), Known()])})
    record = scheme.decide(known, on=MAY).record()
    assert record.facts == {"home.people": {"members": [{}, {}], "complete": True}}
    assert record.outcome is Outcome.ELIGIBLE


def test_definitions_that_stand_on_one_another_twice_are_recorded_in_reasonable_time() -> None:
    """Written out they would have more parts than there are atoms."""
    part: Condition = Odd.rate > Decimal(1)
    for number in range(45):
        part = define(f"part_{number}", all_of(part, not_(not_(part))))
    scheme = Scheme("doubled", facts=[Odd], eligible=[rule("one", part)])
    record = scheme.decide(Known({"odd.rate": Decimal(2)}), on=MAY).record()
    assert [each.says.en for each in record.reasons[0].conditions] == ["rate is more than 1"]
    assert len(record.definitions) == 45
