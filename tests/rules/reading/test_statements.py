from datetime import date

import pytest
from tests.rules.reading.wording import Household, Tenure

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Condition,
    Per,
    UnknownReason,
    all_of,
    any_of,
    define,
    every,
    exists,
    is_one_of,
    not_,
    policy_value,
    read_aloud,
    when,
)
from localgov_components.rules.building import as_expression
from localgov_components.rules.tree import Undefined

A, B, C = Household.credit, Household.badge, Household.alone
MEMBERS = Household.members
PENSION = policy_value("is_pension_age", bool)


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (A, "somebody gets Universal Credit", "nobody gets Universal Credit"),
        (C, "the applicant lives alone", "it is not so that the applicant lives alone"),
        (not_(A), "nobody gets Universal Credit", "somebody gets Universal Credit"),
        (not_(not_(A)), "somebody gets Universal Credit", "nobody gets Universal Credit"),
        (as_expression(value=True), "yes", "no"),
        (as_expression(value=False), "no", "yes"),
        (PENSION, "policy says yes to ‘is pension age’", "policy says no to ‘is pension age’"),
        (
            define("a_benefit", A, label="There is a benefit"),
            "there is a benefit",
            "it is not so that there is a benefit",
        ),
        (define("has_work", A), "has work", "does not have work"),
        (define("poor", A, denied="Not poor"), "poor", "not poor"),
        (Undefined(UnknownReason.GAP, "the_fees", bool), *["no answer, because the table ‘the fees’ gives none"] * 2),
    ],
)
def test_a_statement_reads_as_it_holds_and_as_it_does_not(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (Household.bins > 2, "number of bins is more than 2", "number of bins is not more than 2"),
        (Household.bins >= 2, "number of bins is at least 2", "number of bins is less than 2"),
        (Household.bins < 2, "number of bins is less than 2", "number of bins is at least 2"),
        (Household.bins <= 2, "number of bins is at most 2", "number of bins is more than 2"),
        (Household.bins == 2, "number of bins is 2", "number of bins is not 2"),
        (Household.bins != 2, "number of bins is not 2", "number of bins is 2"),
        (
            Household.capital > Money("16000"),
            "savings and investments are more than £16,000.00",
            "savings and investments are not more than £16,000.00",
        ),
        (Household.debts == Money("0"), "debts are £0.00", "debts are not £0.00"),
        (
            Household.bed <= Money("9"),
            "bed and breakfast charge is at most £9.00",
            "bed and breakfast charge is more than £9.00",
        ),
        (
            Household.income < Money("100"),
            "net weekly income is less than £100.00 a week",
            "net weekly income is at least £100.00 a week",
        ),
        (Household.rent != Money("0"), "rent is not £0.00 a month", "rent is £0.00 a month"),
        (Household.visits >= 2, "visits are at least 2 a week", "visits are less than 2 a week"),
        (
            Household.moved > date(2026, 5, 1),
            "day of moving in is after 1 May 2026",
            "day of moving in is not after 1 May 2026",
        ),
        (
            Household.moved >= date(2026, 5, 1),
            "day of moving in is on or after 1 May 2026",
            "day of moving in is before 1 May 2026",
        ),
        (
            Household.moved < date(2026, 5, 1),
            "day of moving in is before 1 May 2026",
            "day of moving in is on or after 1 May 2026",
        ),
        (
            Household.moved <= date(2026, 5, 1),
            "day of moving in is on or before 1 May 2026",
            "day of moving in is after 1 May 2026",
        ),
        (Household.moved == date(2026, 5, 1), "day of moving in is 1 May 2026", "day of moving in is not 1 May 2026"),
        (Household.tenure == Tenure.PRIVATE_RENT, "tenure is private rent", "tenure is not private rent"),
        (Household.postcode == Postcode("DT97 1AA"), "postcode is DT97 1AA", "postcode is not DT97 1AA"),
        (Household.band == "A, or B", "council tax band is ‘A, or B’", "council tax band is not ‘A, or B’"),
        (Household.band == "", "council tax band is ‘’", "council tax band is not ‘’"),
        (
            when(A, Money("1")).otherwise(Money("2")) > Household.capital,
            "(£1.00 when somebody gets Universal Credit; otherwise £2.00) is more than savings and investments",
            "(£1.00 when somebody gets Universal Credit; otherwise £2.00) is not more than savings and investments",
        ),
    ],
)
def test_a_comparison_agrees_with_its_subject(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (as_expression(value=True) == A, "somebody gets Universal Credit", "nobody gets Universal Credit"),
        (as_expression(value=False) == A, "nobody gets Universal Credit", "somebody gets Universal Credit"),
        (as_expression(value=True) != A, "nobody gets Universal Credit", "somebody gets Universal Credit"),
        (
            A == B,
            "these are both so, or both not so: somebody gets Universal Credit; somebody has a Blue Badge",
            "just one of these is so: somebody gets Universal Credit; somebody has a Blue Badge",
        ),
        (
            all_of(B, C) != A,
            (
                "just one of these is so: (somebody has a Blue Badge; and the applicant lives alone); "
                "somebody gets Universal Credit"
            ),
            (
                "these are both so, or both not so: (somebody has a Blue Badge; and the applicant lives alone); "
                "somebody gets Universal Credit"
            ),
        ),
    ],
)
def test_two_conditions_are_compared_as_statements(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (is_one_of(Household.band, "A", "B"), "council tax band is one of A, B", "council tax band is none of A, B"),
        (is_one_of(Household.band, "A"), "council tax band is A", "council tax band is not A"),
        (
            is_one_of(Household.income, Money("1"), policy_value("usual", Money, per=Per.WEEK)),
            "net weekly income is one of £1.00 a week, the usual",
            "net weekly income is none of £1.00 a week, the usual",
        ),
        (
            is_one_of(Household.debts, Money("1"), Household.capital + Money("1")),
            "debts are one of £1.00, (savings and investments plus £1.00)",
            "debts are none of £1.00, (savings and investments plus £1.00)",
        ),
    ],
)
def test_membership_lists_the_options(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (
            all_of(A, B, C),
            "somebody gets Universal Credit; somebody has a Blue Badge; and the applicant lives alone",
            (
                "not all of these are so: somebody gets Universal Credit; somebody has a Blue Badge; "
                "the applicant lives alone"
            ),
        ),
        (
            any_of(A, B),
            "somebody gets Universal Credit; or somebody has a Blue Badge",
            "none of these is so: somebody gets Universal Credit; somebody has a Blue Badge",
        ),
        (any_of(A), "somebody gets Universal Credit", "nobody gets Universal Credit"),
        (
            all_of(A, any_of(B, C)),
            "somebody gets Universal Credit; and (somebody has a Blue Badge; or the applicant lives alone)",
            (
                "not all of these are so: somebody gets Universal Credit; "
                "(somebody has a Blue Badge; or the applicant lives alone)"
            ),
        ),
        (
            all_of(A, not_(any_of(B, C))),
            (
                "somebody gets Universal Credit; and "
                "(none of these is so: somebody has a Blue Badge; the applicant lives alone)"
            ),
            (
                "not all of these are so: somebody gets Universal Credit; "
                "(none of these is so: somebody has a Blue Badge; the applicant lives alone)"
            ),
        ),
    ],
)
def test_lists_within_lists_stand_in_brackets(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (
            exists(MEMBERS, lambda member: member.partner),
            "at least one of the members of the household: is a partner",
            "none of the members of the household: is a partner",
        ),
        (
            every(Household.children, lambda member: member.age < 18),
            "each of your children: age is less than 18",
            "not each of your children: age is less than 18",
        ),
        (
            exists(MEMBERS, lambda member: all_of(not_(member.partner), not_(member.carer))),
            "at least one of the members of the household: is not a partner; and cares for nobody",
            "none of the members of the household: is not a partner; and cares for nobody",
        ),
        (
            all_of(A, exists(MEMBERS, lambda member: member.partner)),
            "somebody gets Universal Credit; and (at least one of the members of the household: is a partner)",
            (
                "not all of these are so: somebody gets Universal Credit; "
                "(at least one of the members of the household: is a partner)"
            ),
        ),
        (
            exists(
                MEMBERS, lambda member: exists(member.jobs, lambda job: all_of(job.pay > Money("10"), member.partner))
            ),
            (
                "at least one of the members of the household: at least one of the jobs: "
                "pay is more than £10.00 a week; and is a partner (of the same one of the members of the household)"
            ),
            (
                "none of the members of the household: at least one of the jobs: "
                "pay is more than £10.00 a week; and is a partner (of the same one of the members of the household)"
            ),
        ),
    ],
)
def test_conditions_over_members_say_of_whom(rule: Condition, yes: str, no: str) -> None:
    assert read_aloud(rule) == yes
    assert read_aloud(rule, holds=False) == no
