import pytest
from pydantic import ValidationError
from tests.address.core_files import HOUSE, address

from localgov_components.address import (
    ADDRESS_PROVIDERS,
    AddressCapability,
    AddressPage,
    AddressProvider,
    AddressQuery,
)
from localgov_components.identifiers import Postcode, Uprn

POSTCODE = Postcode.parse("DT97 1AA")
UPRN = Uprn.parse("999900000017")


def test_a_query_says_what_a_provider_must_be_able_to_do() -> None:
    assert AddressQuery(postcode=POSTCODE).needs is AddressCapability.POSTCODE
    assert AddressQuery(uprn=UPRN).needs is AddressCapability.UPRN


def test_a_query_asks_one_thing() -> None:
    with pytest.raises(ValidationError, match="not both"):
        AddressQuery(postcode=POSTCODE, uprn=UPRN)


@pytest.mark.parametrize("bounds", [{"offset": -1}, {"limit": 0}])
def test_a_page_begins_and_ends_somewhere(bounds: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="greater than"):
        AddressQuery.model_validate({"postcode": POSTCODE} | bounds)


def test_a_page_cannot_hold_more_than_there_are() -> None:
    with pytest.raises(ValidationError, match="less than the page holds"):
        AddressPage(addresses=(address(),), total=0)


def test_neither_query_nor_page_shows_an_address() -> None:
    shown = repr(
        [AddressQuery(uprn=UPRN), AddressQuery(postcode=POSTCODE), AddressPage(addresses=(address(**HOUSE),), total=1)]
    )
    assert "DT97" not in shown
    assert "9999000" not in shown
    assert "Tithebarn" not in shown


def test_the_kind_of_plugin_promises_what_the_protocol_says() -> None:
    assert ADDRESS_PROVIDERS.protocol is AddressProvider
    assert ADDRESS_PROVIDERS.group == "localgov_components.address_providers"
