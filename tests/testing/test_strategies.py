"""Strategies draw values that are values, and every vocabulary."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import find, given

from localgov_components.core.errors import NotSupportedError
from localgov_components.identifiers import CaseReference, Postcode, Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    Fact,
    Facts,
    Known,
    Members,
    Per,
    Unknown,
    UnknownReason,
    any_of,
    evaluate,
    exists,
    fact,
    max_of,
    sum_of,
    when,
)
from localgov_components.testing import strategies


class Band(StrEnum):
    A = "a"
    B = "b"


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings")
    moved_in: Fact[date] = fact("moved in on")
    band: Fact[Band] = fact("council tax band")


class Child(Facts, id="child"):
    age: Fact[int] = fact("age", at_most=3)
    frail: Fact[bool] = fact("an officer finds the child frail", judgement=True)


class Family(Facts, id="family"):
    income: Fact[Money] = fact("income", per=Per.WEEK, at_most=2)
    share: Fact[Decimal] = fact("share", places=1, at_most=1)
    children: Fact[list[Child]] = fact("children")


class Odd(Facts, id="odd"):
    picture: Fact[bytes] = fact("a picture")


@given(strategies.uprns(), strategies.postcodes(), strategies.case_references(prefix="BRK"), strategies.money())
def test_every_drawn_value_reads_back_from_its_text(
    uprn: Uprn, postcode: Postcode, reference: CaseReference, amount: Money
) -> None:
    assert Uprn.parse(str(uprn)) == uprn
    assert Postcode.parse(str(postcode)) == postcode
    assert CaseReference.parse(str(reference)) == reference
    assert reference.prefix == "BRK"
    assert Money(str(amount)) == amount


@given(strategies.known(Household, complete=True))
def test_what_is_known_is_of_the_facts_own_types(known: Known) -> None:
    assert {id_: type(known[id_]) for id_ in known} == {
        "household.capital": Money, "household.moved_in": date, "household.band": Band,
    }  # fmt: skip


def test_any_fact_may_be_unknown_and_any_may_be_known() -> None:
    ids = {"household.capital", "household.moved_in", "household.band"}
    partly = strategies.known(Household)
    assert set(find(partly, lambda known: all(id_ in known for id_ in ids))) == ids
    assert not list(find(partly, lambda known: not list(known)))
    declined = Unknown(UnknownReason.DECLINED, ("household.band",))
    assert find(partly, lambda known: known["household.band"] == declined)["household.band"] == declined


@given(strategies.known(Family))
def test_a_rule_can_be_evaluated_for_all_that_is_drawn(known: Known) -> None:
    oldest = max_of(Family.children, lambda child: child.age, if_none=0)
    frail = exists(Family.children, lambda child: child.frail)
    found = evaluate(any_of(frail, oldest > 2, Family.income > Money("1")), known)
    assert isinstance(found, bool | Unknown)


@given(strategies.known(Family, complete=True))
def test_nothing_is_unknown_of_a_complete_case(known: Known) -> None:
    shared = sum_of(Family.children, lambda child: when(child.frail, child.age).otherwise(3))
    found = evaluate(shared * Family.share, known)
    assert isinstance(found, Decimal)
    assert known["family.income"] <= Money("2.00")
    assert known["family.children"].complete


def test_a_list_of_members_may_be_incomplete() -> None:
    at_least_none = Members([], complete=False)
    found = find(strategies.known(Family), lambda known: known["family.children"] == at_least_none)
    assert found["family.children"] == at_least_none


def test_a_fact_of_a_type_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(NotSupportedError, match="bytes"):
        strategies.known(Odd)
