"""What OS Places answers becomes pages of addresses; nothing of it is a part taken for the whole."""

import asyncio
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.address.os_places.replies import KEY, dpa, lpi, paging, reply, street

from localgov_components.address import AddressCapability, AddressQuery, AsyncOsPlaces, OsPlaces
from localgov_components.address.grid import GridPoint
from localgov_components.core import NotSupportedError, ProviderError, ProviderUnavailableError
from localgov_components.identifiers import Postcode, Uprn, Usrn
from localgov_components.transport import AsyncFakeTransport, FakeTransport, Request, Response

POSTCODE = Postcode.parse("DT97 1AA")
AT_POSTCODE = AddressQuery(postcode=POSTCODE)
POINT = GridPoint(333000, 81000)


def answering(*bodies: object) -> tuple[FakeTransport, OsPlaces]:
    """Answers with one body after another; the last again and again."""
    left = list(bodies)

    def answer(_: Request) -> Response:
        return Response.with_json(200, left.pop(0) if len(left) > 1 else left[0])

    transport = FakeTransport(answer)
    return transport, OsPlaces(transport, KEY)


def asked(query: AddressQuery) -> Request:
    transport, places = answering(reply([dpa()]))
    places.find(query)
    return transport.requests[0]


@pytest.mark.parametrize(
    ("query", "method", "parameters"),
    [
        (AT_POSTCODE, "postcode", {"postcode": "DT97 1AA", "maxresults": "100", "offset": "0"}),
        (AddressQuery(uprn=Uprn.parse("000199990001")), "uprn", {"uprn": "199990001"}),
        (AddressQuery(text="1 mill lane & co"), "find", {"query": "1 mill lane & co"}),
        (AddressQuery(near=POINT), "nearest", {"point": "333000,81000", "radius": "1000", "srs": "EPSG:27700"}),
        (
            AddressQuery(near=GridPoint(333000.126, 81000.5), radius=2.5),
            "radius",
            {"point": "333000.13,81000.5", "radius": "2.5"},
        ),
        (AddressQuery(box=(POINT, GridPoint(334000, 82000))), "bbox", {"bbox": "333000,81000,334000,82000"}),
    ],
)
def test_each_query_is_asked_with_the_method_for_it(
    query: AddressQuery, method: str, parameters: dict[str, str]
) -> None:
    request = asked(query)
    assert request.path == f"/search/places/v1/{method}"
    assert request.method == "GET"
    assert request.query.items() >= (parameters | {"dataset": "DPA,LPI"}).items()


def test_a_polygon_is_sent_as_geojson_that_ends_where_it_begins() -> None:
    corners = (POINT, GridPoint(333100, 81000), GridPoint(333100, 81100))
    request = asked(AddressQuery(polygon=corners))
    assert (request.method, request.path) == ("POST", "/search/places/v1/polygon")
    assert request.headers["content-type"] == "application/json"
    ring = [[333000, 81000], [333100, 81000], [333100, 81100], [333000, 81000]]
    assert json.loads(request.body) == {"type": "Polygon", "coordinates": [ring]}
    assert json.loads(asked(AddressQuery(polygon=(*corners, POINT))).body)["coordinates"] == [ring]


def test_the_key_travels_in_a_header_and_in_no_address() -> None:
    request = asked(AT_POSTCODE)
    assert request.headers["key"] == KEY
    assert KEY not in request.url
    assert KEY not in repr(OsPlaces(FakeTransport.unreachable(), KEY)) + repr(request)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (AddressQuery(usrn=Usrn.parse("49000001")), "os-places.query"),
        (AddressQuery(prefix="1 mil"), "os-places.query"),
        (AddressQuery(street="Mill Lane"), "os-places.query"),
        (AddressQuery(near=POINT, radius=1000.01), "os-places.radius"),
        (AddressQuery(near=POINT, radius=0.009), "os-places.radius"),
        (AddressQuery(box=(POINT, GridPoint(334001, 82000))), "os-places.box"),
    ],
)
def test_what_os_places_cannot_do_is_refused_before_anything_is_sent(query: AddressQuery, code: str) -> None:
    transport, places = answering(reply(None))
    with pytest.raises(NotSupportedError) as refusal:
        places.find(query)
    assert refusal.value.code == code
    assert transport.requests == []


