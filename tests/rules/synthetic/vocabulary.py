"""A vocabulary with every type of fact, and marginals for it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, fact
from localgov_components.rules.synthetic import (
    NUMBER,
    Marginal,
    SyntheticPopulation,
    between,
    given,
    member_counts,
    quantiles,
    shares,
)

__all__ = ["MARGINALS", "Household", "Job", "Member", "Tenure", "population"]


class Tenure(StrEnum):
    """How a home is held."""

    OWNED = "owned"
    RENTED = "rented"


class Job(Facts, id="job"):
    """Work that a member does."""

    hours: Fact[int] = fact("hours a week")


class Member(Facts, id="member"):
    """Somebody in the household."""

    is_partner: Fact[bool] = fact("is a partner")
    born: Fact[date] = fact("date of birth")
    jobs: Fact[list[Job]] = fact("jobs")


class Household(Facts, id="household"):
    """A household."""

    pensioner: Fact[bool] = fact("is of pension age")
    tenure: Fact[Tenure] = fact("tenure")
    postcode: Fact[Postcode] = fact("postcode")
    ward: Fact[str] = fact("ward")
    capital: Fact[Money] = fact("capital")
    rate: Fact[Decimal] = fact("rate", places=2)
    members: Fact[list[Member]] = fact("members")


MARGINALS: dict[str, Marginal] = {
    "household.pensioner": shares({True: "0.25", False: "0.75"}),
    "household.tenure": shares({Tenure.OWNED: "0.6", Tenure.RENTED: "0.4"}, unknown="0.1"),
    "household.postcode": shares({Postcode.parse("ZZ99 3WZ"): 1}),
    "household.ward": shares({"North": "0.5", "South": "0.5"}),
    "household.capital": given(
        Household.pensioner,
        {
            True: quantiles({0: Money("0.00"), "0.5": Money("5000.00"), 1: Money("90000.00")}),
            False: quantiles({0: Money("0.00"), "0.9": Money("900.00"), 1: Money("20000.00")}, unknown="0.5"),
        },
        otherwise=shares({Money("0.00"): 1}),
    ),
    "household.rate": between(Decimal("0.10"), Decimal("0.30"), step=Decimal("0.05")),
    "household.members": member_counts({0: "0.3", 1: "0.3", 3: "0.4"}, incomplete="0.1", unknown="0.1"),
    "member.is_partner": given(NUMBER, {1: shares({True: 1})}, otherwise=shares({False: 1})),
    "member.born": given(
        "household.pensioner",
        {True: between(date(1930, 1, 1), date(1950, 1, 1))},
        otherwise=between(date(1970, 1, 1), date(2020, 12, 31), step=7),
    ),
    "member.jobs": member_counts({0: "0.5", 2: "0.5"}),
    "job.hours": between(1, 48),
}


def population(seed: int = 1, **instead: Marginal) -> SyntheticPopulation:
    """Households, with some marginals exchanged: `household__capital=…`."""
    exchanged = {id_.replace("__", "."): marginal for id_, marginal in instead.items()}
    return SyntheticPopulation(Household, {**MARGINALS, **exchanged}, seed=seed)
