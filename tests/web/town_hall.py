"""Two councils at work in a folder of a test's own: a real database, a real gazetteer, a pay sandbox."""

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.web.browser import Browser

from localgov_components.address import AddressProvider, AddressQuery, Gazetteer
from localgov_components.identifiers import Postcode
from localgov_components.notifications import NotificationProvider, OutboxFolder
from localgov_components.payments import GovUkPay, PaySandbox
from localgov_components.services import CouncilService, ServiceDesk, accept
from localgov_components.storage import Store
from localgov_components.transport import Transport
from localgov_components.web import application

EXAMPLES = Path(__file__).parents[2] / "examples"
COUNCILS = ("ambleford", "brackwater")
SECRET = "a secret of thirty-two characters or more"
SITE = "https://forms.example"
PAY = "https://pay.example"
KEY = "api_test_key"
HOMES = {"ambleford": "DT97 2AF", "brackwater": "DT98 1AE"}
"""Postcodes with few addresses."""

NONE_OF_THESE = "No, none of these"
DECLINED = "4000000000000002"
MORNING = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True)
class Prepared:
    """What every test may share because nothing changes it."""

    councils: dict[str, CouncilService]
    gazetteer: Path


def prepare(folder: Path) -> Prepared:
    """Copy the examples, accept the shared service for both councils, and build the gazetteer."""
    shutil.copytree(EXAMPLES, folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    Gazetteer.build(EXAMPLES / "addresses.csv", folder / "addresses.gazetteer")
    for council in COUNCILS:
        accept(folder / "examples" / council, role="Head of Waste Services", on=date(2026, 4, 1))
    councils = {name: CouncilService.load(folder / "examples" / name) for name in COUNCILS}
    return Prepared(councils, folder / "addresses.gazetteer")


@dataclass
class TownHall:
    """One deployment. `desk` and `client` make new objects each time, as another worker would."""

    prepared: Prepared
    store: Store
    folder: Path
    clock: Clock = field(default_factory=Clock)
    addresses: AddressProvider | None = None
    transport: Transport | None = None
    notifications: NotificationProvider | None = None
    site_url: str = SITE
    pay_url: str = PAY

    def __post_init__(self) -> None:
        self.store.migrate()
        self.sandbox = PaySandbox(api_key=KEY, clock=self.clock)
        self.gazetteer = Gazetteer.open(self.prepared.gazetteer)
        self._clients = ExitStack()

    def desk(self, council: str = "ambleford") -> ServiceDesk:
        return ServiceDesk(
            self.prepared.councils[council],
            store=self.store,
            addresses=self.addresses or self.gazetteer,
            payments=GovUkPay(self.transport or self.sandbox, KEY, base_url=self.pay_url),
            notifications=self.notifications or OutboxFolder(self.folder / "outbox"),
        )

    def application(self, councils: Sequence[str] = COUNCILS, *, pay_origin: str = "") -> Starlette:
        return application(
            [self.desk(council) for council in councils],
            secret=SECRET,
            clock=self.clock,
            public_url=self.site_url,
            pay_origin=pay_origin or self.pay_url,
            secure_cookies=self.site_url.startswith("https:"),
            demonstration=True,
        )

    def client(self, councils: Sequence[str] = COUNCILS) -> TestClient:
        return self._serving(self.application(councils))

    def _serving(self, site: Starlette) -> TestClient:
        """A client whose server lives until the town hall closes."""
        return self._clients.enter_context(TestClient(site, base_url=SITE, follow_redirects=False))

    def browser(self, council: str = "ambleford") -> Browser:
        return Browser(self.client(), f"/{council}/garden-waste")

    def again(self, browser: Browser) -> Browser:
        """The same browser with its cookies, before a server that was started again."""
        client = self.client()
        client.cookies = browser.client.cookies
        return Browser(client, browser.base)

    def walk(self, council: str = "ambleford", *, benefit: str = NONE_OF_THESE, badge: str = "No") -> Browser:
        """A browser that has gone through every page, from the start to check answers."""
        browser = self.browser(council).begin().send(it=HOMES[council])
        browser.send(browser.labels()[0]).send("2 bins").send(benefit)
        if benefit == NONE_OF_THESE:
            browser.send(badge)
        return browser.send(it="A Resident").send(it="a.resident@resident.example")

    def at_check_answers(
        self, council: str = "ambleford", *, bins: str = "2", benefit: str = "none", badge: str = "no"
    ) -> Browser:
        """A browser that arrives at check answers, without the pages before it."""
        browser = self.browser(council).begin()
        (cookie,) = browser.client.cookies.jar
        home = self.gazetteer.find(AddressQuery(postcode=Postcode.parse(HOMES[council]))).addresses[0]
        answers = {"postcode": HOMES[council], "address": str(home.uprn), "bins": bins, "benefits": benefit}
        answers |= {"blue-badge": badge} if benefit == "none" else {}
        answers |= {"name": "A Resident", "email": "a.resident@resident.example"}
        desk = self.desk(council)
        for page, value in answers.items():
            assert not desk.answer(cookie.value or "", page, {page: [value]}, now=self.clock()).problems
        return browser.open("check-answers")

    def pay(self, browser: Browser, *, card: str = "4242424242424242") -> Browser:
        """Pay on the page that the browser was sent to, and come back."""
        return browser.open(self.sandbox.pay(browser.sent_to, card=card).removeprefix(SITE))

    def messages(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in sorted((self.folder / "outbox").glob("*"))]

    def close(self) -> None:
        self._clients.close()
        self.sandbox.close()
        self.gazetteer.close()
        self.store.close()
