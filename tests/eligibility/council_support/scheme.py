"""Help with council tax, as a fictional council gives it."""

from decimal import Decimal
from pathlib import Path

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Per,
    all_of,
    define,
    every,
    exists,
    fact,
    larger_of,
    not_,
    policy_value,
    rounded,
    sum_of,
    when,
)
from localgov_components.rules.tables import DecisionTable, Output

WEEK = Per.WEEK
ORDER = "Council Support Scheme 2026, paragraph"


class Member(Facts, id="member"):
    """Somebody in the household."""

    age: Fact[int] = fact("age of the member", protected="age", at_most=130, cites=f"{ORDER} 2")
    income: Fact[Money] = fact("net income of the member", per=WEEK, at_most=10_000, cites=f"{ORDER} 4")
    partner: Fact[bool] = fact(
        "is the applicant's partner", denied="is not the applicant's partner", cites=f"{ORDER} 2"
    )


class Household(Facts, id="household"):
    """The case."""

    capital: Fact[Money] = fact(
        "savings and investments", sensitivity="financial", protected="capital", cites=f"{ORDER} 3"
    )
    council_tax: Fact[Money] = fact("council tax", per=WEEK, at_most=1000, cites=f"{ORDER} 1")
    applied: Fact[bool] = fact("somebody has applied", denied="nobody has applied", actionable=True, cites=f"{ORDER} 1")
    members: Fact[list[Member]] = fact("members of the household", cites=f"{ORDER} 2")
    hardship: Fact[bool] = fact(
        "an officer finds hardship", denied="no officer finds hardship", judgement=True, cites=f"{ORDER} 7"
    )


def weekly(key: str) -> Expression[Money]:
    return policy_value(key, Money, per=WEEK, at_most=1000)


couple = define("couple", exists(Household.members, lambda member: member.partner), label="the applicant has a partner")
applicable_amount = define(
    "applicable_amount",
    when(couple, weekly("allowance_couple")).otherwise(weekly("allowance_single")),
    cites=f"{ORDER} 5",
)
income = define("income", sum_of(Household.members, lambda member: member.income), cites=f"{ORDER} 4")
grown_up = define("grown_up", every(Household.members, lambda member: member.age >= 18), label="everybody is of age")
band = DecisionTable.read(
    Path(__file__).parent / "band.csv", inputs=[Household], outputs=[Output("band", str)], name="capital_band"
)
over = larger_of(income - applicable_amount, Money("0.00"))

scheme = Scheme(
    "council-support",
    facts=[Household],
    policy=["capital_limit", "allowance_couple", "allowance_single", "rate"],
    ineligible=[
        rule("not-applied", not_(Household.applied), cites=f"{ORDER} 1"),
        rule("too-young", not_(grown_up), cites=f"{ORDER} 2"),
        rule("too-much-capital", Household.capital > policy_value("capital_limit", Money), cites=f"{ORDER} 3"),
    ],
    refer=[rule("hardship", all_of(Household.hardship, over > Money("50.00")), cites=f"{ORDER} 7")],
    eligible=[rule("low-income", over < Household.council_tax, cites=f"{ORDER} 5")],
    tier=band.expression,
    award=rounded(Household.council_tax * policy_value("rate", Decimal, places=2, at_most=1), Rounding.HALF_UP),
    cites="Council Support Scheme 2026",
)
