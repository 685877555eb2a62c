"""Council support: Ambleford's own reduction of council tax for households with little money."""

from datetime import date
from decimal import Decimal

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Fact,
    Facts,
    Per,
    age_on,
    all_of,
    bands,
    count_of,
    define,
    exists,
    fact,
    larger_of,
    not_,
    policy_value,
    sum_of,
    taper,
    when,
)

ADULT = 18
"""Age at which somebody is no longer a child."""


class Member(Facts, id="member"):
    """Somebody who lives with the applicant."""

    is_partner: Fact[bool] = fact("is your partner", denied="is not your partner")
    born: Fact[date] = fact("date of birth", protected="age")
    earnings: Fact[Money] = fact("gross earnings", per=Per.WEEK, plural=True, sensitivity="financial", cost=3)


class Household(Facts, id="household"):
    """What decides whether a household gets support, and how much."""

    pension_age: Fact[bool] = fact("you are of pension age", denied="you are of working age", protected="age")
    capital: Fact[Money] = fact(
        "savings and investments",
        meaning="Money in banks and building societies, shares and property other than the home",
        cites="Ambleford Council Support Scheme 2026, paragraph 8",
        sensitivity="financial",
        protected="capital",
        cost=2,
    )
    income: Fact[Money] = fact(
        "net income",
        meaning="What you and a partner have each week after tax and National Insurance",
        cites="Ambleford Council Support Scheme 2026, paragraph 10",
        per=Per.WEEK,
        sensitivity="financial",
        actionable=True,
        cost=3,
    )
    council_tax: Fact[Money] = fact("council tax on the home", per=Per.WEEK, sensitivity="financial")
    members: Fact[list[Member]] = fact("others in the household", plural=True)


couple = define(
    "couple",
    exists(Household.members, lambda member: member.is_partner),
    label="you have a partner",
    denied="you have no partner",
)
children = define(
    "children",
    count_of(Household.members, lambda member: age_on(member.born) < ADULT),
    label="number of children",
)
applicable_amount = define(
    "applicable_amount",
    when(couple, policy_value("couple_allowance", Money, per=Per.WEEK)).otherwise(
        policy_value("single_allowance", Money, per=Per.WEEK)
    )
    + policy_value("child_allowance", Money, per=Per.WEEK) * children,
    cites="Ambleford Council Support Scheme 2026, paragraph 9",
)
excess_income = define(
    "excess_income",
    larger_of(Household.income - applicable_amount, Money("0.00")),
    label="income above the applicable amount",
)
deductions = define(
    "deductions",
    sum_of(
        Household.members,
        lambda member: bands(
            member.earnings,
            (policy_value("deduction_threshold", Money, per=Per.WEEK), policy_value("deduction", Money, per=Per.WEEK)),
            below=Money("0.00"),
        ),
        where=lambda member: all_of(not_(member.is_partner), age_on(member.born) >= ADULT),
    ),
    label="deductions for other adults",
    cites="Ambleford Council Support Scheme 2026, paragraph 12",
)
weekly_support = define(
    "weekly_support",
    taper(
        Household.council_tax - deductions,
        excess_income,
        policy_value("taper", Decimal, places=2, at_most=1),
        rounding=Rounding.HALF_UP,
    ),
    label="support after income and deductions",
    plural=False,
    cites="Ambleford Council Support Scheme 2026, paragraph 14",
)

scheme = Scheme(
    "council-support",
    facts=Household,
    policy=[
        "capital_limit",
        "couple_allowance",
        "single_allowance",
        "child_allowance",
        "deduction_threshold",
        "deduction",
        "taper",
    ],
    ineligible=[
        rule(
            "pension-age",
            Household.pension_age,
            cites="Local Government Finance Act 1992, Schedule 1A; SI 2012/2885",
            prescribed=True,
        ),
        rule(
            "too-much-capital",
            Household.capital > policy_value("capital_limit", Money),
            cites="Ambleford Council Support Scheme 2026, paragraph 8",
        ),
    ],
    eligible=[
        rule(
            "support-left",
            weekly_support > Money("0.00"),
            cites="Ambleford Council Support Scheme 2026, paragraph 14",
        ),
    ],
    award=weekly_support,
    cites="Ambleford Council Support Scheme 2026",
)
