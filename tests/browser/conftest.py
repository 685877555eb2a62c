"""A real browser before a real server, with the pay sandbox on another port of loopback."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.types import ASGIApp
from tests.browser.applicant import Applicant
from tests.web.town_hall import COUNCILS, TownHall, prepare

from localgov_components.storage import Store
from localgov_components.transport import HttpTransport

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWERED_WITH_A_PROBLEM = "the server responded with a status of"  # Chromium says so of every page with a problem on it
PATIENCE = 60_000  # milliseconds; a slow machine is not a fault

expect.set_options(timeout=PATIENCE)


class _Server(uvicorn.Server):
    def __init__(self, site: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(site, log_level="warning", ws="none", lifespan="off", timeout_graceful_shutdown=1)
        )
        self.ready = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def serving(site: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """Serve an application on a socket, in a thread."""
    server = _Server(site)
    thread = Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        assert server.ready.wait(timeout=PATIENCE / 1000)
        yield
    finally:
        server.should_exit = True
        thread.join()


def listening() -> tuple[socket.socket, str]:
    """A free port of loopback, and its address for a browser."""
    listener = socket.create_server(("127.0.0.1", 0))
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    """Both councils and the pay sandbox, served."""
    folder: Path = tmp_path_factory.mktemp("town")
    (site, site_url), (pay, pay_url) = listening(), listening()
    with ExitStack() as stack:
        transport = stack.enter_context(HttpTransport())
        store = Store.open(folder / "records.sqlite")
        hall = TownHall(prepare(folder), store, folder, transport=transport, site_url=site_url, pay_url=pay_url)
        stack.callback(hall.close)
        stack.enter_context(serving(hall.sandbox.application(), pay))
        stack.enter_context(serving(hall.application(), site))
        yield hall


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS), timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts."""
    return bool(request.param)


@pytest.fixture(params=COUNCILS)
def council(request: pytest.FixtureRequest) -> str:
    """Each council in turn."""
    return str(request.param)


@contextmanager
def visiting(
    browser: Browser, town: TownHall, council: str, *, javascript: bool, expecting: str = ANSWERED_WITH_A_PROBLEM
) -> Iterator[Applicant]:
    """Somebody with a browser of their own; in its console nothing may be complained about but what is expected."""
    context = browser.new_context(
        java_script_enabled=javascript, locale="en-GB", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    page: Page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    yield Applicant(page, f"{town.site_url}/{council}/garden-waste", council)
    context.close()
    assert [text for text in complaints if expecting not in text and ANSWERED_WITH_A_PROBLEM not in text] == []


@pytest.fixture
def applicant(browser: Browser, town: TownHall, council: str, javascript: bool) -> Iterator[Applicant]:  # noqa: FBT001
    """Somebody at each council, with and without JavaScript."""
    with visiting(browser, town, council, javascript=javascript) as somebody:
        yield somebody


@pytest.fixture
def looker(browser: Browser, town: TownHall, council: str) -> Iterator[Applicant]:
    """Somebody at each council whose every page is looked at."""
    with visiting(browser, town, council, javascript=True) as somebody:
        yield somebody
