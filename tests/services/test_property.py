"""Addresses as options, from whichever provider there is, and a search where the provider can be asked by prefix."""

from dataclasses import dataclass, field
from datetime import date
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
from localgov_components.address.chain import Chain
from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.forms import SearchableSource
from localgov_components.services import AddressOptions, SearchableAddresses, address_options

TODAY = date(2026, 5, 1)
AREA = frozenset({"E07999001"})


@dataclass
class Fixed:
    """A provider with one answer."""

    addresses: tuple[GazetteerAddress, ...] = ()
    name: str = "fixed"
    capabilities: frozenset[AddressCapability] = frozenset({AddressCapability.POSTCODE})
    asked: list[AddressQuery] = field(default_factory=list)

    def find(self, query: AddressQuery) -> AddressPage:
        self.asked.append(query)
        return AddressPage(addresses=self.addresses, total=None)


class Away:
    name = "away"
    capabilities = frozenset({AddressCapability.POSTCODE})

    def find(self, query: AddressQuery) -> AddressPage:
        raise ProviderUnavailableError("no answer. Try again later.", code="addresses.away")


def searchable(provider: AddressProvider) -> SearchableAddresses:
    options = address_options(provider, AREA, on=TODAY)
    assert isinstance(options, SearchableAddresses)
    return options


def test_only_a_provider_that_can_be_asked_by_prefix_is_searched(gazetteer: Gazetteer) -> None:
    assert isinstance(searchable(gazetteer), SearchableSource)
    plain = address_options(Fixed(), AREA, on=TODAY)
    assert isinstance(plain, AddressOptions)
    assert not isinstance(plain, SearchableSource)


def test_what_is_found_by_its_beginning_can_be_looked_up_by_its_postcode(gazetteer: Gazetteer) -> None:
    options = searchable(gazetteer)
    found = options.search("12 mill", limit=3)
    assert [option.label for option in found] == ["12 Mill Lane, Ambleford, DT97 1AF"]
    assert [option.given for option in found] == ["DT97 1AF"]
    assert found[0] in options.find("DT97 1AF")


def test_no_more_are_found_than_were_asked_for(gazetteer: Gazetteer) -> None:
    assert len(searchable(gazetteer).search("mill lane", limit=4)) == 4


def test_an_address_without_a_postcode_is_not_offered_where_one_is_needed_later() -> None:
    barn = GazetteerAddress.model_validate({"uprn": "999900000017", "single_line_address": "Tithe Barn"})
    barn_with = barn.model_copy(update={"uprn": "999900000025", "postcode": "DT97 1AA"})
    provider = Fixed((barn, barn_with), capabilities=frozenset({AddressCapability.PREFIX}))
    assert [option.given for option in searchable(provider).search("tithe", limit=5)] == ["DT97 1AA"]


def test_addresses_without_a_postcode_do_not_hide_one_that_has_one(tmp_path: Path) -> None:
    rows = [f"{999900000000 + number},{number} Tithe Lane,\n" for number in range(1, 40)]
    source = tmp_path / "lane.csv"
    source.write_text(f"uprn,address,postcode\n{''.join(rows)}999900000040,40 Tithe Lane,DT97 1AA\n", encoding="utf-8")
    Gazetteer.build(source, tmp_path / "lane.gazetteer")
    with Gazetteer.open(tmp_path / "lane.gazetteer") as lane:
        assert [option.given for option in searchable(lane).search("tithe lane", limit=5)] == ["DT97 1AA"]


@pytest.mark.parametrize("typed", ["", " \t", "x" * 201])
def test_what_begins_no_address_is_asked_of_nobody(typed: str) -> None:
    provider = Fixed(capabilities=frozenset({AddressCapability.PREFIX}))
    assert searchable(provider).search(typed, limit=5) == ()
    assert provider.asked == []


def test_a_chain_is_searched_by_whoever_of_it_can_be(gazetteer: Gazetteer) -> None:
    options = searchable(Chain(Away(), gazetteer))
    assert options.search("12 mill", limit=1)[0].given == "DT97 1AF"
    assert options.find("DT97 1AF")


def test_a_chain_that_could_not_look_does_not_say_that_nothing_is_there(gazetteer: Gazetteer) -> None:
    with pytest.raises(ProviderUnavailableError):
        searchable(Chain(Away(), gazetteer)).find("DT97 1ZZ")


def test_a_custodian_tells_the_area_where_the_gazetteer_has_no_code() -> None:
    house = {"uprn": "999900000017", "single_line_address": "1 Mill Lane", "custodian_code": "0505"}
    provider = Fixed((GazetteerAddress.model_validate(house),))
    options = address_options(provider, frozenset({"E07000008"}), on=TODAY)
    assert [option.facts["property.in_area"] for option in options.find("DT97 1AA")] == [True]


def test_what_is_no_postcode_has_no_addresses(gazetteer: Gazetteer) -> None:
    assert searchable(gazetteer).find("DT97") == ()
