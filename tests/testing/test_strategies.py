"""Strategies draw values that are values, and every vocabulary."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import find, given

from localgov_components.core.errors import NotSupportedError
from localgov_components.identifiers import CaseReference, Postcode, Uprn
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, fact
from localgov_components.testing import strategies


class Band(StrEnum):
    A = "a"
    B = "b"


class Household(Facts, id="household"):
    capital: Fact[Money] = fact("savings")
    moved_in: Fact[date] = fact("moved in on")
    band: Fact[Band] = fact("council tax band")


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


@given(strategies.known(Household))
def test_what_is_known_is_of_the_facts_own_types(known: Known) -> None:
    assert all(isinstance(known[id_], Money | date | Band) for id_ in known)


def test_any_fact_may_be_unknown_and_any_may_be_known() -> None:
    ids = {"household.capital", "household.moved_in", "household.band"}
    assert set(find(strategies.known(Household), lambda known: set(known) == ids)) == ids
    assert not list(find(strategies.known(Household), lambda known: not list(known)))


def test_a_fact_of_a_type_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(NotSupportedError, match="bytes"):
        strategies.known(Odd)
