import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.eligibility.cases import ON, POLICY_SET, schemes
from tests.eligibility.support import KNOWN, MAY, POLICY, SCHEME, UNDECIDED, more_capital
from tests.rules.trees import partial

from localgov_components.core.errors import NotFoundError
from localgov_components.eligibility import (
    Backdating,
    Effect,
    Notice,
    Outcome,
    Scheme,
    applicant_notice,
    override,
    rule,
    supersede,
)
from localgov_components.eligibility.changes import nearest_changes
from localgov_components.money import Money
from localgov_components.rules import (
    Fact,
    Facts,
    Known,
    Members,
    Per,
    UnknownReason,
    all_of,
    any_of,
    exists,
    fact,
)
from localgov_components.rules.tree import Undefined

WORDS: dict[str, Any] = {
    "about": "council tax support",
    "review": "Write to us within one month.",
    "next_steps": "Pay what is left.",
}
DECISION = SCHEME.decide(KNOWN, on=MAY, policy=POLICY)
REFUSED = SCHEME.decide(more_capital("17000"), on=MAY, policy=POLICY)
REFERRED = SCHEME.decide(
    KNOWN | {"household.vulnerable": KNOWN.stored["household.vulnerable"].__class__(True, "officer", "seen")},  # noqa: FBT003
    on=MAY,
    policy=POLICY,
)


def told(decision: Any, **options: Any) -> Notice:  # noqa: ANN401 - a decision or a record, and options
    """The notice of a decision."""
    return applicant_notice(decision, **{**WORDS, **options})


def rows(found: Any) -> dict[str, str]:  # noqa: ANN401 - rows of a notice
    """Rows by name."""
    return {row.name: row.value for row in found}


def test_somebody_who_can_get_it_is_told_what_from_when_why_and_what_to_do() -> None:
    notice = told(DECISION)
    assert notice.heading == "You can get council tax support"
    assert notice.days == ("This is by the rules for 1 May 2026.", "It counts from 1 May 2026.")
    assert rows(notice.result) == {"Level": "Part of the bill", "Amount": "£13.45 a week"}
    assert notice.why == (
        "The excess income is less than council tax to pay",
        "No officer finds the applicant vulnerable",
    )
    assert (notice.next_steps, notice.review) == ("Pay what is left.", "Write to us within one month.")
    assert (notice.needed, notice.changes, notice.officer, notice.earlier) == ((), (), (), ())


def test_what_went_into_the_amount_is_shown_but_not_what_comes_of_another_persons_money() -> None:
    assert rows(told(DECISION).working) == {
        "The excess income": "£21.00 a week",
        "The applicable amount": "£150.15 a week",
    }


def test_somebody_who_cannot_is_told_why_with_the_values_of_policy_and_how_to_ask_for_a_review() -> None:
    notice = told(REFUSED)
    assert notice.heading == "You cannot get council tax support"
    assert notice.why == ("Savings and investments are more than the capital limit (£16,000.00)",)
    assert notice.review == "Write to us within one month."
    assert (notice.result, notice.working) == ((), ())


def test_a_case_that_is_referred_is_not_called_decided() -> None:
    notice = told(REFERRED)
    assert notice.heading == "An officer has to look at your application for council tax support"
    assert notice.review == ""
    assert notice.days == ("This is by the rules for 1 May 2026.",)


def test_somebody_of_whom_too_little_is_known_is_told_what_is_needed_and_why() -> None:
    notice = told(SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY))
    assert notice.outcome is Outcome.UNDECIDED
    assert notice.heading == "We need to know more before we can decide about council tax support"
    assert notice.review == ""
    assert set(notice.needed) == {
        "Net income",
        "Council tax to pay",
        "Somebody gets Income Support: you chose not to say",
        "Members of the household: whether these are all",
        "Is the partner (number 1 of members of the household): we are waiting for evidence",
        "An officer finds the applicant vulnerable: an officer has to decide this",
    }


