"""OS Places over real HTTP, against a server on this machine."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from tests.address.os_places.replies import KEY, dpa, reply, street
from werkzeug import Request as Asked
from werkzeug import Response as Answer

from localgov_components.address import AddressPage, AddressQuery, AsyncOsPlaces, OsPlaces
from localgov_components.address.grid import GridPoint
from localgov_components.core import ProviderRefusedError, ProviderUnavailableError
from localgov_components.identifiers import Postcode
from localgov_components.transport import (
    AsyncHttpTransport,
    AsyncPatientTransport,
    HttpTransport,
    PatientTransport,
    RateLimit,
    SharedRateLimit,
)

AT_POSTCODE = AddressQuery(postcode=Postcode.parse("DT97 1AA"))
POLYGON = AddressQuery(polygon=(GridPoint(333000, 81000), GridPoint(333100, 81000), GridPoint(333100, 81100)))

Find = Callable[..., AddressPage]


def find_sync(base_url: str, query: AddressQuery, *, timeout: float = 60) -> AddressPage:
    with HttpTransport(timeout=timeout) as transport:
        patient = PatientTransport(transport, RateLimit(600), sleep=lambda _: None)
        return OsPlaces(patient, KEY, base_url=base_url).find(query)


def find_async(base_url: str, query: AddressQuery, *, timeout: float = 60) -> AddressPage:
    async def no_sleep(_: float) -> None:
        pass

    async def find() -> AddressPage:
        async with AsyncHttpTransport(timeout=timeout) as transport:
            patient = AsyncPatientTransport(transport, RateLimit(600), sleep=no_sleep)
            return await AsyncOsPlaces(patient, KEY, base_url=base_url).find(query)

    return asyncio.run(find())


@pytest.fixture(params=[find_sync, find_async])
def find(request: pytest.FixtureRequest) -> Find:
    finder: Find = request.param
    return finder


def test_two_pages_come_over_the_wire(httpserver: HTTPServer, find: Find) -> None:
    rows = street(130)
    for offset in (0, 100):
        httpserver.expect_request(
            "/v1/postcode",
            method="GET",
            headers={"key": KEY},
            query_string={"postcode": "DT97 1AA", "maxresults": "100", "offset": str(offset), "dataset": "DPA,LPI"},
        ).respond_with_json(reply(rows[offset : offset + 100], total=130))
    assert find(httpserver.url_for("/v1"), AT_POSTCODE).total == 130


def test_a_polygon_is_posted(httpserver: HTTPServer, find: Find) -> None:
    ring = [[333000.0, 81000.0], [333100.0, 81000.0], [333100.0, 81100.0], [333000.0, 81000.0]]
    httpserver.expect_request(
        "/v1/polygon", method="POST", headers={"key": KEY}, json={"type": "Polygon", "coordinates": [ring]}
    ).respond_with_json(reply([dpa()]))
    assert find(httpserver.url_for("/v1/"), POLYGON).total == 1


def test_too_many_requests_are_repeated_when_it_asks_for_it(httpserver: HTTPServer, find: Find) -> None:
    answers = [Answer("", status=429, headers={"retry-after": "0"}), Answer("", status=429)]

    def answer(_: Asked) -> Answer:
        return answers.pop() if answers else Answer('{"header": {}}', content_type="application/json")

    httpserver.expect_request("/v1/postcode").respond_with_handler(answer)
    assert find(httpserver.url_for("/v1"), AT_POSTCODE).total == 0
    assert [answered.status_code for _, answered in httpserver.log] == [429, 429, 200]


def test_a_refused_key_is_not_shown(httpserver: HTTPServer, find: Find, caplog: pytest.LogCaptureFixture) -> None:
    httpserver.expect_request("/v1/postcode").respond_with_json(
        {"fault": {"faultstring": f"Invalid ApiKey {KEY}"}}, status=401
    )
    with caplog.at_level("DEBUG"), pytest.raises(ProviderRefusedError) as error:
        find(httpserver.url_for("/v1"), AT_POSTCODE)
    assert error.value.code == "os-places.key"
    assert KEY not in str(error.value) + caplog.text


def test_silence_is_an_unknown_outcome(find: Find) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent, pytest.raises(ProviderUnavailableError) as error:
        find(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", AT_POSTCODE, timeout=0.5)
    assert error.value.code == "transport.timed-out"


def test_all_that_use_a_key_share_its_limit(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/v1/postcode").respond_with_json(reply([dpa()]))
    codes = []
    with HttpTransport(timeout=60) as transport:
        for _ in range(3):
            limit = SharedRateLimit(tmp_path / "os-places.limit", 2)
            patient = PatientTransport(transport, limit, longest_wait=1, clock=lambda: 1_800_000_000.0)
            try:
                OsPlaces(patient, KEY, base_url=httpserver.url_for("/v1")).find(AT_POSTCODE)
            except ProviderUnavailableError as error:
                codes.append(error.code)
    assert codes == ["transport.too-many-waiting"]
    assert len(httpserver.log) == 2