def test_capabilities_are_what_can_be_asked() -> None:
    beyond = {AddressCapability.USRN, AddressCapability.PREFIX, AddressCapability.STREET}
    assert OsPlaces.capabilities == frozenset(AddressCapability) - beyond == AsyncOsPlaces.capabilities


@pytest.mark.parametrize("body", [reply(None), reply([]), reply(None, total=-1)])
def test_no_results_is_none_found(body: object) -> None:
    page = answering(body)[1].find(AT_POSTCODE)
    assert (page.addresses, page.total) == ((), 0)


@pytest.mark.parametrize("body", [reply(None, total=7), reply([], total="7")])
def test_a_count_without_its_rows_is_not_taken_for_none(body: object) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        answering(body)[1].find(AT_POSTCODE)
    assert error.value.code == "os-places.unreadable"


@pytest.mark.parametrize("number", [1, 99, 100, 101, 200, 250])
def test_every_page_of_the_answer_is_read(number: int) -> None:
    transport = FakeTransport(paging(street(number)))
    page = OsPlaces(transport, KEY).find(AT_POSTCODE)
    assert [each.building_number for each in page.addresses] == [str(each) for each in range(1, number + 1)]
    assert page.total == number
    assert len(transport.requests) == number // 100 + 1  # a full page may not be the last, whatever the total says


@pytest.mark.parametrize("total", [1, 3, 150, 240, 1000, "250", None, -1])
def test_a_total_that_disagrees_with_the_list_loses_nothing(total: object) -> None:
    page = OsPlaces(FakeTransport(paging(street(250), total=total)), KEY).find(AT_POSTCODE)
    assert len(page.addresses) == page.total == 250


def test_a_service_that_always_gives_the_same_page_is_asked_no_third_time() -> None:
    transport, places = answering(reply([dpa()], total=22))
    assert len(places.find(AT_POSTCODE).addresses) == 1
    assert len(transport.requests) == 2


def test_a_page_is_cut_from_the_whole_in_walking_order() -> None:
    places = OsPlaces(FakeTransport(paging(street(120)[::-1])), KEY)
    page = places.find(AddressQuery(postcode=POSTCODE, offset=98, limit=4))
    assert [each.building_number for each in page.addresses] == ["99", "100", "101", "102"]
    assert page.total == 120


def test_free_text_is_read_as_far_as_the_page_and_keeps_its_order() -> None:
    transport = FakeTransport(paging(street(450)[::-1], total=99_000))
    page = OsPlaces(transport, KEY).find(AddressQuery(text="mill lane", offset=199, limit=2))
    assert [each.building_number for each in page.addresses] == ["251", "250"]
    assert page.total is None
    assert len(transport.requests) == 3


def test_an_answer_that_is_announced_as_too_large_is_refused_after_one_request() -> None:
    transport = FakeTransport(paging(street(300), total=80_000))
    with pytest.raises(NotSupportedError) as refusal:
        OsPlaces(transport, KEY).find(AddressQuery(text="mill lane"))
    assert refusal.value.code == "os-places.too-many-rows"
    assert len(transport.requests) == 1


def test_a_page_of_free_text_that_lies_too_deep_is_refused_after_one_request() -> None:
    transport = FakeTransport(paging(street(300), total=80_000))
    with pytest.raises(NotSupportedError):
        OsPlaces(transport, KEY).find(AddressQuery(text="mill lane", offset=5_000, limit=1))
    assert len(transport.requests) == 1


@settings(max_examples=20)
@given(st.integers(1, 350), st.integers(-5, 5_000))
@example(101, 100)
def test_whatever_total_is_announced_nothing_is_lost_or_doubled(number: int, total: int) -> None:
    page = OsPlaces(FakeTransport(paging(street(number), total=total)), KEY).find(AT_POSTCODE)
    assert [each.building_number for each in page.addresses] == [str(each) for each in range(1, number + 1)]
    assert page.total == number