def test_an_amount_that_is_open_is_said_to_be() -> None:
    passported = KNOWN | {"household.passported": True, "household.liability": UnknownReason.AWAITING_EVIDENCE}
    notice = told(SCHEME.decide(passported, on=MAY, policy=POLICY))
    assert (notice.outcome, rows(notice.result)) == (Outcome.ELIGIBLE, {"Level": "All of the bill"})
    assert notice.result_note == "We cannot work out the amount yet."
    assert notice.needed == ("Council tax to pay: we are waiting for evidence",)


class Home(Facts, id="home"):
    badge: Fact[bool] = fact("somebody has a Blue Badge", actionable=True)
    income: Fact[Money] = fact("Net income", per=Per.WEEK, actionable=True)
    age: Fact[int] = fact("Age of the applicant", protected="age")


CHANGEABLE = Scheme(
    "changeable",
    facts=[Home],
    eligible=[rule("one", any_of(Home.badge, Home.income <= Money("100.00"), Home.age >= 66))],
)


def test_changes_are_told_of_facts_that_a_person_can_change_and_of_no_others() -> None:
    known = Known({"home.badge": False, "home.income": Money("120.00"), "home.age": 65})
    decision = CHANGEABLE.decide(known, on=MAY)
    assert {each.fact for each in nearest_changes(decision).changes} == {"home.badge", "home.income", "home.age"}
    notice = told(decision)
    assert set(notice.changes) == {"Somebody has a Blue Badge", "Net income is £100.00 a week"}
    assert notice.changes_note == "Each of these would be enough by itself, if nothing else changes."


def test_changes_of_a_record_are_those_that_are_given_with_it() -> None:
    known = Known({"home.badge": False, "home.income": Money("120.00"), "home.age": 65})
    decision = CHANGEABLE.decide(known, on=MAY)
    record = decision.record()
    assert told(record).changes == ()
    assert told(record, changes=nearest_changes(decision)) == told(decision)


def test_changes_of_other_people_are_not_told() -> None:
    class Person(Facts, id="person"):
        badge: Fact[bool] = fact("has a badge", actionable=True)

    class House(Facts, id="house"):
        people: Fact[list[Person]] = fact("people")

    scheme = Scheme("people", facts=[House], eligible=[rule("one", exists(House.people, lambda each: each.badge))])
    decision = scheme.decide(Known({"house.people": Members([Known({"person.badge": False})])}), on=MAY)
    assert [each.fact for each in nearest_changes(decision).for_applicant] == ["house.people[1].badge"]
    assert told(decision).changes == ()


JULY = date(2026, 7, 1)
BY: dict[str, Any] = {
    "role": "Benefits manager",
    "reason": "The money is in trust",
    "cites": "Scheme of delegation, B7",
    "on": date(2026, 5, 8),
    "set_aside": "Counsel’s advice",
}


def test_what_an_officer_decided_is_told_with_what_the_rules_alone_would_give() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, award=Money("12.00"), per=Per.WEEK, **BY)
    notice = told(record)
    assert notice.heading == "You can get council tax support"
    assert rows(notice.result) == {"Amount": "£12.00 a week"}
    assert notice.officer == (
        "This was decided by: Benefits manager. The reason is: The money is in trust",
        "It was decided under: Scheme of delegation, B7",
        "It goes against what law prescribes. The legal basis is: Counsel’s advice",
        "It counts from 8 May 2026.",
    )
    assert notice.by_rules == "You cannot get council tax support"
    assert notice.why == ("Savings and investments are more than the capital limit (£16,000.00)",)
    assert "By the rules alone" in notice.text()


def test_after_an_officers_decision_has_expired_the_rules_are_told_again() -> None:
    record = override(REFUSED, outcome=Outcome.ELIGIBLE, until=JULY, **BY)
    assert told(record).outcome is Outcome.ELIGIBLE
    after = told(record, day=date(2026, 7, 2))
    assert after == told(REFUSED.record())
    assert "It counts from 8 May 2026 to 1 July 2026." in told(record).officer


