import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from tests.payments.samples import KEY, RETURN_URL, SUBJECT, Clock, begin, link, payment_request
from tests.payments.sandbox.browser import Browser
from tests.payments.sandbox.test_pages import CARD

from localgov_components.core import ProviderUnavailableError
from localgov_components.payments import GovUkPay, PaymentDesk, PaymentState, PaySandbox
from localgov_components.payments.sandbox import FaultKind
from localgov_components.storage import Store
from localgov_components.transport import HttpTransport, Request


class Server(uvicorn.Server):
    """Tells when it has begun to listen."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def served(sandbox: PaySandbox) -> Iterator[str]:
    """Where a sandbox is served on loopback by a real server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(uvicorn.Config(sandbox.application(), log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        assert server.listening.wait(timeout=30)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def address(sandbox: PaySandbox) -> Iterator[str]:
    with served(sandbox) as address:
        yield address


@pytest.fixture
def http() -> Iterator[HttpTransport]:
    with HttpTransport(timeout=20) as transport:
        yield transport


def test_a_payment_goes_all_the_way_over_a_real_connection(
    address: str, http: HttpTransport, tmp_path: Path, clock: Clock
) -> None:
    with Store.open(tmp_path / "payments.db") as store:
        store.migrate()
        desk = PaymentDesk(store, GovUkPay(http, KEY, base_url=address))
        intent = begin(desk, clock)
        browser = Browser(http.send)
        browser.open(link(intent))
        browser.submit(f"/card_details/{intent.provider_id}", **CARD)
        assert browser.location == RETURN_URL
        assert desk.refresh(intent.id, now=clock.now).state is PaymentState.SUCCESS


@pytest.mark.parametrize(("kind", "made"), [(FaultKind.DROP_ANSWER, 1), (FaultKind.DROP_REQUEST, 0)])
def test_a_lost_answer_is_a_broken_connection(
    address: str, http: HttpTransport, sandbox: PaySandbox, kind: FaultKind, made: int
) -> None:
    pay = GovUkPay(http, KEY, base_url=address)
    sandbox.faults.plan(kind, on="create")
    with pytest.raises(ProviderUnavailableError) as error:
        pay.create(payment_request())
    assert error.value.code == "transport.no-answer"
    assert len(pay.search("AMB-7K2F-1")) == made


def test_an_answer_that_comes_too_late_leaves_one_live_payment(tmp_path: Path, clock: Clock) -> None:
    given_up = threading.Event()
    slow = PaySandbox(api_key=KEY, clock=clock, pause=lambda _: wait_for(given_up))
    slow.faults.plan(FaultKind.DELAY, on="create")
    with served(slow) as address, HttpTransport(timeout=1) as hasty, HttpTransport() as patient:
        store = Store.open(tmp_path / "payments.db")
        store.migrate()
        with pytest.raises(ProviderUnavailableError):
            begin(PaymentDesk(store, GovUkPay(hasty, KEY, base_url=address)), clock)
        desk = PaymentDesk(store, GovUkPay(patient, KEY, base_url=address))
        assert begin(desk, clock).state is PaymentState.CREATED
        given_up.set()
    clock.advance(minutes=2)
    desk = PaymentDesk(store, pay_of(slow))
    desk.resolve(now=clock.now)
    found = [payment for intent in desk.for_subject(SUBJECT) for payment in pay_of(slow).search(intent.reference)]
    store.close()
    assert sorted(payment.state for payment in found) == [PaymentState.CANCELLED, PaymentState.CREATED]


def wait_for(event: threading.Event) -> None:
    assert event.wait(timeout=30)


def pay_of(sandbox: PaySandbox) -> GovUkPay:
    return GovUkPay(sandbox, KEY, base_url="http://pay.example")


@pytest.mark.parametrize("path", ["/v1/payments/%0A", "/v1/payments/%0A/events", "/v1/%C3%A9"])
def test_an_address_with_strange_characters_is_refused_by_the_sandbox_itself(
    address: str, http: HttpTransport, path: str
) -> None:
    response = http.send(Request("GET", address + path, headers={"authorization": f"Bearer {KEY}"}))
    assert (response.status, response.headers["content-type"]) == (404, "application/json")


@pytest.mark.parametrize("identity", ["%09", "%0A", "%2F", "%3F", "a%2Fevents", "%3Fpage=1", "%"])
@pytest.mark.parametrize(("within", "code"), [("", "P0200"), ("/events", "P0300")])
def test_an_id_of_any_characters_is_one_that_no_payment_has(
    address: str, http: HttpTransport, identity: str, within: str, code: str
) -> None:
    url = f"{address}/v1/payments/{identity}{within}"
    response = http.send(Request("GET", url, headers={"authorization": f"Bearer {KEY}"}))
    assert (response.status, response.json()) == (404, {"code": code, "description": "Not found"})


def test_headers_beyond_ascii_are_left_out(address: str, http: HttpTransport) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-name: caf\xe9\r\nconnection: close\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 404")
    assert http.send(Request("GET", f"{address}/")).status == 404