@settings(max_examples=20)
@given(st.integers(0, 350), st.integers(10, 100))
def test_pages_shorter_than_asked_for_lose_nothing_where_the_total_is_right(number: int, length: int) -> None:
    rows = street(number)

    def answer(request: Request) -> Response:
        first = int(request.query["offset"])
        return Response.with_json(200, reply(rows[first : first + length], total=number, offset=first))

    assert OsPlaces(FakeTransport(answer), KEY).find(AT_POSTCODE).total == number


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["header", "results", "error", "DPA", "UPRN", "statuscode"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(max_examples=20)
@given(JSON)
def test_any_json_at_all_is_an_answer_or_a_typed_error(body: object) -> None:
    try:
        page = answering(body)[1].find(AT_POSTCODE)
    except ProviderError as error:
        assert error.code.startswith("os-places.")  # noqa: PT017 - either outcome is right
    else:
        assert page.total == 0


def test_an_answer_that_never_ends_is_refused_and_not_cut() -> None:
    def endless(request: Request) -> Response:
        first = int(request.query["offset"])
        return Response.with_json(200, reply([dpa(str(200_000 + first + each)) for each in range(100)], total=3))

    transport = FakeTransport(endless)
    with pytest.raises(NotSupportedError, match="more than 5000 rows"):
        OsPlaces(transport, KEY).find(AT_POSTCODE)
    assert len(transport.requests) == 50


def test_around_a_point_the_nearest_come_first() -> None:
    rows = [dpa(str(199_990_001 + metres), str(metres), X_COORDINATE=333000 + metres) for metres in (30, 5, 12)]
    rows.append(dpa("199990999", "99", X_COORDINATE=None, Y_COORDINATE=None))
    for query in (AddressQuery(near=POINT, radius=100), AddressQuery(near=POINT)):
        page = answering(reply(rows))[1].find(query)
        assert [each.building_number for each in page.addresses] == ["5", "12", "30", "99"]


def test_the_nearest_are_asked_for_once_and_are_not_counted() -> None:
    transport, places = answering(reply([dpa()], total=500))
    assert places.find(AddressQuery(near=POINT)).total is None
    assert len(transport.requests) == 1
    assert "maxresults" not in transport.requests[0].query


def test_a_property_of_both_datasets_is_one_address_that_knows_what_both_know() -> None:
    [address] = answering(reply([lpi(), dpa(UPRN="000199990001")]))[1].find(AT_POSTCODE).addresses
    assert (address.udprn, address.usrn) == ("51000001", "49000001")
    assert address.post_town == "AMBLEFORD"
    assert address.town_name is None
    assert address.alternates == ()


def test_the_first_dataset_asked_for_words_the_address() -> None:
    transport = FakeTransport(
        paging([dpa(), lpi(ADDRESS="THE OLD MILL, 1, MILL LANE, AMBLEFORD", PAO_TEXT="THE OLD MILL")])
    )
    [ours] = OsPlaces(transport, KEY, datasets=("LPI", "DPA")).find(AT_POSTCODE).addresses
    assert (ours.building_name, ours.town_name, ours.udprn) == ("THE OLD MILL", "AMBLEFORD", "51000001")
    [alternate] = ours.alternates
    assert alternate.single_line_address == "1, MILL LANE, AMBLEFORD, DT97 1AA"
    assert transport.requests[0].query["dataset"] == "LPI,DPA"


WELSH = {"ADDRESS": "1, LÔN Y FELIN, AMBLEFORD, DT97 1AA", "THOROUGHFARE_NAME": "LÔN Y FELIN", "LANGUAGE": "CY"}


@pytest.mark.parametrize("order", [1, -1])
def test_an_english_and_a_welsh_row_are_one_address_in_the_language_wanted(order: int) -> None:
    transport = FakeTransport(paging([dpa(), dpa(**WELSH)][::order]))
    [english] = OsPlaces(transport, KEY).find(AT_POSTCODE).addresses
    assert (english.language, english.street_name) == ("ENG", "MILL LANE")
    assert [(each.language, each.street_name) for each in english.alternates] == [("CYM", "LÔN Y FELIN")]
    [welsh] = OsPlaces(transport, KEY, language="CYM").find(AT_POSTCODE).addresses
    assert (welsh.language, welsh.street_name) == ("CYM", "LÔN Y FELIN")
    assert [each.language for each in welsh.alternates] == ["ENG"]


def test_a_further_name_is_kept_as_an_alternate_and_never_words_the_address() -> None:
    other = lpi(ADDRESS="MILL COTTAGE, MILL LANE, AMBLEFORD", PAO_TEXT="MILL COTTAGE", LPI_LOGICAL_STATUS_CODE="3")
    [address] = answering(reply([other, lpi()]))[1].find(AT_POSTCODE).addresses
    assert address.building_name is None
    assert address.logical_status == 1
    assert [(each.building_name, each.logical_status) for each in address.alternates] == [("MILL COTTAGE", 3)]


def test_a_property_that_is_no_more_is_found_by_its_uprn_alone() -> None:
    ended = dpa(LOGICAL_STATUS_CODE="8")
    assert answering(reply([ended]))[1].find(AT_POSTCODE).total == 0
    [address] = answering(reply([ended]))[1].find(AddressQuery(uprn=Uprn.parse("199990001"))).addresses
    assert address.logical_status == 8


def test_an_address_that_a_property_had_once_is_an_alternate_and_not_offered() -> None:
    once = lpi(ADDRESS="MILL COTTAGE, OLD LANE, AMBLEFORD", PAO_TEXT="MILL COTTAGE", LPI_LOGICAL_STATUS_CODE="8")
    [address] = answering(reply([once, dpa()]))[1].find(AT_POSTCODE).addresses
    assert [(each.building_name, each.logical_status) for each in address.alternates] == [("MILL COTTAGE", 8)]
    assert answering(reply([once]))[1].find(AT_POSTCODE).total == 0


def test_a_uprn_finds_no_other_property() -> None:
    page = answering(reply([dpa("199990002")]))[1].find(AddressQuery(uprn=Uprn.parse("199990001")))
    assert (page.addresses, page.total) == ((), 0)


def test_a_building_that_only_holds_the_addresses_found_is_left_out_unless_it_is_asked_for() -> None:
    rows = [
        dpa("199990010", "10", CLASSIFICATION_CODE="PP"),
        dpa("199990011", SUB_BUILDING_NAME="FLAT 1", PARENT_UPRN="199990010"),
        dpa("199990020", "20", CLASSIFICATION_CODE="PP"),
    ]
    places = answering(reply(rows))[1]
    found = [each.uprn.number for each in places.find(AT_POSTCODE).addresses]
    assert sorted(found) == [199990011, 199990020]
    assert places.find(AddressQuery(postcode=POSTCODE, include_shells=True)).total == 3


def test_national_custodians_and_what_is_not_postal_are_marked() -> None:
    rows = [dpa("199990001", "1", LOCAL_CUSTODIAN_CODE=7655, POSTAL_ADDRESS_CODE="N")]
    [address] = answering(reply(rows))[1].find(AT_POSTCODE).addresses
    assert (str(address.custodian_code), address.addressbase_postal) == ("7655", "N")


def test_a_council_is_the_custodian_where_a_national_body_has_a_row_too() -> None:
    rows = [dpa(LOCAL_CUSTODIAN_CODE=7655), lpi(LOCAL_CUSTODIAN_CODE=9055)]
    [address] = answering(reply(rows))[1].find(AT_POSTCODE).addresses
    assert str(address.custodian_code) == "9055"


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        None,
        {},
        {"header": []},
        {"header": {}, "results": {}},
        {"header": {}, "results": "none"},
        reply([{"XYZ": {}}]),
        reply([{"DPA": []}]),
        {"header": {}, "results": ["DPA"]},
        reply([dpa(UPRN=None)]),
        reply([dpa(UPRN="1.00023E+11")]),
        reply([dpa(ADDRESS="")]),
        reply([dpa(ADDRESS={"line": 1})]),
    ],
)
def test_a_shape_that_cannot_be_read_is_no_answer(body: object) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        answering(body)[1].find(AT_POSTCODE)
    assert error.value.code == "os-places.unreadable"
    assert "MILL" not in str(error.value)


def test_the_same_operation_runs_in_an_event_loop() -> None:
    transport = AsyncFakeTransport(paging(street(130)))
    page = asyncio.run(AsyncOsPlaces(transport, KEY).find(AT_POSTCODE))
    assert page == OsPlaces(FakeTransport(paging(street(130))), KEY).find(AT_POSTCODE)
    assert len(transport.requests) == 2
    assert KEY not in repr(AsyncOsPlaces(transport, KEY))
