import asyncio
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import httpx2
import pytest
from pytest_httpserver import HTTPServer

from localgov_components.core import InvalidValueError, LocalGovError, ProviderUnavailableError
from localgov_components.transport import AsyncHttpTransport, HttpTransport, Request, Response, over_http

Send = Callable[..., Response]
Clock = Callable[[], float]


def send_sync(request: Request, *, timeout: float = 60, clock: Clock = time.monotonic) -> Response:
    with HttpTransport(timeout=timeout, clock=clock) as transport:
        return transport.send(request)


def send_async(request: Request, *, timeout: float = 60, clock: Clock = time.monotonic) -> Response:
    async def send() -> Response:
        async with AsyncHttpTransport(timeout=timeout, clock=clock) as transport:
            return await transport.send(request)

    return asyncio.run(send())


@pytest.fixture(params=[send_sync, send_async])
def send(request: pytest.FixtureRequest) -> Send:
    sender: Send = request.param
    return sender


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that accepts connections and never says anything."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


@pytest.fixture
def breaking_port() -> Iterator[int]:
    """A port whose server begins an answer and hangs up."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf")

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def test_method_headers_and_body_arrive_and_the_answer_comes_back(httpserver: HTTPServer, send: Send) -> None:
    httpserver.expect_request(
        "/v1", method="POST", headers={"authorization": "Bearer k"}, json={"a": 1}
    ).respond_with_json({"b": 2}, status=201)
    request = Request.with_json("POST", httpserver.url_for("/v1"), {"a": 1}, headers={"authorization": "Bearer k"})
    response = send(request)
    assert (response.status, response.json()) == (201, {"b": 2})


def test_an_error_status_is_an_answer_like_any_other(httpserver: HTTPServer, send: Send) -> None:
    httpserver.expect_request("/").respond_with_data("no", status=503)
    assert send(Request("GET", httpserver.url_for("/"))).status == 503


def test_a_redirect_is_not_followed(httpserver: HTTPServer, send: Send) -> None:
    httpserver.expect_request("/").respond_with_data("", status=302, headers={"location": "https://elsewhere.invalid/"})
    assert send(Request("GET", httpserver.url_for("/"))).headers["location"] == "https://elsewhere.invalid/"


def test_the_environment_is_not_read_for_a_proxy(
    httpserver: HTTPServer, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    httpserver.expect_request("/").respond_with_data("direct")
    assert send(Request("GET", httpserver.url_for("/"))).body == b"direct"


def test_silence_is_an_unknown_outcome_within_the_time_given(silent_port: int, send: Send) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        send(Request("GET", f"http://127.0.0.1:{silent_port}/"), timeout=0.2)
    assert error.value.code == "transport.timed-out"


def test_a_refused_connection_is_an_unknown_outcome(send: Send) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        send(Request("GET", "http://127.0.0.1:1/?reference=AMB-1"))
    assert error.value.code == "transport.no-answer"
    assert "AMB-1" not in str(error.value)


def test_an_answer_that_breaks_off_is_an_unknown_outcome(breaking_port: int, send: Send) -> None:
    with pytest.raises(ProviderUnavailableError):
        send(Request("GET", f"http://127.0.0.1:{breaking_port}/"))


@pytest.mark.parametrize("url", ["ftp://pay.example/", "http://[bad/", "/relative"])
def test_an_address_that_http_cannot_reach_is_refused(url: str, send: Send) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        send(Request("GET", url))
    assert refusal.value.code == "transport.request"


def test_a_host_that_no_name_server_could_know_is_no_crash(send: Send) -> None:
    with pytest.raises(LocalGovError):
        send(Request("GET", f"http://{'a' * 64}.example/"))


def test_an_answer_may_have_headers_of_any_letters(httpserver: HTTPServer, send: Send) -> None:
    httpserver.expect_request("/").respond_with_data("tea", headers={"x-served-by": "caf\xe9"})
    assert send(Request("GET", httpserver.url_for("/"))).body == b"tea"


def test_an_answer_that_unpacks_without_end_is_not_read_to_its_end(
    httpserver: HTTPServer, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(over_http, "MOST_BYTES", 1_000_000)
    for path, length in (("/fits", 1_000_000), ("/bomb", 1_000_001)):
        packed = gzip.compress(b"0" * length)
        httpserver.expect_request(path).respond_with_data(packed, headers={"content-encoding": "gzip"})
    assert len(send(Request("GET", httpserver.url_for("/fits"))).body) == 1_000_000
    with pytest.raises(ProviderUnavailableError) as refusal:
        send(Request("GET", httpserver.url_for("/bomb")))
    assert refusal.value.code == "transport.too-large"


def test_an_answer_that_drips_is_given_up_after_six_times_the_wait(httpserver: HTTPServer, send: Send) -> None:
    httpserver.expect_request("/").respond_with_data("drip")
    assert send(Request("GET", httpserver.url_for("/")), timeout=5, clock=iter([100, 130]).__next__).body == b"drip"
    with pytest.raises(ProviderUnavailableError) as refusal:
        send(Request("GET", httpserver.url_for("/")), timeout=5, clock=iter([100, 130.1]).__next__)
    assert refusal.value.code == "transport.timed-out"


def test_the_log_of_the_http_library_holds_no_query_of_ours(
    httpserver: HTTPServer, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    httpserver.expect_request("/postcode").respond_with_data("")
    with caplog.at_level("DEBUG"):
        send(Request("GET", httpserver.url_for("/postcode?postcode=DT97+1AA"), headers={"key": "a-secret-key"}))
        theirs = httpx2.get(httpserver.url_for("/postcode?page=2"))
    records = [record for record in caplog.records if record.name.startswith("http")]
    ours, others = (record.getMessage() for record in records if record.name == "httpx2")
    assert "/postcode " in ours
    assert "page=2" in others
    assert theirs.status_code == 200
    written = "".join(record.getMessage() for record in records)
    assert "DT97" not in written
    assert "a-secret-key" not in written
