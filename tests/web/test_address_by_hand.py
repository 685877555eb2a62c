"""An address can always be typed by hand, and no look-up, then or later, puts another in its place."""

import pytest
from tests.address.os_places.replies import dpa, reply
from tests.web.town_hall import MORNING, TownHall

from localgov_components.address import AddressProvider, AddressQuery, Chain, OsPlaces
from localgov_components.forms import Journey
from localgov_components.transport import FakeTransport, Response

TYPED = "The Old Forge\nAmbleford\nDT97 1AA"


def os_places(response: Response) -> OsPlaces:
    return OsPlaces(FakeTransport(lambda _: response), "abcd1234")


KNOWS = os_places(Response.with_json(200, reply([dpa()])))
KNOWS_NOTHING = os_places(Response.with_json(200, reply(None)))
REFUSES = os_places(Response(401))
TOO_MANY = os_places(Response(429))
UNREADABLE = os_places(Response(200, body=b"<html>"))
SILENT = OsPlaces(FakeTransport.unreachable(), "abcd1234")


def typed_by_hand(hall: TownHall, addresses: AddressProvider) -> str:
    """Fill in a form up to the address, typed by hand; the token of its draft."""
    hall.addresses = addresses
    token = hall.desk().start(now=MORNING)
    pages = {
        "postcode": {"postcode": ["DT97 1AA"]},
        "address": {"address": ["not-listed"]},
        "address-by-hand": {
            "address-by-hand-line1": ["The Old Forge"],
            "address-by-hand-town": ["Ambleford"],
            "address-by-hand-postcode": ["DT97 1AA"],
        },
    }
    for page, submitted in pages.items():
        assert not hall.desk().answer(token, page, submitted, now=MORNING).problems
    return token


def journey(hall: TownHall, token: str) -> Journey:
    draft = hall.desk().find(token)
    assert draft is not None
    return hall.desk().journey(draft, now=MORNING)


@pytest.mark.parametrize("addresses", [KNOWS, KNOWS_NOTHING, REFUSES, TOO_MANY, UNREADABLE, SILENT, Chain(SILENT)])
def test_whatever_the_look_up_says_an_address_can_be_typed(hall: TownHall, addresses: AddressProvider) -> None:
    known = journey(hall, typed_by_hand(hall, addresses)).known
    assert known["property.address"] == TYPED
    assert "property.uprn" not in known
    assert "property.in_area" not in known


@pytest.mark.parametrize("then", [KNOWS, SILENT])
def test_a_look_up_that_knows_better_later_leaves_what_was_typed(hall: TownHall, then: AddressProvider) -> None:
    token = typed_by_hand(hall, KNOWS_NOTHING)
    hall.addresses = then
    hall.desk().answer(token, "bins", {"bins": ["2"]}, now=MORNING)
    known = journey(hall, token).known
    assert known["property.address"] == TYPED
    assert "property.uprn" not in known


def test_only_choosing_from_the_list_puts_another_address_in_its_place(hall: TownHall) -> None:
    token = typed_by_hand(hall, KNOWS)
    [listed] = KNOWS.find(AddressQuery.model_validate({"postcode": "DT97 1AA"})).addresses
    hall.desk().answer(token, "address", {"address": [str(listed.uprn)]}, now=MORNING)
    assert journey(hall, token).known["property.address"] == "1 MILL LANE, AMBLEFORD, DT97 1AA"
    hall.desk().answer(token, "address", {"address": ["not-listed"]}, now=MORNING)
    assert journey(hall, token).known["property.address"] == TYPED
