"""The made-up support in our own language: the facts of a claim, the scheme, and its policy.

A claim that gets no support is not eligible. The award is rounded once, a half penny upwards.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from benchmarks.rules_cases import Claim
from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money, Rounding
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Known,
    Per,
    all_of,
    any_of,
    define,
    divided,
    fact,
    larger_of,
    not_,
    policy_value,
    rounded,
    when,
)

__all__ = ["BOUND", "DAY", "POLICY", "SCHEME", "Household", "data_of", "known_of"]

DAY = date(2026, 5, 1)
NOTHING = Money("0.00")


class Household(Facts, id="household"):
    """What is known about a claim."""

    age: Fact[int] = fact("age of the applicant", protected="age")
    partner_age: Fact[int] = fact("age of the partner, 0 without one", protected="age")
    children: Fact[int] = fact("dependent children", at_most=50)
    earnings: Fact[Money] = fact("net earnings", per=Per.WEEK, sensitivity="financial")
    other_income: Fact[Money] = fact("other income", per=Per.WEEK, sensitivity="financial")
    capital: Fact[Money] = fact("savings and investments", sensitivity="financial", protected="capital")
    council_tax: Fact[Money] = fact("council tax", per=Per.WEEK, sensitivity="financial")
    other_adults: Fact[int] = fact("other adults in the home", at_most=50)
    resident: Fact[bool] = fact("the applicant lives in the area", denied="the applicant lives elsewhere")
    liable: Fact[bool] = fact("the applicant pays council tax", denied="the applicant pays no council tax")
    student: Fact[bool] = fact("the applicant is a student", denied="the applicant is no student")
    disabled: Fact[bool] = fact("the applicant is disabled", sensitivity="special", protected="disability")
    carer: Fact[bool] = fact("the applicant is a carer", denied="the applicant is no carer")


FIGURES: Mapping[str, Money | Decimal | int] = {
    "pension_age": 66,
    "capital_limit": Money("16000.00"),
    "capital_lower_limit": Money("6000.00"),
    "capital_lower_limit_pensioner": Money("10000.00"),
    "tariff_income": Money("1.00"),
    "allowance_pensioner_couple": Money("366.00"),
    "allowance_pensioner": Money("244.40"),
    "allowance_couple": Money("144.65"),
    "allowance_single": Money("92.05"),
    "allowance_single_under_25": Money("72.90"),
    "premium_child": Money("84.66"),
    "premium_carer": Money("46.40"),
    "premium_disabled": Money("42.50"),
    "disregard_couple": Money("10.00"),
    "disregard_lone_parent": Money("25.00"),
    "disregard_single": Money("5.00"),
    "deduction_other_adult": Money("5.00"),
    "taper": Decimal("0.2"),
    "smallest_award": Money("0.50"),
}
POLICY = PolicySet(
    [PolicyDeclaration(key, type(figure), key.replace("_", " ")) for key, figure in FIGURES.items()],
    [
        PolicyValue(
            key, figure, Layer.COUNCIL, "Ambleford Council", date(2026, 4, 1), datetime(2026, 3, 11, tzinfo=UTC)
        )
        for key, figure in FIGURES.items()
    ],
)


def weekly(key: str) -> Expression[Money]:
    """A weekly amount of policy."""
    return policy_value(key, Money, per=Per.WEEK)


def tariff(lower_limit: str, step: Money) -> Expression[Money]:
    """Weekly income that capital above a limit is taken to give: so much for each step or part of one."""
    above = larger_of(Household.capital - policy_value(lower_limit, Money), NOTHING)
    return divided(above, step, rounding=Rounding.UP) * weekly("tariff_income")


def premium(condition: Condition, key: str) -> Expression[Money]:
    """An addition to the applicable amount where a condition holds."""
    return when(condition, weekly(key)).otherwise(NOTHING)


pensioner = define("pensioner", Household.age >= policy_value("pension_age", int))
couple = define("couple", Household.partner_age > 0)
has_children = define("has_children", Household.children > 0)
may_study = define("may_study", any_of(not_(Household.student), Household.disabled, has_children, pensioner))

allowance = define(
    "allowance",
    when(all_of(pensioner, couple), weekly("allowance_pensioner_couple"))
    .when(pensioner, weekly("allowance_pensioner"))
    .when(couple, weekly("allowance_couple"))
    .when(Household.age >= 25, weekly("allowance_single"))
    .otherwise(weekly("allowance_single_under_25")),
)
applicable_amount = define(
    "applicable_amount",
    allowance
    + Household.children * weekly("premium_child")
    + premium(Household.carer, "premium_carer")
    + premium(Household.disabled, "premium_disabled"),
)
disregard = define(
    "disregard",
    when(couple, weekly("disregard_couple"))
    .when(has_children, weekly("disregard_lone_parent"))
    .otherwise(weekly("disregard_single")),
)
tariff_income = define(
    "tariff_income",
    when(pensioner, tariff("capital_lower_limit_pensioner", Money("500.00"))).otherwise(
        tariff("capital_lower_limit", Money("250.00"))
    ),
)
income = define("income", larger_of(Household.earnings - disregard, NOTHING) + Household.other_income + tariff_income)
deductions = define(
    "deductions",
    when(any_of(Household.disabled, Household.carer), NOTHING).otherwise(
        Household.other_adults * weekly("deduction_other_adult")
    ),
)
support = define(
    "support",
    larger_of(Household.council_tax - deductions, NOTHING)
    - larger_of(income - applicable_amount, NOTHING) * policy_value("taper", Decimal, places=2, at_most=1),
)

SCHEME = Scheme(
    "made-up-support",
    facts=[Household],
    policy=list(FIGURES),
    ineligible=[
        rule("not-resident", not_(Household.resident)),
        rule("not-liable", not_(Household.liable)),
        rule("under-18", Household.age < 18),
        rule("too-much-capital", Household.capital > policy_value("capital_limit", Money)),
        rule("student", not_(may_study)),
        rule("too-little", support < weekly("smallest_award")),
    ],
    award=rounded(support, Rounding.HALF_UP),
)
BOUND = SCHEME.on(DAY, policy=POLICY)


def known_of(claim: Claim) -> Known:
    """A claim as values."""
    return Known(
        {
            "household.age": claim.age,
            "household.partner_age": claim.partner_age,
            "household.children": claim.children,
            "household.earnings": Money.from_pence(claim.earnings),
            "household.other_income": Money.from_pence(claim.other_income),
            "household.capital": Money.from_pence(claim.capital),
            "household.council_tax": Money.from_pence(claim.council_tax),
            "household.other_adults": claim.other_adults,
            "household.resident": claim.resident,
            "household.liable": claim.liable,
            "household.student": claim.student,
            "household.disabled": claim.disabled,
            "household.carer": claim.carer,
        }
    )


def data_of(claim: Claim) -> dict[str, object]:
    """A claim as JSON brings it: amounts as text."""
    known = known_of(claim)
    return {id_: str(value) if isinstance(value := known[id_], Money) else value for id_ in known}
