"""A vocabulary with labels of every shape, for reading aloud."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Per, fact


class Tenure(StrEnum):
    OWNED = "owned"
    PRIVATE_RENT = "private-rent"


class Job(Facts, id="job"):
    pay: Fact[Money] = fact("Pay", per=Per.WEEK)


class Member(Facts, id="member"):
    partner: Fact[bool] = fact("Is a partner")
    carer: Fact[bool] = fact("is a carer", denied="cares for nobody")
    born: Fact[date] = fact("Date of birth")
    age: Fact[int] = fact("age")
    share: Fact[Money] = fact("share of the rent")
    jobs: Fact[list[Job]] = fact("jobs")


class Household(Facts, id="household"):
    credit: Fact[bool] = fact("Somebody gets Universal Credit", denied="Nobody gets Universal Credit")
    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has a Blue Badge")
    alone: Fact[bool] = fact("the applicant lives alone")
    bins: Fact[int] = fact("Number of bins", at_most=1000)
    visits: Fact[int] = fact("visits", per=Per.WEEK, plural=True)
    rate: Fact[Decimal] = fact("rate", places=4)
    capital: Fact[Money] = fact("Savings and investments", cites="Order 2012, article 4")
    debts: Fact[Money] = fact("debts", plural=True)
    bed: Fact[Money] = fact("bed and breakfast charge", plural=False)
    income: Fact[Money] = fact("net weekly income", per=Per.WEEK)
    rent: Fact[Money] = fact("rent", per=Per.MONTH)
    moved: Fact[date] = fact("day of moving in")
    born: Fact[date] = fact("the applicant's date of birth")
    band: Fact[str] = fact("council tax band")
    tenure: Fact[Tenure] = fact("tenure")
    postcode: Fact[Postcode] = fact("postcode")
    members: Fact[list[Member]] = fact("Members of the household")
    children: Fact[list[Member]] = fact("your children")