def test_that_a_decision_takes_the_place_of_another_and_goes_back_is_told() -> None:
    backdating = Backdating("the letter was lost", "paragraph 46")
    effect = Effect(MAY, notified=JULY, effective_until=date(2026, 9, 1), backdating=backdating)
    notice = told(supersede(DECISION.record(), REFUSED, effect=effect, reason="An inheritance"))
    assert notice.days[1] == "It counts from 1 May 2026 to 31 August 2026."
    assert notice.earlier == (
        "This takes the place of an earlier decision. The reason is: An inheritance",
        "It goes back to before we were told. The reason is: the letter was lost (paragraph 46)",
    )


def test_rules_that_do_not_give_one_answer_are_said_to_need_an_officer() -> None:
    gap: Undefined[bool] = Undefined(UnknownReason.GAP, "bands_of_income", bool)
    scheme = Scheme("gap", facts=[Home], eligible=[rule("one", all_of(Home.badge, gap))])
    notice = told(scheme.decide(Known({"home.badge": True}), on=MAY))
    assert notice.needed_note == "The rules do not give one answer in this case. An officer has to look at it."
    assert "bands_of_income" not in notice.model_dump_json()


def test_that_nothing_speaks_against_a_case_is_reason_enough() -> None:
    scheme = Scheme("open", facts=[Home])
    assert told(scheme.decide(Known(), on=MAY)).why == ("No rule speaks against it",)


def test_a_record_is_told_as_its_decision_is() -> None:
    for decision in (DECISION, REFERRED, SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY)):
        assert told(decision.record(), changes=nearest_changes(decision)) == told(decision)


def test_a_notice_in_welsh_has_welsh_frames_that_nobody_has_reviewed() -> None:
    notice = told(REFUSED, language="cy")
    assert notice.heading == "Ni allwch gael council tax support"
    assert (notice.language, notice.is_reviewed) == ("cy", False)
    assert told(REFUSED).is_reviewed
    assert '<section lang="cy">' in notice.html()
    assert "Pam\n" in notice.text()


def test_a_language_that_there_is_not_is_refused() -> None:
    with pytest.raises(NotFoundError, match="There are: en, cy") as refused:
        told(REFUSED, language="fr")
    assert refused.value.code == "record.language"


NEVER = re.compile(
    r"household\.|member\.|income\.|part_\d|eligible-\d|refer-\d|\[\d+\]|Fraction|Money\(|None(?! of)|a law"
)
"""Ids of facts, rules and definitions, paths, law beside rules, and what Python shows."""


@given(schemes(gaps=True), partial)
def test_no_notice_has_ids_paths_or_what_python_shows(scheme: Scheme, known: Known) -> None:
    notice = told(scheme.decide(known, on=ON, policy=POLICY_SET))
    shown = notice.text() + notice.html() + told(notice_record(scheme, known), language="cy").text()
    assert NEVER.findall(shown.replace("ineligible-", "eligible-")) == []
    assert notice.heading in notice.text()
    assert Notice.model_validate_json(notice.model_dump_json()) == notice


def notice_record(scheme: Scheme, known: Known) -> Any:  # noqa: ANN401
    """The record of a case."""
    return scheme.decide(known, on=ON, policy=POLICY_SET).record()


def test_no_fact_is_shown_to_an_applicant_and_least_of_all_somebody_elses() -> None:
    for decision in (DECISION, REFUSED, REFERRED, SCHEME.decide(UNDECIDED, on=MAY, policy=POLICY)):
        shown = told(decision).text() + told(decision).html() + told(decision).model_dump_json()
        values = ("2,300.77", "171.15", "123.45", "17,000", "12.35", "secret@", "Partner Secret", "Seen on")
        assert [value for value in values if value in shown] == []


def test_a_notice_shows_nothing_in_its_repr() -> None:
    assert "13.45" not in repr(told(DECISION))
    assert "excess" not in repr(told(DECISION))
