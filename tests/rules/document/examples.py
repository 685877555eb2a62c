"""A vocabulary with everything a document can declare, rules that use every form, and a small document to spoil."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from localgov_components.calendars import LeapDayBirthday
from localgov_components.identifiers import Postcode
from localgov_components.money import Money, Rounding
from localgov_components.rules import (
    Condition,
    Expression,
    Fact,
    Facts,
    Per,
    age_on,
    all_of,
    any_of,
    bands,
    converted,
    count_of,
    days,
    days_between,
    decision_date,
    define,
    divided,
    every,
    exists,
    fact,
    is_one_of,
    larger_of,
    max_of,
    min_of,
    months_between,
    not_,
    policy_value,
    rounded,
    smaller_of,
    sum_of,
    taper,
    weeks_between,
    when,
    years,
)

__all__ = ["RULES", "Bedrooms", "Household", "Member", "Pet", "Tenure", "small_document"]


class Tenure(Enum):
    RENTING = "renting"
    OWNING = "owning"


class Bedrooms(Enum):
    ONE = 1
    MORE = 2


class Pet(Facts, id="pet"):
    weight: Fact[Decimal] = fact("weight of the pet", places=1, at_most=100)


class Member(Facts, id="member"):
    age: Fact[int] = fact("age", at_most=150, protected="age")
    income: Fact[Money] = fact("income", per=Per.WEEK, sensitivity="financial")
    pets: Fact[list[Pet]] = fact("pets")


class Household(Facts, id="household"):
    capital: Fact[Money] = fact(
        "savings and investments",
        meaning="everything but the home",
        cites="a law, section 1",
        sensitivity="financial",
        protected="capital",
        cost=3,
        plural=True,
    )
    income: Fact[Money] = fact("income", per=Per.WEEK, at_most=10_000)
    share: Fact[Decimal] = fact("share", places=2, at_most=1)
    bins: Fact[int] = fact("number of bins", sensitivity="public", actionable=True)
    sick: Fact[bool] = fact("somebody is ill", denied="nobody is ill", sensitivity="special", judgement=True)
    born: Fact[date] = fact("date of birth")
    band: Fact[str] = fact("council tax band")
    tenure: Fact[Tenure] = fact("how the home is held")
    bedrooms: Fact[Bedrooms] = fact("bedrooms")
    postcode: Fact[Postcode] = fact("postcode")
    members: Fact[list[Member]] = fact("members of the household")


def _is_child(member: Any) -> Condition:  # noqa: ANN401 - what an author's function is given
    return define("is_child", member.age < policy_value("adult_age", int, at_most=150), label="a child")


def _is_heavier(pet: Any, member: Any) -> Condition:  # noqa: ANN401
    return define("heavier", pet.weight > member.age)


_EXCESS = define("excess", larger_of(Household.income - policy_value("allowance", Money, per=Per.WEEK), Money("0")))

RULES: dict[str, Expression[Any]] = {
    "true": not_(
        all_of(Household.sick, any_of(Household.sick, not_(Household.sick)), is_one_of(Household.band, "A", "B"))
    ),
    "same": all_of(Household.tenure == Tenure.OWNING, Household.bedrooms != Bedrooms.ONE),
    "place": Household.postcode == Postcode.parse("DT97 1AA"),
    "taper": taper(policy_value("full", Money, per=Per.WEEK), _EXCESS, Decimal("0.20"), rounding=Rounding.HALF_UP),
    "banded": bands(Household.capital, (Money("6000"), 1), (Money("10000"), 2), below=0),
    "chosen": when(Household.sick, Tenure.RENTING).otherwise(Household.tenure),
    "smaller": smaller_of(Household.bins, Decimal("1.50"), policy_value("rate", Decimal, places=3)),
    "whole_quotient": divided(Household.capital, Money("500"), rounding=Rounding.UP),
    "amount_quotient": divided(Household.capital, Household.bins, rounding=Rounding.DOWN, places=4, if_zero=Money("0")),
    "number_quotient": divided(Household.bins, Household.share, rounding=Rounding.UP, places=2, if_zero=Decimal(0)),
    "yearly": converted(_EXCESS, to=Per.YEAR, rounding=Rounding.HALF_EVEN),
    "rounded": rounded(Household.share * Household.bins, Rounding.FLOOR, places=1),
    "age": age_on(Household.born, leap_day=LeapDayBirthday.FEBRUARY_28) >= 18,
    "time": days_between(Household.born, decision_date()) + weeks_between(Household.born, date(2026, 4, 1)),
    "months": months_between(Household.born, Household.born + years(1) - days(Household.bins)),
    "children": count_of(Household.members, _is_child) > count_of(Household.members),
    "heavy": exists(
        Household.members,
        lambda member: all_of(
            _is_child(member),
            every(member.pets, lambda pet: _is_heavier(pet, member)),
        ),
    ),
    "incomes": sum_of(Household.members, lambda member: member.income, where=_is_child),
    "least": min_of(Household.members, lambda member: member.income, if_none=Money("0")),
    "greatest": max_of(Household.members, lambda member: member.age, if_none=Household.bins, where=_is_child),
}
"""Rules that use every form between them; a definition stands in two bindings, and one speaks of two members."""

_SMALL: dict[str, Any] = {
    "language": 1,
    "enums": {"Tenure": [{"name": "RENTING", "value": "renting"}]},
    "facts": {
        "household.capital": {"type": "money", "label": "capital"},
        "household.income": {"type": "money", "label": "income", "per": "week"},
        "household.tenure": {"type": {"enum": "Tenure"}, "label": "tenure"},
        "household.members": {"type": {"members": ["member.age"]}, "label": "members"},
        "member.age": {"type": "integer", "label": "age"},
    },
    "definitions": {
        "rich": {
            "label": "rich",
            "as": {"compare": ">", "left": {"fact": "household.capital"}, "right": {"money": "9.00"}},
        },
        "young": {
            "label": "young",
            "of": ["household.members"],
            "as": {"compare": "<", "left": {"fact": "member.age", "of": "member"}, "right": 18},
        },
    },
    "rules": {
        "refused": {"all_of": [{"definition": "rich"}, {"not": {"definition": "rich"}}]},
        "renting": {
            "compare": "==",
            "left": {"fact": "household.tenure"},
            "right": {"enum": "Tenure", "value": "renting"},
        },
        "child": {
            "exists": {"fact": "household.members"},
            "as": "member",
            "condition": {"definition": "young", "of": ["member"]},
        },
        "weekly": {"calculate": "+", "left": {"fact": "household.income"}, "right": {"money": "1.00"}},
    },
}


def small_document() -> dict[str, Any]:
    """A document that is read, to be spoiled."""
    return deepcopy(_SMALL)
