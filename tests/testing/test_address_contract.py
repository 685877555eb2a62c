"""The contract of address providers holds for our own, and fails what breaks it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from localgov_components.address import (
    AddressCapability,
    AddressPage,
    AddressProvider,
    AddressQuery,
    Gazetteer,
    GazetteerAddress,
)
from localgov_components.identifiers import Postcode
from localgov_components.testing import AddressProviderContract as Contract

EXAMPLES = Path(__file__).parents[2] / "examples"


class Codes:
    some_postcode = Postcode.parse("DT97 1AA")
    no_postcode = Postcode.parse("DT97 9ZZ")


class TestGazetteer(Codes, Contract):
    def provider(self, folder: Path) -> AddressProvider:
        Gazetteer.build(EXAMPLES / "addresses.csv", folder / "addresses.gazetteer")
        return Gazetteer.open(folder / "addresses.gazetteer")


def address(uprn: str, postcode: Postcode) -> GazetteerAddress:
    return GazetteerAddress.model_validate({"uprn": uprn, "single_line_address": "1 Mill Lane", "postcode": postcode})


class Sound:
    """Two addresses at one postcode, kept in memory."""

    name = "sound"
    capabilities = frozenset({AddressCapability.POSTCODE, AddressCapability.UPRN})

    def __init__(self) -> None:
        self.held = [address("999900000001", Codes.some_postcode), address("999900000002", Codes.some_postcode)]

    def find(self, query: AddressQuery) -> AddressPage:
        found = [each for each in self.held if query.uprn in {None, each.uprn}]
        found = [each for each in found if query.postcode in {None, each.postcode}]
        return AddressPage(addresses=tuple(found[: query.limit]), total=len(found))


class Nameless(Sound):
    name = ""


class NeighbourInstead(Sound):
    def find(self, query: AddressQuery) -> AddressPage:
        page = super().find(query)
        return page if page.total else AddressPage(addresses=tuple(self.held), total=2)


class CountsThePage(Sound):
    def find(self, query: AddressQuery) -> AddressPage:
        page = super().find(query)
        return AddressPage(addresses=page.addresses, total=len(page.addresses))


class ForgetsAfterOnce(Sound):
    def find(self, query: AddressQuery) -> AddressPage:
        page = super().find(query)
        self.held = []
        return page


class SilentOnUprn(Sound):
    capabilities = frozenset({AddressCapability.POSTCODE})

    def find(self, query: AddressQuery) -> AddressPage:
        return AddressPage(addresses=(), total=0) if query.uprn else super().find(query)


class Talkative(Sound):
    def __repr__(self) -> str:
        return f"Talkative({self.held[0].postcode})"


def contract(make: Callable[[], AddressProvider]) -> Contract:
    class Held(Codes, Contract):
        def provider(self, folder: Path) -> AddressProvider:
            del folder
            return make()

    return Held()


CHECKS = [name for name in dir(Contract) if name.startswith("test_")]


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_provider_passes(check: str, tmp_path: Path) -> None:
    getattr(contract(Sound), check)(tmp_path)


@pytest.mark.parametrize(
    ("broken", "check"),
    [
        (Nameless, "test_has_a_name_and_says_what_it_can_be_asked"),
        (NeighbourInstead, "test_none_found_is_an_empty_page"),
        (CountsThePage, "test_a_page_of_some_says_how_many_there_are_in_all"),
        (ForgetsAfterOnce, "test_asking_again_gives_the_same"),
        (SilentOnUprn, "test_finds_one_property_by_its_uprn_or_says_that_it_cannot"),
        (Talkative, "test_shows_no_address_in_its_repr"),
    ],
)
def test_a_broken_provider_fails(broken: Callable[[], AddressProvider], check: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(contract(broken), check)(tmp_path)
