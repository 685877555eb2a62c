"""A made-up scheme of council support, with everything that a scheme can have, its policy and one case."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from localgov_components.eligibility import Scheme, rule
from localgov_components.money import Money, Rounding
from localgov_components.policy import Layer, PolicyDeclaration, PolicySet, PolicyValue, SetAside, Signature
from localgov_components.rules import (
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Per,
    UnknownReason,
    all_of,
    any_of,
    define,
    exists,
    fact,
    larger_of,
    not_,
    policy_value,
    rounded,
    sum_of,
    taper,
    when,
)

__all__ = ["DECIDED", "KNOWN", "MAY", "POLICY", "RECORDED", "SCHEME", "Household", "Member", "Tier", "more_capital"]

MAY = date(2026, 5, 1)
RECORDED = datetime(2026, 1, 15, 9, tzinfo=UTC)
DECIDED = datetime(2026, 5, 2, 10, 30, tzinfo=UTC)


class Tier(StrEnum):
    """How much of the bill is met."""

    FULL = "full"
    PARTIAL = "partial"

    @property
    def label(self) -> str:
        """How it reads."""
        return "All of the bill" if self is Tier.FULL else "Part of the bill"


class Member(Facts, id="member"):
    """Somebody in the household."""

    partner: Fact[bool] = fact("is the partner", denied="is not the partner")
    earnings: Fact[Money] = fact("Earnings", per=Per.WEEK)
    age: Fact[int] = fact("Age", protected="age")
    name: Fact[str] = fact("Name")


class Household(Facts, id="household"):
    """Whoever pays the bill."""

    capital: Fact[Money] = fact(
        "Savings and investments", cites="SI 2012/2885, Schedule 1", sensitivity="financial", protected="capital"
    )
    income: Fact[Money] = fact("Net income", per=Per.WEEK, sensitivity="financial")
    liability: Fact[Money] = fact("Council tax to pay", per=Per.WEEK)
    passported: Fact[bool] = fact("somebody gets Income Support", denied="nobody gets Income Support", actionable=True)
    vulnerable: Fact[bool] = fact(
        "an officer finds the applicant vulnerable",
        denied="no officer finds the applicant vulnerable",
        judgement=True,
        sensitivity="special",
    )
    members: Fact[list[Member]] = fact("Members of the household")
    email: Fact[str] = fact("Email address")


couple = exists(Household.members, lambda member: member.partner)
others = define(
    "other_earnings",
    sum_of(Household.members, lambda member: member.earnings, where=lambda member: not_(member.partner)),
    label="earnings of other adults",
    cites="Schedule 1, paragraph 8",
)
applicable = define(
    "applicable_amount",
    when(couple, policy_value("couple_allowance", Money, per=Per.WEEK)).otherwise(Money("95.55")),
    label="the applicable amount",
    cites="Schedule 1, paragraph 6",
)
excess = define("excess_income", larger_of(Household.income - applicable, Money("0.00")), label="the excess income")
deduction = define("deduction", rounded(others * Decimal("0.1"), Rounding.HALF_UP), label="the deduction")
rate = policy_value("taper", Decimal, places=4, at_most=1)
tapered = taper(Household.liability, excess, rate, rounding=Rounding.HALF_UP) - deduction

SCHEME = Scheme(
    "council-support",
    facts=[Household],
    policy=["capital_limit", "couple_allowance", "taper"],
    cites="Local Government Finance Act 1992, section 13A",
    ineligible=[
        rule(
            "too-much-capital",
            Household.capital > policy_value("capital_limit", Money),
            cites="SI 2012/2885, regulation 11",
            prescribed=True,
        )
    ],
    refer=[rule("vulnerable", Household.vulnerable, cites="scheme, paragraph 20")],
    eligible=[
        rule(
            "low-income",
            any_of(Household.passported, all_of(excess < Household.liability, not_(Household.vulnerable))),
            cites="scheme, paragraph 4",
        )
    ],
    tier=when(Household.passported, Tier.FULL).otherwise(Tier.PARTIAL),
    award=when(Household.passported, Household.liability).otherwise(larger_of(tapered, Money("0.00"))),
)

SIGNED = Signature("Budget", "Cabinet minute 47", "Director of Finance", date(2026, 2, 3))
POLICY = PolicySet(
    [
        PolicyDeclaration("capital_limit", Money, "Capital limit", "SI 2012/2885, regulation 11", prescribed=True),
        PolicyDeclaration("couple_allowance", Money, "Allowance for a couple"),
        PolicyDeclaration("taper", Decimal, "Taper", "scheme, paragraph 7"),
    ],
    [
        PolicyValue("capital_limit", Money("16000"), Layer.NATION, "England", date(2013, 4, 1), RECORDED),
        PolicyValue(
            "couple_allowance",
            Money("150.15"),
            Layer.COUNCIL,
            "Ambleford Council",
            date(2026, 4, 1),
            RECORDED,
            signature=SIGNED,
        ),
        PolicyValue(
            "taper",
            Decimal("0.2"),
            Layer.COUNCIL,
            "Ambleford Council",
            date(2026, 4, 1),
            RECORDED,
            date(2027, 4, 1),
            Signature("Local need", "Council minute 9", "Head of Revenues"),
            SetAside("Localism Act 2011, section 1", "Monitoring officer", date(2026, 2, 1)),
        ),
    ],
)
"""The capital limit is prescribed; the taper goes beyond a bound."""

KNOWN = Known(
    {
        "household.capital": Money("2300.77"),
        "household.income": Money("171.15"),
        "household.liability": Money("30.00"),
        "household.passported": False,
        "household.vulnerable": Judgement(False, "Benefits officer", "Seen on 3 April", date(2026, 12, 31)),  # noqa: FBT003
        "household.members": Members(
            [
                Known({"member.partner": True, "member.earnings": Money("0.00"), "member.name": "Partner Secret"}),
                Known({"member.partner": False, "member.earnings": Money("123.45"), "member.age": 19}),
            ]
        ),
        "household.email": "secret@example.com",
    }
)
"""A couple with another adult, above the applicable amount by £21.00 a week."""


def more_capital(amount: str) -> Known:
    """The same case with another amount of savings."""
    return KNOWN | {"household.capital": Money(amount)}


UNDECIDED = Known(
    {
        "household.capital": Money("10.00"),
        "household.passported": UnknownReason.DECLINED,
        "household.members": Members([Known({"member.partner": UnknownReason.AWAITING_EVIDENCE})], complete=False),
    }
)
"""A case of which too little is known."""
