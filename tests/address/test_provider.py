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
from localgov_components.address.grid import GridPoint
from localgov_components.identifiers import Postcode, Uprn, Usrn

POSTCODE = Postcode.parse("DT97 1AA")
UPRN = Uprn.parse("999900000017")


HERE = GridPoint(330_000, 81_000)
THERE = GridPoint(330_100, 81_200)

ONE_OF_EACH = {
    AddressCapability.POSTCODE: AddressQuery(postcode=POSTCODE),
    AddressCapability.UPRN: AddressQuery(uprn=UPRN),
    AddressCapability.USRN: AddressQuery(usrn=Usrn.parse("99000001")),
    AddressCapability.TEXT: AddressQuery(text="12A Tithebarn Street"),
    AddressCapability.PREFIX: AddressQuery(prefix="12a tit"),
    AddressCapability.STREET: AddressQuery(street="Tithebarn Street"),
    AddressCapability.NEAREST: AddressQuery(near=HERE),
    AddressCapability.RADIUS: AddressQuery(near=HERE, radius=50),
    AddressCapability.BOX: AddressQuery(box=(HERE, THERE)),
    AddressCapability.POLYGON: AddressQuery(polygon=(HERE, THERE, GridPoint(330_000, 81_200))),
}


@pytest.mark.parametrize("capability", AddressCapability)
def test_a_query_says_what_a_provider_must_be_able_to_do(capability: AddressCapability) -> None:
    assert ONE_OF_EACH[capability].needs is capability


def test_a_query_asks_one_thing() -> None:
    for asked in ({"postcode": POSTCODE, "uprn": UPRN}, {"near": HERE, "box": (HERE, THERE)}, {}):
        with pytest.raises(ValidationError, match="asks one thing"):
            AddressQuery.model_validate(asked)


def test_a_radius_has_a_point() -> None:
    with pytest.raises(ValidationError, match="give near too"):
        AddressQuery(postcode=POSTCODE, radius=50)
    for radius in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValidationError, match="radius"):
            AddressQuery(near=HERE, radius=radius)


def test_the_corners_of_a_box_come_south_west_first() -> None:
    with pytest.raises(ValidationError, match="south-west"):
        AddressQuery(box=(THERE, HERE))


@pytest.mark.parametrize("kind", ["text", "prefix", "street"])
@pytest.mark.parametrize("text", ["", " \n "])
def test_a_query_for_no_text_says_so(kind: str, text: str) -> None:
    with pytest.raises(ValidationError, match=r"there is nothing to look for\. Give some of an address\."):
        AddressQuery.model_validate({kind: text})


@pytest.mark.parametrize("kind", ["text", "prefix", "street"])
def test_text_is_not_endless(kind: str) -> None:
    with pytest.raises(ValidationError, match="too_long"):
        AddressQuery.model_validate({kind: "x" * 1_001})


@pytest.mark.parametrize("bounds", [{"offset": -1}, {"limit": 0}])
def test_a_page_begins_and_ends_somewhere(bounds: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="greater than"):
        AddressQuery.model_validate({"postcode": POSTCODE} | bounds)


def test_a_page_cannot_hold_more_than_there_are() -> None:
    with pytest.raises(ValidationError, match="less than the page holds"):
        AddressPage(addresses=(address(),), total=0)


def test_neither_query_nor_page_shows_an_address() -> None:
    shown = repr([*ONE_OF_EACH.values(), AddressPage(addresses=(address(**HOUSE),), total=1)])
    assert "8100" not in shown
    assert "DT97" not in shown
    assert "9999000" not in shown
    assert "Tithebarn" not in shown


def test_the_kind_of_plugin_promises_what_the_protocol_says() -> None:
    assert ADDRESS_PROVIDERS.protocol is AddressProvider
    assert ADDRESS_PROVIDERS.group == "localgov_components.address_providers"


def test_half_a_character_is_looked_up_as_one_that_nobody_knows() -> None:
    query = AddressQuery(text="\ud83c Mill\u00a0Lane")
    assert query.text == "\ufffd Mill Lane"
    assert AddressQuery.model_validate_json(query.model_dump_json()) == query
    assert AddressQuery(text="\ud83c\udfe0 Mill Lane").text == "\U0001f3e0 Mill Lane"
