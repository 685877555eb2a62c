"""The rules of a council's support scheme, with every kind of threshold in them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Per,
    age_on,
    all_of,
    any_of,
    bands,
    count_of,
    decision_date,
    define,
    divided,
    every,
    exists,
    fact,
    is_one_of,
    larger_of,
    max_of,
    months,
    not_,
    policy_value,
    sum_of,
    taper,
    weeks_between,
    when,
)

__all__ = ["ON", "RULES", "FixedPolicy", "Household", "Member", "Tenure"]

ON = date(2026, 2, 28)


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"
    OTHER = "other"


class Member(Facts, id="member"):
    born: Fact[date] = fact()
    income: Fact[Money] = fact(per=Per.WEEK)
    partner: Fact[bool] = fact()
    hours: Fact[int] = fact()


class Household(Facts, id="household"):
    capital: Fact[Money] = fact()
    income: Fact[Money] = fact(per=Per.WEEK)
    tenure: Fact[Tenure] = fact()
    band: Fact[str] = fact()
    disabled: Fact[bool] = fact()
    moved: Fact[date] = fact()
    share: Fact[Decimal] = fact(places=2)
    members: Fact[list[Member]] = fact()
    vulnerable: Fact[bool] = fact(judgement=True)


class FixedPolicy:
    """Five values."""

    values = {  # noqa: RUF012 - never changed
        "capital_limit": Money("16000"),
        "single": Money("80.00"),
        "couple": Money("120.50"),
        "child": Money("66.90"),
        "pound": Money("1.00"),
        "rate": Decimal("0.2"),
    }

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        """The value under a key."""
        return self.values[key]


COUPLE = define("couple", exists(Household.members, lambda member: member.partner))
CHILDREN = count_of(Household.members, lambda member: age_on(member.born) < 18)
APPLICABLE = define(
    "applicable_amount",
    when(COUPLE, policy_value("couple", Money, per=Per.WEEK)).otherwise(policy_value("single", Money, per=Per.WEEK))
    + CHILDREN * policy_value("child", Money, per=Per.WEEK),
)
OVER = larger_of(Household.capital - Money("6000"), Money("0"))
TARIFF = divided(OVER, Money("250"), rounding=Rounding.UP) * policy_value("pound", Money, per=Per.WEEK, at_most=100)
EARNED = sum_of(Household.members, lambda member: member.income, where=lambda member: member.hours > 16)
TOTAL = define("total", Household.income + EARNED + TARIFF)
FULL = when(Household.disabled, Money("35.00")).otherwise(Money("25.00"))
AWARD = taper(FULL, larger_of(TOTAL - APPLICABLE, Money("0")), policy_value("rate", Decimal), rounding=Rounding.HALF_UP)

RULES: dict[str, Expression[Any]] = {
    "capital": Household.capital > policy_value("capital_limit", Money),
    "home": all_of(
        is_one_of(Household.tenure, Tenure.RENTED, Tenure.OWNED),
        not_(Household.vulnerable),
        Household.moved + months(6) <= decision_date(),
    ),
    "adults": every(
        Household.members, lambda member: any_of(age_on(member.born) >= 18, member.partner, member.hours == 0)
    ),
    "mixed": all_of(
        Household.band == "D",
        weeks_between(Household.moved, decision_date()) >= 26,
        Household.share > Decimal("0.25"),
        count_of(Household.members) <= 4,
        max_of(Household.members, lambda member: member.income, if_none=Money("0")) < Money("300"),
    ),
    "bands": bands(Household.capital, (Money("1000"), 1), (Money("5000"), 2), (Money("9999.99"), 3), below=0),
    "award": AWARD,
}
