"""The contract of address providers holds for our own, and fails what breaks it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.address.os_places.replies import KEY, dpa, lpi, paging, street

from localgov_components.address import (
    AddressCapability,
    AddressPage,
    AddressProvider,
    AddressQuery,
    CachedAddresses,
    Chain,
    Gazetteer,
    GazetteerAddress,
    OsPlaces,
)
from localgov_components.core import NotSupportedError
from localgov_components.identifiers import Postcode
from localgov_components.testing import AddressProviderContract as Contract
from localgov_components.transport import FakeTransport, Request, Response

EXAMPLES = Path(__file__).parents[2] / "examples"


class Codes:
    some_postcode = Postcode.parse("DT97 1AA")
    no_postcode = Postcode.parse("DT97 9ZZ")


def gazetteer(folder: Path) -> Gazetteer:
    Gazetteer.build(EXAMPLES / "addresses.csv", folder / "addresses.gazetteer")
    return Gazetteer.open(folder / "addresses.gazetteer")


def os_places() -> OsPlaces:
    """An OS Places that knows one postcode, with a property of both datasets, a Welsh twin and ten others."""
    rows = [*street(12), lpi("199990003", "3"), dpa("199990004", "4", LANGUAGE="CY", ADDRESS="4, LÔN Y FELIN")]
    known, nothing = paging(rows), paging([])

    def answer(request: Request) -> Response:
        if request.path.endswith("/uprn"):
            wanted = request.query["uprn"]
            return paging([row for row in rows if wanted in {each["UPRN"] for each in row.values()}])(request)
        return (known if request.query["postcode"] == str(Codes.some_postcode) else nothing)(request)

    return OsPlaces(FakeTransport(answer), KEY)


class TestGazetteer(Codes, Contract):
    def provider(self, folder: Path) -> AddressProvider:
        return gazetteer(folder)


class TestOsPlaces(Codes, Contract):
    def provider(self, folder: Path) -> AddressProvider:
        return os_places()


class TestChain(Codes, Contract):
    def provider(self, folder: Path) -> AddressProvider:
        return Chain(gazetteer(folder), os_places())


class TestCachedAddresses(Codes, Contract):
    def provider(self, folder: Path) -> AddressProvider:
        clock = datetime(2026, 11, 26, 12, tzinfo=UTC)
        return CachedAddresses(os_places(), folder / "cache", keep_for=timedelta(days=1), clock=lambda: clock)


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
        if query.needs not in self.capabilities:
            raise NotSupportedError("ask by postcode or UPRN", code="sound.query")
        return AddressPage(addresses=tuple(found[query.offset :][: query.limit]), total=len(found))


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


class SilentOnText(Sound):
    def find(self, query: AddressQuery) -> AddressPage:
        return AddressPage(addresses=(), total=0) if query.text else super().find(query)


class StartsAgain(Sound):
    def find(self, query: AddressQuery) -> AddressPage:
        return super().find(query.model_copy(update={"offset": 0}))


class Twice(Sound):
    def __init__(self) -> None:
        super().__init__()
        self.held.append(self.held[0])


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
        (SilentOnText, "test_what_it_cannot_be_asked_it_refuses"),
        (StartsAgain, "test_pages_put_together_are_the_whole"),
        (StartsAgain, "test_a_page_beyond_the_end_is_empty"),
        (Twice, "test_pages_put_together_are_the_whole"),
        (Talkative, "test_shows_no_address_in_its_repr"),
    ],
)
def test_a_broken_provider_fails(broken: Callable[[], AddressProvider], check: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(contract(broken), check)(tmp_path)
