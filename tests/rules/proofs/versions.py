"""Two versions of a small vocabulary: facts added, kinds changed, an enumeration and a class of members made anew."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, fact

__all__ = ["Household", "Job", "LaterHousehold", "LaterMember", "LaterTenure", "Member", "Tenure"]


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented"


class Job(Facts, id="job"):
    pay: Fact[Money] = fact("pay", at_most=1000)


class Member(Facts, id="member"):
    age: Fact[int] = fact("age", at_most=150)
    adult: Fact[bool] = fact("the member is an adult")
    jobs: Fact[list[Job]] = fact("jobs of the member")


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings", at_most=10_000)
    share: Fact[Decimal] = fact("share of the rent", places=2, at_most=1)
    bins: Fact[int] = fact("number of bins", at_most=10)
    moved: Fact[date] = fact("day of moving in")
    frail: Fact[bool] = fact("an officer finds somebody frail", judgement=True)
    tenure: Fact[Tenure] = fact("how the home is held")
    band: Fact[str] = fact("council tax band")
    postcode: Fact[Postcode] = fact("postcode of the home")
    members: Fact[list[Member]] = fact("members of the household")


class LaterTenure(StrEnum):
    RENTED = "rented"
    SHARED = "shared"


class LaterMember(Facts, id="member"):
    age: Fact[int] = fact("age", at_most=100)
    student: Fact[bool] = fact("the member studies")


class LaterHousehold(Facts, id="household"):
    capital: Fact[Money] = fact("savings", at_most=5_000)
    share: Fact[Decimal] = fact("share of the rent", places=4, at_most=1)
    bins: Fact[bool] = fact("there are bins")
    cars: Fact[int] = fact("number of cars", at_most=10)
    tenure: Fact[LaterTenure] = fact("how the home is held")
    members: Fact[list[LaterMember]] = fact("members of the household")
